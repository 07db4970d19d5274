//! A link whose commands are timed one by one.

use std::time::Duration;

use super::calls::CallClock;
use super::error::CardError;
use super::link::Link;
use crate::common::Extended;

/// A link each of whose commands is due by itself: a relay of many is not one that hangs.
pub(super) struct TimedLink {
    link: Box<dyn Link>,
    calls: CallClock,
}

impl TimedLink {
    pub fn new(link: Box<dyn Link>, calls: &CallClock) -> Self {
        Self { link, calls: calls.clone() }
    }
}

impl Link for TimedLink {
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError> {
        self.calls.begin(Duration::ZERO);
        self.link.transmit(command, answer)
    }

    fn reader(&self) -> &str {
        self.link.reader()
    }

    fn extended(&self) -> Extended {
        self.link.extended()
    }
}
