//! What this terminal can show: colours, and letters other than Latin ones.

use std::env;
use std::ffi::OsStr;

use crate::common::Look;

/// Says what kind of terminal this is, where `TERM` does not: `plain`, or anything else.
const SCREEN: &str = "UKETSUKE_SCREEN";

/// Terminals without colours, by the names that terminfo gives them; those that end in `-m` or `-mono` besides.
const COLOURLESS: [&str; 9] = ["dumb", "vt52", "vt100", "vt102", "vt125", "vt220", "vt320", "vt420", "hercules"];

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it has colours.
    pub colours: bool,
    /// Whether it is a plain console, without Japanese letters.
    pub plain: bool,
    /// Whether it draws sextants itself, and so as fine as its cells are: fonts rarely have them.
    pub sextants: bool,
}

impl Capabilities {
    /// Everything that a screen may ask for.
    pub const FULL: Self = Self { colours: true, plain: false, sextants: true };

    /// What the terminal of this process can show. `TERM` names it; `NO_COLOR` (no-color.org), set to anything, says
    /// that it is to show no colours; `kiosk/terminal` sets `UKETSUKE_SCREEN`.
    #[must_use]
    pub fn from_environment() -> Self {
        let term = env::var_os("TERM");
        let term = term.as_deref().and_then(OsStr::to_str).unwrap_or_default();
        Self::from_variables(term, env::var_os("NO_COLOR").as_deref(), env::var_os(SCREEN).as_deref())
    }

    fn from_variables(term: &str, no_color: Option<&OsStr>, screen: Option<&OsStr>) -> Self {
        let colourless = COLOURLESS.contains(&term) || term.ends_with("-m") || term.ends_with("-mono");
        let console = term == "linux" || term.starts_with("linux-");
        Self {
            colours: !colourless && no_color.is_none_or(OsStr::is_empty),
            plain: screen == Some(OsStr::new("plain")) || console,
            sextants: term == "foot" || term.starts_with("foot-"),
        }
    }

    /// The look that the settings name, or the one without colours where the terminal has none.
    #[must_use]
    pub const fn look(self, wanted: Look) -> Look {
        if self.colours { wanted } else { Look::Mono }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_plain(term: &str, screen: Option<&str>) -> bool {
        Capabilities::from_variables(term, None, screen.map(OsStr::new)).plain
    }

    fn has_colours(term: &str, no_color: Option<&str>) -> bool {
        Capabilities::from_variables(term, no_color.map(OsStr::new), None).colours
    }

    #[test]
    fn the_kernel_s_console_is_plain_and_a_terminal_with_a_japanese_font_is_not() {
        for (term, screen, plain) in [
            ("linux", None, true),
            ("linux-16color", None, true),
            ("foot", None, false),
            ("xterm-256color", None, false),
            ("foot", Some("plain"), true),
            ("foot", Some("full"), false),
        ] {
            assert_eq!(is_plain(term, screen), plain, "{term} {screen:?}");
        }
        assert!(!is_plain("", None));
    }

    #[test]
    fn an_amber_screen_is_drawn_without_colours() {
        for term in ["vt100", "vt220", "linux-m", "xterm-mono", "dumb"] {
            assert!(!has_colours(term, None), "{term}");
        }
    }

    #[test]
    fn a_kiosk_s_terminals_have_colours() {
        for term in ["foot", "foot-direct", "linux", "xterm", "xterm-256color", "screen-256color", "kmscon", "vte"] {
            assert!(has_colours(term, None) && has_colours(term, Some("")), "{term}");
        }
        assert!(has_colours("", None), "a terminal without a name is as good as any");
    }

    #[test]
    fn no_color_turns_the_colours_off() {
        assert!(!has_colours("foot", Some("1")));
    }
}
