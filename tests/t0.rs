//! A card that speaks T=0, in a reader that carries nothing else: the poorest there is. A visit with PIN works over a
//! real pcscd as on any other, a proof of the card without PIN cannot, and OpenSC, which knows T=0 from other cards,
//! sees the same card.

use uketsuke::simulator::service::RelayMode;

use crate::support::desk::{Desk, PIN, STAFF, Setup, VALID};
use crate::support::pcscd::{CardProcess, Pcscd};

const T0: &[&str] = &["--t0"];

fn desk(setup: Setup) -> Desk {
    Desk::set_up(Setup { card: T0, ..setup })
}

#[test]
fn a_visit_with_pin_reaches_the_panel() {
    let desk = desk(Setup::default());
    desk.visits("valid-kumiai", VALID);
    desk.log_says("card let go");
    // Fourteen as ever, and one GET RESPONSE for the signature.
    let read = "A4 B0 B0 B0 B0 B0 B0 B0 B0 20";
    assert_eq!(desk.instructions().join(" "), format!("{read} B0 20 2A C0 A4"));
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_wrong_pin_is_sent_once_and_costs_one_try() {
    let desk = desk(Setup::default());
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    let asked = desk.verifies();
    desk.enters_pin("9999");
    desk.sees("あと 2 回 入力できます");
    assert_eq!((desk.verifies() - asked, desk.tries().as_str()), (1, "2"));
}

#[test]
fn a_card_that_is_pulled_before_its_signature_is_fetched_is_a_pulled_card() {
    let desk = desk(Setup::default());
    desk.card.fault("pull on C0");
    desk.inserts("valid-kumiai");
    desk.enters_pin("1234");
    desk.sees("K-103");
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_proof_without_pin_is_said_to_be_impossible_before_staff_confirm() {
    let desk = desk(Setup { method: "staff", relay: RelayMode::StandIn, ..Setup::default() });
    desk.inserts("valid-kumiai");
    desk.sees("K-206");
    assert!(!String::from_utf8_lossy(&desk.raw()).contains(STAFF), "staff were not asked to confirm");
    let heard = desk.instructions();
    assert!(!heard.iter().any(|instruction| instruction == "84"), "the reader is known without a trial: {heard:?}");
}

#[test]
fn a_mute_card_is_told_apart_here_too() {
    let desk = desk(Setup::default());
    desk.inserts("mute");
    desk.sees("K-102");
}

#[test]
fn opensc_sees_the_card_and_the_blocks_of_t0() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start_with(&pcscd, "valid-kumiai", T0);
    card.insert();
    let tool = |arguments: &[&str]| {
        let output = pcscd.command("opensc-tool").args(arguments).output().expect("opensc-tool: install opensc");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(tool(&["--atr"]).contains("3b:08:00:00:05:e0:b3:81:a1:00"));
    // The tool drops the Le of a case 4 itself, and fetches what waits.
    let said = tool(&[
        "--send-apdu",
        "00A4040C0AD392F000260100000001",
        "--send-apdu",
        "00200098",
        "--send-apdu",
        "002000980431323334",
        "--send-apdu",
        "802A009702010200",
        "--send-apdu",
        "00B0880003",
        "--send-apdu",
        "00D6000001AA",
    ]);
    let words: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("Received ")).collect();
    let expected =
        ["90, SW2=0x00)", "63, SW2=0xC3)", "90, SW2=0x00)", "90, SW2=0x00):", "90, SW2=0x00):", "6D, SW2=0x00)"];
    assert_eq!(words, expected.map(|word| format!("(SW1=0x{word}")), "{said}");
    assert!(card.status_of("ins").ends_with("2A,C0,B0,D6"), "{}", card.status());
}
