//! Where F4 leads to other ways to confirm, and which come first there.

use super::*;
use crate::common::{CardFault, Key, Service, TroubleKind, Way};

#[test]
fn other_ways_are_offered_after_a_failure_and_never_over_a_visit_or_a_valid_answer() {
    let mut desk = Desk::new();
    assert_eq!(desk.visit.other_ways(), Some(&[][..]));
    desk.inserts();
    assert_eq!(desk.visit.other_ways(), None, "while the card is read");
    desk.fails(CardFault::Trouble(TroubleKind::CertificateExpired.into()));
    assert_eq!(desk.visit.other_ways().unwrap().first(), Some(&Way::Certificate));

    let mut desk = Desk::at_the_pin();
    assert_eq!(desk.visit.other_ways(), None, "while a PIN is typed");
    desk.types("0000");
    desk.presses(Key::Enter);
    desk.fails(CardFault::PinBlocked);
    assert_eq!(desk.visit.other_ways().unwrap().first(), Some(&Way::Certificate), "with the PIN locked");
    desk.presses(Key::Call);
    assert_eq!(desk.visit.other_ways(), None, "while staff may still confirm this visit");

    let mut desk = Desk::signed();
    assert_eq!(desk.visit.other_ways(), None, "while the service is asked");
    desk.answers(Ok(valid()));
    assert_eq!(desk.visit.other_ways(), None, "over a valid answer");
    desk.presses(Key::Enter);
    assert_eq!(desk.visit.other_ways(), Some(&[][..]), "while the card is called for");

    let mut desk = Desk::signed();
    let mut none = valid();
    none.message_body.qualification_validity = Some(crate::eligibility::codes::QualificationValidity::NoMatch);
    none.message_body.result_list.entries.clear();
    desk.answers(Ok(none));
    assert_eq!(desk.visit.other_ways().unwrap().first(), Some(&Way::Certificate));
}

#[test]
fn what_is_missing_tells_which_way_works_now() {
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(down())));
    assert_eq!(desk.visit.other_ways().unwrap().first(), Some(&Way::Portal));
}
