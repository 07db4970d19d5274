//! What the contract repeats of the code, it repeats truly.

use crate::common::{SystemCode, TroubleKind};
use crate::eligibility::codes::{
    CharacterCode, DiseaseConsent, InsuredCardClassification, LimitClass, LimitClassification, LimitConsent,
    PersonalFamily, Preschool, ProcessingResultStatus, QualificationValidity, ReasonOfLoss, ReferenceClassification,
    SegmentOfResult, Sex, SpecificDisease,
};

const CONTRACT: &str = include_str!("../openapi.yaml");
const PROTOCOL: &str = include_str!("../protocol.md");

#[test]
fn the_protocol_names_every_code_that_the_service_can_bring_about() {
    let codes = TroubleKind::ALL.map(TroubleKind::code).into_iter().chain(SystemCode::ALL.map(SystemCode::code));
    for code in codes.filter(|code| code.starts_with("K-3") || code.starts_with("K-4")) {
        assert!(PROTOCOL.contains(&format!("`{code}`")), "src/gateway/protocol.md does not say when {code} is shown");
    }
}

/// The lines below `    name:` up to the next schema.
fn schema(name: &str) -> Vec<&'static str> {
    let lines = CONTRACT.lines().skip_while(|line| *line != format!("    {name}:")).skip(1);
    lines.take_while(|line| line.starts_with("     ")).collect()
}

/// The rows of a table, as the contract should have them.
macro_rules! rows {
    ($($table:ident)+) => {[$((
        stringify!($table),
        $table::KNOWN.iter().map(|code| format!("        \"{}\": \"{}: {}\"", code.code(), code.label_ja(), code.label_en()))
            .collect::<Vec<_>>(),
    )),+]};
}

#[test]
fn every_code_table_stands_in_the_contract_as_the_kiosk_knows_it() {
    let tables = rows! {
        CharacterCode DiseaseConsent InsuredCardClassification LimitClass LimitClassification LimitConsent PersonalFamily
        Preschool ProcessingResultStatus QualificationValidity ReasonOfLoss ReferenceClassification SegmentOfResult Sex
        SpecificDisease
    };
    for (table, rows) in tables {
        let lines = schema(table);
        assert!(lines.contains(&"      x-unknown-values: keep"), "{table}");
        let listed: Vec<_> = lines.into_iter().skip_while(|line| *line != "      x-codes:").skip(1).collect();
        assert_eq!(listed, rows, "{table}");
    }
}
