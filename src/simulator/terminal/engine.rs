//! The application behind the folders: takes requests, answers them, sweeps what was not fetched.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use encoding_rs::SHIFT_JIS;

use super::behaviour::{Behaviour, Encoding, Form, Naming, Return, SwitchError, Take};
use super::bulk::{Received, References};
use super::request::{ASSIGNMENT, SEARCH};
use super::{answer, assign, cards, request};
use crate::simulator::personas::Persona;

/// Whose terminal this is: synthetic, with a right check digit.
pub const FACILITY: &str = "1319999999";

/// How a reason begins: no XML that could bear the mark, and staff see it.
const SIMULATION: &str = "SIMULATION: ";

/// How often the application looks into its folder.
const TICK: Duration = Duration::from_millis(20);

/// How requests begin, and what they ask.
const REQUESTS: [(&str, Asked); 6] = [
    ("oqssiquc01req_", Asked::Once(SEARCH)),
    ("oqssiimm01req_", Asked::Once(ASSIGNMENT)),
    ("oqsmuquc01req_", Asked::Many(SEARCH)),
    ("oqsmuquc02req_", Asked::Result(SEARCH)),
    ("oqsmuimm01req_", Asked::Many(ASSIGNMENT)),
    ("oqsmuimm02req_", Asked::Result(ASSIGNMENT)),
];

/// What a request asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// About one person, in this block.
    Once(&'static str),
    /// About many people, in blocks of this name.
    Many(&'static str),
    /// For the result about many people, who were asked about in such blocks.
    Result(&'static str),
}

/// The running terminal. Dropping it ends it.
pub struct EmulatedTerminal {
    shared: Arc<Shared>,
    thread: Option<thread::JoinHandle<()>>,
}

struct Shared {
    dir: PathBuf,
    personas: Vec<Persona>,
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    behaviour: Behaviour,
    /// When each request was seen first.
    seen: HashMap<String, Instant>,
    due: Vec<Due>,
    /// Bulk requests that were received.
    bulk: Received,
    /// How often each identifier was taken.
    identifiers: HashMap<String, u32>,
    /// The facility's own numbers of its people, by their personas.
    references: References,
    taken: u32,
    answered: u32,
    refused: u32,
    ending: bool,
}

/// A file to be written to Res.
struct Due {
    at: Instant,
    name: String,
    bytes: Vec<u8>,
    /// Whether this is all of it.
    whole: bool,
    link: bool,
}

impl EmulatedTerminal {
    /// Makes `Req`, `Res`, `Face` and, where there is none, a fitting `kiosk.toml` in `dir`, and starts.
    pub fn start(dir: &Path, personas: Vec<Persona>, behaviour: Behaviour) -> io::Result<Self> {
        for folder in ["Req", "Res", "Face"] {
            fs::create_dir_all(dir.join(folder))?;
        }
        let settings = dir.join("kiosk.toml");
        if !settings.exists() {
            fs::write(settings, kiosk_toml())?;
        }
        let state = Mutex::new(State { behaviour, ..State::default() });
        let shared = Arc::new(Shared { dir: dir.to_owned(), personas, state, ended: Condvar::new() });
        let serving = Arc::clone(&shared);
        let thread = thread::Builder::new().name("terminal".to_owned()).spawn(move || serving.serve())?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Sets a switch.
    pub fn set(&self, switch: &str, value: &str) -> Result<(), SwitchError> {
        self.shared.state().behaviour.set(switch, value)
    }

    /// Knows the bulk requests that another terminal has received: the central system has them, not the terminal.
    pub fn knows_bulk_of(&self, other: &Self) {
        let (bulk, references) = {
            let known = other.shared.state();
            (known.bulk.clone(), known.references.clone())
        };
        let mut state = self.shared.state();
        (state.bulk, state.references) = (bulk, references);
    }

    /// All switches as they are at the start.
    pub fn reset(&self) {
        self.shared.state().behaviour = Behaviour::default();
    }

    /// What was taken, answered and refused; and how many requests were taken a second time.
    #[must_use]
    pub fn status(&self) -> String {
        let state = self.shared.state();
        let twice = state.identifiers.values().filter(|count| **count > 1).count();
        let State { taken, answered, refused, .. } = &*state;
        format!("taken={taken} answered={answered} refused={refused} twice={twice}")
    }

    /// A card is read at the terminal's own reader: its result appears in Face.
    pub fn card(&self, key: &str) -> Result<String, String> {
        let persona = self.shared.personas.iter().find(|persona| persona.key == key);
        let persona = persona.ok_or_else(|| format!("no persona {key}"))?;
        if persona.is_on_paper() {
            return Err(format!("the certificate on the card of {key} has expired: ask by the numbers of its paper"));
        }
        let reference = self.shared.state().references.get(key).cloned();
        cards::write(&self.shared.dir.join("Face"), persona, reference.as_deref(), FACILITY)
            .map_err(|error| error.to_string())
    }

    /// Takes the folders away, or makes them read-only, or brings them back.
    pub fn share(&self, word: &str) -> Result<(), String> {
        let state = self.shared.state();
        for folder in ["Req", "Res"] {
            let (path, away) = (self.shared.dir.join(folder), self.shared.dir.join(format!(".{folder}.gone")));
            if word != "gone" && away.exists() {
                fs::rename(&away, &path).map_err(|error| error.to_string())?;
            }
            match word {
                "gone" if path.exists() => fs::rename(&path, &away),
                "gone" => Ok(()),
                "read-only" => fs::set_permissions(&path, fs::Permissions::from_mode(0o555)),
                "steady" => fs::set_permissions(&path, fs::Permissions::from_mode(0o755)),
                _ => return Err("its values are steady, gone, read-only".to_owned()),
            }
            .map_err(|error| error.to_string())?;
        }
        drop(state);
        Ok(())
    }

    /// Ends it.
    pub fn end(&self) {
        self.shared.state().ending = true;
        self.shared.ended.notify_all();
    }

    /// Waits until it is ended.
    pub fn wait(&self) {
        let state = self.shared.state();
        drop(self.shared.ended.wait_while(state, |state| !state.ending).unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for EmulatedTerminal {
    fn drop(&mut self) {
        self.end();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self) {
        let mut state = self.state();
        while !state.ending {
            // A share that is gone is looked for again.
            let _ = self.turn(&mut state);
            state = self.ended.wait_timeout(state, TICK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn turn(&self, state: &mut State) -> io::Result<()> {
        let now = Instant::now();
        for entry in fs::read_dir(self.dir.join("Req"))? {
            let Ok(name) = entry?.file_name().into_string() else { continue };
            let Some(asked) = asked(&name, state.behaviour.take) else { continue };
            let since = *state.seen.entry(name.clone()).or_insert(now);
            let patience =
                if state.behaviour.take == Take::HalfWritten { Duration::ZERO } else { state.behaviour.take_after };
            if state.behaviour.take != Take::Never && now.duration_since(since) >= patience {
                state.seen.remove(&name);
                self.take(&name, asked, state, now)?;
            }
        }
        let (due, later): (Vec<_>, Vec<_>) = std::mem::take(&mut state.due).into_iter().partition(|due| due.at <= now);
        state.due = later;
        for due in due {
            self.write(&due)?;
            state.answered += u32::from(due.whole);
        }
        match state.behaviour.stay {
            Some(stay) => self.sweep(stay),
            None => Ok(()),
        }
    }

    fn take(&self, name: &str, asked: Asked, state: &mut State, now: Instant) -> io::Result<()> {
        let path = self.dir.join("Req").join(name);
        let bytes = fs::read(&path)?;
        fs::remove_file(&path)?;
        state.taken += 1;
        let behaviour = state.behaviour.clone();
        let Asked::Once(block) = asked else { return self.take_bulk(name, &bytes, asked, state, now) };
        let read = request::read(&bytes, block, FACILITY);
        if let Ok(request) = &read {
            *state.identifiers.entry(request.identifier.clone()).or_default() += 1;
        }
        let request = match (read, &behaviour.err) {
            (Ok(request), None) => request,
            (Ok(_), Some(words)) => return self.put_back(name, &bytes, words, state),
            (Err(words), _) => return self.put_back(name, &bytes, &words, state),
        };
        let persona = match &behaviour.persona {
            Some(key) => self.personas.iter().find(|persona| persona.key == *key),
            None => request.finds(&self.personas),
        };
        let Some(after) = behaviour.answer_after else { return Ok(()) };
        let made = SystemTime::now().into();
        let answer = if block == ASSIGNMENT {
            if let Some(persona) = persona.filter(|_| assign::is_kept(&behaviour)) {
                state.references.insert(persona.key.clone(), request.field("ReferenceNumber").to_owned());
            }
            Some(assign::bytes(&request, persona.is_some(), &behaviour, FACILITY, made))
        } else {
            let reference = persona.and_then(|persona| state.references.get(&persona.key)).map(String::as_str);
            answer::bytes(&request, (persona, reference), &behaviour, FACILITY, made)
        };
        let Some(answer) = answer else { return Ok(()) };
        let at = now + after + persona.map_or(Duration::ZERO, |persona| persona.answer.delay);
        Self::answer(state, &answer_name(name, &behaviour), &answer, at);
        Ok(())
    }

    /// A bulk request, or one for its result.
    fn take_bulk(&self, name: &str, bytes: &[u8], asked: Asked, state: &mut State, now: Instant) -> io::Result<()> {
        let mut behaviour = state.behaviour.clone();
        let receipt = matches!(asked, Asked::Many(_));
        let read = match asked {
            Asked::Many(block) | Asked::Once(block) => request::read_bulk(bytes, block, FACILITY).and_then(|people| {
                let identifier = people.first().ok_or("照会情報がありません")?.identifier.clone();
                *state.identifiers.entry(identifier).or_default() += 1;
                Ok(state.bulk.receive(people, &behaviour, SystemTime::now().into()))
            }),
            Asked::Result(block) => request::read_reception(bytes, FACILITY).and_then(|reception| {
                let State { bulk, references, .. } = &mut *state;
                bulk.result((&reception, block), (&self.personas, references), &behaviour)
            }),
        };
        let root = match (read, &behaviour.err) {
            (Ok(root), None) => root,
            (Ok(_), Some(words)) => return self.put_back(name, bytes, words, state),
            (Err(words), _) => return self.put_back(name, bytes, &words, state),
        };
        if receipt {
            behaviour.form = Form::Xml;
        }
        let Some(after) = behaviour.answer_after else { return Ok(()) };
        Self::answer(state, &answer_name(name, &behaviour), &answer::file(&root.written(), &behaviour), now + after);
        Ok(())
    }

    /// Writes an answer at this time, as the switches say.
    fn answer(state: &mut State, name: &str, answer: &[u8], at: Instant) {
        let (behaviour, name) = (state.behaviour.clone(), name.to_owned());
        let mut write = |at: Instant| {
            let half = answer.get(..answer.len() / 2).unwrap_or_default().to_vec();
            let link = behaviour.form == Form::Link;
            if behaviour.grow != Some(Duration::ZERO) {
                for bytes in [Vec::new(), half] {
                    state.due.push(Due { at, name: name.clone(), bytes, whole: false, link });
                }
            }
            if let Some(grow) = behaviour.grow {
                let (bytes, name) = (answer.to_vec(), name.clone());
                state.due.push(Due { at: at + grow, name, bytes, whole: true, link });
            }
        };
        write(at);
        if let Some(again) = behaviour.again {
            write(at + again);
        }
    }

    /// A request that cannot be processed comes back, with the reason beside it.
    fn put_back(&self, name: &str, bytes: &[u8], words: &str, state: &mut State) -> io::Result<()> {
        state.refused += 1;
        let words = &format!("{SIMULATION}{words}");
        let reason = match state.behaviour.err_encoding {
            Encoding::Utf8 => words.as_bytes().to_vec(),
            Encoding::ShiftJis => SHIFT_JIS.encode(words).0.into_owned(),
        };
        let folder = self.dir.join("Res");
        if state.behaviour.returned != Return::Reason {
            fs::write(folder.join(name), bytes)?;
        }
        if state.behaviour.returned != Return::Request {
            fs::write(folder.join(name).with_extension("err"), reason)?;
        }
        Ok(())
    }

    fn write(&self, due: &Due) -> io::Result<()> {
        let path = self.dir.join("Res").join(&due.name);
        if due.link {
            let target = self.dir.join("Res/target.txt");
            fs::write(&target, &due.bytes)?;
            return symlink(target, path).or(Ok(()));
        }
        fs::File::options().create(true).write(true).truncate(true).open(path)?.write_all(&due.bytes)
    }

    /// The application's own clean-up, and its list of what it swept.
    fn sweep(&self, stay: Duration) -> io::Result<()> {
        let folder = self.dir.join("Res");
        let mut swept = String::new();
        for entry in fs::read_dir(&folder)? {
            let (entry, now) = (entry?, SystemTime::now());
            let name = entry.file_name().to_string_lossy().into_owned();
            let age = entry.metadata()?.modified()?;
            if !name.starts_with("del") && now.duration_since(age).is_ok_and(|age| age >= stay) {
                fs::remove_file(entry.path())?;
                swept.push_str(&name);
                swept.push_str("\r\n");
            }
        }
        if swept.is_empty() { Ok(()) } else { fs::write(folder.join("del20260101.txt"), swept) }
    }
}

/// What a file of this name asks, if it is a request.
fn asked(name: &str, take: Take) -> Option<Asked> {
    let name = name.to_lowercase();
    let name = match take {
        Take::HalfWritten => name.trim_start_matches('.').trim_end_matches(".tmp"),
        Take::Whole | Take::Never => name.as_str(),
    };
    let is_free = |free: &str| !free.is_empty() && free.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let named = |prefix| name.strip_prefix(prefix)?.strip_suffix(".xml").filter(|free| is_free(free));
    REQUESTS.into_iter().find(|(prefix, _)| named(*prefix).is_some()).map(|(_, asked)| asked)
}

fn answer_name(request: &str, behaviour: &Behaviour) -> String {
    let name = request.replacen("req_", "res_", 1);
    let name = match behaviour.form {
        Form::Zip | Form::ZipEncrypted => name.replace(".xml", ".zip"),
        Form::Xml | Form::ZipAsXml | Form::Empty | Form::Garbage | Form::Dtd | Form::Link => name,
    };
    match behaviour.name {
        Naming::Own => name,
        Naming::Capitals => name.to_uppercase(),
        Naming::Other => name.replacen("res_", "res_9", 1),
    }
}

/// Settings with which `uketsuke check --config`, and the kiosk, find this terminal.
fn kiosk_toml() -> String {
    format!(
        r#"# Written by uketsuke-simulator: the terminal behind these folders is emulated.
[kiosk]
facility = "{FACILITY}"
name = "試験診療所（シミュレーション）"

[source]
kind = "oqs-folder"

[exchange]
requests = "Req"
answers = "Res"
cards = "Face"
"#
    )
}
