//! What the kiosk asks the service manager for, as its user may (`kiosk/polkit.rules`): switching off, restarting, and
//! starting the few units that do for it what only root can.

use std::process::{Command, Stdio};

use crate::staff::PowerError;

/// Has `systemctl`, found by PATH, do this, and waits until it is done.
pub(super) fn systemctl(arguments: &[&str]) -> Result<(), PowerError> {
    run("systemctl", arguments)
}

/// It must not ask for a password on the kiosk's screen.
fn run(program: &str, arguments: &[&str]) -> Result<(), PowerError> {
    let output = Command::new(program).arg("--no-ask-password").args(arguments).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(PowerError::Refused(first_line(&output.stderr))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(PowerError::Missing),
        Err(error) => Err(PowerError::Refused(error.to_string())),
    }
}

fn first_line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_machine_that_does_not_switch_off_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("systemctl");
        let systemctl = program.to_str().unwrap();
        assert_eq!(run(systemctl, &["poweroff"]), Err(PowerError::Missing));
        let script =
            "#!/bin/sh\n[ \"$*\" = '--no-ask-password reboot' ] && exit\necho >&2\necho 'Access denied' >&2\nexit 1\n";
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(run(systemctl, &["poweroff"]), Err(PowerError::Refused("Access denied".to_owned())));
        assert_eq!(run(systemctl, &["reboot"]), Ok(()));
    }
}
