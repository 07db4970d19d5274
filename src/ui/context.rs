//! What every screen is drawn with beside its view.

use super::display::Blocks;
use super::theme::Theme;
use crate::common::{KeyCaps, Language, ReaderPlace, StaffNote, StaffWord};
use crate::eligibility::Date;

/// What every screen is drawn with beside its view: the bar, the banner, the theme.
#[derive(Debug, Clone, Copy)]
pub struct ScreenContext<'a> {
    /// Name of the facility (`[kiosk] name`).
    pub title: &'a str,
    /// Whom staff call where a trouble tells them to (`[kiosk] contact`).
    pub contact: Option<&'a str>,
    /// Hour and minute in Japan. `None` where the clock is not to be trusted.
    pub clock: Option<(u8, u8)>,
    /// Present where cards or answers are not real; every screen says so.
    pub simulation: Option<Simulation<'a>>,
    /// Colours.
    pub theme: &'static Theme,
    /// Whether screens show fewer words at a time, in larger spacing (`[ui] large_text`).
    pub large: bool,
    /// The keys that visitors have (`[ui] keys`).
    pub caps: KeyCaps,
    /// Language in which every visit begins (`[ui] language`): what is for staff keeps to it, whatever a visitor chose.
    pub staff: Language,
    /// What a visitor's sentences call the staff (`[ui] staff_word`).
    pub staff_word: StaffWord,
    /// What staff should know, in the bar at the top.
    pub note: Option<StaffNote>,
    /// Whether the terminal is a plain console, without Japanese letters.
    pub plain: bool,
    /// What large words are drawn with; a plain console has none.
    pub blocks: Blocks,
    /// Where the card reader stands, where the settings say it (`[ui] reader_at`).
    pub reader_at: Option<ReaderPlace>,
    /// The site's own words to a visitor who has taken the card, in the language of `staff` (`[ui] thanks`).
    pub thanks: Option<&'a str>,
}

impl ScreenContext<'_> {
    /// The language that the terminal can show instead of this one: a plain console shows English only.
    #[must_use]
    pub const fn shown(&self, language: Language) -> Language {
        if self.plain { Language::English } else { language }
    }
}

/// What the banner of a simulation tells.
#[derive(Debug, Clone, Copy)]
pub enum Simulation<'a> {
    /// The answers come from an emulated service; there is nothing to operate.
    Service,
    /// `uketsuke demo`: function keys move the card and choose whose it is.
    Demo {
        /// Name of the persona whose card F5 puts on the reader.
        persona: &'a str,
    },
    /// `uketsuke demo --source terminal`: function keys choose whose card the emulated qualification terminal reads.
    Terminal {
        /// Name of the persona whose card F5 has it read.
        persona: &'a str,
        /// The numbers by which it finds this persona; `None`: no person of this name is found.
        paper: Option<Paper<'a>>,
    },
}

/// What stands on a certificate (資格確認書) of a synthetic person, as staff type it. Empty: the certificate lacks it.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// Insurer number (保険者番号).
    pub insurer: &'a str,
    /// Symbol (記号).
    pub symbol: &'a str,
    /// Number (番号).
    pub number: &'a str,
    /// Branch (枝番).
    pub branch: &'a str,
    /// Date of birth.
    pub birthdate: Date,
}
