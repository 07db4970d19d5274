//! Every screen in every state that looks different.

use std::time::Duration;

use ratatui::Frame;
use time::macros::datetime;

use super::absent::absent;
use super::inquiries::all as inquiries;
use super::noted::noted;
use super::reader::all as reader_pages;
use super::registration::steps as registration_steps;
use super::set_up::all as set_up_pages;
use super::staff::{all as staff_pages, last as last_pages};
use super::troubles::happened;
use crate::common::{Absence, Announced, Language, Method, PinState, Proof, Trouble, TroubleKind, VisitId};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;
use crate::eligibility::{Copied, InsurerNumber};
use crate::registration::{self, RegistrationForm};
use crate::simulator::personas;
use crate::staff::last::LastView;
use crate::staff::{self, StaffMenu};
use crate::ui::context::ScreenContext;
use crate::ui::draw::{draw, draw_registration, draw_staff_menu, draw_supervisor};
use crate::ui::screens::supervisor::SupervisorScreen;
use crate::visit::LastAnswer;
use crate::visit::view::{CheckingStep, Ending, KeyNote, PanelView, PinNote, PinRejection, ReaderNote, Screen, View};

/// A screen with a name, and all that its view borrows.
#[derive(Debug)]
pub struct Sample {
    /// Its name.
    pub name: String,
    content: Content,
    shape: for<'a> fn(&'a Content) -> Screen<'a>,
    note: Option<KeyNote>,
    absence: Option<Absence>,
}

#[derive(Debug)]
enum Content {
    Nothing,
    Dimmed,
    Ending(Ending),
    Announced(Announced),
    Trouble(Trouble),
    Answer(Box<(Verdict, XmlMsg)>, usize),
    Registration(Box<RegistrationForm>),
    StaffMenu(Box<StaffMenu>),
    Last(Box<(StaffMenu, Verdict, XmlMsg)>),
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
        let dimmed = matches!(self.content, Content::Dimmed);
        let (ending, note) = (self.content.ending(), self.note);
        let called = (note == Some(KeyNote::StaffCalled)).then_some(true);
        (!matches!(
            self.content,
            Content::Registration(_) | Content::StaffMenu(_) | Content::Last(_) | Content::SupervisorScreen(_)
        ))
        .then(|| View {
            language,
            screen: (self.shape)(&self.content),
            ending,
            called,
            absence: self.absence,
            note,
            dimmed,
        })
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
        let (menu, last) = match &self.content {
            Content::Last(last) => (&last.0, Some((&last.1, &last.2))),
            Content::StaffMenu(menu) => (&**menu, None),
            _ => return None,
        };
        // A moment that stays the same, whenever it is drawn.
        let now = menu.deadline()?.checked_sub(Duration::from_secs(20))?;
        let since = now.checked_sub(Duration::from_secs(200))?;
        let last = last.map(|(verdict, message)| {
            let answer = LastAnswer { visit: VisitId(1), verdict, message, proof: Proof::Pin, masked: true, since };
            LastView { answer, at: Some((10, 26)), copy_qr: self.name.ends_with("-qr"), simulated: true }
        });
        Some(staff::View { language: language.of_staff(), last, ..menu.view(now)? })
    }

    /// The same with a word to the last key.
    pub(super) fn with_note(self, name: &str, note: KeyNote) -> Self {
        Self { name: name.to_owned(), note: Some(note), ..self }
    }

    /// The same while staff are not at the desk.
    pub(super) fn with_absence(self, name: &str, absence: Absence) -> Self {
        Self { name: name.to_owned(), absence: Some(absence), ..self }
    }

    fn plain(name: &str, shape: for<'a> fn(&'a Content) -> Screen<'a>) -> Self {
        Self { name: name.to_owned(), content: Content::Nothing, shape, note: None, absence: None }
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
    let plain = || waiting().into_iter().chain(identifying()).chain(working()).chain(answers());
    samples.extend(noted(plain().chain(TroubleKind::ALL.map(trouble)).collect()));
    samples.extend(absent(plain().chain(TroubleKind::ALL.map(trouble)).collect()));
    samples.extend(registration_steps().into_iter().map(|(name, form)| Sample {
        content: Content::Registration(Box::new(form)),
        ..Sample::plain(name, |_| Screen::TakeCard)
    }));
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
            note: None,
            absence: None,
        },
    )
}

fn staff_menu_pages() -> Vec<Sample> {
    let pages = staff_pages()
        .into_iter()
        .chain(inquiries(message))
        .chain(super::assign::all(message))
        .chain(super::bookings::all())
        .chain(super::reports::all())
        .chain(reader_pages())
        .chain(set_up_pages());
    let last = last_pages().into_iter().filter_map(|(name, persona, menu)| {
        let message = message(persona)?;
        let content = Content::Last(Box::new((menu, Verdict::of(&message), message)));
        Some(Sample { content, ..Sample::plain(name, |_| Screen::TakeCard) })
    });
    pages.map(of_page).chain(last).collect()
}

/// A page of staff, by its name.
pub(super) fn of_page((name, menu): (String, StaffMenu)) -> Sample {
    Sample { name, content: Content::StaffMenu(Box::new(menu)), shape: |_| Screen::TakeCard, note: None, absence: None }
}

/// No result waits for staff, and no person is expected.
const QUIET: ReaderNote = ReaderNote { several: false, expected: false, other: None };

const fn listens(note: ReaderNote) -> Screen<'static> {
    Screen::Listening { missing: None, note }
}

fn waiting() -> Vec<Sample> {
    const MINUTE: Option<Duration> = Some(Duration::from_secs(60));
    const fn at(confirmed_for: Option<Duration>, method: Method, sliding: Option<Duration>) -> Screen<'static> {
        Screen::Waiting { missing: None, announced: None, confirmed_for, method, sliding }
    }
    let mut samples = vec![
        Sample::plain("waiting", |_| at(None, Method::Pin, None)),
        Sample { content: Content::Dimmed, ..Sample::plain("waiting-dimmed", |_| at(None, Method::Pin, None)) },
        Sample::plain("waiting-slides", |_| at(None, Method::Pin, Some(Duration::from_millis(500)))),
        Sample::plain("waiting-arrives", |_| at(None, Method::Pin, Some(Duration::from_secs(1)))),
        Sample::plain("waiting-staff", |_| at(None, Method::Staff, None)),
        Sample::plain("waiting-confirmed", |_| at(MINUTE, Method::Pin, None)),
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
            note: None,
            absence: None,
            shape: |content| Screen::Waiting {
                missing: None,
                announced: content.announced(),
                confirmed_for: None,
                method: Method::Pin,
                sliding: None,
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
        note: None,
        absence: None,
        shape: |content| Screen::Waiting {
            missing: content.trouble(),
            announced: None,
            confirmed_for: None,
            method: Method::Pin,
            sliding: None,
        },
    }));
    samples
}

fn identifying() -> Vec<Sample> {
    const fn pin(entered: usize, left: u8, note: Option<PinNote>, other: bool) -> Screen<'static> {
        Screen::Pin { entered, left, note, other }
    }
    const fn ends(seconds: u64, extends: bool) -> Content {
        Content::Ending(Ending { left: Duration::from_secs(seconds), extends })
    }
    vec![
        Sample { content: ends(20, true), ..Sample::plain("pin-ending", |_| pin(2, 3, None, true)) },
        Sample { content: ends(7, false), ..Sample::plain("pin-ends", |_| pin(2, 3, None, true)) },
        Sample::plain("reading", |_| Screen::Reading { method: Method::Pin }),
        Sample::plain("pin", |_| pin(0, 3, None, true)),
        Sample::plain("pin-only", |_| pin(0, 3, None, false)),
        Sample::plain("pin-two-digits", |_| pin(2, 3, None, true)),
        Sample::plain("pin-four-digits", |_| pin(4, 3, None, true)),
        Sample::plain("pin-wrong", |_| pin(0, 2, Some(PinNote::Rejected(PinRejection::WrongPin)), true)),
        Sample::plain("pin-too-short", |_| pin(0, 3, Some(PinNote::TooShort), true)),
        Sample::plain("pin-too-long", |_| pin(0, 3, Some(PinNote::TooLong), true)),
        Sample::plain("pin-digits-only", |_| pin(1, 3, Some(PinNote::WrongKey), true)),
        Sample::plain("pin-double-strike", |_| pin(1, 3, Some(PinNote::Rejected(PinRejection::DoubleStrike)), true)),
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
        Sample::plain("staff", |_| Screen::Staff { other: true, back: true }),
        Sample::plain("staff-first", |_| Screen::Staff { other: true, back: false }),
        Sample::plain("staff-only", |_| Screen::Staff { other: false, back: false }),
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
        Sample::plain("thanks", |_| Screen::Thanks),
    ]
}

fn trouble(kind: TroubleKind) -> Sample {
    Sample {
        name: format!("trouble-{}", kind.code()),
        content: Content::Trouble(happened(kind)),
        note: None,
        absence: None,
        shape: |content| match content.trouble() {
            Some(trouble) => Screen::Trouble { trouble, again: trouble.again(), left: Duration::from_secs(45) },
            None => Screen::TakeCard,
        },
    }
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
        note: None,
        absence: None,
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

    const fn ending(&self) -> Option<Ending> {
        match self {
            Self::Ending(ending) => Some(*ending),
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
