//! The loop's side of the report for support: made and written beside the loop.

use ratatui::backend::Backend;

use super::jobs::JobResult;
use super::kiosk::{Kiosk, RunMode};
use super::report;
use crate::report::PackedReport;
use crate::staff::ReportTo;
use crate::staff::diagnosis::{Examined, ReportFault, Reported, findings};
use crate::tty::keyboard::KeyInput;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Whether what staff copy shows as a code too, and whether it is not real.
    pub(super) fn copied(&self) -> (bool, bool) {
        (self.settings.panel.copy_qr, self.is_simulated())
    }

    /// Has the report made, as soon as the machine is examined.
    pub(super) fn report(&mut self, to: ReportTo) {
        let Reported { packed, written } = &mut self.jobs.report;
        match to {
            ReportTo::Screen => *packed = PackedReport::default(),
            ReportTo::File => *written = None,
        }
        self.facts.invalidate();
        if self.jobs.examined == Examined::Looking {
            self.jobs.report_to = Some(to);
        } else {
            self.make_report(to);
        }
    }

    /// The machine is examined.
    pub(super) fn report_now(&mut self) {
        if let Some(to) = self.jobs.report_to.take() {
            self.make_report(to);
        }
    }

    fn make_report(&mut self, to: ReportTo) {
        let found = findings(&self.machine(), &self.jobs.examined);
        let (settings, area) = (self.settings.clone(), self.console.area());
        self.jobs.running.spawn_blocking(move || {
            let report = report::report(Ok(&settings), &found, Some((area.width, area.height)));
            let written = (to == ReportTo::File).then(|| report::write(&report, &settings));
            JobResult::Reported(report.packed(), written)
        });
    }

    /// It is made.
    pub(super) fn reported(&mut self, packed: PackedReport, written: Option<Result<String, ReportFault>>) {
        self.jobs.report.packed = packed;
        if written.is_some() {
            tracing::info!(written = matches!(written, Some(Ok(_))), "a report for support");
            self.jobs.report.written = written;
        }
        self.facts.invalidate();
    }
}
