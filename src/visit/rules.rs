//! What the settings and the staff choose for a visit.

use std::time::Duration;

/// How the person's identity is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A: staff compare face and card (職員による目視確認).
    Staff,
    /// B: the person's four-digit PIN (利用者の暗証番号).
    Pin,
}

impl Method {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Staff => Self::Pin,
            Self::Pin => Self::Staff,
        }
    }
}

/// Language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Japanese.
    #[default]
    #[serde(rename = "ja")]
    Japanese,
    /// Plain Japanese (やさしい日本語): short sentences, few Chinese characters, no honorifics.
    #[serde(rename = "ja-easy")]
    Easy,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese (中文), in simplified characters.
    #[serde(rename = "zh")]
    Chinese,
    /// Korean (한국어).
    #[serde(rename = "ko")]
    Korean,
    /// Vietnamese (Tiếng Việt).
    #[serde(rename = "vi")]
    Vietnamese,
    /// Portuguese (Português), as in Brazil.
    #[serde(rename = "pt")]
    Portuguese,
}

impl Language {
    /// Every language, in the order in which the language key goes through them.
    pub const ALL: [Self; 7] =
        [Self::Japanese, Self::Easy, Self::English, Self::Chinese, Self::Korean, Self::Vietnamese, Self::Portuguese];

    /// The language that the language key switches to: through all of them, one after the other.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Japanese => Self::Easy,
            Self::Easy => Self::English,
            Self::English => Self::Chinese,
            Self::Chinese => Self::Korean,
            Self::Korean => Self::Vietnamese,
            Self::Vietnamese => Self::Portuguese,
            Self::Portuguese => Self::Japanese,
        }
    }

    /// What the language calls itself: whoever reads it finds it, whatever the screen speaks now.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Japanese => "日本語",
            Self::Easy => "やさしい日本語",
            Self::English => "English",
            Self::Chinese => "中文",
            Self::Korean => "한국어",
            Self::Vietnamese => "Tiếng Việt",
            Self::Portuguese => "Português",
        }
    }

    /// The language in which a kiosk that begins every visit in this one speaks to its staff. What is for staff stands in
    /// Japanese or English only: a person's choice must not take the menu away from the staff, and their rules are written
    /// in Japanese.
    #[must_use]
    pub const fn of_staff(self) -> Self {
        match self {
            Self::Japanese | Self::Easy => Self::Japanese,
            Self::English | Self::Chinese | Self::Korean | Self::Vietnamese | Self::Portuguese => Self::English,
        }
    }

    /// The language that the language key switches to on what is for staff.
    #[must_use]
    pub const fn next_of_staff(self) -> Self {
        match self.of_staff() {
            Self::Japanese => Self::English,
            _ => Self::Japanese,
        }
    }
}

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Dark letters on white.
    #[default]
    Standard,
    /// White and yellow letters on black, nothing in between.
    HighContrast,
    /// No two states told apart by red and green.
    ColourBlind,
    /// No colours at all, for terminals that have none.
    Mono,
}

/// How much of an answer the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// All that was sent.
    #[default]
    Full,
    /// The verdict, and the name in part, until staff reveal the rest.
    Masked,
}

/// Who among the staff did something: a short sign of theirs, never a name. It stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct StaffId(String);

/// The text is no sign of a member of the staff.
#[derive(Debug, thiserror::Error)]
#[error("not a sign of a member of the staff: 1 to 16 letters, digits, - or _")]
pub struct NoSign;

impl TryFrom<String> for StaffId {
    type Error = NoSign;

    fn try_from(sign: String) -> Result<Self, NoSign> {
        Self::new(&sign).ok_or(NoSign)
    }
}

impl StaffId {
    /// Most characters of a sign.
    pub const LONGEST: usize = 16;

    /// The sign of whoever knows the one passcode that all staff share.
    #[must_use]
    pub fn shared() -> Self {
        Self("staff".to_owned())
    }

    /// A sign of ASCII letters, digits, `-` and `_`, if this is one.
    #[must_use]
    pub fn new(sign: &str) -> Option<Self> {
        let fits = (1..=Self::LONGEST).contains(&sign.len())
            && sign.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        fits.then(|| Self(sign.to_owned()))
    }

    /// The sign.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What F2 stands for at one moment. Two are the same only within one visit and on one of its screens: what somebody types for the one
/// must not count for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffAct {
    /// Confirm a face before its card comes.
    ConfirmEarly,
    /// Confirm the face of the visit with this number.
    Confirm(u64),
    /// Reveal what the panel of the visit with this number hides.
    Reveal(u64),
}

/// Where results come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// A card is read at this desk and the service answers.
    Card,
    /// A card is read at another terminal; its results come by themselves, and this kiosk has neither reader nor service.
    Folder,
}

/// What a visit may do and for how long; comes from the settings, frozen while a visit runs.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Method of a visit unless staff choose the other.
    pub method: Method,
    /// Whether staff may choose the other method for one visit.
    pub switchable: bool,
    /// Language at the start of every visit.
    pub language: Language,
    /// How long the panel stays.
    pub panel_for: Duration,
    /// Hard stop for the answer, counted from Enter or the staff's confirmation.
    pub deadline: Duration,
    /// Where results come from.
    pub source: Source,
    /// How much of an answer is shown at first.
    pub detail: Detail,
    /// Whether an answer that was closed can be shown again within its time: only where a passcode guards it.
    pub reshow: bool,
}
