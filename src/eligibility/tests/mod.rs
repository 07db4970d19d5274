//! The message in both forms, and what it comes to.

mod any_order;
mod assignments;
mod bulk_assignments;
mod codes_in_their_places;
mod copied_text;
mod entered_by_hand;
mod privacy;
mod reading_and_writing;
mod verdicts;
mod what_is_no_message;

use serde_json::{Value, json};

use super::codes::*;
use super::*;

/// A synthetic person with every element that an eligibility-only result may hold.
fn full() -> Value {
    json!({
        "InsuredCardClassification": "01",
        "InsurerNumber": "06139992",
        "InsuredCardSymbol": "試験",
        "InsuredIdentificationNumber": "0012345",
        "InsuredBranchNumber": "01",
        "PersonalFamilyClassification": "2",
        "InsuredName": "試験　太郎",
        "Name": "試験　花子",
        "NameOfOther": "試験　花",
        "NameKana": "ｼｹﾝ ﾊﾅｺ",
        "NameOfOtherKana": "ｼｹﾝ ﾊﾅ",
        "Sex1": "2",
        "Sex2": "3",
        "Birthdate": "19900401",
        "Address": "架空県試験市一丁目１－１",
        "PostNumber": "000-0000",
        "QualificationDate": "20230401",
        "DisqualificationDate": "20270401",
        "InsuredCertificateIssuanceDate": "20230402",
        "InsuredCardValidDate": "20230401",
        "InsuredCardExpirationDate": "99991231",
        "InsuredPartialContributionRatio": "010",
        "PreschoolClassification": "1",
        "ReasonOfLoss": "03",
        "InsurerName": "架空健康保険組合",
        "ElderlyRecipientCertificateInfo": {
            "ElderlyRecipientCertificateDate": "20260801",
            "ElderlyRecipientValidStartDate": "20260801",
            "ElderlyRecipientValidEndDate": "20270731",
            "ElderlyRecipientContributionRatio": "020"
        },
        "LimitApplicationCertificateRelatedConsFlg": "1",
        "LimitApplicationCertificateRelatedConsTime": "20261122101500",
        "LimitApplicationCertificateRelatedInfo": {
            "LimitApplicationCertificateClassification": "01",
            "LimitApplicationCertificateClassificationFlag": "A03",
            "LimitApplicationCertificateDate": "20260401",
            "LimitApplicationCertificateValidStartDate": "20260401",
            "LimitApplicationCertificateValidEndDate": "20270331",
            "LimitApplicationCertificateLongTermDate": "20260501"
        },
        "SpecificDiseasesCertificateRelatedConsFlg": "1",
        "SpecificDiseasesCertificateRelatedConsTime": "20261122101500",
        "SpecificDiseasesCertificateList": { "SpecificDiseasesCertificateInfo": [
            {
                "SpecificDiseasesDiseaseCategory": "1",
                "SpecificDiseasesCertificateDate": "20260401",
                "SpecificDiseasesValidStartDate": "20260401",
                "SpecificDiseasesValidEndDate": "20270331",
                "SpecificDiseasesSelfPay": "10000"
            },
            { "SpecificDiseasesDiseaseCategory": "2" }
        ] },
        "ReferenceNumber": "000777"
    })
}

const MANDATORY: [&str; 5] = ["InsuredCardClassification", "Name", "Sex1", "Birthdate", "InsurerName"];

fn message_of(entries: &[Value]) -> Value {
    json!({
        "MessageHeader": {
            "ProcessExecutionTime": "20261122101530",
            "QualificationConfirmationDate": "20261122",
            "MedicalInstitutionCode": "1319999999",
            "ArbitraryFileIdentifier": "check-1",
            "ReferenceClassification": "1",
            "SegmentOfResult": "1",
            "CharacterCodeIdentifier": "0"
        },
        "MessageBody": {
            "ProcessingResultStatus": "1",
            "QualificationValidity": "1",
            "ResultList": { "ResultOfQualificationConfirmation": entries }
        }
    })
}

fn read(json: &Value) -> Result<XmlMsg, MessageError> {
    XmlMsg::from_json(json.to_string().as_bytes())
}

fn written(message: &XmlMsg) -> Value {
    serde_json::from_slice(&message.to_json().unwrap()).unwrap()
}

/// Out to XML and in again; out to JSON and in again.
fn survives_both_forms(message: &XmlMsg) {
    let xml = message.to_xml().unwrap();
    assert!(XmlMsg::from_xml(&xml).as_ref() == Ok(message), "{xml}");
    assert!(XmlMsg::from_json(&message.to_json().unwrap()).as_ref() == Ok(message));
}

const SAMPLE: &str = r#"<?xml version="1.0" encoding="Shift_JIS" standalone="no"?>
<XmlMsg>
  <MessageHeader>
    <ProcessExecutionTime>20261122101530</ProcessExecutionTime>
    <QualificationConfirmationDate>20261122</QualificationConfirmationDate>
    <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>
    <ReferenceClassification>1</ReferenceClassification>
    <SegmentOfResult>1</SegmentOfResult>
    <CharacterCodeIdentifier>1</CharacterCodeIdentifier>
  </MessageHeader>
  <MessageBody>
    <ProcessingResultStatus>1</ProcessingResultStatus>
    <QualificationValidity>1</QualificationValidity>
    <ResultList>
      <ResultOfQualificationConfirmation>
        <InsuredCardClassification>01</InsuredCardClassification>
        <InsurerNumber>06139992</InsurerNumber>
        <InsuredCardSymbol>試験</InsuredCardSymbol>
        <InsuredIdentificationNumber>0012345</InsuredIdentificationNumber>
        <InsuredBranchNumber>01</InsuredBranchNumber>
        <PersonalFamilyClassification>2</PersonalFamilyClassification>
        <InsuredName>試験　太郎</InsuredName>
        <Name>試験　花子</Name>
        <NameKana>ｼｹﾝ ﾊﾅｺ</NameKana>
        <Sex1>2</Sex1>
        <Birthdate>19900401</Birthdate>
        <QualificationDate>20230401</QualificationDate>
        <InsuredCardValidDate>20230401</InsuredCardValidDate>
        <InsurerName>架空健康保険組合</InsurerName>
      </ResultOfQualificationConfirmation>
    </ResultList>
  </MessageBody>
</XmlMsg>
"#;
