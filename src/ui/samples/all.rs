//! Every screen in every state that looks different.

use std::time::{Duration, Instant};

use ratatui::Frame;
use time::macros::{date, datetime};

use super::inquiries::all as inquiries;
use super::reader::all as reader_pages;
use super::staff::all as staff_pages;
use crate::common::{Announced, Key, Language, Method, PinState, Proof, Received, Trouble, TroubleKind, TypedChar};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;
use crate::eligibility::{Copied, InsurerNumber};
use crate::registration::{self, FacilitySettings, RegistrationForm, RegistrationTrouble};
use crate::simulator::personas;
use crate::staff::{self, StaffMenu};
use crate::ui::context::ScreenContext;
use crate::ui::draw::{draw, draw_registration, draw_staff_menu, draw_supervisor};
use crate::ui::screens::supervisor::SupervisorScreen;
use crate::visit::view::{CheckingStep, PanelView, PinNote, PinRejection, ReaderNote, Screen, View};

/// A screen with a name, and all that its view borrows.
#[derive(Debug)]
pub struct Sample {
    /// Its name.
    pub name: String,
    content: Content,
    shape: for<'a> fn(&'a Content) -> Screen<'a>,
}

#[derive(Debug)]
enum Content {
    Nothing,
    Announced(Announced),
    Trouble(Trouble),
    Answer(Box<(Verdict, XmlMsg)>, usize),
    Registration(Box<RegistrationForm>),
    StaffMenu(Box<StaffMenu>),
    SupervisorScreen(SupervisorScreen<'static>),
}

impl Sample {
    /// Draws it.
    pub fn draw(&self, frame: &mut Frame<'_>, language: Language, context: &ScreenContext<'_>) {
        if let Some(view) = self.view(language) {
            draw(frame, &view, context);
        } else if let Some(view) = self.registration(language) {
            draw_registration(frame, &view, context);
        } else if let Some(view) = self.staff_menu(language) {
            draw_staff_menu(frame, &view, context);
        } else if let Content::SupervisorScreen(screen) = self.content {
            draw_supervisor(frame, screen, &ScreenContext { staff: language, ..*context });
        }
    }

    /// The view of it, where it is a visit's.
    #[must_use]
    pub fn view(&self, language: Language) -> Option<View<'_>> {
        (!matches!(self.content, Content::Registration(_) | Content::StaffMenu(_) | Content::SupervisorScreen(_)))
            .then(|| View { language, screen: (self.shape)(&self.content) })
    }

    /// The view of it, where it is the registration's.
    #[must_use]
    pub fn registration(&self, language: Language) -> Option<registration::View<'_>> {
        match &self.content {
            Content::Registration(form) => Some(registration::View { language: language.of_staff(), ..form.view() }),
            _ => None,
        }
    }

    /// The view of it, where it is the staff menu's.
    #[must_use]
    pub fn staff_menu(&self, language: Language) -> Option<staff::View<'_>> {
        match &self.content {
            Content::StaffMenu(staff_menu) => {
                // A moment that stays the same, whenever it is drawn.
                let now = staff_menu.deadline()?.checked_sub(Duration::from_secs(20))?;
                Some(staff::View { language: language.of_staff(), ..staff_menu.view(now)? })
            }
            _ => None,
        }
    }

    fn plain(name: &str, shape: for<'a> fn(&'a Content) -> Screen<'a>) -> Self {
        Self { name: name.to_owned(), content: Content::Nothing, shape }
    }
}

/// Every screen in every state that looks different.
#[must_use]
pub fn all() -> Vec<Sample> {
    let mut samples = waiting();
    samples.extend(identifying());
    samples.extend(working());
    samples.extend(TroubleKind::ALL.map(trouble));
    samples.extend(answers());
    samples.extend(registration_steps());
    samples.extend(staff_menu_pages());
    samples.extend(supervisor_screens());
    samples
}

fn supervisor_screens() -> [Sample; 3] {
    let broken = "/etc/uketsuke/kiosk.toml:14:1: unknown key \"show_fro\"; did you mean \"show_for\"?";
    let no_log = "/var/log/uketsuke: the log cannot be written there (failed to create log file: No space left on device (os error 28)); make the \
                  folder writable or change [log] dir";
    let out = |settings, reason| SupervisorScreen::OutOfService { settings, reason };
    [("wait", SupervisorScreen::PleaseWait), ("fails", out(false, no_log)), ("settings", out(true, broken))].map(
        |(name, screen)| Sample {
            name: format!("session-{name}"),
            content: Content::SupervisorScreen(screen),
            shape: |_| Screen::TakeCard,
        },
    )
}

fn staff_menu_pages() -> Vec<Sample> {
    let pages = staff_pages()
        .into_iter()
        .chain(inquiries(message))
        .chain(super::assign::all(message))
        .chain(super::bookings::all())
        .chain(reader_pages());
    let sample = |(name, staff_menu)| Sample {
        name,
        content: Content::StaffMenu(Box::new(staff_menu)),
        shape: |_| Screen::TakeCard,
    };
    pages.map(sample).collect()
}

/// Every way in which a question by numbers has no answer.
#[cfg(test)]
#[must_use]
pub fn faults() -> Vec<Sample> {
    let sample =
        |(name, menu)| Sample { name, content: Content::StaffMenu(Box::new(menu)), shape: |_| Screen::TakeCard };
    crate::common::InquiryFault::ALL.map(|fault| sample(super::inquiries::fault(fault))).into()
}

/// The page of a reference number after every fault.
#[cfg(test)]
#[must_use]
pub fn assign_faults() -> Vec<Sample> {
    let sample = |fault: crate::common::InquiryFault| Sample {
        name: format!("staff-assign-{}", fault.code()),
        content: Content::StaffMenu(Box::new(super::assign::fault(message, fault))),
        shape: |_| Screen::TakeCard,
    };
    crate::common::InquiryFault::ALL.map(sample).into()
}

/// No result waits for staff, and no person is expected.
const QUIET: ReaderNote = ReaderNote { several: false, expected: false, other: None };

const fn listens(note: ReaderNote) -> Screen<'static> {
    Screen::Listening { missing: None, note }
}

fn waiting() -> Vec<Sample> {
    const fn at(confirmed_for: Option<u64>, method: Method) -> Screen<'static> {
        let confirmed_for = match confirmed_for {
            Some(seconds) => Some(Duration::from_secs(seconds)),
            None => None,
        };
        Screen::Waiting { missing: None, announced: None, confirmed_for, method }
    }
    let mut samples = vec![
        Sample::plain("waiting", |_| at(None, Method::Pin)),
        Sample::plain("waiting-staff", |_| at(None, Method::Staff)),
        Sample::plain("waiting-confirmed", |_| at(Some(60), Method::Pin)),
    ];
    let announced = |notices: &[&str]| Announced {
        notices: notices.iter().map(|&notice| notice.to_owned()).collect(),
        closes: Some("18:00".into()),
        relay: None,
    };
    let long = "模擬：11月30日（月）は22時から翌朝6時まで、ネットワークの工事のため、資格の確認ができません。ご不便をおかけします。";
    for (name, announced) in
        [("closes", announced(&[])), ("notices", announced(&[long, "模擬：年末年始も休まず確認できます。"]))]
    {
        samples.push(Sample {
            name: format!("waiting-{name}"),
            content: Content::Announced(announced),
            shape: |content| Screen::Waiting {
                missing: None,
                announced: content.announced(),
                confirmed_for: None,
                method: Method::Pin,
            },
        });
    }
    samples.extend([
        Sample::plain("listening", |_| listens(QUIET)),
        Sample::plain("listening-expected", |_| listens(ReaderNote { expected: true, ..QUIET })),
        Sample::plain("listening-other", |_| {
            listens(ReaderNote { expected: true, other: Some(Some((10, 15, 34))), ..QUIET })
        }),
        Sample::plain("listening-several", |_| listens(ReaderNote { several: true, ..QUIET })),
    ]);
    let missing = TroubleKind::ALL.into_iter().filter(|kind| !kind.code().starts_with("K-1"));
    samples.extend(missing.map(|kind| Sample {
        name: format!("waiting-{}", kind.code()),
        content: Content::Trouble(happened(kind)),
        shape: |content| Screen::Waiting {
            missing: content.trouble(),
            announced: None,
            confirmed_for: None,
            method: Method::Pin,
        },
    }));
    samples
}

fn identifying() -> Vec<Sample> {
    const fn pin(entered: usize, left: u8, note: Option<PinNote>, other: bool) -> Screen<'static> {
        Screen::Pin { entered, left, note, other }
    }
    vec![
        Sample::plain("reading", |_| Screen::Reading),
        Sample::plain("pin", |_| pin(0, 3, None, true)),
        Sample::plain("pin-only", |_| pin(0, 3, None, false)),
        Sample::plain("pin-two-digits", |_| pin(2, 3, None, true)),
        Sample::plain("pin-four-digits", |_| pin(4, 3, None, true)),
        Sample::plain("pin-wrong", |_| pin(0, 2, Some(PinNote::Rejected(PinRejection::WrongPin)), true)),
        Sample::plain("pin-too-short", |_| pin(0, 3, Some(PinNote::TooShort), true)),
        Sample::plain("pin-too-long", |_| pin(0, 3, Some(PinNote::TooLong), true)),
        Sample::plain("pin-digits-only", |_| pin(1, 3, Some(PinNote::WrongKey), true)),
        Sample::plain("pin-hasty", |_| pin(4, 3, Some(PinNote::Rejected(PinRejection::HastyEnter)), true)),
        Sample::plain("pin-one-by-one", |_| pin(0, 1, Some(PinNote::OneByOne), true)),
        Sample::plain("last-try", |_| Screen::LastTry { wrong: false, other: true }),
        Sample::plain("last-try-wrong", |_| Screen::LastTry { wrong: true, other: true }),
        Sample::plain("last-try-pin-only", |_| Screen::LastTry { wrong: true, other: false }),
        Sample::plain("blocked", |_| Screen::NoPin { state: PinState::Blocked, other: true }),
        Sample::plain("blocked-pin-only", |_| Screen::NoPin { state: PinState::Blocked, other: false }),
        Sample::plain("no-pin", |_| Screen::NoPin { state: PinState::Absent, other: true }),
        Sample::plain("no-pin-pin-only", |_| Screen::NoPin { state: PinState::Absent, other: false }),
        Sample::plain("no-relay", |_| Screen::NoRelay),
        Sample::plain("staff", |_| Screen::Staff { other: true }),
        Sample::plain("staff-only", |_| Screen::Staff { other: false }),
    ]
}

fn working() -> Vec<Sample> {
    const fn at(method: Method, step: CheckingStep, slow: bool) -> Screen<'static> {
        Screen::Checking { method, relay: matches!(step, CheckingStep::Relay), step, slow }
    }
    vec![
        Sample::plain("checking-connect", |_| at(Method::Pin, CheckingStep::Connect, false)),
        Sample::plain("checking-verify", |_| at(Method::Pin, CheckingStep::Verify, false)),
        Sample::plain("checking-sign", |_| at(Method::Pin, CheckingStep::Sign, false)),
        Sample::plain("checking-ask", |_| at(Method::Pin, CheckingStep::Ask, false)),
        Sample::plain("checking-slow", |_| at(Method::Pin, CheckingStep::Ask, true)),
        Sample::plain("checking-same-card", |_| at(Method::Staff, CheckingStep::SameCard, false)),
        Sample::plain("checking-staff", |_| at(Method::Staff, CheckingStep::Ask, false)),
        Sample::plain("checking-relay", |_| at(Method::Staff, CheckingStep::Relay, false)),
        Sample::plain("take-card", |_| Screen::TakeCard),
    ]
}

fn trouble(kind: TroubleKind) -> Sample {
    Sample {
        name: format!("trouble-{}", kind.code()),
        content: Content::Trouble(happened(kind)),
        shape: |content| match content.trouble() {
            Some(trouble) => Screen::Trouble { trouble, again: trouble.again(), left: Duration::from_secs(45) },
            None => Screen::TakeCard,
        },
    }
}

/// The trouble with what the other side could have said.
fn happened(kind: TroubleKind) -> Trouble {
    let (code, text, time) = match kind {
        TroubleKind::UnexpectedStatus => ("6F00", "", None),
        TroubleKind::Problem => ("TEST-0400", "模擬：この端末からの要求は、受け付けることができませんでした。", None),
        TroubleKind::HttpStatus => ("HTTP 503", "", None),
        TroubleKind::Maintenance => ("", "模擬：定期メンテナンスを行っています。", Some("23:00")),
        TroubleKind::Closed => ("", "", Some("11/23 8:30")),
        TroubleKind::Clock => ("", "", Some("2026-11-22 10:15")),
        _ => return Trouble::new(kind),
    };
    let received =
        Received { code: code.to_owned(), text: text.to_owned(), time: time.map(str::to_owned), retryable: None };
    Trouble { kind, received: Some(received) }
}

fn answers() -> Vec<Sample> {
    let mut samples: Vec<Sample> = personas::all()
        .iter()
        .filter_map(|persona| Some(answer(format!("panel-{}", persona.key), message(&persona.key)?, 0)))
        .collect();
    let others = [
        message("valid-70s").map(|message| answer("panel-page-2".to_owned(), message, 1)),
        message("valid-kumiai").map(|mut message| {
            if let Some(entry) = message.message_body.result_list.entries.first_mut() {
                entry.insurer_number = Some(InsurerNumber::from("06139993"));
            }
            answer("panel-check-digit".to_owned(), message, 0)
        }),
        masked("valid-kumiai"),
        masked("lost"),
        message("valid-kumiai").map(|message| Sample {
            shape: |content| shown(content, Proof::Pin, true),
            ..answer("panel-hidden".to_owned(), message, 1)
        }),
        message("valid-kumiai").map(|message| Sample {
            shape: |content| shown(content, Proof::Folder, false),
            ..answer("panel-folder".to_owned(), message, 0)
        }),
        Copied::read(include_str!("../../../config/samples/copied.txt")).ok().map(|copied| Sample {
            shape: |content| shown(content, Proof::Copied { unread: 2 }, false),
            ..answer("panel-imported".to_owned(), copied.message, 0)
        }),
    ];
    samples.extend(others.into_iter().flatten());
    samples
}

/// What the service answers for a persona.
#[must_use]
pub fn message(persona: &str) -> Option<XmlMsg> {
    Some(personas::find(persona)?.answer.message("gallery", "1319999999", datetime!(2026-11-22 10:30 +9)))
}

fn masked(persona: &str) -> Option<Sample> {
    let answer = answer(format!("panel-masked-{persona}"), message(persona)?, 0);
    Some(Sample { shape: |content| shown(content, Proof::Pin, true), ..answer })
}

fn answer(name: String, message: XmlMsg, page: usize) -> Sample {
    Sample {
        name,
        content: Content::Answer(Box::new((Verdict::of(&message), message)), page),
        shape: |content| shown(content, Proof::Pin, false),
    }
}

fn shown(content: &Content, proof: Proof, masked: bool) -> Screen<'_> {
    match content {
        Content::Answer(answer, page) => Screen::Panel(PanelView {
            verdict: &answer.0,
            message: &answer.1,
            proof,
            page: *page,
            masked,
            revealable: *page == 0,
            left: Duration::from_secs(60),
            card_present: *page == 0 && proof == Proof::Pin,
        }),
        _ => Screen::TakeCard,
    }
}

impl Content {
    const fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Trouble(trouble) => Some(trouble),
            _ => None,
        }
    }

    const fn announced(&self) -> Option<&Announced> {
        match self {
            Self::Announced(announced) => Some(announced),
            _ => None,
        }
    }
}

/// A form as it is after these keys: `\r` is Enter, `\x08` Backspace, `\x1b` Esc, `\t` a key that types nothing, a NUL
/// a paste.
fn form(keys: &str) -> Option<RegistrationForm> {
    let settings = FacilitySettings {
        facility: "1319999999".parse().ok()?,
        file: "/etc/uketsuke/kiosk.toml".to_owned(),
        passcode_next: false,
    };
    let mut form = RegistrationForm::new(settings, Language::Japanese);
    let mut now = Instant::now();
    for byte in keys.bytes() {
        // Slower than a key repeats.
        now += Duration::from_secs(1);
        let event = match byte {
            b'\r' => registration::Event::Key(Key::Enter),
            0x08 => registration::Event::Key(Key::Erase),
            0x1b => registration::Event::Key(Key::Cancel),
            b'\t' => registration::Event::Key(Key::Other),
            0 => registration::Event::Key(Key::Burst),
            byte => registration::Event::Typed(TypedChar::from_ascii(byte)?),
        };
        let _no_registration = form.handle(event, now);
    }
    Some(form)
}

fn registration_steps() -> Vec<Sample> {
    const REGISTERING: &str = "0000001\r\rABCD-1234\r";
    let typed = [
        ("setup-user", ""),
        ("setup-user-typed", "W00000"),
        ("setup-user-digits-only", "0000x"),
        ("setup-user-too-short", "0000\r"),
        ("setup-facility", "0000001\r"),
        ("setup-facility-too-long", "0000001\r1"),
        ("setup-facility-check-digit", "0000001\r\x088\r"),
        ("setup-facility-other", "0000001\r\x001312345679\r"),
        ("setup-code", "0000001\r\r"),
        ("setup-code-typed", "0000001\r\rABCD-1234"),
        ("setup-code-long", "0000001\r\rABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("setup-code-wrong-key", "0000001\r\rABCD\t"),
        ("setup-code-one-by-one", "0000001\r\rABCD\0"),
        ("setup-code-too-short", "0000001\r\rABC\r"),
        ("setup-code-given-up", "0000001\r\rABCD-1234\r\x1b"),
        ("setup-registering", REGISTERING),
    ];
    let answered = [
        ("setup-slow", None),
        ("setup-registered", Some(Ok(date!(2027 - 11 - 22)))),
        ("setup-wrong-code", Some(Err(RegistrationTrouble::WrongCode))),
        ("setup-pending", Some(Err(RegistrationTrouble::Pending(Duration::from_secs(600))))),
        ("setup-machine", Some(Err(RegistrationTrouble::Machine(
            "/var/lib/uketsuke/terminal.key: Permission denied (os error 13); the kiosk's user must be able to write there"
                .to_owned(),
        )))),
        ("setup-unreachable", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Unreachable))))),
        ("setup-untrusted", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Untrusted))))),
        ("setup-clock", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Clock))))),
        ("setup-timed-out", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::TimedOut))))),
        ("setup-maintenance", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Maintenance))))),
        ("setup-problem", Some(Err(RegistrationTrouble::Service(happened(TroubleKind::Problem))))),
    ];
    let typed = typed.into_iter().filter_map(|(name, keys)| Some((name, form(keys)?)));
    let answered = answered.into_iter().filter_map(|(name, answer)| {
        let mut form = form(REGISTERING)?;
        let now = form.deadline()?;
        let _no_registration =
            form.handle(answer.map_or(registration::Event::Elapsed, registration::Event::Answer), now);
        Some((name, form))
    });
    let sample = |(name, form): (&str, RegistrationForm)| Sample {
        name: name.to_owned(),
        content: Content::Registration(Box::new(form)),
        shape: |_| Screen::TakeCard,
    };
    typed.chain(answered).map(sample).collect()
}
