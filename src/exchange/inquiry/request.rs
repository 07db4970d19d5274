//! The request: one question as the bytes of `OQSsiquc01req_….xml`, as the settings ask for it.
//!
//! A character that the encoding lacks is refused before anything is written: a `?` or a numeric entity in its place
//! would be another symbol.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use ring::rand::{SecureRandom, SystemRandom};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::error::InquiryError;
use crate::common::FileEncoding;
use crate::common::characters::encode;
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{NumberField, SentQuestion};
use crate::settings::{EmptyElements, ExchangeSettings, Folding, Padding};

/// Digits of an identifier: no two that are taken for each other (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What an identifier begins with.
const PREFIX: &str = "UK";

/// Random bytes of an identifier.
const RANDOM: usize = 25;

/// A new identifier (`ArbitraryFileIdentifier`): it cannot be guessed, and says nothing about a person.
pub fn identifier() -> Option<String> {
    let mut random = [0; RANDOM];
    SystemRandom::new().fill(&mut random).ok()?;
    let digits = random.iter().map(|byte| DIGITS.get(usize::from(byte & 31)).copied().map(char::from));
    let digits: Option<String> = digits.collect();
    Some(format!("{PREFIX}{}", digits?))
}

/// The bytes of the request.
pub fn write(question: SentQuestion<'_>, settings: &ExchangeSettings) -> Result<Zeroizing<Vec<u8>>, InquiryError> {
    let mut body = Zeroizing::new(Vec::with_capacity(2048));
    let element = |body: &mut Vec<u8>, name, value: Option<&str>, field| -> Result<(), InquiryError> {
        let text = Zeroizing::new(match (value, settings.empty) {
            (Some(value), _) => format!("<{name}>{}</{name}>\n", escape(value)),
            (None, EmptyElements::Element) => format!("<{name}></{name}>\n"),
            (None, EmptyElements::Omit) => return Ok(()),
        });
        let bytes = encode(&text, settings.encoding).map_err(|_lost| InquiryError::CharacterNotEncodable(field))?;
        body.extend_from_slice(&bytes);
        Ok(())
    };
    let check = question.check;
    let insurer = padded(check.insurer().as_str(), settings.pad);
    let folded = |text: &str| folded(text, settings.fold);
    let symbol = check.symbol().map(|symbol| folded(symbol.as_str()));
    let number = folded(check.number().as_str());
    element(&mut body, "InsurerNumber", Some(&insurer), NumberField::Insurer)?;
    element(&mut body, "InsuredCardSymbol", symbol.as_ref().map(|symbol| symbol.as_str()), NumberField::Symbol)?;
    element(&mut body, "InsuredIdentificationNumber", Some(&number), NumberField::Number)?;
    let branch = check.branch().map(crate::eligibility::Text::as_str);
    element(&mut body, "InsuredBranchNumber", branch, NumberField::Branch)?;
    let birthdate = Zeroizing::new(check.birthdate().to_wire());
    element(&mut body, "Birthdate", Some(&birthdate), NumberField::Birthdate)?;
    let encoding = match settings.encoding {
        FileEncoding::Utf8 => "UTF-8",
        FileEncoding::ShiftJis => "Shift_JIS",
    };
    let mut head =
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\" standalone=\"no\"?>\n<XmlMsg><MessageHeader>\n");
    for (name, value) in [
        ("QualificationConfirmationDate", question.day.to_wire().as_str()),
        ("MedicalInstitutionCode", question.facility.as_str()),
        ("ArbitraryFileIdentifier", question.identifier),
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(head, "<{name}>{value}</{name}>");
    }
    let consent = u8::from(check.limit_consent());
    let tail = format!(
        "<LimitApplicationCertificateRelatedConsFlg>{consent}</LimitApplicationCertificateRelatedConsFlg>\n\
         </QualificationConfirmSearchInfo></MessageBody></XmlMsg>\n"
    );
    head.push_str("</MessageHeader><MessageBody><QualificationConfirmSearchInfo>\n");
    let mut bytes = Zeroizing::new(Vec::with_capacity(head.len() + body.len() + tail.len()));
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(&body);
    bytes.extend_from_slice(tail.as_bytes());
    Ok(bytes)
}

fn padded(insurer: &str, pad: Padding) -> Zeroizing<String> {
    let front = match pad {
        _ if insurer.len() >= 8 => "",
        Padding::Space => "  ",
        Padding::Zero => "00",
        Padding::None => "",
    };
    Zeroizing::new(format!("{front}{insurer}"))
}

/// The text in the width of the settings. Kana and kanji are never touched by `half-ascii`: a long vowel mark in a
/// symbol is no hyphen.
fn folded(text: &str, fold: Folding) -> Zeroizing<String> {
    Zeroizing::new(match fold {
        Folding::AsTyped => text.to_owned(),
        Folding::HalfAscii => text.chars().map(half_ascii).collect(),
        // NFKC makes half-width kana full; over one character at a time it leaves kanji to the next line.
        Folding::Full => kana_full(text).chars().map(half_ascii).map(full_ascii).collect(),
    })
}

fn half_ascii(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        sign => sign,
    }
}

fn full_ascii(sign: char) -> char {
    match sign {
        '!'..='~' => char::from_u32(u32::from(sign) + 0xfee0).unwrap_or(sign),
        ' ' => '\u{3000}',
        sign => sign,
    }
}

/// Half-width kana with their voiced marks made full width, and nothing else changed.
fn kana_full(text: &str) -> Zeroizing<String> {
    let (mut full, mut run) = (Zeroizing::new(String::new()), Zeroizing::new(String::new()));
    for sign in text.chars() {
        if ('\u{ff61}'..='\u{ff9f}').contains(&sign) {
            run.push(sign);
        } else {
            full.extend(run.nfkc());
            run.clear();
            full.push(sign);
        }
    }
    full.extend(run.nfkc());
    full
}
