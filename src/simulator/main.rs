//! `uketsuke-simulator`: the emulated card, service and qualification terminal as programs of their own.

#![warn(missing_docs, clippy::expect_used, clippy::panic, clippy::unwrap_used)]
// They panic where a pipe or a terminal is gone.
#![warn(clippy::print_stderr, clippy::print_stdout)]

use std::error::Error;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::ExitCode;

use lexopt::{Arg, Parser};
use uketsuke::simulator::{cli, service, terminal};

const USAGE: &str = "\
uketsuke-simulator card …       an emulated My Number Card for pcscd's virtual reader, or for QEMU's
uketsuke-simulator service …    an emulated eligibility service
uketsuke-simulator terminal …   an emulated qualification terminal (資格確認端末): folders of requests, answers and card results

Each takes --help.
";

fn main() -> ExitCode {
    match run(Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The terminal may be gone.
            let _stderr_is_closed = writeln!(io::stderr(), "uketsuke-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: Parser) -> Result<(), Box<dyn Error>> {
    match args.next()? {
        Some(Arg::Value(job)) if job == "card" => Ok(cli::command(args)?),
        Some(Arg::Value(job)) if job == "service" => Ok(service::command(args)?),
        Some(Arg::Value(job)) if job == "terminal" => Ok(terminal::command(args)?),
        Some(Arg::Value(job)) => Err(unknown(&job)),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(io::stdout().write_all(USAGE.as_bytes())?),
        Some(other) => Err(other.unexpected().into()),
        None => Err(USAGE.into()),
    }
}

fn unknown(job: &OsStr) -> Box<dyn Error> {
    format!("there is no job {}\n\n{USAGE}", job.display()).into()
}
