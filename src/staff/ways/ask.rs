//! The numbers of a paper, asked of the qualification terminal (資格確認端末).
//!
//! An answer counts for the entry that asked for it, by its number, and only while that entry is open: one that comes
//! later is dropped, or offered where staff still look at why there is none. It is recorded before it is shown. It
//! proves that the qualification is in force, not who stands there.

use std::time::{Duration, Instant};

use super::WaysPage;
use super::inquiry::{Heard, Inquiry, NotAnswered, NumberPanel, Question};
use super::step::{Offer, WaysStep, choice, offer};
use crate::common::{Detail, InquiryFault, InquiryId, Key, Way};
use crate::eligibility::{Verdict, XmlMsg};
use crate::staff::effect::Effect;
use crate::staff::event::InquiryNews;
use crate::staff::facts::{Facts, NumberChecks};
use crate::staff::page::{PageInput, PageResult};
use crate::visit::{InquiryEnd, InquiryOutcome};

/// An inquiry ends so long after its deadline, whatever the terminal's folders do.
const END_FOR: Duration = Duration::from_secs(20);

impl WaysPage {
    /// The date of birth, then the consent.
    pub(super) fn ask_further(&mut self, input: PageInput, facts: &Facts) {
        match (&mut self.step, input) {
            (WaysStep::Birthdate { manual, field }, PageInput::Key(Key::Enter)) => {
                let Some(NumberChecks { today, .. }) = &facts.number_checks else {
                    let manual = manual.clone();
                    return self.sum_up(manual, facts);
                };
                if let Ok(birthdate) = field.finish(*today) {
                    self.question.birthdate = birthdate;
                    self.step = WaysStep::Consent { manual: manual.clone(), yes: self.question.limit_consent };
                }
            }
            (WaysStep::Birthdate { manual, .. }, PageInput::Key(Key::Cancel | Key::PreviousPage)) => {
                let (last, manual) = (manual.items().last().copied(), manual.clone());
                self.back(last, manual, facts);
            }
            (WaysStep::Birthdate { field, .. }, input) => field.input(input),
            (WaysStep::Consent { manual, .. }, PageInput::Key(Key::Cancel)) => {
                let manual = manual.clone();
                self.ask(None, manual, facts);
            }
            (WaysStep::Consent { manual, yes }, input) => {
                if let Some(yes) = choice(input, yes) {
                    let manual = manual.clone();
                    self.question.limit_consent = yes;
                    self.sum_up(manual, facts);
                }
            }
            _ => {}
        }
    }

    /// Has the terminal asked.
    pub(super) fn inquire(&mut self, facts: &Facts, now: Instant) -> PageResult {
        let WaysStep::Summary { manual, .. } = &self.step else { return PageResult::Stay };
        let manual = manual.clone();
        // Midnight may have come since the summary was shown.
        match offer(&manual, self.question, facts) {
            Offer::Ask { check, .. } => {
                self.step = WaysStep::Asking(Inquiry {
                    manual,
                    id: None,
                    since: now,
                    queued: false,
                    slow: false,
                    answer: None,
                });
                PageResult::Do(Effect::Inquire(check))
            }
            Offer::Record | Offer::Incomplete(_) => {
                self.sum_up(manual, facts);
                PageResult::Stay
            }
        }
    }

    /// The inquiry that has no answer yet: leaving it withdraws it. Of which way, and since when.
    pub(in crate::staff) const fn asks(&self) -> Option<(InquiryId, Way, Instant)> {
        match &self.step {
            WaysStep::Asking(Inquiry { manual, id: Some(id), since, answer: None, .. }) => {
                Some((*id, manual.way(), *since))
            }
            _ => None,
        }
    }

    /// The request is on its way, under this number.
    pub(in crate::staff) const fn inquiry_began(&mut self, began: InquiryId) {
        if let WaysStep::Asking(Inquiry { id: id @ None, .. }) = &mut self.step {
            *id = Some(began);
        }
    }

    /// The request lies in its folder; whether it had to wait for another one. Only from now on the deadline counts.
    pub(in crate::staff) fn turn_has_come(&mut self, about: InquiryId, now: Instant) -> bool {
        match &mut self.step {
            WaysStep::Asking(inquiry) if inquiry.id == Some(about) && inquiry.queued => {
                inquiry.queued = false;
                inquiry.since = now;
                true
            }
            _ => false,
        }
    }

    /// A report about an inquiry. Another one than that of this entry changes nothing.
    pub(in crate::staff) fn hear(&mut self, about: InquiryId, news: InquiryNews) -> Option<Heard> {
        match (&mut self.step, news) {
            (WaysStep::Asking(inquiry), news) if inquiry.id == Some(about) && inquiry.answer.is_none() => match news {
                InquiryNews::Sent | InquiryNews::Assigned(_) | InquiryNews::Late(_) => None,
                InquiryNews::Queued => {
                    inquiry.queued = true;
                    None
                }
                InquiryNews::Slow => {
                    inquiry.slow = true;
                    None
                }
                InquiryNews::Answer(message) => {
                    let end = InquiryEnd::Answered(Verdict::of(&message).kind());
                    inquiry.answer = Some(message);
                    Some(Heard { way: inquiry.manual.way(), since: inquiry.since, end })
                }
                InquiryNews::Failed(trouble) => {
                    let (way, since) = (inquiry.manual.way(), inquiry.since);
                    let end = InquiryEnd::Failed(trouble.fault);
                    let manual = inquiry.manual.clone();
                    self.step = WaysStep::NotAnswered(NotAnswered::new(manual, about, since, trouble));
                    Some(Heard { way, since, end })
                }
            },
            (WaysStep::NotAnswered(none), InquiryNews::Late(message)) if none.id == about => {
                none.late = Some(message);
                None
            }
            _ => None,
        }
    }

    /// The answer is on the disk, or must not be shown. Answers with what is to be handed on.
    pub(in crate::staff) fn inquiry_recorded(
        &mut self,
        about: InquiryId,
        shown: bool,
        (facts, card_waits): (&Facts, bool),
        now: Instant,
    ) -> Option<Box<XmlMsg>> {
        let (manual, message, since) = match &mut self.step {
            WaysStep::Asking(own) if own.id == Some(about) => (&own.manual, own.answer.take()?, own.since),
            WaysStep::NotAnswered(own) if own.id == about && own.recording => {
                (&own.manual, own.late.take()?, own.since)
            }
            _ => return None,
        };
        let manual = manual.clone();
        if !shown {
            let trouble = InquiryFault::JournalFull.into();
            self.step = WaysStep::NotAnswered(NotAnswered::new(manual, about, since, trouble));
            return None;
        }
        let verdict = Verdict::of(&message);
        let hands_on = verdict.is_confirmed().then(|| message.clone());
        let masked = card_waits || facts.choices.detail == Detail::Masked;
        let until = now + facts.choices.show_for;
        self.step =
            WaysStep::Answer(NumberPanel { id: about, manual, verdict, message, page: 0, masked, since: now, until });
        hands_on
    }

    /// A key while the terminal is asked, and after it.
    pub(super) fn inquiry_input(&mut self, input: PageInput, facts: &Facts, now: Instant) -> PageResult {
        match (&mut self.step, input) {
            (WaysStep::Asking(Inquiry { manual, .. }), PageInput::Key(Key::Cancel)) => {
                let manual = manual.clone();
                self.sum_up(manual, facts);
            }
            (WaysStep::NotAnswered(none), PageInput::Key(Key::Enter)) if none.late.is_some() => {
                let Some(message) = none.late.as_deref().filter(|_| !none.recording) else { return PageResult::Stay };
                let end = InquiryEnd::Answered(Verdict::of(message).kind());
                none.recording = true;
                let took = now.saturating_duration_since(none.since);
                let outcome = InquiryOutcome { way: none.manual.way(), by: None, end, took };
                return PageResult::RecordInquiry(none.id, outcome);
            }
            (WaysStep::NotAnswered(none), PageInput::Key(Key::Enter | Key::Cancel)) => {
                let manual = none.manual.clone();
                self.sum_up(manual, facts);
            }
            (WaysStep::Answer(panel), PageInput::Key(key)) => {
                panel.until = now + facts.choices.show_for;
                match key {
                    Key::Enter => {
                        if let Some((message, since)) = self.take_answer() {
                            return PageResult::Answered(message, since);
                        }
                    }
                    Key::Cancel if panel.verdict.is_confirmed() => return PageResult::Back,
                    // What was typed can be compared with the paper and mended.
                    Key::Cancel => {
                        let manual = panel.manual.clone();
                        self.sum_up(manual, facts);
                    }
                    Key::Ways if !panel.verdict.is_confirmed() => {
                        self.question = Question::default();
                        self.step = WaysStep::List;
                    }
                    Key::Staff => panel.masked = false,
                    Key::OtherMethod | Key::Call => {
                        if let Some(assignee) = panel.assignee(facts) {
                            return PageResult::Assign(Box::new(assignee));
                        }
                    }
                    Key::NextPage => panel.page = panel.page.saturating_add(1),
                    Key::PreviousPage => panel.page = panel.page.saturating_sub(1),
                    _ => {}
                }
            }
            (WaysStep::Answer(panel), PageInput::Typed(typed)) if typed.is(b'+') => {
                panel.until = now + facts.choices.show_for;
                panel.page = panel.page.saturating_add(1);
            }
            _ => {}
        }
        PageResult::Stay
    }

    /// The answer, and when it was shown first: the page is closed. Esc says that it is done with; else it is kept.
    pub(in crate::staff) fn take_answer(&mut self) -> Option<(Box<XmlMsg>, Instant)> {
        if !matches!(self.step, WaysStep::Answer(_)) {
            return None;
        }
        match std::mem::replace(&mut self.step, WaysStep::List) {
            WaysStep::Answer(NumberPanel { message, since, .. }) => Some((message, since)),
            _ => None,
        }
    }

    /// When the answer leaves the screen.
    pub(in crate::staff) const fn answer_until(&self) -> Option<Instant> {
        match &self.step {
            WaysStep::Answer(panel) => Some(panel.until),
            _ => None,
        }
    }

    /// A card lies on the reader, and the next person may stand there: an answer is covered.
    pub(in crate::staff) const fn cover(&mut self) {
        if let WaysStep::Answer(panel) = &mut self.step {
            panel.masked = true;
        }
    }

    /// How long the page stays without a key, where that is not as long as every page.
    pub(in crate::staff) const fn stays_for(&self, facts: &Facts) -> Option<Duration> {
        match (&self.step, &facts.number_checks) {
            (WaysStep::Answer(_), _) => Some(facts.choices.show_for),
            // It comes to an end by itself.
            (WaysStep::Asking(_), Some(checks)) => Some(checks.deadline.saturating_add(END_FOR)),
            _ => None,
        }
    }

    /// The page is left for a while: what was asked is withdrawn, and the entry stays.
    pub(in crate::staff) fn rest(&mut self, facts: &Facts) {
        let (WaysStep::Asking(Inquiry { manual, .. }) | WaysStep::NotAnswered(NotAnswered { manual, .. })) = &self.step
        else {
            return;
        };
        let manual = manual.clone();
        self.sum_up(manual, facts);
    }
}
