//! The request: one question as the bytes of `OQSsiquc01req_….xml` or `OQSsiimm01req_….xml`, as the settings ask for
//! it.
//!
//! A character that the encoding lacks is refused before anything is written: a `?` or a numeric entity in its place
//! would be another symbol.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use ring::rand::{SecureRandom, SystemRandom};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::error::InquiryError;
use crate::common::characters::encode;
use crate::common::{FileEncoding, RequestField};
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{
    Assignment, FacilityCode, InsurerNumber, NumberCheck, ReferenceNumber, SentAssignment, SentQuestion, Text,
};
use crate::settings::{EmptyElements, ExchangeSettings, Folding, Padding};

/// Digits of an identifier: no two that are taken for each other (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What an identifier begins with.
const PREFIX: &str = "UK";

/// The block of one person's question.
const SEARCH: &str = "QualificationConfirmSearchInfo";

/// The block of one person's reference number.
const ASSIGNMENT: &str = "ReferenceNumberRegistrationInfo";

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

/// The bytes of a number check.
pub fn write(question: SentQuestion<'_>, settings: &ExchangeSettings) -> Result<Zeroizing<Vec<u8>>, InquiryError> {
    let day = question.day.to_wire();
    let day = ("QualificationConfirmationDate", day.as_str());
    let body = question_body(question.check, None, settings)?;
    Ok(body.request(&[day], question.facility, question.identifier, SEARCH))
}

/// One person's question in a bulk request, under this key: its block, encoded.
pub fn search_block(
    check: &NumberCheck,
    key: &str,
    settings: &ExchangeSettings,
) -> Result<Zeroizing<Vec<u8>>, InquiryError> {
    Ok(question_body(check, Some(key), settings)?.block(SEARCH))
}

fn question_body<'a>(
    check: &NumberCheck,
    key: Option<&str>,
    settings: &'a ExchangeSettings,
) -> Result<Body<'a>, InquiryError> {
    let qualification = (check.insurer(), check.symbol(), check.number(), check.branch());
    let mut body = Body { settings, empty: settings.empty, bytes: Zeroizing::new(Vec::with_capacity(2048)) };
    body.qualification(qualification)?;
    let birthdate = Zeroizing::new(check.birthdate().to_wire());
    body.element("Birthdate", Some(&birthdate), RequestField::Birthdate)?;
    let consent = if check.limit_consent() { "1" } else { "0" };
    body.element("LimitApplicationCertificateRelatedConsFlg", Some(consent), RequestField::Consent)?;
    if let Some(key) = key {
        body.element("ArbitraryIdentifier", Some(key), RequestField::Key)?;
    }
    Ok(body)
}

/// The bytes of an assignment.
pub fn write_assignment(
    sent: SentAssignment<'_>,
    settings: &ExchangeSettings,
) -> Result<Zeroizing<Vec<u8>>, InquiryError> {
    let Assignment { assignee, reference } = sent.assignment;
    let qualification = (assignee.insurer(), assignee.symbol(), assignee.number(), assignee.branch());
    let body = assignment_body(qualification, reference, settings)?;
    Ok(body.request(&[], sent.facility, sent.identifier, ASSIGNMENT))
}

/// One person's reference number in a bulk request: its block, encoded.
pub fn assignment_block(
    qualification: Qualification<'_>,
    reference: &ReferenceNumber,
    settings: &ExchangeSettings,
) -> Result<Zeroizing<Vec<u8>>, InquiryError> {
    Ok(assignment_body(qualification, reference, settings)?.block(ASSIGNMENT))
}

/// What the qualification lacks is left out.
fn assignment_body<'a>(
    qualification: Qualification<'_>,
    reference: &ReferenceNumber,
    settings: &'a ExchangeSettings,
) -> Result<Body<'a>, InquiryError> {
    let mut body = Body { settings, empty: EmptyElements::Omit, bytes: Zeroizing::new(Vec::with_capacity(2048)) };
    let reference = folded(reference.as_str(), settings.fold);
    body.element("ReferenceNumber", Some(&reference), RequestField::Reference)?;
    body.qualification(qualification)?;
    Ok(body)
}

/// Insurer, symbol, number and branch.
type Qualification<'a> = (&'a InsurerNumber, Option<&'a Text>, &'a Text, Option<&'a Text>);

/// The block of a request, while it is made.
struct Body<'a> {
    settings: &'a ExchangeSettings,
    /// What becomes of an element that has no content.
    empty: EmptyElements,
    bytes: Zeroizing<Vec<u8>>,
}

impl Body<'_> {
    /// An element; `field` names it in the error.
    fn element(&mut self, name: &str, value: Option<&str>, field: RequestField) -> Result<(), InquiryError> {
        let text = Zeroizing::new(match (value, self.empty) {
            (Some(value), _) => format!("<{name}>{}</{name}>\n", escape(value)),
            (None, EmptyElements::Element) => format!("<{name}></{name}>\n"),
            (None, EmptyElements::Omit) => return Ok(()),
        });
        let bytes =
            encode(&text, self.settings.encoding).map_err(|_lost| InquiryError::CharacterNotEncodable(field))?;
        self.bytes.extend_from_slice(&bytes);
        Ok(())
    }

    /// Insurer, symbol, number and branch.
    fn qualification(&mut self, (insurer, symbol, number, branch): Qualification<'_>) -> Result<(), InquiryError> {
        let insurer = padded(insurer.as_str(), self.settings.pad);
        let fold = self.settings.fold;
        let symbol = symbol.map(|symbol| folded(symbol.as_str(), fold));
        let symbol = symbol.as_ref().map(|symbol| symbol.as_str());
        self.element("InsurerNumber", Some(&insurer), RequestField::Insurer)?;
        self.element("InsuredCardSymbol", symbol, RequestField::Symbol)?;
        let number = folded(number.as_str(), fold);
        self.element("InsuredIdentificationNumber", Some(&number), RequestField::Number)?;
        self.element("InsuredBranchNumber", branch.map(Text::as_str), RequestField::Branch)
    }

    /// The whole request, with these elements at the beginning of its header and the block under this name.
    fn request(
        &self,
        header: &[(&str, &str)],
        facility: &FacilityCode,
        identifier: &str,
        block: &str,
    ) -> Zeroizing<Vec<u8>> {
        let marks = [("MedicalInstitutionCode", facility.as_str()), ("ArbitraryFileIdentifier", identifier)];
        let header: Vec<_> = header.iter().copied().chain(marks).collect();
        message(self.settings.encoding, &header, &self.block(block))
    }

    /// The block under this name.
    fn block(&self, name: &str) -> Zeroizing<Vec<u8>> {
        let (begin, end) = (format!("<{name}>\n"), format!("</{name}>"));
        let mut bytes = Zeroizing::new(Vec::with_capacity(begin.len() + self.bytes.len() + end.len()));
        bytes.extend_from_slice(begin.as_bytes());
        bytes.extend_from_slice(&self.bytes);
        bytes.extend_from_slice(end.as_bytes());
        bytes
    }
}

/// A request's bytes: these elements in its header, which need no escaping, and this body, which is encoded already.
pub fn message(encoding: FileEncoding, header: &[(&str, &str)], body: &[u8]) -> Zeroizing<Vec<u8>> {
    let declared = match encoding {
        FileEncoding::Utf8 => "UTF-8",
        FileEncoding::ShiftJis => "Shift_JIS",
    };
    let mut head =
        format!("<?xml version=\"1.0\" encoding=\"{declared}\" standalone=\"no\"?>\n<XmlMsg><MessageHeader>\n");
    for (name, value) in header {
        // Writing to a String cannot fail.
        let _ = writeln!(head, "<{name}>{value}</{name}>");
    }
    head.push_str("</MessageHeader><MessageBody>");
    let tail = "</MessageBody></XmlMsg>\n";
    let mut bytes = Zeroizing::new(Vec::with_capacity(head.len() + body.len() + tail.len()));
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(body);
    bytes.extend_from_slice(tail.as_bytes());
    bytes
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
