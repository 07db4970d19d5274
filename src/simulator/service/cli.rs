//! `uketsuke-simulator service`: the emulated service as a program of its own, with everything that a kiosk needs to
//! find it.

use std::fs;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt as _};

use super::registry::DEFAULT_PERSONA;
use super::{CardTrust, NoAuthority, Registry, RelayMode, Service, ServiceHandle, StartError, UnknownPersona};
use crate::gateway::UserId;
use crate::settings::duration;
use crate::simulator::authority::{AuthorityError, CardAuthority};
use crate::simulator::personas::{self, PersonaError};
use crate::simulator::tls::{PkiError, TestPki};

/// What `--help` says.
pub const USAGE: &str = "\
uketsuke-simulator service --listen ADDR [--as HOST] --dir DIR [--card-authority PEM] [--personas FILE]
                           [--default-persona KEY] [--enrol ID:CODE]… [--terminal-life TIME] [--unregistered]
                           [--relay]

  --listen ADDR          address and port, for example 127.0.0.1:8443; port 0 takes any free one
  --as HOST              how kiosks reach it where that is not ADDR: a name or an address, for its certificate and the kiosk.toml
  --dir DIR              where certificates and a kiosk.toml that fits are written; certificates found there are used again
  --card-authority PEM   accept the cards of this authority instead of this project's emulated cards
  --personas FILE        these personas instead of the built-in ones
  --default-persona KEY  the persona for cards that belong to none of them (valid-kumiai)
  --enrol ID:CODE        a one-time code with which a terminal may register, for example W0000001:TEST-CODE; may be repeated
  --terminal-life TIME   how long registered terminals live, for example 2m (3650 days); a running kiosk renews by itself
  --unregistered         write no terminal certificate: the kiosk of the kiosk.toml has yet to register
  --relay                prove the card itself where staff confirm (a stand-in: the real exchange is not public)
";

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line cannot be understood.
    #[error("{0}\n\n{USAGE}")]
    Usage(#[from] lexopt::Error),
    /// The service does not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Its certificates are of no use.
    #[error(transparent)]
    Pki(#[from] PkiError),
    /// The card authority cannot be read.
    #[error(transparent)]
    CardAuthority(#[from] NoAuthority),
    /// The built-in card authority cannot be made.
    #[error(transparent)]
    BuiltIn(#[from] AuthorityError),
    /// The personas cannot be read.
    #[error(transparent)]
    Personas(#[from] PersonaError),
    /// The default persona does not exist.
    #[error(transparent)]
    Default(#[from] UnknownPersona),
    /// A file, or the terminal, does not work.
    #[error("{0}: {1}")]
    File(String, #[source] io::Error),
}

struct Options {
    listen: SocketAddr,
    reached_as: Option<String>,
    dir: PathBuf,
    card_authority: Option<PathBuf>,
    personas: Option<PathBuf>,
    default_persona: String,
    enrol: Vec<(UserId, String)>,
    terminal_life: Option<Duration>,
    unregistered: bool,
    relay: bool,
}

/// Runs the service until it is interrupted. Says on standard output where it listens, in one line, once a kiosk can
/// connect.
pub fn command(args: Parser) -> Result<(), CommandError> {
    let Some(options) = parse(args)? else {
        return say(USAGE);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| CommandError::File("no runtime".to_owned(), error))?;
    runtime.block_on(async {
        let service = start(&options).await?;
        say(&format!("{}\n", service.url()))?;
        tokio::signal::ctrl_c().await.map_err(|error| CommandError::File("no signals".to_owned(), error))
    })
}

/// `None`: only help was asked for.
fn parse(mut args: Parser) -> Result<Option<Options>, lexopt::Error> {
    let (mut listen, mut dir, mut card_authority, mut personas) = (None, None, None, None);
    let mut default_persona = DEFAULT_PERSONA.to_owned();
    let (mut enrol, mut terminal_life, mut unregistered) = (Vec::new(), None, false);
    let (mut relay, mut reached_as) = (false, None);
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("listen") => listen = Some(args.value()?.parse()?),
            Arg::Long("as") => reached_as = Some(args.value()?.string()?),
            Arg::Long("dir") => dir = Some(args.value()?.into()),
            Arg::Long("card-authority") => card_authority = Some(args.value()?.into()),
            Arg::Long("personas") => personas = Some(args.value()?.into()),
            Arg::Long("default-persona") => default_persona = args.value()?.string()?,
            Arg::Long("enrol") => enrol.push(args.value()?.parse_with(enrolment)?),
            Arg::Long("terminal-life") => terminal_life = Some(args.value()?.parse_with(life)?),
            Arg::Long("unregistered") => unregistered = true,
            Arg::Long("relay") => relay = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            _ => return Err(arg.unexpected()),
        }
    }
    let listen = listen.ok_or("--listen is missing")?;
    let dir = dir.ok_or("--dir is missing")?;
    Ok(Some(Options {
        listen,
        reached_as,
        dir,
        card_authority,
        personas,
        default_persona,
        enrol,
        terminal_life,
        unregistered,
        relay,
    }))
}

fn enrolment(text: &str) -> Result<(UserId, String), &'static str> {
    let parts = text.split_once(':').filter(|(_, code)| !code.is_empty());
    let parts = parts.and_then(|(user, code)| Some((user.parse().ok()?, code.to_owned())));
    parts.ok_or("a user ID, a colon and a code: W0000001:TEST-CODE")
}

fn life(text: &str) -> Result<Duration, &'static str> {
    duration::parse(text).ok_or("a whole number and a unit: 2m, 1h or 90d")
}

async fn start(options: &Options) -> Result<ServiceHandle, CommandError> {
    let dir = &options.dir;
    let mut pki = if dir.join("authority.pem").exists() { TestPki::read(dir)? } else { TestPki::new()? };
    if let Some(host) = &options.reached_as {
        pki.serve_as(host)?;
    }
    if options.unregistered {
        pki.write_service(dir)?;
    } else {
        pki.write(dir)?;
    }
    let cards = match &options.card_authority {
        Some(path) => CardTrust::from_pem(&read(path)?)?,
        None => CardTrust::new(CardAuthority::new()?.certificate_der())?,
    };
    let registry = match &options.personas {
        Some(path) => Registry::new(&personas::from_file(path)?, &options.default_persona)?,
        None => Registry::new(personas::all(), &options.default_persona)?,
    };
    let service = Service::start_as(options.listen, options.reached_as.as_deref(), &pki, registry, cards).await?;
    for (user, code) in &options.enrol {
        service.admit(user, code);
    }
    if let Some(life) = options.terminal_life {
        service.terminals_live(life);
    }
    if options.relay {
        service.set_relay(RelayMode::StandIn);
    }
    let settings = dir.join("kiosk.toml");
    fs::write(&settings, kiosk_toml(&service)).map_err(|error| named(&settings, error))?;
    Ok(service)
}

/// Settings with which `uketsuke run --config` finds this service. Paths in it are taken relative to its folder.
fn kiosk_toml(service: &ServiceHandle) -> String {
    format!(
        r#"# Written by uketsuke-simulator: the service behind this file is emulated.
[kiosk]
facility = "1319999999"
name = "試験助産所（シミュレーション）"

[gateway]
url = "{}"
authority = "authority.pem"
certificate = "terminal.pem"
key = "terminal.key"
deadline = "30s"
"#,
        service.url()
    )
}

fn read(path: &Path) -> Result<String, CommandError> {
    fs::read_to_string(path).map_err(|error| named(path, error))
}

fn named(path: &Path, error: io::Error) -> CommandError {
    CommandError::File(path.display().to_string(), error)
}

fn say(text: &str) -> Result<(), CommandError> {
    let mut out = io::stdout().lock();
    let said = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    said.map_err(|error| CommandError::File("standard output".to_owned(), error))
}

#[cfg(test)]
mod tests {

    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::gateway::{GatewayClient, GatewayConfig, ServiceState, register};
    use crate::settings::Settings;

    fn options(dir: &Path) -> Options {
        let args = ["--listen", "127.0.0.1:0", "--dir", dir.to_str().unwrap()];
        parse(Parser::from_args(args)).unwrap().unwrap()
    }

    /// A kiosk that knows nothing but the file.
    fn kiosk(settings: &Path) -> GatewayClient {
        let site = Settings::load(settings).unwrap().site().unwrap();
        GatewayClient::new(&GatewayConfig::read(&site).unwrap()).unwrap()
    }

    #[tokio::test]
    async fn a_kiosk_finds_the_service_by_the_file_that_it_wrote() {
        let dir = tempfile::tempdir().unwrap();
        let _service = start(&options(dir.path())).await.unwrap();
        let kiosk = kiosk(&dir.path().join("kiosk.toml"));
        assert_eq!(kiosk.service().await.unwrap().state, ServiceState::Open);
        let mode = fs::metadata(dir.path().join("terminal.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[tokio::test]
    async fn a_service_that_is_reached_by_another_name_has_it_in_its_certificate_and_in_the_file() {
        let dir = tempfile::tempdir().unwrap();
        drop(start(&options(dir.path())).await.unwrap());
        let mut options = options(dir.path());
        // Loopback all the same, and neither of the names that every emulated service has.
        options.reached_as = Some("127.0.0.2".to_owned());
        options.listen = "0.0.0.0:0".parse().unwrap();
        let service = start(&options).await.unwrap();
        assert!(service.url().starts_with("https://127.0.0.2:"));
        let kiosk = kiosk(&dir.path().join("kiosk.toml"));
        assert_eq!(kiosk.service().await.unwrap().state, ServiceState::Open);
    }

    #[tokio::test]
    async fn a_kiosk_that_has_yet_to_register_can_and_does_after_the_service_has_started_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut options = options(dir.path());
        options.unregistered = true;
        drop(start(&options).await.unwrap());
        assert!(!dir.path().join("terminal.pem").exists());
        options.enrol = vec![enrolment("W0000001:TEST-CODE").unwrap()];
        options.terminal_life = Some(life("2m").unwrap());
        let _service = start(&options).await.unwrap();
        let settings = dir.path().join("kiosk.toml");
        let user = "W0000001".parse().unwrap();
        register(&Settings::load(&settings).unwrap().site().unwrap(), &user, &"TEST-CODE".into()).await.unwrap();
        let kiosk = kiosk(&settings);
        kiosk.service().await.unwrap();
        let terminal = kiosk.terminal();
        let life = terminal.not_after().unwrap().duration_since(terminal.not_before().unwrap()).unwrap();
        assert_eq!(life, Duration::from_secs(120));
    }

    #[tokio::test]
    async fn a_service_that_starts_again_is_still_trusted() {
        let dir = tempfile::tempdir().unwrap();
        let service = start(&options(dir.path())).await.unwrap();
        let kiosk = kiosk(&dir.path().join("kiosk.toml"));
        let mut again = options(dir.path());
        again.listen = service.addr();
        drop(service);
        tokio::task::yield_now().await;
        let _service = start(&again).await.unwrap();
        assert!(kiosk.service().await.is_ok());
    }

    #[tokio::test]
    async fn a_file_that_is_not_there_is_named_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let mut options = options(dir.path());
        options.card_authority = Some("/nonexistent/authority.pem".into());
        let error = start(&options).await.err().unwrap().to_string();
        assert!(error.starts_with("/nonexistent/authority.pem: No such file"), "{error}");
    }

    #[test]
    fn what_is_missing_on_the_command_line_is_named() {
        let error = parse(Parser::from_args(["--listen", "127.0.0.1:0"])).err().unwrap();
        assert_eq!(error.to_string(), "--dir is missing");
    }
}
