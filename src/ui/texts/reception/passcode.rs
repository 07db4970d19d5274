//! The staff passcode.

/// The field.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Passcode {
    pub title: &'static str,
    pub ask: &'static str,
    pub wrong: &'static str,
    pub send: &'static str,
}

pub(super) const JA: Passcode =
    Passcode {
        title: "職員の確認", ask: "職員の暗証を|入力してください", wrong: "暗証が|違います。", send: "決定"
    };

pub(super) const EN: Passcode =
    Passcode { title: "Staff only", ask: "Type the staff passcode", wrong: "Wrong passcode.", send: "enter" };
