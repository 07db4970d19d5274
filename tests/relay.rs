//! Method A where the service proves the card itself, over a real pcscd with extended APDUs: it works, a reader that
//! cannot is told before staff confirm, and a service that means harm gets nothing.

use uketsuke::simulator::service::{Attack, RelayMode};

use crate::support::desk::{Desk, PIN, STAFF, Setup, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for;

const RELAYED: &str = "目視で確認（カード）";
const ATTESTED: &str = "目視で確認（端末）";
const REFUSED: &str = "K-417";
const SHORT_READER: &str = "このカードリーダーでは、";
const STEP: &str = "POST /v1/checks/{check}/relay";

fn desk(relay: RelayMode) -> Desk {
    Desk::set_up(Setup { method: "staff", relay, ..Setup::default() })
}

impl Desk {
    /// Staff confirm the card of this persona.
    fn staff_confirm(&self, persona: &str) {
        self.inserts(persona);
        self.sees(STAFF);
        self.staff();
    }

    fn relay_steps(&self) -> u64 {
        self.service().exchanges.get(STEP).copied().unwrap_or_default()
    }

    fn has_heard(&self, instruction: &str) -> bool {
        self.instructions().iter().any(|heard| heard == instruction)
    }
}

#[test]
fn the_service_proves_the_card_and_the_panel_says_so() {
    let desk = desk(RelayMode::StandIn);
    desk.staff_confirm("valid-kumiai");
    desk.sees(VALID);
    desk.sees(RELAYED);
    assert_eq!(desk.relay_steps(), 3);
    let log = desk.log_says("card let go");
    for line in ["ins=A2 sent=314 received=0 status=9000", "ins=88 sent=297 received=256 status=9000"] {
        assert!(log.contains(line), "{line} is not in the log: {log}");
    }
    // The question for the tries, and no more.
    assert_eq!((desk.verifies(), desk.tries().as_str()), (1, "3"), "{}", desk.card.status());
    desk.leaves();
    // The reader is known now, and the second visit tries nothing.
    desk.staff_confirm("valid-kyokai");
    desk.sees(RELAYED);
    let commands = wait_for("the card to be left", || Some(desk.instructions()).filter(|all| all.len() == 19));
    let read = "A4 B0 B0 B0 B0 B0 B0 B0 B0 20";
    let afresh = "A4 A4 B0";
    let relayed = "A4 A2 A2 84 88";
    assert_eq!(commands.join(" "), format!("{read} {afresh} {relayed} A4"));
}

#[test]
fn without_a_relay_the_panel_says_that_the_terminal_vouches() {
    let desk = desk(RelayMode::Off);
    desk.staff_confirm("valid-kumiai");
    desk.sees(VALID);
    desk.sees(ATTESTED);
    assert_eq!(desk.relay_steps(), 0);
}

#[test]
fn a_relay_after_a_switch_and_before_the_card() {
    let desk = Desk::set_up(Setup { relay: RelayMode::StandIn, ..Setup::default() });
    // The service has said how it does it, and nothing is known of the reader: staff are not asked to confirm first.
    desk.sees("SIMULATION");
    desk.staff();
    assert!(!desk.shows("職員の確認がすみました"));
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.presses(Key::F3);
    desk.sees(STAFF);
    desk.staff();
    desk.sees(RELAYED);
    desk.leaves();
    desk.presses(Key::Backspace);
    desk.staff();
    desk.sees("職員の確認がすみました");
    desk.inserts("valid-kyokai");
    desk.sees(RELAYED);
}

#[test]
fn a_reader_of_short_apdus_is_told_before_staff_confirm() {
    let desk = desk(RelayMode::StandIn);
    desk.card.say("reader short");
    desk.inserts("valid-kumiai");
    desk.sees(SHORT_READER);
    desk.sees("K-206");
    desk.staff();
    desk.presses(Key::F3);
    desk.enters_pin("1234");
    desk.sees(VALID);
    desk.sees("暗証番号で確認");
    assert_eq!(desk.relay_steps(), 0);
    assert!(!String::from_utf8_lossy(&desk.raw()).contains("ご本人に"), "staff were not asked to confirm");
}

#[test]
fn a_visit_by_pin_is_not_longer_for_it() {
    for relay in [RelayMode::Off, RelayMode::StandIn] {
        let desk = Desk::set_up(Setup { relay, ..Setup::default() });
        desk.visits("valid-kumiai", VALID);
        desk.log_says("card let go");
        assert_eq!(desk.instructions().len(), 14, "{relay:?}: {}", desk.card.status());
    }
}

#[test]
fn a_service_that_means_harm_gets_nothing() {
    let desk = desk(RelayMode::StandIn);
    for attack in Attack::ALL {
        desk.service_relays(RelayMode::Hostile(attack));
        desk.staff_confirm("valid-kumiai");
        desk.sees(REFUSED);
        desk.log_says("card let go");
        assert_eq!((desk.tries().as_str(), desk.verifies()), ("3", 1), "{attack:?}: {}", desk.card.status());
        for forbidden in ["24", "2A"] {
            assert!(!desk.has_heard(forbidden), "{attack:?}: {}", desk.card.status());
        }
        // One from trying the reader; the harmless ones without an end are cut off.
        let challenges = desk.instructions().iter().filter(|heard| *heard == "84").count();
        assert!(challenges <= if attack == Attack::Endless { 8 + 2 } else { 1 + 2 }, "{attack:?}: {challenges}");
        desk.leaves();
    }
    desk.service_relays(RelayMode::StandIn);
    desk.staff_confirm("valid-kumiai");
    desk.sees(RELAYED);
    let given_up = desk.service().exchanges.get("DELETE /v1/checks/{check}").copied();
    assert_eq!(given_up, Some(Attack::ALL.len() as u64), "the service is told every time");
}

/// The first visit tries the reader; in the second every command from the last of the reading on is one of the relay.
#[test]
fn a_card_pulled_at_any_command_of_the_relay_leaves_a_desk_that_works() {
    let desk = desk(RelayMode::StandIn);
    desk.staff_confirm("valid-kumiai");
    desk.sees(RELAYED);
    desk.log_says("card let go");
    desk.leaves();
    // Afresh: card manager, application, certificate. Then the service: file, certificate, signature, challenge, proof.
    for n in 1..=8 {
        desk.inserts("valid-kumiai");
        desk.sees(STAFF);
        desk.card.fault(&format!("pull at {n}"));
        desk.staff();
        desk.sees("K-103");
        assert!(!desk.shows(VALID));
        assert_eq!(desk.tries(), "3", "pulled at command {n}");
        desk.reader_is_empty();
        desk.presses(Key::Esc);
        desk.sees(WAITING);
    }
    desk.staff_confirm("valid-kumiai");
    desk.sees(RELAYED);
}
