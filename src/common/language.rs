//! The languages of the screen.

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

    /// The language in which a kiosk that begins every visit in this one speaks to its staff. What is for staff stands
    /// in Japanese or English only: a person's choice must not take the menu away from the staff, and their rules are
    /// written in Japanese.
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
