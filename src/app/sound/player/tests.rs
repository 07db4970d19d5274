//! The player, by scripts in its place.

use std::fs;

use tokio::sync::mpsc::unbounded_channel;

use super::*;

/// A desk with a player that does what this script says.
struct Speaker {
    dir: tempfile::TempDir,
    orders: UnboundedSender<Order>,
    rings: UnboundedReceiver<Bell>,
    heard: Arc<Heard>,
}

impl Speaker {
    fn voice(&self, names: &[&str]) {
        let files = names.iter().map(|name| PathBuf::from("en").join(name)).collect();
        self.orders.send(Order::Voice(files, 16384)).unwrap();
    }

    fn tone(&self, tone: Tone, bell: Option<Bell>) {
        self.orders.send(Order::Tone(tone, 32768, bell)).unwrap();
    }

    /// The lines of this file, once there are so many.
    async fn lines(&self, name: &str, count: usize) -> Vec<String> {
        loop {
            let text = fs::read_to_string(self.dir.path().join(name)).unwrap_or_default();
            if text.ends_with('\n') && text.lines().count() >= count {
                return text.lines().map(str::to_owned).collect();
            }
            tokio::task::yield_now().await;
        }
    }

    async fn fault(&self, wanted: Option<SoundFault>) {
        while self.heard.fault() != wanted {
            tokio::task::yield_now().await;
        }
    }
}

fn speaking(script: Option<&str>, story: impl AsyncFnOnce(&mut Speaker)) {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["tones", "en"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
    }
    for file in ["tones/digit.mp3", "tones/answer.mp3", "en/one.mp3", "en/two.mp3"] {
        fs::write(dir.path().join(file), "").unwrap();
    }
    let program = dir.path().join("mpg123");
    if let Some(script) = script {
        // Another process writes it: what a test beside this one starts may hold a file of this process open for a
        // moment, and a program that is open for writing cannot be run (ETXTBSY).
        let text = format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n");
        let source = dir.path().join("script");
        fs::write(&source, text).unwrap();
        let made = std::process::Command::new("install").arg("-m755").args([&source, &program]).status().unwrap();
        assert!(made.success());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (bells, rings) = unbounded_channel();
        let (orders, waiting) = unbounded_channel();
        let heard = Arc::new(Heard::default());
        let player =
            Player { program: program.into(), folder: dir.path().to_owned(), bells, heard: Arc::clone(&heard) };
        let player = tokio::spawn(player.play(waiting));
        let mut speaker = Speaker { dir, orders, rings, heard };
        timeout(Duration::from_secs(20), story(&mut speaker)).await.expect("it is played");
        drop(speaker.orders);
        player.await.unwrap();
    });
}

#[test]
fn sentences_are_played_one_after_the_other_by_one_process() {
    speaking(Some("echo \"$*\" | sed \"s:$PWD/::g\" >>played"), async |speaker| {
        speaker.voice(&["one.mp3", "two.mp3"]);
        assert_eq!(speaker.lines("played", 1).await, ["-q -o alsa -f 16384 en/one.mp3 en/two.mp3"]);
        speaker.fault(None).await;
    });
}

#[test]
fn what_is_newer_ends_the_player_of_what_is_older() {
    speaking(Some("echo $$ >>pids; exec sleep 1000"), async |speaker| {
        speaker.voice(&["one.mp3"]);
        let first = speaker.lines("pids", 1).await.remove(0);
        assert!(speaker.heard.speaks());
        speaker.tone(Tone::Digit, None);
        speaker.lines("pids", 2).await;
        assert!(!Path::new(&format!("/proc/{first}")).exists(), "the voice still speaks");
        assert!(!speaker.heard.speaks());
    });
}

#[test]
fn a_voice_waits_for_the_tone_before_it() {
    let script = "echo \"$*\" >>played; case \"$*\" in *tones*) until [ -e go ]; do sleep 0.01; done;; esac";
    speaking(Some(script), async |speaker| {
        speaker.tone(Tone::Answer, None);
        speaker.lines("played", 1).await;
        speaker.voice(&["one.mp3"]);
        fs::write(speaker.dir.path().join("go"), "").unwrap();
        let played = speaker.lines("played", 2).await;
        assert!(played[0].ends_with("tones/answer.mp3") && played[1].ends_with("en/one.mp3"), "{played:?}");
    });
}

#[test]
fn silence_ends_a_voice() {
    speaking(Some("echo $$ >>pids; exec sleep 1000"), async |speaker| {
        speaker.voice(&["one.mp3"]);
        let pid = speaker.lines("pids", 1).await.remove(0);
        speaker.orders.send(Order::Silence).unwrap();
        while Path::new(&format!("/proc/{pid}")).exists() || speaker.heard.speaks() {
            tokio::task::yield_now().await;
        }
        assert_eq!(speaker.heard.fault(), None, "what is cut off is no fault");
    });
}

#[test]
fn a_tone_that_cannot_be_played_is_rung_by_the_bell_and_the_fault_is_known_until_it_is_mended() {
    let script = Some("[ -e card ] || exit 255; echo played >>played");
    speaking(script, async |speaker| {
        speaker.tone(Tone::Answer, Some(Bell::Answer));
        assert_eq!(speaker.rings.recv().await, Some(Bell::Answer));
        speaker.fault(Some(SoundFault::NotPlayed)).await;
        fs::write(speaker.dir.path().join("card"), "").unwrap();
        speaker.tone(Tone::Answer, Some(Bell::Answer));
        speaker.lines("played", 1).await;
        speaker.fault(None).await;
    });
}

#[test]
fn without_player_or_files_the_bell_rings() {
    speaking(None, async |speaker| {
        speaker.tone(Tone::Answer, Some(Bell::Answer));
        assert_eq!(speaker.rings.recv().await, Some(Bell::Answer));
        speaker.fault(Some(SoundFault::NoPlayer)).await;
    });
    speaking(Some("exit 0"), async |speaker| {
        speaker.tone(Tone::Call, Some(Bell::StaffCall));
        assert_eq!(speaker.rings.recv().await, Some(Bell::StaffCall));
        speaker.fault(Some(SoundFault::NoFiles)).await;
    });
}

#[test]
fn a_player_that_hangs_is_ended_and_the_bell_rings() {
    speaking(Some("echo $$ >>pids; exec sleep 1000"), async |speaker| {
        speaker.tone(Tone::Answer, Some(Bell::Answer));
        let pid = speaker.lines("pids", 1).await.remove(0);
        assert_eq!(speaker.rings.recv().await, Some(Bell::Answer));
        assert!(!Path::new(&format!("/proc/{pid}")).exists(), "it still hangs");
        speaker.fault(Some(SoundFault::Hangs)).await;
    });
}
