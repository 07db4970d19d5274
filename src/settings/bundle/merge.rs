//! A bundle's settings for one kiosk, laid over the settings that it has.

use std::collections::BTreeMap;
use std::path::Path;

use toml_edit::{Document, Value};

use super::super::edit::single_key;
use super::super::error::ParseError;
use super::super::fleet_values::{FLEET, TAKEN, TakenBundle};
use super::super::load::Settings;
use super::super::menu_value::KeyPath;
use super::error::BundleError;
use super::files::BundleFile;
use super::layers::LaidKey;
use super::parse::Bundle;

const URL: KeyPath = ("gateway", "url");
const AUTHORITY: KeyPath = ("gateway", "authority");
const CALL_URL: KeyPath = ("call", "url");
const CALL_AUTHORITIES: KeyPath = ("call", "ca");
/// What a kiosk has that is not there: what is needed, and the defaults.
const ANY_KIOSK: &str = "[kiosk]\nfacility = \"1319999999\"\nname = \"any\"\n[gateway]\nurl = \"https://eligibility.example\"\n\
                         authority = \"authority.pem\"\ncertificate = \"terminal.pem\"\nkey = \"terminal.key\"\n";

/// The settings that come of a bundle, validated and not written yet.
#[derive(Debug)]
pub(super) struct Merged {
    pub settings: Settings,
    /// The keys that have another value than before, without the bundle's own number.
    pub keys: Vec<KeyPath>,
    /// What they name and the bundle brings.
    pub files: Vec<BundleFile>,
}

/// What a check of a bundle says about one kiosk.
#[derive(Debug)]
pub struct CheckedKiosk {
    /// Its name in the bundle.
    pub name: String,
    /// How many keys the bundle sets or leaves out there, or why that kiosk would refuse it.
    pub keys: Result<usize, BundleError>,
}

impl Settings {
    /// Settings for the check of a bundle where no kiosk's own are at hand: the defaults.
    pub fn of_any_kiosk() -> Result<Self, BundleError> {
        let wrong = |error| BundleError::Merged { kiosk: "any".to_owned(), words: ParseError::to_string(&error) };
        Self::parse(ANY_KIOSK).map_err(wrong)
    }
}

impl Bundle {
    /// Checks it for every kiosk that it names, or for this one, over these settings. `path` is where it lies. What is
    /// wrong with the bundle as a whole is the error.
    pub fn check(&self, path: &Path, over: &Settings, only: Option<&str>) -> Result<Vec<CheckedKiosk>, BundleError> {
        let mut used = Vec::new();
        let mut checked = Vec::new();
        for name in only.map_or_else(|| self.kiosks(), |only| vec![only]) {
            let laid = self.laid(name)?;
            let merged = self.merged(path, over, name, None);
            used.extend(merged.iter().flat_map(|merged| merged.files.iter().map(|file| file.name.clone())));
            checked.push(CheckedKiosk { name: name.to_owned(), keys: merged.map(|_| laid.len()) });
        }
        let unused = self.files.iter().find(|(_, file)| !used.contains(&file.name));
        match unused.filter(|_| only.is_none() && checked.iter().all(|kiosk| kiosk.keys.is_ok())) {
            Some((name, file)) => {
                let words =
                    format!("no kiosk uses {name}: name it as [gateway] authority or [call] ca, or leave it out");
                Err(self.wrong(path, Some(file.span.clone()), &words))
            }
            None => Ok(checked),
        }
    }

    /// The keys for this kiosk: the base's, then its group's, then its own; the later one wins.
    fn laid(&self, kiosk: &str) -> Result<BTreeMap<KeyPath, LaidKey>, BundleError> {
        let Some(own) = self.kiosks.get(kiosk) else {
            let names = self.kiosks().into_iter().map(str::to_owned).collect();
            return Err(BundleError::NoSuchKiosk { name: kiosk.to_owned(), names });
        };
        let group = own.group.as_ref().and_then(|group| self.groups.get(group));
        let mut laid = self.base.0.clone();
        for layer in group.into_iter().chain([&own.own]) {
            laid.extend(layer.0.iter().map(|(key, value)| (*key, value.clone())));
        }
        Ok(laid)
    }

    /// The settings of this kiosk with the bundle's over them. With `taken` they also say so.
    pub(super) fn merged(
        &self,
        path: &Path,
        over: &Settings,
        kiosk: &str,
        taken: Option<TakenBundle>,
    ) -> Result<Merged, BundleError> {
        let mut laid = self.laid(kiosk)?;
        let files = self.files_of(path, &mut laid)?;
        let old = &over.written.text;
        let wrong_file = |error: ParseError| BundleError::Merged { kiosk: kiosk.to_owned(), words: error.to_string() };
        let document = Document::parse(old.as_str());
        let document = document.map_err(|error| wrong_file(ParseError::new(old, error.span(), error.message())))?;
        let mut changes: Vec<(KeyPath, Option<Value>)> = laid
            .iter()
            .filter(|(key, laid)| single_key::found(&document, **key) != laid.value.as_ref().map(single_key::written))
            .map(|(key, laid)| (*key, laid.value.clone()))
            .collect();
        let keys = changes.iter().map(|(key, _)| *key).collect();
        changes.extend(taken.map(|taken| ((FLEET, TAKEN), Some(taken.to_string().into()))));
        let text = single_key::changed(old, &changes).map_err(wrong_file)?;
        let settings = if over.has_file() { Settings::parse_at(&text, &over.file) } else { Settings::parse(&text) };
        let settings = settings.map_err(|error| self.at_its_place(path, kiosk, &text, &laid, error))?;
        self.keeps_the_token(path, over, &settings, &laid)?;
        Ok(Merged { settings, keys, files })
    }

    /// The site's token for its pager goes to no one else.
    fn keeps_the_token(
        &self,
        path: &Path,
        before: &Settings,
        after: &Settings,
        laid: &BTreeMap<KeyPath, LaidKey>,
    ) -> Result<(), BundleError> {
        let to = |settings: &Settings| {
            let webhook = settings.call.as_ref()?.webhook.as_ref().filter(|webhook| webhook.token_file.is_some())?;
            Some((webhook.url.clone(), webhook.ca.clone()))
        };
        let (old, new) = (to(before), to(after));
        if new.is_none() || new == old {
            return Ok(());
        }
        let span = [CALL_URL, CALL_AUTHORITIES].iter().find_map(|key| laid.get(key)).map(|laid| laid.span.clone());
        let words =
            "this kiosk has a token for its pager, which must not go to another address: set [call] at the kiosk";
        Err(self.wrong(path, span, words))
    }

    /// The files that these keys name. Afterwards the keys name them as they are called beside the settings.
    fn files_of(&self, path: &Path, laid: &mut BTreeMap<KeyPath, LaidKey>) -> Result<Vec<BundleFile>, BundleError> {
        if let Some(url) =
            laid.get(&URL).filter(|_| laid.get(&AUTHORITY).is_none_or(|authority| authority.value.is_none()))
        {
            let words = "a service comes with its authority: set gateway.authority to a name in [files], and put its certificate there";
            return Err(self.wrong(path, Some(url.span.clone()), words));
        }
        let mut files = Vec::new();
        for key in [AUTHORITY, CALL_AUTHORITIES] {
            let Some(LaidKey { value: Some(value), span }) = laid.get_mut(&key) else { continue };
            let name = value.as_str().unwrap_or_default();
            // The lists of authorities that a system has are the system's.
            if key == CALL_AUTHORITIES && name.starts_with('/') {
                continue;
            }
            let Some(file) = self.files.get(name) else {
                let words = format!("{}.{} has to be a name in [files], where its certificate is", key.0, key.1);
                return Err(self.wrong(path, Some(span.clone()), &words));
            };
            *value = Value::from(file.name.as_str());
            files.push(file.clone());
        }
        Ok(files)
    }

    fn wrong(&self, path: &Path, span: Option<std::ops::Range<usize>>, words: &str) -> BundleError {
        BundleError::Wrong { path: path.to_owned(), error: ParseError::new(&self.text, span, words) }
    }

    /// An error of the merged settings, at the bundle's key that brought it, if one did.
    fn at_its_place(
        &self,
        path: &Path,
        kiosk: &str,
        text: &str,
        laid: &BTreeMap<KeyPath, LaidKey>,
        error: ParseError,
    ) -> BundleError {
        let culprit = Document::parse(text).ok().and_then(|document| {
            laid.iter()
                .find(|(key, _)| single_key::lines(&document, **key).is_some_and(|lines| lines.contains(&error.line)))
        });
        match culprit {
            Some((key, laid)) => {
                let words = format!("{}.{} of kiosk {kiosk}: {}", key.0, key.1, error.words);
                self.wrong(path, Some(laid.span.clone()), &words)
            }
            None => BundleError::Merged { kiosk: kiosk.to_owned(), words: error.words },
        }
    }
}
