//! What staff say and what the hours say, as time passes and as clocks jump.

use std::fs;

use time::macros::datetime;

use super::*;

const MINUTE: Duration = Duration::from_secs(60);

/// Weekdays with a break; no Sunday.
fn hours() -> Hours {
    let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\ndir = \"/f\"\n\
                [hours]\nopen = \"09:00-18:00\"\nbreak = \"12:00-13:00\"\nclosed = [\"sun\"]\n";
    Settings::parse(text).unwrap().hours.unwrap()
}

fn state(folder: &Path) -> AbsenceState {
    AbsenceState { path: Some(folder.join(FILE)), unread: true, said: None, told: None }
}

/// Two clocks that go alike.
struct Time {
    wall: OffsetDateTime,
    running: Instant,
}

impl Time {
    fn new(wall: OffsetDateTime) -> Self {
        Self { wall, running: Instant::now() }
    }

    fn now(&self) -> BothClocks {
        BothClocks { wall: Some(self.wall), running: self.running }
    }

    fn passes(&mut self, time: Duration) {
        self.wall += time;
        self.running += time;
    }
}

fn shown(kind: AbsenceKind, hour: u8, minute: u8) -> Absence {
    Absence { kind, back: Some(BackAt { day: None, hour, minute }) }
}

#[test]
fn what_staff_say_is_over_by_itself_and_outlives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut time = Time::new(datetime!(2026-11-30 10:30 +9));
    for (choice, kind, minutes) in [
        (AbsenceChoice::Quarter, AbsenceKind::Away, 15),
        (AbsenceChoice::HalfHour, AbsenceKind::Away, 30),
        (AbsenceChoice::Hour, AbsenceKind::Away, 60),
        (AbsenceChoice::Break, AbsenceKind::Break, 60),
    ] {
        let mut before = state(folder.path());
        before.say(choice, None, time.now());
        let mut after = state(folder.path());
        let back = time.wall + MINUTE * minutes;
        for state in [&mut before, &mut after] {
            assert_eq!(state.absence(None, time.now()), Some(shown(kind, back.hour(), back.minute())), "{choice:?}");
        }
        time.passes(Duration::from_secs(u64::from(minutes) * 60 - 1));
        assert!(before.absence(None, time.now()).is_some() && after.absence(None, time.now()).is_some());
        time.passes(Duration::from_secs(1));
        assert_eq!([before.absence(None, time.now()), after.absence(None, time.now())], [None, None]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left of it");
    }
}

#[test]
fn back_again_ends_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let time = Time::new(datetime!(2026-11-30 10:30 +9));
    let mut state = state(folder.path());
    state.say(AbsenceChoice::Hour, Some(&hours()), time.now());
    state.say(AbsenceChoice::Back, Some(&hours()), time.now());
    assert_eq!(state.absence(Some(&hours()), time.now()), None);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn hours_come_and_go_by_themselves_and_staff_win_over_them_until_the_next_boundary() {
    let folder = tempfile::tempdir().unwrap();
    let mut time = Time::new(datetime!(2026-11-30 11:59 +9));
    let (mut state, hours) = (state(folder.path()), hours());
    let at = |state: &mut AbsenceState, time: &Time| state.absence(Some(&hours), time.now());
    assert_eq!(at(&mut state, &time), None);
    time.passes(MINUTE);
    assert_eq!(at(&mut state, &time), Some(shown(AbsenceKind::Break, 13, 0)));
    state.say(AbsenceChoice::Back, Some(&hours), time.now());
    assert_eq!(at(&mut state, &time), None, "they are there in spite of the break");
    time.passes(MINUTE * 59);
    assert_eq!(at(&mut state, &time), None);
    time.passes(MINUTE * 301);
    assert!(at(&mut state, &time).is_some_and(|absence| absence.kind == AbsenceKind::Closed));
    state.say(AbsenceChoice::Quarter, Some(&hours), time.now());
    assert!(at(&mut state, &time).is_some_and(|absence| absence.kind == AbsenceKind::Away));
    time.passes(MINUTE * 15);
    assert!(at(&mut state, &time).is_some_and(|absence| absence.kind == AbsenceKind::Closed));
}

#[test]
fn the_break_ends_with_that_of_the_hours_and_a_closed_day_with_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let mut time = Time::new(datetime!(2026-11-30 11:30 +9));
    let (mut state, hours) = (state(folder.path()), hours());
    state.say(AbsenceChoice::Break, Some(&hours), time.now());
    assert_eq!(state.absence(Some(&hours), time.now()), Some(shown(AbsenceKind::Break, 13, 0)));
    time.wall = datetime!(2026-11-30 15:00 +9);
    state.say(AbsenceChoice::Closed, Some(&hours), time.now());
    let back = Some(BackAt { day: Some(time::Weekday::Tuesday), hour: 9, minute: 0 });
    assert_eq!(state.absence(Some(&hours), time.now()), Some(Absence { kind: AbsenceKind::Closed, back }));
    time.passes(MINUTE * 18 * 60);
    assert_eq!(state.absence(Some(&hours), time.now()), None);
}

#[test]
fn without_hours_a_closed_day_ends_in_the_morning() {
    let folder = tempfile::tempdir().unwrap();
    let mut time = Time::new(datetime!(2026-11-30 19:00 +9));
    let mut state = state(folder.path());
    state.say(AbsenceChoice::Closed, None, time.now());
    assert_eq!(state.absence(None, time.now()), Some(Absence { kind: AbsenceKind::Closed, back: None }));
    time.passes(MINUTE * 11 * 60);
    assert_eq!(state.absence(None, time.now()), None);
}

#[test]
fn who_closes_after_a_night_closes_the_day_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = state(folder.path());
    let opens = |day, hour| Some(BackAt { day, hour, minute: 0 });
    let files = || fs::read_dir(folder.path()).unwrap().count();
    for (wall, hours, back, lasts) in [
        (datetime!(2026-12-01 0:30 +9), Some(hours()), opens(None, 9), 510),
        (datetime!(2026-12-01 3:30 +9), Some(hours()), opens(Some(time::Weekday::Wednesday), 9), 1440),
        (datetime!(2026-12-01 0:30 +9), None, None, 330),
        (datetime!(2026-12-01 5:50 +9), None, None, 1440),
    ] {
        let mut time = Time::new(wall);
        state.say(AbsenceChoice::Closed, hours.as_ref(), time.now());
        let absence = state.absence(hours.as_ref(), time.now());
        assert_eq!(absence, Some(Absence { kind: AbsenceKind::Closed, back }), "{wall}");
        time.passes(MINUTE * (lasts - 1));
        state.absence(hours.as_ref(), time.now());
        assert_eq!(files(), 1, "{wall}");
        time.passes(MINUTE);
        state.absence(hours.as_ref(), time.now());
        assert_eq!(files(), 0, "{wall}: it has ended");
    }
}

#[test]
fn who_leaves_until_the_break_or_behind_the_closing_hour_is_not_said_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = state(folder.path());
    for wall in [datetime!(2026-11-30 17:50 +9), datetime!(2026-11-30 11:30 +9)] {
        let time = Time::new(wall);
        state.say(AbsenceChoice::Hour, Some(&hours()), time.now());
        let absence = state.absence(Some(&hours()), time.now());
        assert_eq!(absence, Some(Absence { kind: AbsenceKind::Away, back: None }), "{wall}");
    }
}

#[test]
fn a_clock_that_is_behind_as_the_machine_starts_forgets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut time = Time::new(datetime!(2026-11-30 10:30 +9));
    state(folder.path()).say(AbsenceChoice::Hour, None, time.now());
    let mut after = state(folder.path());
    time.wall -= time::Duration::minutes(5);
    assert_eq!(after.absence(None, time.now()), None);
    time.wall += time::Duration::minutes(10);
    assert_eq!(after.absence(None, time.now()), Some(shown(AbsenceKind::Away, 11, 30)));
}

#[test]
fn a_clock_that_jumps_does_not_make_it_last() {
    let folder = tempfile::tempdir().unwrap();
    let mut time = Time::new(datetime!(2026-11-30 10:30 +9));
    let mut state = state(folder.path());
    state.say(AbsenceChoice::Quarter, None, time.now());
    time.wall -= time::Duration::days(300);
    assert!(state.absence(None, time.now()).is_some());
    time.running += MINUTE * 15;
    assert_eq!(state.absence(None, time.now()), None);
    state.say(AbsenceChoice::Quarter, None, time.now());
    time.wall += time::Duration::days(300);
    assert_eq!(state.absence(None, time.now()), None);
}

#[test]
fn without_a_clock_staff_can_say_it_and_hours_say_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut now = BothClocks { wall: None, running: Instant::now() };
    let (mut state, hours) = (state(folder.path()), hours());
    assert_eq!(state.absence(Some(&hours), now), None);
    state.say(AbsenceChoice::Quarter, Some(&hours), now);
    assert_eq!(state.absence(Some(&hours), now), Some(Absence { kind: AbsenceKind::Away, back: None }));
    now.running += MINUTE * 15;
    assert_eq!(state.absence(Some(&hours), now), None);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a time that is not known is not written");
}

#[test]
fn a_file_of_another_time_or_of_something_else_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let now = Time::new(datetime!(2026-11-30 10:30 +9)).now();
    let seconds = datetime!(2026-11-30 10:30 +9).unix_timestamp();
    let line = |word: &str, from: i64, until: i64| format!("{word} {} {}\n", seconds + from, seconds + until);
    for text in [
        line("away", -900, 0),
        line("away", 1, 900),
        line("away", -900, 90_000),
        line("away", 900, -900),
        line("gone", -1, 900),
        format!("{} more", line("away", -1, 900)),
        format!("away {} {}", i64::MIN, i64::MAX),
        String::new(),
        "\0".to_owned(),
    ] {
        fs::write(folder.path().join(FILE), &text).unwrap();
        assert_eq!(state(folder.path()).absence(None, now), None, "{text:?}");
    }
    fs::write(folder.path().join(FILE), line("away", -1, 900)).unwrap();
    assert_eq!(state(folder.path()).absence(None, now), Some(shown(AbsenceKind::Away, 10, 45)));
    fs::write(folder.path().join(FILE), line("there", -1, 900)).unwrap();
    assert_eq!(state(folder.path()).absence(None, now), None);
}
