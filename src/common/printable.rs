//! Words from outside, fit for a terminal: a reader's name, a file's name or a value of the settings can hold a
//! sequence that a terminal obeys.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every character that a terminal may obey, or that turns the order of others, as `\u…` with four
/// hexadecimal digits. That is also how JSON writes them. The end of a line stays.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, |char| char != '\n' && is_active(char))
}

/// The same for a text that is to stay within its line.
#[must_use]
pub fn printable_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_active)
}

/// Control characters (C0, DEL, C1), and what Unicode has besides for lines and directions. All of them have four
/// hexadecimal digits.
fn is_active(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn escaped(text: &str, is_active: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_active) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        if is_active(char) {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(char));
        } else {
            escaped.push(char);
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_terminal_would_obey_is_shown_and_not_obeyed() {
        let name = "evil \u{1b}]0;title\u{7}\u{1b}[[2J\u{9b}2J\u{7f}\u{202e} リーダー\nok";
        let shown = r"evil \u001b]0;title\u0007\u001b[[2J\u009b2J\u007f\u202e リーダー";
        assert_eq!(printable(name), format!("{shown}\nok"));
        assert_eq!(printable_line(name), format!(r"{shown}\u000aok"));
    }

    #[test]
    fn what_is_harmless_stays_as_it_is_and_json_stays_json() {
        assert!(matches!(printable("受付 ok\n"), Cow::Borrowed("受付 ok\n")));
        let json = serde_json::to_string("a\u{9b}b").unwrap();
        assert_eq!(serde_json::from_str::<String>(&printable(&json)).unwrap(), "a\u{9b}b");
    }
}
