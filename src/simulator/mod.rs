//! An emulated card, an emulated eligibility service and an emulated qualification terminal (feature `simulator`).
//!
//! May use everything that the kiosk uses, and nothing in the kiosk may use it except `uketsuke demo`. What it makes is
//! synthetic and says so: its authorities are named TEST, its people are called 試験.
//!
//! The one emulated card is seen through three readers: pcscd's virtual one (`vpcd`), QEMU's in a virtual machine
//! (`vscard`), and none at all inside the process (`demo`). Where a reader carries T=0 only, the card shows another
//! face (`t0`).

pub mod answer;
pub mod authority;
pub mod card;
mod certificate_fields;
pub mod cli;
pub mod control;
pub mod demo;
pub mod personas;
pub mod reader_status;
pub mod rig;
pub mod service;
mod t0;
pub mod terminal;
pub mod tls;
pub mod vpcd;
pub mod vscard;
