//! The list of open items at a real desk: from the keys to the journal's line and the file for the receipt computer.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::desk::{Desk, Place, Setup, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for;

/// The key F4, as a terminal sends it.
const F4: &[u8] = b"\x1bOS";
const MENU: &str = "職員メニュー";
const TITLE: &str = "確認が残っているもの";
const STRIKE: &str = "3 取り消す";
const SURE: &str = "入力の取り消しを記録します";
const STRUCK: &str = "取り消しを記録しました";
const HANDED: &str = "レセコンにも、取り消しのファイルを渡します";
const NOT_HANDED: &str = "レセコンに、取り消しのファイルは渡しません";

/// Keeps a journal, and leaves files for a receipt computer.
fn keeps_everything(place: &Place<'_>) {
    fs::create_dir(place.dir.join("receipt")).expect("a folder");
    place.adds("[journal]\ndir = \"journal\"\n[handoff]\nkind = \"json\"\ndir = \"receipt\"\nkeep = \"7d\"\n");
}

/// Staff record what a person has said, straight from the waiting screen.
fn enters(desk: &Desk) {
    desk.sends(F4);
    desk.records_what_was_said();
    desk.sees(WAITING);
}

/// Opens the list.
fn opens(desk: &Desk) {
    desk.presses(Key::F10);
    desk.sees(MENU);
    desk.types("7");
    desk.sees_not(MENU);
    desk.sees(TITLE);
}

/// From the list to the waiting screen.
fn leaves(desk: &Desk) {
    desk.cancels();
    desk.sees(MENU);
    desk.cancels();
    desk.sees(WAITING);
}

/// Strikes the chosen row, with a second and a third Enter behind the first.
fn strikes(desk: &Desk, said: &str) {
    desk.enter_again();
    desk.sees(STRIKE);
    desk.types("3");
    desk.sees(SURE);
    desk.enter_again();
    desk.sees(STRUCK);
    desk.sees(said);
    desk.enter_again();
    desk.sees(TITLE);
    desk.enter_again();
}

fn journal(desk: &Desk) -> Vec<Value> {
    let text = fs::read_to_string(desk.dir().join("journal/journal.jsonl")).expect("the journal");
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The lines of this kind, once there are so many.
fn lines(desk: &Desk, kind: &str, count: usize) -> Vec<Value> {
    wait_for(&format!("{count} lines: {kind}"), || {
        let lines: Vec<_> = journal(desk).into_iter().filter(|line| line["kind"] == kind).collect();
        (lines.len() >= count).then_some(lines)
    })
}

/// The file of this label: its name and its contents.
fn file(desk: &Desk, label: &str) -> (PathBuf, Value) {
    wait_for(&format!("a file for the receipt computer: {label}"), || {
        let files = fs::read_dir(desk.dir().join("receipt")).expect("the folder");
        let beginning = format!("OQSsiquc01res_face_{label}");
        let path = files
            .map(|file| file.expect("a file").path())
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&beginning)))?;
        let contents = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
        Some((path, contents))
    })
}

fn files(desk: &Desk) -> usize {
    fs::read_dir(desk.dir().join("receipt")).expect("the folder").count()
}

/// Of so many entries the first one is struck, once: by a line that names it, and by a file. The identifier in its own
/// file's name, and that file.
fn the_first_is_struck(desk: &Desk, entries: usize) -> (String, Value) {
    let entry = lines(desk, "manual", entries).remove(0);
    let struck = lines(desk, "struck", 1);
    assert_eq!(struck.len(), 1);
    assert_eq!((&struck[0]["of"], &struck[0]["of_hash"]), (&entry["seq"], &entry["hash"]));
    let (_, strike) = file(desk, "struck");
    let identifier = format!("unverified{}", entry["file"].as_str().expect("a file"));
    assert_eq!(strike["MessageHeader"]["ArbitraryFileIdentifier"], *identifier);
    (identifier, strike)
}

#[test]
fn a_wrong_entry_is_struck_once_and_another_file_names_the_first() {
    let desk = Desk::set_up(Setup { before: keeps_everything, ..Setup::default() });
    enters(&desk);
    let (first, before) = file(&desk, "unverified");
    opens(&desk);
    desk.sees("残り 1");
    desk.sees("未確認");
    strikes(&desk, HANDED);
    desk.sees("残っているものはありません");
    leaves(&desk);

    let (identifier, strike) = the_first_is_struck(&desk, 1);
    assert!(first.to_string_lossy().contains(&identifier), "{first:?}");
    assert_eq!(file(&desk, "unverified").1, before, "the first file stays as it is");
    let body = &strike["MessageBody"];
    assert!(body["QualificationValidity"].is_null() && body["ResultList"].is_null(), "{body}");
    assert_eq!(body["ProcessingResultMessage"], "取消（職員の入力：口頭での確認）");
    assert_eq!(files(&desk), 2);
    desk.journal_verifies("entries struck: 1");
}

/// Opens the list of today's checks.
fn opens_today(desk: &Desk) {
    desk.presses(Key::F10);
    desk.sees(MENU);
    desk.types("2");
    desk.sees("今日の確認");
}

#[test]
fn a_wrong_entry_is_struck_from_todays_list_once_and_counts_no_more_also_after_a_restart() {
    let mut desk = Desk::set_up(Setup { before: keeps_everything, ..Setup::default() });
    enters(&desk);
    enters(&desk);
    lines(&desk, "manual", 2);
    opens_today(&desk);
    desk.sees("計 2  有効 0  有効以外 0  未確認 2");
    // The second row is the first entry.
    desk.presses(Key::Down);
    desk.enter();
    desk.sees(STRIKE);
    desk.types("3");
    desk.sees(SURE);
    desk.enter_again();
    desk.sees(STRUCK);
    desk.sees(HANDED);
    desk.enter_again();
    desk.sees("計 1  有効 0  有効以外 0  未確認 1");
    desk.sees("取消 1");
    // It says so and cannot be struck again.
    desk.enter_again();
    desk.sees("誤りとして取り消されました");
    desk.types("3");
    desk.cancels();
    desk.sees("計 1");
    leaves(&desk);

    the_first_is_struck(&desk, 2);
    assert_eq!(files(&desk), 3);
    desk.journal_verifies("entries struck: 1");

    desk.leaves_a_clean_terminal_by("TERM");
    desk.starts_again();
    desk.sees(WAITING);
    opens_today(&desk);
    desk.sees("計 1  有効 0  有効以外 0  未確認 1");
    desk.sees("取消 1");
    desk.types("4");
    desk.sees("計 1  有効 0  有効以外 0  未確認 1");
    desk.sees("取消 1");
    desk.sees("CSV に書き出す");
    desk.enter();
    desk.sees("書き出しました");
    // Everything at this desk is simulated: one that counts, and the struck one that does not.
    let table = wait_for("the counts", || {
        let files =
            fs::read_dir(desk.dir().join("receipt")).expect("the folder").map(|file| file.expect("a file").path());
        let path = files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "csv"))?;
        fs::read_to_string(path).ok()
    });
    assert!(table.lines().last().is_some_and(|line| line == "計,0,0,0,0,0,0,0,0,0,0,1"), "{table}");
}

#[test]
fn an_entry_is_struck_while_the_folder_is_full_and_its_file_is_written_once_there_is_space() {
    let desk = Desk::set_up(Setup { before: keeps_everything, ..Setup::default() });
    let there = |script: &str| {
        let mut command = desk.pcscd.command("sh");
        let output = command.args(["-ec", script, "sh"]).arg(desk.dir().join("receipt")).output().expect("a shell");
        assert!(output.status.success(), "{script}");
        String::from_utf8(output.stdout).expect("names")
    };
    there("mount -t tmpfs -o size=64k tmpfs \"$1\" && ! dd if=/dev/zero of=\"$1/full\" bs=1k 2>/dev/null");
    enters(&desk);
    opens_today(&desk);
    desk.enter();
    desk.sees(STRIKE);
    desk.types("3");
    desk.sees(SURE);
    desk.enter_again();
    desk.sees(STRUCK);
    desk.sees(HANDED);
    assert_eq!(lines(&desk, "struck", 1).len(), 1);
    assert_eq!(there("ls -A \"$1\"").trim(), "full");
    desk.enter_again();
    desk.sees("取消 1");
    leaves(&desk);
    // What staff do about it is said until there is space, or the minute is over.
    desk.sees("K-612");
    there("rm \"$1/full\"");
    let names = wait_for("both files", || {
        let names = there("ls -A \"$1\"");
        (names.contains("face_unverified") && names.contains("face_struck")).then_some(names)
    });
    assert_eq!(names.lines().count(), 2, "{names}");
    desk.journal_verifies("entries struck: 1");
}

#[test]
fn what_is_open_is_open_after_a_restart_and_each_item_is_settled_in_its_own_way() {
    let mut desk = Desk::set_up(Setup { before: keeps_everything, ..Setup::default() });
    desk.visits("lost", "資格喪失");
    desk.leaves();
    enters(&desk);
    enters(&desk);
    lines(&desk, "manual", 2);
    desk.leaves_a_clean_terminal_by("TERM");
    desk.starts_again();
    desk.sees(WAITING);
    desk.presses(Key::F10);
    desk.sees("確認が残っているもの (3)");
    desk.types("7");
    desk.sees("残り 3");
    // The latest is the first row; it is struck, then the next one is done, and the answer is not needed any more.
    strikes(&desk, HANDED);
    desk.sees(STRIKE);
    desk.types("1");
    desk.sees("確認がすんだことを記録し");
    desk.enter_again();
    desk.sees("記録しました");
    desk.enter_again();
    desk.sees("残り 1");
    desk.enter_again();
    desk.sees("2 確認は不要");
    assert!(!desk.shows(STRIKE), "an answer is not struck: {}", desk.screen());
    desk.types("2");
    desk.sees("確認しないことを記録し");
    desk.enter_again();
    desk.sees("記録しました");
    desk.enter_again();
    desk.sees("残っているものはありません");
    leaves(&desk);
    let settled = lines(&desk, "settled", 2);
    assert_eq!(settled.iter().map(|line| line["as"].as_str()).collect::<Vec<_>>(), [Some("done"), Some("not-needed")]);
    assert_eq!(lines(&desk, "struck", 1).len(), 1);
    desk.journal_verifies("entries struck: 1\nopen items settled: 2");
    desk.leaves_a_clean_terminal_by("TERM");
    desk.starts_again();
    desk.sees(WAITING);
    opens(&desk);
    desk.sees("残っているものはありません");
}

/// A journal of another day, as the version before has written it: the entry does not say whether it was handed on.
fn has_an_entry_of_another_day(place: &Place<'_>) {
    keeps_everything(place);
    let folder = place.dir.join("journal");
    fs::create_dir(&folder).expect("a folder");
    let body = format!(
        r#"{{"seq":1,"at":"2026-01-05T10:00:00+09:00","terminal":"1319999999","kind":"manual","way":"oral","prev":"{}""#,
        "0".repeat(64)
    );
    let hash = ring::digest::digest(&ring::digest::SHA256, format!("{body}}}").as_bytes());
    let hash = base16ct::lower::encode_string(hash.as_ref());
    fs::write(folder.join("journal.jsonl"), format!("{body},\"hash\":\"{hash}\"}}\n")).expect("a journal");
    fs::write(folder.join("journal.head"), format!("{{\"seq\":1,\"hash\":\"{hash}\"}}\n")).expect("a head");
}

#[test]
fn an_entry_of_another_day_is_struck_and_where_its_file_is_not_known_no_file_says_so() {
    let desk = Desk::set_up(Setup { before: has_an_entry_of_another_day, ..Setup::default() });
    opens(&desk);
    desk.sees("1/5  10:00");
    strikes(&desk, NOT_HANDED);
    desk.sees("残っているものはありません");
    assert_eq!(lines(&desk, "struck", 1)[0]["of"], 1);
    assert_eq!(files(&desk), 0);
    desk.journal_verifies("entries struck: 1");
}

#[test]
fn without_a_journal_the_page_says_that_a_restart_clears_the_list() {
    let desk = Desk::open();
    enters(&desk);
    opens(&desk);
    desk.sees("記録を残さない設定です");
    desk.sees("残り 1");
    strikes(&desk, NOT_HANDED);
    desk.sees("残っているものはありません");
}

fn goes_on(place: &Place<'_>) {
    keeps_a_journal_on_a_disk(place, "warn");
}

fn stops(place: &Place<'_>) {
    keeps_a_journal_on_a_disk(place, "stop");
}

/// Keeps the journal in a folder that can go away with the disk that it is on.
fn keeps_a_journal_on_a_disk(place: &Place<'_>, when_full: &str) {
    place.adds(&format!("[journal]\ndir = \"disk/journal\"\nwhen_full = \"{when_full}\"\n"));
    fs::create_dir(place.dir.join("disk")).expect("a folder");
}

#[test]
fn where_the_journal_cannot_be_written_nothing_is_struck_and_once_it_can_it_is() {
    for before in [goes_on, stops] {
        let desk = Desk::set_up(Setup { before, ..Setup::default() });
        let [there, away] = ["disk", "away"].map(|name| desk.dir().join(name));
        enters(&desk);
        opens(&desk);
        desk.sees("残り 1");
        fs::rename(&there, &away).expect("the disk goes");
        desk.enter_again();
        desk.sees(STRIKE);
        desk.types("3");
        desk.sees(SURE);
        desk.enter_again();
        desk.sees("記録できません");
        desk.sees("K-601");
        fs::rename(&away, &there).expect("the disk comes back");
        desk.enter_again();
        desk.sees("残り 1");
        strikes(&desk, NOT_HANDED);
        desk.sees("残っているものはありません");
        leaves(&desk);
        desk.visits("valid-kumiai", "[OK] 有効");
        let text = fs::read_to_string(there.join("journal/journal.jsonl")).expect("the journal");
        assert_eq!(text.matches("\"kind\":\"struck\"").count(), 1, "{text}");
        desk.journal_verifies("entries struck: 1");
    }
}
