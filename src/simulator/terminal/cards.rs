//! Results of the terminal's own card reader.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::simulator::personas::Persona;

/// Writes the result of this person's card, and says its name.
pub fn write(folder: &Path, persona: &Persona, facility: &str) -> io::Result<String> {
    let message = persona.answer.message("TESTFACE00000001", facility, SystemTime::now().into());
    let xml = message.to_xml().map_err(io::Error::other)?;
    let time = message.message_header.process_execution_time.as_str().to_owned();
    let name = format!("OQSsiquc01res_face_{facility}00000000000000000000_{time}.xml");
    let provisional = folder.join(format!(".{name}.tmp"));
    fs::write(&provisional, xml)?;
    fs::rename(provisional, folder.join(&name))?;
    Ok(name)
}
