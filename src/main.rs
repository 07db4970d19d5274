//! The command line chooses a job.

#![warn(missing_docs, clippy::expect_used, clippy::panic, clippy::unwrap_used)]
// They panic where a pipe or a terminal is gone.
#![warn(clippy::print_stderr, clippy::print_stdout)]

use std::env;
use std::io::{self, IsTerminal as _, Read, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lexopt::ValueExt as _;
use time::macros::format_description;
use uketsuke::app::privileges::{self, PrivilegesError};
use uketsuke::app::{self, BulkReport, BundleCheck, CheckError, CommandBulkError, End, ReportFileError, RunError};
use uketsuke::card::{CardError, known_readers};
use uketsuke::command_line::{self, CommandLine, GivenCommand, GivenNumbers};
use uketsuke::common::{in_japan, printable};
use uketsuke::eligibility::TypedNumbers;
use uketsuke::gateway::est::{self, Fingerprint, RegisterError, Registered, UserId};
use uketsuke::journal::{self, CommandJournalError, VerifyError};
use uketsuke::settings::{
    BundleError, DEFAULT_PATH, Passcode, PasscodeError, PasscodeHash, PasscodeHashError, Settings, SettingsError,
};
use uketsuke::tty::prompt;

/// All freed memory is wiped: a visitor's name passes through strings, messages and TLS records of several libraries.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// What the command line asks for.
enum CliJob {
    Run { config: PathBuf },
    Session { config: PathBuf },
    Demo { persona: Option<String>, terminal: bool },
    Readers,
    Doctor { config: PathBuf, json: bool, ask: Option<Box<GivenNumbers>>, report: Option<PathBuf> },
    ReadReport { file: PathBuf, json: bool },
    Check(Box<GivenNumbers>),
    Bulk { run: RunBulk, config: PathBuf, file: PathBuf, again: bool },
    Register(Registration),
    VerifyJournal(JournalSource),
    CheckBundle { config: Option<PathBuf>, check: BundleCheck },
    TakeBundle { config: PathBuf, bundle: PathBuf },
    Passcode,
    Hosts { config: PathBuf },
    Say(String),
}

/// A command about bookings.
type RunBulk = fn(&Settings, &Path, bool, &mut dyn FnMut(&str)) -> Result<BulkReport, CommandBulkError>;

/// Where the journal to verify is.
enum JournalSource {
    File(PathBuf),
    Settings { config: PathBuf },
}

/// What `register` is told.
struct Registration {
    config: PathBuf,
    user: UserId,
    code_file: PathBuf,
    authority: Option<Fingerprint>,
}

/// Why the job was not done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}; uketsuke --help shows every command")]
    Usage(#[from] lexopt::Error),
    #[error(transparent)]
    Privileges(#[from] PrivilegesError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Run(#[from] RunError),
    #[error("{0}; is pcscd running, and may this user use it?")]
    Readers(#[from] CardError),
    #[error("{}: {source}; the one-time code is read from its first line", path.display())]
    Code { path: PathBuf, source: io::Error },
    #[error("{}", .0.with_words())]
    Register(#[from] RegisterError),
    #[error("the settings take results from a folder ([source]): there is no service to register with")]
    NoService,
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error("the settings keep no journal ([journal] dir)")]
    NoJournal,
    #[error("not taken: {0}")]
    Bundle(#[from] BundleError),
    #[error("not every kiosk would take it")]
    BundleWrong,
    #[error("the journal is not as it was written")]
    Flawed,
    #[error("{0}")]
    Check(#[from] CheckError),
    #[error("{0}")]
    Bulk(#[from] CommandBulkError),
    /// The verdict stands on the standard output.
    #[error("")]
    NotConfirmed,
    #[error(transparent)]
    ReportFile(#[from] ReportFileError),
    #[error("something is broken; it says above what to do")]
    Broken,
    #[error("the terminal went away")]
    TerminalGone,
    #[error("cannot restart itself ({0})")]
    Restart(io::Error),
    #[error("{0}; nothing was read as a passcode")]
    Ask(io::Error),
    #[error(transparent)]
    Passcode(#[from] PasscodeError),
    #[error(transparent)]
    PasscodeHash(#[from] PasscodeHashError),
    #[error("not the same passcode twice")]
    Different,
    #[cfg(not(feature = "simulator"))]
    #[error("this uketsuke was built without the simulator, so there is no demo")]
    NoDemo,
}

impl Failure {
    /// Whether what was asked for was not done at all.
    const fn is_no_answer(&self) -> bool {
        use Failure::{Bulk, Check, ReportFile, Settings, Usage};
        matches!(self, Usage(_) | Settings(_) | Check(_) | Bulk(_) | ReportFile(_))
    }
}

fn main() -> ! {
    app::exit(match job().map_err(Failure::from).and_then(perform) {
        Ok(()) => 0,
        Err(Failure::NotConfirmed) => 1,
        Err(failure) => {
            complain(&format!("uketsuke: {failure}\n"));
            i32::from(failure.is_no_answer()) + 1
        }
    })
}

fn job() -> Result<CliJob, lexopt::Error> {
    let mut asked = match command_line::parse(lexopt::Parser::from_env())? {
        CommandLine::Help => return Ok(CliJob::Say(command_line::help())),
        CommandLine::Version => return Ok(CliJob::Say(format!("uketsuke {}\n", env!("CARGO_PKG_VERSION")))),
        CommandLine::Command(asked) => asked,
    };
    Ok(match asked.command.words {
        ["session"] => CliJob::Session { config: asked.config() },
        ["demo"] => CliJob::Demo {
            persona: asked.take("persona").map(lexopt::ValueExt::string).transpose()?,
            terminal: match asked.take("source") {
                None => false,
                Some(source) if source == "service" => false,
                Some(source) if source == "terminal" => true,
                Some(_) => return Err("--source is service or terminal".into()),
            },
        },
        ["readers"] if asked.has("table") => CliJob::Say(known_readers::table()),
        ["readers"] => CliJob::Readers,
        ["doctor"] if asked.has("read") => {
            if !asked.has_only(&["read", "json"]) {
                return Err("--read takes no other option but --json".into());
            }
            CliJob::ReadReport { file: asked.take("read").unwrap_or_default().into(), json: asked.has("json") }
        }
        ["doctor"] => {
            let report = asked.take("report").map(PathBuf::from);
            let asks = asked.has("ask");
            let numbers = GivenNumbers::of(&mut asked)?;
            let given = !(numbers.insurer.is_empty() && numbers.number.is_empty());
            if given && !asks {
                return Err("the numbers of a paper need --ask".into());
            }
            let (json, config) = (numbers.json, numbers.config.clone());
            CliJob::Doctor { json, config, ask: asks.then(|| Box::new(numbers)), report }
        }
        ["check"] => {
            let (bulk, again) = (asked.has("bulk"), asked.has("again"));
            let needed = ["insurer", "number", "birth"].into_iter().find(|option| !asked.has(option));
            match needed {
                Some(_) if bulk && asked.has_only(&["config", "again", "bulk"]) => {
                    bulk_job(&mut asked, app::check_bulk)
                }
                _ if bulk => return Err("--bulk takes no numbers of a paper: they stand in its FILE".into()),
                _ if again => return Err("--again needs --bulk".into()),
                Some(needed) => return Err(format!("--{needed} is missing").into()),
                None => CliJob::Check(Box::new(GivenNumbers::of(&mut asked)?)),
            }
        }
        ["assign"] => bulk_job(&mut asked, app::assign_bulk),
        ["register"] => CliJob::Register(Registration {
            config: asked.config(),
            user: asked.take("user").unwrap_or_default().parse()?,
            code_file: asked.take("code-file").unwrap_or_default().into(),
            authority: asked.take("authority-sha256").map(|hex| hex.parse()).transpose()?,
        }),
        ["journal", ..] => match (asked.operand(), asked.has("config")) {
            (Some(_), true) => return Err("either a FILE or --config".into()),
            (Some(file), false) => CliJob::VerifyJournal(JournalSource::File(file.into())),
            (None, _) => CliJob::VerifyJournal(JournalSource::Settings { config: asked.config() }),
        },
        ["settings", "check"] => CliJob::CheckBundle {
            config: asked.take("config").map(PathBuf::from),
            check: BundleCheck {
                bundle: asked.operand().unwrap_or_default().into(),
                key: asked.take("key").map(PathBuf::from),
                kiosk: asked.take("kiosk").map(lexopt::ValueExt::string).transpose()?,
            },
        },
        ["settings", ..] => {
            CliJob::TakeBundle { bundle: asked.operand().unwrap_or_default().into(), config: asked.config() }
        }
        ["passcode"] => CliJob::Passcode,
        ["hosts"] => CliJob::Hosts { config: asked.config() },
        _ => CliJob::Run { config: asked.config() },
    })
}

fn bulk_job(asked: &mut GivenCommand, run: RunBulk) -> CliJob {
    let file = asked.take("bulk").unwrap_or_default().into();
    CliJob::Bulk { run, file, again: asked.has("again"), config: asked.config() }
}

fn typed(check: &GivenNumbers) -> TypedNumbers<'_> {
    TypedNumbers {
        insurer: Some(&check.insurer),
        symbol: check.symbol.as_ref().map(|text| text.as_str()),
        number: Some(&check.number),
        branch: check.branch.as_ref().map(|text| text.as_str()),
        birthdate: Some(&check.birthdate),
    }
}

fn perform(job: CliJob) -> Result<(), Failure> {
    match job {
        CliJob::Run { config } => ended(app::run(&settings(&config)??)?),
        CliJob::Session { config } => {
            privileges::leave_root_for([&config])?;
            ended(app::supervisor::run(&config)?)
        }
        CliJob::Demo { persona, terminal } => demo(persona.as_deref(), terminal),
        CliJob::Readers => {
            say(&app::readers_listed()?);
            Ok(())
        }
        CliJob::Doctor { config, json, ask, report } => doctor(&config, json, ask.as_deref(), report.as_deref()),
        CliJob::ReadReport { file, json } => {
            privileges::leave_root_for([&file])?;
            let report = app::ToldReport::read(&file)?;
            say(&if json { report.json() } else { report.text() });
            if report.is_broken() { Err(Failure::Broken) } else { Ok(()) }
        }
        CliJob::Check(asked) => check(&asked),
        CliJob::Bulk { run, config, file, again } => bulk(run, &config, &file, again),
        CliJob::Register(registration) => register(&registration),
        CliJob::VerifyJournal(source) => verify(source),
        CliJob::CheckBundle { config, check } => check_bundle(config.as_deref(), &check),
        CliJob::TakeBundle { config, bundle } => {
            let settings = settings(&config)??;
            // What is root's alone may be told of a bundle that is not.
            privileges::leave_root_for([&bundle])?;
            say(&app::take_bundle_of_settings(&settings, &bundle)?);
            Ok(())
        }
        CliJob::Passcode => passcode(),
        CliJob::Hosts { config } => {
            settings(&config)??.destinations().iter().for_each(|destination| say(&format!("{destination}\n")));
            Ok(())
        }
        CliJob::Say(words) => {
            say(&words);
            Ok(())
        }
    }
}

/// The settings, read as the user who may change them. From here on the process is that user, or, where they are root's
/// alone, the one who may change what they name; root only where all of it is root's alone.
fn settings(config: &Path) -> Result<Result<Settings, SettingsError>, PrivilegesError> {
    privileges::leave_root_for([config])?;
    let settings = Settings::load(config);
    if let Ok(settings) = &settings {
        privileges::leave_root_for(settings.paths())?;
    }
    Ok(settings)
}

fn ended(end: End) -> Result<(), Failure> {
    match end {
        End::Requested => Ok(()),
        End::TerminalGone => Err(Failure::TerminalGone),
        // By the name it was started with: what an update has put there is the one that starts.
        End::Restart => Err(Failure::Restart(again().exec())),
    }
}

/// This program with what it was told on its command line. It takes the place of this one: same process, same terminal.
fn again() -> Command {
    let mut words = env::args_os();
    let mut again = Command::new(words.next().unwrap_or_else(|| "uketsuke".into()));
    again.args(words);
    again
}

#[cfg(feature = "simulator")]
fn demo(persona: Option<&str>, terminal: bool) -> Result<(), Failure> {
    let run = if terminal { uketsuke::simulator::demo::run_terminal } else { uketsuke::simulator::demo::run };
    ended(run(persona)?)
}

#[cfg(not(feature = "simulator"))]
fn demo(_: Option<&str>, _: bool) -> Result<(), Failure> {
    Err(Failure::NoDemo)
}

fn doctor(config: &Path, json: bool, ask: Option<&GivenNumbers>, file: Option<&Path>) -> Result<(), Failure> {
    let settings = settings(config)?;
    // What is root's alone may be told to write where another user puts links.
    privileges::leave_root_for(file)?;
    let mut report = app::DoctorReport::new(&settings);
    if let (Some(ask), Ok(settings)) = (ask, &settings) {
        app::hardening::keep_secrets();
        report = report.with(app::ask(settings, typed(ask), ask.limit_consent));
    }
    say(&if json { report.json() } else { report.text() });
    file.map_or(Ok(()), |file| report.write(file, &settings))?;
    if report.is_broken() { Err(Failure::Broken) } else { Ok(()) }
}

fn check(asked: &GivenNumbers) -> Result<(), Failure> {
    let no_answer = |error: PrivilegesError| Failure::Check(CheckError::Privileges(error.to_string()));
    let settings = settings(&asked.config).map_err(no_answer)??;
    app::hardening::keep_secrets();

    let mut warn = |error: &CommandJournalError| complain(&format!("uketsuke: not recorded: {error}\n"));
    let report = app::check(&settings, typed(asked), asked.limit_consent, &mut warn)?;
    say(&if asked.json { report.json() } else { report.text() });
    if report.is_confirmed() { Ok(()) } else { Err(Failure::NotConfirmed) }
}

fn check_bundle(config: Option<&Path>, check: &BundleCheck) -> Result<(), Failure> {
    let installed = || Some(Path::new(DEFAULT_PATH)).filter(|path| path.exists());
    let over = config.or_else(installed).map(settings).transpose()?.transpose()?;
    privileges::leave_root_for([Some(&check.bundle), check.key.as_ref()].into_iter().flatten())?;
    let report = app::check_bundle_of_settings(check, over)?;
    say(report.text());
    if report.is_good() { Ok(()) } else { Err(Failure::BundleWrong) }
}

fn bulk(run: RunBulk, config: &Path, file: &Path, again: bool) -> Result<(), Failure> {
    let no_answer = |error: PrivilegesError| Failure::Check(CheckError::Privileges(error.to_string()));
    let settings = settings(config).map_err(no_answer)??;
    // What is root's alone may name bookings that are not.
    privileges::leave_root_for([file]).map_err(no_answer)?;
    app::hardening::keep_secrets();
    let report = run(&settings, file, again, &mut |words| complain(&format!("{words}\n")))?;
    say(&report.text());
    if report.is_good() { Ok(()) } else { Err(Failure::NotConfirmed) }
}

fn register(asked: &Registration) -> Result<(), Failure> {
    let Registration { config, user, code_file, authority } = asked;
    // The administrator's own file: opened before root is given up.
    let source: Box<dyn Read> =
        if code_file == Path::new("-") { Box::new(io::stdin()) } else { Box::new(privileges::open(code_file)?) };
    let settings = settings(config)??;
    let site = settings.site().ok_or(Failure::NoService)?;
    // As the user who this is now: memory that root locked would be more than another user may have.
    app::hardening::keep_secrets();
    let code = app::one_time_code(source).map_err(|source| Failure::Code { path: code_file.clone(), source })?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RunError::System)?;
    let Registered { not_after } = runtime.block_on(async {
        if let Some(fingerprint) = authority {
            est::bootstrap(&site, fingerprint).await?;
        }
        est::register(&site, user, &code).await
    })?;
    let until = in_japan(not_after);
    let until = until.format(format_description!("[year]-[month]-[day] [hour]:[minute]")).unwrap_or_default();
    say(&format!(
        "registered as {user} until {until} (Japan)\ncertificate: {}\n\
         next: start the kiosk; one that runs takes the certificate into use by itself, and renews it by itself\n",
        site.gateway.certificate.display()
    ));
    if let Some(report) = app::DoctorReport::of_missing_staff_access(&settings) {
        say(&report.text());
    }
    Ok(())
}

fn verify(source: JournalSource) -> Result<(), Failure> {
    let file = match source {
        JournalSource::File(file) => {
            privileges::leave_root_for([&file, &file.with_file_name(journal::HEAD)])?;
            file
        }
        JournalSource::Settings { config } => {
            settings(&config)??.journal.dir.ok_or(Failure::NoJournal)?.join(journal::FILE)
        }
    };
    let found = journal::verify(&file)?;
    say(&found.text(&file));
    if found.is_whole() { Ok(()) } else { Err(Failure::Flawed) }
}

/// Asks for a new staff passcode and prints what belongs into the settings.
fn passcode() -> Result<(), Failure> {
    app::hardening::keep_secrets();
    let ask = |words| prompt::secret(words).map_err(Failure::Ask).and_then(|typed| Ok(Passcode::new(typed)?));
    let typed = ask("new staff passcode (6 to 12 digits): ")?;
    if io::stdin().is_terminal() && !typed.is_same(&ask("the same once more: ")?) {
        return Err(Failure::Different);
    }
    say(&format!("staff_passcode = \"{}\"\n", PasscodeHash::new(&typed)?.as_str()));
    complain(
        "put this line below [identify]; or the hash below [staff], beside the sign of the staff member who knows it\n",
    );
    Ok(())
}

/// Writes to the standard output, without anything that a terminal would obey; a reader that has gone (`| head`) is no
/// error worth a word.
fn say(words: &str) {
    let _ = io::stdout().write_all(printable(words).as_bytes());
}

/// The same on the standard error; where that is a terminal that has gone, there is nowhere left to say it.
fn complain(words: &str) {
    let _ = io::stderr().write_all(printable(words).as_bytes());
}
