//! Daemon, readers and the card that lies there. Nothing is written to a card, and its PIN is only asked for the tries
//! that it has.

use super::host::Host;
use crate::card::CardError;
use crate::card::known_readers;
use crate::card::pcsc::{self, CardSummary, ReaderInfo, ReaderPattern};
use crate::common::{
    CardFault, CertificateAge, Extended, Finding, FindingDetail, Health, Method, Part, PinState, TroubleKind,
};
use crate::settings::Settings;

/// The daemon itself, every reader, and the card.
pub(super) fn desk(settings: &Settings) -> Vec<Finding> {
    let pattern = &settings.reader.pattern;
    let readers = pcsc::readers(&ReaderPattern::new(pattern));
    let mut found = of_readers(&readers, pattern);
    if wants_extended(settings) {
        for finding in &mut found {
            if let FindingDetail::Reader(name, Extended::No) = &finding.detail {
                finding.detail = FindingDetail::ShortReader(name.clone());
            }
        }
    }
    let with_card = readers.ok().and_then(|readers| readers.into_iter().find(|reader| reader.used && reader.card));
    // Without a reader there is nothing to say of a card.
    if let Some(ReaderInfo { name, .. }) = with_card {
        found.push(of_card(pcsc::card_summary(&name)));
    } else if found.iter().any(|finding| matches!(finding.detail, FindingDetail::Reader(..))) {
        found.push(Finding::fine(Part::Card, FindingDetail::Empty));
    }
    found
}

/// Whether visits begin with what may need extended APDUs: staff confirm, and the service proves the card by a relay.
/// Whether it does so is known only once it has opened a check.
fn wants_extended(settings: &Settings) -> bool {
    settings.identify.method == Method::Staff
}

/// The readers whose models do not carry what the settings may need. Neither a reader nor a card is touched, so that a
/// kiosk at work can look too.
pub(super) fn models(settings: &Settings) -> Vec<Finding> {
    if !wants_extended(settings) {
        return Vec::new();
    }
    // That there is no daemon is said elsewhere.
    short_models(&pcsc::names().unwrap_or_default(), &ReaderPattern::new(&settings.reader.pattern))
}

pub(super) fn short_models(names: &[String], pattern: &ReaderPattern) -> Vec<Finding> {
    let short = names.iter().filter(|name| pattern.matches(name) && known_readers::extended(name) == Extended::No);
    short.map(|name| Finding::look(Part::Reader, FindingDetail::ShortReader(name.clone()))).collect()
}

/// The daemon and its readers.
pub(super) fn of_readers(readers: &Result<Vec<ReaderInfo>, CardError>, pattern: &str) -> Vec<Finding> {
    let running = Finding::fine(Part::Daemon, FindingDetail::Ready);
    let readers = match readers {
        Ok(readers) => readers,
        Err(CardError::NoReader) => return vec![running, no_reader()],
        Err(error) => return vec![Finding::broken(Part::Daemon, FindingDetail::Trouble(kind(*error)))],
    };
    let mut found = vec![running];
    if !readers.iter().any(|reader| reader.used) {
        let others = readers.iter().any(|reader| !reader.sam);
        let none_matches = || Finding::broken(Part::Reader, FindingDetail::NoneMatches(pattern.to_owned()));
        found.push(if others { none_matches() } else { no_reader() });
    }
    found.extend(readers.iter().map(of_reader));
    found
}

/// A reader of short commands does for a PIN; confirming without one needs the long ones. Many say nothing until a card
/// lies there.
fn of_reader(reader: &ReaderInfo) -> Finding {
    let name = reader.name.clone();
    match reader {
        ReaderInfo { sam: true, .. } => Finding::fine(Part::Reader, FindingDetail::Sam(name)),
        ReaderInfo { used: false, .. } => Finding::fine(Part::Reader, FindingDetail::NotUsed(name)),
        ReaderInfo { extended: Extended::No, .. } => {
            Finding::look(Part::Reader, FindingDetail::Reader(name, Extended::No))
        }
        ReaderInfo { extended, .. } => Finding::fine(Part::Reader, FindingDetail::Reader(name, *extended)),
    }
}

fn no_reader() -> Finding {
    Finding::broken(Part::Reader, FindingDetail::Trouble(TroubleKind::NoReader))
}

/// A card that cannot be used for a check is never a fault of the machine; a daemon that refuses is.
pub(super) fn of_card(look: Result<CardSummary, CardError>) -> Finding {
    match look {
        Ok(CardSummary { age, pin }) => {
            let fine = age == CertificateAge::Valid && pin != PinState::Blocked;
            let health = if fine { Health::Fine } else { Health::Look };
            Finding::new(Part::Card, health, FindingDetail::MyNumberCard(age, pin))
        }
        Err(CardError::NoCard | CardError::Pulled) => Finding::fine(Part::Card, FindingDetail::Empty),
        Err(error @ (CardError::DaemonRefused | CardError::NoDaemon)) => {
            Finding::broken(Part::Card, FindingDetail::Trouble(kind(error)))
        }
        Err(error) => Finding::look(Part::Card, FindingDetail::Trouble(kind(error))),
    }
}

/// The catalogue's entry for an error that is none about a PIN: nothing here verifies one.
fn kind(error: CardError) -> TroubleKind {
    match CardFault::from(error) {
        CardFault::Trouble(trouble) => trouble.kind,
        CardFault::PinWrong(_) | CardFault::PinBlocked | CardFault::PinAbsent => TroubleKind::UnexpectedStatus,
    }
}

/// How often root has reset a reader since the machine was started; kiosk/readers/reader-reset writes it.
const RESETS: &str = "/run/uketsuke-reader/resets";

/// A reader that had to be reset, if one had.
pub(super) fn resets(host: &Host) -> Option<Finding> {
    let times = host.text(RESETS)?.trim().parse().ok().filter(|times| *times > 0)?;
    Some(Finding::look(Part::ReaderResets, FindingDetail::Times(times)))
}

/// Switches of `pcscd(8)` that make it log what is sent to cards, PINs included.
const TALKATIVE: [&str; 2] = ["--apdu", "--debug"];

/// The socket of the daemon; the service manager may listen on it until the daemon is needed.
const SOCKET: &str = "/run/pcscd/pcscd.comm";

/// Whether the daemon logs what is sent to cards: as it runs now, and, because it is started on demand, as its unit
/// would start it. A daemon whose process is hidden from this user (`ProtectProc=invisible`, as in the kiosk's unit)
/// may have been started with any switches.
pub(super) fn daemon_log(host: &Host) -> Finding {
    let running: Vec<Vec<String>> =
        host.processes().into_iter().filter_map(|(name, words)| (name == "pcscd").then_some(words)).collect();
    let unseen = running.is_empty() && (host.is_active("pcscd.service") || host.is_talked_to(SOCKET));
    let texts = host.unit("pcscd.service").into_iter().chain(host.text("/etc/default/pcscd"));
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let active = lines.filter(|line| !line.trim_start().starts_with(['#', ';']));
    let words = active.flat_map(|line| line.split([' ', '\t', '"', '\'', '=']).map(str::to_owned).collect::<Vec<_>>());
    if running.into_iter().flatten().chain(words).any(|word| is_talkative(&word)) {
        Finding::broken(Part::DaemonLog, FindingDetail::Exposed)
    } else if unseen {
        Finding::look(Part::DaemonLog, FindingDetail::Unknown)
    } else {
        Finding::fine(Part::DaemonLog, FindingDetail::Secured)
    }
}

/// Long switches may be cut short (`getopt_long(3)`), short ones put together.
fn is_talkative(word: &str) -> bool {
    match word.strip_prefix("--") {
        Some(name) => !name.is_empty() && TALKATIVE.iter().any(|switch| switch.starts_with(word)),
        None => word.strip_prefix('-').is_some_and(|letters| {
            letters.chars().all(|letter| letter.is_ascii_alphabetic()) && letters.contains(['a', 'd'])
        }),
    }
}
