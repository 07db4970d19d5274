//! What a package has beside the program, made from the table that the program reads its command line by: the manual
//! page, and completions for bash, zsh and fish. `cargo run --example manual -- FOLDER` writes them.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use clap::ValueHint;
use clap_complete::Shell;
use roff::{Inline, Roff, bold, italic, roman};
use time::OffsetDateTime;
use uketsuke::command_line::{self, ABOUT, COMMANDS, Command, DEFAULT, Opt};

const NAME: &str = "uketsuke";

const DESCRIPTION: &[&str] = &[
    "A person puts a My Number Card on an ordinary USB card reader and types four digits, or staff compare face and card. The screen \
     then says whether the person is insured, with whom and until when, as the eligibility service answers. Everything is done with \
     the keyboard of the terminal that the program was started in; F10 opens the menu for staff.",
    "A packaged kiosk is started by the system itself, as uketsuke.service on the first console. A terminal that is not registered \
     yet begins with its set-up screen.",
];

const EXIT: &[(&str, &str)] = &[
    ("0", "Done; the kiosk was told to end."),
    (
        "1",
        "Not done: why is said in one line on the standard error. For journal verify also: the journal is not as it was written, and \
         what is wrong with it stands on the standard output.",
    ),
    ("2", "Nothing was begun: the command line or the settings cannot be used."),
];

const FILES: &[(&str, &str)] = &[
    (
        "/etc/uketsuke/kiosk.toml",
        "The settings, each explained where it stands. The staff menu changes single values in it. A mistyped key is refused with its \
         line.",
    ),
    (
        "/etc/uketsuke/authority.pem",
        "The one authority that may vouch for the service. No other is trusted, and none of the system's.",
    ),
    ("/var/lib/uketsuke/terminal.pem, terminal.key", "This terminal's certificate and its key, made by register."),
    ("/var/lib/uketsuke/journal/", "The audit trail: journal.jsonl, journal.head and journal.key."),
    ("/var/log/uketsuke/", "The log, a file a day; fourteen are kept. No person and no PIN is in it."),
    ("/usr/share/doc/uketsuke/kiosk.toml", "The settings as they are shipped."),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "Set to anything: no colours (https://no-color.org)."),
    (
        "TERM",
        "A terminal without colours gets none. Otherwise every terminal is taken for one that understands xterm's sequences.",
    ),
    (
        "CREDENTIALS_DIRECTORY",
        "Where key = \"credential:NAME\" in the settings is read from; set by the service manager.",
    ),
];

const SEE_ALSO: &[(&str, &str)] =
    &[("cage", "1"), ("foot", "1"), ("pcsc_scan", "1"), ("systemctl", "1"), ("pcscd", "8")];

/// Every file: where it belongs below the folder, and what is in it.
#[must_use]
pub fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(format!("{NAME}.1"), page().render().into_bytes())];
    let shells = [
        (Shell::Bash, format!("{NAME}.bash")),
        (Shell::Zsh, format!("_{NAME}")),
        (Shell::Fish, format!("{NAME}.fish")),
    ];
    files.extend(shells.map(|(shell, name)| {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut table(), NAME, &mut script);
        (name, script)
    }));
    files
}

/// The day of the sources, so that the page has the same bytes whenever it is made (reproducible-builds.org,
/// `SOURCE_DATE_EPOCH`).
fn day() -> String {
    let seconds = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    seconds
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .map(|time| time.date().to_string())
        .unwrap_or_default()
}

fn page() -> Roff {
    let mut page = Roff::new();
    let version = format!("{NAME} {}", env!("CARGO_PKG_VERSION"));
    page.control("TH", [NAME, "1", &day(), &version, "User Commands"]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{NAME} - {ABOUT}"))]);
    page.control("SH", ["SYNOPSIS"]);
    for command in COMMANDS {
        page.text(synopsis(command));
        page.control("br", []);
    }
    page.text([bold(NAME), roman(" "), bold("--help"), roman(" | "), bold("--version")]);
    page.control("SH", ["DESCRIPTION"]);
    for paragraph in DESCRIPTION {
        page.control("PP", []);
        page.text([roman(*paragraph)]);
    }
    page.control("SH", ["COMMANDS"]);
    for command in COMMANDS {
        describe(&mut page, command);
    }
    page.control("SH", ["OPTIONS"]);
    terms(&mut page, &[("-h, --help", "Every command and its options."), ("-V, --version", "The version.")]);
    for (title, rows) in [("EXIT STATUS", EXIT), ("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)] {
        page.control("SH", [title]);
        terms(&mut page, rows);
    }
    page.control("SH", ["SEE ALSO"]);
    let pages = SEE_ALSO.iter().enumerate();
    let pages = pages.flat_map(|(nth, (name, section))| {
        [roman(if nth == 0 { "" } else { ", " }), bold(*name), roman(format!("({section})"))]
    });
    page.text(pages.collect::<Vec<_>>());
    page
}

fn synopsis(command: &Command) -> Vec<Inline> {
    let words = command_line::usage(command);
    vec![bold(NAME), roman(format!(" {words}"))]
}

fn describe(page: &mut Roff, command: &Command) {
    let words = command.words.join(" ");
    let default = if command.words == [DEFAULT] { " (also where no command is given)" } else { "" };
    page.control("TP", []);
    page.text([bold(words), roman(default)]);
    page.text([roman(sentence(command.about))]);
    if !command.more.is_empty() {
        page.text([roman(command.more)]);
    }
    let options = command.options.iter().map(|option| (shown(option), option.help));
    let operand = command.operand.iter().map(|operand| (vec![italic(operand.name)], operand.help));
    page.control("RS", []);
    for (name, help) in options.chain(operand) {
        page.control("TP", []);
        page.text(name);
        page.text([roman(sentence(help))]);
    }
    page.control("RE", []);
}

fn shown(option: &Opt) -> Vec<Inline> {
    let name = bold(format!("--{}", option.name));
    option.value.map_or_else(|| vec![name.clone()], |value| vec![name.clone(), roman(" "), italic(value)])
}

fn terms(page: &mut Roff, rows: &[(&str, &str)]) {
    for (term, words) in rows {
        page.control("TP", []);
        page.text([bold(*term)]);
        page.text([roman(*words)]);
    }
}

/// The table's phrases begin small and have no full stop, so that help can show them in a column.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// The table in the words of the crate that writes completions.
fn table() -> clap::Command {
    let program = clap::Command::new(NAME)
        .about(ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .disable_help_subcommand(true);
    COMMANDS.iter().fold(program, |program, command| {
        let program = if command.words == [DEFAULT] { takes(program, command) } else { program };
        below(program, command.words, command)
    })
}

/// Puts a command below the words that lead to it.
fn below(program: clap::Command, words: &'static [&'static str], command: &Command) -> clap::Command {
    match words {
        [] => takes(program.about(command.about), command),
        [word, rest @ ..] if program.find_subcommand(word).is_some() => {
            program.mut_subcommand(word, |own| below(own, rest, command))
        }
        [word, rest @ ..] => program.subcommand(below(clap::Command::new(*word), rest, command)),
    }
}

fn takes(program: clap::Command, command: &Command) -> clap::Command {
    let options = command.options.iter().map(|option| {
        let own = clap::Arg::new(option.name).long(option.name).help(option.help).required(option.needed);
        match option.value {
            Some(value) => own.value_name(value).value_hint(hint(value)),
            None => own.action(clap::ArgAction::SetTrue),
        }
    });
    let operand =
        command.operand.map(|operand| clap::Arg::new(operand.name).help(operand.help).value_hint(hint(operand.name)));
    program.args(options.chain(operand))
}

fn hint(value: &str) -> ValueHint {
    if value == "FILE" { ValueHint::FilePath } else { ValueHint::Other }
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1) else {
        eprintln!("manual: say which folder to write into");
        return ExitCode::from(2);
    };
    let write = || {
        fs::create_dir_all(&folder)?;
        files().iter().try_for_each(|(name, content)| fs::write(Path::new(&folder).join(name), content))
    };
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("manual: {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
