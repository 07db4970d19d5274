//! What staff may change, and the key and value of each in the file.

use std::time::Duration;

use toml_edit::{DocumentMut, Value};

use super::super::{FileEncoding, Form, NoHash, Passcode, PasscodeHash, Settings};
use crate::common::appearance::{Detail, Look};
use crate::common::language::Language;
use crate::common::method::Method;

/// A table and a key in it.
pub type Key = (&'static str, &'static str);

/// What staff may change.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is explained beside the setting of its name")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
pub struct Choices {
    pub method: Method,
    pub switchable: bool,
    pub show_for: Duration,
    pub detail: Detail,
    pub language: Language,
    pub large_text: bool,
    pub theme: Look,
    pub sound: bool,
    pub speech: bool,
    pub reader: String,
    pub handoff: Option<Form>,
    /// As it stands in the file, also where nothing is handed on.
    pub handoff_dir: String,
    pub encoding: FileEncoding,
    pub passcode: NewPasscode,
}

/// What becomes of the passcode that all staff share.
#[derive(Debug, Clone)]
pub enum NewPasscode {
    /// It stays; whether there is one.
    Same(bool),
    /// A new one.
    Set(Passcode),
    /// None any more.
    Removed,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            method: Method::Pin,
            switchable: true,
            show_for: Duration::from_secs(60),
            detail: Detail::Full,
            language: Language::Japanese,
            large_text: false,
            theme: Look::Standard,
            sound: true,
            speech: false,
            reader: "*".to_owned(),
            handoff: None,
            handoff_dir: String::new(),
            encoding: FileEncoding::Utf8,
            passcode: NewPasscode::Same(false),
        }
    }
}

impl Choices {
    pub(super) fn of(settings: &Settings) -> Self {
        // Where nothing is handed on the settings have neither; and with it the folder is not as it was written.
        let document = settings.text.0.parse::<DocumentMut>().unwrap_or_default();
        let written =
            |key: &str| document.get("handoff").and_then(|table| table.get(key)).and_then(|item| item.as_str());
        Self {
            method: settings.identify.method,
            switchable: settings.identify.switchable,
            show_for: settings.panel.show_for,
            detail: settings.panel.detail,
            language: settings.ui.language,
            large_text: settings.ui.large_text,
            theme: settings.ui.theme,
            sound: settings.ui.sound,
            speech: settings.ui.speech,
            reader: settings.reader.pattern.clone(),
            handoff: settings.handoff.as_ref().map(|handoff| handoff.form),
            handoff_dir: written("dir").unwrap_or_default().to_owned(),
            encoding: if written("encoding") == Some(SHIFT_JIS) { FileEncoding::ShiftJis } else { FileEncoding::Utf8 },
            passcode: NewPasscode::Same(settings.identify.staff_passcode.is_some()),
        }
    }

    /// Every key with its value in the file; none: the key is not there.
    fn written(&self) -> [(Key, Option<Value>); 13] {
        let dir = Some(&self.handoff_dir).filter(|dir| !dir.is_empty());
        [
            (("identify", "default"), Some(self.method.as_str().into())),
            (("identify", "switchable"), Some(self.switchable.into())),
            (("panel", "show_for"), Some(format!("{}s", self.show_for.as_secs()).into())),
            (("panel", "detail"), Some(self.detail.as_str().into())),
            (("ui", "language"), Some(self.language.as_str().into())),
            (("ui", "large_text"), Some(self.large_text.into())),
            (("ui", "theme"), Some(self.theme.as_str().into())),
            (("ui", "sound"), Some(self.sound.into())),
            (("ui", "speech"), Some(self.speech.into())),
            (("reader", "match"), Some(self.reader.as_str().into())),
            (("handoff", "kind"), Some(form(self.handoff).into())),
            (("handoff", "dir"), dir.map(|dir| dir.as_str().into())),
            (("handoff", "encoding"), Some(encoding(self.encoding).into())),
        ]
    }

    fn differing(&self, after: &Self) -> impl Iterator<Item = (Key, Option<Value>)> {
        let text = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        let both = self.written().into_iter().zip(after.written());
        both.filter(move |((_, before), (_, after))| text(before) != text(after)).map(|(_, after)| after)
    }

    /// What differs in `after`, as it is to be written.
    pub(super) fn changes(&self, after: &Self) -> Result<Vec<(Key, Option<Value>)>, NoHash> {
        let passcode = match &after.passcode {
            NewPasscode::Same(_) => None,
            NewPasscode::Set(new) => Some((PASSCODE, Some(PasscodeHash::of(new)?.as_str().into()))),
            NewPasscode::Removed => Some((PASSCODE, None)),
        };
        Ok(self.differing(after).chain(passcode).collect())
    }

    /// The keys that differ in `after`.
    #[must_use]
    pub fn changed_keys(&self, after: &Self) -> Vec<Key> {
        let passcode = (!matches!(after.passcode, NewPasscode::Same(_))).then_some(PASSCODE);
        self.differing(after).map(|(key, _)| key).chain(passcode).collect()
    }
}

const PASSCODE: Key = ("identify", "staff_passcode");
const SHIFT_JIS: &str = "shift_jis";

const fn form(form: Option<Form>) -> &'static str {
    match form {
        None => "none",
        Some(Form::OqsXml) => "oqs-xml",
        Some(Form::Json) => "json",
        Some(Form::Csv) => "csv",
    }
}

const fn encoding(encoding: FileEncoding) -> &'static str {
    match encoding {
        FileEncoding::Utf8 => "utf-8",
        FileEncoding::ShiftJis => SHIFT_JIS,
    }
}
