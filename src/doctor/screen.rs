//! The terminal in which the doctor is asked, and whether this machine can show Japanese at all.

use std::env;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr};
use unicode_width::UnicodeWidthStr as _;

use super::host::Host;
use crate::common::{Finding, FindingDetail, Health, Part, SMALLEST_SCREEN};

/// A terminal in which everything fits.
const COMFORTABLE: (u16, u16) = (80, 24);
/// Two cells each.
const TRIAL: &str = "あ漢＊";
/// A terminal answers within milliseconds; over a slow line it may take a second.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(1);

/// Size and width, of the terminal that this process has, if it has one.
pub(super) fn terminal() -> Vec<Finding> {
    let tty = File::options().read(true).write(true).open("/dev/tty").ok();
    // A background process that asks would be stopped (termios(3), SIGTTOU).
    let Some(tty) = tty.filter(|tty| tcgetpgrp(tty).is_ok_and(|owner| owner == getpgrp())) else {
        return [Part::Size, Part::Width].map(|part| Finding::fine(part, FindingDetail::NoTerminal)).into();
    };
    let size = tcgetwinsize(&tty).map_or((0, 0), |size| (size.ws_col, size.ws_row));
    vec![of_size(size), of_width(ask(&tty))]
}

/// Columns and rows. A terminal that does not know its size says zero.
pub(super) fn of_size((columns, rows): (u16, u16)) -> Finding {
    let holds = |(least_columns, least_rows)| columns >= least_columns && rows >= least_rows;
    let health = match (holds(COMFORTABLE), holds(SMALLEST_SCREEN)) {
        (true, _) => Health::Fine,
        (_, true) => Health::Look,
        _ if columns == 0 || rows == 0 => Health::Look,
        _ => Health::Broken,
    };
    Finding::new(Part::Size, health, FindingDetail::Cells(columns, rows))
}

/// Of the cells that the trial took, if the terminal said.
pub(super) fn of_width(cells: Option<u16>) -> Finding {
    match cells {
        None => Finding::look(Part::Width, FindingDetail::NoAnswer),
        Some(cells) if usize::from(cells) == TRIAL.width() => Finding::fine(Part::Width, FindingDetail::Secured),
        Some(cells) => Finding::broken(Part::Width, FindingDetail::Narrow(cells)),
    }
}

/// Prints the trial, asks where the cursor is (CSI 6n, ECMA-48 DSR), takes the trial away again, and leaves the
/// terminal as it was.
fn ask(tty: &File) -> Option<u16> {
    let before = tcgetattr(tty).ok()?;
    let mut quiet: Termios = before.clone();
    quiet.make_raw();
    // A read returns after a tenth of a second, with or without something.
    quiet.special_codes[SpecialCodeIndex::VMIN] = 0;
    quiet.special_codes[SpecialCodeIndex::VTIME] = 1;
    tcsetattr(tty, OptionalActions::Flush, &quiet).ok()?;
    let column = question(tty);
    // What was typed meanwhile, and an answer that is late, goes with it.
    tcsetattr(tty, OptionalActions::Flush, &before).ok()?;
    column.and_then(|column| column.checked_sub(1))
}

fn question(mut tty: &File) -> Option<u16> {
    write!(tty, "\r{TRIAL}\x1b[6n").ok()?;
    let deadline = Instant::now() + ANSWER_TIMEOUT;
    let mut heard = Vec::new();
    let mut column = None;
    while column.is_none() && Instant::now() < deadline {
        let mut bytes = [0; 64];
        let read = tty.read(&mut bytes).ok()?;
        heard.extend(bytes.iter().take(read));
        column = answered(&heard);
    }
    write!(tty, "\r\x1b[K").ok()?;
    column
}

/// The column of a cursor position report, `ESC [ row ; column R`, among whatever else was typed.
pub(super) fn answered(heard: &[u8]) -> Option<u16> {
    String::from_utf8_lossy(heard).split("\x1b[").skip(1).find_map(|report| {
        let (row, column) = report.split_once('R')?.0.split_once(';')?;
        let _: u16 = row.parse().ok()?;
        column.parse().ok()
    })
}

/// The font that the kiosk's terminal asks for first (`kiosk/terminal`).
const FIRST_FONT: &str = "BIZ UDGothic";

/// A Japanese font, by fontconfig, which the kiosk's terminal asks too.
pub(super) fn font(host: &Host) -> Finding {
    if env::var_os("TERM").is_some_and(|name| name == "linux") {
        return Finding::look(Part::Font, FindingDetail::PlainConsole);
    }
    let output = Command::new("fc-list").args([":lang=ja", "family"]).stdin(Stdio::null()).output();
    of_font(host, output.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).as_deref())
}

/// Of the families that fontconfig names, each with its names in other languages; `None` where there is no fontconfig.
/// Any Japanese font can be read, but only the kiosk's own fills its cells. A machine without graphics has no use for
/// a font.
pub(super) fn of_font(host: &Host, families: Option<&str>) -> Finding {
    let Some(families) = families else { return Finding::look(Part::Font, FindingDetail::Unknown) };
    let mut names = families.lines().filter_map(|line| line.split(',').next()).map(str::trim);
    let mut names = names.by_ref().filter(|name| !name.is_empty()).peekable();
    let first = names.peek().copied();
    match (names.any(|name| name == FIRST_FONT), first) {
        (true, _) => Finding::fine(Part::Font, FindingDetail::Name(FIRST_FONT.to_owned())),
        (false, Some(other)) => Finding::look(Part::Font, FindingDetail::Name(other.to_owned())),
        (false, None) => {
            let health = if host.has("/dev/dri") { Health::Broken } else { Health::Look };
            Finding::new(Part::Font, health, FindingDetail::Exposed)
        }
    }
}

/// The character set of the environment, by the rules of `locale(7)`.
pub(super) fn locale() -> Finding {
    let named = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    of_locale(["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(named))
}

pub(super) fn of_locale(name: Option<String>) -> Finding {
    let name = name.unwrap_or_else(|| "C".to_owned());
    let plain = name.to_uppercase().replace('-', "");
    if plain.contains("UTF8") {
        Finding::fine(Part::Locale, FindingDetail::Name(name))
    } else {
        Finding::look(Part::Locale, FindingDetail::Wrong(name))
    }
}
