//! What tests/bench compares the kiosk's commands with: what a visit asks of a card, by the crate `myna-card`. The
//! certificate, the tries left, the PIN, a signature.

use std::error::Error;

use myna_card::Pin;
use myna_card::ap::jpki::{JpkiAp, SignatureScheme};
use myna_card::transport::pcsc::{self, Sharing};

fn main() -> Result<(), Box<dyn Error>> {
    let mut card = pcsc::connect_any(Sharing::Exclusive)?;
    let mut jpki = JpkiAp::select(&mut card)?;
    jpki.read_auth_certificate()?;
    jpki.auth_pin_retries()?;
    jpki.verify_auth_pin(&Pin::numeric("1234")?)?;
    jpki.sign_with_auth_key_checked(SignatureScheme::PreHashedDigestInfo, &[0x5A; 32])?;
    Ok(())
}
