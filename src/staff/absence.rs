//! The page on which staff say that they leave the desk.

use super::cursor::Cursor;
use super::effect::{AbsenceChoice, Effect};
use super::page::{PageInput, PageResult};
use crate::common::Key;

impl AbsenceChoice {
    /// What there is to choose. That they are back is 0, so that it takes no number from another one when it comes.
    #[must_use]
    pub const fn offered(absent: bool) -> &'static [Self] {
        let all = &[Self::Back, Self::Quarter, Self::HalfHour, Self::Hour, Self::Break, Self::Closed];
        if absent { all } else { all.split_at(1).1 }
    }

    /// The number of the first one.
    #[must_use]
    pub const fn first_number(absent: bool) -> usize {
        if absent { 0 } else { 1 }
    }
}

/// The page.
#[derive(Debug, Default)]
pub struct AbsencePage {
    chosen: Option<AbsenceChoice>,
}

impl AbsencePage {
    /// One on which the first of what there is now is chosen: it stays chosen when another one comes before it.
    pub(super) fn new(absent: bool) -> Self {
        Self { chosen: AbsenceChoice::offered(absent).first().copied() }
    }

    /// The place of what Enter takes; none: it has gone, as staff are back by themselves.
    #[must_use]
    pub fn chosen(&self, absent: bool) -> Option<usize> {
        AbsenceChoice::offered(absent).iter().position(|choice| Some(*choice) == self.chosen)
    }

    /// `absent` is whether the desk is left at this moment.
    pub(super) fn input(&mut self, input: PageInput, absent: bool) -> PageResult {
        if input == PageInput::Key(Key::Cancel) {
            return PageResult::Back;
        }
        let offered = AbsenceChoice::offered(absent);
        let chosen = self.chosen(absent);
        let mut cursor = Cursor::at(chosen.unwrap_or_default());
        if chosen.is_none() && input == PageInput::Key(Key::Enter) {
            self.chosen = offered.first().copied();
            return PageResult::Stay;
        }
        let taken = cursor.input_from(AbsenceChoice::first_number(absent), input, offered.len());
        self.chosen = offered.get(cursor.place()).copied();
        let choice = taken.and_then(|place| offered.get(place));
        choice.map_or(PageResult::Stay, |choice| PageResult::Leave(Effect::Absence(*choice)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::common::{Absence, AbsenceKind, Language, StaffAccess, TypedChar};
    use crate::staff::{Event, Facts, Purpose, StaffMenu};

    const AWAY: Absence = Absence { kind: AbsenceKind::Away, back: None };

    /// What comes of these keys in the open menu, and whether it is open behind them.
    fn typed(absence: Option<Absence>, keys: &str) -> (Option<AbsenceChoice>, bool) {
        let (mut menu, now) = (StaffMenu::new(Language::Japanese), Instant::now());
        menu.inform(Facts { access: StaffAccess::OutOfReach, absence, ..Facts::default() });
        menu.handle(Event::Open(Purpose::Menu), now);
        let mut said = None;
        for byte in keys.bytes() {
            let input = TypedChar::from_ascii(byte).map_or(PageInput::Key(Key::Enter), PageInput::Typed);
            if let Some(Effect::Absence(choice)) = menu.handle(Event::Input(input), now) {
                said = Some(choice);
            }
        }
        (said, menu.is_open())
    }

    #[test]
    fn the_star_and_a_digit_say_it_and_close_the_menu() {
        for (keys, choice) in [
            ("*1", AbsenceChoice::Quarter),
            ("*2", AbsenceChoice::HalfHour),
            ("*3", AbsenceChoice::Hour),
            ("*4", AbsenceChoice::Break),
            ("*5", AbsenceChoice::Closed),
            ("*\r", AbsenceChoice::Quarter),
        ] {
            assert_eq!(typed(None, keys), (Some(choice), false), "{keys:?}");
        }
        for keys in ["*1", "*2", "*3", "*4", "*5"] {
            assert_eq!(typed(Some(AWAY), keys), typed(None, keys), "the digits stay as they are");
        }
    }

    #[test]
    fn staff_can_say_that_they_are_back_only_where_they_are_not_there() {
        assert_eq!(typed(Some(AWAY), "*0"), (Some(AbsenceChoice::Back), false));
        assert_eq!(typed(Some(AWAY), "*\r"), (Some(AbsenceChoice::Back), false));
        assert_eq!(typed(None, "*0"), (None, true));
        assert_eq!(typed(None, "*6"), (None, true));
    }

    #[test]
    fn what_is_chosen_stays_so_when_the_hours_change_and_what_has_gone_is_not_taken() {
        for (before, said) in [(None, Some(AbsenceChoice::Quarter)), (Some(AWAY), None)] {
            let (mut menu, now) = (StaffMenu::new(Language::Japanese), Instant::now());
            let facts = |absence| Facts { access: StaffAccess::OutOfReach, absence, ..Facts::default() };
            menu.inform(facts(before));
            menu.handle(Event::Open(Purpose::Menu), now);
            menu.handle(Event::Input(PageInput::Typed(TypedChar::from_ascii(b'*').unwrap())), now);
            menu.inform(facts(if before.is_none() { Some(AWAY) } else { None }));
            let enter = Event::Input(PageInput::Key(Key::Enter));
            let choice = match menu.handle(enter, now) {
                Some(Effect::Absence(choice)) => Some(choice),
                _ => None,
            };
            assert_eq!(choice, said, "{before:?}");
        }
    }
}
