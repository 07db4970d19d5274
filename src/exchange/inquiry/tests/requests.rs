//! What a request is made of.

use encoding_rs::SHIFT_JIS;
use time::macros::date;

use super::*;
use crate::common::FileEncoding;
use crate::common::RequestField;
use crate::eligibility::{SentAssignment, SentQuestion};
use crate::exchange::inquiry::request::{identifier, write, write_assignment};
use crate::settings::{EmptyElements, Folding, Padding};

const IDENTIFIER: &str = "UKT7Q2M4ZK9PXW3HB6TD8RNAVCE";

fn written(typed: TypedNumbers<'_>, change: impl FnOnce(&mut ExchangeSettings)) -> Result<Vec<u8>, InquiryError> {
    let mut settings = settings(Path::new("/"));
    change(&mut settings);
    let (check, facility) = (check(typed), "1319999999".parse().unwrap());
    let day = date!(2026 - 11 - 26).into();
    let question = SentQuestion { check: &check, identifier: IDENTIFIER, facility: &facility, day };
    write(question, &settings).map(|bytes| bytes.to_vec())
}

fn text(typed: TypedNumbers<'_>, change: impl FnOnce(&mut ExchangeSettings)) -> String {
    String::from_utf8(written(typed, change).unwrap()).unwrap()
}

#[test]
fn a_request_has_the_elements_of_the_table_in_its_order() {
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<XmlMsg><MessageHeader>\n\
        <QualificationConfirmationDate>20261126</QualificationConfirmationDate>\n\
        <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>\n\
        <ArbitraryFileIdentifier>UKT7Q2M4ZK9PXW3HB6TD8RNAVCE</ArbitraryFileIdentifier>\n\
        </MessageHeader><MessageBody><QualificationConfirmSearchInfo>\n\
        <InsurerNumber>06139992</InsurerNumber>\n<InsuredCardSymbol>試験</InsuredCardSymbol>\n\
        <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber>\n\
        <InsuredBranchNumber>01</InsuredBranchNumber>\n<Birthdate>19900401</Birthdate>\n\
        <LimitApplicationCertificateRelatedConsFlg>0</LimitApplicationCertificateRelatedConsFlg>\n\
        </QualificationConfirmSearchInfo></MessageBody></XmlMsg>\n";
    assert_eq!(text(HANAKO, |_| ()), expected);
}

/// An assignment for the person on this paper, in the width of the settings.
fn assigned(
    typed: TypedNumbers<'_>,
    reference: &str,
    change: impl FnOnce(&mut ExchangeSettings),
) -> Result<Vec<u8>, InquiryError> {
    let mut settings = settings(Path::new("/"));
    change(&mut settings);
    let (assignment, facility) = (assignment(typed, reference), "1319999999".parse().unwrap());
    let sent = SentAssignment { assignment: &assignment, identifier: IDENTIFIER, facility: &facility };
    write_assignment(sent, &settings).map(|bytes| bytes.to_vec())
}

#[test]
fn an_assignment_has_the_elements_of_its_table_in_their_order_and_none_that_is_empty() {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<XmlMsg><MessageHeader>\n\
        <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>\n\
        <ArbitraryFileIdentifier>UKT7Q2M4ZK9PXW3HB6TD8RNAVCE</ArbitraryFileIdentifier>\n\
        </MessageHeader><MessageBody><ReferenceNumberRegistrationInfo>\n";
    let tail = "</ReferenceNumberRegistrationInfo></MessageBody></XmlMsg>\n";
    for (typed, block) in [
        (
            HANAKO,
            "<InsurerNumber>06139992</InsurerNumber>\n<InsuredCardSymbol>試験</InsuredCardSymbol>\n\
             <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber>\n\
             <InsuredBranchNumber>01</InsuredBranchNumber>\n",
        ),
        (
            JIRO,
            "<InsurerNumber>  139998</InsurerNumber>\n<InsuredCardSymbol>試-1</InsuredCardSymbol>\n\
             <InsuredIdentificationNumber>123456</InsuredIdentificationNumber>\n",
        ),
        (
            ELDER,
            "<InsurerNumber>39139993</InsurerNumber>\n\
             <InsuredIdentificationNumber>00000018</InsuredIdentificationNumber>\n",
        ),
    ] {
        let expected = format!("{head}<ReferenceNumber>000123</ReferenceNumber>\n{block}{tail}");
        assert_eq!(String::from_utf8(assigned(typed, "000123", |_| ()).unwrap()).unwrap(), expected);
    }
}

#[test]
fn an_assignment_follows_the_settings_in_padding_width_and_encoding() {
    let text = |change: fn(&mut ExchangeSettings)| String::from_utf8(assigned(JIRO, "Ａ-1", change).unwrap()).unwrap();
    assert!(text(|settings| settings.pad = Padding::Zero).contains("<InsurerNumber>00139998<"));
    assert!(text(|_| ()).contains("<ReferenceNumber>A-1<"));
    assert!(text(|settings| settings.fold = Folding::AsTyped).contains("<ReferenceNumber>Ａ-1<"));
    let shift_jis = |settings: &mut ExchangeSettings| settings.encoding = FileEncoding::ShiftJis;
    let bytes = assigned(HANAKO, "髙1", shift_jis).unwrap();
    let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
    assert!(text.contains("<ReferenceNumber>髙1<") && text.contains("encoding=\"Shift_JIS\""));
    let refused = assigned(HANAKO, "𠮟1", shift_jis);
    assert_eq!(refused, Err(InquiryError::CharacterNotEncodable(RequestField::Reference)));
    assert_eq!(
        assigned(TypedNumbers { symbol: Some("𠮟"), ..HANAKO }, "1", shift_jis),
        Err(InquiryError::CharacterNotEncodable(RequestField::Symbol))
    );
}

#[test]
fn six_digits_are_padded_as_the_settings_say() {
    for (pad, insurer) in [(Padding::Space, "  139998"), (Padding::Zero, "00139998"), (Padding::None, "139998")] {
        let text = text(JIRO, |settings| settings.pad = pad);
        assert!(text.contains(&format!("<InsurerNumber>{insurer}</InsurerNumber>")), "{pad:?}");
    }
}

#[test]
fn what_a_paper_does_not_have_is_an_empty_element_or_none() {
    let empty = text(ELDER, |_| ());
    assert!(empty.contains("<InsuredCardSymbol></InsuredCardSymbol>\n"));
    assert!(empty.contains("<InsuredBranchNumber></InsuredBranchNumber>\n"));
    let omitted = text(ELDER, |settings| settings.empty = EmptyElements::Omit);
    assert!(!omitted.contains("Symbol") && !omitted.contains("Branch"));
}

#[test]
fn symbols_are_sent_in_the_width_of_the_settings_and_kana_stay_what_they_are() {
    let typed = TypedNumbers { symbol: Some("ＡＢ－１ｶﾞーア髙"), number: Some("１２-３"), ..HANAKO };
    for (fold, symbol, number) in [
        (Folding::HalfAscii, "AB-1ｶﾞーア髙", "12-3"),
        (Folding::AsTyped, "ＡＢ－１ｶﾞーア髙", "１２-３"),
        (Folding::Full, "ＡＢ－１ガーア髙", "１２－３"),
    ] {
        let text = text(typed, |settings| settings.fold = fold);
        assert!(text.contains(&format!("<InsuredCardSymbol>{symbol}<")), "{fold:?}: {text}");
        assert!(text.contains(&format!("<InsuredIdentificationNumber>{number}<")), "{fold:?}: {text}");
    }
}

#[test]
fn a_character_that_the_encoding_lacks_is_refused_and_never_changed() {
    let shift_jis = |settings: &mut ExchangeSettings| settings.encoding = FileEncoding::ShiftJis;
    for symbol in ["髙", "①", "～", "試&<>'\"", "𠮟", "−"] {
        let typed = TypedNumbers { symbol: Some(symbol), ..HANAKO };
        let as_typed = |settings: &mut ExchangeSettings| settings.fold = Folding::AsTyped;
        assert!(written(typed, as_typed).is_ok(), "{symbol}");
    }
    for symbol in ["髙", "①"] {
        let bytes = written(TypedNumbers { symbol: Some(symbol), ..HANAKO }, shift_jis).unwrap();
        let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
        assert!(text.contains(&format!("<InsuredCardSymbol>{symbol}<")) && text.contains("encoding=\"Shift_JIS\""));
    }
    for symbol in ["𠮟", "한"] {
        let refused = written(TypedNumbers { symbol: Some(symbol), ..HANAKO }, shift_jis);
        assert_eq!(refused, Err(InquiryError::CharacterNotEncodable(RequestField::Symbol)), "{symbol}");
    }
}

#[test]
fn what_would_be_markup_in_a_symbol_is_text() {
    let text = text(TypedNumbers { symbol: Some("</Insured>&"), ..HANAKO }, |_| ());
    assert!(text.contains("<InsuredCardSymbol>&lt;/Insured&gt;&amp;</InsuredCardSymbol>"));
}

#[test]
fn an_identifier_is_never_the_same_and_fits_its_field() {
    let identifiers: std::collections::HashSet<_> = (0..1000).map(|_| identifier().unwrap()).collect();
    assert_eq!(identifiers.len(), 1000);
    let fits = |text: &String| text.len() <= 50 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    assert!(identifiers.iter().all(fits));
}

#[test]
fn a_request_that_cannot_be_written_leaves_nothing_and_uses_no_number_up() {
    let dir = folders();
    let mut kiosk = Kiosk::new(dir.path());
    kiosk.inquirer.settings.encoding = FileEncoding::ShiftJis;
    let error = kiosk.fails(TypedNumbers { symbol: Some("𠮟"), ..HANAKO });
    assert_eq!(error, InquiryError::CharacterNotEncodable(RequestField::Symbol));
    assert_eq!((names(&dir.path().join("Req")).len(), kiosk.has_gone("create")), (0, 0));
}
