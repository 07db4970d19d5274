//! One entry of the result list: what the register says about one person's qualification.
//!
//! Element names, order and optionality follow the external-interface format (外部インターフェイス仕様書) as far as it
//! is known from public sources. Groups that an eligibility-only result never holds (medical tickets, consents to
//! clinical data) are not here: they are skipped on reading and cannot be written.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::codes::{
    DiseaseConsent, InsuredCardClassification, LimitConsent, PersonalFamily, Preschool, ReasonOfLoss, Sex,
};
use super::date::Date;
use super::groups::{Diseases, ElderlyRecipient, Limit};
use super::insurer::{InsurerNote, InsurerNumber};
use super::ratio::Percent;
use super::text::Text;
use super::wire::{Wire, optional};

/// `ResultOfQualificationConfirmation`: personal data, therefore without a readable `Debug`.
///
/// `None` is "not sent" (a blank element counts as not sent); a panel leaves such a row out. The default is an entry of
/// which nothing was sent, also of what is mandatory.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Entry {
    /// Kind of certificate (証区分).
    pub insured_card_classification: InsuredCardClassification,
    /// Insurer number (保険者番号); with medical assistance the number of the public payer.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub insurer_number: Option<InsurerNumber>,
    /// Symbol (記号); the late-elderly insurance has none.
    #[serde(rename = "InsuredCardSymbol")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub symbol: Option<Text>,
    /// Number (番号), leading zeros included.
    #[serde(rename = "InsuredIdentificationNumber")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub number: Option<Text>,
    /// Branch (枝番), two digits. Absent is not `00`.
    #[serde(rename = "InsuredBranchNumber")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub branch: Option<Text>,
    /// Insured person or family member (本人・家族の別).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub personal_family_classification: Option<PersonalFamily>,
    /// Name of the insured person or householder (被保険者氏名).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub insured_name: Option<Text>,
    /// Name as on the card (氏名); `●` stands for a character outside the exchange set.
    pub name: Text,
    /// Another registered name (通称 etc.), "on the back".
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub name_of_other: Option<Text>,
    /// The name in kana (フリガナ), half width on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub name_kana: Option<Text>,
    /// The other name in kana, half width on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub name_of_other_kana: Option<Text>,
    /// Sex (性別) as on the front.
    pub sex1: Sex,
    /// Sex as on the back, where it is kept apart.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub sex2: Option<Sex>,
    /// Date of birth (生年月日).
    pub birthdate: Wire<Date>,
    /// Address (住所) as registered with the insurer; may be suppressed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub address: Option<Text>,
    /// Post code (郵便番号), with or without hyphen.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub post_number: Option<Text>,
    /// Day the qualification was gained (資格取得年月日).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub qualification_date: Option<Wire<Date>>,
    /// Day the qualification was lost (資格喪失年月日).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub disqualification_date: Option<Wire<Date>>,
    /// Day of issue (交付日).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub insured_certificate_issuance_date: Option<Wire<Date>>,
    /// First valid day (有効開始日).
    #[serde(rename = "InsuredCardValidDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub valid_from: Option<Wire<Date>>,
    /// Last valid day (有効終了日).
    #[serde(rename = "InsuredCardExpirationDate")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub valid_to: Option<Wire<Date>>,
    /// Share paid by a person in the late-elderly insurance (後期高齢者). The data has no other person's share.
    #[serde(rename = "InsuredPartialContributionRatio")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub late_elderly_ratio: Option<Wire<Percent>>,
    /// Before compulsory schooling (未就学区分).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub preschool_classification: Option<Preschool>,
    /// Why the qualification was lost (喪失事由).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub reason_of_loss: Option<ReasonOfLoss>,
    /// Name of the insurer (保険者名).
    pub insurer_name: Text,
    /// The elderly recipient's certificate, ages 70 to 74.
    #[serde(rename = "ElderlyRecipientCertificateInfo")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elderly_recipient: Option<ElderlyRecipient>,
    /// Consent to show the limit on payments.
    #[serde(rename = "LimitApplicationCertificateRelatedConsFlg")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub limit_consent: Option<LimitConsent>,
    /// When that consent was given, `YYYYMMDDHHmmss`.
    #[serde(rename = "LimitApplicationCertificateRelatedConsTime")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub limit_consent_time: Option<Text>,
    /// The limit on payments (限度額適用認定証).
    #[serde(rename = "LimitApplicationCertificateRelatedInfo")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Consent to show specific diseases.
    #[serde(rename = "SpecificDiseasesCertificateRelatedConsFlg")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub disease_consent: Option<DiseaseConsent>,
    /// When that consent was given, `YYYYMMDDHHmmss`.
    #[serde(rename = "SpecificDiseasesCertificateRelatedConsTime")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub disease_consent_time: Option<Text>,
    /// Certificates for specific diseases (特定疾病療養受療証).
    #[serde(rename = "SpecificDiseasesCertificateList")]
    #[serde(default, skip_serializing_if = "Diseases::is_empty")]
    pub diseases: Diseases,
    /// The facility's own number for this person (照会番号).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    pub reference_number: Option<Text>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entry(..)")
    }
}

/// Something in an entry that staff should look at. It changes no verdict: the register, not this program, says what is
/// valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The insurer number is not what such a number looks like.
    Insurer(InsurerNote),
    /// The day of the check lies before the first or after the last valid day, or the qualification was lost by then.
    OutsideValidity,
    /// The last valid day lies before the first.
    PeriodReversed,
}

impl Entry {
    /// The insurer number, if one was sent.
    #[must_use]
    pub fn insurer(&self) -> Option<&InsurerNumber> {
        self.insurer_number.as_ref()
    }

    /// The date of birth, if it is one.
    #[must_use]
    pub fn birthdate(&self) -> Option<Date> {
        self.birthdate.read()
    }

    /// First and last valid day, each where it was sent and can be read.
    #[must_use]
    pub fn validity(&self) -> (Option<Date>, Option<Date>) {
        let day = |sent: &Option<Wire<Date>>| sent.as_ref().and_then(Wire::read);
        (day(&self.valid_from), day(&self.valid_to))
    }

    /// Whether its dates, as far as they were sent and can be read, allow that it is in force on this day. The day of
    /// the loss (資格喪失年月日) is the first one without it.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> bool {
        let (from, to) = self.validity();
        let lost = self.disqualification_date.as_ref().and_then(Wire::read);
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to) && lost.is_none_or(|lost| day < lost)
    }

    /// What staff should look at, given the day of the check (`QualificationConfirmationDate`).
    #[must_use]
    pub fn notes(&self, checked_on: Option<Date>) -> Vec<Note> {
        let mut notes: Vec<Note> =
            self.insurer().and_then(InsurerNumber::note).map(Note::Insurer).into_iter().collect();
        let (from, to) = self.validity();
        if checked_on.is_some_and(|day| !self.is_in_force(day)) {
            notes.push(Note::OutsideValidity);
        }
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            notes.push(Note::PeriodReversed);
        }
        notes
    }
}
