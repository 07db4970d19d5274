//! Who does what: a label at the left, a few words at the right.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::common::{Received, TroubleKind, Way};
use crate::eligibility::kana;
use crate::ui::layout::{Canvas, cells, clipped, wrap};
use crate::ui::texts::{absence_back, absence_notice};

/// Cells of the label column, the gap included.
const LABEL: u16 = 8;

impl Canvas<'_> {
    /// Words beside a label. The first of the lines carries the label, the others stand under the words.
    pub fn beside(&self, label: &str, label_width: u16, words: &[String], style: Style) -> Vec<Line<'static>> {
        let beginning = |first: bool| {
            let text = if first { label } else { "" };
            let blanks = usize::from(label_width.saturating_sub(cells(text)));
            Span::styled(format!("{text}{}", " ".repeat(blanks)), self.theme.quiet)
        };
        let line =
            |(at, words): (usize, &String)| Line::from(vec![beginning(at == 0), Span::styled(words.clone(), style)]);
        words.iter().enumerate().map(line).collect()
    }

    /// What the visitor does.
    pub fn for_visitor(&self, words: &str, width: u16) -> Vec<Line<'static>> {
        self.advice(self.texts.trouble.visitor, &wrap::sentence(words, width - LABEL))
    }

    /// What staff do.
    pub fn for_staff(&self, words: &str, width: u16) -> Vec<Line<'static>> {
        self.advice(self.staff.label, &wrap::sentence(words, width - LABEL))
    }

    /// While staff are not at the desk, on a screen that says that they come: when they are back.
    pub fn staff_are_back(&self) -> Option<String> {
        let absence = self.absence?;
        let language = self.texts.language;
        Some(absence_back(absence, language).unwrap_or_else(|| absence_notice(absence.kind, language).to_owned()))
    }

    /// The same in the column of what staff do.
    pub fn back_beside(&self, width: u16) -> Vec<Line<'static>> {
        let words = self.staff_are_back().map(|words| wrap::sentence(&words, width - LABEL)).unwrap_or_default();
        self.beside("", LABEL, &words, self.theme.strong)
    }

    /// Keys of staff and what they do, below what staff do.
    pub fn staff_keys(&self, keys: &[(&str, &str)]) -> Vec<Line<'static>> {
        let words: Vec<_> =
            keys.iter().map(|(cap, does)| format!("{cap}  {}", does.replace(wrap::PHRASE, ""))).collect();
        self.beside("", LABEL, &words, self.theme.paper)
    }

    /// Whom staff call, verbatim.
    pub fn support(&self, contact: &str, width: u16) -> Vec<Line<'static>> {
        self.advice(self.staff.support, &wrap::foreign(contact, width - LABEL))
    }

    /// Which other ways there are.
    pub fn other_ways(&self, ways: &[Way], width: u16) -> Vec<Line<'static>> {
        let between = self.texts.trouble.between;
        let names: Vec<&str> = ways.iter().map(|way| (self.texts.way_of)(*way)).collect();
        let phrases = names.join(&format!("{between}|"));
        self.advice(self.texts.trouble.or, &wrap::sentence(&phrases, width - LABEL))
    }

    /// What the service announces, verbatim, each from a line of its own; an ellipsis where `most` lines are not
    /// enough.
    pub fn notices(&self, notices: impl Iterator<Item = String>, width: u16, most: usize) -> Vec<Line<'static>> {
        let label = self.texts.waiting.notice;
        let beside = cells(label) + 1;
        let free = width - beside;
        let mut lines: Vec<String> = notices.flat_map(|words| wrap::foreign(&words, free)).collect();
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = format!("{}…", clipped(last, free - 1));
            }
        }
        self.beside(label, beside, &lines, self.theme.paper)
    }

    /// A code and words received, verbatim.
    pub fn received(&self, code: &str, words: &str, width: u16) -> Vec<Line<'static>> {
        let both = format!("{code}  {words}");
        self.advice(self.texts.trouble.received, &wrap::foreign(both.trim(), width - LABEL))
    }

    /// What the other side said: the time that it named, then its code and its words, verbatim.
    pub fn received_with_time(&self, kind: TroubleKind, received: &Received, width: u16) -> Vec<Line<'static>> {
        let texts = &self.texts.trouble;
        let said = if kind == TroubleKind::Clock { texts.service_clock } else { texts.opens_again };
        let time = received.time.as_deref().map(said).unwrap_or_default();
        let both = format!("{}  {}", kana::shown(&received.code), kana::shown(&received.text));
        let mut words = wrap::sentence(&time, width - LABEL);
        words.extend(wrap::foreign(both.trim(), width - LABEL));
        words.retain(|line| !line.is_empty());
        self.advice(self.texts.trouble.received, &words)
    }

    /// What the administrator does about a failed registration.
    pub fn to_do(&self, words: &str, width: u16) -> Vec<Line<'static>> {
        self.advice(self.staff.registration.to_do, &wrap::sentence(words, width - LABEL))
    }

    /// A detail for support or the administrator, verbatim.
    pub fn detail(&self, words: &str, width: u16) -> Vec<Line<'static>> {
        self.advice(self.staff.registration.detail, &wrap::foreign(words, width - LABEL))
    }

    fn advice(&self, label: &str, words: &[String]) -> Vec<Line<'static>> {
        self.beside(label, LABEL, words, self.theme.paper)
    }
}
