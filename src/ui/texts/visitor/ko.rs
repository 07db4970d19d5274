//! Korean, with the terms of Japanese town halls; papers also by the name that is printed on them. Lines break at its
//! spaces.

use super::staff_word::by_word;
use super::texts::{
    Advice, CheckingTexts, CodeTexts, EndingTexts, KeyNoteTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels,
    PanelTexts, PinTexts, PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Appearance, Language, Proof, StaffWord, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

/// A sentence with the word for staff in it: one for every word of the settings.
macro_rules! staff {
    (subject $before:literal, $after:literal) => {
        by_word!(WORD: $before ["직원이", "직원이", "접수 직원이", "조산사가"] $after)
    };
    (object $before:literal, $after:literal) => {
        by_word!(WORD: $before ["직원을", "직원을", "접수 직원을", "조산사를"] $after)
    };
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["직원", "직원", "접수 직원", "조산사"] $after)
    };
}

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::Korean,
        keys: KeyTexts {
            cancel: "취소",
            close: "닫기",
            again: "다시",
            send_pin: "확인",
            erase: "삭제",
            type_pin: "비밀번호 입력",
            call_staff: staff!("", " 호출"),
            pin_instead: "비밀번호로",
            arrows: &["화살표"],
            more: "다음",
            appearance: "글자·색",
        },
        waiting: WaitingTexts {
            ask: "마이넘버카드(マイナンバーカード)를 |카드 리더에 |올려 주세요",
            then_pin: "이어서 |4자리 비밀번호(暗証番号)를 |입력합니다",
            then_staff: staff!(subject "이어서 |", " |얼굴을 확인합니다"),
            not_here: "휴대폰, 면허증, 교통카드는 쓸 수 없습니다. |의료 증명서(受給者証)는 접수처에.",
            confirmed: staff!(subject "", " 확인했습니다"),
            left: |left| format!("{left:>3}초 남음"),
            notice: "알림",
            closes: |time| format!("확인 서비스는 {time}에 끝납니다."),
            missing: "지금은 확인할 수 없습니다",
            by_itself: "복구되면 |자동으로 |다시 시작합니다.",
        },
        listening: PromptTexts {
            ask: "옆 단말기에 |마이넘버카드(マイナンバーカード)를 |올려 주세요",
            detail: "결과는 |자동으로 |여기에 표시됩니다",
        },
        reading: PromptTexts {
            ask: "카드를 |읽고 있습니다", detail: "카드를 |움직이지 말아 주세요"
        },
        pin: PinTexts {
            ask: "4자리 비밀번호(暗証番号)를 |입력하고 |Enter를 눌러 주세요",
            which: "카드를 받을 때 |정한 |4자리 숫자입니다",
            left: |left| format!("{left}번 더 입력할 수 있습니다"),
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "비밀번호가 틀립니다. |다시 입력해 주세요.",
                PinNote::Rejected(PinRejection::HastyEnter) => "Enter 키를 |한 번 더 눌러 주세요.",
                PinNote::Rejected(PinRejection::DoubleStrike) => "같은 숫자가 |연달아 눌려 |한 번만 입력했습니다.",
                PinNote::TooShort => "4자리를 모두 |입력해 주세요.",
                PinNote::TooLong => "4자리까지입니다. |처음부터 입력해 주세요.",
                PinNote::WrongKey => "숫자만 |입력해 주세요.",
                PinNote::OneByOne => "한 자리씩 |입력해 주세요.",
            },
            forgotten: staff!(subject "모르실 때는 |F3 키를 눌러 주세요. |", " 옵니다."),
        },
        last_try: LastTryTexts {
            title: "비밀번호 입력은 1번 남았습니다",
            was_wrong: "비밀번호가 틀렸습니다.",
            warning: "한 번 더 틀리면 |비밀번호가 잠기고, |시구정촌(市区町村) 창구에서 |절차가 필요합니다.",
            first_choice: staff!(subject "", " 얼굴을 확인 (권장)"),
            second_choice: "비밀번호를 입력",
        },
        no_pin: NoPinTexts {
            blocked: Advice {
                cause: "비밀번호가 잠겨 있습니다",
                visitor: "시구정촌(市区町村) 창구에서 |비밀번호를 다시 정할 수 있습니다.",
            },
            absent: Advice {
                cause: "이 카드에는 비밀번호가 없습니다",
                visitor: "얼굴 인증(顔認証) 카드 등입니다. |그대로 사용할 수 있습니다.",
            },
            staff_instead: staff!(subject "", " 얼굴을 확인"),
        },
        pin_instead: "4자리 비밀번호(暗証番号)로 |확인할 수 있습니다.",
        supervisor: SupervisorTexts {
            wait: "잠시 기다려 주세요",
            out: "지금은 사용할 수 없습니다",
            call: staff!(object "", " 불러 주세요."),
        },
        notes: KeyNoteTexts {
            card_first: "먼저 카드를 |올려 주세요",
            no_digits: "여기서는 숫자를 |쓰지 않습니다",
            appearance: |appearance| match appearance {
                Appearance::Standing => "기본 화면",
                Appearance::Large => "크게 보기",
                Appearance::HighContrast => "뚜렷한 색",
                Appearance::LargeHighContrast => "크게 보기, |뚜렷한 색",
                Appearance::Dark => "눈부시지 않은 |어두운 색",
            },
        },
        staff_come: PromptTexts {
            ask: staff!(subject "", " |곧 옵니다"), detail: "그대로 |기다려 주세요"
        },
        checking: CheckingTexts {
            ask: "보험 자격을 |확인하고 있습니다",
            step: |step| match step {
                CheckingStep::Connect => "확인 서비스에 연결",
                CheckingStep::Verify => "비밀번호 확인",
                CheckingStep::Sign | CheckingStep::Relay => "카드 확인",
                CheckingStep::SameCard => "같은 카드인지 확인",
                CheckingStep::Ask => "보험 정보 확인",
            },
            done: "[ok]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "카드를 |그대로 두어 주세요",
            may_take_card: "카드를 |가져가셔도 됩니다",
            slow: "평소보다 |시간이 걸리고 있습니다. |조금만 기다려 주세요.",
        },
        panel: PanelTexts {
            labels: PanelLabels {
                name: "성명",
                kana: "후리가나",
                other_name: "다른 성명",
                other_kana: "다른 가나",
                birthdate: "생년월일",
                sex: "성별",
                sex2: "성별(뒷면)",
                insurer_number: "보험자번호",
                insurer_name: "보험자명",
                symbol: "기호",
                number: "번호",
                branch: "지번(枝番)",
                personal_family: "본인/가족",
                insured_name: "피보험자",
                classification: "구분",
                ratio: "부담 비율",
                preschool: "미취학",
                qualified: "자격취득일",
                lost: "자격상실일",
                reason: "상실 사유",
                issued: "교부일",
                from: "유효 시작일",
                to: "유효 종료일",
                elderly: "고령수급자증(高齢受給者証)",
                limit: "한도액 적용(限度額適用)",
                limit_kind: "증서 종류",
                limit_class: "적용 구분",
                long_term: "장기 입원",
                disease: "특정 질병 요양(特定疾病療養)",
                disease_name: "질병명",
                self_pay: "본인 한도액",
                post: "우편번호",
                address: "주소",
                reference_number: "조회번호",
                checked: "확인일",
            },
            with_notice: "유효 (알림 있음)",
            notice: "알림",
            reference: "참고: 마지막 등록 내용 (현재 사용 불가)",
            record: "받은 내용",
            proof: |proof| match proof {
                Proof::Pin => "비밀번호로 확인",
                Proof::Attested => "대면 확인 (단말기 증명)",
                Proof::Relayed => "대면 확인 (카드 증명)",
                Proof::Folder => "다른 단말기의 결과",
                Proof::Numbers => "번호로 조회",
                Proof::Copied { .. } => "가져온 텍스트",
            },
            executed: |day, (hour, minute)| format!("단말기 확인 {day} {hour:02}:{minute:02}"),
            unread: |lines| format!("표시하지 않은 줄: {lines}"),
            page: |page, pages| format!("{page}/{pages}쪽"),
            left: |left| format!("{left:>3}초 후 사라집니다"),
            take_card: "카드를 가져가 주세요",
            masked: staff!(subject "나머지는 숨겨져 있습니다. ", " F2를 누르면 보입니다."),
            hidden: "나머지는 숨겨져 있습니다.",
            no_end: "없음",
            not_sent: "(기재 없음)",
            insurer_shape: "보험자번호의 자릿수가 보통과 다릅니다.",
            insurer_check_digit: "검증번호가 맞지 않습니다. 번호를 확인해 주세요.",
            insurer_law_code: "법별번호가 목록에 없습니다.",
            outside_validity: "확인일이 유효 기간 밖입니다.",
            period_reversed: "유효 기간의 시작과 끝이 바뀌어 있습니다.",
        },
        take_card: PromptTexts {
            ask: "카드를 가져가 주세요", detail: "잊지 마시고 |가져가 주세요"
        },
        thanks: PromptTexts { ask: "감사합니다", detail: "자리에 앉아서 |기다려 주세요" },
        ending: EndingTexts {
            left: |left| format!("{left:>2}초 남았습니다. "),
            go_on: "계속하시려면 |아무 키나 |눌러 주세요.",
        },
        trouble: TroubleTexts {
            title: "확인하지 못했습니다",
            my_number_card: "마이넘버카드를 |올려 주세요",
            visitor: "고객님",
            or: "또는",
            between: ", ",
            received: "수신",
            service_clock: |time| format!("서비스 시계: {time}"),
            opens_again: |time| format!("{time}에 다시 시작할 예정입니다."),
            left: |left| format!("{left:>2}초 후 처음으로 돌아갑니다"),
        },
        trouble_of: trouble::<WORD>,
        verdict_of: verdict::<WORD>,
        way_of: |way| match way {
            Way::Portal => "마이나포털(マイナポータル)",
            Way::Notice => "자격정보 통지서(資格情報のお知らせ)와 카드",
            Way::Certificate => "자격확인서(資格確認書)",
            Way::Statement => "자격신고서(被保険者資格申立書)",
            Way::Oral => "구두 확인",
        },
        code: CodeTexts {
            sex: |sex| match sex {
                Sex::Male => "남".into(),
                Sex::Female => "여".into(),
                Sex::NotSet => "미설정".into(),
                Sex::Unknown(_) => sex.label_en(),
            },
            relation: |relation| match relation {
                PersonalFamily::Insured => "본인".into(),
                PersonalFamily::Family => "가족".into(),
                PersonalFamily::Unknown(_) => relation.label_en(),
            },
        },
        date: |date| date.to_string(),
        percent: Percent::label_en,
    }
}

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "카드를 다시 올려 주세요.";
const fn staff_come<const WORD: usize>() -> &'static str {
    staff!(subject "", " 도와드립니다. 잠시 기다려 주세요.")
}
const NOT_NOW: &str = "지금은 확인할 수 없습니다.";
const ONCE_MORE: &str = "다시 한번 시도해 주세요.";
const WAIT: &str = "잠시 기다렸다가 다시 한번 시도해 주세요.";
const MY_NUMBER_CARD: &str = "마이넘버카드(マイナンバーカード)를 올려 주세요.";

/// Every trouble.
fn trouble<const WORD: usize>(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("마이넘버카드가 아닙니다.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row("카드를 읽을 수 없습니다.", "케이스에서 꺼내 방향을 확인하고 다시 올려 주세요."),
        TroubleKind::CardPulled => {
            row("읽는 도중에 카드가 떨어졌습니다.", "카드를 다시 올리고 끝날 때까지 움직이지 말아 주세요.")
        }
        TroubleKind::CardSwapped => row("다른 카드가 놓였습니다.", "고객님의 카드를 한 장만 올려 주세요."),
        TroubleKind::Smartphone => row("스마트폰은 여기서 사용할 수 없습니다.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => row(
            "카드에 전자증명서(電子証明書)가 없습니다.",
            "전자증명서는 시구정촌(市区町村) 창구에서 발급받을 수 있습니다.",
        ),
        TroubleKind::CertificateExpired => row(
            "전자증명서(電子証明書)가 만료되었습니다.",
            "보험은 지금도 유효할 수 있습니다. 전자증명서는 시구정촌(市区町村) 창구에서 갱신할 수 있습니다.",
        ),
        TroubleKind::UnexpectedStatus => row("카드를 제대로 읽지 못했습니다.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("카드의 내용을 읽을 수 없습니다.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("이 종류의 카드는 아직 사용할 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::CardBusy => row("다른 프로그램이 카드를 사용하고 있습니다.", WAIT),
        TroubleKind::FaceUnsure | TroubleKind::FaceDiffers => {
            row("사진으로 본인을 확인하지 못했습니다.", staff_come::<WORD>())
        }
        TroubleKind::NoDaemon => row("카드 리더의 시스템 서비스가 멈췄습니다.", staff_come::<WORD>()),
        TroubleKind::DaemonRefused => row("이 단말기는 카드 리더를 사용할 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::NoReader => row("카드 리더를 찾을 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::ReaderGone => row("카드 리더가 빠졌습니다.", staff_come::<WORD>()),
        TroubleKind::ReaderError => row("카드 리더에서 오류가 났습니다.", staff_come::<WORD>()),
        TroubleKind::ShortReader => row("이 카드 리더로는 대면 확인을 할 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::ReaderRestarts => {
            row("카드 리더가 응답하지 않아 다시 시작하고 있습니다.", "잠시 기다려 주세요. 끝나면 자동으로 계속됩니다.")
        }
        TroubleKind::Unreachable => row("확인 서비스에 연결할 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::TimedOut => row("제시간에 응답이 없었습니다.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("통신이 끊겼습니다.", ONCE_MORE),
        TroubleKind::Untrusted | TroubleKind::ServiceExpired | TroubleKind::OldTls => {
            row(NOT_NOW, staff_come::<WORD>())
        }
        TroubleKind::NotRegistered => row("서비스가 이 단말기를 받아들이지 않습니다.", staff_come::<WORD>()),
        TroubleKind::Garbage | TroubleKind::TooLarge | TroubleKind::WrongType => row(NOT_NOW, ONCE_MORE),
        TroubleKind::OtherCheck => row("안전을 위해 결과를 표시하지 않습니다.", ONCE_MORE),
        TroubleKind::Problem => row("확인 서비스가 접수하지 않았습니다.", staff_come::<WORD>()),
        TroubleKind::HttpStatus => row("확인 서비스에서 오류가 났습니다.", ONCE_MORE),
        TroubleKind::Maintenance => row("확인 서비스는 점검 중입니다.", staff_come::<WORD>()),
        TroubleKind::Clock => row("이 단말기의 시계가 맞지 않습니다.", staff_come::<WORD>()),
        TroubleKind::TerminalExpired => row("이 단말기의 등록 기한이 끝났습니다.", staff_come::<WORD>()),
        TroubleKind::Busy => row("확인 서비스가 혼잡합니다.", WAIT),
        TroubleKind::Closed => row("지금은 확인 서비스의 접수 시간이 아닙니다.", staff_come::<WORD>()),
        TroubleKind::RelayRefused => row("안전을 위해 확인을 중지했습니다.", staff_come::<WORD>()),
        TroubleKind::FolderGone => row("다른 단말기의 결과 폴더를 열 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::ResultUnreadable => row("다른 단말기의 결과를 읽을 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::ResultLate => {
            row("다른 단말기의 결과가 방금 나온 것이 아니어서 표시하지 않습니다.", staff_come::<WORD>())
        }
        TroubleKind::ResultForeign => row("다른 기관의 결과이므로 표시하지 않습니다.", staff_come::<WORD>()),
        TroubleKind::ResultPacked => row("다른 단말기의 결과가 ZIP 파일이어서 읽을 수 없습니다.", staff_come::<WORD>()),
        TroubleKind::JournalFull => row("기록할 수 없어 결과를 표시할 수 없습니다.", staff_come::<WORD>()),
    }
}

/// Every verdict.
fn verdict<const WORD: usize>(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "유효", advice: None },
        VerdictKind::Lost => (
            "무효 (자격 상실)",
            row("등록된 보험은 자격이 종료되었습니다.", "보험이 바뀐 분은 새 자격확인서(資格確認書) 등을 보여 주세요."),
        ),
        VerdictKind::NewExists => (
            "무효 (새 자격 있음)",
            row("이 자격은 끝났고 새 자격이 등록되어 있습니다.", "새 자격확인서(資格確認書) 등을 보여 주세요."),
        ),
        VerdictKind::NoMatch => (
            "해당 자격 없음",
            row(
                "자격 등록을 찾을 수 없습니다.",
                "보험 등록이 늦어지고 있을 수 있습니다. 자격확인서(資格確認書) 등을 보여 주세요.",
            ),
        ),
        VerdictKind::Multiple => {
            ("여러 자격이 해당", row("자격을 하나로 정할 수 없어 표시하지 않습니다.", staff_come::<WORD>()))
        }
        VerdictKind::Unregistered => {
            ("미등록 (의료부조)", row("의료부조(医療扶助) 자격이지만 아직 등록되지 않았습니다.", staff_come::<WORD>()))
        }
        VerdictKind::Unknown => ("알 수 없는 응답", row("이 단말기가 지원하지 않는 구분입니다.", staff_come::<WORD>())),
        VerdictKind::Inconsistent => ("데이터 불일치", row("받은 정보가 서로 맞지 않습니다.", staff_come::<WORD>())),
        VerdictKind::NotStated => {
            ("가져온 데이터 (판정 없음)", row("가져온 데이터에 자격 판정이 없습니다.", staff_come::<WORD>()))
        }
        VerdictKind::Refused => ("확인 불가", row("서비스가 확인할 수 없다고 답했습니다.", staff_come::<WORD>())),
        VerdictKind::InProgress => ("처리 중", row("서비스의 처리가 아직 끝나지 않았습니다.", ONCE_MORE)),
        VerdictKind::SystemError => ("시스템 오류", row("서비스 안에서 오류가 났습니다.", staff_come::<WORD>())),
    };
    VerdictTexts { word, advice: Some(advice) }
}
