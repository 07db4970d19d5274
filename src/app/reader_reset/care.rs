//! When a reader needs a reset, and how soon it may have the next one. Pure: no I/O, no clock.

use std::time::{Duration, Instant};

use crate::common::{CardFault, CardNews, Slot, TroubleKind};

/// How long after a reset the next one may come, by how many there were without a success between; then every hour.
const PAUSES: [Duration; 4] =
    [Duration::from_secs(30), Duration::from_secs(2 * 60), Duration::from_secs(10 * 60), Duration::from_secs(60 * 60)];
/// A card that was pulled is missed within this time. One that still lies there then was not answered for.
const PULLED_WITHIN: Duration = Duration::from_secs(3);
/// So many points without a success between are a reader that does not work.
const ENOUGH: u32 = 12;
/// A command was not answered, and its card was not pulled; or the daemon reports an error of its own.
const UNANSWERED: u32 = 6;
/// A card did not answer its power-on: mostly it lies there wrongly.
const MUTE: u32 = 3;

/// What is known of the reader.
#[derive(Debug, Clone, Default)]
pub(super) struct ReaderCare {
    points: u32,
    /// Something lies on the reader.
    occupied: bool,
    /// A command was not answered. Until then it may show that the card was pulled.
    doubt_until: Option<Instant>,
    /// The daemon lists a reader that it cannot use.
    unusable: bool,
    /// Resets since the reader has worked last.
    resets: usize,
    not_before: Option<Instant>,
}

impl ReaderCare {
    /// Hears what came of a job with a card.
    pub(super) fn hear_news(&mut self, news: &CardNews, now: Instant) {
        match sign(news) {
            Sign::Works => *self = Self { occupied: self.occupied, ..Self::default() },
            Sign::Nothing => {}
            Sign::Mute => self.points += MUTE,
            Sign::Fails => self.points += UNANSWERED,
            // Its card is known to be gone: the word of the command came behind that of the reader.
            Sign::NoAnswer if !self.occupied => {}
            Sign::NoAnswer => {
                // The card of the one before was not pulled, or this one would have none.
                if self.doubt_until.replace(now + PULLED_WITHIN).is_some() {
                    self.points += UNANSWERED;
                }
            }
        }
    }

    /// Hears what lies on the reader now.
    pub(super) fn hear_slot(&mut self, slot: &Slot, now: Instant) {
        self.elapsed(now);
        self.doubt_until = None;
        self.unusable = false;
        self.occupied = slot.insertion().is_some();
        match slot {
            Slot::Unknown | Slot::Empty | Slot::Card(_) => {}
            Slot::Mute(_) => self.points += MUTE,
            Slot::Unusable(trouble) if trouble.kind == TroubleKind::ReaderError => self.unusable = true,
            // There is no reader that a reset could help.
            Slot::Unusable(_) => self.points = 0,
        }
    }

    /// The time has gone on.
    pub(super) fn elapsed(&mut self, now: Instant) {
        if self.doubt_until.take_if(|until| *until <= now).is_some() {
            self.points += UNANSWERED;
        }
    }

    /// Whether the reader is to be reset now. `hangs`: a call to the daemon does not come back.
    pub(super) fn wants_reset(&self, hangs: bool, now: Instant) -> bool {
        self.is_wrong(hangs) && self.not_before.is_none_or(|moment| moment <= now)
    }

    /// It was asked for.
    pub(super) fn asked(&mut self, now: Instant) {
        let pause = PAUSES.get(self.resets).or(PAUSES.last()).copied().unwrap_or_default();
        self.resets = (self.resets + 1).min(PAUSES.len());
        self.not_before = Some(now + pause);
        (self.points, self.doubt_until) = (0, None);
    }

    /// When it has something to say, if nothing is heard before.
    pub(super) fn wake(&self, due: Option<Instant>, now: Instant) -> Option<Instant> {
        let wrong = self.is_wrong(due.is_some_and(|due| due <= now));
        let (now_wrong, later) = (wrong.then_some(self.not_before).flatten(), due.filter(|due| *due > now));
        [now_wrong, later, self.doubt_until].into_iter().flatten().min()
    }

    fn is_wrong(&self, hangs: bool) -> bool {
        hangs || self.unusable || self.points >= ENOUGH
    }
}

/// What a report says of the reader.
enum Sign {
    /// It has carried commands and answers.
    Works,
    /// No more than that a card was pulled, or that the daemon is away.
    Nothing,
    Mute,
    NoAnswer,
    Fails,
}

fn sign(news: &CardNews) -> Sign {
    let CardNews::Failed(fault) = news else { return Sign::Works };
    let trouble = match fault {
        CardFault::PinWrong(_) | CardFault::PinBlocked | CardFault::PinAbsent => return Sign::Works,
        CardFault::Trouble(trouble) => trouble,
    };
    match trouble.kind {
        TroubleKind::ForeignCard
        | TroubleKind::CardSwapped
        | TroubleKind::Smartphone
        | TroubleKind::NoCertificate
        | TroubleKind::CertificateExpired
        | TroubleKind::UnexpectedStatus
        | TroubleKind::UnsupportedKey => Sign::Works,
        TroubleKind::MuteCard => Sign::Mute,
        TroubleKind::CardPulled => Sign::NoAnswer,
        TroubleKind::ReaderError => Sign::Fails,
        _ => Sign::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::common::{CardFacts, CertificateAge, Extended, PinState};

    const SECOND: Duration = Duration::from_secs(1);

    fn failed(kind: TroubleKind) -> CardNews {
        CardNews::Failed(CardFault::Trouble(kind.into()))
    }

    fn read() -> CardNews {
        let (pin, certificate, extended) = (PinState::Left(3), CertificateAge::Valid, Extended::Unknown);
        CardNews::Read(CardFacts { pin, certificate, extended })
    }

    #[test]
    fn a_reader_that_stays_hung_is_reset_at_once_and_then_more_and_more_seldom() {
        let (mut care, begun) = (ReaderCare::default(), Instant::now());
        let mut asked = Vec::new();
        for second in 0..4 * 3600 {
            let now = begun + SECOND * second;
            if care.wants_reset(true, now) {
                care.asked(now);
                asked.push(second);
            }
        }
        assert_eq!(asked, [0, 30, 150, 750, 4350, 7950, 11550]);
    }

    #[test]
    fn a_success_forgets_the_resets_before_it() {
        let (mut care, now) = (ReaderCare::default(), Instant::now());
        for _ in 0..4 {
            care.asked(now);
        }
        assert!(!care.wants_reset(true, now + SECOND * 3599));
        care.hear_news(&read(), now);
        assert!(care.wants_reset(true, now));
    }

    #[test]
    fn a_card_that_is_pulled_in_the_middle_says_nothing_of_its_reader() {
        let (mut care, mut now) = (ReaderCare::default(), Instant::now());
        for number in 0..50 {
            care.hear_slot(&Slot::Card(number), now);
            care.hear_news(&failed(TroubleKind::CardPulled), now);
            now += SECOND;
            care.hear_slot(&Slot::Empty, now);
            now += SECOND * 10;
            // What its command says comes late.
            care.hear_news(&failed(TroubleKind::CardPulled), now);
            now += SECOND * 10;
            care.elapsed(now);
            assert!(!care.wants_reset(false, now), "{number}");
        }
    }

    #[test]
    fn two_cards_that_lie_there_and_get_no_answer_are_a_reader_that_fails() {
        let (mut care, now) = (ReaderCare::default(), Instant::now());
        care.hear_slot(&Slot::Card(1), now);
        care.hear_news(&failed(TroubleKind::CardPulled), now);
        assert_eq!(care.wake(None, now), Some(now + SECOND * 3));
        care.elapsed(now + SECOND * 3);
        assert!(!care.wants_reset(false, now + SECOND * 3));
        // The same card once more.
        care.hear_news(&failed(TroubleKind::CardPulled), now + SECOND * 5);
        care.elapsed(now + SECOND * 8);
        assert!(care.wants_reset(false, now + SECOND * 8));
    }

    #[test]
    fn a_reader_that_is_listed_and_cannot_be_used_is_reset_and_one_that_is_gone_is_not() {
        let (mut care, now) = (ReaderCare::default(), Instant::now());
        care.hear_slot(&Slot::Unusable(TroubleKind::ReaderError.into()), now);
        assert!(care.wants_reset(false, now));
        for gone in [TroubleKind::NoReader, TroubleKind::NoDaemon] {
            care.hear_slot(&Slot::Unusable(gone.into()), now);
            assert!(!care.wants_reset(false, now), "{gone:?}");
        }
    }

    #[test]
    fn many_cards_of_the_wrong_kind_are_no_fault_of_the_reader() {
        let (mut care, now) = (ReaderCare::default(), Instant::now());
        for number in 0..3 {
            care.hear_slot(&Slot::Mute(number), now);
        }
        for _ in 0..20 {
            care.hear_news(&failed(TroubleKind::ForeignCard), now);
        }
        assert!(!care.wants_reset(false, now));
        for number in 0..4 {
            care.hear_slot(&Slot::Mute(number), now);
        }
        assert!(care.wants_reset(false, now), "four in a row that answer nothing");
    }

    #[derive(Debug, Clone, Copy)]
    enum Heard {
        News(TroubleKind),
        Slot(u8),
        Time(u64),
    }

    fn heard() -> impl Strategy<Value = Heard> {
        prop_oneof![
            prop::sample::select(vec![TroubleKind::CardPulled, TroubleKind::ReaderError, TroubleKind::MuteCard])
                .prop_map(Heard::News),
            (0_u8..5).prop_map(Heard::Slot),
            (0_u64..200).prop_map(Heard::Time),
        ]
    }

    proptest! {
        /// Whatever happens, without a success there are never more than three resets in ten minutes and one an hour
        /// after that; and what it wants it says when it was woken at the latest.
        #[test]
        fn without_a_success_resets_become_seldom(events in prop::collection::vec((heard(), any::<bool>()), 1..300)) {
            let (mut care, begun) = (ReaderCare::default(), Instant::now());
            let (mut now, mut asked) = (begun, Vec::new());
            for (event, hangs) in events {
                match event {
                    Heard::News(kind) => care.hear_news(&failed(kind), now),
                    Heard::Slot(0) => care.hear_slot(&Slot::Empty, now),
                    Heard::Slot(1) => care.hear_slot(&Slot::Unusable(TroubleKind::ReaderError.into()), now),
                    Heard::Slot(2) => care.hear_slot(&Slot::Unusable(TroubleKind::NoReader.into()), now),
                    Heard::Slot(number) => care.hear_slot(&Slot::Mute(number.into()), now),
                    Heard::Time(seconds) => {
                        now += SECOND * u32::try_from(seconds).unwrap();
                        care.elapsed(now);
                    }
                }
                if care.wants_reset(hangs, now) {
                    asked.push(now);
                    care.asked(now);
                }
                prop_assert!(care.wake(None, now).is_none_or(|wake| wake > now));
            }
            for (place, pair) in asked.windows(2).enumerate() {
                let pause = [30, 120, 600, 3600][place.min(3)];
                prop_assert!(pair[1] - pair[0] >= SECOND * pause);
            }
        }
    }
}
