//! What the machine is, for a report for support: no name of it, no address, no serial number.

use std::thread::available_parallelism;
use std::time::Duration;

use super::host::Host;

/// The kernel counts the time of processes in hundredths of a second for every program (proc(5), `starttime`).
const TICKS: u64 = 100;
/// As much is said of any of it, in characters.
const MOST: usize = 80;

/// What the machine is, by stable words.
#[must_use]
pub fn machine(host: &Host) -> Vec<(&'static str, String)> {
    let release = host.text("/etc/os-release").unwrap_or_default();
    let of_release = |key: &str| {
        let value = release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='))?;
        Some(value.trim_matches('"').to_owned())
    };
    let line = |path| host.text(path).map(|text| text.trim().to_owned());
    let memory = || {
        let info = host.text("/proc/meminfo")?;
        let kib: u64 =
            info.lines().find_map(|line| line.strip_prefix("MemTotal:"))?.split_whitespace().next()?.parse().ok()?;
        Some(format!("{} MiB", kib / 1024))
    };
    let facts = [
        ("os", of_release("PRETTY_NAME")),
        ("image", of_release("IMAGE_VERSION")),
        ("kernel", line("/proc/sys/kernel/osrelease")),
        ("processor", Some(std::env::consts::ARCH.to_owned())),
        ("processors", available_parallelism().ok().map(|count| count.to_string())),
        ("memory", memory()),
        ("up", seconds_up(host).map(|seconds| format!("{seconds} s"))),
    ];
    let short = |words: String| words.chars().take(MOST).collect();
    facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, short(value.filter(|value| !value.is_empty())?))))
        .collect()
}

fn seconds_up(host: &Host) -> Option<u64> {
    host.text("/proc/uptime")?.split('.').next()?.parse().ok()
}

/// How long this program runs.
#[must_use]
pub fn running_for(host: &Host) -> Option<Duration> {
    let own = host.text("/proc/self/stat")?;
    // The name of the program, in brackets, may hold blanks.
    let began: u64 = own.rsplit(')').next()?.split_whitespace().nth(19)?.parse().ok()?;
    Some(Duration::from_secs(seconds_up(host)?.saturating_sub(began / TICKS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_machine_is_comes_from_its_files_and_names_no_machine() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nIMAGE_VERSION=7\n");
        write("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n");
        write("proc/sys/kernel/hostname", "midwife-sato\n");
        write("proc/meminfo", "MemTotal:        4028012 kB\nMemFree: 1 kB\n");
        write("proc/uptime", "5000.12 9000.00\n");
        write("proc/self/stat", "77 (a ) b) S 1 1 1 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 400000 1 1 1\n");
        let host = Host::below(root.path());
        let facts = machine(&host);
        for fact in [
            ("os", "Debian GNU/Linux 13 (trixie)"),
            ("image", "7"),
            ("kernel", "6.12.48+deb13-amd64"),
            ("memory", "3933 MiB"),
            ("up", "5000 s"),
        ] {
            assert!(facts.contains(&(fact.0, fact.1.to_owned())), "{facts:?}");
        }
        assert!(!format!("{facts:?}").contains("sato"));
        assert_eq!(running_for(&host), Some(Duration::from_secs(1000)));
    }
}
