//! The diagnosis: whole on the smallest screen, whatever was found.

use std::time::{Duration, Instant};

use time::macros::date;

use super::super::draw_staff_menu;
use super::staff::photographed;
use super::*;
use crate::common::{
    BundleState, CertificateAge, Extended, Finding, FindingDetail, Health, Key, Part, PinState, Service, Slot,
    SoundFault, StaffAccess, TroubleKind, TypedChar,
};
use crate::report::{Report, ReportedFinding};
use crate::staff::diagnosis::{Examined, Keeping, Machine, Reported, Results};
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
        (Part::Bundle, FindingDetail::Bundle(BundleState::NoneYet)),
        (
            Part::Bundle,
            FindingDetail::Bundle(BundleState::Unusable(
                "/etc/uketsuke/kiosk.toml.bundle: not an Ed25519 signature".to_owned(),
            )),
        ),
        (
            Part::Bundle,
            FindingDetail::Bundle(BundleState::Refused(
                "2026-11-30 20:15".to_owned(),
                "serial 3 is older than 12, which this kiosk has".to_owned(),
            )),
        ),
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
        (
            Part::Bundle,
            FindingDetail::Bundle(BundleState::Unusable("/etc/uketsuke/fleet.pem: no such file".to_owned())),
        ),
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

/// The codes of the report, one after the other, as a camera reads them off a screen of this size.
fn scanned(size: (u16, u16), look: Look) -> Vec<String> {
    let mut menu = StaffMenu::new(Language::Japanese);
    menu.inform(Facts { access: StaffAccess::OutOfReach, report: report(), ..Facts::default() });
    let mut now = Instant::now();
    menu.handle(Event::Open(Purpose::Menu), now);
    for digit in [b'5', b'1'] {
        menu.handle(Event::Input(PageInput::Typed(TypedChar::from_ascii(digit).unwrap())), now);
    }
    let mut texts: Vec<String> = Vec::new();
    loop {
        let context = ScreenContext { theme: Theme::of(look), ..DEMO };
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        terminal.draw(|frame| draw_staff_menu(frame, &menu.view(now).unwrap(), &context)).unwrap();
        let buffer = terminal.backend().buffer().clone();
        let mut seen: Vec<String> = photographed(&buffer);
        let Some(text) = seen.pop() else { return texts };
        if texts.contains(&text) {
            return texts;
        }
        let said = words(&buffer).replace(['█', '▀', '▄'], "");
        assert!(said.contains(&squeezed(staff_words().diagnosis.report.scan)), "{size:?} {said}");
        texts.push(text);
        now += Duration::from_secs(1);
        menu.handle(Event::Input(PageInput::Key(Key::Enter)), now);
    }
}

/// A report as long as a real one.
fn report() -> Reported {
    let finding = |place: u32| ReportedFinding {
        area: "lockdown".to_owned(),
        name: format!("part-{place}"),
        state: "look".to_owned(),
        found: format!("{:x} not as promised", place.wrapping_mul(2_654_435_761)),
        remedy: Some(format!("look at {:x} and start the kiosk again", place.wrapping_mul(40_503_973))),
    };
    let made = "2026-11-30T10:30:00+09:00".to_owned();
    let report = Report { findings: (1..30).map(finding).collect(), ..Report::new("0.1.0", made) };
    Reported { packed: report.packed(), written: None }
}

#[test]
fn a_telephone_reads_every_code_of_the_report_and_they_are_the_report() {
    let mut counts = Vec::new();
    for (size, look) in [
        ((80, 24), Look::Standard),
        ((80, 24), Look::Dark),
        ((100, 30), Look::Standard),
        ((128, 40), Look::Standard),
        ((160, 45), Look::Standard),
    ] {
        let pages = scanned(size, look);
        let read = Report::read(pages.join("\n").as_bytes()).unwrap_or_else(|error| panic!("{size:?}: {error}"));
        assert_eq!(read.packed(), report().packed);
        counts.push(pages.len());
    }
    assert!(counts.is_sorted_by(|less, more| less >= more) && counts[0] > 2 * counts[4], "{counts:?}");
}

#[test]
fn where_a_code_has_no_place_the_page_leads_to_the_file() {
    assert!(scanned((48, 16), Look::Standard).is_empty());
    for language in [Language::Japanese, Language::English] {
        let buffer = drawn(&sample("staff-diagnosis-codes"), language, (48, 16), &DEMO);
        assert_says(&buffer, StaffTexts::of(language).diagnosis.report.no_place, "");
    }
}
