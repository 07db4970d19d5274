//! What happens between an emulated card and a real pcscd: insertions, faults, a rapid swap, a daemon that dies.

use std::time::Instant;

use crate::support::pcscd::{CardProcess, Pcscd};
use crate::support::wait_for;

const SELECT_JPKI: &str = "00:A4:04:0C:0A:D3:92:F0:00:26:01:00:00:00:01";
const QUERY_PIN: &str = "00:20:00:98";
const WRONG_PIN: &str = "00:20:00:98:04:39:39:39:39";

/// Sends commands through OpenSC, after selecting the JPKI application, and returns what it printed.
fn send(pcscd: &Pcscd, commands: &[&str]) -> String {
    let mut tool = pcscd.command("opensc-tool");
    // The plain driver adds no commands of its own.
    tool.args(["--card-driver", "default", "--send-apdu", SELECT_JPKI]);
    for command in commands {
        tool.args(["--send-apdu", command]);
    }
    let output = tool.output().expect("opensc-tool: install opensc");
    [output.stdout, output.stderr].iter().map(|bytes| String::from_utf8_lossy(bytes)).collect()
}

#[test]
fn a_card_comes_goes_and_comes_again_with_its_counters() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    assert!(!pcscd.sees_card());
    card.insert();
    assert!(pcscd.sees_card());
    assert!(send(&pcscd, &[WRONG_PIN]).contains("SW1=0x63, SW2=0xC2"));
    card.remove();
    card.persona("valid-kyokai");
    card.insert();
    assert!(send(&pcscd, &[QUERY_PIN]).contains("SW1=0x63, SW2=0xC3"));
    card.remove();
    card.persona("valid-kumiai");
    card.insert();
    assert!(send(&pcscd, &[QUERY_PIN]).contains("SW1=0x63, SW2=0xC2"));
}

#[test]
fn after_a_swap_between_two_looks_of_the_reader_the_other_card_answers() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    card.insert();
    send(&pcscd, &[WRONG_PIN]);
    card.swap("valid-kyokai");
    let answer = wait_for("the reader to find the other card", || {
        let answer = send(&pcscd, &[QUERY_PIN]);
        answer.contains("SW1=0x63").then_some(answer)
    });
    assert!(answer.contains("SW2=0xC3"), "{answer}");
    assert_eq!(card.status_of("persona"), "valid-kyokai");
}

#[test]
fn a_fault_reaches_the_client() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    card.insert();
    card.fault("status 6F00 on 20");
    assert!(send(&pcscd, &[QUERY_PIN]).contains("SW1=0x6F, SW2=0x00"));
    card.fault("tear on 20");
    assert!(!send(&pcscd, &[WRONG_PIN]).contains("SW1=0x63"));
    assert_eq!(card.status_of("inserted"), "no");
    assert_eq!(card.status_of("auth"), "2");
}

#[test]
fn a_slow_card_answers_late_and_rightly() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    card.insert();
    card.fault("delay 400 on 20");
    let before = Instant::now();
    assert!(send(&pcscd, &[QUERY_PIN]).contains("SW1=0x63, SW2=0xC3"));
    assert!(before.elapsed().as_millis() >= 400);
}

#[test]
fn a_silent_card_is_silent_until_it_is_taken_away() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    card.insert();
    card.fault("silence on 20");
    std::thread::scope(|scope| {
        let answer = scope.spawn(|| send(&pcscd, &[QUERY_PIN]));
        wait_for("the command", || card.status_of("ins").ends_with("20").then_some(()));
        assert!(!answer.is_finished());
        card.say("remove");
        assert!(!answer.join().unwrap().contains("SW1=0x63"));
    });
}

#[test]
fn a_card_that_is_no_card_is_seen_and_cannot_be_talked_to() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "mute");
    card.insert();
    assert!(pcscd.sees_card());
    assert!(!send(&pcscd, &[]).contains("SW1=0x90"));
}

#[test]
fn the_card_is_back_when_pcscd_is_back() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    card.insert();
    pcscd.kill();
    wait_for("the card to notice", || (card.status_of("linked") == "no").then_some(()));
    pcscd.restart();
    wait_for("the card", || pcscd.sees_card().then_some(()));
}

#[test]
fn a_certificate_is_read_without_nagle_in_the_way() {
    let pcscd = Pcscd::start();
    let card = CardProcess::start(&pcscd, "valid-kumiai");
    card.insert();
    let reads = vec!["00:B0:8A:00:00"; 100];
    let before = Instant::now();
    send(&pcscd, &reads);
    let time = before.elapsed();
    // With Nagle's algorithm and delayed acknowledgements in each other's way this takes 4.4 seconds and more.
    assert!(time.as_secs_f32() < 2.0, "{time:?} for 100 commands");
    eprintln!("{time:?} for 100 commands of 256 bytes");
}
