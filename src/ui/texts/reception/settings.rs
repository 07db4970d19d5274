//! Settings.

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Settings {
    pub title: &'static str,
}

pub(super) const JA: Settings = Settings { title: "設定" };

pub(super) const EN: Settings = Settings { title: "Settings" };
