//! Whether the terminal is a plain console: the kernel's own, or whatever somebody calls so (`UKETSUKE_SCREEN=plain`).

use std::ffi::OsStr;

/// Whether this process draws on one.
#[must_use]
pub fn is_plain() -> bool {
    let (term, screen) = (std::env::var_os("TERM"), std::env::var_os("UKETSUKE_SCREEN"));
    of(term.as_deref(), screen.as_deref())
}

/// Its names in terminfo: `linux`, and those with colours, sizes and kernel versions behind it.
fn of(term: Option<&OsStr>, screen: Option<&OsStr>) -> bool {
    let term = term.and_then(OsStr::to_str).unwrap_or_default();
    screen == Some(OsStr::new("plain")) || term == "linux" || term.starts_with("linux-")
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(of(Some(OsStr::new(term)), screen.map(OsStr::new)), plain, "{term} {screen:?}");
        }
        assert!(!of(None, None));
    }
}
