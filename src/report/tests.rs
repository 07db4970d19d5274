//! Splitting and joining.

use proptest::prelude::*;

use super::pages::{JoinError, PackedReport};
use super::{Report, ReportError, ReportedCode, ReportedFinding, fuzz};

fn report(seed: &str) -> Report {
    let finding = |place: usize| ReportedFinding {
        area: "card".to_owned(),
        name: format!("part-{place}"),
        state: if place == 3 { "broken" } else { "ok" }.to_owned(),
        found: format!("{seed} リーダー {place}"),
        remedy: (place == 3).then(|| "plug it in".to_owned()),
    };
    Report {
        findings: (0..20).map(finding).collect(),
        codes: vec![ReportedCode { at: "11-30 10:15".to_owned(), code: "K-101".to_owned() }],
        ..Report::new("0.1.0", "2026-11-30T10:20:00+09:00".to_owned())
    }
}

#[test]
fn a_page_is_made_of_signs_that_a_code_holds_in_its_alphanumeric_mode() {
    for page in report("a").packed().pages(114) {
        assert!(page.len() <= 114);
        let known = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte);
        assert!(page.bytes().all(known), "{page}");
    }
}

proptest! {
    #[test]
    fn pages_of_any_size_in_any_order_with_anything_between_them_are_the_report(
        seed in "[a-zA-Z0-9 ]{0,40}",
        signs in 23_usize..600,
        order in any::<u64>(),
        between in prop::sample::select(vec!["\n", "\n\n", "\r\n", " ", "\n> ", "\nページ：\n"]),
        lower in any::<bool>(),
    ) {
        let report = report(&seed);
        let mut pages = report.packed().pages(signs);
        prop_assume!(!pages.is_empty());
        prop_assert!(pages.iter().all(|page| page.len() <= signs));
        let again = pages.clone();
        pages.extend(again);
        let length = u64::try_from(pages.len()).unwrap();
        for place in 0..length {
            let other = order.wrapping_mul(place.wrapping_add(7)) % length;
            pages.swap(usize::try_from(place).unwrap(), usize::try_from(other).unwrap());
        }
        let text = pages.join(between);
        let text = if lower { text.to_lowercase() } else { text };
        prop_assert_eq!(Report::read(text.as_bytes()), Ok(report));
    }

    #[test]
    fn no_bytes_bring_a_panic_nor_another_report(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        fuzz::report(&bytes);
    }

    #[test]
    fn one_wrong_sign_is_no_report(place in any::<prop::sample::Index>(), signs in 40_usize..400) {
        let mut pages = report("b").packed().pages(signs);
        let page = place.index(pages.len());
        let mut changed: Vec<u8> = pages[page].bytes().collect();
        let at = place.index(changed.len());
        changed[at] = if changed[at] == b'7' { b'8' } else { b'7' };
        pages[page] = String::from_utf8(changed).unwrap();
        let read = Report::read(pages.join("\n").as_bytes());
        // A bit behind the end of the packed text says nothing.
        prop_assert!(read.is_err() || read == Ok(report("b")), "{:?}", read);
    }
}

#[test]
fn missing_pages_are_named() {
    let pages = report("c").packed().pages(114);
    let (of, kept) = (pages.len(), [pages[0].clone(), pages[2].clone()].join("\n"));
    assert!(of > 3);
    let missing = (1..=of).filter(|page| ![1, 3].contains(page)).collect();
    let error = Report::read(kept.as_bytes()).unwrap_err();
    assert_eq!(error, JoinError::Missing { have: 2, of, missing }.into());
    assert!(error.to_string().starts_with(&format!("has 2 of {of} pages; missing: 2, 4")), "{error}");
}

#[test]
fn pages_of_two_reports_are_not_mixed() {
    let (one, other) = (report("one").packed().pages(114), report("two").packed().pages(114));
    let both = [one.clone(), other.clone()].concat().join("\n");
    assert_eq!(Report::read(both.as_bytes()), Err(JoinError::Several.into()));
    let mixed = [&one[..2], &other[2..]].concat().join("\n");
    assert!(matches!(Report::read(mixed.as_bytes()), Err(ReportError::Pages(JoinError::Missing { .. }))));
    let one_whole = [&one[..], &other[1..]].concat().join("\n");
    assert_eq!(Report::read(one_whole.as_bytes()), Ok(report("one")));
    // The same report, divided for two screens.
    let sizes = [one, report("one").packed().pages(300)].concat().join("\n");
    assert_eq!(Report::read(sizes.as_bytes()), Ok(report("one")));
}

#[test]
fn lines_that_a_mail_program_has_broken_are_put_together() {
    let pages = report("d").packed().pages(400).join("\n");
    let broken: Vec<&str> = pages.as_bytes().chunks(72).map(|part| str::from_utf8(part).unwrap()).collect();
    assert_eq!(Report::read(broken.join("\n").as_bytes()), Ok(report("d")));
}

#[test]
fn what_is_no_report_is_refused_with_what_to_do() {
    for (bytes, says) in [
        (&b""[..], "has no report of uketsuke in it"),
        (b"UKR1-", "has no report of uketsuke in it"),
        (b"UKR1-00000000-2-1-0", "has no report of uketsuke in it"),
        (b"UKR1-00000000-1-1-0", "a sign of one is wrong"),
        (b"{\"report\":2}", "has the form 2"),
        (b"{\"report\":1}", "no whole report"),
        (b"{\"report\":", "no whole report"),
        (b"\xff\xfe", "not written in UTF-8"),
    ] {
        let error = Report::read(bytes).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
    assert_eq!(Report::read(&vec![b' '; super::MAX_FILE + 1]), Err(ReportError::TooLong));
}

#[test]
fn a_packed_text_that_unpacks_to_gigabytes_is_refused() {
    let bomb = PackedReport::new(&vec![b' '; 64 << 20]);
    assert_eq!(Report::read(bomb.pages(4296).join("\n").as_bytes()), Err(JoinError::Damaged.into()));
}

#[test]
fn a_newer_report_with_more_in_it_can_be_read() {
    let newer = report("e").file().replacen('{', "{\"weather\": [1, 2],", 1);
    assert_eq!(Report::read(newer.as_bytes()), Ok(report("e")));
}
