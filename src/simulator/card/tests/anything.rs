//! Arbitrary commands.

use proptest::prelude::*;

use super::{SELECT_JPKI, SELECT_TEXT, card_of, pin};
use crate::simulator::card::CardKind;

fn any_command() -> impl Strategy<Value = Vec<u8>> {
    let header = (
        prop_oneof![Just(0x00), Just(0x80), any::<u8>()],
        prop::sample::select(vec![0xA4, 0xB0, 0xB2, 0xCA, 0x84, 0x20, 0x24, 0x2A, 0x32, 0x88, 0xA2, 0xAE, 0xFF]),
        any::<u8>(),
        any::<u8>(),
    );
    let body = prop::collection::vec(any::<u8>(), 0..40);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        (header, body).prop_map(|((cla, ins, p1, p2), body)| [vec![cla, ins, p1, p2], body].concat()),
        Just(SELECT_JPKI.to_vec()),
        Just(SELECT_TEXT.to_vec()),
        Just(pin("1234")),
    ]
}

fn any_kind() -> impl Strategy<Value = CardKind> {
    use CardKind::{Child, Foreign, Mute, MyNumber, OldJuki, Smartphone};
    prop::sample::select(vec![MyNumber, Child, Smartphone, OldJuki, Foreign, Mute])
}

proptest! {
    #[test]
    fn whatever_comes_in_a_status_word_comes_out(kind in any_kind(), commands in prop::collection::vec(any_command(), 1..40)) {
        let mut card = card_of(kind);
        for command in commands {
            prop_assert!(card.transmit(&command).len() >= 2);
        }
    }
}
