//! The registration screen, in English.

use super::super::texts::{RegistrationTexts, Remedy};
use crate::common::{RegistrationRemedy, TroubleKind};
use crate::registration::{FacilitySettings, FormField, FormNote, FormRejection};
use crate::ui::texts::visitor::en::advice;

pub(super) const TEXTS: RegistrationTexts = RegistrationTexts {
    title: "Registration of this terminal",
    label: |field| match field {
        FormField::User => "User ID",
        FormField::Facility => "Facility code",
        FormField::Code => "One-time code",
    },
    ask: |field| match field {
        FormField::User => "Type the user ID, |then press Enter",
        FormField::Facility => "Check the facility code, |then press Enter",
        FormField::Code => "Type the one-time code, |then press Enter",
    },
    about: |field| match field {
        FormField::User => "It came from the eligibility service. Type the 7 digits after the W.",
        FormField::Facility => "It is the one in this terminal's settings.",
        FormField::Code => "It came with the user ID and works once. It is not shown.",
    },
    note,
    typed: |characters| if characters == 1 { "1 character".to_owned() } else { format!("{characters} characters") },
    next: "Next",
    back: "Back",
    register: "Register",
    registering: "Registering this terminal",
    wait: "Please wait",
    registered: "This terminal is registered",
    until: |date| format!("Registered until {date}"),
    then: "The set-up goes on by itself after 5 seconds",
    refused: "Not registered",
    wrong_code: Remedy {
        cause: "The user ID or the one-time code is wrong, or the code has been used already.",
        to_do: "Check both and type the code again. A used code never works again: ask the service for a new one.",
    },
    pending: Remedy {
        cause: "The service has not approved this terminal yet.",
        to_do: "Register again later, with the same code.",
    },
    pending_for: |minutes| format!("The service says: in about {minutes} min"),
    machine: Remedy {
        cause: "Something is wrong with the settings or a file of this terminal.",
        to_do: "Tell your support the detail below. Once it is mended, register again.",
    },
    service,
    to_do: "To do",
    detail: "Detail",
    from_start: "From the user ID",
};

/// A word beside the field.
fn note(field: FormField, note: FormNote, settings: &FacilitySettings) -> String {
    let words = match (note, field) {
        (FormNote::WrongKey, FormField::User | FormField::Facility) => "Digits only, please.",
        (FormNote::WrongKey, FormField::Code) => "That key types nothing here.",
        (FormNote::TooShort, FormField::User) => "Please type all 7 digits.",
        (FormNote::TooShort, FormField::Facility) => "Please type all 10 digits.",
        (FormNote::TooShort, FormField::Code) => "Please type at least 4 characters.",
        (FormNote::TooLong, _) => "There is no more space. Erase first to change it.",
        (FormNote::OneByOne, _) => "Please type it again, one key at a time.",
        (FormNote::Rejected(FormRejection::CheckDigit), _) => "A digit is wrong. Please compare them one by one.",
        (FormNote::Rejected(FormRejection::GivenUp), _) => "Stopped. This code may not work any more.",
        (FormNote::Rejected(FormRejection::OtherFacility), _) => {
            let FacilitySettings { facility, file, .. } = settings;
            return format!("The settings say {facility}. If they are wrong, correct [kiosk] facility in {file}.");
        }
    };
    words.to_owned()
}

/// What to do about trouble with the service; there is no card and no other way to confirm.
fn service(kind: TroubleKind) -> &'static str {
    match kind.registration_remedy() {
        RegistrationRemedy::AsInVisit => advice::trouble::<0>(kind).staff,
        RegistrationRemedy::ClockFirst => {
            "Register again once it is right. Check the network; if it stays wrong, call your support."
        }
        RegistrationRemedy::WhenOpen => "Register again when the service is open again.",
        RegistrationRemedy::Again => "Register again. If the code has been used up, ask the service for a new one.",
    }
}
