//! From the settings to the rules of a visit.

use std::time::Duration;

use crate::settings::{self, Settings};
use crate::visit::{AnswerSource, Rules};

/// A folder of results is asked nothing that could be late; this is only what the visit's own limits go by.
const WITHOUT_SERVICE: Duration = Duration::from_secs(30);

/// The rules of a visit under these settings.
#[must_use]
pub fn visit_rules(settings: &Settings) -> Rules {
    let (source, deadline) = match &settings.source {
        settings::ResultSource::Gateway(gateway) => (AnswerSource::Card, gateway.endpoint.deadline),
        settings::ResultSource::Folder(_) => (AnswerSource::Folder, WITHOUT_SERVICE),
    };
    Rules {
        method: settings.identify.method,
        switchable: settings.identify.switchable,
        language: settings.ui.language,
        panel_for: settings.panel.show_for,
        deadline,
        source,
        detail: settings.panel.detail,
        staff_can_act: settings.staff_access().is_given(),
    }
}
