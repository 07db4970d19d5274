//! What staff copy of an answer, for a tablet of the site's own: one line of columns, documented in `kiosk/README.md`.

use super::rows::{CopiedKind, Transcribed};
use crate::eligibility::verdict::Verdict;

/// The first column: what this is, and its version.
const FORM: &str = "UKETSUKE1";
/// The same of an answer that is not a real one.
const SIMULATED: &str = "UKETSUKE1-TEST";

/// The columns behind form and verdict.
const COLUMNS: [CopiedKind; 6] = [
    CopiedKind::Insurer,
    CopiedKind::Symbol,
    CopiedKind::Number,
    CopiedKind::Branch,
    CopiedKind::Birthdate,
    CopiedKind::Ratio,
];

/// Form, verdict and what is copied, with a tab between two columns: an outside text has no control characters once it
/// is shown. A column is empty where nothing was sent, or where it cannot be read.
pub fn copied_line(fields: &[Transcribed], verdict: &Verdict, simulated: bool) -> String {
    let mut line = String::from(if simulated { SIMULATED } else { FORM });
    let value = |kind| fields.iter().find(|field| field.kind == kind).map_or("", |field| field.plain.as_str());
    for column in std::iter::once(verdict.kind().as_str()).chain(COLUMNS.map(value)) {
        line.push('\t');
        line.push_str(column);
    }
    line
}
