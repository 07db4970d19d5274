//! The network share of a qualification terminal: whether root mounts the one that the settings name, and whether it
//! answers.

use std::collections::BTreeSet;
use std::fs;

use super::host::Host;
use crate::common::{Finding, FindingDetail, Part};
use crate::settings::{Settings, ShareSettings};

/// What root took over; `uketsuke-share on` writes it.
const RECORD: &str = "/etc/uketsuke-share";

/// One finding for each share; one for all where root does not go by these settings; none without `[share]`. Before
/// them, where the firewall lets nothing out to the server: then no share can answer.
pub(super) fn findings(settings: &Settings, host: &Host) -> Vec<Finding> {
    let Some(share) = &settings.share else { return Vec::new() };
    if !is_taken_over(share, host) {
        return vec![Finding::broken(Part::Share, FindingDetail::Exposed)];
    }
    // To look at it is to have it mounted.
    let answers = |folder: &String| fs::read_dir(host.path(folder)).is_ok();
    let folders = share.folders().into_iter().map(|folder| folder.display().to_string());
    let shut_out = host.failed_in_firewall("share").into_iter();
    let shut_out = shut_out.map(|_rule_or_host| FindingDetail::ShutOut(share.host.clone())).take(1);
    shut_out
        .map(|detail| Finding::broken(Part::Share, detail))
        .chain(folders.map(|folder| {
            if answers(&folder) {
                Finding::fine(Part::Share, FindingDetail::Name(folder))
            } else {
                Finding::broken(Part::Share, FindingDetail::Missing(folder))
            }
        }))
        .collect()
}

fn is_taken_over(share: &ShareSettings, host: &Host) -> bool {
    let record = host.text(RECORD).unwrap_or_default();
    let recorded: BTreeSet<_> = record.lines().filter(|line| !line.starts_with('#')).collect();
    let lines = share.lines();
    recorded == lines.iter().map(String::as_str).collect()
}
