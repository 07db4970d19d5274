//! A K-code, typed by its three digits.

use super::page::PageInput;
use crate::common::{Code, Key};

/// What was typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeEntry {
    digits: String,
}

impl CodeEntry {
    /// Digits of a code.
    pub const LENGTH: usize = 3;

    /// The digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The code, once all its digits are there: it need not be one of the catalogue's.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        (self.digits.len() == Self::LENGTH).then(|| format!("K-{}", self.digits))
    }

    /// The catalogue's entry, where there is one.
    #[must_use]
    pub fn entry(&self) -> Option<Code> {
        Code::of(&self.code()?)
    }

    /// A digit behind a whole code begins the next one. Any other sign, such as the K, does nothing.
    pub(super) fn input(&mut self, input: PageInput) {
        match input {
            PageInput::Typed(typed) => {
                let Some(digit) = typed.digit() else { return };
                if self.digits.len() == Self::LENGTH {
                    self.digits.clear();
                }
                self.digits.push(digit);
            }
            PageInput::Key(Key::Erase) => drop(self.digits.pop()),
            PageInput::Key(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{SystemCode, TroubleKind, TypedChar};

    fn after(signs: &str) -> CodeEntry {
        let mut entry = CodeEntry::default();
        for byte in signs.bytes() {
            entry.input(match byte {
                0x08 => PageInput::Key(Key::Erase),
                b'\r' => PageInput::Key(Key::Enter),
                byte => PageInput::Typed(TypedChar::from_ascii(byte).unwrap()),
            });
        }
        entry
    }

    #[test]
    fn three_digits_are_a_code_with_or_without_its_letter() {
        for signs in ["107", "K-107", "k107\r", "1x0-7", "108\x087", "999107"] {
            assert_eq!(after(signs).entry(), Some(Code::Trouble(TroubleKind::CertificateExpired)), "{signs}");
        }
        assert_eq!(after("901").entry(), Some(Code::System(SystemCode::OutOfService)));
    }

    #[test]
    fn fewer_digits_are_no_code_and_an_unknown_one_has_no_entry() {
        assert_eq!((after("10").code(), after("10").entry()), (None, None));
        assert_eq!((after("000").code(), after("000").entry()), (Some("K-000".to_owned()), None));
        assert_eq!(after("1\x08\x08").digits(), "");
    }
}
