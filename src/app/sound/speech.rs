//! Spoken words, by speech-dispatcher's command where it is installed.
//!
//! One process an utterance, which hands the words to the speaking service and ends. It is given no longer than
//! [`PATIENCE`], killed where it hangs, and always reaped. That it is not installed is no error: then nothing is
//! spoken.

use std::ffi::OsString;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::sleep;

use super::utterance::Utterance;

/// speech-dispatcher's own client.
pub(super) const PROGRAM: &str = "spd-say";

/// The longest that handing over a sentence may take. The first one starts the service.
const PATIENCE: Duration = Duration::from_secs(10);

/// Says whatever comes until nothing can come any more. What is newer silences what is older.
pub(super) async fn speak(mut utterances: UnboundedReceiver<Utterance>, program: OsString) {
    let mut wanted = utterances.recv().await;
    while let Some(utterance) = wanted.take() {
        if let Some(mut child) = begin(&program, &utterance) {
            tokio::select! {
                biased;
                newer = utterances.recv() => wanted = newer,
                status = child.wait() => tracing::debug!(?status, "spoken"),
                () = sleep(PATIENCE) => tracing::warn!("what speaks hangs and is ended"),
            }
            // Also waits for its end; one that has ended is left alone.
            let _ended = child.kill().await;
        }
        if wanted.is_none() {
            wanted = utterances.recv().await;
        }
    }
}

fn begin(program: &OsString, utterance: &Utterance) -> Option<Child> {
    let mut command = Command::new(program);
    // The words stand behind "--", so that none of them is an option.
    command.args(["--cancel", "--language", utterance.language.voice(), "--", &utterance.words]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command.spawn().inspect_err(|error| tracing::debug!(%error, "nothing here speaks")).ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

    use super::*;
    use crate::common::Language;

    /// A speaker that does what this script says, and a story that sends it words.
    fn talking(script: &str, story: impl AsyncFnOnce(&UnboundedSender<Utterance>, &Path)) {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("spd-say");
        std::fs::write(&program, format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (say, utterances) = unbounded_channel();
            let speaker = tokio::spawn(speak(utterances, program.into()));
            tokio::time::timeout(Duration::from_secs(20), story(&say, dir.path())).await.expect("it is spoken");
            drop(say);
            speaker.await.unwrap();
        });
    }

    fn words(words: &str, language: Language) -> Utterance {
        Utterance { language, words: words.to_owned() }
    }

    async fn file(path: &Path) -> String {
        loop {
            match std::fs::read_to_string(path) {
                Ok(text) if text.ends_with('\n') => return text,
                _ => tokio::task::yield_now().await,
            }
        }
    }

    #[test]
    fn what_is_asked_is_spoken_in_its_language_and_silences_what_was_said_before() {
        talking("echo \"$@\" >said.new; mv said.new said", async |say, dir| {
            say.send(words("Please wait", Language::English)).unwrap();
            assert_eq!(file(&dir.join("said")).await, "--cancel --language en -- Please wait\n");
        });
    }

    #[test]
    fn a_speaker_that_hangs_is_ended_by_the_next_words_and_leaves_no_process() {
        talking("echo $$ >\"pid-$5.new\"; mv \"pid-$5.new\" \"pid-$5\"; exec sleep 1000", async |say, dir| {
            say.send(words("one", Language::Japanese)).unwrap();
            let first = file(&dir.join("pid-one")).await;
            say.send(words("two", Language::Japanese)).unwrap();
            file(&dir.join("pid-two")).await;
            assert!(!Path::new(&format!("/proc/{}", first.trim())).exists(), "the first is still there");
        });
    }

    #[test]
    fn where_nothing_speaks_nothing_happens() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (say, utterances) = unbounded_channel();
            say.send(words("one", Language::Korean)).unwrap();
            drop(say);
            speak(utterances, "/nowhere/spd-say".into()).await;
        });
    }
}
