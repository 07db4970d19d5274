//! The command line as a table: what `--help` says, what the parser accepts, and what the manual page and the shell
//! completions are made from (`tests/support/manual.rs`). A command or an option that is not here does not exist.

mod commands;
mod given;
mod numbers;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;

use lexopt::Arg;

pub use self::commands::{ABOUT, COMMANDS, Command, DEFAULT, Operand, Opt};
pub use self::given::GivenCommand;
pub use self::numbers::GivenNumbers;

/// What a command line says.
#[derive(Debug)]
pub enum CommandLine {
    /// A command and what it takes.
    Command(GivenCommand),
    /// Asks for help.
    Help,
    /// Asks for the version.
    Version,
}

/// Reads a command line by the table.
pub fn parse(mut parser: lexopt::Parser) -> Result<CommandLine, lexopt::Error> {
    let (mut words, mut options): (Vec<OsString>, Vec<(&'static Opt, OsString)>) = (Vec::new(), Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(CommandLine::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(CommandLine::Version),
            Arg::Long(name) => {
                let Some(option) = any_option(name) else { return Err(argument.unexpected()) };
                let value = if option.value.is_some() { parser.value()? } else { OsString::new() };
                if options.iter().any(|(given, _)| given.name == option.name) {
                    return Err(format!("--{} is given twice", option.name).into());
                }
                options.push((option, value));
            }
            Arg::Value(word) => words.push(word),
            other @ Arg::Short(_) => return Err(other.unexpected()),
        }
    }
    if words.is_empty() {
        words.push(DEFAULT.into());
    }
    let command = named(&words)?;
    let mut words = words.into_iter().skip(command.words.len());
    let operand = command.operand.and_then(|_| words.next());
    if let Some(word) = words.next() {
        return Err(lexopt::Error::UnexpectedArgument(word));
    }
    let takes = |option: &Opt| command.options.iter().any(|own| own.name == option.name);
    if let Some((option, _)) = options.iter().find(|(option, _)| !takes(option)) {
        return Err(format!("--{} belongs to another command than {}", option.name, command.words.join(" ")).into());
    }
    if let (Some(missing), None) = (command.operand.filter(|operand| operand.needed), &operand) {
        return Err(format!("{} is missing", missing.name).into());
    }
    let options: BTreeMap<_, _> = options.into_iter().map(|(option, value)| (option.name, value)).collect();
    if let Some(option) = command.options.iter().find(|option| option.needed && !options.contains_key(option.name)) {
        return Err(format!("--{} is missing", option.name).into());
    }
    Ok(CommandLine::Command(GivenCommand { command, options, operand }))
}

/// Whether an option has a value is the same in every command, so that it can stand before the command's own word.
fn any_option(name: &str) -> Option<&'static Opt> {
    COMMANDS.iter().flat_map(|command| command.options).find(|option| option.name == name)
}

fn named(words: &[OsString]) -> Result<&'static Command, lexopt::Error> {
    let starts = |command: &&Command| command.words.iter().zip(words).all(|(own, word)| word == own);
    let whole = |command: &&Command| starts(command) && words.len() >= command.words.len();
    if let Some(command) = COMMANDS.iter().find(whole) {
        return Ok(command);
    }
    Err(match COMMANDS.iter().find(starts) {
        Some(begun) => format!("did you mean: uketsuke {}?", begun.words.join(" ")).into(),
        None => {
            format!("unknown command '{}'", words.first().map(|word| word.to_string_lossy()).unwrap_or_default()).into()
        }
    })
}

/// What `--help` prints.
#[must_use]
pub fn help() -> String {
    let mut text = format!("uketsuke: {ABOUT}\n\nusage:\n");
    for command in COMMANDS {
        let _ = writeln!(text, "  uketsuke {}\n      {}", usage(command), command.about);
        for option in command.options {
            let _ = writeln!(text, "        {:<24}{}", shown(option), option.help);
        }
        if let Some(operand) = command.operand {
            let _ = writeln!(text, "        {:<24}{}", operand.name, operand.help);
        }
    }
    text + "  uketsuke --help | --version\n"
}

/// How a command is written, for instance `journal verify [--config FILE] [FILE]`.
#[must_use]
pub fn usage(command: &Command) -> String {
    let mut usage = command.words.join(" ");
    if command.words == [DEFAULT] {
        usage = format!("[{usage}]");
    }
    for option in command.options {
        let _ = if option.needed { write!(usage, " {}", shown(option)) } else { write!(usage, " [{}]", shown(option)) };
    }
    if let Some(operand) = command.operand {
        let _ = if operand.needed { write!(usage, " {}", operand.name) } else { write!(usage, " [{}]", operand.name) };
    }
    usage
}

fn shown(option: &Opt) -> String {
    match option.value {
        Some(value) => format!("--{} {value}", option.name),
        None => format!("--{}", option.name),
    }
}
