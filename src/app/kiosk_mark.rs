//! What tells this kiosk's own files in a folder from those of another kiosk that writes there too.

use std::fs;

use ring::digest::{SHA256, digest};

use crate::settings::Settings;

/// Of the machine; no other one has the same (machine-id(5)). An image makes it at its first start.
const MACHINE: &str = "/etc/machine-id";

/// Eight hexadecimal digits: the same after every restart, others on another machine, and others for another settings
/// file of the same one. The identifier of the machine cannot be read from them; it is not to leave the machine.
pub(super) fn kiosk_mark(settings: &Settings) -> String {
    mark(&fs::read_to_string(MACHINE).unwrap_or_default(), settings.file.as_os_str().as_encoded_bytes())
}

fn mark(machine: &str, settings: &[u8]) -> String {
    let digest = digest(&SHA256, &[b"uketsuke ", machine.trim().as_bytes(), b" ", settings].concat());
    let number = digest.as_ref().iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{number:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_machines_and_two_settings_of_one_have_marks_of_their_own_and_a_restart_changes_none() {
        let machine = "0123456789abcdef0123456789abcdef";
        let first = mark(machine, b"/etc/uketsuke/kiosk.toml");
        assert_eq!(first, mark(&format!("{machine}\n"), b"/etc/uketsuke/kiosk.toml"));
        assert_ne!(first, mark("fedcba9876543210fedcba9876543210", b"/etc/uketsuke/kiosk.toml"));
        assert_ne!(first, mark(machine, b"/etc/uketsuke/other.toml"));
        assert!(first.len() == 8 && !machine.contains(&first), "{first}");
    }
}
