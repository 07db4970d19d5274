//! The people of the simulator: each with a card and with what the service says about it.

use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;

use super::answer::{Answer, Fault};
use super::card::profile::{CardKind, CardProfile, CertificateAge};

/// A synthetic person, or a card without a holder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Persona {
    /// The name on the command line.
    pub key: String,
    /// What this persona shows, in Japanese.
    pub title_ja: String,
    /// The same in English.
    pub title_en: String,
    /// The card.
    #[serde(default)]
    pub card: CardProfile,
    /// What the service says.
    #[serde(default)]
    pub answer: Answer,
}

impl Persona {
    /// Whether a qualification terminal has a result for this card. It reads no other than My Number Cards, and does
    /// not know the faults of a service.
    #[must_use]
    pub fn is_known_to_a_terminal(&self) -> bool {
        let card = match self.card.kind {
            CardKind::MyNumber | CardKind::Child | CardKind::Smartphone => true,
            CardKind::OldJuki | CardKind::Foreign | CardKind::Mute => false,
        };
        card && self.answer.fault == Fault::None
    }

    /// Whether the result is one of the numbers on paper alone: no card's whose certificate has expired.
    #[must_use]
    pub fn is_on_paper(&self) -> bool {
        self.card.certificate == CertificateAge::Dead && self.answer.result.is_some()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonaFile {
    persona: Vec<Persona>,
}

/// Why a file of personas cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PersonaError {
    /// It cannot be read.
    #[error("cannot read the personas: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It is not TOML, or a key is wrong; the text names the place. Personas are synthetic, so it may quote them.
    #[error("the personas are not usable: {0}")]
    Unusable(#[from] toml::de::Error),
}

/// The built-in personas.
#[must_use]
pub fn all() -> &'static [Persona] {
    &BUILT_IN
}

/// The built-in persona of this name.
#[must_use]
pub fn find(key: &str) -> Option<&'static Persona> {
    all().iter().find(|persona| persona.key == key)
}

/// The personas of a file of the same form as `personas.toml`.
pub fn from_file(path: &Path) -> Result<Vec<Persona>, PersonaError> {
    parse(&std::fs::read_to_string(path)?)
}

fn parse(text: &str) -> Result<Vec<Persona>, PersonaError> {
    Ok(toml::from_str::<PersonaFile>(text)?.persona)
}

static BUILT_IN: LazyLock<Vec<Persona>> = LazyLock::new(built_in);

#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
fn built_in() -> Vec<Persona> {
    parse(include_str!("personas.toml")).expect("personas.toml is part of this program")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use time::macros::datetime;

    use super::*;
    use crate::eligibility::{Verdict, VerdictKind, XmlMsg};
    use crate::simulator::answer::Fault;

    fn message(persona: &Persona) -> XmlMsg {
        persona.answer.message("check-1", "1319999999", datetime!(2026-11-22 15:30 UTC))
    }

    #[test]
    fn every_persona_gets_the_verdict_that_its_title_promises() {
        let promised = [
            ("有効（未登録", VerdictKind::Unregistered),
            ("資格喪失（新しい資格あり）", VerdictKind::NewExists),
            ("資格喪失", VerdictKind::Lost),
            ("該当資格なし", VerdictKind::NoMatch),
            ("複数該当", VerdictKind::Multiple),
            ("データ不整合", VerdictKind::Inconsistent),
            ("不明な資格区分", VerdictKind::Unknown),
            ("自己情報の提供不可", VerdictKind::Refused),
            ("確認不可", VerdictKind::Refused),
            ("システムエラー", VerdictKind::SystemError),
            ("有効", VerdictKind::Confirmed),
        ];
        let mut seen = HashSet::new();
        for persona in all() {
            let title = &persona.title_ja;
            let Some((word, kind)) = promised.iter().find(|(word, _)| title.starts_with(word)) else {
                continue;
            };
            assert_eq!(Verdict::of(&message(persona)).kind(), *kind, "{}", persona.key);
            assert_eq!(persona.answer.fault, Fault::None, "{}", persona.key);
            seen.insert(word);
        }
        assert_eq!(seen.len(), promised.len(), "each promise is kept by a persona");
    }

    #[test]
    fn the_personas_of_the_domain_page_and_two_odd_cards_are_there() {
        let keys = "valid-kumiai valid-kyokai valid-kokuho valid-kouki valid-70s infant kyosai lost newqual none multiple aid \
                    cert-soon cert-grace cert-dead dv-address dv-refused gaiji tsusho jieikan tokurei tanki pin-wrong pin-last \
                    pin-locked pin-none slow timeout down garbage code9 foreign mute zairyu jukyusha kouki-paper";
        for key in keys.split_whitespace() {
            assert!(find(key).is_some(), "{key}");
        }
        assert!(find("no such persona").is_none());
    }

    #[test]
    fn no_two_personas_have_the_same_name() {
        let mut keys = HashSet::new();
        for persona in all() {
            assert!(keys.insert(&persona.key), "{}", persona.key);
        }
    }

    #[test]
    fn everybody_is_plainly_synthetic_and_nothing_about_them_is_odd() {
        for persona in all() {
            let answer = &persona.answer;
            if let Some(code) = &answer.code {
                assert!(code.as_str().starts_with("TEST-"), "{}", persona.key);
                assert!(answer.message.as_ref().unwrap().as_str().contains("模擬"), "{}", persona.key);
            }
            let Some(entry) = &answer.result else {
                continue;
            };
            assert!(entry.name.as_str().starts_with("試験"), "{}", persona.key);
            assert!(entry.insurer_name.as_str().starts_with("架空"), "{}", persona.key);
            assert!(entry.birthdate().is_some(), "{}", persona.key);
            assert_eq!(entry.insurer().unwrap().note(), None, "{}", persona.key);
            if let Verdict::Confirmed(confirmed) = Verdict::of(&message(persona)) {
                assert_eq!(confirmed.notes(), [], "{}", persona.key);
            }
        }
    }

    /// An element that the entry does not know would be skipped in silence, so the entry must give back what the file
    /// says.
    #[test]
    fn no_element_in_the_file_is_misspelt() {
        let file: toml::Table = include_str!("personas.toml").parse().unwrap();
        for (written, persona) in file["persona"].as_array().unwrap().iter().zip(all()) {
            let written = written.get("answer").and_then(|answer| answer.get("result"));
            let read = persona.answer.result.as_ref().map(|entry| serde_json::to_value(entry).unwrap());
            assert_eq!(written.map(|table| serde_json::to_value(table).unwrap()), read, "{}", persona.key);
        }
    }

    #[test]
    fn the_answer_names_its_check_and_the_japanese_day() {
        let header = message(find("valid-kumiai").unwrap()).message_header;
        assert_eq!(header.arbitrary_file_identifier.unwrap().as_str(), "check-1");
        assert_eq!(header.process_execution_time.as_str(), "20261123003000");
        assert_eq!(header.qualification_confirmation_date.read().unwrap().to_string(), "2026-11-23");
        assert_eq!(header.medical_institution_code.as_str(), "1319999999");
    }

    #[test]
    fn every_answer_is_the_same_in_json_and_xml() {
        for persona in all() {
            let message = message(persona);
            assert!(XmlMsg::from_json(&message.to_json().unwrap()).as_ref() == Ok(&message), "{}", persona.key);
            assert!(XmlMsg::from_xml(&message.to_xml().unwrap()).as_ref() == Ok(&message), "{}", persona.key);
        }
    }

    #[test]
    fn a_file_of_ones_own_is_read_or_refused_with_the_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("own.toml");
        std::fs::write(&path, "[[persona]]\nkey = \"a\"\ntitle-ja = \"あ\"\ntitle-en = \"a\"\n").unwrap();
        let own = from_file(&path).unwrap();
        assert_eq!((own[0].card.tries, own[0].card.pin.as_deref()), (3, Some("1234")));
        std::fs::write(&path, "[[persona]]\nkey = \"a\"\ntitel = \"あ\"\n").unwrap();
        let error = from_file(&path).unwrap_err().to_string();
        assert!(error.contains("line 3") && error.contains("titel"), "{error}");
        assert!(matches!(from_file(&dir.path().join("absent")), Err(PersonaError::Unreadable(_))));
    }
}
