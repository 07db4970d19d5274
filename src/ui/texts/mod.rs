//! Every word on the screen, one table a language: a text that is missing in one of them does not compile.
//!
//! What the visitor reads ([`Texts`]) has a table for every language, what only staff read ([`StaffTexts`]) has two: on
//! a screen in Vietnamese the lines for staff stay in the staff's language. What staff do about a trouble or a verdict
//! stands in the row that tells the visitor about it (`visitor/{ja,en}/advice.rs`), so that a trouble is one row a
//! language.
//!
//! In the sentences of most languages `|` marks where a line may break (see `ui::layout::wrap`). The words
//! 「健康保険証」 and 「被保険者証」 are not used: since the cards were abolished the guides say 保険資格, 資格確認書
//! and マイナ保険証.

mod finding;
mod staff;
mod visitor;

pub use finding::{FindingText, finding_text};
pub use staff::{
    BannerTexts, BookingsTexts, InquiryTexts, MenuTexts, Remedy, SettingsTexts, StaffTexts, SymbolTexts, WaysTexts,
};
pub use visitor::{KeyTexts, Texts, absence_back, absence_called, absence_notice, absence_sentences, reader_at};
