//! Which rows an answer has. Optional rows are left out, not shown empty; nothing is filled in that was not sent.

use crate::common::StaffLanguage;
use crate::eligibility::insurer::InsurerNote;
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;
use crate::eligibility::{Date, Entry, InsurerNumber, Note, Percent, Text, Wire};
use crate::ui::texts::Texts;

/// A row of the panel.
pub enum PanelRow {
    /// Begins a group.
    Heading(&'static str),
    /// One value, or two that are read together.
    Fields(Vec<PanelField>),
    /// Values that staff copy by hand.
    Copied {
        /// The insurer number, which is read in groups.
        insurer: Option<PanelField>,
        /// The others.
        more: Vec<PanelField>,
    },
    /// A small word to the row above.
    Note(&'static str),
    /// A blank row, where it fits.
    Gap,
    /// What follows never stands on the first page, which others may read over a shoulder.
    LaterPage,
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
    let mut rows = whose(texts, verdict, message, true).map_or_else(Vec::new, |fields| vec![PanelRow::Fields(fields)]);
    if verdict.person().is_some() {
        rows.extend([PanelRow::Gap, PanelRow::Note(hidden)]);
    }
    rows
}

/// Whose the answer is, the name in part or in full, and the day of the check; none where neither was sent.
pub fn whose(texts: &'static Texts, verdict: &Verdict, message: &XmlMsg, in_part: bool) -> Option<Vec<PanelField>> {
    let builder = RowBuilder { texts, checked: &message.message_header.qualification_confirmation_date };
    let shown = |entry: &Entry| if in_part { entry.name.in_part() } else { entry.name.shown() };
    let name = field(texts.panel.labels.name, verdict.person().map(shown));
    let fields: Vec<_> = [name, builder.checked()].into_iter().flatten().collect();
    (!fields.is_empty()).then_some(fields)
}

/// What staff copy by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopiedKind {
    Insurer,
    Symbol,
    Number,
    Branch,
    Birthdate,
    Ratio,
}

/// A value that is copied by hand, alone on the screen.
pub struct Transcribed {
    /// What it is.
    pub kind: CopiedKind,
    /// The label and the value.
    pub field: PanelField,
    /// What is drawn large of it, where that is made of digits.
    pub digits: String,
    /// The value for a program: as it was sent, a date as `YYYY-MM-DD`, a share in per cent. Empty where it cannot be
    /// read.
    pub plain: String,
}

/// What staff copy of an answer by hand, one after the other. Nothing is filled in that was not sent.
pub fn transcript(texts: &'static Texts, verdict: &Verdict, message: &XmlMsg) -> Vec<Transcribed> {
    let Some(entry) = verdict.person() else { return Vec::new() };
    let builder = RowBuilder { texts, checked: &message.message_header.qualification_confirmation_date };
    let labels = &texts.panel.labels;
    let born = entry.birthdate.read().map(|date| date.to_string()).unwrap_or_default();
    let elderly = entry.elderly_recipient.as_ref().and_then(|elderly| elderly.percent.as_ref());
    let ratio = entry.late_elderly_ratio.as_ref().or(elderly);
    let per_cent = ratio.and_then(Wire::read).map(|percent| percent.per_cent().to_string()).unwrap_or_default();
    let of = |kind, field: PanelField, plain| Transcribed { kind, digits: field.text.clone(), field, plain };
    let itself = |kind, field: PanelField| of(kind, PanelField { text: field.text.clone(), ..field }, field.text);
    let birthdate = builder.date(labels.birthdate, Some(&entry.birthdate));
    let fields = [
        builder.insurer(entry).map(|field| {
            let plain = field.text.clone();
            of(CopiedKind::Insurer, field.in_groups(), plain)
        }),
        text(labels.symbol, entry.symbol.as_ref()).map(|field| itself(CopiedKind::Symbol, field)),
        text(labels.number, entry.number.as_ref()).map(|field| itself(CopiedKind::Number, field)),
        text(labels.branch, entry.branch.as_ref()).map(|field| itself(CopiedKind::Branch, field)),
        birthdate.map(|field| {
            let digits = born.replace('-', " ");
            Transcribed { kind: CopiedKind::Birthdate, field, digits, plain: born }
        }),
        builder.percent(labels.ratio, ratio).map(|field| of(CopiedKind::Ratio, field, per_cent)),
    ];
    fields.into_iter().flatten().collect()
}

impl PanelField {
    /// The insurer number as a screen shows it, in its groups.
    pub fn in_groups(self) -> Self {
        Self { text: InsurerNumber::from(self.text.as_str()).grouped(), ..self }
    }
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

    /// Everything in an entry; its notes are judged on this day. What staff copy comes first, then what is to be paid.
    fn entry(&self, entry: &Entry, day: Option<Date>) -> Vec<PanelRow> {
        let notes = entry.notes(day);
        let parts = [
            self.copied(entry, &notes),
            self.burden(entry),
            vec![PanelRow::Gap],
            fields([
                text(self.texts.panel.labels.name, Some(&entry.name)),
                text(self.texts.panel.labels.reference_number, entry.reference_number.as_ref()),
            ]),
            self.period(entry, &notes),
            vec![PanelRow::LaterPage],
            self.person(entry),
            vec![PanelRow::Gap],
            self.insurance(entry),
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
            fields([text(labels.kana, entry.name_kana.as_ref())]),
            fields([
                text(labels.other_name, entry.name_of_other.as_ref()),
                text(labels.other_kana, entry.name_of_other_kana.as_ref()),
            ]),
            fields([self.date(labels.birthdate, Some(&entry.birthdate)), sex]),
            fields([field(labels.sex2, entry.sex2.as_ref().map(|sex| (texts.code.sex)(sex).into_owned()))]),
        ];
        rows.into_iter().flatten().collect()
    }

    fn copied(&self, entry: &Entry, notes: &[Note]) -> Vec<PanelRow> {
        let texts = self.texts;
        let copied = PanelRow::Copied { insurer: self.insurer(entry), more: self.numbers(entry).collect() };
        let note = |note: &Note| match note {
            Note::Insurer(InsurerNote::Shape) => Some(texts.panel.insurer_shape),
            Note::Insurer(InsurerNote::CheckDigit) => Some(texts.panel.insurer_check_digit),
            Note::Insurer(InsurerNote::LawCode) => Some(texts.panel.insurer_law_code),
            Note::OutsideValidity | Note::PeriodReversed => None,
        };
        std::iter::once(copied).chain(notes.iter().filter_map(note).map(PanelRow::Note)).collect()
    }

    fn insurer(&self, entry: &Entry) -> Option<PanelField> {
        field(self.texts.panel.labels.insurer_number, entry.insurer().map(|number| number.as_str().to_owned()))
    }

    fn numbers(&self, entry: &Entry) -> impl Iterator<Item = PanelField> + use<> {
        let labels = &self.texts.panel.labels;
        let numbers = [
            text(labels.symbol, entry.symbol.as_ref()),
            text(labels.number, entry.number.as_ref()),
            text(labels.branch, entry.branch.as_ref()),
        ];
        numbers.into_iter().flatten()
    }

    /// The share that the person pays.
    fn burden(&self, entry: &Entry) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let preschool = entry.preschool_classification.as_ref().map(|preschool| word!(texts, preschool));
        let ratio = self.percent(labels.ratio, entry.late_elderly_ratio.as_ref());
        let mut rows = fields([ratio, field(labels.preschool, preschool)]);
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
        rows
    }

    fn insurance(&self, entry: &Entry) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let relation =
            entry.personal_family_classification.as_ref().map(|code| (texts.code.relation)(code).into_owned());
        let kind = word!(texts, entry.insured_card_classification);
        let rows = [
            fields([text(labels.insurer_name, Some(&entry.insurer_name)), field(labels.personal_family, relation)]),
            fields([text(labels.insured_name, entry.insured_name.as_ref()), field(labels.classification, Some(kind))]),
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
            fields([text(labels.post, entry.post_number.as_ref())]),
            fields([text(labels.address, entry.address.as_ref())]),
        ];
        rows.into_iter().flatten().collect()
    }

    fn groups(&self, entry: &Entry) -> Vec<PanelRow> {
        let (texts, labels) = (self.texts, &self.texts.panel.labels);
        let mut rows = Vec::new();
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
