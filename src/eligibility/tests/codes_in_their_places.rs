//! Every code in every place.

use super::*;

/// Puts a code where `at` points and takes it through both forms.
fn travels(at: &str, code: &str) {
    let mut json = message_of(&[full()]);
    *json.pointer_mut(at).unwrap() = json!(code);
    let message = read(&json).unwrap();
    assert_eq!(written(&message), json, "{at} {code}");
    if at != CHARACTER_CODE {
        survives_both_forms(&message);
    }
}

const CHARACTER_CODE: &str = "/MessageHeader/CharacterCodeIdentifier";
const ENTRY: &str = "/MessageBody/ResultList/ResultOfQualificationConfirmation/0";

#[test]
fn every_known_code_and_an_unknown_one_travel_in_every_place() {
    macro_rules! places {
        ($($at:expr => $table:ident),+ $(,)?) => {$(
            for known in $table::KNOWN {
                travels($at, known.code());
            }
            travels($at, "Z9");
        )+};
    }
    let of = |name: &str| format!("{ENTRY}/{name}");
    let limit = of("LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassification");
    places! {
        "/MessageHeader/ReferenceClassification" => ReferenceClassification,
        "/MessageHeader/SegmentOfResult" => SegmentOfResult,
        CHARACTER_CODE => CharacterCode,
        "/MessageBody/ProcessingResultStatus" => ProcessingResultStatus,
        "/MessageBody/QualificationValidity" => QualificationValidity,
        &of("InsuredCardClassification") => InsuredCardClassification,
        &of("PersonalFamilyClassification") => PersonalFamily,
        &of("Sex1") => Sex,
        &of("Sex2") => Sex,
        &of("PreschoolClassification") => Preschool,
        &of("ReasonOfLoss") => ReasonOfLoss,
        &of("LimitApplicationCertificateRelatedConsFlg") => LimitConsent,
        &limit => LimitClassification,
        &format!("{limit}Flag") => LimitClass,
        &of("SpecificDiseasesCertificateRelatedConsFlg") => DiseaseConsent,
        &of("SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo/0/SpecificDiseasesDiseaseCategory")
            => SpecificDisease,
    }
}

#[test]
fn a_file_in_an_unknown_character_code_cannot_be_written() {
    let mut json = message_of(&[full()]);
    json["MessageHeader"]["CharacterCodeIdentifier"] = json!("2");
    assert_eq!(read(&json).unwrap().to_xml(), Err(MessageError::Unwritable));
}
