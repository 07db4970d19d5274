use std::time::{Duration, Instant};

use proptest::prelude::*;
use secrecy::ExposeSecret as _;
use time::macros::date;

use super::*;
use crate::common::{Key, KeyRepeat, Language, SecretEntry, TroubleKind, TypedChar};

const FACILITY: &str = "1319999999";
/// Another facility's, with a right check digit.
const OTHER: &str = "1312345679";

/// Staff at the keyboard, who wait a second between two keys.
struct Desk {
    form: RegistrationForm,
    key_repeat: KeyRepeat,
    now: Instant,
}

impl Desk {
    fn new() -> Self {
        let settings = FacilitySettings { facility: FACILITY.parse().unwrap(), file: "kiosk.toml".into() };
        Self {
            form: RegistrationForm::new(settings, Language::Japanese),
            key_repeat: KeyRepeat::default(),
            now: Instant::now(),
        }
    }

    /// At the one-time code, with everything before it typed.
    fn at_the_code() -> Self {
        let mut desk = Self::new();
        desk.types("0000001");
        desk.presses(Key::Enter);
        desk.presses(Key::Enter);
        assert_eq!(desk.field(), FormField::Code);
        desk
    }

    /// With a registration under way.
    fn registering() -> Self {
        let mut desk = Self::at_the_code();
        desk.types("ABCD-1234");
        assert!(matches!(desk.presses(Key::Enter), Some(Effect::Register { .. })));
        desk
    }

    fn hears(&mut self, event: Event) -> Option<Effect> {
        self.now += Duration::from_secs(1);
        self.hears_at_once(event)
    }

    /// Key repeat stands in front of the form, as in the event loop.
    fn hears_at_once(&mut self, event: Event) -> Option<Effect> {
        let repeats = match event {
            Event::Key(key) => self.key_repeat.is_same_press(key, self.now),
            Event::Typed(_) => {
                self.key_repeat.forget();
                false
            }
            Event::Answer(_) | Event::Elapsed => false,
        };
        if repeats { None } else { self.form.handle(event, self.now) }
    }

    fn types(&mut self, text: &str) {
        for byte in text.bytes() {
            assert!(self.hears(Event::Typed(TypedChar::from_ascii(byte).unwrap())).is_none());
        }
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        self.hears(Event::Key(key))
    }

    fn ask(&self) -> (FormField, TypedFields<'_>, Option<FormNote>) {
        match self.form.view().screen {
            Screen::Ask { field, typed, note } => (field, typed, note),
            other => panic!("nothing is asked for: {other:?}"),
        }
    }

    fn field(&self) -> FormField {
        self.ask().0
    }

    fn note(&self) -> Option<FormNote> {
        self.ask().2
    }
}

#[test]
fn user_id_facility_and_code_register_the_terminal() {
    let mut desk = Desk::new();
    desk.types("0000001");
    desk.presses(Key::Enter);
    assert_eq!((desk.field(), desk.ask().1.facility), (FormField::Facility, FACILITY));
    desk.presses(Key::Enter);
    desk.types("Ab-7/*.+!");
    let Some(Effect::Register { user, code }) = desk.presses(Key::Enter) else { panic!("must register") };
    assert_eq!((user.as_str(), code.expose_secret()), ("W0000001", "Ab-7/*.+!"));
    desk.hears(Event::Answer(Ok(date!(2027 - 11 - 22))));
    assert!(matches!(desk.form.view().screen, Screen::Registered { until } if until == date!(2027 - 11 - 22)));
    assert!(matches!(desk.presses(Key::Enter), Some(Effect::GoOn)));
}

#[test]
fn a_w_typed_before_the_digits_does_no_harm() {
    for w in ["W", "w"] {
        let mut desk = Desk::new();
        desk.types(w);
        assert_eq!(desk.note(), None);
        desk.types("0000001");
        assert_eq!((desk.ask().1.user, desk.note()), ("0000001", None));
        desk.types(w);
        assert_eq!(desk.note(), Some(FormNote::WrongKey));
    }
}

#[test]
fn a_letter_is_no_digit_of_a_number() {
    let mut desk = Desk::new();
    desk.types("12x");
    assert_eq!((desk.ask().1.user, desk.note()), ("12", Some(FormNote::WrongKey)));
    desk.types("3");
    assert_eq!((desk.ask().1.user, desk.note()), ("123", None));
}

#[test]
fn an_unfinished_field_is_not_left() {
    let mut desk = Desk::new();
    desk.types("000001");
    desk.presses(Key::Enter);
    assert_eq!((desk.field(), desk.note()), (FormField::User, Some(FormNote::TooShort)));
    desk.types("1");
    desk.presses(Key::Enter);
    desk.presses(Key::Erase);
    desk.presses(Key::Enter);
    assert_eq!((desk.field(), desk.note()), (FormField::Facility, Some(FormNote::TooShort)));
    let mut desk = Desk::at_the_code();
    desk.types("ABC");
    assert!(desk.presses(Key::Enter).is_none());
    assert_eq!((desk.ask().1.code, desk.note()), (3, Some(FormNote::TooShort)));
}

#[test]
fn a_digit_too_many_changes_nothing() {
    let mut desk = Desk::new();
    desk.types("00000019");
    assert_eq!((desk.ask().1.user, desk.note()), ("0000001", Some(FormNote::TooLong)));
    let mut desk = Desk::at_the_code();
    desk.types(&"x".repeat(SecretEntry::MAX_LENGTH + 1));
    assert_eq!((desk.ask().1.code, desk.note()), (SecretEntry::MAX_LENGTH, Some(FormNote::TooLong)));
}

#[test]
fn a_facility_code_with_a_mistyped_digit_is_told_from_another_facilitys() {
    for (typed, note) in [
        ("1319999998", FormNote::Rejected(FormRejection::CheckDigit)),
        (OTHER, FormNote::Rejected(FormRejection::OtherFacility)),
    ] {
        let mut desk = Desk::new();
        desk.types("0000001");
        desk.presses(Key::Enter);
        for _ in 0..10 {
            desk.presses(Key::Erase);
        }
        desk.types(typed);
        desk.presses(Key::Enter);
        assert_eq!((desk.field(), desk.note()), (FormField::Facility, Some(note)), "{typed}");
    }
}

#[test]
fn a_facility_code_may_be_typed_with_hyphens() {
    let mut desk = Desk::new();
    desk.types("0000001");
    desk.presses(Key::Enter);
    desk.presses(Key::Burst);
    desk.types("13-1999-9999");
    desk.presses(Key::Enter);
    assert_eq!(desk.field(), FormField::Code);
}

#[test]
fn going_back_keeps_the_numbers_and_forgets_the_code() {
    for back in [Key::Cancel, Key::PreviousPage] {
        let mut desk = Desk::at_the_code();
        desk.types("ABCD");
        desk.presses(back);
        assert_eq!((desk.field(), desk.ask().1.facility), (FormField::Facility, FACILITY));
        desk.presses(back);
        assert_eq!((desk.field(), desk.ask().1.user), (FormField::User, "0000001"));
        desk.presses(back);
        assert_eq!((desk.field(), desk.ask().1.user), (FormField::User, "0000001"));
        desk.presses(Key::Enter);
        desk.presses(Key::Enter);
        assert_eq!((desk.field(), desk.ask().1.code), (FormField::Code, 0));
    }
}

#[test]
fn an_erased_character_is_not_sent() {
    let mut desk = Desk::at_the_code();
    desk.types("ABCDX");
    desk.presses(Key::Erase);
    let Some(Effect::Register { code, .. }) = desk.presses(Key::Enter) else { panic!("must register") };
    assert_eq!(code.expose_secret(), "ABCD");
}

#[test]
fn a_paste_empties_the_field_because_half_of_a_code_looks_like_a_code() {
    let mut desk = Desk::at_the_code();
    desk.types("ABCD");
    desk.presses(Key::Burst);
    assert_eq!((desk.ask().1.code, desk.note()), (0, Some(FormNote::OneByOne)));
}

#[test]
fn an_enter_held_down_goes_on_once() {
    let mut desk = Desk::new();
    desk.types("0000001");
    for _ in 0..50 {
        desk.hears_at_once(Event::Key(Key::Enter));
        desk.now += Duration::from_millis(30);
    }
    assert_eq!((desk.field(), desk.note()), (FormField::Facility, None));
}

#[test]
fn after_a_failure_only_the_code_is_typed_again() {
    let mut desk = Desk::registering();
    desk.hears(Event::Answer(Err(RegistrationTrouble::WrongCode)));
    assert!(matches!(desk.form.view().screen, Screen::Failed(RegistrationTrouble::WrongCode)));
    desk.presses(Key::Enter);
    let (field, typed, note) = desk.ask();
    assert_eq!((field, typed.user, typed.facility, typed.code, note), (FormField::Code, "0000001", FACILITY, 0, None));
}

#[test]
fn after_a_failure_a_wrong_user_id_can_be_mended() {
    let mut desk = Desk::registering();
    desk.hears(Event::Answer(Err(RegistrationTrouble::Service(TroubleKind::Unreachable.into()))));
    desk.presses(Key::Cancel);
    assert_eq!((desk.field(), desk.ask().1.user), (FormField::User, "0000001"));
}

#[test]
fn waiting_for_the_service_can_be_given_up() {
    let mut desk = Desk::registering();
    assert!(matches!(desk.presses(Key::Cancel), Some(Effect::GiveUp)));
    assert_eq!((desk.field(), desk.note()), (FormField::Code, Some(FormNote::Rejected(FormRejection::GivenUp))));
    desk.hears(Event::Answer(Ok(date!(2027 - 11 - 22))));
    assert_eq!(desk.field(), FormField::Code, "a late answer changes nothing");
}

#[test]
fn keys_pressed_while_the_service_is_asked_do_nothing() {
    let mut desk = Desk::registering();
    desk.types("ABCD-1234");
    assert!(desk.presses(Key::Enter).is_none());
    assert!(matches!(desk.form.view().screen, Screen::Registering { typed, .. } if typed.code == 0));
}

#[test]
fn a_service_that_takes_its_time_is_called_slow_once() {
    let mut desk = Desk::registering();
    desk.now = desk.form.deadline().unwrap();
    desk.form.handle(Event::Elapsed, desk.now);
    assert!(matches!(desk.form.view().screen, Screen::Registering { slow: true, .. }));
    assert_eq!(desk.form.deadline(), None);
}

#[test]
fn a_success_goes_on_by_itself_and_not_before_it_could_be_read() {
    let mut desk = Desk::registering();
    desk.hears(Event::Answer(Ok(date!(2027 - 11 - 22))));
    assert!(desk.hears(Event::Elapsed).is_none());
    assert_eq!(desk.form.deadline().unwrap() - desk.now, Duration::from_secs(4));
    desk.now = desk.form.deadline().unwrap();
    assert!(matches!(desk.form.handle(Event::Elapsed, desk.now), Some(Effect::GoOn)));
}

#[test]
fn the_language_can_be_changed_at_any_time_and_nothing_typed_is_lost() {
    let mut desk = Desk::at_the_code();
    desk.types("ABCD");
    desk.presses(Key::Language);
    assert_eq!((desk.form.view().language, desk.ask().1.code), (Language::English, 4));
}

#[test]
fn nothing_of_the_code_can_be_printed() {
    let mut desk = Desk::at_the_code();
    desk.types("QZXJ-7391");
    let typing = format!("{:?} {:?}", desk.form, Event::Typed(TypedChar::from_ascii(b'Q').unwrap()));
    let effect = desk.presses(Key::Enter);
    let shown = format!("{typing} {effect:?} {:?}", desk.form);
    let bytes = format!("{:?}", b"QZXJ");
    for secret in ["QZXJ", "7391", bytes.trim_matches(['[', ']'])] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

fn anything() -> impl Strategy<Value = Event> {
    let keys = [
        Key::Enter,
        Key::Erase,
        Key::Cancel,
        Key::Language,
        Key::Staff,
        Key::OtherMethod,
        Key::NextPage,
        Key::PreviousPage,
        Key::Burst,
        Key::Other,
    ];
    prop_oneof![
        6 => any::<u8>().prop_filter_map("printable", |byte| TypedChar::from_ascii(byte).map(Event::Typed)),
        4 => prop_oneof![Just(b'0'), Just(b'1')].prop_map(|byte| Event::Typed(TypedChar::from_ascii(byte).unwrap())),
        6 => proptest::sample::select(keys.to_vec()).prop_map(Event::Key),
        1 => any::<bool>().prop_map(|good| {
            Event::Answer(if good { Ok(date!(2027 - 11 - 22)) } else { Err(RegistrationTrouble::WrongCode) })
        }),
        1 => Just(Event::Elapsed),
    ]
}

proptest! {
    /// Whatever is typed: a code is sent by an Enter at its own field only, for the settings' facility only, and
    /// nothing of it is held while another field is asked for.
    #[test]
    fn a_code_is_spent_by_enter_alone(events in proptest::collection::vec(anything(), 0..200)) {
        let mut desk = Desk::at_the_code();
        for event in events {
            let enter = matches!(event, Event::Key(Key::Enter));
            let at_the_code = matches!(desk.form.view().screen, Screen::Ask { field: FormField::Code, .. });
            let effect = desk.hears(event);
            if let Some(Effect::Register { user, code }) = effect {
                prop_assert!(enter && at_the_code);
                prop_assert!(user.len() == 8 && (4..=SecretEntry::MAX_LENGTH).contains(&code.expose_secret().len()));
                let Screen::Registering { typed, .. } = desk.form.view().screen else { panic!("under way") };
                prop_assert_eq!(typed.facility, FACILITY);
            }
            match desk.form.view().screen {
                Screen::Ask { field: FormField::Code, .. } | Screen::Registered { .. } | Screen::Failed(_) => {}
                Screen::Ask { typed, .. } | Screen::Registering { typed, .. } => prop_assert_eq!(typed.code, 0),
            }
        }
    }
}
