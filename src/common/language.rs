//! The languages of the screen.

/// A language in which the program speaks to staff and names the insurers' terms: their rules and documents are in
/// Japanese, and English serves all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffLanguage {
    /// Japanese.
    Japanese,
    /// English.
    English,
}

/// Makes [`Language`] from its rows. A column that is forgotten or misspelt does not compile.
macro_rules! languages {
    ($( $(#[$attribute:meta])* $name:ident: $code:literal, $own_name:literal, $staff:ident, $terms:ident; )+) => {
        /// Language of the screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
        pub enum Language {
            $($(#[$attribute])* #[serde(rename = $code)] $name,)+
        }

        impl Language {
            /// Every language, in the order in which the language key goes through them.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// The language as the settings name it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// What the language calls itself: its readers find it, whatever the screen speaks now.
            #[must_use]
            pub const fn own_name(self) -> &'static str {
                match self { $(Self::$name => $own_name,)+ }
            }

            /// The language in which a kiosk that begins every visit in this one speaks to its staff: a visitor's
            /// choice must not take the menu away from the staff.
            #[must_use]
            pub const fn staff_language(self) -> StaffLanguage {
                match self { $(Self::$name => StaffLanguage::$staff,)+ }
            }

            /// The language of the insurers' terms beside texts in this one: Japanese for readers of Chinese
            /// characters.
            #[must_use]
            pub const fn terms(self) -> StaffLanguage {
                match self { $(Self::$name => StaffLanguage::$terms,)+ }
            }
        }
    };
}

// The columns: variant; the word in the settings; own name; the staff's; that of the terms.
languages! {
    /// Japanese.
    #[default]
    Japanese:   "ja",      "日本語",         Japanese, Japanese;
    /// Plain Japanese (やさしい日本語): short sentences, few Chinese characters, no honorifics.
    Easy:       "ja-easy", "やさしい日本語", Japanese, Japanese;
    /// English.
    English:    "en",      "English",        English,  English;
    /// Chinese (中文), in simplified characters.
    Chinese:    "zh",      "中文",           English,  Japanese;
    /// Korean (한국어).
    Korean:     "ko",      "한국어",         English,  English;
    /// Vietnamese (Tiếng Việt).
    Vietnamese: "vi",      "Tiếng Việt",     English,  English;
    /// Portuguese (Português), as in Brazil.
    Portuguese: "pt",      "Português",      English,  English;
}

impl Language {
    /// The language that the language key switches to: through all of them, one after the other.
    #[must_use]
    pub const fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// The digit that chooses it where all of them are offered: the first language has 1.
    #[must_use]
    pub const fn digit(self) -> u8 {
        b'1' + self as u8
    }

    /// The language that a digit chooses, in ASCII.
    #[must_use]
    pub fn by_digit(digit: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.digit() == digit)
    }

    /// [`Self::staff_language`] as a language of the screen.
    #[must_use]
    pub const fn of_staff(self) -> Self {
        match self.staff_language() {
            StaffLanguage::Japanese => Self::Japanese,
            StaffLanguage::English => Self::English,
        }
    }

    /// The language that the language key switches to on what is for staff.
    #[must_use]
    pub const fn next_of_staff(self) -> Self {
        match self.staff_language() {
            StaffLanguage::Japanese => Self::English,
            StaffLanguage::English => Self::Japanese,
        }
    }
}
