//! The groups within an entry: the elderly recipient's certificate, the limit on payments, specific diseases.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::codes::{LimitClass, LimitClassification, SpecificDisease};
use super::date::Date;
use super::ratio::Percent;
use super::text::Text;
use super::wire::{Wire, few, optional};

/// `ElderlyRecipientCertificateInfo` (高齢受給者証).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ElderlyRecipient {
    /// Day of issue.
    #[serde(rename = "ElderlyRecipientCertificateDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub issued: Option<Wire<Date>>,
    /// First valid day.
    #[serde(rename = "ElderlyRecipientValidStartDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub from: Option<Wire<Date>>,
    /// Last valid day.
    #[serde(rename = "ElderlyRecipientValidEndDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub to: Option<Wire<Date>>,
    /// Share paid.
    #[serde(rename = "ElderlyRecipientContributionRatio")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub percent: Option<Wire<Percent>>,
}

/// `LimitApplicationCertificateRelatedInfo` (限度額適用認定証関連情報).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limit {
    /// Kind of certificate.
    #[serde(rename = "LimitApplicationCertificateClassification")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub classification: Option<LimitClassification>,
    /// Income class (適用区分).
    #[serde(rename = "LimitApplicationCertificateClassificationFlag")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub class: Option<LimitClass>,
    /// Day of issue.
    #[serde(rename = "LimitApplicationCertificateDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub issued: Option<Wire<Date>>,
    /// First valid day.
    #[serde(rename = "LimitApplicationCertificateValidStartDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub from: Option<Wire<Date>>,
    /// Last valid day.
    #[serde(rename = "LimitApplicationCertificateValidEndDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub to: Option<Wire<Date>>,
    /// Since when long-term stays count (長期入院該当年月日).
    #[serde(rename = "LimitApplicationCertificateLongTermDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub long_term: Option<Wire<Date>>,
}

/// `SpecificDiseasesCertificateList`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Diseases {
    /// The certificates, in the order sent.
    #[serde(rename = "SpecificDiseasesCertificateInfo", default, deserialize_with = "few")]
    pub entries: Vec<Disease>,
}

impl Diseases {
    /// Whether none was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// `SpecificDiseasesCertificateInfo`: health data, therefore without a readable `Debug`.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Disease {
    /// Which disease.
    #[serde(rename = "SpecificDiseasesDiseaseCategory")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub category: Option<SpecificDisease>,
    /// Day of issue.
    #[serde(rename = "SpecificDiseasesCertificateDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub issued: Option<Wire<Date>>,
    /// First valid day.
    #[serde(rename = "SpecificDiseasesValidStartDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub from: Option<Wire<Date>>,
    /// Last valid day.
    #[serde(rename = "SpecificDiseasesValidEndDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub to: Option<Wire<Date>>,
    /// The most the person pays, as sent (unit not established; yen by the look of it).
    #[serde(rename = "SpecificDiseasesSelfPay")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub self_pay: Option<Text>,
}

impl fmt::Debug for Disease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Disease(..)")
    }
}
