//! The file of results, without a terminal.

use std::fs;
use std::path::Path;

use time::macros::date;

use crate::common::{BookingCounts, BookingNeed};
use crate::eligibility::{BulkRows, RowAnswer, XmlMsg};
use crate::exchange::bulk::results::{summary, write};
use crate::exchange::bulk::{Bookings, BookingsError, Purpose};

/// A confirmed result. Synthetic.
const SAMPLE: &str = include_str!("../../../../config/samples/OQSsiquc01res_face_utf-8.xml");

/// The numbers of that result, with these two columns behind them.
fn bookings(key: &str, reference: &str) -> Result<Bookings, BookingsError> {
    let message = XmlMsg::from_xml(SAMPLE).unwrap();
    let [entry] = message.message_body.result_list.entries.as_slice() else { panic!("one entry") };
    let text = |text: &Option<crate::eligibility::Text>| {
        text.as_ref().map_or_else(String::new, |text| text.as_str().to_owned())
    };
    let text = format!(
        "key,insurer,symbol,number,branch,birth,reference\n{key},{},{},{},{},1990-04-01,{reference}\n",
        entry.insurer().unwrap().as_str(),
        text(&entry.symbol),
        text(&entry.number),
        text(&entry.branch),
    );
    Bookings::parse(text.as_bytes(), date!(2026 - 11 - 26).into(), Purpose::Check)
}

/// The row of results with this code and this reference number of the terminal.
fn row(path: &Path, known: &str, code: &str, found: &str) -> (String, BookingCounts) {
    let mut message = XmlMsg::from_xml(SAMPLE).unwrap();
    message.message_body.processing_result_code = Some(code.into());
    message.message_body.result_list.entries[0].reference_number = Some(found.into()).filter(|_| !found.is_empty());
    let rows = vec![RowAnswer::Answered(Box::new(message))];
    let result = BulkRows { made: None, rows, foreign: 0, simulation: false };
    let counts = write(path, &bookings("A-1", known).unwrap(), &result).unwrap();
    (fs::read_to_string(path).unwrap().lines().nth(1).unwrap().to_owned(), counts)
}

#[test]
fn a_reference_number_that_is_another_s_needs_staff() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("today.results.csv");
    for (known, found, differs) in
        [("P-1", "P-1", false), ("P-1", "Ｐ－１", false), ("", "P-2", false), ("P-1", "", false), ("P-1", "P-2", true)]
    {
        let (text, counts) = row(&path, known, "", found);
        assert_eq!((counts.ok, counts.changed), if differs { (0, 1) } else { (1, 0) }, "{known} {found}");
        assert_eq!(text.contains("\"reference=P-2\""), differs, "{text}");
        let (read, needs) = summary(&path);
        assert_eq!((read, needs.len()), (counts, usize::from(differs)), "{known} {found}");
    }
}

#[test]
fn an_answer_that_leaves_out_the_insurer_or_a_number_needs_staff() {
    let without: [fn(&mut crate::eligibility::Entry); 4] = [
        |entry| entry.insurer_number = None,
        |entry| entry.symbol = None,
        |entry| entry.number = None,
        |entry| entry.branch = None,
    ];
    let dir = tempfile::tempdir().unwrap();
    for (which, without) in without.into_iter().enumerate() {
        let mut message = XmlMsg::from_xml(SAMPLE).unwrap();
        without(&mut message.message_body.result_list.entries[0]);
        let rows = vec![RowAnswer::Answered(Box::new(message))];
        let result = BulkRows { made: None, rows, foreign: 0, simulation: false };
        let path = dir.path().join(format!("{which}.results.csv"));
        let counts = write(&path, &bookings("A-1", "").unwrap(), &result).unwrap();
        assert_eq!((counts.ok, counts.changed), (0, 1), "{which}");
    }
}

#[test]
fn no_cell_of_the_results_is_a_formula() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("today.results.csv");
    for formula in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1"] {
        let (text, _) = row(&path, "", formula, formula);
        let cells: Vec<_> = text.trim_matches('"').split("\",\"").collect();
        assert!(!cells.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])), "{text}");
        let said = bookings(formula, "").unwrap_err().to_string();
        assert!(said.contains("line 2: key begins with") && !said.contains(formula), "{said}");
    }
}

#[test]
fn a_row_that_is_not_whole_is_no_answer() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("today.results.csv");
    let (_, counts) = row(&path, "", "", "");
    assert_eq!(counts, BookingCounts { ok: 1, ..BookingCounts::default() });
    let text = fs::read_to_string(&path).unwrap();
    for row in ["\"A-2\"", "\"A-2\",\"confirmed\"", "\"A-2\",\"confirmed\",\"\",\"\""] {
        fs::write(&path, format!("{text}{row}\r\n")).unwrap();
        let (counts, needs) = summary(&path);
        assert_eq!((counts.ok, counts.unanswered), (1, 1), "{row}");
        assert_eq!(needs[0].need, BookingNeed::Unanswered);
    }
}
