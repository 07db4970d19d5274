//! The text that the official app (マイナ資格確認アプリ) puts on the clipboard, read as a message.
//!
//! Its labels are known from public programs that read it, not from a specification, and they change about five times a
//! year. So what is not known is passed over and counted. The text carries no verdict: no label for validity is known,
//! none is read, and a message made here always comes to [`Verdict::NotStated`](super::Verdict::NotStated). Nothing is
//! filled in.

use unicode_normalization::UnicodeNormalization as _;

use super::codes::{InsuredCardClassification, PersonalFamily, Preschool, Sex};
use super::date::Date;
use super::entry::Entry;
use super::message::{MessageBody, MessageHeader, ResultList, XmlMsg};
use super::ratio::Percent;
use super::text::{MAX_BYTES, Text};
use super::wire::{OnWire as _, Wire};

/// A copied text, read.
#[derive(Debug)]
pub struct Copied {
    /// What it says. Whatever it does not say is blank.
    pub message: XmlMsg,
    /// Number of skipped lines: those with an unknown label or in an unknown section. They are counted and not quoted,
    /// because an unknown text may be a person's name.
    pub unknown: usize,
}

/// Why a text is none that the app has copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CopiedError {
    /// It begins otherwise.
    #[error("this does not begin like text copied from the app")]
    Other,
    /// Without a date of confirmation (確認日) it says nothing about any day.
    #[error("the copied text has no date of confirmation")]
    NoDate,
    /// Two values for one thing: whose they are cannot be told.
    #[error("the copied text says the same thing twice")]
    Repeated,
    /// A value is longer than any real one, and than one in a message may be.
    #[error("a value of the copied text is longer than any real one")]
    TooLong,
}

/// Part of the text. The same label means another thing in another part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CopiedSection {
    /// Also what stands before the first heading.
    Insurance,
    /// 裏面記載情報: another registered name and sex.
    Back,
    ElderlyRecipient,
    Limit,
    /// Known, and not for this kiosk: medical assistance (医療扶助), and 要配慮情報, whose meaning is not established.
    PassedOver,
    Unknown,
}

const HEADINGS: [(&str, CopiedSection); 9] = [
    ("資格情報", CopiedSection::Insurance),
    ("資格情報(医療保険)", CopiedSection::Insurance),
    ("裏面記載情報", CopiedSection::Back),
    ("裏面記載情報(医療保険)", CopiedSection::Back),
    ("高齢受給者証", CopiedSection::ElderlyRecipient),
    ("限度額適用認定証", CopiedSection::Limit),
    ("資格情報(医療扶助)", CopiedSection::PassedOver),
    ("裏面記載情報(医療扶助)", CopiedSection::PassedOver),
    ("要配慮情報(備考)", CopiedSection::PassedOver),
];

/// With one of these such a text begins.
const BEGINNINGS: [&str; 3] = ["資格情報", "照会番号", "未就学区分"];

/// Puts a value in its place.
type Put = fn(&mut Entry, Text);

/// Every known label, by the part in which it stands. Two names for one thing fill the same place.
#[rustfmt::skip]
const LABELS: [(CopiedSection, &[&str], Put); 27] = [
    (CopiedSection::Insurance, &["照会番号"], |entry, text| entry.reference_number = Some(text)),
    (CopiedSection::Insurance, &["未就学区分"], |entry, text| entry.preschool_classification = Some(Preschool::from_label_ja(&text))),
    (CopiedSection::Insurance, &["保険者番号"], |entry, text| entry.insurer_number = Some(text.into())),
    (CopiedSection::Insurance, &["保険者名"], |entry, text| entry.insurer_name = text),
    (CopiedSection::Insurance, &["記号"], |entry, text| entry.symbol = Some(text)),
    (CopiedSection::Insurance, &["番号"], |entry, text| entry.number = Some(text)),
    (CopiedSection::Insurance, &["枝番"], |entry, text| entry.branch = Some(text)),
    (CopiedSection::Insurance, &["フリガナ"], |entry, text| entry.name_kana = Some(text)),
    (CopiedSection::Insurance, &["氏名"], |entry, text| entry.name = text),
    (CopiedSection::Insurance, &["生年月日"], |entry, text| entry.birthdate = date(text)),
    (CopiedSection::Insurance, &["性別"], |entry, text| entry.sex1 = Sex::from_label_ja(&text)),
    (CopiedSection::Insurance, &["証区分", "区分"], |entry, text| entry.insured_card_classification = InsuredCardClassification::from_label_ja(&text)),
    (CopiedSection::Insurance, &["有効開始日"], |entry, text| entry.valid_from = Some(date(text))),
    (CopiedSection::Insurance, &["有効終了日"], |entry, text| entry.valid_to = Some(date(text))),
    (CopiedSection::Insurance, &["資格取得年月日"], |entry, text| entry.qualification_date = Some(date(text))),
    (CopiedSection::Insurance, &["負担割合"], |entry, text| entry.late_elderly_ratio = Some(share(text))),
    (CopiedSection::Insurance, &["本人・家族の別"], |entry, text| entry.personal_family_classification = Some(PersonalFamily::from_label_ja(&text))),
    (CopiedSection::Insurance, &["被保険者氏名"], |entry, text| entry.insured_name = Some(text)),
    (CopiedSection::Insurance, &["住所"], |entry, text| entry.address = Some(text)),
    (CopiedSection::Back, &["氏名"], |entry, text| entry.name_of_other = Some(text)),
    (CopiedSection::Back, &["氏名カナ"], |entry, text| entry.name_of_other_kana = Some(text)),
    (CopiedSection::Back, &["性別"], |entry, text| entry.sex2 = Some(Sex::from_label_ja(&text))),
    (CopiedSection::ElderlyRecipient, &["有効開始日"], |entry, text| entry.elderly_recipient.get_or_insert_default().from = Some(date(text))),
    (CopiedSection::ElderlyRecipient, &["有効終了日"], |entry, text| entry.elderly_recipient.get_or_insert_default().to = Some(date(text))),
    (CopiedSection::ElderlyRecipient, &["負担割合"], |entry, text| entry.elderly_recipient.get_or_insert_default().percent = Some(share(text))),
    (CopiedSection::Limit, &["有効開始年月日"], |entry, text| entry.limit.get_or_insert_default().from = Some(date(text))),
    (CopiedSection::Limit, &["有効終了年月日"], |entry, text| entry.limit.get_or_insert_default().to = Some(date(text))),
];

/// The label of the day of the check.
const CHECKED: &str = "確認日";

impl Copied {
    /// Reads such a text, whatever ends its lines.
    pub fn read(text: &str) -> Result<Self, CopiedError> {
        let mut lines =
            text.trim_start_matches('\u{feff}').lines().map(CopiedLine::new).filter(|line| !line.is_blank()).peekable();
        if !lines.peek().is_some_and(|first| BEGINNINGS.iter().any(|beginning| first.label.starts_with(beginning))) {
            return Err(CopiedError::Other);
        }
        let mut draft = Draft::default();
        for line in lines {
            if line.value.as_ref().is_some_and(|value| value.as_str().len() > MAX_BYTES) {
                return Err(CopiedError::TooLong);
            }
            draft.take(line)?;
        }
        draft.finished()
    }
}

/// A line, its label in one form: half width, without the colon and the spaces around it.
struct CopiedLine {
    label: String,
    /// What stands behind the first TAB, where there is one.
    value: Option<Text>,
}

impl CopiedLine {
    fn new(line: &str) -> Self {
        let (label, value) = line.split_once('\t').map_or((line, None), |(label, value)| (label, Some(value)));
        let label: String = label.nfkc().collect();
        Self { label: label.trim().trim_end_matches(':').trim_end().to_owned(), value: value.map(Text::from) }
    }

    fn is_blank(&self) -> bool {
        self.label.is_empty() && self.value.as_ref().is_none_or(Text::is_empty)
    }
}

/// What has been read so far.
#[derive(Default)]
struct Draft {
    entry: Entry,
    checked_on: Option<Text>,
    /// Indices into [`LABELS`].
    seen: Vec<usize>,
    section: Option<CopiedSection>,
    unknown: usize,
}

impl Draft {
    fn take(&mut self, CopiedLine { label, value }: CopiedLine) -> Result<(), CopiedError> {
        let section = self.section.unwrap_or(CopiedSection::Insurance);
        let here =
            |(part, names, _): &(CopiedSection, &[&str], Put)| *part == section && names.contains(&label.as_str());
        let value = value.filter(|text| !text.is_empty());
        match (value, LABELS.iter().position(here)) {
            (Some(day), _) if label == CHECKED => match &self.checked_on {
                Some(before) if *before != day => return Err(CopiedError::Repeated),
                _ => self.checked_on = Some(day),
            },
            (_, Some(known)) if self.seen.contains(&known) => return Err(CopiedError::Repeated),
            (value, Some(known)) => {
                self.seen.push(known);
                if let (Some(value), Some((_, _, put))) = (value, LABELS.get(known)) {
                    put(&mut self.entry, value);
                }
            }
            (None, None) if label == CHECKED => {}
            (None, None) => self.begin(&label),
            (Some(_), None) if section == CopiedSection::PassedOver => {}
            (Some(_), None) => self.unknown += 1,
        }
        Ok(())
    }

    /// Begins a section. An unknown heading ends the section before it too: the lines below it do not belong there.
    fn begin(&mut self, heading: &str) {
        let known = HEADINGS.iter().find(|(name, _)| *name == heading).map(|(_, section)| *section);
        self.unknown += usize::from(known.is_none() && self.section != Some(CopiedSection::PassedOver));
        self.section = Some(known.unwrap_or(CopiedSection::Unknown));
    }

    fn finished(self) -> Result<Copied, CopiedError> {
        let entries = if self.entry == Entry::default() { Vec::new() } else { vec![self.entry] };
        let header = MessageHeader {
            qualification_confirmation_date: date(self.checked_on.ok_or(CopiedError::NoDate)?),
            ..MessageHeader::default()
        };
        let body = MessageBody { result_list: ResultList { entries }, ..MessageBody::default() };
        let message = XmlMsg { message_header: header, message_body: body, simulation: false };
        Ok(Copied { message, unknown: self.unknown })
    }
}

fn date(text: Text) -> Wire<Date> {
    Date::from_japanese(text.as_str()).map_or(Wire::Unreadable(text), Wire::Read)
}

/// A share in tenths (2割), in per cent (20%) or as files write it (020); how the app does is not established. A bare
/// number could be either, and stays as it is.
fn share(text: Text) -> Wire<Percent> {
    let plain: String = text.as_str().nfkc().filter(|c| !c.is_whitespace()).collect();
    let before = |unit| plain.strip_suffix(unit).filter(|number| !number.is_empty());
    let tenths = before('割').map(|tenths| format!("{tenths:0>2}0"));
    let percent = before('%').map(|percent| format!("{percent:0>3}"));
    Percent::from_wire(&tenths.or(percent).unwrap_or(plain)).map_or(Wire::Unreadable(text), Wire::Read)
}
