//! The event loop's handle. Nothing here waits or fails: a problem is reported as a [`PagerEvent`].

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::mpsc::{Sender, channel};
use tokio::sync::watch;

use super::message::{CallMessage, run_id};
use super::webhook::Post;
use super::{file, webhook};
use crate::common::Call;
use crate::settings::{CallSettings, KioskSettings};

/// Calls that the task has not taken; it takes them at any time.
const MOST_UNTAKEN: usize = 16;

/// Whether calls fail to get through, by the webhook and by the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagerEvent {
    /// The webhook.
    Webhook(bool),
    /// The file.
    File(bool),
}

type Tell = Arc<dyn Fn(PagerEvent) + Send + Sync>;

/// The handle.
pub struct Pager {
    tell: Tell,
    run: String,
    settings: Option<CallSettings>,
    posts: Option<Sender<Post>>,
    file: Option<watch::Sender<Option<CallMessage>>>,
    /// The call that stands.
    standing: Option<(u64, CallMessage)>,
}

impl Pager {
    /// One that calls no one.
    pub fn new(tell: impl Fn(PagerEvent) + Send + Sync + 'static) -> Self {
        Self { tell: Arc::new(tell), run: run_id(), settings: None, posts: None, file: None, standing: None }
    }

    /// Goes by these settings from now on, on the current runtime; none: off.
    pub fn change(&mut self, settings: Option<CallSettings>) {
        if settings == self.settings {
            return;
        }
        (self.tell)(PagerEvent::Webhook(false));
        (self.tell)(PagerEvent::File(false));
        // The tasks of the settings before end once they have done what they had to.
        if let Some(file) = &self.file {
            file.send_replace(None);
        }
        self.posts = settings.as_ref().and_then(|settings| settings.webhook.clone()).map(|webhook| {
            let ((posts, receiver), tell) = (channel(MOST_UNTAKEN), Arc::clone(&self.tell));
            tokio::spawn(webhook::run(webhook, receiver, move |fails| tell(PagerEvent::Webhook(fails))));
            posts
        });
        self.file = settings.as_ref().and_then(|settings| settings.file.clone()).map(|path| {
            let ((file, receiver), tell) = (watch::channel(None), Arc::clone(&self.tell));
            tokio::spawn(file::run(path, receiver, move |fails| tell(PagerEvent::File(fails))));
            file
        });
        self.settings = settings;
    }

    /// Takes a call, or its end.
    pub fn call(&mut self, call: Call, kiosk: &KioskSettings) {
        let message = match call {
            Call::Called(number, kind) => {
                tracing::info!(call = number, kind = kind.as_str(), "staff are called");
                let message = CallMessage::new(&self.run, number, kind, kiosk, SystemTime::now().into());
                self.standing = Some((number, message.clone()));
                message
            }
            Call::Over(number) => {
                tracing::info!(call = number, "a call for staff is over");
                let Some((_, message)) = self.standing.take_if(|(standing, _)| *standing == number) else { return };
                message.over()
            }
        };
        if let Some(file) = &self.file {
            file.send_replace(self.standing.as_ref().map(|(_, message)| message.clone()));
        }
        if let (Some(posts), Some(settings)) = (&self.posts, &self.settings)
            && posts.try_send(Post::new(message, settings.keep_trying)).is_err()
        {
            tracing::error!("a call for staff is not posted: the task does not take it");
        }
    }
}

impl fmt::Debug for Pager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager").field("settings", &self.settings).finish_non_exhaustive()
    }
}
