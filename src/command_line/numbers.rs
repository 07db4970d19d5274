//! The numbers of a paper, as `check` and `doctor --ask` are told them.

use std::ffi::OsString;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::given::GivenCommand;

/// What `check` is told. It is wiped when it is dropped.
pub struct GivenNumbers {
    /// The settings file.
    pub config: PathBuf,
    /// Insurer number.
    pub insurer: Zeroizing<String>,
    /// Symbol.
    pub symbol: Option<Zeroizing<String>>,
    /// Number.
    pub number: Zeroizing<String>,
    /// Branch.
    pub branch: Option<Zeroizing<String>>,
    /// Date of birth.
    pub birthdate: Zeroizing<String>,
    /// The person has agreed that the limit on payments is asked for.
    pub limit_consent: bool,
    /// The answer is for a machine.
    pub json: bool,
}

impl GivenNumbers {
    /// The numbers of a paper, and the rest of the command line with them.
    pub fn of(asked: &mut GivenCommand) -> Result<Self, lexopt::Error> {
        let mut text = |option| {
            let value = asked.take(option).map(OsString::into_string).transpose();
            // What is no text at all could be shown only with its bytes.
            let value = value.map_err(|_bytes| format!("--{option} is not written in UTF-8"))?;
            Ok::<_, lexopt::Error>(value.map(Zeroizing::new))
        };
        Ok(Self {
            insurer: text("insurer")?.unwrap_or_default(),
            symbol: text("symbol")?,
            number: text("number")?.unwrap_or_default(),
            branch: text("branch")?,
            birthdate: text("birth")?.unwrap_or_default(),
            limit_consent: asked.has("limit-consent"),
            json: asked.has("json"),
            config: asked.config(),
        })
    }
}
