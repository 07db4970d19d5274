//! From the settings to the rules of a visit.

use std::time::Duration;

use ratatui::backend::Backend;

use super::kiosk::Kiosk;
use crate::common::{Drawing, Method, StaffNote};
use crate::settings::{self, Settings};
use crate::tty::capabilities::Capabilities;
use crate::visit::{AnswerSource, Rules};

/// A folder of results is asked nothing that could be late; this is only what the visit's own limits go by.
const WITHOUT_SERVICE: Duration = Duration::from_secs(30);

/// The rules of a visit under these settings, in this terminal.
#[must_use]
pub fn visit_rules(settings: &Settings, capabilities: Capabilities) -> Rules {
    let (source, deadline) = match &settings.source {
        settings::ResultSource::Gateway(gateway) => (AnswerSource::Card, gateway.endpoint.deadline),
        settings::ResultSource::Folder(_) => (AnswerSource::Folder, WITHOUT_SERVICE),
    };
    Rules {
        method: settings.identify.method,
        switchable: settings.identify.switchable,
        language: settings.ui.language,
        drawing: standing(settings, capabilities),
        dim_after: settings.ui.dim_after,
        motion: settings.ui.motion,
        panel_for: settings.panel.show_for,
        deadline,
        source,
        detail: settings.panel.detail,
        staff_can_act: settings.staff_access().is_given(),
    }
}

/// How the settings have screens drawn. A plain console has one size of text, which no visitor makes larger.
const fn standing(settings: &Settings, capabilities: Capabilities) -> Drawing {
    let settings::UiSettings { theme, large_text, .. } = settings.ui;
    Drawing { look: capabilities.look(theme), large: large_text || capabilities.plain }
}

impl<B: Backend, I, M> Kiosk<B, I, M> {
    /// How the screen is drawn now: for staff as the settings say, for a visitor as the visitor has chosen.
    pub(super) fn drawing(&self, for_staff: bool) -> Drawing {
        let standing = standing(&self.settings, self.capabilities);
        if for_staff { standing } else { self.visit.appearance().drawing(standing) }
    }

    /// That the settings want staff to confirm, where nothing shows who is staff.
    pub(super) fn access_note(&self) -> Option<StaffNote> {
        let wanted = self.settings.identify.method == Method::Staff && self.ports.is_some();
        (wanted && !self.settings.staff_access().is_given()).then_some(StaffNote::AccessMissing)
    }
}
