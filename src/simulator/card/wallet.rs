//! The cards of all personas, made when first asked for and kept with their counters.

use std::collections::HashMap;
use std::time::SystemTime;

use super::emulated::{EmulatedCard, Quirks};
use super::profile::CardProfile;
use crate::simulator::authority::{AuthorityError, CardAuthority, FIRST_SERIAL};

/// Why a persona has no card.
#[derive(Debug, thiserror::Error)]
pub enum WalletError {
    /// No persona has this name.
    #[error("no persona is called {key}; {}", suggestion(.nearest.as_deref()))]
    Unknown {
        /// The name asked for.
        key: String,
        /// The name that was probably meant.
        nearest: Option<String>,
    },
    /// The card's certificates cannot be made.
    #[error("the card cannot be made")]
    Authority(#[from] AuthorityError),
}

impl WalletError {
    /// None of `names` is `key`; the nearest name is suggested.
    pub fn unknown<'a>(key: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let nearest = names
            .map(|name| (strsim::jaro_winkler(name, key), name))
            .filter(|(likeness, _)| *likeness > 0.7)
            .max_by(|(one, _), (other, _)| one.total_cmp(other))
            .map(|(_, name)| name.to_owned());
        Self::Unknown { key: key.to_owned(), nearest }
    }
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(
        || "ask for one that is in the list of personas".to_owned(),
        |name| format!("did you mean {name}?"),
    )
}

/// One card for every persona. The serial number of a card is its persona's place in the list.
pub struct Wallet {
    owners: Vec<(String, CardProfile)>,
    made: HashMap<String, EmulatedCard>,
    authority: CardAuthority,
    now: SystemTime,
    quirks: Quirks,
}

impl Wallet {
    /// A wallet for `owners` (name and card), whose certificates are as old as they say at `now`.
    pub fn new(
        owners: impl IntoIterator<Item = (String, CardProfile)>,
        now: SystemTime,
        quirks: Quirks,
    ) -> Result<Self, AuthorityError> {
        Ok(Self {
            owners: owners.into_iter().collect(),
            made: HashMap::new(),
            authority: CardAuthority::new()?,
            now,
            quirks,
        })
    }

    /// The card of the persona `key`: the same one every time.
    pub fn card(&mut self, key: &str) -> Result<&mut EmulatedCard, WalletError> {
        let place = self.owners.iter().position(|(name, _)| name == key);
        let Some((serial, (_, profile))) = place.and_then(|place| Some((serial_at(place)?, self.owners.get(place)?)))
        else {
            return Err(WalletError::unknown(key, self.owners.iter().map(|(name, _)| name.as_str())));
        };
        if !self.made.contains_key(key) {
            let quirks = self.quirks.clone();
            let card = EmulatedCard::with_quirks(profile, serial, &self.authority, self.now, quirks)?;
            self.made.insert(key.to_owned(), card);
        }
        self.made.get_mut(key).ok_or_else(|| WalletError::Unknown { key: key.to_owned(), nearest: None })
    }
}

/// The serial number of the certificate of the persona at `place` in the list.
fn serial_at(place: usize) -> Option<u32> {
    FIRST_SERIAL.checked_add(u32::try_from(place).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wallet() -> Wallet {
        let owners = ["hanako", "taro"].map(|name| (name.to_owned(), CardProfile::default()));
        let now = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_780_000_000);
        Wallet::new(owners, now, Quirks::default()).unwrap()
    }

    #[test]
    fn a_card_taken_out_and_put_in_again_is_the_same_card() {
        let mut wallet = wallet();
        let wrong_pin = [0x00, 0x20, 0x00, 0x98, 0x04, 0x30, 0x30, 0x30, 0x30];
        let select = [0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
        let card = wallet.card("hanako").unwrap();
        card.transmit(&select);
        card.transmit(&wrong_pin);
        assert_eq!(wallet.card("hanako").unwrap().tries().0, Some(2));
        assert_eq!(wallet.card("taro").unwrap().tries().0, Some(3));
    }

    #[test]
    fn a_mistyped_persona_gets_a_suggestion() {
        let error = wallet().card("hanoko").unwrap_err();
        assert_eq!(error.to_string(), "no persona is called hanoko; did you mean hanako?");
    }
}
