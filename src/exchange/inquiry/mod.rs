//! Asking the qualification terminal (資格確認端末), about numbers or to keep a reference number (照会番号): one
//! request file, and its answer and no other.
//!
//! May write, rename and delete its own request in the folder of requests, and delete its own answer in the folder of
//! answers; must not touch, or open, any other file there, nor send anything twice. What it knows is in one small file
//! of its own, which holds no personal data and is written before a request is: after a crash or a restart a request is
//! never sent again, and its late answer is dropped unread.
//!
//! The folders may lie on a share that hangs. All access to them is on a thread of its own; the deadlines are kept by
//! another one, so that each question comes to its end whatever the share does.

mod answer;
mod error;
mod event;
mod fault;
mod folders;
mod handle;
mod inquirer;
mod name;
mod question;
mod request;
mod state;
#[cfg(test)]
mod tests;

pub(super) use {
    answer::{AnswerSearch, Look},
    folders::{Folders, Put, Steps, Withdrawal, bears, refusal},
    inquirer::LISTING,
    name::{AnswerFile, Family, RequestName},
    request::{assignment_block, identifier, message, search_block},
    state::StateFolder,
};

pub use error::InquiryError;
pub use event::{InquiryEvent, InquiryId, NumberAnswer, Observed};
pub use handle::InquiryHandle;
pub use state::keeps_state_in;
