//! Whether a result counts at this desk, now: by what stands in it, because a file's own times survive neither a backup
//! nor a scanner.

use std::time::{Duration, SystemTime};

use time::OffsetDateTime;

use crate::common::{Proof, clock_is_set, in_japan};
use crate::eligibility::message::MessageHeader;
use crate::eligibility::{FacilityCode, Found};

/// Why a message does not count here and now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCurrent {
    /// This machine's clock was never set: every result could be an old one.
    #[error("this machine's clock is not set, so no result can be dated")]
    ClockNotSet,
    /// It names the code of another facility.
    #[error("the result is of another facility")]
    OtherFacility,
    /// Its day of the check is not today, or it was not made within the last minutes, or it does not say so.
    #[error("the result is not of the last minutes of today")]
    Late,
}

/// Judges a message at the moment at which it is read.
///
/// Which of these elements every terminal writes is not public. A day or a time that is missing or unreadable counts as
/// late; a facility code that is missing is no other facility's. Text copied from the official app has a day and no
/// time. At midnight a result of the last minutes is one of yesterday: it is late, and the card is read again.
pub fn judge(found: &Found, facility: &FacilityCode, max_age: Duration, now: SystemTime) -> Result<(), NotCurrent> {
    if !clock_is_set(now) {
        return Err(NotCurrent::ClockNotSet);
    }
    let (header, now) = (&found.message.message_header, in_japan(now));
    let code = header.medical_institution_code.as_str();
    if !code.is_empty() && code != facility.as_str() {
        return Err(NotCurrent::OtherFacility);
    }
    let of_today = header.qualification_confirmation_date.read() == Some(now.date().into());
    let recent = match found.proof {
        Proof::Copied { .. } => true,
        _ => is_recent(header, max_age, now),
    };
    if of_today && recent { Ok(()) } else { Err(NotCurrent::Late) }
}

/// Two clocks made the two times, so a result may also seem to come out of the future.
fn is_recent(header: &MessageHeader, max_age: Duration, now: OffsetDateTime) -> bool {
    header.executed_at().is_some_and(|made| (now - made).unsigned_abs() <= max_age)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::eligibility::XmlMsg;

    const MAX_AGE: Duration = Duration::from_secs(300);
    const SAMPLE: &str = include_str!("../../config/samples/OQSsiquc01res_face_utf-8.xml");
    const COPIED: Proof = Proof::Copied { unread: 0 };

    fn judged(text: &str, proof: Proof, now: OffsetDateTime) -> Result<(), NotCurrent> {
        let message = Box::new(XmlMsg::from_xml(text).unwrap());
        judge(&Found { message, proof }, &"1319999999".parse().unwrap(), MAX_AGE, now.into())
    }

    fn at(now: OffsetDateTime) -> Result<(), NotCurrent> {
        judged(SAMPLE, Proof::Folder, now)
    }

    fn with(element: &str, value: &str) -> Result<(), NotCurrent> {
        let (before, rest) = SAMPLE.split_once(&format!("<{element}>")).unwrap();
        let (_, after) = rest.split_once(&format!("</{element}>")).unwrap();
        let text = format!("{before}<{element}>{value}</{element}>{after}");
        judged(&text, Proof::Folder, datetime!(2026-11-22 10:15:31 +9))
    }

    #[test]
    fn a_result_of_the_last_minutes_counts_and_so_does_one_of_a_clock_that_runs_ahead() {
        for now in [
            datetime!(2026-11-22 10:15:30 +9),
            datetime!(2026-11-22 01:15:35 UTC),
            datetime!(2026-11-22 10:20:30 +9),
            datetime!(2026-11-22 10:10:30 +9),
        ] {
            assert_eq!(at(now), Ok(()), "{now}");
        }
    }

    #[test]
    fn a_result_of_another_hour_or_day_is_late() {
        for now in [
            datetime!(2026-11-22 10:20:31 +9),
            datetime!(2026-11-22 10:10:29 +9),
            datetime!(2026-11-22 23:59:59 +9),
            datetime!(2026-11-23 10:15:30 +9),
            datetime!(2026-11-21 10:15:30 +9),
            datetime!(2027-11-22 10:15:30 +9),
        ] {
            assert_eq!(at(now), Err(NotCurrent::Late), "{now}");
        }
    }

    #[test]
    fn a_result_of_before_midnight_is_late_after_midnight() {
        let late = SAMPLE.replace("20261122101530", "20261122235958");
        assert_eq!(judged(&late, Proof::Folder, datetime!(2026-11-22 23:59:59 +9)), Ok(()));
        assert_eq!(judged(&late, Proof::Folder, datetime!(2026-11-23 00:00:01 +9)), Err(NotCurrent::Late));
    }

    #[test]
    fn a_result_without_its_day_or_its_time_is_late() {
        for day in ["", "20261121", "20261123", "20261131", "99991231"] {
            assert_eq!(with("QualificationConfirmationDate", day), Err(NotCurrent::Late), "{day}");
        }
        for time in ["", "20261122", "2026112210153", "202611221015300", "20261122106030", "2026112210153x"] {
            assert_eq!(with("ProcessExecutionTime", time), Err(NotCurrent::Late), "{time}");
        }
    }

    #[test]
    fn a_result_of_another_facility_is_refused_and_one_that_names_none_is_not() {
        assert_eq!(with("MedicalInstitutionCode", "1311111115"), Err(NotCurrent::OtherFacility));
        assert_eq!(with("MedicalInstitutionCode", "x"), Err(NotCurrent::OtherFacility));
        assert_eq!(with("MedicalInstitutionCode", ""), Ok(()));
        assert_eq!(with("MedicalInstitutionCode", " 1319999999 "), Ok(()));
    }

    #[test]
    fn with_a_clock_that_was_never_set_no_result_counts() {
        let old = SAMPLE.replace("20261122", "19700101");
        assert_eq!(judged(&old, Proof::Folder, datetime!(1970-01-01 10:15:40 +9)), Err(NotCurrent::ClockNotSet));
    }

    #[test]
    fn a_copied_text_has_a_day_and_no_time() {
        let untimed = SAMPLE.replace("20261122101530", "");
        assert_eq!(judged(&untimed, COPIED, datetime!(2026-11-22 23:00 +9)), Ok(()));
        assert_eq!(judged(&untimed, COPIED, datetime!(2026-11-23 00:00 +9)), Err(NotCurrent::Late));
    }
}
