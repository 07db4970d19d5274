//! What any bytes may be to who reads a report.

use super::Report;

/// Reads any bytes as a report: what is one comes back the same by its file and by its pages of any size.
pub fn report(bytes: &[u8]) {
    let Ok(report) = Report::read(bytes) else { return };
    assert_eq!(Report::read(report.file().as_bytes()).as_ref(), Ok(&report));
    let packed = report.packed();
    for signs in [114, 60 + bytes.len() % 300, 4296] {
        let mut pages = packed.pages(signs);
        assert!(pages.iter().all(|page| page.len() <= signs));
        pages.reverse();
        if !pages.is_empty() {
            assert_eq!(Report::read(pages.join("\n").as_bytes()).as_ref(), Ok(&report), "{signs}");
        }
    }
}
