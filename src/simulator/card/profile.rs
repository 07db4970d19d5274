//! What a persona's card is, as a personas file says it.

use std::fmt;

/// One emulated card: what kind it is, its PIN, and how old its certificate is.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CardProfile {
    /// What is put on the reader.
    pub kind: CardKind,
    /// The PIN of the user-authentication key, four digits; empty: none was ever set (顔認証マイナンバーカード).
    pub pin: Option<String>,
    /// Tries left on that PIN, at most 3. 0: the PIN is blocked.
    pub tries: u8,
    /// Where the user-authentication certificate stands in its life.
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

// The PIN is synthetic, and yet no habit of printing one starts here.
impl fmt::Debug for CardProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardProfile")
            .field("kind", &self.kind)
            .field("tries", &self.tries)
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

/// What is put on the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardKind {
    /// A My Number Card (個人番号カード) of an adult.
    #[default]
    MyNumber,
    /// A My Number Card of a child: without a signature certificate, and an infant's without a photo.
    Child,
    /// A telephone that carries the certificates (スマホ用電子証明書).
    Smartphone,
    /// The card before: 住民基本台帳カード, which has no user-authentication certificate.
    OldJuki,
    /// A card of something else, for example a driving licence.
    Foreign,
    /// Something that the reader sees but that never says a sensible word, such as a card put in upside down.
    Mute,
}

/// Where a certificate stands in its life, seen from the day on which the card is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateAge {
    /// Two years left.
    #[default]
    Valid,
    /// 60 days left.
    Soon,
    /// Expired 30 days ago: within the three months in which the service still accepts it.
    Grace,
    /// Expired 200 days ago.
    Dead,
}
