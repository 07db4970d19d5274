//! Which proofs are believed.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::Pkcs1v15Sign;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use x509_cert::Certificate;
use x509_cert::der::asn1::BitString;
use x509_cert::der::{Decode as _, Encode as _};

use super::{DEADLINE, FACILITY, World, code, kiosk, parsed};
use crate::common::Method;
use crate::gateway::{CardProof, Jws, attest};
use crate::simulator::answer::Fault;
use crate::simulator::card::CertificateAge;
use crate::simulator::personas::{self, Persona};

#[tokio::test]
async fn a_right_proof_gives_the_persons_own_result() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    for (persona, insurer) in [("valid-kumiai", "06139992"), ("valid-kyokai", "01139997")] {
        let message = world.visit(&kiosk, persona).await.unwrap();
        assert_eq!(message.message_header.medical_institution_code.as_str(), FACILITY);
        let result = &message.message_body.result_list.entries[0];
        assert_eq!(result.insurer_number.as_ref().unwrap().as_str(), insurer);
    }
}

/// Delays pass in no time here: the clock stands still until everybody waits.
#[tokio::test(start_paused = true)]
async fn everybody_gets_what_the_file_of_personas_says_about_them() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let answered =
        |persona: &&Persona| persona.answer.fault == Fault::None && persona.card.certificate != CertificateAge::Dead;
    for persona in personas::all().iter().filter(answered) {
        let message = world.visit(&kiosk, &persona.key).await.unwrap();
        let said = persona.answer.message("any", FACILITY, OffsetDateTime::now_utc());
        assert!(message.message_body == said.message_body, "{}", persona.key);
    }
}

#[tokio::test]
async fn staff_can_vouch_for_a_card_without_its_pin() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Staff).await.unwrap();
    let card = world.card("valid-kyokai");
    let proof = attest(&check, &card, kiosk.terminal(), SystemTime::now()).unwrap();
    let message = kiosk.prove(&check, &proof).await.unwrap();
    assert_eq!(message.message_header.arbitrary_file_identifier.unwrap().as_str(), check.id());
}

#[tokio::test]
async fn the_same_proof_again_gets_the_same_answer_and_another_proof_none() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    let proof = world.proof(&kiosk, &check, "valid-kumiai");
    let first = kiosk.prove(&check, &proof).await.unwrap();
    let again = kiosk.prove(&check, &proof).await.unwrap();
    assert!(first == again);
    let other = world.proof(&kiosk, &check, "valid-kyokai");
    assert_eq!(code(&kiosk.prove(&check, &other).await), "nonce-used");
}

#[tokio::test]
async fn a_request_without_end_is_not_read_to_its_end() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    let endless = Jws::forged(&"x".repeat(70_000));
    assert_eq!(code(&kiosk.prove(&check, &endless).await), "body-too-large");
}

#[tokio::test]
async fn a_proof_for_one_check_does_not_serve_another() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let first = kiosk.open_check(Method::Pin).await.unwrap();
    let second = kiosk.open_check(Method::Pin).await.unwrap();
    let proof = world.proof(&kiosk, &first, "valid-kumiai");
    assert_eq!(code(&kiosk.prove(&second, &proof).await), "proof-nonce");
}

#[tokio::test]
async fn a_check_that_was_given_up_takes_no_proof() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    kiosk.give_up(check.id(), DEADLINE).await.unwrap();
    let proof = world.proof(&kiosk, &check, "valid-kumiai");
    assert_eq!(code(&kiosk.prove(&check, &proof).await), "check-unknown");
}

#[tokio::test]
async fn a_card_with_a_home_made_certificate_is_refused() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    // The right names and dates, signed by the card's own key in place of the authority's.
    let mut certificate = Certificate::from_der(world.card("valid-kumiai").der()).unwrap();
    let signed = Sha256::digest(certificate.tbs_certificate.to_der().unwrap());
    let signature = world.authority.card_key().sign(Pkcs1v15Sign::new::<Sha256>(), &signed).unwrap();
    certificate.signature = BitString::from_bytes(&signature).unwrap();
    let card = parsed(certificate.to_der().unwrap());
    let proof = world.sign(CardProof::begin(&check, Arc::clone(&card), kiosk.terminal(), SystemTime::now()));
    assert_eq!(code(&kiosk.prove(&check, &proof).await), "card-foreign");
}

#[tokio::test]
async fn the_cards_document_signing_certificate_is_refused() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    let year = Duration::from_secs(365 * 86_400);
    let now = SystemTime::now();
    let card = parsed(world.authority.signature_certificate(1, now - year, now + year).unwrap());
    let proof = world.sign(CardProof::begin(&check, Arc::clone(&card), kiosk.terminal(), now));
    assert_eq!(code(&kiosk.prove(&check, &proof).await), "card-foreign");
}

#[tokio::test]
async fn a_card_in_its_grace_period_is_answered_and_one_long_expired_is_not() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    assert!(world.visit(&kiosk, "cert-grace").await.is_ok());
    assert_eq!(code(&world.visit(&kiosk, "cert-dead").await), "card-expired");
}

#[tokio::test]
async fn a_proof_that_was_changed_on_its_way_is_refused() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    let proof = world.proof(&kiosk, &check, "valid-kumiai");
    let parts: Vec<&str> = proof.as_str().split('.').collect();
    let text = |part: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    let iat = text(parts[1]).replace("\"iat\":1", "\"iat\":2");
    let payload = [parts[0], &URL_SAFE_NO_PAD.encode(iat), parts[2]].join(".");
    assert_eq!(code(&kiosk.prove(&check, &Jws::forged(&payload)).await), "proof-signature");
    let none = text(parts[0]).replace("RS256", "none");
    let unsigned = [&URL_SAFE_NO_PAD.encode(none), parts[1], ""].join(".");
    assert_eq!(code(&kiosk.prove(&check, &Jws::forged(&unsigned)).await), "proof-algorithm");
    assert_eq!(code(&kiosk.prove(&check, &Jws::forged("a.b")).await), "proof-malformed");
    // None of the forgeries used the nonce up.
    assert!(kiosk.prove(&check, &proof).await.is_ok());
}

#[tokio::test]
async fn a_proof_for_another_service_is_refused() {
    let world = World::new().await;
    let ours = world.kiosk();
    let elsewhere = kiosk(&world.pki, "https://elsewhere.invalid".to_owned(), DEADLINE);
    let check = ours.open_check(Method::Pin).await.unwrap();
    let proof = world.proof(&elsewhere, &check, "valid-kumiai");
    assert_eq!(code(&ours.prove(&check, &proof).await), "proof-audience");
}

#[tokio::test]
async fn a_kiosk_whose_clock_is_wrong_is_told_so() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let check = kiosk.open_check(Method::Pin).await.unwrap();
    let card = world.card("valid-kumiai");
    let hour = Duration::from_secs(3600);
    for clock in [SystemTime::now() - hour, SystemTime::now() + hour] {
        let proof = world.sign(CardProof::begin(&check, Arc::clone(&card), kiosk.terminal(), clock));
        assert_eq!(code(&kiosk.prove(&check, &proof).await), "proof-time");
    }
}

#[tokio::test]
async fn a_staff_check_cannot_be_proved_by_a_pin_nor_a_pin_check_by_staff() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let card = world.card("valid-kumiai");
    let staff = kiosk.open_check(Method::Staff).await.unwrap();
    let by_card = world.sign(CardProof::begin(&staff, Arc::clone(&card), kiosk.terminal(), SystemTime::now()));
    assert_eq!(code(&kiosk.prove(&staff, &by_card).await), "proof-algorithm");
    let pin = kiosk.open_check(Method::Pin).await.unwrap();
    let by_staff = attest(&pin, &card, kiosk.terminal(), SystemTime::now()).unwrap();
    assert_eq!(code(&kiosk.prove(&pin, &by_staff).await), "proof-algorithm");
}
