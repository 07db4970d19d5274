//! What went wrong and what the person does, in Korean.

use super::super::texts::{Advice, VerdictTexts};
use crate::common::trouble::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, patient: &'static str) -> Advice {
    Advice { cause, patient }
}

const PUT_BACK: &str = "카드를 다시 올리고 한 번 더 해 주세요.";
const STAFF_COME: &str = "직원이 도와드립니다. 잠시 기다려 주세요.";
const ONCE_MORE: &str = "한 번 더 해 주세요.";
const WAIT: &str = "잠시 기다렸다가 한 번 더 해 주세요.";
const MY_NUMBER_CARD: &str = "마이넘버카드를 올려 주세요.";

/// Every trouble.
pub fn trouble(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("마이넘버카드가 아닙니다.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row("카드를 읽을 수 없습니다.", "케이스에서 꺼내 방향을 확인하고 다시 올려 주세요."),
        TroubleKind::CardPulled => {
            row("도중에 카드가 떨어졌습니다.", "카드를 다시 올리고 끝날 때까지 움직이지 마세요.")
        }
        TroubleKind::CardSwapped => row("도중에 다른 카드로 바뀌었습니다.", "본인의 카드를 한 장만 올려 주세요."),
        TroubleKind::Smartphone => row("스마트폰은 여기서 쓸 수 없습니다.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => row(
            "카드에 전자증명서(電子証明書)가 없습니다.",
            "전자증명서는 시구정촌(市区町村) 창구에서 넣을 수 있습니다.",
        ),
        TroubleKind::CertificateExpired => row(
            "전자증명서(電子証明書)가 만료되었습니다.",
            "보험 자격은 유효할 수 있습니다. 전자증명서는 시구정촌(市区町村) 창구에서 갱신할 수 있습니다.",
        ),
        TroubleKind::UnexpectedStatus => row("카드가 예상 밖의 응답을 했습니다.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("카드의 내용을 읽을 수 없습니다.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("이 종류의 카드는 아직 쓸 수 없습니다.", STAFF_COME),
        TroubleKind::CardBusy => row("다른 프로그램이 카드를 쓰고 있습니다.", WAIT),
        TroubleKind::NoDaemon => row("카드 리더의 시스템 서비스가 멈췄습니다.", STAFF_COME),
        TroubleKind::DaemonRefused => row("이 단말기는 카드 리더를 쓸 수 없습니다.", STAFF_COME),
        TroubleKind::NoReader => row("카드 리더를 찾을 수 없습니다.", STAFF_COME),
        TroubleKind::ReaderGone => row("카드 리더가 빠졌습니다.", STAFF_COME),
        TroubleKind::ReaderError => row("카드 리더에서 오류가 났습니다.", STAFF_COME),
        TroubleKind::ShortReader => row("이 카드 리더로는 직원이 눈으로 확인할 수 없습니다.", STAFF_COME),
        TroubleKind::Unreachable => row("확인 서비스에 연결할 수 없습니다.", STAFF_COME),
        TroubleKind::TimedOut => row("제시간에 응답이 없었습니다.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("통신이 끊겼습니다.", ONCE_MORE),
        TroubleKind::Untrusted => row("올바른 서비스인지 확인할 수 없습니다.", STAFF_COME),
        TroubleKind::NotRegistered => row("서비스가 이 단말기를 받아들이지 않습니다.", STAFF_COME),
        TroubleKind::Garbage => row("서비스의 응답을 읽을 수 없습니다.", ONCE_MORE),
        TroubleKind::TooLarge => row("서비스의 응답이 너무 큽니다.", ONCE_MORE),
        TroubleKind::WrongType => row("서비스의 응답 형식이 다릅니다.", ONCE_MORE),
        TroubleKind::OtherCheck => row("다른 확인의 응답이 와서 표시하지 않습니다.", ONCE_MORE),
        TroubleKind::Problem => row("확인 서비스가 접수하지 않았습니다.", STAFF_COME),
        TroubleKind::HttpStatus => row("확인 서비스에서 오류가 났습니다.", ONCE_MORE),
        TroubleKind::Maintenance => row("확인 서비스는 점검 중입니다.", STAFF_COME),
        TroubleKind::Clock => row("이 단말기의 시계가 맞지 않습니다.", STAFF_COME),
        TroubleKind::TerminalExpired => row("이 단말기의 등록 기한이 끝났습니다.", STAFF_COME),
        TroubleKind::Busy => row("확인 서비스가 혼잡합니다.", WAIT),
        TroubleKind::Closed => row("지금은 확인 서비스의 접수 시간이 아닙니다.", STAFF_COME),
        TroubleKind::RelayRefused => row("서비스가 카드에 허용되지 않는 조작을 요구했습니다.", STAFF_COME),
        TroubleKind::ServiceExpired => row("확인 서비스의 증명서가 오늘은 유효하지 않습니다.", STAFF_COME),
        TroubleKind::OldTls => row("확인 서비스의 통신 방식이 오래되어 안전하지 않습니다.", STAFF_COME),
        TroubleKind::FolderGone => row("다른 단말기의 결과 폴더를 열 수 없습니다.", STAFF_COME),
        TroubleKind::ResultUnreadable => row("다른 단말기의 결과를 읽을 수 없습니다.", STAFF_COME),
        TroubleKind::JournalFull => row("기록할 수 없어 결과를 표시할 수 없습니다.", STAFF_COME),
    }
}

/// Every verdict.
pub fn verdict(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "유효", advice: None },
        VerdictKind::Lost => (
            "무효 (자격 상실)",
            row("등록된 보험 자격은 끝났습니다.", "보험이 바뀐 분은 새 자격확인서(資格確認書) 등을 보여 주세요."),
        ),
        VerdictKind::NewExists => (
            "무효 (새 자격 있음)",
            row("이 자격은 끝났고 새 자격이 등록되어 있습니다.", "새 자격확인서(資格確認書) 등을 보여 주세요."),
        ),
        VerdictKind::NoMatch => (
            "해당 자격 없음",
            row(
                "자격 등록을 찾을 수 없습니다.",
                "보험에 들어 있을 수 있습니다. 자격확인서(資格確認書) 등을 보여 주세요.",
            ),
        ),
        VerdictKind::Multiple => ("여러 자격이 해당", row("자격을 하나로 정할 수 없어 표시하지 않습니다.", STAFF_COME)),
        VerdictKind::Unregistered => {
            ("미등록 (의료부조)", row("의료부조(医療扶助) 자격이지만 아직 등록되지 않았습니다.", STAFF_COME))
        }
        VerdictKind::Unknown => ("알 수 없는 응답", row("서비스의 응답에 모르는 구분이 있습니다.", STAFF_COME)),
        VerdictKind::Inconsistent => ("데이터 불일치", row("서비스의 응답 내용이 서로 맞지 않습니다.", STAFF_COME)),
        VerdictKind::NotStated => {
            ("가져온 데이터 (판정 없음)", row("가져온 데이터에 자격 판정이 없습니다.", STAFF_COME))
        }
        VerdictKind::Refused => ("확인 불가", row("서비스가 확인할 수 없다고 답했습니다.", STAFF_COME)),
        VerdictKind::InProgress => ("처리 중", row("서비스의 처리가 아직 끝나지 않았습니다.", ONCE_MORE)),
        VerdictKind::SystemError => ("시스템 오류", row("서비스 안에서 오류가 났습니다.", STAFF_COME)),
    };
    VerdictTexts { word, advice: Some(advice) }
}
