//! Events of a visit, in any order and at any times.
//!
//! A byte is an act, written as the letter that a person would give it, so that a seed can be read; some take a second
//! byte. The same acts are done at a second desk, where other digits are typed for a PIN: nothing but the PIN itself
//! may differ there.

use std::slice::Iter;
use std::time::{Duration, Instant};

use super::promises::{Act, Says, WatchedDesk, failed, read};
use super::{AnswerSource, Rules};
use crate::common::{
    Absence, AbsenceKind, BackAt, CardFacts, CardFault, CardNews, CertificateAge, Detail, Digit, Drawing, Extended,
    Key, KeyReport, Language, Look, Method, PinState, RelayOffer, StaffId, TroubleKind,
};

/// How keys come until the bytes say otherwise: a finger's pace, read at once, by a terminal that tells nothing.
struct Keys {
    gap: Duration,
    late: Duration,
    report: KeyReport,
}

/// The bytes, a sequence of acts.
struct Acts<'a> {
    bytes: Iter<'a, u8>,
    keys: Keys,
}

impl Acts<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(b'0')
    }

    fn bit(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    fn choice<T: Copy, const N: usize>(&mut self, of: [T; N]) -> Option<T> {
        of.get(usize::from(self.byte()) % N).copied()
    }

    fn time(&mut self, unit: u64) -> Duration {
        Duration::from_millis(unit * u64::from(self.byte()))
    }

    fn says(&mut self) -> Option<Says> {
        self.choice([None, Some(Says::Valid), Some(Says::Lost), Some(Says::Nothing)]).flatten()
    }

    fn relay(&mut self) -> Option<RelayOffer> {
        self.choice([None, Some(false), Some(true)]).flatten().map(|extended| RelayOffer { extended })
    }

    fn extended(&mut self) -> Extended {
        self.choice([Extended::Yes, Extended::No]).unwrap_or_default()
    }

    fn absence(&mut self) -> Option<Absence> {
        let kind = self.choice([None, Some(AbsenceKind::Away), Some(AbsenceKind::Break), Some(AbsenceKind::Closed)]);
        let back = self.bit().then_some(BackAt { day: None, hour: 13, minute: 0 });
        kind.flatten().map(|kind| Absence { kind, back })
    }

    fn method(&mut self) -> Method {
        if self.bit() { Method::Pin } else { Method::Staff }
    }

    /// The rules of a site, of two bytes.
    fn rules(&mut self) -> Rules {
        let (one, two) = (self.byte(), self.byte());
        let bit = |of: u8, place: u8| of >> place & 1 == 1;
        Rules {
            method: if bit(one, 0) { Method::Pin } else { Method::Staff },
            switchable: bit(one, 1),
            language: Language::Japanese,
            drawing: Drawing { look: Look::Standard, large: false },
            dim_after: Duration::from_secs(300),
            motion: bit(one, 4),
            panel_for: Duration::from_secs(u64::from(two >> 4) * 20 + 5),
            deadline: Duration::from_secs(u64::from(two & 15) * 8 + 5),
            source: if bit(one, 6) { AnswerSource::Folder } else { AnswerSource::Card },
            detail: if bit(one, 2) { Detail::Masked } else { Detail::Full },
            staff_can_act: bit(one, 3),
        }
    }

    fn facts(&mut self) -> CardFacts {
        let one = self.byte();
        let pin = match one & 7 {
            5 => PinState::Blocked,
            6 => PinState::Absent,
            tries => PinState::Left(tries.clamp(1, 3)),
        };
        let certificate = match one >> 3 & 7 {
            0 => CertificateAge::Grace,
            1 => CertificateAge::LongExpired,
            _ => CertificateAge::Valid,
        };
        let extended = match one >> 6 {
            1 => Extended::Yes,
            2 => Extended::No,
            _ => Extended::Unknown,
        };
        CardFacts { pin, certificate, extended }
    }

    fn fault(&mut self) -> CardFault {
        match self.byte() % 8 {
            left @ 0..=3 => CardFault::PinWrong(left),
            4 => CardFault::PinBlocked,
            5 => CardFault::PinAbsent,
            6 => CardFault::Trouble(TroubleKind::CardPulled.into()),
            _ => CardFault::Trouble(TroubleKind::CardSwapped.into()),
        }
    }

    fn key(letter: u8) -> Option<Key> {
        Some(match letter {
            b'0'..=b'9' => Key::Digit(Digit::from_ascii(letter)?),
            b'\n' => Key::Enter,
            b'x' => Key::Erase,
            b'c' => Key::Cancel,
            b's' => Key::Staff,
            b'm' => Key::OtherMethod,
            b'/' => Key::Call,
            b'l' => Key::Language,
            b'*' => Key::Appearance,
            b'>' => Key::NextPage,
            b'<' => Key::PreviousPage,
            b'b' => Key::Burst,
            b'o' => Key::Other,
            _ => return None,
        })
    }

    fn act(&mut self, letter: u8) -> Option<Act> {
        Some(match letter {
            b'S' => Act::Staff(self.bit().then(StaffId::shared)),
            b'H' => Act::StaffCome,
            b'{' => Act::Menu(true),
            b'}' => Act::Menu(false),
            b'I' => Act::Insert,
            b'U' => Act::InsertMute,
            b'i' => Act::Again,
            b'R' => Act::Remove,
            b'L' => Act::LoseReader,
            b'Y' => Act::Service(true),
            b'N' => Act::Service(false),
            b'A' => Act::Announces(self.relay()),
            b'C' => read(self.facts()),
            b'y' => Act::Card(CardNews::Tried(self.extended())),
            b'=' => Act::Card(CardNews::Same),
            b'v' => Act::Card(CardNews::Verified),
            b'z' => Act::Card(CardNews::Signed),
            b'F' => failed(self.fault()),
            b'O' => Act::Opened(self.method(), self.relay(), self.byte() & 7 != 0),
            b'r' => Act::Relayed(self.bit()),
            b'a' => Act::Answer(self.says()),
            b'j' => Act::Recorded(self.bit()),
            b'J' => Act::Journal(self.bit()),
            b'f' => Act::Found(self.says()),
            b'n' => Act::Numbers(self.says()?, self.time(250)),
            b'd' => Act::Folder(self.bit()),
            b'K' => Act::Rules(self.rules()),
            b'B' => Act::Absent(self.absence()),
            b't' => Act::Pass(self.time(4)),
            b'T' => Act::Pass(self.time(250)),
            b'M' => Act::Pass(self.time(8000)),
            b'!' => {
                let letter = self.byte();
                let late = if letter == b'!' { None } else { self.act(letter) };
                Act::Late(Box::new(late?))
            }
            _ => return None,
        })
    }
}

impl Iterator for Acts<'_> {
    /// The time that passes, and what happens then.
    type Item = (Duration, Act);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let letter = *self.bytes.next()?;
            match letter {
                // From now on keys come so much one behind the other; so late are they read; so does the terminal say.
                b'g' => self.keys.gap = self.time(2),
                b'w' => self.keys.late = self.time(8),
                b'p' => {
                    let reports = [KeyReport::Unsaid, KeyReport::Pressed, KeyReport::Repeated];
                    self.keys.report = self.choice(reports).unwrap_or_default();
                }
                letter => match (Self::key(letter), self.act(letter)) {
                    (Some(key), _) => {
                        return Some((self.keys.gap, Act::Press(key, self.keys.late, self.keys.report)));
                    }
                    (None, Some(act)) => return Some((Duration::ZERO, act)),
                    (None, None) => {}
                },
            }
        }
    }
}

/// A visit keeps its promises, and what is typed for a PIN shows in nothing but the PIN.
///
/// # Panics
///
/// Where one of these does not hold.
pub fn events(bytes: &[u8]) {
    let keys = Keys { gap: Duration::from_millis(200), late: Duration::ZERO, report: KeyReport::Unsaid };
    let mut acts = Acts { bytes: bytes.iter(), keys };
    let (rules, now) = (acts.rules(), Instant::now());
    let [mut desk, mut other] = [(); 2].map(|()| WatchedDesk::new(rules.clone(), now));
    for (pause, act) in acts {
        let elsewhere = if desk.asked().is_some() { with_another_digit(&act) } else { act.clone() };
        for (desk, act) in [(&mut desk, act), (&mut other, elsewhere)] {
            desk.now += pause;
            desk.step(act);
        }
        same(&desk, &other);
    }
    desk.ends();
    other.ends();
    same(&desk, &other);
}

fn with_another_digit(act: &Act) -> Act {
    match act {
        Act::Press(Key::Digit(digit), late, report) => {
            let other = b'0' + (digit.ascii() - b'0' + 3) % 10;
            Act::Press(Digit::from_ascii(other).map_or(Key::Other, Key::Digit), *late, *report)
        }
        act => act.clone(),
    }
}

/// Nothing that shows tells the two apart, nor anything that can be printed of what is asked for.
fn same(desk: &WatchedDesk, other: &WatchedDesk) {
    let shown = |desk: &WatchedDesk| format!("{:?}", (desk.visit.view(desk.now), &desk.effects, desk.visit.deadline()));
    assert_eq!(shown(desk), shown(other), "what is typed for a PIN shows");
}
