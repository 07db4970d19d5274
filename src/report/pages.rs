//! A report as a number of short texts, each for a QR code of its own.
//!
//! A page is `UKR1-CHECK-N-M-DATA`: eight signs that are the same on all pages of one report and are made from its
//! text, the number of this page, the number of pages, and a part of the packed text: raw DEFLATE (RFC 1951), then five
//! bits a sign in Crockford's base 32. All of it is in the alphanumeric mode of QR codes, and nothing of it is changed
//! by a program that trims blanks or writes in small letters.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use ring::digest::{SHA256, digest};

/// What every page begins with.
const MARK: &str = "UKR1-";
/// Digits and letters without those that look like another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs of the check: 40 bits.
const CHECK: usize = 8;
/// Digits and signs of `N-M` and the three hyphens, at most.
const NUMBERS: usize = 2 * 3 + 3;
/// Most pages of a report.
const MAX_PAGES: usize = 999;
/// Most bytes of a text that pages are unpacked to.
const MAX_TEXT: usize = 256 << 10;
/// Fewest signs of a page that has anything on it.
const LEAST: usize = MARK.len() + CHECK + NUMBERS + 1;
/// As thorough as DEFLATE gets (miniz, level 10).
const LEVEL: u8 = 10;

/// A report, packed, before it is divided into pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackedReport {
    check: String,
    signs: String,
}

/// Why pages do not make a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// There is no page.
    #[error(
        "has no report of uketsuke in it: neither the file that the kiosk writes (it begins with {{) nor scanned pages (UKR1-…)"
    )]
    NoPages,
    /// Pages are missing.
    #[error(
        "has {have} of {of} pages; missing: {}. Scan those of the same report and put them below the others",
        list(missing)
    )]
    Missing {
        /// Pages that are there.
        have: usize,
        /// Pages of the report.
        of: usize,
        /// The numbers of the others.
        missing: Vec<usize>,
    },
    /// Two pages with one number.
    #[error("has two different pages {0} of one report; scan that page once more and leave the others out")]
    Different(usize),
    /// Pages of two whole reports.
    #[error("has the pages of more than one report; keep those of one")]
    Several,
    /// The check does not fit.
    #[error("has every page, but a sign of one is wrong; scan the pages once more")]
    Damaged,
}

fn list(pages: &[usize]) -> String {
    const SHOWN: usize = 30;
    let mut words: Vec<String> = pages.iter().take(SHOWN).map(ToString::to_string).collect();
    if pages.len() > SHOWN {
        words.push(format!("and {} more", pages.len() - SHOWN));
    }
    words.join(", ")
}

impl PackedReport {
    pub(super) fn new(text: &[u8]) -> Self {
        Self { check: check(text), signs: encode(&compress_to_vec(text, LEVEL)) }
    }

    /// Whether there is none yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// Its pages, of at most so many signs each; none where it has no place in them.
    #[must_use]
    pub fn pages(&self, signs: usize) -> Vec<String> {
        if signs < LEAST || self.is_empty() {
            return Vec::new();
        }
        // By the digits that the number of pages has.
        let divided = (1..=3).find_map(|digits| {
            let size = signs - MARK.len() - CHECK - 3 - 2 * digits;
            let pages = self.signs.len().div_ceil(size);
            (pages < 10_usize.pow(u32::try_from(digits).ok()?)).then_some((size, pages))
        });
        let Some((size, pages)) = divided else { return Vec::new() };
        debug_assert!(pages <= MAX_PAGES);
        let parts = self.signs.as_bytes().chunks(size).map(String::from_utf8_lossy);
        (1..).zip(parts).map(|(number, part)| format!("{MARK}{}-{number}-{pages}-{part}", self.check)).collect()
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Scanned {
    check: String,
    number: usize,
    of: usize,
    signs: String,
}

/// The text of the report whose pages stand in this text, in any order, with anything between them.
pub(super) fn join(text: &str) -> Result<Vec<u8>, JoinError> {
    let upper = text.to_ascii_uppercase();
    // A mail program may have broken long pages into lines; a word of its own between two pages looks the same.
    let unbroken = || upper.split_whitespace().collect::<String>();
    join_pages(&scanned(&upper)).or_else(|error| join_pages(&scanned(&unbroken())).map_err(|_also| error))
}

/// The pages in a text.
fn scanned(text: &str) -> Vec<Scanned> {
    text.split(MARK).skip(1).filter_map(page).collect()
}

/// A page behind its mark.
fn page(text: &str) -> Option<Scanned> {
    let is_sign = |char: &char| u8::try_from(*char).is_ok_and(|byte| SIGNS.contains(&byte));
    let mut text = text.chars();
    let mut until_hyphen = |most: usize| {
        let part: String = text.by_ref().take(most + 1).take_while(|char| *char != '-').collect();
        (part.len() <= most && !part.is_empty()).then_some(part)
    };
    let check = until_hyphen(CHECK).filter(|check| check.len() == CHECK && check.chars().all(|char| is_sign(&char)))?;
    let number = until_hyphen(3)?.parse().ok()?;
    let of = until_hyphen(3)?.parse().ok()?;
    let signs: String = text.take_while(is_sign).collect();
    ((1..=of).contains(&number) && !signs.is_empty()).then_some(Scanned { check, number, of, signs })
}

fn join_pages(scanned: &[Scanned]) -> Result<Vec<u8>, JoinError> {
    // Pages of two sizes of the screen are not divided at the same places.
    let mut reports: BTreeMap<(&str, usize), BTreeMap<usize, Vec<&str>>> = BTreeMap::new();
    for Scanned { check, number, of, signs } in scanned {
        let same = reports.entry((check, *of)).or_default().entry(*number).or_default();
        // That there is more than one is enough to know.
        if same.len() < 2 && !same.contains(&signs.as_str()) {
            same.push(signs);
        }
    }
    let (whole, parts): (Vec<_>, Vec<_>) = reports.iter().partition(|((_, of), pages)| pages.len() == *of);
    let mut texts = BTreeMap::new();
    let mut error = None;
    for ((check, _), pages) in whole {
        match unpack(check, pages) {
            Ok(text) => drop(texts.insert(check, text)),
            Err(wrong) => error = Some(wrong),
        }
    }
    if texts.len() > 1 {
        return Err(JoinError::Several);
    }
    if let Some((_, text)) = texts.pop_first() {
        return Ok(text);
    }
    if let Some(error) = error {
        return Err(error);
    }
    let Some(((_, of), pages)) = parts.into_iter().max_by_key(|(_, pages)| pages.len()) else {
        return Err(JoinError::NoPages);
    };
    let missing = (1..=*of).filter(|number| !pages.contains_key(number)).collect();
    Err(JoinError::Missing { have: pages.len(), of: *of, missing })
}

fn unpack(expected: &str, pages: &BTreeMap<usize, Vec<&str>>) -> Result<Vec<u8>, JoinError> {
    if let Some((number, _)) = pages.iter().find(|(_, same)| same.len() > 1) {
        return Err(JoinError::Different(*number));
    }
    let signs: String = pages.values().flatten().copied().collect();
    let packed = decode(&signs).ok_or(JoinError::Damaged)?;
    let text = decompress_to_vec_with_limit(&packed, MAX_TEXT).map_err(|_broken| JoinError::Damaged)?;
    if check(&text) == expected { Ok(text) } else { Err(JoinError::Damaged) }
}

fn check(text: &[u8]) -> String {
    encode(digest(&SHA256, text).as_ref().get(..CHECK * 5 / 8).unwrap_or_default())
}

/// Five bits a sign, the highest first; what is left over at the end is filled with zeros.
fn encode(bytes: &[u8]) -> String {
    let mut signs = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            signs.push(sign(bits >> held));
        }
    }
    if held > 0 {
        signs.push(sign(bits << (5 - held)));
    }
    signs
}

fn sign(bits: u32) -> char {
    char::from(SIGNS[usize::try_from(bits & 31).unwrap_or_default()])
}

fn decode(signs: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(signs.len() * 5 / 8);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for sign in signs.bytes() {
        let value = SIGNS.iter().position(|known| *known == sign)?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    (bits & ((1 << held) - 1) == 0).then_some(bytes)
}
