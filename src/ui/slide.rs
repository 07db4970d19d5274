//! The frames in which the card in the drawing of the waiting screen slides to the reader.

use std::time::Duration;

/// How long a frame stands: far slower than the three flashes a second that could do harm.
const FRAME: Duration = Duration::from_millis(500);

/// How near the card is in one frame after the other, over and over. On the reader it stays twice as long.
const NEAR: [u16; 4] = [0, 1, 2, 2];

/// How many steps the card has come nearer, of the two that lead to the reader.
#[must_use]
pub fn steps(sliding: Option<Duration>) -> u16 {
    let frame = sliding.map_or(0, |sliding| sliding.as_millis() / FRAME.as_millis());
    NEAR.get(usize::try_from(frame).unwrap_or(0) % NEAR.len()).map_or(0, |steps| *steps)
}

/// Time until the next frame.
#[must_use]
pub fn next_frame(sliding: Duration) -> Duration {
    let millis = sliding.as_millis() % FRAME.as_millis();
    FRAME.saturating_sub(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waking_at_every_frame_shows_the_card_far_near_and_on_the_reader() {
        let (mut sliding, mut seen) = (Duration::from_micros(1), Vec::new());
        while sliding < Duration::from_secs(4) {
            seen.push(steps(Some(sliding)));
            let next = next_frame(sliding);
            assert!(next > Duration::ZERO && next <= FRAME, "{sliding:?}");
            sliding += next;
        }
        assert_eq!(seen, [0, 1, 2, 2, 0, 1, 2, 2]);
        assert_eq!(steps(None), 0);
    }
}
