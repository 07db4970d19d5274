use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::ParseError;
use super::load::Settings;
use super::schema::Tables;
use super::source::{GatewaySettings, ResultSource};
use super::table_reader::Keys;
use super::values::ResultEncoding;
use crate::common::{Language, Method, ReaderPlace};

const DEFAULT: &str = include_str!("../../config/kiosk.toml");

fn gateway(settings: &Settings) -> &GatewaySettings {
    let ResultSource::Gateway(gateway) = &settings.source else { panic!("no service") };
    gateway
}

fn wrong(text: &str) -> ParseError {
    Settings::parse(text).expect_err("must be refused")
}

#[test]
fn the_shipped_default_says_what_the_documentation_says() {
    let settings = Settings::parse(DEFAULT).unwrap();
    assert_eq!(settings.identify.method, Method::Pin);
    assert!(settings.identify.switchable);
    assert_eq!(gateway(&settings).endpoint.deadline, Duration::from_secs(30));
    assert_eq!(settings.panel.show_for, Duration::from_secs(60));
    assert_eq!(settings.ui.language, Language::Japanese);
}

#[test]
fn a_kiosk_with_the_shipped_settings_keeps_a_journal_and_a_log() {
    let settings = Settings::parse(DEFAULT).unwrap();
    assert_eq!(settings.journal.dir.as_deref(), Some("/var/lib/uketsuke/journal".as_ref()));
    assert_eq!(settings.log.dir.as_deref(), Some("/var/log/uketsuke".as_ref()));
}

#[test]
fn the_shipped_default_explains_every_key() {
    for (table, keys) in Tables::KNOWN {
        let (_, section) = DEFAULT.split_once(&format!("\n[{table}]\n")).expect(table);
        let section = section.split("\n[").next().unwrap();
        let Keys::These(keys) = keys else { continue };
        for key in *keys {
            let mut before = "";
            let found = section.lines().any(|line| {
                let said = line.trim_start_matches("# ").starts_with(&format!("{key} = "));
                let explained = before.starts_with("# ");
                before = line;
                said && explained
            });
            assert!(found, "[{table}] {key} has no line, or no comment above it");
        }
    }
}

/// The default's lines, each with its comment above it, and the table and key that it sets or shows behind a `#`.
fn shown_keys() -> Vec<(&'static str, &'static str, usize, String)> {
    let (mut table, mut comment, mut shown) = ("", String::new(), Vec::new());
    for (number, line) in DEFAULT.lines().enumerate() {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches(']');
        }
        let key = line.trim_start_matches("# ").split_once(" = ").map(|(key, _)| key);
        match key.filter(|key| !key.contains(' ')) {
            Some(key) => shown.push((table, key, number, std::mem::take(&mut comment))),
            None if line.starts_with('#') => comment.push_str(line),
            None => comment.clear(),
        }
    }
    shown
}

#[test]
fn the_shipped_default_shows_each_key_of_the_schema_once_and_no_other() {
    for (table, keys) in Tables::KNOWN {
        let Keys::These(keys) = keys else { continue };
        let mut shown: Vec<_> =
            shown_keys().into_iter().filter(|shown| shown.0 == *table).map(|shown| shown.1).collect();
        let mut keys = keys.to_vec();
        shown.sort_unstable();
        keys.sort_unstable();
        assert_eq!(shown, keys, "[{table}]");
    }
}

#[test]
fn the_shipped_default_shows_each_default_or_says_what_leaving_out_means() {
    for (table, key, number, comment) in shown_keys() {
        let with = |line: &str| {
            let lines = DEFAULT.lines().enumerate();
            let lines: Vec<_> = lines.map(|(place, text)| if place == number { line } else { text }).collect();
            Tables::parse(&lines.join("\n"))
        };
        let line = DEFAULT.lines().nth(number).unwrap();
        let uncommented = line.trim_start_matches("# ");
        // An example of a hash is no hash.
        let shown = if uncommented.contains('…') { with(line) } else { with(uncommented) };
        let shown = shown.unwrap_or_else(|error| panic!("[{table}] {key}: {error}"));
        match with("") {
            Err(_) => assert!(comment.contains("Needed"), "[{table}] {key} is needed, and its comment does not say so"),
            Ok(short) if format!("{short:?}") == format!("{shown:?}") => {}
            Ok(_) => {
                let says = comment.contains("Left out") || comment.contains("With ");
                assert!(says, "[{table}] {key} shows another value than its default");
            }
        }
    }
}

#[test]
fn what_is_left_out_has_the_value_that_the_shipped_default_shows() {
    let service = "url = \"https://x\"\nauthority = \"a\"\ncertificate = \"c\"\nkey = \"k\"";
    let short = format!("[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[gateway]\n{service}");
    let short = Settings::parse(&short).unwrap();
    let full = Settings::parse(DEFAULT).unwrap();
    assert_eq!(short.identify.method, full.identify.method);
    assert_eq!(short.identify.switchable, full.identify.switchable);
    assert_eq!(short.reader.pattern, full.reader.pattern);
    assert_eq!(gateway(&short).endpoint.deadline, gateway(&full).endpoint.deadline);
    assert_eq!(short.panel.show_for, full.panel.show_for);
    assert_eq!(short.ui.sound, full.ui.sound);
    assert_eq!(short.log.level, full.log.level);
}

#[test]
fn a_mistyped_key_is_refused_with_its_place_and_the_nearest_one() {
    let text = DEFAULT.replace("\ndefault = \"pin\"", "\n  defualt = \"pin\"");
    let line = text.lines().position(|line| line.contains("defualt")).unwrap() + 1;
    let problem = wrong(&text);
    assert_eq!((problem.line, problem.column), (line, 3));
    assert_eq!(problem.words, "unknown key identify.defualt; did you mean \"default\"?");
}

#[test]
fn a_key_like_no_other_is_answered_with_the_known_ones() {
    let problem = wrong("[panel]\nzzz = 1\n");
    assert_eq!(problem.to_string(), "2:1: unknown key panel.zzz; known here: show_for, detail, copy_qr");
}

#[test]
fn a_mistyped_table_is_refused_too() {
    assert_eq!(wrong("[gatway]\n").to_string(), "1:2: unknown table [gatway]; did you mean \"gateway\"?");
}

#[test]
fn a_metrics_file_that_is_not_collected_is_refused_at_its_place() {
    let problem = |file: &str| {
        let text = DEFAULT.replace("# file = \"/var/lib/prometheus/node-exporter/uketsuke.prom\"", file);
        Settings::parse(&text).map_err(|problem| problem.to_string())
    };
    assert!(problem("file = \"/var/lib/x/uketsuke.prom\"").is_ok());
    for file in ["file = \"/var/lib/x/uketsuke\"", "file = \"/var/lib/x/\"", "file = \".prom\"", "file = \"\""] {
        assert!(problem(file).is_err_and(|words| words.contains(".prom")), "{file}");
    }
}

#[test]
fn a_facility_code_with_a_mistyped_digit_is_refused_at_its_place() {
    let problem = wrong(&DEFAULT.replace("1319999999", "1319999998"));
    assert!(problem.words.contains("check digit"), "{problem}");
    assert!(problem.line > 1, "{problem}");
}

#[test]
fn a_duration_needs_a_unit_and_is_neither_zero_nor_longer_than_any_clock() {
    let longest = format!("\"{}s\"", u64::MAX);
    for bad in ["\"60\"", "\"0s\"", "\"s\"", "\"-5s\"", "\"1分\"", "\"367d\"", "\"99999999999999999999d\"", &longest] {
        let problem = wrong(&DEFAULT.replace("show_for = \"60s\"", &format!("show_for = {bad}")));
        assert!(problem.words.contains("\"2m\""), "{bad}: {problem}");
    }
}

#[test]
fn a_double_strike_takes_half_a_second_at_most() {
    for bad in ["501", "-1", "\"200ms\"", "0.2"] {
        let problem = wrong(&DEFAULT.replace("double_strike_ms = 0", &format!("double_strike_ms = {bad}")));
        let line = 1 + DEFAULT.lines().position(|line| line.starts_with("double_strike_ms")).unwrap();
        assert!(problem.to_string().starts_with(&format!("{line}:")), "{problem}");
    }
    let text = DEFAULT.replace("double_strike_ms = 0", "double_strike_ms = 200");
    let settings = Settings::parse(&text).unwrap();
    assert_eq!(settings.ui.double_strike, Duration::from_millis(200));
}

#[test]
fn an_empty_reader_pattern_is_no_pattern() {
    let problem = wrong(&DEFAULT.replace("match = \"*\"", "match = \"\""));
    assert!(problem.words.contains("must not be empty"), "{problem}");
}

#[test]
fn whom_to_call_is_left_out_or_said() {
    assert_eq!(Settings::parse(DEFAULT).unwrap().kiosk.contact, None);
    let line = "name = \"試験助産所\"\n";
    let settings = Settings::parse(&DEFAULT.replace(line, &format!("{line}contact = \"見本商会 03-0000-0000\"\n")));
    assert_eq!(settings.unwrap().kiosk.contact.as_deref(), Some("見本商会 03-0000-0000"));
    let problem = wrong(&DEFAULT.replace(line, &format!("{line}contact = \"\"\n")));
    assert!(problem.words.contains("must not be empty"), "{problem}");
}

#[test]
fn a_missing_key_is_named() {
    assert!(wrong("[kiosk]\nname = \"x\"\n").words.contains("facility"));
}

#[test]
fn a_file_that_is_not_there_says_what_to_do() {
    let error = Settings::load(std::path::Path::new("/nonexistent/kiosk.toml")).unwrap_err().to_string();
    assert!(error.starts_with("/nonexistent/kiosk.toml: ") && error.contains("--config"), "{error}");
}

#[test]
fn a_file_in_another_encoding_is_to_be_saved_as_utf_8() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kiosk.toml");
    // 試験 in Shift JIS.
    std::fs::write(&path, b"[kiosk]\nname = \"\x8e\x8e\x8c\xb1\"\n").unwrap();
    let error = Settings::load(&path).unwrap_err().to_string();
    assert!(error.contains("save it as UTF-8"), "{error}");
}

#[test]
fn files_are_looked_for_beside_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kiosk.toml");
    std::fs::write(&path, DEFAULT.replace("\"/var/lib/uketsuke/terminal.key\"", "\"terminal.key\"")).unwrap();
    let settings = Settings::load(&path).unwrap();
    assert_eq!(gateway(&settings).key.path(), folder.path().join("terminal.key"));
    assert_eq!(gateway(&settings).authority, std::path::Path::new("/etc/uketsuke/authority.pem"));
}

const KIOSK: &str = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n";

#[test]
fn results_from_a_folder_need_no_service() {
    let text = format!("{KIOSK}[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n");
    let ResultSource::Folder(folder) = Settings::parse(&text).unwrap().source else { panic!("no folder") };
    assert_eq!(folder.encoding, ResultEncoding::Auto);
    for (word, encoding) in
        [("auto", ResultEncoding::Auto), ("utf-8", ResultEncoding::Utf8), ("shift_jis", ResultEncoding::ShiftJis)]
    {
        let settings = Settings::parse(&format!("{text}encoding = \"{word}\"\n")).unwrap();
        assert!(matches!(settings.source, ResultSource::Folder(folder) if folder.encoding == encoding), "{word}");
    }
    assert!(wrong(&format!("{text}encoding = \"utf8\"\n")).to_string().starts_with("7:12: "));
}

#[test]
fn the_folder_is_looked_for_beside_the_settings() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("kiosk.toml");
    std::fs::write(&path, format!("{KIOSK}[source]\nkind = \"oqs-folder\"\ndir = \"OQS/face\"\n")).unwrap();
    let ResultSource::Folder(folder) = Settings::load(&path).unwrap().source else { panic!("no folder") };
    assert_eq!(folder.dir, home.path().join("OQS/face"));
}

#[test]
fn each_source_says_what_it_lacks() {
    for (text, words) in [
        ("", "no [gateway]"),
        ("[source]\nkind = \"gateway\"\n", "no [gateway]"),
        ("[source]\nkind = \"oqs-folder\"\n", "needs the folder"),
        ("[source]\nkind = \"oqs-folder\"\ndir = \"x\"\n[exchange]\ncards = \"y\"\n", "named twice"),
        ("[source]\ndir = \"x\"\n", "kind"),
        ("[source]\nkind = \"oqs-folder\"\ndir = \"\"\n", "must not be empty"),
        ("[source]\nkind = \"folder\"\n", "oqs-folder"),
        ("[source]\nkind = \"oqs-folder\"\ndir = \"face\"\nmax_age = \"16m\"\n", "max_age"),
        (
            "[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n[handoff]\nkind = \"csv\"\ndir = \"./face/\"\n",
            "would come back",
        ),
    ] {
        let problem = wrong(&format!("{KIOSK}{text}"));
        assert!(problem.words.contains(words), "{text:?}: {problem}");
    }
}

#[test]
fn a_mistake_in_the_gateway_keeps_its_place() {
    let text = DEFAULT.replace("deadline = \"30s\"", "deadline = 30");
    let line = text.lines().position(|line| line == "deadline = 30").unwrap() + 1;
    assert_eq!(wrong(&text).line, line);
}

#[test]
fn a_service_is_named_by_an_https_address_without_a_password_or_a_query() {
    for (bad, word) in [
        ("http://eligibility.example", "https://"),
        ("eligibility.example", "https://"),
        ("https://", "https://"),
        ("https://kiosk:secret@eligibility.example", "password"),
        ("https://kiosk@eligibility.example", "user name"),
        ("https://eligibility.example/?a=b", "?"),
        ("https://eligibility.example/#top", "#"),
    ] {
        let problem = wrong(&DEFAULT.replace("\"https://eligibility.example\"", &format!("\"{bad}\"")));
        assert!(problem.words.contains(word) && !problem.words.contains("secret"), "{bad}: {problem}");
        assert!(problem.line > 1, "{bad}: {problem}");
    }
}

#[test]
fn a_proxy_is_a_host_and_a_port() {
    let with =
        |proxy: &str| DEFAULT.replace("# proxy = \"http://proxy.example:3128\"", &format!("proxy = \"{proxy}\""));
    let settings = Settings::parse(&with("http://proxy.example:3128")).unwrap();
    assert_eq!(gateway(&settings).endpoint.proxy.as_ref().unwrap().port(), Some(3128));
    assert!(gateway(&Settings::parse(DEFAULT).unwrap()).endpoint.proxy.is_none());
    for (bad, word) in [
        ("proxy.example:3128", "http://"),
        ("https://proxy.example:3128", "http://"),
        ("socks5://proxy.example:1080", "http://"),
        ("http://proxy.example:3128/path", "http://"),
        ("http://me:secret@proxy.example:3128", "password"),
    ] {
        let problem = wrong(&with(bad));
        assert!(problem.words.contains(word) && !problem.words.contains("secret"), "{bad}: {problem}");
        assert!(problem.line > 1, "{bad}: {problem}");
    }
}

/// A passcode, written by mistake where its hash belongs.
const PASSCODE: &str = "735912";

#[test]
fn a_passcode_that_stands_where_its_hash_belongs_is_in_no_message() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kiosk.toml");
    for value in [
        "735912",
        "\"735912\"",
        "0735912",
        "735912735912735912735912",
        "-735912",
        "735912.0",
        "7359-12",
        "735912x",
        "x735912",
        "\"735912",
        "[735912]",
        "[\"735912\"]",
        "{ passcode = 735912 }",
        "\"735912\" \"735912\"",
    ] {
        for (before, line) in [
            ("[identify]\n", format!("staff_passcode = {value}")),
            ("[staff]\n", format!("sato = {value}")),
            ("", format!("staff = {value}")),
            ("", format!("identify = {value}")),
        ] {
            let text = format!("{before}{line}\n{KIOSK}[source]\nkind = \"oqs-folder\"\ndir = \"x\"\n");
            std::fs::write(&path, &text).unwrap();
            let error = Settings::load(&path).expect_err(&line);
            for said in [error.to_string(), format!("{error:?}")] {
                assert!(!said.contains(PASSCODE), "{line}: {said}");
            }
        }
    }
}

#[test]
fn a_passcode_without_quotes_is_refused_with_its_place_and_what_to_write() {
    let expected = "2:18: not the hash of a passcode: write the line that \"uketsuke passcode\" prints";
    for value in ["735912", "735912.0", "[735912]", "\"735912\""] {
        let text = format!("[identify]\nstaff_passcode = {value}\n{KIOSK}");
        assert_eq!(wrong(&text).to_string(), expected, "{value}");
    }
}

#[test]
fn every_path_of_the_settings_is_among_those_whose_owner_is_asked_for() {
    let folders = "[journal]\ndir = \"journal\"\n[log]\ndir = \"log\"\n[handoff]\nkind = \"json\"\ndir = \"handoff\"\n[metrics]\nfile = \"a.prom\"\n\
                   [call]\nurl = \"https://pager.test\"\nca = \"ca\"\ntoken_file = \"token\"\nfile = \"call.json\"\n\
                   [fleet]\nkiosk = \"x\"\nkey = \"fleet.pem\"\n";
    let service = "[kiosk]\nname = \"x\"\nfacility = \"1319999999\"\n[gateway]\nurl = \"https://service.test\"\nauthority = \"authority\"\n\
                   certificate = \"certificate\"\nkey = \"key\"\n";
    let folder =
        "[kiosk]\nname = \"x\"\nfacility = \"1319999999\"\n[source]\nkind = \"oqs-folder\"\ndir = \"results\"\n";
    let named = |source: &str| -> BTreeSet<PathBuf> {
        let settings = Settings::parse_at(&format!("{source}{folders}"), Path::new("/site/kiosk.toml"));
        settings.unwrap().paths().into_iter().collect()
    };
    let terminal = "[kiosk]\nname = \"x\"\nfacility = \"1319999999\"\n[source]\nkind = \"oqs-folder\"\n\
                    [exchange]\nrequests = \"requests\"\nanswers = \"answers\"\nbookings = \"bookings\"\ncards = \"cards\"\n";
    let all: BTreeSet<_> = [service, folder, terminal].into_iter().flat_map(named).collect();
    assert!(all.iter().all(|path| path.starts_with("/site")), "{all:?}");
    // Rows of the schema that hold a path. The package's sounds are not the kiosk's: nothing is written there, and root
    // only looks whether they exist.
    let schema = include_str!("schema.rs");
    let rows = schema.lines().filter(|line| {
        line.contains(" => ")
            && ["PathBuf", "KeyLocation", "HandOffDir"].iter().any(|path| line.contains(path))
            && !line.contains("sounds:")
    });
    assert_eq!(all.len(), rows.count(), "{all:?}");
}

#[test]
fn what_is_said_of_a_mistyped_key_cannot_steer_the_terminal() {
    let error = Settings::parse("[kiosk]\n\"\\u001b[2J\" = 1\n").unwrap_err();
    assert!(error.words.starts_with("unknown key kiosk.\u{fffd}[2J"), "{error:?}");
}

#[test]
fn where_the_reader_is_and_what_a_visitor_is_thanked_with_are_the_sites_to_say() {
    let with = |line: &str| DEFAULT.replace("motion = true\n", &format!("motion = true\n{line}\n"));
    let ui = |line: &str| Settings::parse(&with(line)).unwrap().ui;
    assert_eq!(ui("").reader_at, None);
    assert_eq!(ui("reader_at = \"below\"").reader_at, Some(ReaderPlace::Below));
    assert_eq!(ui("thanks = \"お席で|お待ちください\"").thanks.as_deref(), Some("お席で|お待ちください"));
    let longest = "あ".repeat(40);
    assert_eq!(ui(&format!("thanks = \"{longest}|\"")).thanks.map(|thanks| thanks.chars().count()), Some(41));
    for (line, says) in [
        ("reader_at = \"behind\"", "unknown variant"),
        ("reader_at = \"\"", "unknown variant"),
        ("thanks = \"\"", "leave the key out"),
        ("thanks = \" | \"", "leave the key out"),
        ("thanks = \"two\\nlines\"", "one line"),
        ("thanks = \"\\u001b[2J\"", "one line"),
        (&format!("thanks = \"{longest}い\""), "at most 40 characters"),
    ] {
        let error = wrong(&with(line)).to_string();
        assert!(error.contains(says), "{line}: {error}");
    }
}
