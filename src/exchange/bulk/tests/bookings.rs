//! The file of bookings.

use encoding_rs::SHIFT_JIS;
use time::macros::date;

use crate::eligibility::{ReferenceNumber, Text};
use crate::exchange::bulk::{Bookings, BookingsError, MAX_BOOKINGS, Purpose};

const HEADER: &str = "key,insurer,symbol,number,branch,birth\n";
const HANAKO: &str = "A-1,06139992,試験,0012345,01,1990-04-01\n";

fn parse(bytes: &[u8]) -> Result<Bookings, BookingsError> {
    Bookings::parse(bytes, date!(2026 - 11 - 26).into(), Purpose::Check)
}

/// The mistakes in these rows, one line each.
fn mistakes(text: &str) -> Vec<String> {
    mistakes_for(Purpose::Check, text)
}

fn mistakes_for(purpose: Purpose, text: &str) -> Vec<String> {
    match Bookings::parse(text.as_bytes(), date!(2026 - 11 - 26).into(), purpose) {
        Err(BookingsError::Mistakes(mistakes)) => mistakes.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_bookings_are_read_in_each_encoding_and_with_each_end_of_line() {
    let text = format!("{HEADER}{HANAKO}");
    let plain = parse(text.as_bytes()).unwrap();
    assert_eq!((plain.rows.len(), plain.rows[0].key.as_str()), (1, "A-1"));
    assert_eq!(plain.rows[0].check.symbol().map(Text::as_str), Some("試験"));
    let windows = text.replace('\n', "\r\n");
    for bytes in [
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        windows.clone().into_bytes(),
        SHIFT_JIS.encode(&windows).0.into_owned(),
        text.trim_end().as_bytes().to_vec(),
        text.replace('\n', "\r").into_bytes(),
        format!("{}\r", text.trim_end()).into_bytes(),
        text.replace("A-1", "\"A-1\"").into_bytes(),
        text.replace("key,insurer", "Key, Insurer").into_bytes(),
    ] {
        let other = parse(&bytes).unwrap();
        assert_eq!(other.rows[0].line, 2);
        assert!(other.rows == plain.rows, "{:?}", String::from_utf8_lossy(&bytes));
        assert_eq!(other.digest == plain.digest, bytes == text.as_bytes());
    }
}

#[test]
fn consent_and_reference_may_follow() {
    let text = "key,insurer,symbol,number,branch,birth,limit_consent,reference\n\
                \"a, \"\"b\"\"\",06139992,試験,0012345,01,19900401,1,P000123\nb,139998,試－１,123456,,昭和50年6月30日,,\n";
    let bookings = parse(text.as_bytes()).unwrap();
    let [first, second] = bookings.rows.as_slice() else { panic!() };
    assert_eq!(first.key.as_str(), "a, \"b\"");
    assert!(first.check.limit_consent() && !second.check.limit_consent());
    assert_eq!(first.reference.as_ref().map(ReferenceNumber::as_str), Some("P000123"));
    assert_eq!((second.reference.is_none(), second.check.branch().is_none()), (true, true));
    let only_reference = "key,insurer,symbol,number,branch,birth,reference\na,06139992,試験,1,01,19900401,P1\n";
    assert!(parse(only_reference.as_bytes()).unwrap().rows[0].reference.is_some());
}

#[test]
fn a_file_with_mistakes_is_refused_whole_with_every_line_and_never_with_what_stands_there() {
    let rows = [
        HANAKO.to_owned(),
        "A-2,06139993,試験,0012345,01,1990-04-01\n".to_owned(),
        "\n".to_owned(),
        "A-3,06139992,試験,0012345,01,20260230\n".to_owned(),
        "A-4,06139992,試験,0012345,1,1990-04-01\n".to_owned(),
        "A-1,06139992,試験,0012345,01,1990-04-01\n".to_owned(),
        ",06139992,試験,0012345,01,1990-04-01\n".to_owned(),
        format!("{},06139992,試験,0012345,01,1990-04-01\n", "K".repeat(51)),
        "A-9,06139992,試験,0012345\n".to_owned(),
        "\"A-10\nx\",06139992,試験,0012345,01,1990-04-01\n".to_owned(),
        format!("A-11,06139992,{},0012345,01,1990-04-01\n", "長".repeat(21)),
    ];
    let said = mistakes(&format!("{HEADER}{}", rows.concat()));
    let begins = [
        "line 3: insurer has a check digit",
        "line 5: birth is no day",
        "line 6: branch has the wrong count",
        "line 7: key is that of line 2",
        "line 8: key is missing",
        "line 9: key is longer than 50",
        "line 10: has another count of fields",
        "line 11: key is longer than 50 characters, or has one that cannot be seen",
        "line 13: symbol is longer than 20",
    ];
    assert_eq!(said.len(), begins.len(), "{said:?}");
    for (said, begin) in said.iter().zip(begins) {
        assert!(said.starts_with(begin), "{said} is not {begin}");
        for secret in ["06139993", "20260230", "A-", "KKK", "長", "試験"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn wrong_columns_no_row_too_many_rows_and_what_is_no_text_are_refused() {
    for header in
        ["", "key,insurer\n", "insurer,key,symbol,number,branch,birth\n", "key,insurer,symbol,number,branch,birth,x\n"]
    {
        assert!(
            mistakes(&format!("{header}{HANAKO}"))[0].starts_with("line 1: the columns are not key,insurer,"),
            "{header}"
        );
    }
    assert!(mistakes(HEADER)[0].starts_with("line 1: no row"));
    let row = |place: usize| HANAKO.replace("A-1", &format!("B{place}"));
    let rows = |count: usize| format!("{HEADER}{}", (0..count).map(row).collect::<String>());
    assert_eq!(parse(rows(MAX_BOOKINGS).as_bytes()).unwrap().rows.len(), MAX_BOOKINGS);
    assert_eq!(
        mistakes(&rows(MAX_BOOKINGS + 1)),
        ["line 1002: the file has more than 1,000 rows: split it into several"]
    );
    assert_eq!(parse(&vec![b'a'; (1 << 20) + 1]).unwrap_err(), BookingsError::TooLarge);
    assert_eq!(parse(b"key\x81\xff\xff").unwrap_err(), BookingsError::Encoding);
    let wide: Vec<u8> = format!("{HEADER}{HANAKO}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(parse(&wide).unwrap_err(), BookingsError::Encoding);
}

#[test]
fn half_width_kana_that_are_by_chance_utf_8_are_not_asked_as_other_letters() {
    for symbol in ["ﾃｽ", "ﾄｳ", "ﾂｱﾃｽ"] {
        let (bytes, _, _) = SHIFT_JIS.encode(symbol);
        assert!(std::str::from_utf8(&bytes).is_ok(), "{symbol}");
        let text = format!("{HEADER}{}", HANAKO.replace("試験", symbol));
        let said = parse(&SHIFT_JIS.encode(&text).0).unwrap_err().to_string();
        assert!(said.contains("byte order mark") && !said.contains(symbol), "{said}");
        let marked = parse(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).unwrap();
        assert_eq!(marked.rows[0].check.symbol().map(Text::as_str), Some(symbol));
    }
    let both = format!("{HEADER}{}{}", HANAKO, HANAKO.replace("A-1", "A-2").replace("試験", "ﾃｽ"));
    assert_eq!(parse(&SHIFT_JIS.encode(&both).0).unwrap().rows[1].check.symbol().map(Text::as_str), Some("ﾃｽ"));
}

#[test]
fn neither_bookings_nor_one_of_them_tell_what_they_hold() {
    let bookings = parse(format!("{HEADER}{HANAKO}").as_bytes()).unwrap();
    assert_eq!(format!("{bookings:?} {:?}", bookings.rows[0]), "Bookings(1 rows) Booking(..)");
}

#[test]
fn where_numbers_are_assigned_each_row_has_one_and_no_two_are_the_same_nor_of_one_qualification() {
    let rows = [
        "a,06139992,試験,0012345,01,1990-04-01,P000123",
        "b,06139992,試験,0012345,02,1990-04-01,",
        "c,06139992,試験,0012345,03,1990-04-01,Ｐ000123",
        "d,06139992,試験,0012345,０１,2001-01-01,P000124",
        "e,139998,試－１,123456,,1975-06-30,P 125",
        "f,139998,試-1,123456,,2005-06-30,P000126",
        "g,12131116,,1234567,,1975-06-30,P000127",
        "a,01139997,7,777,00,1980-10-01,P000128",
    ];
    let text = format!("key,insurer,symbol,number,branch,birth,reference\n{}\n", rows.join("\n"));
    let said = mistakes_for(Purpose::Assign, &text);
    let begins = [
        "line 3: reference: the reference number is missing",
        "line 4: reference is that of line 2 as well",
        "line 5: has insurer, symbol, number and branch of line 2 as well",
        "line 6: reference: the reference number has a character that cannot be seen",
        "line 7: has insurer, symbol, number and branch of line 6 as well",
        "line 8: insurer is a public payer",
        "line 9: key is that of line 2 as well",
    ];
    assert_eq!(said.len(), begins.len(), "{said:?}");
    for (said, begin) in said.iter().zip(begins) {
        assert!(said.starts_with(begin), "{said} is not {begin}");
        assert!(!said.contains("0012") && !said.contains("試"), "{said}");
    }
    let missing = mistakes_for(Purpose::Assign, &format!("{HEADER}{HANAKO}"));
    assert_eq!(missing, ["line 2: reference: the reference number is missing: type the number of the patient"]);
    // For a check only what cannot be a reference number is wrong.
    assert_eq!(mistakes(&text).len(), 2, "{:?}", mistakes(&text));
}
