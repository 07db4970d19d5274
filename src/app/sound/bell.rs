//! Bell patterns: by their number of strokes they are told apart without looking.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, sleep, sleep_until};

use crate::visit::Bell;

/// Silence between two patterns, longer than any within one.
const REST: Duration = Duration::from_millis(900);

/// Strokes of a pattern, and from one to the next.
const fn pattern(bell: Bell) -> (u32, Duration) {
    match bell {
        Bell::CardRead => (1, Duration::ZERO),
        Bell::Answer => (2, Duration::from_millis(250)),
        Bell::Trouble => (3, Duration::from_millis(250)),
        Bell::TimeAlmostUp => (2, Duration::from_millis(600)),
        Bell::Forgotten => (4, Duration::from_millis(600)),
        Bell::StaffCall => (6, Duration::from_millis(150)),
    }
}

/// Plays whatever comes until no more rings can come. A newer pattern cuts off the one that plays.
pub(super) async fn play(mut bells: UnboundedReceiver<Bell>, stroke: impl Fn()) {
    let mut last = None;
    let mut wanted = bells.recv().await;
    while let Some(bell) = wanted {
        wanted = tokio::select! {
            biased;
            newer = bells.recv() => newer,
            () = strike(bell, &mut last, &stroke) => bells.recv().await,
        };
    }
}

async fn strike(bell: Bell, last: &mut Option<Instant>, stroke: impl Fn()) {
    if let Some(last) = *last {
        sleep_until(last + REST).await;
    }
    let (strokes, pause) = pattern(bell);
    for number in 0..strokes {
        if number > 0 {
            sleep(pause).await;
        }
        stroke();
        *last = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

    use super::*;

    /// What is heard, in milliseconds, while the story rings.
    fn heard(story: impl AsyncFnOnce(UnboundedSender<Bell>)) -> Vec<u128> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let (begin, strokes) = (Instant::now(), Arc::new(Mutex::new(Vec::new())));
            let (ring, bells) = unbounded_channel();
            let ears = Arc::clone(&strokes);
            let listening = move || ears.lock().unwrap().push(begin.elapsed().as_millis());
            let player = tokio::spawn(play(bells, listening));
            story(ring.clone()).await;
            sleep(Duration::from_secs(10)).await;
            drop(ring);
            player.await.unwrap();
            Arc::try_unwrap(strokes).unwrap().into_inner().unwrap()
        })
    }

    #[test]
    fn each_pattern_has_its_own_number_of_strokes() {
        let alone = |bell| heard(async |ring| ring.send(bell).unwrap());
        assert_eq!(alone(Bell::CardRead), [0]);
        assert_eq!(alone(Bell::Answer), [0, 250]);
        assert_eq!(alone(Bell::Trouble), [0, 250, 500]);
        assert_eq!(alone(Bell::TimeAlmostUp), [0, 600]);
        assert_eq!(alone(Bell::Forgotten), [0, 600, 1200, 1800]);
        assert_eq!(alone(Bell::StaffCall), [0, 150, 300, 450, 600, 750]);
    }

    #[test]
    fn a_newer_pattern_cuts_the_older_off_and_begins_after_a_rest() {
        let strokes = heard(async |ring| {
            ring.send(Bell::Forgotten).unwrap();
            sleep(Duration::from_millis(700)).await;
            ring.send(Bell::CardRead).unwrap();
        });
        assert_eq!(strokes, [0, 600, 1500]);
    }

    #[test]
    fn two_patterns_at_once_are_the_newer_one() {
        let strokes = heard(async |ring| {
            ring.send(Bell::CardRead).unwrap();
            ring.send(Bell::Answer).unwrap();
        });
        assert_eq!(strokes, [0, 250]);
    }
}
