//! The relay between the kiosk's client and the service, with an emulated card at the client's hand.

use std::time::SystemTime;

use super::{World, code};
use crate::common::{Method, RelayOffer};
use crate::gateway::{GatewayClient, GatewayError, OpenCheck, RelayStep, attest};
use crate::simulator::authority::FIRST_SERIAL;
use crate::simulator::card::{CardProfile, EmulatedCard};
use crate::simulator::personas;
use crate::simulator::service::{Attack, RelayMode};

const SELECT_JPKI: &[u8] = &[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

impl World {
    async fn with_relay(mode: RelayMode) -> (Self, GatewayClient, OpenCheck) {
        let world = Self::new().await;
        world.service.set_relay(mode);
        let kiosk = world.kiosk();
        let check = kiosk.open_check(Method::Staff).await.unwrap();
        (world, kiosk, check)
    }

    /// The persona's card with the application selected.
    fn laid(&self, persona: &str) -> EmulatedCard {
        let place = personas::all().iter().position(|other| other.key == persona).unwrap();
        let serial = FIRST_SERIAL + u32::try_from(place).unwrap();
        let mut card = EmulatedCard::new(&CardProfile::default(), serial, &self.authority, SystemTime::now()).unwrap();
        card.transmit(SELECT_JPKI);
        card
    }

    async fn proved(&self, kiosk: &GatewayClient, check: &OpenCheck, persona: &str) -> Result<(), GatewayError> {
        let proof = attest(check, &self.card(persona), kiosk.terminal(), SystemTime::now()).unwrap();
        kiosk.prove(check, &proof).await.map(drop)
    }
}

/// Hands everything on that the service says, as no kiosk would. Returns how many steps it took.
async fn relays(kiosk: &GatewayClient, check: &OpenCheck, card: &mut EmulatedCard) -> Result<usize, GatewayError> {
    let mut answers = Vec::new();
    for step in 1.. {
        match kiosk.relay(check, &answers).await? {
            RelayStep::Done => return Ok(step),
            RelayStep::Commands(commands) => {
                answers = commands.iter().map(|command| card.transmit(command)).collect();
            }
        }
    }
    unreachable!()
}

#[tokio::test]
async fn a_relay_is_announced_and_offered_for_staff_alone() {
    let (_world, kiosk, check) = World::with_relay(RelayMode::StandIn).await;
    let offer = Some(RelayOffer { extended: true });
    assert_eq!(kiosk.service().await.unwrap().relay, offer);
    assert_eq!(check.relay(), offer);
    assert_eq!(kiosk.open_check(Method::Pin).await.unwrap().relay(), None);
}

#[tokio::test]
async fn a_card_that_has_proved_itself_is_answered_for() {
    let (world, kiosk, check) = World::with_relay(RelayMode::StandIn).await;
    assert_eq!(relays(&kiosk, &check, &mut world.laid("valid-kumiai")).await, Ok(3));
    assert_eq!(world.proved(&kiosk, &check, "valid-kumiai").await, Ok(()));
}

#[tokio::test]
async fn the_terminals_word_alone_is_not_enough_where_a_relay_was_asked_for() {
    let (world, kiosk, check) = World::with_relay(RelayMode::StandIn).await;
    assert_eq!(code(&world.proved(&kiosk, &check, "valid-kumiai").await), "relay-open");
}

#[tokio::test]
async fn another_card_than_the_one_that_was_proved_cannot_be_named() {
    let (world, kiosk, check) = World::with_relay(RelayMode::StandIn).await;
    relays(&kiosk, &check, &mut world.laid("valid-kyokai")).await.unwrap();
    assert_eq!(code(&world.proved(&kiosk, &check, "valid-kumiai").await), "relay-card");
}

#[tokio::test]
async fn a_card_that_refuses_ends_the_relay() {
    let (world, kiosk, check) = World::with_relay(RelayMode::StandIn).await;
    let mut away = world.laid("valid-kumiai");
    away.power_off();
    assert_eq!(code(&relays(&kiosk, &check, &mut away).await), "relay-card");
}

#[tokio::test]
async fn a_step_that_is_sent_again_is_no_other_step() {
    let (_world, kiosk, check) = World::with_relay(RelayMode::StandIn).await;
    kiosk.relay(&check, &[]).await.unwrap();
    assert_eq!(code(&kiosk.relay(&check, &[]).await), "relay-step");
}

#[tokio::test]
async fn without_a_relay_there_is_none() {
    let (world, kiosk, check) = World::with_relay(RelayMode::Off).await;
    assert_eq!(check.relay(), None);
    assert_eq!(code(&kiosk.relay(&check, &[]).await), "relay-none");
    assert_eq!(world.proved(&kiosk, &check, "valid-kumiai").await, Ok(()));
}

#[tokio::test]
async fn what_is_too_much_or_no_hexadecimal_never_leaves_the_gateway() {
    for attack in [Attack::Oversize, Attack::TooMany, Attack::Garbage] {
        let (_world, kiosk, check) = World::with_relay(RelayMode::Hostile(attack)).await;
        assert_eq!(kiosk.relay(&check, &[]).await, Err(GatewayError::Relay), "{attack:?}");
    }
}
