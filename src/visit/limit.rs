//! Time limits that end what a visitor is doing: each is announced before it ends anything, and a key extends it.

use std::time::{Duration, Instant};

use super::view::Ending;

/// A limit ends nothing sooner than this after it was announced.
pub(super) const ANNOUNCED_FOR: Duration = Duration::from_secs(20);

/// A limit is extended at most so often: what lies on a key must not hold the screen for ever.
pub(super) const MOST_EXTENSIONS: u8 = 10;

/// A time limit. One that is no longer than its announcement would be has none: its countdown shows from the start,
/// and no key extends it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    length: Duration,
    until: Instant,
    extensions: u8,
    announced: bool,
    /// Others wait for the screen: there is nothing to extend.
    gives_way: bool,
}

impl Limit {
    /// One that begins now.
    pub(super) fn new(now: Instant, length: Duration) -> Self {
        Self { length, until: now + length, extensions: 0, announced: false, gives_way: false }
    }

    /// When it ends, unless a key extends it.
    pub(super) const fn until(&self) -> Instant {
        self.until
    }

    pub(super) fn left(&self, now: Instant) -> Duration {
        self.until.saturating_duration_since(now)
    }

    /// When it is announced, or ends.
    pub(super) fn next(&self) -> Instant {
        if self.is_to_be_announced() { self.until.checked_sub(ANNOUNCED_FOR).unwrap_or(self.until) } else { self.until }
    }

    fn is_to_be_announced(&self) -> bool {
        !self.announced && !self.gives_way && self.length > ANNOUNCED_FOR
    }

    /// Announces it where it is time to; otherwise it may have ended. One that is announced late ends late.
    pub(super) fn announce(&mut self, now: Instant) -> bool {
        let announces = self.is_to_be_announced() && self.next() <= now;
        if announces {
            self.announced = true;
            self.until = self.until.max(now + ANNOUNCED_FOR);
        }
        announces
    }

    const fn is_announced(&self) -> bool {
        self.announced && !self.gives_way
    }

    const fn can_extend(&self) -> bool {
        self.extensions < MOST_EXTENSIONS
    }

    /// A key extends it once it was announced.
    pub(super) fn extend(&mut self, now: Instant) -> bool {
        let extends = self.is_announced() && self.can_extend();
        if extends {
            self.extensions += 1;
            self.announced = false;
            self.until = now + self.length;
        }
        extends
    }

    /// The visitor does something: the time begins again. Once it cannot be extended any more, it runs out.
    pub(super) fn begin_again(&mut self, now: Instant) {
        if !self.announced && self.can_extend() {
            self.until = now + self.length;
        }
    }

    /// It ends then, because others wait for the screen.
    pub(super) const fn give_way(&mut self, until: Instant) {
        self.until = until;
        self.gives_way = true;
    }

    /// Whether others wait for the screen.
    pub(super) const fn gives_way(&self) -> bool {
        self.gives_way
    }

    pub(super) fn ending(&self, now: Instant) -> Option<Ending> {
        self.is_announced().then(|| Ending { left: self.left(now), extends: self.can_extend() })
    }
}
