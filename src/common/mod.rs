//! What several modules speak of: reader and card, service, trouble, language, keys, staff, and time in Japan; and what
//! several modules do in the same way, such as replacing a file.
//!
//! It knows no other module of this program, so that card, gateway and settings need not know the visit.

pub mod appearance;
pub mod card;
pub mod entry_note;
pub mod finding;
pub mod job_thread;
pub mod key;
pub mod key_repeat;
pub mod language;
pub mod method;
pub mod pin;
pub mod replace_file;
pub mod secret_entry;
pub mod service;
pub mod signing;
pub mod stable_words;
pub mod staff;
pub mod time;
pub mod trouble;
pub mod typed_char;
pub mod visit_id;
pub mod way;
pub mod width;
