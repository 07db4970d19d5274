//! Which rows an answer has. Optional rows are left out, not shown empty; nothing is filled in that was not sent.

use crate::common::StaffLanguage;
use crate::eligibility::insurer::InsurerNote;
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;
use crate::eligibility::{Date, Entry, Note, Percent, Text, Wire};
use crate::ui::texts::Texts;

/// A row of the panel.
pub enum PanelRow {
    /// Begins a group.
    Heading(&'static str),
    /// One value, or two that are read together.
    Fields(Vec<PanelField>),
    /// A small word to the row above.
    Note(&'static str),
    /// A blank row, where it fits.
    Gap,
}

/// A value beside its label.
pub struct PanelField {
    /// The label.
    pub label: &'static str,
    /// The value, ready to be shown.
    pub text: String,
}

/// A code's own word. These are the insurer's terms, as they stand in the documents, in the language that the texts'
/// language uses for terms; staff find both in their table.
macro_rules! word {
    ($texts:expr, $code:expr) => {
        match $texts.language.terms() {
            StaffLanguage::Japanese => $code.label_ja().into_owned(),
            StaffLanguage::English => $code.label_en().into_owned(),
        }
    };
}

/// The rows of an answer. Only verdicts that speak of one person have rows about a person.
pub fn rows(texts: &'static Texts, verdict: &Verdict, message: &XmlMsg) -> Vec<PanelRow> {
    let builder = RowBuilder { texts, checked: &message.message_header.qualification_confirmation_date };
    let day = builder.checked.read();
    match verdict {
        Verdict::Confirmed(confirmed) => builder.entry(confirmed.entry(), day),
        Verdict::Unregistered(entry) | Verdict::NotStated(Some(entry)) | Verdict::Inconsistent(Some(entry)) => {
            builder.entry(entry, day)
        }
        // What is lost lies outside its period by nature: that is no note.
        Verdict::Lost(Some(entry)) => builder.entry(entry, None),
        _ => fields([builder.checked()]),
    }
}

/// The rows of a masked answer: the name in part, so that staff see whose it is, the day, and that the rest is
/// `hidden`. Bystanders learn nothing more.
pub fn masked(texts: &'static Texts, verdict: &Verdict, message: &XmlMsg, hidden: &'static str) -> Vec<PanelRow> {
    let builder = RowBuilder { texts, checked: &message.message_header.qualification_confirmation_date };
    let entry = match verdict {
        Verdict::Confirmed(confirmed) => Some(confirmed.entry()),
        Verdict::Unregistered(entry)
        | Verdict::NotStated(Some(entry))
        | Verdict::Inconsistent(Some(entry))
        | Verdict::Lost(Some(entry)) => Some(&**entry),
        _ => None,
    };
    let name = entry.and_then(|entry| field(texts.panel.labels.name, Some(entry.name.in_part())));
    let mut rows = fields([name, builder.checked()]);
    if entry.is_some() {
        rows.extend([PanelRow::Gap, PanelRow::Note(hidden)]);
    }
    rows
}

/// A row of the fields that were sent; none where none was.
fn fields<const N: usize>(sent: [Option<PanelField>; N]) -> Vec<PanelRow> {
    let fields: Vec<PanelField> = sent.into_iter().flatten().collect();
    if fields.is_empty() { Vec::new() } else { vec![PanelRow::Fields(fields)] }
}

fn field(label: &'static str, text: Option<String>) -> Option<PanelField> {
    text.filter(|text| !text.is_empty()).map(|text| PanelField { label, text })
}

fn text(label: &'static str, text: Option<&Text>) -> Option<PanelField> {
    field(label, text.map(Text::shown))
}

struct RowBuilder<'a> {
    texts: &'static Texts,
    checked: &'a Wire<Date>,
}

impl RowBuilder<'_> {
    fn date(&self, label: &'static str, date: Option<&Wire<Date>>) -> Option<PanelField> {
        let shown = date.map(|sent| match sent {
            Wire::Read(date) if date.is_open_end() => self.texts.panel.no_end.to_owned(),
            Wire::Read(date) => (self.texts.date)(*date),
            Wire::Unreadable(text) => text.shown(),
        });
        field(label, shown)
    }

    fn percent(&self, label: &'static str, percent: Option<&Wire<Percent>>) -> Option<PanelField> {
        let shown = percent.map(|sent| match sent {
            Wire::Read(percent) => (self.texts.percent)(*percent),
            Wire::Unreadable(text) => text.shown(),
        });
        field(label, shown)
    }

    fn checked(&self) -> Option<PanelField> {
        self.date(self.texts.panel.labels.checked, Some(self.checked))
    }

    /// Everything in an entry; its notes are judged on this day.
    fn entry(&self, entry: &Entry, day: Option<Date>) -> Vec<PanelRow> {
        let notes = entry.notes(day);
        let parts = [
            self.person(entry),
            vec![PanelRow::Gap],
            self.insurance(entry, &notes),
            vec![PanelRow::Gap],
            self.period(entry, &notes),
            vec![PanelRow::Gap],
            self.address(entry),
            self.groups(entry),
        ];
        parts.into_iter().flatten().collect()
    }

    fn person(&self, entry: &Entry) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let sex = field(labels.sex, Some((texts.code.sex)(&entry.sex1).into_owned()));
        let rows = [
            fields([text(labels.name, Some(&entry.name)), text(labels.kana, entry.name_kana.as_ref())]),
            fields([
                text(labels.other_name, entry.name_of_other.as_ref()),
                text(labels.other_kana, entry.name_of_other_kana.as_ref()),
            ]),
            fields([self.date(labels.birthdate, Some(&entry.birthdate)), sex]),
            fields([field(labels.sex2, entry.sex2.as_ref().map(|sex| (texts.code.sex)(sex).into_owned()))]),
        ];
        rows.into_iter().flatten().collect()
    }

    fn insurance(&self, entry: &Entry, notes: &[Note]) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let number = field(labels.insurer_number, entry.insurer().map(|number| number.as_str().to_owned()));
        let relation =
            entry.personal_family_classification.as_ref().map(|code| (texts.code.relation)(code).into_owned());
        let kind = word!(texts, entry.insured_card_classification);
        let preschool = entry.preschool_classification.as_ref().map(|preschool| word!(texts, preschool));
        let note = |note: &Note| match note {
            Note::Insurer(InsurerNote::Shape) => Some(texts.panel.insurer_shape),
            Note::Insurer(InsurerNote::CheckDigit) => Some(texts.panel.insurer_check_digit),
            Note::Insurer(InsurerNote::LawCode) => Some(texts.panel.insurer_law_code),
            Note::OutsideValidity | Note::PeriodReversed => None,
        };
        let rows = [
            fields([number, text(labels.insurer_name, Some(&entry.insurer_name))]),
            notes.iter().filter_map(note).map(PanelRow::Note).collect(),
            fields([text(labels.symbol, entry.symbol.as_ref()), text(labels.number, entry.number.as_ref())]),
            fields([text(labels.branch, entry.branch.as_ref()), field(labels.personal_family, relation)]),
            fields([text(labels.insured_name, entry.insured_name.as_ref()), field(labels.classification, Some(kind))]),
            fields([self.percent(labels.ratio, entry.late_elderly_ratio.as_ref()), field(labels.preschool, preschool)]),
        ];
        rows.into_iter().flatten().collect()
    }

    fn period(&self, entry: &Entry, notes: &[Note]) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let reason = entry.reason_of_loss.as_ref().map(|reason| word!(texts, reason));
        let note = |note: &Note| match note {
            Note::OutsideValidity => Some(texts.panel.outside_validity),
            Note::PeriodReversed => Some(texts.panel.period_reversed),
            Note::Insurer(_) => None,
        };
        let issued = entry.insured_certificate_issuance_date.as_ref();
        let from = self.date(labels.from, entry.valid_from.as_ref());
        // Most qualifications have no last day; the day of the check then takes its place.
        let (period, checked) = match self.date(labels.to, entry.valid_to.as_ref()) {
            Some(to) => (fields([from, Some(to)]), fields([self.checked()])),
            None => (fields([from, self.checked()]), Vec::new()),
        };
        let rows = [
            fields([self.date(labels.qualified, entry.qualification_date.as_ref()), self.date(labels.issued, issued)]),
            fields([self.date(labels.lost, entry.disqualification_date.as_ref()), field(labels.reason, reason)]),
            period,
            notes.iter().filter_map(note).map(PanelRow::Note).collect(),
            checked,
        ];
        rows.into_iter().flatten().collect()
    }

    fn address(&self, entry: &Entry) -> Vec<PanelRow> {
        let labels = &self.texts.panel.labels;
        let rows = [
            fields([
                text(labels.post, entry.post_number.as_ref()),
                text(labels.reference_number, entry.reference_number.as_ref()),
            ]),
            fields([text(labels.address, entry.address.as_ref())]),
        ];
        rows.into_iter().flatten().collect()
    }

    fn groups(&self, entry: &Entry) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let mut rows = Vec::new();
        if let Some(elderly) = &entry.elderly_recipient {
            rows.push(PanelRow::Heading(labels.elderly));
            rows.extend(fields([
                self.percent(labels.ratio, elderly.percent.as_ref()),
                self.date(labels.issued, elderly.issued.as_ref()),
            ]));
            rows.extend(fields([
                self.date(labels.from, elderly.from.as_ref()),
                self.date(labels.to, elderly.to.as_ref()),
            ]));
        }
        if let Some(limit) = &entry.limit {
            let kind = limit.classification.as_ref().map(|kind| word!(texts, kind));
            let class = limit.class.as_ref().map(|class| word!(texts, class));
            rows.push(PanelRow::Heading(labels.limit));
            rows.extend(fields([field(labels.limit_kind, kind), field(labels.limit_class, class)]));
            rows.extend(fields([self.date(labels.from, limit.from.as_ref()), self.date(labels.to, limit.to.as_ref())]));
            rows.extend(fields([
                self.date(labels.issued, limit.issued.as_ref()),
                self.date(labels.long_term, limit.long_term.as_ref()),
            ]));
        }
        for disease in &entry.diseases.entries {
            let category = disease.category.as_ref().map(|disease| word!(texts, disease));
            rows.push(PanelRow::Heading(labels.disease));
            rows.extend(fields([
                field(labels.disease_name, category),
                text(labels.self_pay, disease.self_pay.as_ref()),
            ]));
            rows.extend(fields([
                self.date(labels.from, disease.from.as_ref()),
                self.date(labels.to, disease.to.as_ref()),
            ]));
            rows.extend(fields([self.date(labels.issued, disease.issued.as_ref())]));
        }
        rows
    }
}
