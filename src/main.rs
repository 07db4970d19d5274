//! The command line chooses a job.

use std::path::PathBuf;
use std::process::ExitCode;

use uketsuke::app::{self, End, RunError};
use uketsuke::card::CardError;
use uketsuke::card::pcsc::{ReaderInfo, ReaderPattern, readers};
use uketsuke::settings::{DEFAULT_PATH, Settings, SettingsError};

/// Whatever is freed is wiped: a person's name passes through strings, messages and TLS records of several libraries.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

const HELP: &str = "\
uketsuke: reception kiosk for eligibility-only insurance confirmation with a My Number Card

usage: uketsuke [run] [--config FILE]   the kiosk (settings: /etc/uketsuke/kiosk.toml)
       uketsuke demo [--persona NAME]   the kiosk in this terminal, with emulated card and service
       uketsuke readers                 lists card readers and what they can do
       uketsuke --help | --version
";

/// What the command line asks for.
enum Job {
    Run { config: PathBuf },
    Demo { persona: Option<String> },
    Readers,
    Say(String),
}

/// Why the job was not done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}\n\n{HELP}")]
    Usage(#[from] lexopt::Error),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Run(#[from] RunError),
    #[error("{0}; is pcscd running, and may this user use it?")]
    Readers(#[from] CardError),
    #[error("the terminal went away")]
    TerminalGone,
    #[cfg(not(feature = "simulator"))]
    #[error("this uketsuke was built without the simulator, so there is no demo")]
    NoDemo,
}

fn main() -> ExitCode {
    match job().map_err(Failure::from).and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("uketsuke: {failure}");
            ExitCode::from(if matches!(failure, Failure::Usage(_) | Failure::Settings(_)) { 2 } else { 1 })
        }
    }
}

fn job() -> Result<Job, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};

    let mut parser = lexopt::Parser::from_env();
    let mut command: Option<String> = None;
    let mut config = None;
    let mut persona = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Job::Say(HELP.into())),
            Short('V') | Long("version") => {
                return Ok(Job::Say(format!("uketsuke {}\n", env!("CARGO_PKG_VERSION"))));
            }
            Long("config") => config = Some(PathBuf::from(parser.value()?)),
            Long("persona") => persona = Some(parser.value()?.string()?),
            Value(word) if command.is_none() => command = Some(word.string()?),
            other => return Err(other.unexpected()),
        }
    }
    match (command.as_deref().unwrap_or("run"), config, persona) {
        ("run", config, None) => Ok(Job::Run { config: config.unwrap_or_else(|| DEFAULT_PATH.into()) }),
        ("demo", None, persona) => Ok(Job::Demo { persona }),
        ("readers", None, None) => Ok(Job::Readers),
        ("run" | "demo" | "readers", ..) => Err("this option belongs to another command".into()),
        (other, ..) => Err(format!("unknown command '{other}'").into()),
    }
}

fn perform(job: Job) -> Result<(), Failure> {
    match job {
        Job::Run { config } => ended(app::run(&Settings::load(&config)?)?),
        Job::Demo { persona } => demo(persona.as_deref()),
        Job::Readers => list_readers(),
        Job::Say(words) => {
            say(&words);
            Ok(())
        }
    }
}

fn ended(end: End) -> Result<(), Failure> {
    match end {
        End::Asked => Ok(()),
        End::TerminalGone => Err(Failure::TerminalGone),
    }
}

#[cfg(feature = "simulator")]
fn demo(persona: Option<&str>) -> Result<(), Failure> {
    ended(uketsuke::simulator::demo::run(persona)?)
}

#[cfg(not(feature = "simulator"))]
fn demo(_: Option<&str>) -> Result<(), Failure> {
    Err(Failure::NoDemo)
}

fn list_readers() -> Result<(), Failure> {
    let found = readers(&ReaderPattern::new("*"))?;
    if found.is_empty() {
        say("no reader; plug one in, or look with 'pcsc_scan' whether the system sees it\n");
    }
    for reader in found {
        let ReaderInfo { name, card, extended, .. } = reader;
        let card = if card { "a card on it" } else { "empty" };
        say(&format!("{name}: {card}; extended APDUs: {extended}\n"));
    }
    Ok(())
}

/// Writes to the standard output; a reader that has gone (`| head`) is no error worth a word.
fn say(words: &str) {
    use std::io::Write as _;
    let _ = std::io::stdout().write_all(words.as_bytes());
}
