//! What distinguishes one emulated card from another.

use serde::Deserialize;

/// The emulated card of a persona.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CardProfile {
    /// What kind of card lies on the reader.
    pub kind: CardKind,
    /// The PIN; `""` means that none was set (顔認証マイナンバーカード).
    pub pin: Option<String>,
    /// PIN tries left, 0 to 3.
    pub tries: u8,
    /// How old the user-authentication certificate is.
    pub certificate: CertificateAge,
}

impl Default for CardProfile {
    fn default() -> Self {
        Self {
            kind: CardKind::default(),
            pin: Some("1234".to_owned()),
            tries: 3,
            certificate: CertificateAge::default(),
        }
    }
}

/// What kind of card lies on the reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardKind {
    /// My Number Card (マイナンバーカード).
    #[default]
    MyNumber,
    /// My Number Card of an infant, without a photo.
    Child,
    /// A My Number Card in a smartphone.
    Smartphone,
    /// The older resident registry card (住民基本台帳カード).
    OldJuki,
    /// A card that is no My Number Card.
    Foreign,
    /// A card that does not answer, such as one put in upside down.
    Mute,
}

/// How old the user-authentication certificate is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateAge {
    /// Valid for long.
    #[default]
    Valid,
    /// Expires within three months.
    Soon,
    /// Expired less than three months ago: still good for qualification.
    Grace,
    /// Expired for longer.
    Dead,
}
