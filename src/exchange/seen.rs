//! What was seen already: digests of contents and of results, and nothing of a person.

use std::collections::{HashSet, VecDeque};

use ring::digest::{Context, Digest, SHA256};
use zeroize::Zeroizing;

use crate::eligibility::wire::{OnWire as _, Wire};
use crate::eligibility::{Date, Text, XmlMsg};

/// Most digests that are kept, 32 bytes each. More than any desk has in a day; and what is forgotten, its own dates
/// refuse.
const MOST: usize = 4096;

type Key = [u8; 32];

/// The digests, the oldest first.
#[derive(Debug, Default)]
pub struct Seen {
    order: VecDeque<Key>,
    keys: HashSet<Key>,
}

impl Seen {
    /// Remembers a digest; says whether it is a new one.
    pub fn insert(&mut self, digest: &Digest) -> bool {
        let Ok(key) = Key::try_from(digest.as_ref()) else { return true };
        if !self.keys.insert(key) {
            return false;
        }
        self.order.push_back(key);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.keys.remove(&oldest);
        }
        true
    }
}

/// Tells a result from every other one, however its file is written: day of the check, numbers of the insured, date of
/// birth, and the second in which the terminal answered. `None` where the message names no single person.
///
/// Without the date of birth, a family without branch numbers (枝番) would be one person.
pub fn identity(message: &XmlMsg) -> Option<Digest> {
    let (header, [entry]) = (&message.message_header, message.message_body.result_list.entries.as_slice()) else {
        return None;
    };
    let text = |text: Option<&Text>| Zeroizing::new(text.map_or(String::new(), |text| text.as_str().to_owned()));
    let parts = [
        written(&header.qualification_confirmation_date),
        text(Some(&header.process_execution_time)),
        Zeroizing::new(entry.insurer()?.as_str().to_owned()),
        text(entry.symbol.as_ref()),
        text(Some(entry.number.as_ref()?)),
        text(entry.branch.as_ref()),
        written(&entry.birthdate),
    ];
    let mut digest = Context::new(&SHA256);
    for part in &parts {
        digest.update(&part.len().to_be_bytes());
        digest.update(part.as_bytes());
    }
    Some(digest.finish())
}

fn written(date: &Wire<Date>) -> Zeroizing<String> {
    Zeroizing::new(match date {
        Wire::Read(date) => date.to_wire(),
        Wire::Unreadable(text) => text.as_str().to_owned(),
    })
}
