//! Synthetic pages on which the qualification terminal is asked by numbers.

use std::time::{Duration, Instant};

use time::macros::date;

use crate::common::{
    AnswerFlaw, FolderRefusal, InquiryDetail, InquiryFault, InquiryId, InquiryTrouble, Key, Language, RequestField,
    StaffAccess, TypedChar, Way,
};
use crate::eligibility::codes::{LimitClass, LimitClassification};
use crate::eligibility::groups::Limit;
use crate::eligibility::{Date, Wire, XmlMsg};
use crate::staff::{Effect, Event, Facts, InquiryNews, NumberChecks, PageInput, Purpose, StaffMenu};
use crate::visit::CardOnReader;

/// The keys of an entry that can be asked: the certificate, its numbers, the date of birth. Numbers are synthetic.
const ENTRY: &str = "1\r06139992\r12-34\r0012345\r01\r19900401\r";

/// What the terminal answers for a persona.
type Message = fn(&str) -> Option<XmlMsg>;

/// What can come of an inquiry.
enum News {
    Queued,
    Slow,
    Answer(&'static str),
    Limited(&'static str),
    Failed(InquiryTrouble),
    Late(&'static str),
}

/// Every page in every state that looks different, by its name.
pub fn all(message: Message) -> Vec<(String, StaffMenu)> {
    let pages = vec![
        ("birthdate", pressed("1\r06139992\r\r0012345\r\r1990")),
        ("birthdate-read", pressed("1\r06139992\r\r0012345\r\rH020401")),
        ("birthdate-wrong", pressed("1\r06139992\r\r0012345\r\r19900230\r")),
        ("birthdate-future", pressed("1\r06139992\r\r0012345\r\r20261123\r")),
        ("consent", pressed(ENTRY)),
        ("summary", pressed(&format!("{ENTRY}\r"))),
        ("summary-consent", pressed(&format!("{ENTRY}2v"))),
        ("summary-incomplete", pressed("1\r06139992\r\r\r\r19900401\r\r")),
        ("summary-no-birthdate", pressed("1\r06139992\r\r0012345\r\r\r\r")),
        ("asking", heard(message, vec![])),
        ("asking-slow", heard(message, vec![News::Slow])),
        ("asking-queued", heard(message, vec![News::Queued])),
        ("confirmed", heard(message, vec![News::Answer("valid-kumiai")])),
        ("limit", heard(message, vec![News::Limited("valid-70s")])),
        ("lost", heard(message, vec![News::Answer("lost")])),
        ("no-match", heard(message, vec![News::Answer("none")])),
        ("multiple", heard(message, vec![News::Answer("multiple")])),
        ("late", heard(message, vec![News::Failed(InquiryFault::NoAnswer.into()), News::Late("valid-kumiai")])),
    ];
    let mut all: Vec<_> = pages.into_iter().map(|(name, menu)| (format!("staff-number-{name}"), menu)).collect();
    all.extend(InquiryFault::ALL.map(fault));
    let mut covered = heard(message, vec![News::Answer("valid-kumiai")]);
    covered.handle(Event::Card(CardOnReader::Waits), Instant::now());
    all.push(("staff-number-card-waits".to_owned(), covered));
    all
}

/// The page of a fault, with what could be received.
pub fn fault(fault: InquiryFault) -> (String, StaffMenu) {
    let detail = match fault {
        InquiryFault::FolderMissing => InquiryDetail::Received("/mnt/oqs/Req".to_owned()),
        InquiryFault::FolderRefuses => InquiryDetail::Folder("/mnt/oqs/Req".to_owned(), FolderRefusal::ReadOnly),
        InquiryFault::Refused => {
            InquiryDetail::Received("ERR0001 入力値が正しくありません。記号を見直してください。".to_owned())
        }
        InquiryFault::Unreadable => InquiryDetail::Answer(AnswerFlaw::Shape),
        InquiryFault::Unsendable => InquiryDetail::Field(RequestField::Symbol),
        InquiryFault::OwnState => InquiryDetail::Received("/var/lib/uketsuke/inquiries.json".to_owned()),
        _ => InquiryDetail::None,
    };
    trouble(InquiryTrouble { fault, detail })
}

/// The page of a fault.
pub fn trouble(trouble: InquiryTrouble) -> (String, StaffMenu) {
    let fault = trouble.fault;
    (format!("staff-number-{}", fault.code()), heard(|_| None, vec![News::Failed(trouble)]))
}

/// The message with the limit on payments, as it comes where the person has agreed.
fn with_limit(mut message: XmlMsg) -> XmlMsg {
    let day = |day| Some(Wire::Read(Date::from(day)));
    let limit = Limit {
        classification: LimitClassification::KNOWN.first().cloned(),
        class: LimitClass::KNOWN.first().cloned(),
        issued: day(date!(2026 - 07 - 20)),
        from: day(date!(2026 - 08 - 01)),
        to: day(date!(2027 - 07 - 31)),
        long_term: None,
    };
    for entry in &mut message.message_body.result_list.entries {
        entry.limit = Some(limit.clone());
    }
    message
}

/// The menu after the entry was asked for and this was heard.
fn heard(message: Message, news: Vec<News>) -> StaffMenu {
    let mut menu = pressed(&format!("{ENTRY}\r1"));
    let (now, id) = (Instant::now(), InquiryId(1));
    for news in news {
        let of = |persona| Box::new(message(persona).unwrap_or_default());
        let (news, shows) = match news {
            News::Queued => (InquiryNews::Queued, false),
            News::Slow => (InquiryNews::Slow, false),
            News::Answer(persona) => (InquiryNews::Answer(of(persona)), true),
            News::Limited(persona) => (InquiryNews::Answer(Box::new(with_limit(*of(persona)))), true),
            News::Failed(trouble) => (InquiryNews::Failed(trouble), false),
            News::Late(persona) => (InquiryNews::Late(of(persona)), false),
        };
        menu.handle(Event::Inquiry(id, news), now);
        if shows {
            menu.handle(Event::InquiryRecorded(id, true), now);
        }
    }
    menu
}

/// The menu after F4 and these keys: `\r` is Enter, `v` the arrow down, the rest types itself.
fn pressed(keys: &str) -> StaffMenu {
    let mut now = Instant::now();
    let mut menu = StaffMenu::new(Language::Japanese);
    let number_checks = Some(NumberChecks { today: date!(2026 - 11 - 22).into(), deadline: Duration::from_secs(30) });
    let ways = &[Way::Certificate];
    menu.inform(Facts { access: StaffAccess::OutOfReach, ways, number_checks, ..Facts::default() });
    menu.handle(Event::Open(Purpose::Ways), now);
    for byte in keys.bytes() {
        // Slower than a key repeats.
        now += Duration::from_secs(1);
        let input = match byte {
            b'\r' => PageInput::Key(Key::Enter),
            b'v' => PageInput::Key(Key::NextPage),
            byte => match TypedChar::from_ascii(byte) {
                Some(sign) => PageInput::Typed(sign),
                None => continue,
            },
        };
        if let Some(Effect::Inquire(_)) = menu.handle(Event::Input(input), now) {
            menu.handle(Event::InquiryBegan(InquiryId(1)), now);
        }
    }
    menu
}
