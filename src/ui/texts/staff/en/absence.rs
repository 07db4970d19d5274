//! That staff leave the desk, in English.

use super::super::desk_texts::AbsenceTexts;
use crate::staff::AbsenceChoice;

pub(super) const TEXTS: AbsenceTexts = AbsenceTexts {
    title: "Away, break, closed",
    choice: |choice| match choice {
        AbsenceChoice::Back => "Back again (show nothing)",
        AbsenceChoice::Quarter => "Away for 15 minutes",
        AbsenceChoice::HalfHour => "Away for 30 minutes",
        AbsenceChoice::Hour => "Away for an hour",
        AbsenceChoice::Break => "Lunch break",
        AbsenceChoice::Closed => "Closed for today",
    },
    set: "show",
    shown: "What the waiting screen says now",
    nothing: "Nothing",
    goes_on: "Cards are checked meanwhile as ever. It ends by itself.",
};
