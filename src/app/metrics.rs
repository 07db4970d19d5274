//! Figures for a monitoring system that is there already: a text file that Prometheus' `node_exporter` collects.
//!
//! Counts what the loop hears and does, and changes nothing of it. Labels hold our own words only: a verdict, what it
//! rests on, a code of the catalogue. What a card or a service says never becomes one.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use prometheus::core::Collector;
use prometheus::{GaugeVec, Histogram, HistogramOpts, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder};

use crate::common::{FileMode, InquiryFault, ReplaceOptions, Service, Slot, StaffNote, TroubleKind, replace_file};
use crate::visit::view::{PanelView, Screen};
use crate::visit::{Bell, Effect, Event, InquiryEnd, InquiryOutcome};

/// The answer takes 3 to 7 s in the field; `[gateway] deadline` ends it after 30 s unless set otherwise.
const SECONDS: [f64; 10] = [0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 20.0, 30.0];
/// A file older than this is written again although nothing happened: the loop wakes every minute, for the clock.
const FRESH_FOR: Duration = Duration::from_secs(50);
/// The outcome of a question that staff have left.
const WITHDRAWN: &str = "withdrawn";
/// What may come of a reset of the reader.
const RESETS: [&str; 2] = ["done", "refused"];
const DAY: f64 = 86_400.0;
/// Every user may read the file. Not synced: a minute later it is written again. Its provisional name does not end in
/// `.prom`, or the collector would read it half written.
const WRITING: ReplaceOptions =
    ReplaceOptions { hidden: false, mode: FileMode::Exact(0o644), owner: None, synced: false };

/// The figures, and the file that they are kept in.
#[derive(Debug)]
pub struct Metrics {
    file: PathBuf,
    registry: Registry,
    visits: IntCounterVec,
    failures: IntCounterVec,
    inquiries: IntCounterVec,
    inquiry: Histogram,
    answer: Histogram,
    reader_resets: IntCounterVec,
    /// Without a value until there is one, as is `up`: an unknown figure is not 0.
    days_left: GaugeVec,
    up: IntGaugeVec,
    /// What `up` says.
    heard: HashMap<&'static str, bool>,
    /// Since when a person waits for an answer.
    asked: Option<Instant>,
    /// When the file was written, unless something has been counted since.
    written: Option<Instant>,
    /// The file could not be written the last time, and the log has been told.
    lost: bool,
}

impl Metrics {
    /// Figures that begin at nothing and are to be kept in `file`.
    #[must_use]
    pub fn new(file: PathBuf) -> Option<Self> {
        // Fails only for a name that Prometheus does not allow, and the names stand below.
        Self::with_names(file).inspect_err(|error| tracing::error!(%error, "no metrics")).ok()
    }

    fn with_names(file: PathBuf) -> prometheus::Result<Self> {
        let registry = Registry::new();
        let visits = Opts::new("uketsuke_visits_total", "Answers shown, by verdict and by what they rest on");
        let visits = known(&registry, IntCounterVec::new(visits, &["verdict", "proof"])?)?;
        let failures = Opts::new("uketsuke_failures_total", "Troubles shown in place of an answer, by their code");
        let failures = known(&registry, IntCounterVec::new(failures, &["code"])?)?;
        // There from the start, so that the first one is seen as a change.
        for kind in TroubleKind::ALL {
            failures.get_metric_with_label_values(&[kind.code()])?;
        }
        let answer =
            HistogramOpts::new("uketsuke_answer_seconds", "From Enter or the staff's confirmation to the answer");
        let answer = known(&registry, Histogram::with_opts(answer.buckets(SECONDS.to_vec()))?)?;
        let inquiries = Opts::new(
            "uketsuke_number_checks_total",
            "Questions by numbers, by the verdict, the code of what prevented an answer, or withdrawn",
        );
        let inquiries = known(&registry, IntCounterVec::new(inquiries, &["outcome"])?)?;
        for code in InquiryFault::ALL.map(InquiryFault::code).into_iter().chain([WITHDRAWN]) {
            inquiries.get_metric_with_label_values(&[code])?;
        }
        let inquiry = HistogramOpts::new(
            "uketsuke_number_check_seconds",
            "From the question to the qualification terminal's answer",
        );
        let inquiry = known(&registry, Histogram::with_opts(inquiry.buckets(SECONDS.to_vec()))?)?;
        let reader_resets =
            Opts::new("uketsuke_reader_resets_total", "Resets of a reader that did not work, done or refused");
        let reader_resets = known(&registry, IntCounterVec::new(reader_resets, &["outcome"])?)?;
        for outcome in RESETS {
            reader_resets.get_metric_with_label_values(&[outcome])?;
        }
        let days_left =
            Opts::new("uketsuke_terminal_certificate_days_left", "Days until the terminal's certificate ends");
        let days_left = known(&registry, GaugeVec::new(days_left, &[])?)?;
        let up = Opts::new("uketsuke_up", "Whether this part can be used now (1) or not (0), as the kiosk heard last");
        let up = known(&registry, IntGaugeVec::new(up, &["part"])?)?;
        let build = Opts::new("uketsuke_build_info", "1; the version is in the label");
        let build = known(&registry, IntGaugeVec::new(build, &["version"])?)?;
        build.get_metric_with_label_values(&[env!("CARGO_PKG_VERSION")])?.set(1);
        let heard = HashMap::new();
        let (asked, written, lost) = (None, None, false);
        Ok(Self {
            file,
            registry,
            visits,
            failures,
            inquiries,
            inquiry,
            answer,
            reader_resets,
            days_left,
            up,
            heard,
            asked,
            written,
            lost,
        })
    }

    /// Takes note of what the loop heard.
    pub fn hear(&mut self, event: &Event) {
        match event {
            Event::Slot(Slot::Unknown) | Event::Service(Service::Unknown) => {}
            Event::Slot(slot) => self.is_up("reader", !matches!(slot, Slot::Unusable(_))),
            Event::Service(service) => self.is_up("service", matches!(service, Service::Open(_))),
            Event::Opened(_, _, Ok(_)) => self.is_up("service", true),
            Event::Folder(trouble) => self.is_up("folder", trouble.is_none()),
            Event::Found(_) => self.is_up("folder", true),
            _ => {}
        }
    }

    /// Takes note of what staff should know of the hand-off, which says nothing while all is well.
    pub fn hear_of_hand_off(&mut self, note: Option<StaffNote>) {
        use StaffNote::{HandOffFull, HandOffLost, HandOffMissing};
        self.is_up("handoff", !matches!(note, Some(HandOffMissing | HandOffFull | HandOffLost(_))));
    }

    /// Counts what the visit came to: `effects` are what it asked for, `screen` is what it shows now. It rings once on
    /// every arrival at an answer or at a trouble.
    pub fn count(&mut self, effects: &[Effect], screen: &Screen<'_>, now: Instant) {
        let arrived = effects.iter().any(|effect| matches!(effect, Effect::Bell(Bell::Answer | Bell::Trouble)));
        match screen {
            Screen::Checking { .. } => {
                self.asked.get_or_insert(now);
                return;
            }
            Screen::Panel(PanelView { verdict, proof, .. }) if arrived => {
                add(&self.visits, &[verdict.kind().as_str(), proof.as_str()]);
                if let Some(asked) = self.asked {
                    self.answer.observe(now.saturating_duration_since(asked).as_secs_f64());
                }
                self.written = None;
            }
            Screen::Trouble { trouble, .. } if arrived => {
                add(&self.failures, &[trouble.kind.code()]);
                self.written = None;
            }
            _ => {}
        }
        self.asked = None;
    }

    /// Counts what a question by numbers came to.
    pub fn count_inquiry(&mut self, outcome: &InquiryOutcome) {
        let word = match outcome.end {
            InquiryEnd::Answered(verdict) => {
                self.inquiry.observe(outcome.took.as_secs_f64());
                verdict.as_str()
            }
            InquiryEnd::Failed(fault) => fault.code(),
            InquiryEnd::GivenUp => WITHDRAWN,
        };
        add(&self.inquiries, &[word]);
        self.written = None;
    }

    /// Counts a reset of the reader that was asked for.
    pub fn count_reader_reset(&mut self, done: bool) {
        let [as_done, as_refused] = RESETS;
        add(&self.reader_resets, &[if done { as_done } else { as_refused }]);
        self.written = None;
    }

    /// Writes the file if something has changed or the file grows old. `terminal_ends` is when the terminal's
    /// certificate does.
    pub fn keep(&mut self, now: Instant, terminal_ends: impl FnOnce() -> Option<SystemTime>) {
        if self.written.is_some_and(|written| now.saturating_duration_since(written) < FRESH_FOR) {
            return;
        }
        self.written = Some(now);
        if let (Some(ends), Ok(gauge)) = (terminal_ends(), self.days_left.get_metric_with_label_values::<&str>(&[])) {
            let left = ends
                .duration_since(SystemTime::now())
                .map_or_else(|ended| -ended.duration().as_secs_f64(), |left| left.as_secs_f64());
            gauge.set((left / DAY * 100.0).floor() / 100.0);
        }
        let text = TextEncoder::new().encode_to_string(&self.registry.gather()).unwrap_or_default();
        match (replace_file(&self.file, text.as_bytes(), WRITING), self.lost) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => {
                self.lost = false;
                tracing::info!("metrics are written again");
            }
            (Err(error), false) => {
                self.lost = true;
                tracing::warn!(file = %self.file.display(), %error, "metrics cannot be written; the kiosk goes on");
            }
        }
    }

    fn is_up(&mut self, part: &'static str, up: bool) {
        // The first word about a part is news, also where it is 0.
        if self.heard.insert(part, up) != Some(up)
            && let Ok(gauge) = self.up.get_metric_with_label_values(&[part])
        {
            gauge.set(up.into());
            self.written = None;
        }
    }
}

fn add(counter: &IntCounterVec, labels: &[&str]) {
    if let Ok(counter) = counter.get_metric_with_label_values(labels) {
        counter.inc();
    }
}

fn known<T: Collector + Clone + 'static>(registry: &Registry, figure: T) -> prometheus::Result<T> {
    registry.register(Box::new(figure.clone()))?;
    Ok(figure)
}

#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::common::{Method, Proof, Trouble, VisitId, Way};
    use crate::eligibility::{Verdict, VerdictKind, XmlMsg};
    use crate::ui::samples;
    use crate::visit::ServiceOrder;
    use crate::visit::view::CheckingStep;

    const ARRIVED: [Effect; 1] = [Effect::Bell(Bell::Answer)];
    const CHECKING: Screen<'_> =
        Screen::Checking { method: Method::Pin, step: CheckingStep::Ask, slow: false, relay: false };

    struct Desk {
        metrics: Metrics,
        folder: tempfile::TempDir,
        now: Instant,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let metrics = Metrics::new(folder.path().join("uketsuke.prom")).unwrap();
            Self { metrics, folder, now: Instant::now() }
        }

        /// What the collector would read now.
        fn file(&mut self) -> String {
            self.metrics.keep(self.now, || None);
            fs::read_to_string(&self.metrics.file).unwrap()
        }

        fn has(&mut self, line: &str) {
            let file = self.file();
            assert!(file.lines().any(|other| other == line), "{line} is not in\n{file}");
        }

        fn answers(&mut self, message: &XmlMsg, proof: Proof, effects: &[Effect]) {
            let verdict = Verdict::of(message);
            let (left, card_present) = (Duration::ZERO, true);
            let panel = Screen::Panel(PanelView {
                verdict: &verdict,
                message,
                proof,
                page: 0,
                masked: false,
                revealable: true,
                left,
                card_present,
            });
            self.metrics.count(effects, &panel, self.now);
        }
    }

    #[test]
    fn a_visit_is_counted_once_by_its_verdict_and_what_it_rests_on() {
        let mut desk = Desk::new();
        let message = samples::message("valid-kumiai").unwrap();
        desk.metrics.count(&[], &CHECKING, desk.now);
        desk.metrics.count(&[], &CHECKING, desk.now + Duration::from_secs(1));
        desk.now += Duration::from_secs(6);
        desk.answers(&message, Proof::Pin, &ARRIVED);
        // A key on the panel rings nothing.
        desk.answers(&message, Proof::Pin, &[]);
        desk.has(r#"uketsuke_visits_total{proof="pin",verdict="confirmed"} 1"#);
        desk.has(r#"uketsuke_answer_seconds_bucket{le="5"} 0"#);
        desk.has(r#"uketsuke_answer_seconds_bucket{le="7"} 1"#);
        desk.has("uketsuke_answer_seconds_sum 6");
    }

    #[test]
    fn a_wrong_pin_is_no_visit_and_the_next_try_is_timed_afresh() {
        let mut desk = Desk::new();
        desk.metrics.count(&[], &CHECKING, desk.now);
        let wrong = Screen::Pin { entered: 0, left: 2, note: None, other: true };
        desk.metrics.count(&[Effect::Bell(Bell::Trouble)], &wrong, desk.now);
        desk.now += Duration::from_secs(60);
        desk.metrics.count(&[], &CHECKING, desk.now);
        desk.answers(&samples::message("none").unwrap(), Proof::Pin, &[Effect::Bell(Bell::Trouble)]);
        desk.has(r#"uketsuke_visits_total{proof="pin",verdict="no-match"} 1"#);
        desk.has("uketsuke_answer_seconds_sum 0");
        desk.has(r#"uketsuke_failures_total{code="K-103"} 0"#);
    }

    #[test]
    fn a_folder_of_results_that_is_gone_is_not_up() {
        let mut desk = Desk::new();
        assert!(!desk.file().contains("part=\"folder\""), "not known yet");
        desk.metrics.hear(&Event::Folder(Some(Trouble::new(TroubleKind::FolderGone))));
        desk.has(r#"uketsuke_up{part="folder"} 0"#);
        desk.metrics.hear(&Event::Folder(None));
        desk.has(r#"uketsuke_up{part="folder"} 1"#);
    }

    #[test]
    fn a_receipt_computers_folder_that_is_gone_is_not_up_and_a_letter_that_it_lacks_is_no_such_thing() {
        let mut desk = Desk::new();
        for (note, up) in [(Some(StaffNote::HandOffMissing), 0), (Some(StaffNote::HandOffCharacters(2)), 1), (None, 1)]
        {
            desk.metrics.hear_of_hand_off(note);
            desk.has(&format!("uketsuke_up{{part=\"handoff\"}} {up}"));
        }
    }

    #[test]
    fn every_trouble_is_there_before_it_happens_and_counted_when_it_does() {
        let mut desk = Desk::new();
        for kind in TroubleKind::ALL {
            desk.has(&format!("uketsuke_failures_total{{code=\"{}\"}} 0", kind.code()));
        }
        let trouble = Trouble::new(TroubleKind::TimedOut);
        let screen = Screen::Trouble { trouble: &trouble, again: true, left: Duration::ZERO };
        desk.metrics.count(
            &[Effect::Service(VisitId(1), ServiceOrder::GiveUp), Effect::Bell(Bell::Trouble)],
            &screen,
            desk.now,
        );
        desk.has(r#"uketsuke_failures_total{code="K-402"} 1"#);
    }

    #[test]
    fn a_question_by_numbers_is_counted_by_what_it_came_to_and_an_answer_is_timed() {
        let mut desk = Desk::new();
        desk.has(r#"uketsuke_number_checks_total{outcome="K-514"} 0"#);
        desk.has(r#"uketsuke_number_checks_total{outcome="withdrawn"} 0"#);
        let ends = [
            InquiryEnd::Answered(VerdictKind::Confirmed),
            InquiryEnd::Failed(InquiryFault::NotTaken),
            InquiryEnd::GivenUp,
        ];
        for end in ends {
            let took = Duration::from_secs(4);
            desk.metrics.count_inquiry(&InquiryOutcome { way: Way::Certificate, by: None, end, took });
        }
        for outcome in ["confirmed", "K-514", "withdrawn"] {
            desk.has(&format!("uketsuke_number_checks_total{{outcome=\"{outcome}\"}} 1"));
        }
        desk.has("uketsuke_number_check_seconds_count 1");
        desk.has("uketsuke_number_check_seconds_sum 4");
    }

    #[test]
    fn no_person_is_in_the_figures() {
        let mut desk = Desk::new();
        for persona in ["valid-kumiai", "lost", "code9", "cert-soon"] {
            desk.answers(&samples::message(persona).unwrap(), Proof::Attested, &ARRIVED);
        }
        let file = desk.file();
        assert!(file.is_ascii() && !file.contains("TEST-") && !file.contains("06139992"), "{file}");
    }

    #[test]
    fn what_is_not_known_is_neither_up_nor_down() {
        let mut desk = Desk::new();
        assert!(!desk.file().contains("uketsuke_up{"));
        desk.metrics.hear(&Event::Slot(Slot::Empty));
        desk.metrics.hear(&Event::Service(Service::Unusable(TroubleKind::Unreachable.into())));
        desk.metrics.written = None;
        desk.has(r#"uketsuke_up{part="reader"} 1"#);
        desk.has(r#"uketsuke_up{part="service"} 0"#);
        desk.metrics.hear(&Event::Slot(Slot::Unusable(TroubleKind::NoReader.into())));
        desk.has(r#"uketsuke_up{part="reader"} 0"#);
    }

    #[test]
    fn the_file_is_written_when_something_happens_or_it_grows_old_and_not_otherwise() {
        let mut desk = Desk::new();
        desk.file();
        let file = desk.metrics.file.clone();
        fs::remove_file(&file).unwrap();
        desk.metrics.keep(desk.now + Duration::from_secs(49), || None);
        assert!(!file.exists());
        desk.metrics.keep(desk.now + Duration::from_secs(60), || None);
        assert!(file.exists());
    }

    #[test]
    fn the_collector_may_read_the_file_and_finds_no_other() {
        let mut desk = Desk::new();
        let file = desk.file();
        assert_eq!(fs::metadata(&desk.metrics.file).unwrap().permissions().mode() & 0o777, 0o644);
        assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1);
        assert!(file.contains("uketsuke_build_info{version="));
    }

    #[test]
    fn the_days_of_the_terminal_are_counted_down_and_below_nothing() {
        let mut desk = Desk::new();
        let days = |days: u64| Duration::from_secs(days * 86_400);
        desk.metrics.keep(desk.now, || Some(SystemTime::now() + days(30)));
        desk.has("uketsuke_terminal_certificate_days_left 29.99");
        desk.metrics.written = None;
        desk.metrics.keep(desk.now, || Some(SystemTime::now() - days(2)));
        desk.has("uketsuke_terminal_certificate_days_left -2.01");
    }

    #[test]
    fn a_missing_folder_does_not_disturb_the_visits() {
        let mut desk = Desk::new();
        let file = desk.folder.path().join("later/uketsuke.prom");
        desk.metrics.file.clone_from(&file);
        desk.metrics.keep(desk.now, || None);
        assert!(desk.metrics.lost);
        fs::create_dir(file.parent().unwrap()).unwrap();
        desk.now += Duration::from_secs(60);
        assert!(!desk.file().is_empty() && !desk.metrics.lost);
    }
}
