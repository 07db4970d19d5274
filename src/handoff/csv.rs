//! A header and one row (RFC 4180), every value in quotes.
//!
//! A value is written as it was sent, also where it begins with `=`, `+`, `-` or `@` and a spreadsheet would take it
//! for a formula. The usual protection, an apostrophe before it, would end up as part of a symbol (記号) in a claim;
//! `-12` is one. The file is for a receipt computer, which imports text; a spreadsheet has to import its columns as
//! text too, or leading zeros are lost as well. UTF-8 is written without a byte order mark: it would become part of the
//! first column's name.

use serde_json::Value;

use super::label::HandOffLabel;
use crate::eligibility::XmlMsg;

/// `1` only where the service has confirmed the qualification.
const CONFIRMED: &str = "Confirmed";
/// How the qualification was looked at.
const WAY: &str = "ConfirmationWay";

/// The other columns: the format's own elements in its order. Left out are an answer's technical codes and lists
/// without a fixed length (specific diseases); the XML has all of them.
const ELEMENTS: [&str; 43] = [
    "ProcessExecutionTime",
    "QualificationConfirmationDate",
    "MedicalInstitutionCode",
    "ArbitraryFileIdentifier",
    "ReferenceClassification",
    "ProcessingResultCode",
    "ProcessingResultMessage",
    "QualificationValidity",
    "InsuredCardClassification",
    "InsurerNumber",
    "InsuredCardSymbol",
    "InsuredIdentificationNumber",
    "InsuredBranchNumber",
    "PersonalFamilyClassification",
    "InsuredName",
    "Name",
    "NameOfOther",
    "NameKana",
    "NameOfOtherKana",
    "Sex1",
    "Sex2",
    "Birthdate",
    "Address",
    "PostNumber",
    "QualificationDate",
    "DisqualificationDate",
    "InsuredCertificateIssuanceDate",
    "InsuredCardValidDate",
    "InsuredCardExpirationDate",
    "InsuredPartialContributionRatio",
    "PreschoolClassification",
    "InsurerName",
    "ElderlyRecipientCertificateDate",
    "ElderlyRecipientValidStartDate",
    "ElderlyRecipientValidEndDate",
    "ElderlyRecipientContributionRatio",
    "LimitApplicationCertificateClassification",
    "LimitApplicationCertificateClassificationFlag",
    "LimitApplicationCertificateDate",
    "LimitApplicationCertificateValidStartDate",
    "LimitApplicationCertificateValidEndDate",
    "LimitApplicationCertificateLongTermDate",
    "ReferenceNumber",
];

/// The two lines.
pub fn of(message: &XmlMsg, label: HandOffLabel) -> Option<String> {
    let message = serde_json::to_value(message).ok()?;
    let confirmed = match label {
        HandOffLabel::Confirmed | HandOffLabel::Numbers => "1",
        HandOffLabel::Simulated | HandOffLabel::Unverified(_) | HandOffLabel::Struck(_) => "0",
    };
    let columns = [(CONFIRMED, confirmed), (WAY, way(label))];
    let elements = ELEMENTS.map(|name| (name, find(&message, name).unwrap_or_default()));
    let (names, values): (Vec<_>, Vec<_>) =
        columns.into_iter().chain(elements).map(|(name, value)| (quoted(name), quoted(value))).unzip();
    Some(format!("{}\r\n{}\r\n", names.join(","), values.join(",")))
}

const fn way(label: HandOffLabel) -> &'static str {
    match label {
        HandOffLabel::Confirmed => "card",
        HandOffLabel::Numbers => "number",
        HandOffLabel::Simulated => "simulation",
        HandOffLabel::Unverified(way) => way.as_str(),
        HandOffLabel::Struck(_) => "struck",
    }
}

/// The element of this name, wherever it stands: no name occurs in two places, and a confirmed message has one entry.
fn find<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    match value {
        Value::Object(members) => {
            let here = members.get(name).and_then(Value::as_str);
            here.or_else(|| members.values().find_map(|member| find(member, name)))
        }
        Value::Array(items) => items.iter().find_map(|item| find(item, name)),
        _ => None,
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}
