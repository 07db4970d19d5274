//! What the control socket tells of the reader.

use std::fmt;

/// What `status` says, as one line of `name=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whose card is at hand.
    pub persona: String,
    /// Whether it lies on the reader.
    pub inserted: bool,
    /// Whether the reader knows of it: vpcd is connected, or QEMU has taken its answer to reset.
    pub linked: bool,
    /// How often the reader powered it since it was put there.
    pub power_ons: u32,
    /// Tries left on the user-authentication PIN, where the card has one.
    pub authentication: Option<u8>,
    /// Tries left on the signature password, where the card has one.
    pub signature: Option<u8>,
    /// The instruction bytes seen since the card was put there.
    pub instructions: Vec<u8>,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yes = |value| if value { "yes" } else { "no" };
        let tries = |left: Option<u8>| left.map_or_else(|| "none".to_owned(), |n| n.to_string());
        write!(
            f,
            "persona={} inserted={} linked={} power-ons={} auth={} sign={} apdus={} ins=",
            self.persona,
            yes(self.inserted),
            yes(self.linked),
            self.power_ons,
            tries(self.authentication),
            tries(self.signature),
            self.instructions.len(),
        )?;
        for (place, instruction) in self.instructions.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{instruction:02X}")?;
        }
        Ok(())
    }
}
