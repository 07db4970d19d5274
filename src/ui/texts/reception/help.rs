//! Help.

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Help {
    pub title: &'static str,
}

pub(super) const JA: Help = Help { title: "ヘルプ" };

pub(super) const EN: Help = Help { title: "Help" };
