//! Confirm in another way.

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Ways {
    pub title: &'static str,
}

pub(super) const JA: Ways = Ways { title: "ほかの方法で確認する" };

pub(super) const EN: Ways = Ways { title: "Confirm in another way" };
