//! Bulk requests as the emulated terminal works on them: a receipt at once, the result a while later.

use std::collections::HashMap;

use time::OffsetDateTime;
use time::macros::format_description;

use super::answer::pad_entry;
use super::assign;
use super::behaviour::{Assign, Behaviour, Bulk, Order};
use super::element::Element;
use super::engine::FACILITY;
use super::request::{ASSIGNMENT, Request};
use crate::common::in_japan;
use crate::simulator::personas::Persona;

/// The facility's own numbers of its people, by their personas.
pub type References = HashMap<String, String>;

/// The bulk requests that were received, by their reception numbers.
#[derive(Debug, Clone, Default)]
pub struct Received(HashMap<String, Job>);

#[derive(Debug, Clone)]
struct Job {
    people: Vec<Request>,
    /// How often its result was asked for.
    rounds: u32,
}

impl Received {
    /// Takes a bulk request; the receipt.
    pub fn receive(&mut self, people: Vec<Request>, behaviour: &Behaviour, now: OffsetDateTime) -> Element {
        let reception = format!("{:019}", 7_000_000_001 + self.0.len());
        let mut header = header(now);
        let identifier = people.first().map_or(String::new(), |person| person.identifier.clone());
        header.put(Element::leaf("ArbitraryFileIdentifier", &identifier));
        let mut body = Element::leaf("MessageBody", "");
        if behaviour.bulk == Bulk::Refused {
            header.put(Element::leaf("SegmentOfResult", "9"));
            header.put(Element::leaf("ErrorCode", "TEST-9"));
        } else {
            body.put(Element::leaf("ReceptionNumber", &reception));
            body.put(Element::leaf("ReceptionDateTime", &moment(now)));
        }
        self.0.insert(reception, Job { people, rounds: 0 });
        message(header, body, behaviour)
    }

    /// The answer to a request for the result of a bulk request with blocks of this name. Reference numbers are kept
    /// with it.
    pub fn result(
        &mut self,
        (reception, block): (&str, &str),
        (personas, references): (&[Persona], &mut References),
        behaviour: &Behaviour,
    ) -> Result<Element, String> {
        let job = self.0.get_mut(reception).filter(|job| job.people.iter().all(|person| person.block.name == block));
        let job = job.ok_or("受付番号がありません")?;
        job.rounds += 1;
        let now = std::time::SystemTime::now().into();
        let mut header = header(now);
        let other = behaviour.bulk == Bulk::Reception;
        header.put(Element::leaf("ReceptionNumber", if other { "0000000000000000001" } else { reception }));
        let mut body = Element::leaf("MessageBody", "");
        let segment = match behaviour.bulk {
            _ if job.rounds <= behaviour.bulk_rounds => "2",
            Bulk::Failed => "9",
            _ if block == ASSIGNMENT && matches!(behaviour.assign, Assign::Failed | Assign::ErrorCode) => "9",
            _ => "1",
        };
        header.put(Element::leaf("SegmentOfResult", segment));
        if segment == "1" {
            let mut units: Vec<_> = if block == ASSIGNMENT {
                job.people.iter().map(|person| assignment(person, (personas, references), behaviour)).collect()
            } else {
                let day = job.people.first().map_or("", |person| person.day.as_str());
                header.put(Element::leaf("QualificationConfirmationDate", day));
                job.people.iter().filter_map(|person| unit(person, (personas, references), behaviour, now)).collect()
            };
            match behaviour.bulk {
                Bulk::Missing => drop(units.pop()),
                Bulk::Doubled => units.extend(units.last().cloned()),
                Bulk::Extra => units.extend(units.last().cloned().map(foreign)),
                _ => {}
            }
            let errors = units.iter().filter(|unit| unit.text_at(&["ProcessingResultStatus"]) == Some("2")).count();
            let all = units.len() + usize::from(behaviour.bulk == Bulk::Numbers);
            for (name, number) in [
                ("NumberOfProcessingResult", all),
                ("NumberOfNormalProcessing", units.len() - errors),
                ("NumberOfError", errors),
            ] {
                header.put(Element::leaf(name, &number.to_string()));
            }
            body.children = units;
        }
        Ok(message(header, body, behaviour))
    }
}

/// One person's part of the result.
fn unit(
    person: &Request,
    (personas, references): (&[Persona], &References),
    behaviour: &Behaviour,
    now: OffsetDateTime,
) -> Option<Element> {
    let persona = person.finds(personas);
    let answer = persona.map(|persona| persona.answer.clone()).unwrap_or_default();
    let message = answer.message("", FACILITY, now);
    let root = Element::read(&message.to_xml().ok()?)?;
    let mut unit = Element::leaf("BulkConfirmUnit", "");
    unit.children.push(Element { text: String::new(), ..person.block.clone() });
    for child in &root.at(&["MessageBody"])?.children {
        if child.name == "ResultList" {
            unit.children.extend(child.children.iter().cloned());
        } else {
            unit.children.push(child.clone());
        }
    }
    if persona.is_none() {
        unit.put(Element::leaf("QualificationValidity", "4"));
    }
    if let Some(reference) = persona.and_then(|persona| references.get(&persona.key)) {
        unit.put(Element::leaf("ReferenceNumber", reference));
    }
    if let Some(entry) = unit.at_mut(&["ResultOfQualificationConfirmation"]) {
        pad_entry(entry, behaviour.padding);
        if !person.asks_for_limit() {
            entry.children.retain(|child| !child.name.starts_with("LimitApplicationCertificate"));
        }
    }
    Some(unit)
}

/// One person's part of the result of a bulk assignment. The number of a person who is found is kept.
fn assignment(
    person: &Request,
    (personas, references): (&[Persona], &mut References),
    behaviour: &Behaviour,
) -> Element {
    let persona = person.finds(personas);
    if let Some(persona) = persona.filter(|_| assign::is_kept(behaviour)) {
        references.insert(persona.key.clone(), person.field("ReferenceNumber").to_owned());
    }
    let mut unit = Element::leaf("BulkRegistrationUnit", "");
    unit.children = assign::parts(person, persona.is_some(), behaviour);
    unit
}

/// The part of a person that nothing has asked about.
fn foreign(mut unit: Element) -> Element {
    if let Some(info) = unit.at_mut(&[ASSIGNMENT]) {
        info.put(Element::leaf("ReferenceNumber", "FOREIGN"));
    }
    if let Some(search) = unit.at_mut(&["QualificationConfirmSearchInfo"]) {
        search.put(Element::leaf("ArbitraryIdentifier", "FOREIGN"));
    }
    unit
}

fn header(now: OffsetDateTime) -> Element {
    let mut header = Element::leaf("MessageHeader", "");
    header.put(Element::leaf("ProcessExecutionTime", &moment(now)));
    header.put(Element::leaf("MedicalInstitutionCode", FACILITY));
    header.put(Element::leaf("CharacterCodeIdentifier", "0"));
    header
}

fn moment(now: OffsetDateTime) -> String {
    let format = format_description!("[year][month][day][hour][minute][second]");
    in_japan(now).format(format).unwrap_or_default()
}

fn message(header: Element, body: Element, behaviour: &Behaviour) -> Element {
    let mut root = Element::leaf("XmlMsg", "");
    root.put(header);
    root.put(body);
    if behaviour.order == Order::Shuffled {
        root.shuffle();
    }
    root
}
