//! Lines of a journal, written by a test.

use ring::digest::{SHA256, digest};

/// The line of these members, which begin with a brace and end with `prev`, and its hash.
pub fn seal(members: &str) -> (String, String) {
    let hash = base16ct::lower::encode_string(digest(&SHA256, format!("{members}}}").as_bytes()).as_ref());
    (format!("{members},\"hash\":\"{hash}\"}}\n"), hash)
}
