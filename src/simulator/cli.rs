//! `uketsuke-simulator card`: the emulated card as a program of its own, on vpcd's socket and led by a control socket.

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
use super::vpcd;

/// What `--help` says.
pub const USAGE: &str = "\
uketsuke-simulator card --vpcd ADDR --control SOCKET [--persona KEY] [--insert] [--personas FILE]

  --vpcd ADDR           where vpcd listens, usually 127.0.0.1:35963
  --control SOCKET      a Unix socket that takes insert, remove, swap KEY, persona KEY, reader …, fault …, status, quit
  --persona KEY         whose card it is (valid-kumiai)
  --insert              begin with the card on the reader
  --personas FILE       these personas instead of the built-in ones
  --filler N            N bytes of FF behind each certificate
  --short-apdus-only    a reader that cannot carry extended APDUs
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

struct Options {
    vpcd: String,
    control: PathBuf,
    persona: String,
    insert: bool,
    personas: Option<PathBuf>,
    quirks: Quirks,
    short: bool,
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
    let control = Control::listen(&options.control)
        .map_err(|error| CommandError::Control { path: options.control.clone(), error })?;
    if options.insert {
        rig.insert(None)?;
    }
    control.start(&rig)?;
    let reader = Arc::clone(&rig);
    thread::Builder::new().name("vpcd".to_owned()).spawn(move || {
        vpcd::serve(&reader, &options.vpcd, |error| {
            let _nobody_listens = writeln!(
                io::stderr(),
                "no vpcd at {}: {error}; is pcscd running with vpcd in /etc/reader.conf.d? Still trying.",
                options.vpcd
            );
        });
    })?;
    writeln!(io::stdout(), "card ready: {}", options.control.display())?;
    rig.wait_for_end();
    Ok(())
}

/// `None`: only help was asked for.
fn parse(mut args: Parser) -> Result<Option<Options>, lexopt::Error> {
    let (mut vpcd, mut control, mut personas) = (None, None, None);
    let mut persona = "valid-kumiai".to_owned();
    let (mut insert, mut short) = (false, false);
    let mut quirks = Quirks::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("vpcd") => vpcd = Some(args.value()?.string()?),
            Arg::Long("control") => control = Some(args.value()?.into()),
            Arg::Long("persona") => persona = args.value()?.string()?,
            Arg::Long("personas") => personas = Some(args.value()?.into()),
            Arg::Long("insert") => insert = true,
            Arg::Long("filler") => quirks.filler = args.value()?.parse()?,
            Arg::Long("short-apdus-only") => short = true,
            Arg::Long("stumble") => quirks.stumbles_after_power_up = true,
            Arg::Long("atr") => quirks.atr = Some(args.value()?.parse_with(hex)?),
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            _ => return Err(arg.unexpected()),
        }
    }
    Ok(Some(Options {
        vpcd: vpcd.ok_or("--vpcd is missing")?,
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
