//! Fingers, scanners, and a program that is held up while they type.

use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::common::pin::Digit;
use crate::common::{KeyReport, REPEAT_WINDOW};

const LOOKS: [u64; 3] = [25_000, 150_000, 700_000];

/// The keys as the program reads them, with their times: it wakes for each key and for its looks, but not while it is
/// held up. `keys`: when they really came. Times in microseconds.
fn read(keys: &[u64], held_up: &[(u64, u64)]) -> Vec<KeyTime> {
    let origin = Instant::now();
    let moment = |micros: u64| origin + Duration::from_micros(micros);
    let wakes = |mut time: u64| {
        while let Some((_, end)) = held_up.iter().find(|(begin, end)| (*begin..*end).contains(&time)) {
            time = *end;
        }
        time
    };
    let (mut read, mut empty, mut looks, mut last) = (Vec::new(), 0, LOOKS.len(), 0);
    while let Some(next) = keys.get(read.len()) {
        let look = LOOKS.get(looks).map(|after| last + after);
        let now = wakes(look.map_or(*next, |look| look.min(*next)).max(empty));
        let came = keys.iter().filter(|key| **key <= now).count();
        if came == read.len() {
            looks += 1;
        } else {
            while read.len() < came {
                read.push(KeyTime::between(moment(empty), moment(now), KeyReport::Unsaid));
            }
            (looks, last) = (0, now);
        }
        empty = now;
    }
    read
}

/// What the keys mean that come at these times.
fn judged(keys: &[(Key, u64)], held_up: &[(u64, u64)]) -> Vec<Key> {
    let times: Vec<u64> = keys.iter().map(|(_, time)| *time).collect();
    let mut typing = Typing::default();
    let mut held = KeyRepeat::default();
    let read = read(&times, held_up);
    keys.iter().zip(read).filter_map(|((key, _), time)| typing.press(*key, time, &mut held)).collect()
}

fn zero() -> Key {
    Key::Digit(Digit::from_ascii(b'0').unwrap())
}

/// Keys, each so long after the last.
fn one_after_the_other(keys: &[Key], gaps: &[u64], begin: u64) -> Vec<(Key, u64)> {
    let mut time = begin;
    keys.iter()
        .zip(gaps)
        .map(|(key, gap)| {
            (*key, {
                time += gap;
                time
            })
        })
        .collect()
}

fn pin() -> [Key; 5] {
    [zero(), zero(), zero(), zero(), Key::Enter]
}

#[test]
fn a_scanner_is_a_burst_at_every_speed() {
    for gap in [0, 500, 1000, 2000, 5000, 10_000, 20_000] {
        let keys = one_after_the_other(&pin(), &[gap; 5], 3_000_000);
        let judged = judged(&keys, &[]);
        assert!(!judged.contains(&Key::Enter), "{gap}: {judged:?}");
        assert_eq!(judged.last(), Some(&Key::Burst), "{gap}: {judged:?}");
    }
}

#[test]
fn a_person_is_believed_at_once() {
    for gap in [45_000, 80_000, 200_000, 1_000_000] {
        let keys = one_after_the_other(&pin(), &[gap; 5], 3_000_000);
        assert_eq!(judged(&keys, &[]), pin(), "{gap}");
    }
}

#[test]
fn two_fingers_at_once_are_no_scanner() {
    for gap in [1_000, 5_000, 10_000, 24_000] {
        for fast in 1..4 {
            let mut gaps = [120_000; 5];
            gaps[fast] = gap;
            assert_eq!(judged(&one_after_the_other(&pin(), &gaps, 0), &[]), pin(), "{gap} before key {fast}");
        }
    }
}

#[test]
fn digits_that_waited_for_the_program_are_kept_and_an_enter_after_them_counts() {
    // Held up for 300 ms from the first digit on.
    let keys = one_after_the_other(&pin(), &[0, 90_000, 90_000, 90_000, 250_000], 3_000_000);
    assert_eq!(judged(&keys, &[(2_999_000, 3_299_000)]), pin());
}

#[test]
fn keys_that_are_all_read_together_are_a_burst_and_fewer_ask_for_enter_once_more() {
    let keys = one_after_the_other(&pin(), &[0, 90_000, 90_000, 90_000, 90_000], 3_000_000);
    assert_eq!(judged(&keys, &[(2_999_000, 4_000_000)]).last(), Some(&Key::Burst));
    assert_eq!(judged(&keys, &[(3_030_000, 4_000_000)]).last(), Some(&Key::HastyEnter));
}

#[test]
fn a_paste_is_three_keys_in_one_read() {
    let mut paste = Paste::default();
    let together = read(&[10, 20, 30, 40, 5_000_000], &[(0, 1000)]);
    let has: Vec<bool> = together.into_iter().map(|time| paste.has(time, false)).collect();
    assert_eq!(has, [false, false, true, true, false]);
}

#[test]
fn keys_in_one_read_that_hold_a_japanese_letter_are_a_word_and_the_next_ones_are_judged_again() {
    let mut paste = Paste::default();
    let times = [10, 20, 30, 5_000_010, 5_000_020, 5_000_030];
    let keys = read(&times, &[(0, 1000), (5_000_000, 5_001_000)]);
    let has: Vec<bool> = keys
        .into_iter()
        .zip([true, false, false, false, false, false])
        .map(|(time, letter)| paste.has(time, letter))
        .collect();
    assert_eq!(has, [false, false, false, false, false, true]);
}

#[test]
fn a_key_that_is_told_to_repeat_is_one_press() {
    let mut held = KeyRepeat::default();
    let now = Instant::now();
    for (key, report, same) in [
        (zero(), KeyReport::Pressed, false),
        (zero(), KeyReport::Repeated, true),
        (zero(), KeyReport::Pressed, false),
        (Key::Cancel, KeyReport::Pressed, false),
        (Key::Cancel, KeyReport::Repeated, true),
        (Key::Cancel, KeyReport::Pressed, false),
        (Key::Erase, KeyReport::Repeated, false),
        (Key::NextPage, KeyReport::Repeated, false),
    ] {
        assert_eq!(held.is_same_press(key, KeyTime::between(now, now, report)), same, "{key:?} {report:?}");
    }
}

/// What these digits and Enters mean, each so many milliseconds after the last; a double strike is `within` so many.
fn struck(keys: &[(char, u64)], within: u64, held_up: &[(u64, u64)]) -> String {
    let mut time = 1_000_000;
    let (keys, times): (Vec<_>, Vec<_>) = keys
        .iter()
        .map(|(key, gap)| {
            time += gap * 1000;
            (u8::try_from(*key).ok().and_then(Digit::from_ascii).map_or(Key::Enter, Key::Digit), time)
        })
        .unzip();
    let mut typing = Typing::new(Duration::from_millis(within));
    let mut held = KeyRepeat::default();
    let judged = keys.iter().zip(read(&times, held_up)).filter_map(|(key, at)| typing.press(*key, at, &mut held));
    let shown = judged.map(|key| match key {
        Key::Digit(digit) => char::from(digit.ascii()),
        Key::DoubleStrike => '=',
        Key::Enter => '!',
        Key::HastyEnter => '?',
        _ => '#',
    });
    shown.collect()
}

#[test]
fn unless_the_site_says_otherwise_a_quick_1123_keeps_both_its_ones() {
    let quick = [('1', 0), ('1', 60), ('2', 60), ('3', 60), ('\r', 200)];
    assert_eq!(struck(&quick, 0, &[]), "1123!");
}

#[test]
fn where_it_does_the_same_digit_again_at_once_is_one_strike_and_another_digit_is_not() {
    let shaking = [('1', 0), ('1', 90), ('1', 90), ('2', 90), ('3', 90), ('3', 90), ('4', 250), ('\r', 800)];
    assert_eq!(struck(&shaking, 200, &[]), "1==23=4!");
    let hasty = [('1', 0), ('1', 90), ('2', 90), ('3', 90), ('4', 90), ('\r', 90), ('\r', 800)];
    assert_eq!(struck(&hasty, 200, &[]), "1=234?!", "a scanner's Enter comes so soon");
    let meant = [('1', 0), ('1', 600), ('2', 90), ('2', 600), ('\r', 600)];
    assert_eq!(struck(&meant, 500, &[]), "1122!");
}

#[test]
fn digits_of_a_person_that_the_program_read_late_are_no_double_strike() {
    let typed = [('1', 0), ('1', 600), ('2', 100), ('3', 100)];
    assert_eq!(struck(&typed, 500, &[(1_000_500, 2_500_000)]), "1123");
}

#[test]
fn between_two_entries_a_digit_is_struck_once_each() {
    assert_eq!(struck(&[('1', 0), ('\r', 300), ('1', 100)], 500, &[]), "1!1");
}

#[test]
fn the_digit_that_is_compared_is_not_kept_for_the_next_visitor() {
    let one = Key::Digit(Digit::from_ascii(b'1').unwrap());
    let mut typing = Typing::new(Duration::from_millis(500));
    let mut held = KeyRepeat::default();
    let now = Instant::now();
    assert_eq!(typing.press(one, now.into(), &mut held), Some(one));
    typing.forget_digit();
    assert_eq!(typing.press(one, (now + Duration::from_millis(100)).into(), &mut held), Some(one));
}

/// Times in which the program is held up, each with its begin and its length.
fn held_up(longest: u64) -> impl Strategy<Value = Vec<(u64, u64)>> {
    let one = (0..5_000_000_u64, 0..=longest).prop_map(|(begin, length)| (begin, begin + length));
    proptest::collection::vec(one, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Codes of any length, behind digits of a person, once or again and again, at any speed of a scanner.
    #[test]
    fn no_scan_is_ever_sent_however_the_program_is_held_up(
        before in proptest::collection::vec(30_000..400_000_u64, 0..4),
        scans in proptest::collection::vec((0..1_500_000_u64, proptest::collection::vec(0..=20_000_u64, 2..9)), 1..4),
        held_up in held_up(900_000),
    ) {
        let mut keys = one_after_the_other(&[zero(); 4], &before, 1_000_000);
        for (pause, gaps) in scans {
            let begin = keys.last().map_or(1_000_000, |(_, time)| *time) + pause;
            let mut code = vec![zero(); gaps.len() - 1];
            code.push(Key::Enter);
            keys.extend(one_after_the_other(&code, &gaps, begin));
        }
        let judged = judged(&keys, &held_up);
        prop_assert!(!judged.contains(&Key::Enter), "{judged:?}");
    }

    /// Also one that is slower than those above, of whose many digits four are left without the double strikes.
    #[test]
    fn no_scan_that_lost_a_digit_as_a_double_strike_is_ever_sent(
        digits in proptest::collection::vec(proptest::sample::select(vec!['1', '2', '3']), 2..14),
        (pace, within) in (0..500_u64).prop_flat_map(|pace| (Just(pace), pace + 1..=501)),
        ends in proptest::sample::select(vec![1_usize, 2]),
        held_up in held_up(900_000),
    ) {
        let enters = std::iter::repeat_n('\r', ends);
        let keys: Vec<_> = digits.into_iter().chain(enters).map(|key| (key, pace)).collect();
        let judged = struck(&keys, within, &held_up);
        prop_assert!(!judged.contains('=') || !judged.contains('!'), "{judged}");
    }

    #[test]
    fn a_person_s_digits_are_kept_when_the_program_is_held_up_and_enter_counts_at_the_second_time_at_the_latest(
        gaps in (80_000..400_000_u64, 80_000..400_000_u64, 80_000..400_000_u64, 160_000..600_000_u64),
        (begin, length) in (0..3_000_000_u64, 0..=300_000_u64),
    ) {
        let gaps = [0, gaps.0, gaps.1, gaps.2, gaps.3, 1_000_000];
        let keys = [zero(), zero(), zero(), zero(), Key::Enter, Key::Enter];
        let judged = judged(&one_after_the_other(&keys, &gaps, 1_000_000), &[(begin, begin + length)]);
        prop_assert_eq!(&judged[..4], &[zero(); 4]);
        prop_assert!(judged[4..].contains(&Key::Enter), "{:?}", judged);
    }

    /// Repeats in any rhythm and in any number of reads, among keys that type nothing: one press.
    #[test]
    fn an_enter_that_is_held_is_one_press_in_every_pattern(
        events in proptest::collection::vec((0..4_u8, 0..650_000_u64), 1..80),
        held_up in held_up(3_000_000),
    ) {
        let mut last_enter = 1_000_000;
        let mut keys = vec![(Key::Enter, last_enter)];
        let mut time = last_enter;
        for (key, gap) in events {
            time = (time + gap).min(last_enter + 690_000);
            let key = match key {
                0 => Key::Other,
                1 => Key::Burst,
                _ => Key::Enter,
            };
            if key == Key::Enter {
                last_enter = time;
            }
            keys.push((key, time));
        }
        let times: Vec<u64> = keys.iter().map(|(_, time)| *time).collect();
        let mut held = KeyRepeat::default();
        let presses = keys.iter().zip(read(&times, &held_up)).filter(|((key, _), time)| {
            !held.is_same_press(*key, *time) && *key == Key::Enter
        });
        prop_assert_eq!(presses.count(), 1);
        prop_assert!(REPEAT_WINDOW > Duration::from_millis(690));
    }
}
