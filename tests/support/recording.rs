//! What a program did to one folder, call by call: recorded by strace while the program runs.

use std::collections::HashMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Everything that changes a file or its name, or says that it is on the disk.
const CALLS: &str = "trace=openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,rename,renameat,\
                     renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,ftruncate,truncate,fallocate,copy_file_range,sendfile";

/// One call, about files of the folder by their names there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// A name for a new, empty file; nothing where the name was there.
    Create(String),
    /// Bytes behind those that the file has.
    Append(String, Vec<u8>),
    /// Bytes from there on.
    Write(String, u64, Vec<u8>),
    /// Another length.
    Length(String, u64),
    /// The file's contents are on the disk.
    Sync(String),
    /// The folder's names are on the disk.
    SyncNames,
    Rename(String, String),
    Link(String, String),
    Unlink(String),
    /// The program reported that what it was to keep is kept.
    Confirmed,
}

/// Records what this test program's test `inside` (an ignored one) does in `dir`, with these variables in its
/// environment. It writes `report` in a line to its standard error whenever it reports that something is kept.
pub fn record(inside: &str, dir: &Path, report: &str, environment: &[(&str, &str)]) -> Vec<Call> {
    let dir = dir.canonicalize().expect("a folder");
    let trace = tempfile::NamedTempFile::new().expect("a file");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-xx", "-s", "16777216", "-e", "signal=none", "-e", CALLS, "-o"]).arg(trace.path());
    strace.arg("--").arg(std::env::current_exe().expect("this program"));
    strace.args(["--exact", inside, "--ignored", "--nocapture"]).envs(environment.iter().copied());
    let output = strace.output().expect("strace: install strace");
    assert!(output.status.success(), "{inside}: {}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(trace.path()).expect("a recording");
    let mut reader = Reader { dir, report: report.as_bytes().to_vec(), calls: Vec::new() };
    reader.read(&text);
    reader.calls
}

struct Reader {
    dir: PathBuf,
    report: Vec<u8>,
    calls: Vec<Call>,
}

impl Reader {
    /// A call counts when it has returned, a report when it has begun: what is reported is kept by then.
    fn read(&mut self, text: &str) {
        let mut begun: HashMap<&str, &str> = HashMap::new();
        for line in text.lines() {
            let (thread, rest) = line.split_once(' ').expect("a thread's number");
            let rest = rest.trim_start();
            if let Some(first) = rest.strip_suffix(" <unfinished ...>") {
                self.reports(first);
                begun.insert(thread, first);
            } else if let Some(resumed) = rest.strip_prefix("<... ") {
                let last = resumed.split_once(" resumed>").expect("the rest of a call").1;
                let whole = format!("{}{last}", begun.remove(thread).expect("a call that began"));
                self.take(&whole);
            } else {
                self.reports(rest);
                self.take(rest);
            }
        }
    }

    fn reports(&mut self, call: &str) {
        let Some((name, arguments)) = call.split_once('(') else { return };
        if name == "write" && arguments.starts_with("2<") {
            let written = strings(arguments).pop().unwrap_or_default();
            if written.windows(self.report.len()).any(|window| window == self.report) {
                self.calls.push(Call::Confirmed);
            }
        }
    }

    fn take(&mut self, call: &str) {
        let Some((name, rest)) = call.split_once('(') else { return };
        let (arguments, result) = rest.rsplit_once(" = ").expect("a result");
        if result.starts_with('-') || result.starts_with('?') {
            return;
        }
        let number = || arguments.rsplit(", ").next().and_then(|last| last.trim_end_matches(')').parse::<u64>().ok());
        // What is elsewhere is none of ours.
        let open = || descriptor(arguments.split(", ").next()?).and_then(|path| self.name(&path));
        let named: Vec<Option<String>> = paths(arguments).iter().map(|path| self.name(path)).collect();
        let first = || named.first().cloned().flatten();
        let second = || named.get(1).cloned().flatten().expect("a name in the same folder");
        let contents = || strings(arguments).pop().expect("contents");
        let new = match name {
            "openat" => {
                let Some(file) = first() else { return };
                assert!(!arguments.contains("O_TMPFILE"), "not modelled: {call}");
                let truncated = arguments.contains("O_TRUNC").then(|| Call::Length(file.clone(), 0));
                self.calls.extend(arguments.contains("O_CREAT").then_some(Call::Create(file)));
                self.calls.extend(truncated);
                return;
            }
            "fsync" | "fdatasync" if descriptor(arguments).is_some_and(|path| path == self.dir) => {
                Some(Call::SyncNames)
            }
            "fsync" | "fdatasync" => open().map(Call::Sync),
            "write" => open().map(|file| Call::Append(file, contents())),
            "pwrite64" => open().map(|file| Call::Write(file, number().expect("an offset"), contents())),
            "ftruncate" => open().map(|file| Call::Length(file, number().expect("a length"))),
            "rename" | "renameat" | "renameat2" => first().map(|from| Call::Rename(from, second())),
            "link" | "linkat" => first().map(|from| Call::Link(from, second())),
            "unlink" | "unlinkat" => first().map(Call::Unlink),
            _ => {
                let ours = open().or_else(first);
                assert_eq!(ours, None, "not modelled: {call}");
                None
            }
        };
        self.calls.extend(new);
    }

    /// The name of a file that lies in the folder.
    fn name(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.dir).ok()?.to_str()?;
        (!name.is_empty() && !name.contains('/')).then(|| name.to_owned())
    }
}

/// The names of a call in their order, each with the folder's descriptor before it, if there is one.
fn paths(arguments: &str) -> Vec<PathBuf> {
    let mut folder = PathBuf::new();
    let mut found = Vec::new();
    for argument in arguments.split(", ") {
        // Behind a short call there are blanks before the result.
        if let Some(name) = argument.trim_end().trim_end_matches(')').strip_prefix('"') {
            // An absolute one replaces what it is joined to.
            found.push(std::mem::take(&mut folder).join(path(name.trim_end_matches('"'))));
        } else if let Some(path) = descriptor(argument) {
            folder = path;
        }
    }
    found
}

/// The path in `5</a/b>`; none where the file has no name any more.
fn descriptor(argument: &str) -> Option<PathBuf> {
    let (name, rest) = argument.split_once('<')?.1.split_once('>')?;
    (!rest.starts_with("(deleted)")).then(|| path(name))
}

fn path(text: &str) -> PathBuf {
    PathBuf::from(OsString::from_vec(bytes(text)))
}

/// What stands in quotes.
fn strings(arguments: &str) -> Vec<Vec<u8>> {
    arguments.split('"').skip(1).step_by(2).map(bytes).collect()
}

/// Text in which every byte is written as `\x2f`.
fn bytes(text: &str) -> Vec<u8> {
    let digits = text.split("\\x").skip(1);
    digits.map(|digits| u8::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("no byte: {digits}"))).collect()
}
