//! What goes out of a call.

use ring::rand::{SecureRandom as _, SystemRandom};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::common::{CallKind, in_japan};
use crate::settings::KioskSettings;

/// Whether staff are called, or are not any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum CallState {
    Called,
    Over,
}

/// The object of `protocol.md`. Nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CallMessage {
    pub version: u8,
    pub id: String,
    pub state: CallState,
    pub kind: String,
    pub kiosk: String,
    pub facility: String,
    pub time: String,
}

impl CallMessage {
    /// A call that begins at this time.
    pub fn new(run: &str, number: u64, kind: CallKind, kiosk: &KioskSettings, time: OffsetDateTime) -> Self {
        let seconds = time.replace_nanosecond(0).unwrap_or(time);
        Self {
            version: 1,
            id: format!("{run}-{number}"),
            state: CallState::Called,
            kind: kind.as_str().to_owned(),
            kiosk: kiosk.name.clone(),
            facility: kiosk.facility.to_string(),
            time: in_japan(seconds).format(&Rfc3339).unwrap_or_default(),
        }
    }

    /// The same call, over.
    pub fn over(self) -> Self {
        Self { state: CallState::Over, ..self }
    }

    /// As it is posted and written.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What tells the calls of one run of the program from those of another.
pub(super) fn run_id() -> String {
    let mut bytes = [0; 8];
    // Without random numbers no TLS works either; a receiver then takes two runs for one.
    let _ = SystemRandom::new().fill(&mut bytes);
    format!("{:012x}", u64::from_be_bytes(bytes) >> 16)
}
