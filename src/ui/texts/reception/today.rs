//! Today's checks.

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Today {
    pub title: &'static str,
}

pub(super) const JA: Today = Today { title: "今日の確認" };

pub(super) const EN: Today = Today { title: "Today's checks" };
