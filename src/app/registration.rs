//! The loop of the registration: keys to the form, the registration to the service, pictures to the terminal.
//!
//! Sleeps as the kiosk's loop does, on the same terminal and keyboard, and ends where that one begins.

use std::future::pending;
use std::pin::Pin;
use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;
use secrecy::SecretString;
use time::Date;

use super::kiosk::{End, clock, next_minute};
use super::unregistered::Unregistered;
use super::watchdog::{Status, Watchdog};
use crate::common::{Key, KeyRepeat, KeyReport, KeyTime, Paste, Received, Trouble, TroubleKind, TypedChar, in_japan};
use crate::gateway::{GatewayClient, GatewayConfig, RegisterError, UserId, register};
use crate::registration::{Effect, Event, FacilitySettings, RegistrationForm, RegistrationTrouble};
use crate::settings::Site;
use crate::tty::console::{Console, ConsoleEvent};
use crate::tty::keyboard::KeyInput;
use crate::tty::press::Press;
use crate::ui::{self, ScreenContext};

/// How the registration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationEnd {
    /// The terminal has its certificate.
    Registered,
    /// The form was left.
    Left,
    /// The program is to end.
    Ended(End),
}

type RegistrationResult = Result<Date, RegistrationTrouble>;

/// Shows the form until the terminal is registered, here or by the command beside it, `stop` is ready or the terminal
/// is gone.
pub async fn run<B: Backend, I: KeyInput>(
    console: &mut Console<B, I>,
    unregistered: &Unregistered,
    around: &ScreenContext<'_>,
    watchdog: &mut Watchdog,
    mut stop: Pin<&mut impl Future<Output = ()>>,
) -> Result<RegistrationEnd, B::Error> {
    tracing::info!("this terminal is not registered yet");
    let Unregistered { site, file, language } = unregistered;
    let (facility, file) = (site.facility.clone(), file.display().to_string());
    let settings = FacilitySettings { facility, file };
    let mut form = RegistrationForm::new(settings, *language);
    let mut registration = None;
    let (mut key_repeat, mut paste) = (KeyRepeat::default(), Paste::default());
    loop {
        let around = ScreenContext { clock: clock(), ..*around };
        console.draw(|frame| ui::draw_registration(frame, &form.view(), &around))?;
        watchdog.alive(Instant::now(), || Status::Registration);
        let wake = [form.deadline(), next_minute(Instant::now()), watchdog.due()].into_iter().flatten().min();
        let event = tokio::select! {
            () = stop.as_mut() => return Ok(RegistrationEnd::Ended(End::Requested)),
            event = console.next(wake) => match event {
                ConsoleEvent::Gone => return Ok(RegistrationEnd::Ended(End::TerminalGone)),
                ConsoleEvent::Resized => None,
                // What is typed must be seen arriving.
                ConsoleEvent::Press(..) if ui::is_too_small(console.area()) => None,
                ConsoleEvent::Press(press, time) => {
                    let pasted = paste.has(time, false);
                    let event = meaning(press).filter(|event| !repeats(event, time, &mut key_repeat));
                    event.map(|event| if pasted { Event::Key(Key::Burst) } else { event })
                }
                ConsoleEvent::Elapsed => Some(Event::Elapsed),
            },
            answer = answer(&mut registration) => Some(Event::Answer(answer)),
        };
        let effect = event.and_then(|event| form.handle(event, Instant::now()));
        if !form.is_at_work() && is_registered(site) {
            tracing::info!("this terminal was registered meanwhile");
            return Ok(RegistrationEnd::Registered);
        }
        match effect {
            Some(Effect::Register { user, code }) => {
                registration = Some(Box::pin(async move { ask(site, &user, &code).await }));
            }
            Some(Effect::GiveUp) => {
                tracing::info!("the registration was given up");
                registration = None;
            }
            Some(Effect::GoOn) => return Ok(RegistrationEnd::Registered),
            Some(Effect::Leave) => return Ok(RegistrationEnd::Left),
            None => {}
        }
    }
}

/// Whether the command has registered this terminal meanwhile. Looked at with every key and every minute.
fn is_registered(site: &Site) -> bool {
    let read = GatewayConfig::read_if_registered(site).ok().flatten();
    read.is_some_and(|config| GatewayClient::new(&config).is_ok())
}

/// What a press means to the form, if anything. Letters are at hand where a code is typed, so a keypad with Num Lock
/// off is a block of arrows here.
fn meaning(press: Press) -> Option<Event> {
    match press {
        Press::Key(Key::Digit(digit)) => Some(Event::Typed(TypedChar::from(digit))),
        // No field of the form has a Japanese letter.
        Press::Char(sign, plain) if sign.ascii().is_none() => Some(Event::Key(plain.of_staff())),
        Press::Char(sign, _) => Some(Event::Typed(sign)),
        Press::Key(key) | Press::Pad(_, key) => Some(Event::Key(key.of_staff())),
        Press::Function(_) | Press::Interrupt => None,
    }
}

/// Whether this event only repeats a key that is held down.
fn repeats(event: &Event, time: KeyTime, key_repeat: &mut KeyRepeat) -> bool {
    match event {
        Event::Key(key) => key_repeat.is_same_press(*key, time),
        Event::Typed(_) => {
            key_repeat.forget();
            time.report() == KeyReport::Repeated
        }
        Event::Answer(_) | Event::Elapsed => false,
    }
}

/// The answer of the registration under way, which is forgotten with it, code and all; without one, never.
async fn answer<F: Future<Output = RegistrationResult>>(registration: &mut Option<Pin<Box<F>>>) -> RegistrationResult {
    match registration {
        Some(under_way) => {
            let answer = under_way.await;
            *registration = None;
            answer
        }
        None => pending().await,
    }
}

async fn ask(site: &Site, user: &str, code: &SecretString) -> RegistrationResult {
    // The form hands over nothing else than a W and seven digits.
    let user: UserId = user.parse().ok().ok_or(RegistrationTrouble::WrongCode)?;
    let registered = register(site, &user, code).await.map_err(refusal)?;
    let until = last_day(registered.not_after);
    tracing::info!(%until, "this terminal is registered");
    Ok(until)
}

/// The day in Japan on which a certificate ends.
fn last_day(end: SystemTime) -> Date {
    in_japan(end).date()
}

/// What the screen says of it.
fn refusal(error: RegisterError) -> RegistrationTrouble {
    tracing::warn!(%error, "this terminal could not be registered");
    match error {
        RegisterError::WrongCode => RegistrationTrouble::WrongCode,
        RegisterError::Pending { retry_after } => RegistrationTrouble::Pending(retry_after),
        RegisterError::Connection(error) => RegistrationTrouble::Service(error.into()),
        RegisterError::Refused { status, words } => RegistrationTrouble::Service(Trouble {
            kind: TroubleKind::Problem,
            received: Some(Received { code: format!("HTTP {status}"), text: words, ..Received::default() }),
        }),
        RegisterError::BadAnswer(_) => RegistrationTrouble::Service(TroubleKind::Garbage.into()),
        // Names files and what to do with them.
        error => RegistrationTrouble::Machine(error.to_string()),
    }
}
