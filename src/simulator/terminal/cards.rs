//! Results of the terminal's own card reader.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::eligibility::Text;
use crate::simulator::personas::Persona;

/// Writes the result of this person's card, with the reference number that the person has here, and says its name.
pub fn write(folder: &Path, persona: &Persona, reference: Option<&str>, facility: &str) -> io::Result<String> {
    let mut message = persona.answer.message("TESTFACE00000001", facility, SystemTime::now().into());
    for entry in &mut message.message_body.result_list.entries {
        entry.reference_number = reference.map(Text::from).or(entry.reference_number.take());
    }
    message.simulation = true;
    let xml = message.to_xml().map_err(io::Error::other)?;
    let time = message.message_header.process_execution_time.as_str().to_owned();
    let name = format!("OQSsiquc01res_face_{facility}00000000000000000000_{time}.xml");
    let provisional = folder.join(format!(".{name}.tmp"));
    fs::write(&provisional, xml)?;
    fs::rename(provisional, folder.join(&name))?;
    Ok(name)
}
