//! Every command and what it takes: the table.

/// What the program is, in a line.
pub const ABOUT: &str = "reception kiosk for eligibility-only insurance confirmation with a My Number Card";

/// An option of a command, always in its long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opt {
    /// The name without its dashes.
    pub name: &'static str,
    /// What its value is called; `None` for a switch.
    pub value: Option<&'static str>,
    /// What it is for, in a sentence without its full stop.
    pub help: &'static str,
    /// Whether the command does not start without it.
    pub needed: bool,
}

/// A word on the command line that is no option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operand {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in a sentence without its full stop.
    pub help: &'static str,
    /// Whether the command does not start without it.
    pub needed: bool,
}

/// A command: one or two words, for instance `journal verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Its words.
    pub words: &'static [&'static str],
    /// What it does, in a sentence without its full stop; the first line of its help.
    pub about: &'static str,
    /// The rest, for the manual.
    pub more: &'static str,
    /// What it takes.
    pub options: &'static [Opt],
    /// The one word it may take.
    pub operand: Option<Operand>,
}

pub(super) const CONFIG: Opt = Opt {
    name: "config",
    value: Some("FILE"),
    help: "the settings (/etc/uketsuke/kiosk.toml where it is left out)",
    needed: false,
};

/// An option with a value, which may be left out.
const fn with_value(name: &'static str, value: &'static str, help: &'static str) -> Opt {
    Opt { name, value: Some(value), help, needed: false }
}

/// The numbers of a paper.
const INSURER: Opt =
    Opt {
        name: "insurer", value: Some("NUMBER"), help: "insurer number (保険者番号), 8 or 6 digits", needed: true
    };
const SYMBOL: Opt = Opt {
    name: "symbol",
    value: Some("TEXT"),
    help: "symbol (記号); left out where the paper has none",
    needed: false,
};
const NUMBER: Opt =
    Opt { name: "number", value: Some("TEXT"), help: "number (番号), with its leading zeros", needed: true };
const BRANCH: Opt = Opt {
    name: "branch",
    value: Some("NN"),
    help: "branch (枝番), 2 digits; left out where the paper has none",
    needed: false,
};
const BIRTH: Opt =
    Opt { name: "birth", value: Some("DATE"), help: "date of birth, 1990-04-01 or 平成2年4月1日", needed: true };
const LIMIT_CONSENT: Opt = Opt {
    name: "limit-consent",
    value: None,
    help: "the person has agreed that the limit on payments (限度額) is asked for",
    needed: false,
};

/// A bundle of settings.
const BUNDLE: Operand =
    Operand { name: "BUNDLE", help: "the bundle; its signature lies beside it as BUNDLE.sig", needed: true };

/// The command that no word means.
pub const DEFAULT: &str = "run";

/// Every command, in the order in which help shows them.
pub const COMMANDS: &[Command] = &[
    Command {
        words: &["run"],
        about: "the kiosk, full-screen in this terminal",
        more: "Runs until it is told to end (SIGTERM). This is what no command at all means.",
        options: &[CONFIG],
        operand: None,
    },
    Command {
        words: &["session"],
        about: "keeps the kiosk in this terminal, whatever happens to it",
        more: "Starts it again whenever it ends. Where it does not start, says so on the screen, with the reason and whom to call, and tries \
               again every 30 seconds. Ends by SIGTERM, or with its terminal.",
        options: &[CONFIG],
        operand: None,
    },
    Command {
        words: &["demo"],
        about: "the kiosk in this terminal, with emulated card and service, or with an emulated qualification terminal",
        more: "Only where the program was built with its simulator; the packaged one is not. With --source service (what no \
               --source means) F5 puts a card on the reader or takes it, and the PIN is 1234. With --source terminal the kiosk \
               shows the results of an emulated 資格確認端末 and asks it: F5 has it read a card, and F4 leads to the \
               certificate (資格確認書), whose numbers stand at the top; F8 puts bookings there, which F10 lists. F6 and F7 \
               choose the person.",
        options: &[
            Opt { name: "persona", value: Some("NAME"), help: "whose card is put on the reader first", needed: false },
            with_value("source", "SOURCE", "service or terminal: where answers come from"),
        ],
        operand: None,
    },
    Command {
        words: &["readers"],
        about: "lists card readers and what they can do",
        more: "With --table, the models that the driver of the smart-card daemon knows, by its own list: what it exchanges with each \
               (TPDU, short or extended APDUs), how many cards it takes, and whether it does for a PIN (method B) and for a \
               confirmation by staff where the service proves the card by a relay (method A).",
        options: &[Opt {
            name: "table",
            value: None,
            help: "every model that the driver knows, in place of the readers that are connected",
            needed: false,
        }],
        operand: None,
    },
    Command {
        words: &["doctor"],
        about: "says what is missing between this machine and a working reception, and what to do",
        more: "Looks at daemon, readers, card, service, certificate, clock, terminal, files and lock-down. One line for each: ok, \
               look (the operator should look at it) or broken, and below it what to do. Asks for no PIN and costs no try of one. \
               Exit status 1 where something is broken, else 0. With --json an array of objects with area, name, state (ok, look \
               or broken), found and remedy (null where nothing is to be done): area, name and state stay the same from version \
               to version, the other two are for people. Nothing in it is about a person. Every check has ten seconds. Files and \
               the card daemon are seen as this user sees them; started as root, as the owner of the settings. With --ask and the numbers \
               of a paper whose holder has agreed, it also sends one request to the qualification terminal, as check does, and says \
               what its answer tells of the settings [exchange] that only a real terminal can settle, and which one to try next; \
               it tries nothing by itself. --report writes a file for support: version, machine, findings, the last \
               K-codes, and settings, without secrets and without what the site chose freely; nothing in it is about a person. \
               --read prints such a file, or a text into which the QR codes of the kiosk's diagnosis (F10) were scanned, in any order and as \
               often as one likes, in the same form, or says which codes are missing. Exit status 2 where the file is no report.",
        options: &[
            CONFIG,
            Opt { name: "json", value: None, help: "the same for a machine, as one JSON array", needed: false },
            with_value("report", "FILE", "writes what it finds into a file for support as well"),
            with_value(
                "read",
                "FILE",
                "prints the report of another kiosk (-: standard input), in place of this machine's",
            ),
            Opt {
                name: "ask",
                value: None,
                help: "asks the qualification terminal once, about the numbers of a real paper that follow",
                needed: false,
            },
            Opt { needed: false, ..INSURER },
            SYMBOL,
            Opt { needed: false, ..NUMBER },
            BRANCH,
            Opt { needed: false, ..BIRTH },
            LIMIT_CONSENT,
        ],
        operand: None,
    },
    Command {
        words: &["check"],
        about: "asks the qualification terminal (資格確認端末) about the numbers of a paper, or about bookings, once",
        more: "Writes one request into the folder [exchange] requests and waits for its answer, at most for [exchange] deadline; what nothing \
               has taken by then is withdrawn, as it is on Ctrl-C, and nothing is ever sent twice. Leaves a \
               line in the journal; where that is not possible (a kiosk that runs holds it), says so on the standard error, or \
               with [journal] when_full = \"stop\" asks nothing. Prints the verdict and what it rests on, then a line \
               for each field; with --json one object with verdict, confirmed, by (number), simulation (true: an emulated terminal has made it \
               up; the text then begins with a banner) and answer, the message with the element names of the format. Personal data goes to the standard output and nowhere \
               else. Exit status 0 where the qualification is confirmed (有効), 1 for any other verdict, 2 where no answer of its own \
               came or the numbers cannot be asked; then the standard error says why and what to do. Look up your own patients only, \
               with the paper in hand. With --bulk it asks about all people in a CSV of bookings at once (一括照会): the columns key, insurer, \
               symbol, number, branch, birth and, where wanted, limit_consent (1 or 0) and reference, in UTF-8 or Shift_JIS, at most \
               1,000 rows and 1 MiB. A file with a mistake is refused as a whole, with every line that is wrong. The results lie beside \
               it as NAME.results.csv: key, verdict, code, what differs from what was typed, reference number, time. The standard \
               error says how far it is; the standard output has the numbers. Exit status 0 where everyone is confirmed, 1 where not, \
               2 where there is no result. The same file again goes on where it was, or says that it is done: it is never asked twice. Ctrl-C and \
               SIGTERM end it and keep what is known. --again asks once more; where the result could not be read or did not come in time, \
               it asks for that result once more, by the reception number that was kept. Leaves a line in the journal, without names \
               and numbers.",
        options: &[
            CONFIG,
            Opt { needed: false, ..INSURER },
            SYMBOL,
            Opt { needed: false, ..NUMBER },
            BRANCH,
            Opt { needed: false, ..BIRTH },
            LIMIT_CONSENT,
            with_value(
                "bulk",
                "FILE",
                "asks about the people in this CSV of bookings, in place of the numbers of a paper",
            ),
            Opt {
                name: "again",
                value: None,
                help: "asks about bookings that were asked about before, or for a result that could not be read",
                needed: false,
            },
            Opt { name: "json", value: None, help: "the answer for a machine, as one JSON object", needed: false },
        ],
        operand: None,
    },
    Command {
        words: &["assign"],
        about: "has the qualification terminal (資格確認端末) keep the site's own numbers of the people in a CSV (照会番号一括登録)",
        more: "Takes the CSV of bookings that check --bulk takes, with the column reference: the site's own number of the person, up to 50 \
               characters. A file with a mistake is refused as a whole, with every line that is wrong: also a row without a reference, one \
               that another row has as well, two rows with the same insurer, symbol, number and branch, and an insurer that is a public payer \
               (公費). Nothing but this command assigns numbers in bulk. The results lie beside the file as NAME.assigned.csv: key, \
               result (kept, refused, unclear or not-answered), the terminal's code and words, time. Leaves a line in the journal, without names and \
               numbers. The standard error says how far it is; the standard output has the counts. Exit status 0 where every number is \
               kept, 1 where not, 2 where there is no result. The same file again goes on where it was, or says that it is done: nothing \
               is sent twice. Ctrl-C and SIGTERM end it and keep what is known.",
        options: &[
            CONFIG,
            Opt {
                name: "bulk",
                value: Some("FILE"),
                help: "the CSV of people with their reference numbers",
                needed: true,
            },
            Opt {
                name: "again",
                value: None,
                help: "sends once more what was sent before and has ended, or asks for its result once more",
                needed: false,
            },
        ],
        operand: None,
    },
    Command {
        words: &["register"],
        about: "registers this terminal with the service",
        more: "Makes the terminal's key where there is none, and fetches its certificate by EST (RFC 7030). Started as root it gives \
               root up and writes as the owner of the settings, who has to be able to write key and certificate; what only root may \
               write is an error.",
        options: &[
            Opt { name: "user", value: Some("ID"), help: "the user ID as issued", needed: true },
            Opt {
                name: "code-file",
                value: Some("FILE"),
                help: "holds the one-time code in its first line (-: standard input)",
                needed: true,
            },
            CONFIG,
            with_value(
                "authority-sha256",
                "HEX",
                "fingerprint by which the service's authority is fetched where its file is not there yet",
            ),
        ],
        operand: None,
    },
    Command {
        words: &["journal", "verify"],
        about: "proves the audit trail unbroken, or says where it is not",
        more: "Says which line was changed, is missing, was added, moved or cut off. A last line that the head file does not know yet is \
               named as such: a power cut leaves one, and so does a hand. Exit status 0 or 1. Started as root it gives root up and \
               reads as the user who owns the folder.",
        options: &[CONFIG],
        operand: Some(Operand {
            name: "FILE",
            help: "a journal with its head beside it, instead of the one that the settings name",
            needed: false,
        }),
    },
    Command {
        words: &["settings", "check"],
        about: "checks a signed bundle of settings for every kiosk that it names",
        more: "The signature (BUNDLE.sig) is verified before anything is read. Then the settings of each kiosk are laid over those of --config \
               (left out: over the installed ones, or the defaults where none are) and validated as the kiosk will. One line for each \
               kiosk; what is wrong has its line, column and what to do. Nothing is written. Exit status 0 where every kiosk would take it, else 1.",
        options: &[
            with_value("key", "FILE", "the public key (PEM), in place of that of [fleet] in the settings"),
            with_value("kiosk", "NAME", "checks for this kiosk alone"),
            CONFIG,
        ],
        operand: Some(BUNDLE),
    },
    Command {
        words: &["settings", "take"],
        about: "has this kiosk take a signed bundle of settings",
        more: "For the program that fetches bundles, and for who brings one by hand; called as the kiosk's user. It checks the bundle for \
               this kiosk by [fleet] in the settings and leaves it beside them in one step. A kiosk that runs lays it into \
               the settings within a minute in which no visitor and no staff are there, another one at its start. A bundle that is not \
               signed by that key, is older than one that was taken, or holds anything wrong is refused, and the settings stay as they \
               are. Exit status 0 where it waits now or was taken before, else 1.",
        options: &[CONFIG],
        operand: Some(BUNDLE),
    },
    Command {
        words: &["passcode"],
        about: "asks twice for a new staff passcode and prints its line for the settings",
        more: "6 to 12 digits; one line where the standard input is no terminal.",
        options: &[],
        operand: None,
    },
    Command {
        words: &["hosts"],
        about: "prints whom a firewall must let the kiosk talk to",
        more: "A line \"HOST PORT\" for the service, or for the proxy in its place; none where results come from a folder.",
        options: &[CONFIG],
        operand: None,
    },
];
