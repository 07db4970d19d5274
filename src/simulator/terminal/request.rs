//! A request as the emulated terminal reads it, and the person whom it finds.

use encoding_rs::{SHIFT_JIS, UTF_8};
use unicode_normalization::UnicodeNormalization as _;

use super::element::Element;
use crate::simulator::personas::Persona;

/// Where a question by numbers stands.
pub const SEARCH: &str = "QualificationConfirmSearchInfo";

/// Where a reference number stands that is to be kept.
pub const ASSIGNMENT: &str = "ReferenceNumberRegistrationInfo";

/// An element of a request, with the length that it has at most, and whether it is needed.
type Field = (&'static str, usize, bool);

/// The elements of a reference number, in the order of the table.
const ASSIGNED: [Field; 5] = [
    ("ReferenceNumber", 50, true),
    ("InsurerNumber", 8, true),
    ("InsuredCardSymbol", 20, false),
    ("InsuredIdentificationNumber", 20, true),
    ("InsuredBranchNumber", 2, false),
];

/// The elements of a question by numbers, in the order of the table.
const SEARCHED: [Field; 6] = [
    ("InsurerNumber", 8, true),
    ("InsuredCardSymbol", 20, false),
    ("InsuredIdentificationNumber", 20, true),
    ("InsuredBranchNumber", 2, false),
    ("Birthdate", 8, true),
    ("LimitApplicationCertificateRelatedConsFlg", 1, true),
];

/// A request that can be processed.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its identifier; empty where it has none.
    pub identifier: String,
    /// The day that it asks about.
    pub day: String,
    /// The question, or what is to be kept, as it was sent.
    pub block: Element,
}

/// Reads a request with one block of this name, or says why it cannot be processed.
pub fn read(bytes: &[u8], block: &str, facility: &str) -> Result<Request, String> {
    let mut read = read_bulk(bytes, block, facility)?;
    match (read.pop(), read.is_empty()) {
        (Some(request), true) => Ok(request),
        _ => Err("照会情報は1件にしてください".to_owned()),
    }
}

/// Reads the reception number of a request for the result of a bulk request.
pub fn read_reception(bytes: &[u8], facility: &str) -> Result<String, String> {
    let root = parse(bytes)?;
    let (header, body) = parts(&root, facility)?;
    let is_alone = header.children.len() == 1 && body.children.len() == 1;
    let reception = body.text_at(&["ReceptionNumber"]).filter(|_| is_alone);
    reception.map(str::to_owned).ok_or_else(|| "ReceptionNumberが不正です".to_owned())
}

/// Reads a request with any number of blocks of this name.
pub fn read_bulk(bytes: &[u8], block: &str, facility: &str) -> Result<Vec<Request>, String> {
    let root = parse(bytes)?;
    let (header, body) = parts(&root, facility)?;
    body.children.iter().filter(|child| child.name == block).map(|sent| of_one(header, sent)).collect()
}

fn parse(bytes: &[u8]) -> Result<Element, String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(100)).unwrap_or_default()).to_lowercase();
    let encoding = if head.contains("shift_jis") { SHIFT_JIS } else { UTF_8 };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or("文字コードが不正です")?;
    Element::read(&text).filter(|root| root.name == "XmlMsg").ok_or_else(|| "XMLの形式が不正です".to_owned())
}

fn parts<'a>(root: &'a Element, facility: &str) -> Result<(&'a Element, &'a Element), String> {
    let header = root.at(&["MessageHeader"]).ok_or("MessageHeaderがありません")?;
    let body = root.at(&["MessageBody"]).ok_or("MessageBodyがありません")?;
    if header.text_at(&["MedicalInstitutionCode"]) != Some(facility) {
        return Err("医療機関コードが不正です".to_owned());
    }
    Ok((header, body))
}

fn of_one(header: &Element, sent: &Element) -> Result<Request, String> {
    let fields: &[Field] = if sent.name == ASSIGNMENT { &ASSIGNED } else { &SEARCHED };
    for (name, length, needed) in fields.iter().copied() {
        let value = sent.text_at(&[name]).unwrap_or_default();
        if value.chars().count() > length || (needed && value.trim().is_empty()) {
            return Err(format!("{name}が不正です"));
        }
    }
    let branch = sent.text_at(&["InsuredBranchNumber"]).unwrap_or_default();
    if !branch.is_empty() && (branch.len() != 2 || !branch.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err("InsuredBranchNumberが不正です".to_owned());
    }
    Ok(Request {
        identifier: header.text_at(&["ArbitraryFileIdentifier"]).unwrap_or_default().to_owned(),
        day: header.text_at(&["QualificationConfirmationDate"]).unwrap_or_default().to_owned(),
        block: sent.clone(),
    })
}

impl Request {
    /// A field of the question.
    pub fn field(&self, name: &str) -> &str {
        self.block.text_at(&[name]).unwrap_or_default()
    }

    /// Whether the limit on payments is asked for.
    pub fn asks_for_limit(&self) -> bool {
        self.field("LimitApplicationCertificateRelatedConsFlg") == "1"
    }

    /// The first persona with these numbers. A branch that was not sent fits every one; a reference number is kept
    /// without a date of birth.
    pub fn finds<'a>(&self, personas: &'a [Persona]) -> Option<&'a Persona> {
        personas.iter().find(|persona| {
            let Some(entry) = &persona.answer.result else { return false };
            let of = |text: Option<&crate::eligibility::Text>| text.map_or(String::new(), |text| plain(text.as_str()));
            let insurer = entry.insurer().map_or("", |insurer| insurer.as_str());
            let branch = plain(self.field("InsuredBranchNumber"));
            let birthdate = entry.birthdate().map(|day| day.to_string().replace('-', ""));
            plain(self.field("InsurerNumber")).trim_start_matches('0') == insurer.trim_start_matches('0')
                && plain(self.field("InsuredCardSymbol")) == of(entry.symbol.as_ref())
                && plain(self.field("InsuredIdentificationNumber")) == of(entry.number.as_ref())
                && (branch.is_empty() || branch == of(entry.branch.as_ref()))
                && (self.block.name == ASSIGNMENT || Some(self.field("Birthdate")) == birthdate.as_deref())
        })
    }
}

/// Full and half width are the same to the central system, as far as is known.
fn plain(text: &str) -> String {
    let signs = text.nfkc().filter(|sign| !sign.is_whitespace());
    signs.map(|sign| if matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { sign }).collect()
}
