//! One TOML file in, typed and validated settings out.
//!
//! May read the settings file and the files it names, and write the settings file for the staff's menu; must not let a
//! mistake pass: an unknown key, a mistyped code or a bad duration is refused with its line, its column and what to do.
//! `schema.rs` has a row for every key.

mod bundle;
mod call;
mod call_url;
mod destination;
pub(crate) mod duration;
mod edit;
mod endpoint;
mod error;
mod exchange;
mod fallback;
mod fleet;
mod fleet_values;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
mod handoff;
mod hours;
mod hours_values;
mod key_location;
mod load;
mod menu_value;
mod passcode;
mod schema;
mod schema_macro;
mod share;
mod share_values;
mod source;
mod table_reader;
#[cfg(test)]
mod tests;
mod told;
#[cfg(test)]
mod told_tests;
mod values;

pub use crate::common::FileEncoding;
pub use bundle::{
    AppliedBundle, Bundle, BundleError, BundleWatch, CheckedKiosk, FleetKeys, Refusal, SignedBundle, TakeOutcome,
    WaitingBundle, apply_waiting, take,
};
pub use call::{CallSettings, Webhook};
pub use call_url::CallUrl;
pub use destination::Destination;
pub use edit::SaveError;
pub use endpoint::{AddressError, Endpoint, ServiceUrl};
pub use error::{ParseError, SettingsError};
pub use exchange::ExchangeSettings;
pub use fallback::FallbackSettings;
pub use fleet::FleetSettings;
pub use fleet_values::{BundleId, TakenBundle};
pub use handoff::{HandOffFormat, HandOffSettings};
pub use hours::{Hours, back_at};
pub use key_location::{KeyLocation, KeyLocationError};
pub use load::{DEFAULT_PATH, Settings};
pub use menu_value::{KeyPath, NewPasscode, SettingValue, SettingValueMut, key_names};
pub use passcode::{Passcode, PasscodeError, PasscodeHash, PasscodeHashError};
pub use schema::{
    Choices, IdentifySettings, JournalSettings, KioskSettings, LogSettings, MetricsSettings, PanelSettings,
    ReaderSettings, SettingItem, UiSettings,
};
pub use share::ShareSettings;
pub use source::{GatewaySettings, ResultFolder, ResultSource, Site};
pub use values::{
    EmptyElements, Folding, HandOffKind, LogLevel, Padding, RequestWriting, ResultEncoding, SourceKind, WhenFull,
};
