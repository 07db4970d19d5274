//! What a command line says, and what it does not.

use super::*;
use crate::settings::DEFAULT_PATH;

fn line(words: &str) -> Result<CommandLine, String> {
    parse(lexopt::Parser::from_args(words.split_whitespace())).map_err(|error| error.to_string())
}

fn command(words: &str) -> GivenCommand {
    match line(words) {
        Ok(CommandLine::Command(asked)) => asked,
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn no_word_at_all_starts_the_kiosk_with_the_usual_settings() {
    let mut asked = command("");
    assert_eq!((asked.command.words, asked.config()), (&["run"][..], DEFAULT_PATH.into()));
}

#[test]
fn an_option_may_stand_before_the_command() {
    let mut asked = command("--config a.toml journal verify old.jsonl");
    assert_eq!(asked.command.words, ["journal", "verify"]);
    assert_eq!((asked.config(), asked.operand()), ("a.toml".into(), Some("old.jsonl".into())));
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_reason() {
    for (words, reason) in [
        ("jump", "unknown command 'jump'"),
        ("journal", "did you mean: uketsuke journal verify?"),
        ("readers --config a", "--config belongs to another command than readers"),
        ("run now", "unexpected argument \"now\""),
        ("register --user A1", "--code-file is missing"),
        ("run --config a --config b", "--config is given twice"),
        ("run --loud", "invalid option '--loud'"),
        ("run --config", "missing argument for option '--config'"),
    ] {
        assert_eq!(line(words).map(|_| ()).unwrap_err(), reason, "{words}");
    }
}

#[test]
fn an_option_has_a_value_in_every_command_or_in_none() {
    for option in COMMANDS.iter().flat_map(|command| command.options) {
        assert_eq!(any_option(option.name).map(|first| first.value), Some(option.value), "--{}", option.name);
    }
}

#[test]
fn help_names_every_command_and_every_option() {
    let help = help();
    for command in COMMANDS {
        assert!(help.contains(command.about), "{:?}", command.words);
        assert!(command.options.iter().all(|option| help.contains(option.help)), "{:?}", command.words);
    }
}
