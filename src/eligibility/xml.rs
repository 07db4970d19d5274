//! Whether a text is one XML document of ours, before serde looks into it: serde ignores the root's name and whatever
//! follows the root, and a document type declaration could define entities without end.

use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use super::error::MessageError;

/// The name of the root.
const ROOT: &str = "XmlMsg";
/// The format's own elements go six deep.
const MAX_DEPTH: usize = 32;

/// By this processing instruction in it, anywhere, a file says that a simulator has written it.
pub const SIMULATION: &str = "<?uketsuke simulation?>";
/// Its target. Whatever follows the target, and in whatever case it is written: rather one banner too many.
const TARGET: &str = "uketsuke";

/// Refuses what is not exactly one [`ROOT`] with nothing but comments, processing instructions and blanks around it.
/// Says whether it bears the mark of a simulator.
pub fn check(text: &str) -> Result<bool, MessageError> {
    let mut reader = Reader::from_str(text);
    let mut simulation = false;
    let mut depth = 0;
    let mut roots = 0;
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::DocType(_) => return Err(MessageError::Shape),
            Event::Start(start) => {
                if depth == 0 {
                    roots += 1;
                    is_root(start.name().as_ref())?;
                }
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(MessageError::Malformed);
                }
            }
            Event::Empty(empty) if depth == 0 => return is_root(empty.name().as_ref()).and(Err(MessageError::Shape)),
            Event::End(_) => depth -= 1,
            Event::Text(text) if depth == 0 && !text.trim_ascii().is_empty() => return Err(MessageError::Malformed),
            Event::CData(_) | Event::GeneralRef(_) if depth == 0 => return Err(MessageError::Malformed),
            Event::Eof if depth > 0 || roots == 0 => return Err(MessageError::CutOff),
            Event::Eof if roots > 1 => return Err(MessageError::Shape),
            Event::Eof => return Ok(simulation),
            Event::PI(instruction) => simulation |= instruction.target().eq_ignore_ascii_case(TARGET),
            _ => {}
        }
    }
}

fn is_root(name: &str) -> Result<(), MessageError> {
    if name == ROOT { Ok(()) } else { Err(MessageError::Shape) }
}

/// Markup that begins and does not end runs to the end of the text.
const fn broken(error: &Error) -> MessageError {
    match error {
        Error::Syntax(_) => MessageError::CutOff,
        _ => MessageError::Malformed,
    }
}
