//! The diagnosis: whole on the smallest screen, whatever was found.

use std::time::{Duration, Instant};

use time::macros::date;

use super::super::draw_staff_menu;
use super::*;
use crate::common::{
    CertificateAge, Extended, Finding, FindingDetail, Health, Key, Part, PinState, Service, Slot, SoundFault,
    StaffAccess, TroubleKind, TypedChar,
};
use crate::staff::diagnosis::{Examined, Keeping, Machine, Results};
use crate::staff::{Event, Facts, PageInput, Purpose, StaffMenu};
use crate::ui::texts::{FindingText, finding_text};

const SMALLEST: [(u16, u16); 2] = [(48, 16), (80, 24)];

fn path() -> String {
    "/var/lib/uketsuke/kiosk.toml".to_owned()
}

/// What can be wrong with each part.
fn faults() -> Vec<Finding> {
    let reader = || "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00".to_owned();
    let look = [
        (Part::Reader, FindingDetail::Reader(reader(), Extended::No)),
        (Part::Reader, FindingDetail::NothingYet),
        (Part::Reader, FindingDetail::Mute),
        (Part::Card, FindingDetail::MyNumberCard(CertificateAge::Grace, PinState::Left(3))),
        (Part::Card, FindingDetail::MyNumberCard(CertificateAge::LongExpired, PinState::Absent)),
        (Part::Card, FindingDetail::MyNumberCard(CertificateAge::Valid, PinState::Blocked)),
        (Part::Card, FindingDetail::Trouble(TroubleKind::ForeignCard)),
        (Part::Service, FindingDetail::NotAsked),
        (Part::Service, FindingDetail::Trouble(TroubleKind::Closed)),
        (Part::Certificate, FindingDetail::Until(date!(2026 - 11 - 29))),
        (Part::Certificate, FindingDetail::Unreadable),
        (Part::Sync, FindingDetail::Exposed),
        (Part::Size, FindingDetail::Cells(60, 20)),
        (Part::Width, FindingDetail::NoAnswer),
        (Part::Font, FindingDetail::PlainConsole),
        (Part::Font, FindingDetail::Unknown),
        (Part::Font, FindingDetail::Exposed),
        (Part::Sound, FindingDetail::Unheard(SoundFault::NoPlayer)),
        (Part::Sound, FindingDetail::Unheard(SoundFault::NoFiles)),
        (Part::Sound, FindingDetail::Unheard(SoundFault::NotPlayed)),
        (Part::Sound, FindingDetail::Unheard(SoundFault::Hangs)),
        (Part::Locale, FindingDetail::Wrong("C".to_owned())),
        (Part::User, FindingDetail::AsRoot),
        (Part::Settings, FindingDetail::OpenToOthers(path())),
        (Part::Settings, FindingDetail::Fixed(path())),
        (Part::Journal, FindingDetail::Off),
        (Part::Journal, FindingDetail::Forbidden(path())),
        (Part::DaemonLog, FindingDetail::Unknown),
        (Part::Firewall, FindingDetail::Unknown),
        (Part::Usb, FindingDetail::Partly),
        (Part::Lockdown, FindingDetail::Exposed),
    ];
    let broken = [
        (Part::Daemon, FindingDetail::Trouble(TroubleKind::NoDaemon)),
        (Part::Daemon, FindingDetail::Trouble(TroubleKind::DaemonRefused)),
        (Part::DaemonLog, FindingDetail::Exposed),
        (Part::Reader, FindingDetail::Trouble(TroubleKind::NoReader)),
        (Part::Reader, FindingDetail::NoneMatches("SONY FeliCa*".to_owned())),
        (Part::Service, FindingDetail::Trouble(TroubleKind::Unreachable)),
        (Part::Service, FindingDetail::Trouble(TroubleKind::Clock)),
        (Part::Service, FindingDetail::NoAnswer),
        (Part::Certificate, FindingDetail::NotRegistered),
        (Part::Certificate, FindingDetail::Ended(date!(2026 - 11 - 01))),
        (Part::Certificate, FindingDetail::Wrong("the authority's file holds no certificate in PEM form".to_owned())),
        (Part::Key, FindingDetail::OpenToOthers(path())),
        (Part::Key, FindingDetail::Wrong("the terminal's key file holds no PKCS#8 key in PEM form".to_owned())),
        (Part::Folder, FindingDetail::Missing(path())),
        (Part::Share, FindingDetail::Exposed),
        (Part::Share, FindingDetail::ShutOut("terminal.example".to_owned())),
        (Part::Firewall, FindingDetail::LeftOut("/etc/nftables.d/10-share.nft".to_owned())),
        (Part::Share, FindingDetail::Missing("/run/uketsuke-share/OQS".to_owned())),
        (Part::Clock, FindingDetail::Unset),
        (Part::Clock, FindingDetail::Behind),
        (Part::Size, FindingDetail::Cells(40, 12)),
        (Part::Width, FindingDetail::Narrow(3)),
        (Part::Settings, FindingDetail::Wrong("/etc/uketsuke/kiosk.toml:5:11: unknown variant `pen`".to_owned())),
        (Part::Journal, FindingDetail::Flaws(12)),
        (Part::Journal, FindingDetail::Failing("K-601")),
        (Part::HandOff, FindingDetail::Unwritable(path())),
        (Part::Log, FindingDetail::Missing(path())),
        (Part::Disk, FindingDetail::Free(path(), 3)),
        (Part::Swap, FindingDetail::Exposed),
        (Part::CoreDumps, FindingDetail::Exposed),
        (Part::SysRq, FindingDetail::Exposed),
        (Part::CtrlAltDel, FindingDetail::Exposed),
        (Part::Logins, FindingDetail::Exposed),
        (Part::Consoles, FindingDetail::Exposed),
        (Part::Root, FindingDetail::Exposed),
        (Part::Firewall, FindingDetail::Exposed),
        (Part::Usb, FindingDetail::Exposed),
        (Part::Updates, FindingDetail::Exposed),
    ];
    let look = look.map(|(part, said)| Finding::look(part, said));
    look.into_iter().chain(broken.map(|(part, said)| Finding::broken(part, said))).collect()
}

/// Every page of the diagnosis, one after the other.
fn turned(facts: Facts, language: Language, (columns, rows): (u16, u16)) -> Vec<Buffer> {
    let mut now = Instant::now();
    let mut menu = StaffMenu::new(language);
    menu.inform(facts);
    menu.handle(Event::Open(Purpose::Menu), now);
    let mut pages = Vec::new();
    let mut input = PageInput::Typed(TypedChar::from_ascii(b'5').unwrap());
    loop {
        now += Duration::from_secs(1);
        menu.handle(Event::Input(input), now);
        input = PageInput::Key(Key::NextPage);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let view = menu.view(now).unwrap();
        terminal.draw(|frame| draw_staff_menu(frame, &view, &ScreenContext { staff: language, ..DEMO })).unwrap();
        let page = terminal.backend().buffer().clone();
        if pages.first() == Some(&page) {
            return pages;
        }
        pages.push(page);
    }
}

#[test]
fn whatever_is_wrong_and_what_to_do_about_it_is_whole_on_the_smallest_screen() {
    for finding in faults() {
        for language in [Language::Japanese, Language::English] {
            for size in SMALLEST {
                let facts = Facts {
                    examined: Examined::Found(vec![finding.clone()]),
                    access: StaffAccess::OutOfReach,
                    ..Facts::default()
                };
                let said: String = turned(facts, language, size).iter().map(words).collect();
                let FindingText { found, remedy, .. } = finding_text(&finding, language);
                let remedy = remedy.unwrap();
                assert!(!remedy.is_empty(), "{finding:?} has no remedy");
                for sentence in [&found, &remedy] {
                    assert!(said.contains(&squeezed(sentence)), "{finding:?} {size:?}: {sentence} is not in {said}");
                }
            }
        }
    }
}

#[test]
fn the_names_of_parts_leave_a_gap_before_what_was_found() {
    for finding in faults() {
        for language in [Language::Japanese, Language::English] {
            let part = finding_text(&finding, language).part;
            assert!(unicode_width::UnicodeWidthStr::width(part) <= 10, "{part}");
        }
    }
}

#[test]
fn what_is_well_needs_no_remedy_and_every_language_has_its_own_words() {
    let fine = [
        FindingDetail::Ready,
        FindingDetail::Secured,
        FindingDetail::On,
        FindingDetail::Lines(3),
        FindingDetail::Guarded,
        FindingDetail::Empty,
    ];
    for said in fine {
        let finding = Finding::fine(Part::Journal, said);
        let [ja, en] = [Language::Japanese, Language::English].map(|language| finding_text(&finding, language));
        assert_eq!((ja.remedy, en.remedy), (None, None));
        assert_ne!(ja.found, en.found);
    }
}

#[test]
fn a_fault_is_told_by_a_sign_a_word_and_a_code() {
    let results = Results::Desk {
        slot: Slot::Unusable(TroubleKind::NoReader.into()),
        service: Service::Unusable(TroubleKind::Unreachable.into()),
        ends: Some((date!(2026 - 11 - 29), 7)),
    };
    let (journal, handoff) = (Keeping::Failing("K-601"), Keeping::Failing("K-611"));
    let machine = Machine { results, journal, handoff, ..Machine::default() };
    for size in SMALLEST {
        let facts = Facts { machine: machine.clone(), access: StaffAccess::OutOfReach, ..Facts::default() };
        let rows: Vec<String> = turned(facts, Language::Japanese, size).iter().flat_map(rows).collect();
        for (part, code) in [("リーダー", "K-2"), ("サービス", "K-4"), ("監査記録", "K-601"), ("受け渡し", "K-611")]
        {
            let row = rows.iter().find(|row| row.contains(part)).unwrap_or_else(|| panic!("{part}: {rows:?}"));
            assert!(row.contains("[!!] 異常") && row.contains(code), "{row}");
        }
        assert!(rows.iter().any(|row| row.contains("[??] 注意") && row.contains("証明書")), "{rows:?}");
        assert!(rows.iter().any(|row| row.contains("版") && row.contains(env!("CARGO_PKG_VERSION"))), "{rows:?}");
        assert!(rows.iter().any(|row| row.contains("異常 5") && row.contains("調べています")), "{rows:?}");
    }
}

#[test]
fn what_is_broken_stands_on_the_first_page() {
    let mut found: Vec<Finding> = faults().into_iter().filter(|finding| finding.health == Health::Look).collect();
    found.push(Finding::broken(Part::Updates, FindingDetail::Exposed));
    let facts = Facts { examined: Examined::Found(found), access: StaffAccess::OutOfReach, ..Facts::default() };
    let pages = turned(facts, Language::Japanese, (48, 16));
    assert!(pages.len() > 2);
    assert!(words(&pages[0]).contains("自動更新"), "{}", rows(&pages[0]).join("\n"));
    let keys = rows(&pages[0]).join("");
    assert!(["Enter", "矢印", "Esc"].iter().all(|key| keys.contains(key)), "{keys}");
}

#[test]
fn a_readers_name_cannot_steer_the_terminal() {
    let name = "Reader\u{1b}[2J\u{7}".to_owned();
    let found = finding_text(&Finding::fine(Part::Reader, FindingDetail::NotUsed(name)), Language::English).found;
    assert!(found.starts_with("Reader;") && !found.contains('\u{7}'), "{found:?}");
}
