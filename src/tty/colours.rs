//! Whether the terminal has colours.

use std::ffi::OsStr;

use crate::common::appearance::Look;

/// Terminals without colours, by the names that terminfo gives them; those that end in `-m` or `-mono` besides.
const COLOURLESS: [&str; 9] = ["dumb", "vt52", "vt100", "vt102", "vt125", "vt220", "vt320", "vt420", "hercules"];

/// The look that the settings name, or the one without colours where the terminal of this process has none. `TERM` says
/// it, or somebody has set `NO_COLOR` (no-color.org) to anything.
#[must_use]
pub fn look(wanted: Look) -> Look {
    let (term, no_color) = (std::env::var_os("TERM"), std::env::var_os("NO_COLOR"));
    if are_there(term.as_deref(), no_color.as_deref()) { wanted } else { Look::Mono }
}

fn are_there(term: Option<&OsStr>, no_color: Option<&OsStr>) -> bool {
    let term = term.and_then(OsStr::to_str).unwrap_or_default();
    let colourless = COLOURLESS.contains(&term) || term.ends_with("-m") || term.ends_with("-mono");
    !colourless && no_color.is_none_or(OsStr::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(term: &str, no_color: Option<&str>) -> bool {
        are_there(Some(OsStr::new(term)), no_color.map(OsStr::new))
    }

    #[test]
    fn an_amber_screen_is_drawn_without_colours() {
        for term in ["vt100", "vt220", "linux-m", "xterm-mono", "dumb"] {
            assert!(!has(term, None), "{term}");
        }
    }

    #[test]
    fn a_kiosk_s_terminals_have_colours() {
        for term in ["foot", "foot-direct", "linux", "xterm", "xterm-256color", "screen-256color", "kmscon", "vte"] {
            assert!(has(term, None) && has(term, Some("")), "{term}");
        }
        assert!(are_there(None, None), "a terminal without a name is as good as any");
    }

    #[test]
    fn whoever_wants_no_colours_gets_none() {
        assert!(!has("foot", Some("1")));
    }
}
