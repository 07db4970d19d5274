//! A result that came without a visit of this kiosk.

use super::message::XmlMsg;
use crate::common::Proof;

/// A result that came by itself.
#[derive(Debug)]
pub struct Found {
    /// The message as it was found.
    pub message: Box<XmlMsg>,
    /// [`Proof::Folder`] or [`Proof::Copied`].
    pub proof: Proof,
}
