//! Troubles as they can be received.

use crate::common::{Received, Trouble, TroubleKind};

/// The trouble with what the other side could have said.
pub(super) fn happened(kind: TroubleKind) -> Trouble {
    let (code, text, time) = match kind {
        TroubleKind::UnexpectedStatus => ("6F00", "", None),
        TroubleKind::Problem => ("TEST-0400", "模擬：この端末からの要求は、受け付けることができませんでした。", None),
        TroubleKind::HttpStatus => ("HTTP 503", "", None),
        TroubleKind::Maintenance => ("", "模擬：定期メンテナンスを行っています。", Some("23:00")),
        TroubleKind::Closed => ("", "", Some("11/23 8:30")),
        TroubleKind::Clock => ("", "", Some("2026-11-22 10:15")),
        _ => return Trouble::new(kind),
    };
    let received =
        Received { code: code.to_owned(), text: text.to_owned(), time: time.map(str::to_owned), retryable: None };
    Trouble { kind, received: Some(received) }
}
