//! `uketsuke-simulator card`: the emulated card as a program of its own, on vpcd's or QEMU's socket and led by a
//! control socket.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::SystemTime;

use lexopt::{Arg, Parser, ValueExt};

use super::authority::AuthorityError;
use super::card::{CardProfile, Quirks, Wallet, WalletError};
use super::control::Control;
use super::personas::{self, Persona, PersonaError};
use super::rig::{Rig, RigError};
use super::{vpcd, vscard};

/// What `--help` says.
pub const USAGE: &str = "\
uketsuke-simulator card (--vpcd ADDR | --vscard ADDR) --control SOCKET [--persona KEY] [--insert] [--personas FILE]

  --vpcd ADDR           where vpcd listens, usually 127.0.0.1:35963
  --vscard ADDR         where QEMU's ccid-card-passthru listens: HOST:PORT, or a path with a / in it; the card speaks T=0
  --control SOCKET      a Unix socket that takes insert, remove, swap KEY, persona KEY, reader …, hang, answer, fault …, status, quit
  --persona KEY         whose card it is (valid-kumiai)
  --insert              begin with the card on the reader
  --personas FILE       these personas instead of the built-in ones
  --filler N            N bytes of FF behind each certificate
  --short-apdus-only    a reader that cannot carry extended APDUs
  --t0                  the card speaks T=0: short APDUs, answers fetched by GET RESPONSE
  --stumble             answer the first command after power-up with 6F00
  --atr HEX             another answer to reset
";

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line cannot be understood.
    #[error("{0}\n\n{USAGE}")]
    Usage(#[from] lexopt::Error),
    /// The authority's certificate cannot be made.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The file of personas is of no use.
    #[error("{0}; see --personas")]
    Personas(#[from] PersonaError),
    /// The persona has no card.
    #[error("{0}; --persona takes a key of the personas")]
    Persona(#[from] WalletError),
    /// The card cannot be put on the reader.
    #[error(transparent)]
    Rig(#[from] RigError),
    /// The control socket cannot be opened.
    #[error("cannot listen at {path}: {error}; choose another --control, or end the emulator that uses it")]
    Control {
        /// Where.
        path: PathBuf,
        /// Why not.
        #[source]
        error: io::Error,
    },
    /// A thread or the terminal does not work.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// Where the reader is.
enum Reader {
    Vpcd(String),
    Vscard(String),
}

struct Options {
    reader: Reader,
    control: PathBuf,
    persona: String,
    insert: bool,
    personas: Option<PathBuf>,
    quirks: Quirks,
    short: bool,
    t0: bool,
}

/// Runs the card until `quit`. Says on standard output, in one line, when the control socket is open.
pub fn command(args: Parser) -> Result<(), CommandError> {
    let Some(options) = parse(args)? else {
        return Ok(io::stdout().write_all(USAGE.as_bytes())?);
    };
    let owners = owners(options.personas.as_deref())?;
    let wallet = Wallet::new(owners, SystemTime::now(), options.quirks)?;
    let rig = Arc::new(Rig::new(wallet, &options.persona)?);
    rig.carry_short_only(options.short);
    if options.t0 {
        rig.speak_t0();
    }
    let control = Control::listen(&options.control)
        .map_err(|error| CommandError::Control { path: options.control.clone(), error })?;
    if options.insert {
        rig.insert(None)?;
    }
    control.start(&rig)?;
    let served = Arc::clone(&rig);
    let reader = thread::Builder::new().name("reader".to_owned()).spawn(move || serve(&served, &options.reader))?;
    writeln!(io::stdout(), "card ready: {}", options.control.display())?;
    rig.wait_for_end();
    // The card is taken along before the program ends. A reader's thread that panicked has said so.
    Ok(reader.join().unwrap_or(Ok(()))?)
}

fn serve(rig: &Rig, reader: &Reader) -> io::Result<()> {
    match reader {
        Reader::Vpcd(address) => {
            vpcd::serve(rig, address, |error| {
                complain(&format!(
                    "no vpcd at {address}: {error}; is pcscd running with vpcd in /etc/reader.conf.d? Still trying."
                ));
            });
            Ok(())
        }
        Reader::Vscard(address) => vscard::serve(rig, address, |trouble| match trouble {
            vscard::VscardError::Unreachable(error) => complain(&format!(
                "no QEMU at {address}: {error}; was it started with -chardev socket,server=on? Still trying."
            )),
            vscard::VscardError::Refused(_) => complain(&trouble.to_string()),
        }),
    }
}

fn complain(text: &str) {
    let _stderr_is_closed = writeln!(io::stderr(), "{text}");
}

/// `None`: only help was asked for.
fn parse(mut args: Parser) -> Result<Option<Options>, lexopt::Error> {
    let (mut reader, mut control, mut personas) = (None, None, None);
    let mut persona = "valid-kumiai".to_owned();
    let (mut insert, mut short, mut t0) = (false, false, false);
    let mut quirks = Quirks::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("vpcd") => reader = Some(Reader::Vpcd(args.value()?.string()?)),
            Arg::Long("vscard") => reader = Some(Reader::Vscard(args.value()?.string()?)),
            Arg::Long("control") => control = Some(args.value()?.into()),
            Arg::Long("persona") => persona = args.value()?.string()?,
            Arg::Long("personas") => personas = Some(args.value()?.into()),
            Arg::Long("insert") => insert = true,
            Arg::Long("filler") => quirks.filler = args.value()?.parse()?,
            Arg::Long("short-apdus-only") => short = true,
            Arg::Long("t0") => t0 = true,
            Arg::Long("stumble") => quirks.stumbles_after_power_up = true,
            Arg::Long("atr") => quirks.atr = Some(args.value()?.parse_with(hex)?),
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            _ => return Err(arg.unexpected()),
        }
    }
    let reader = reader.ok_or("--vpcd or --vscard is missing")?;
    Ok(Some(Options {
        t0: t0 || matches!(reader, Reader::Vscard(_)),
        reader,
        control: control.ok_or("--control is missing")?,
        persona,
        insert,
        personas,
        quirks,
        short,
    }))
}

/// At least one byte, in hex without spaces.
fn hex(text: &str) -> Result<Vec<u8>, &'static str> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    digits
        .unwrap_or_default()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(high * 16 + low).ok(),
            _ => None,
        })
        .collect::<Option<Vec<u8>>>()
        .filter(|bytes| !bytes.is_empty())
        .ok_or("an answer to reset is written in hex, two digits a byte")
}

/// Names and cards of the built-in personas, or of those in a file.
fn owners(file: Option<&Path>) -> Result<Vec<(String, CardProfile)>, PersonaError> {
    let owner = |persona: &Persona| (persona.key.clone(), persona.card.clone());
    Ok(match file {
        None => personas::all().iter().map(owner).collect(),
        Some(path) => personas::from_file(path)?.iter().map(owner).collect(),
    })
}
