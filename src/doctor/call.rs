//! What calls staff who do not see the screen: whether a call would get through. No one is called for it.

use super::files;
use crate::common::{Finding, FindingDetail, Part};
use crate::pager::probe;
use crate::settings::Settings;

/// One finding for the webhook and one for the file, as far as the settings name them.
pub(super) fn findings(settings: &Settings) -> Vec<Finding> {
    let Some(call) = &settings.call else { return vec![Finding::fine(Part::Call, FindingDetail::Off)] };
    let webhook = call.webhook.as_ref().map(|webhook| match probe(webhook) {
        Ok(()) => Finding::fine(Part::Call, FindingDetail::Ready),
        Err(error) => Finding::broken(Part::Call, FindingDetail::Wrong(error.to_string())),
    });
    let file = call.file.as_deref().and_then(|file| file.parent()).map(|dir| {
        files::unwritable(Part::Call, dir).unwrap_or_else(|| Finding::fine(Part::Call, FindingDetail::Ready))
    });
    webhook.into_iter().chain(file).collect()
}
