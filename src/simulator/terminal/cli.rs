//! `uketsuke-simulator terminal`: the emulated qualification terminal as a program of its own.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use lexopt::{Arg, Parser, ValueExt as _};

use super::behaviour::{Behaviour, SwitchError};
use super::control::Control;
use super::engine::EmulatedTerminal;
use crate::simulator::personas::{self, PersonaError};

/// What `--help` says.
pub const USAGE: &str = "\
uketsuke-simulator terminal --dir DIR [--control SOCKET] [--personas FILE] [--set SWITCH=VALUE]…

  --dir DIR             makes DIR/Req, DIR/Res, DIR/Face and, where there is none, a kiosk.toml that fits them
  --control SOCKET      a Unix socket that takes set SWITCH VALUE, reset, card KEY, share …, status, quit
  --personas FILE       these personas instead of the built-in ones
  --set SWITCH=VALUE    begin with this switch set; may be repeated. The usual value stands first:
                          take whole, never, half-written        take-after 1s
                          answer-after 3s … never                grow 200ms … never; again never … TIME
                          name own, capitals, other              order shuffled, table
                          encoding utf-8, shift_jis              declaration right, wrong, none
                          mark none, bom                         padding space, zero, none
                          identifier and facility echo, missing, changed, doubled, other
                          repeat same, missing, insurer, symbol, number, branch, birth, consent
                          form xml, zip, zip-encrypted, zip-as-xml, empty, garbage, dtd, link
                          err none or WORDS; err-encoding; return both, reason, request
                          outcome persona, none, lost, new, several, unregistered, unknown, blank, refused, failed,
                            in-progress, segment-3, error-code, no-entry, two-entries, yesterday, by-card, other-birth, limit
                          persona by-number or KEY               stay never … TIME

The control socket's share is steady, gone or read-only. A share that is slow is grow 10s: so long an answer is half written. One that is
full, or holds a file open, cannot be made with a local folder.
                          bulk right, refused, failed, numbers, missing, extra, doubled, reception
                          bulk-rounds 1 … NUMBER

Persons are found by insurer, symbol, number, branch (where it is asked) and date of birth, as src/simulator/personas.toml has them.
Then, for instance: uketsuke check --config DIR/kiosk.toml --insurer 06139992 --symbol 試験 --number 0012345 --branch 01 --birth 1990-04-01
";

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line cannot be understood.
    #[error("{0}\n\n{USAGE}")]
    Usage(#[from] lexopt::Error),
    /// A switch cannot be set so.
    #[error("--set {0}: {1}")]
    Switch(String, #[source] SwitchError),
    /// The file of personas is of no use.
    #[error("{0}; see --personas")]
    Personas(#[from] PersonaError),
    /// A folder, the control socket or the terminal does not work.
    #[error("{0}: {1}")]
    File(String, #[source] io::Error),
}

struct Options {
    dir: PathBuf,
    control: Option<PathBuf>,
    personas: Option<PathBuf>,
    behaviour: Behaviour,
}

/// Runs the terminal until `quit`. Says on standard output, in one line, when it is ready.
pub fn command(args: Parser) -> Result<(), CommandError> {
    let Some(Options { dir, control, personas, behaviour }) = parse(args)? else {
        return say(USAGE);
    };
    let personas = match personas {
        None => personas::all().to_vec(),
        Some(path) => personas::from_file(&path)?,
    };
    let named = |path: &PathBuf| {
        let name = path.display().to_string();
        move |error| CommandError::File(name, error)
    };
    let terminal = Arc::new(EmulatedTerminal::start(&dir, personas, behaviour).map_err(named(&dir))?);
    let _control = control.map(|path| Control::start(&path, &terminal).map_err(named(&path))).transpose()?;
    say(&format!("terminal ready: {}\n", dir.display()))?;
    terminal.wait();
    Ok(())
}

/// `None`: only help was asked for.
fn parse(mut args: Parser) -> Result<Option<Options>, CommandError> {
    let (mut dir, mut control, mut personas) = (None, None, None);
    let mut behaviour = Behaviour::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("dir") => dir = Some(PathBuf::from(args.value()?)),
            Arg::Long("control") => control = Some(args.value()?.into()),
            Arg::Long("personas") => personas = Some(args.value()?.into()),
            Arg::Long("set") => {
                let text = args.value()?.string()?;
                let (switch, value) =
                    text.split_once('=').ok_or("--set takes SWITCH=VALUE").map_err(lexopt::Error::from)?;
                behaviour.set(switch, value).map_err(|error| CommandError::Switch(text.clone(), error))?;
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let dir = dir.ok_or("--dir is missing").map_err(lexopt::Error::from)?;
    Ok(Some(Options { dir, control, personas, behaviour }))
}

fn say(text: &str) -> Result<(), CommandError> {
    let mut out = io::stdout().lock();
    let said = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    said.map_err(|error| CommandError::File("standard output".to_owned(), error))
}
