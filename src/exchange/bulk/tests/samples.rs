//! The samples of bookings and of bulk assignments: written as they are there, and read.

use std::fs;
use std::path::Path;

use time::macros::date;

use crate::common::AssignmentCounts;
use crate::eligibility::{BulkResult, Date, Judged, Receipt, judge_receipt};
use crate::exchange::bulk::request::{self, RequestError};
use crate::exchange::bulk::{Assignments, Bookings, BulkKind, Purpose};
use crate::settings::Settings;

const BOOKINGS: &[u8] = include_bytes!("../../../../config/samples/bookings.csv");
const REQUEST: &str = include_str!("../../../../config/samples/OQSmuimm01req.xml");
const RECEIPT: &str = include_str!("../../../../config/samples/OQSmuimm01res.xml");
const FETCH: &str = include_str!("../../../../config/samples/OQSmuimm02req.xml");
const RESULT: &str = include_str!("../../../../config/samples/OQSmuimm02res.xml");

const IDENTIFIER: &str = "UKT7Q2M4ZK9PXW3HB6TD8RNAVCE";
const RECEPTION: &str = "0000000007000000001";

fn settings(dir: &Path) -> Settings {
    let path = dir.join("kiosk.toml");
    let kiosk = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n";
    let exchange =
        "[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n[exchange]\nrequests = \"req\"\nanswers = \"res\"\n";
    fs::write(&path, format!("{kiosk}{exchange}")).unwrap();
    Settings::load(&path).unwrap()
}

#[test]
fn the_requests_are_written_as_in_the_samples_and_receipt_and_result_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    let (facility, exchange) = (&settings.kiosk.facility, settings.exchange.as_ref().unwrap());
    let day = Date::from(date!(2026 - 11 - 22));
    for purpose in [Purpose::Check, Purpose::Assign] {
        assert_eq!(Bookings::parse(BOOKINGS, day, purpose).unwrap().rows.len(), 2, "{purpose:?}");
    }
    let bookings = Bookings::parse(BOOKINGS, day, Purpose::Assign).unwrap();
    let rows = Assignments::rows("", &bookings.rows);
    let request = match Assignments::request(&bookings.rows, &rows, (IDENTIFIER, facility, day), exchange) {
        Ok(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Err(RequestError::Row(mistake)) => panic!("{mistake}"),
        Err(RequestError::Inquiry(error)) => panic!("{error}"),
    };
    assert_eq!(request, REQUEST);
    assert_eq!(request::fetch(RECEPTION, facility, exchange).as_slice(), FETCH.as_bytes());
    let receipt = judge_receipt(RECEIPT, IDENTIFIER, facility).unwrap();
    assert!(matches!(receipt, Judged::Answer(Receipt::Received(reception)) if reception == RECEPTION));
    let result = Assignments::judge(RESULT, &rows, (RECEPTION, facility, day)).unwrap();
    let Judged::Answer(BulkResult::Rows(result)) = result else { panic!("{result:?}") };
    let path = dir.path().join("bookings.assigned.csv");
    let counts = Assignments::write(&path, &bookings, &result).unwrap();
    assert_eq!(counts, AssignmentCounts { kept: 1, refused: 1, ..AssignmentCounts::default() });
    let own = bookings.digest.get(..16).unwrap();
    let expected = format!(
        "\"key\",\"result\",\"code\",\"message\",\"assigned_at\",\"bookings\"\r\n\
         \"A-0815\",\"kept\",\"\",\"\",\"2026-11-22T10:15:44+09:00\",\"{own}\"\r\n\
         \"A-0816\",\"refused\",\"TEST-2\",\"該当する資格がありません\",\"2026-11-22T10:15:44+09:00\",\"{own}\"\r\n"
    );
    assert_eq!(fs::read_to_string(path).unwrap(), expected);
}
