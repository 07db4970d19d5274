//! Korean, with the terms of Japanese town halls; papers also by the name that is printed on them. Lines break at its
//! spaces.

mod advice;

use super::{
    Advice, Checking, Codes, Keys, Labels, LastTry, NoPin, Panel, Pin, Prompt, Session, Texts, Trouble, Waiting,
};
use crate::common::language::Language;
use crate::common::method::Proof;
use crate::common::trouble::TroubleKind;
use crate::common::way::Way;
use crate::eligibility::Percent;
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::visit::view::{Note, Step};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Korean,
    keys: Keys {
        cancel: "취소",
        close: "닫기",
        again: "다시",
        send_pin: "확인",
        erase: "삭제",
        type_pin: "비밀번호 입력",
        staff_instead: "직원 확인",
        pin_instead: "비밀번호로",
        arrows: &["화살표"],
        more: "다음",
    },
    waiting: Waiting {
        ask: "마이넘버카드를 |카드 리더에 |올려 주세요",
        then_pin: "이어서 |4자리 비밀번호(暗証番号)를 |입력합니다",
        then_staff: "이어서 |직원이 |얼굴을 확인합니다",
        confirmed: "직원이 확인했습니다",
        left: |left| format!("{left:>3}초 남음"),
        notice: "알림",
        closes: |time| format!("확인 서비스는 {time}에 끝납니다."),
        missing: "지금은 확인할 수 없습니다",
        by_itself: "복구되면 |자동으로 |다시 시작합니다.",
    },
    listening: Prompt {
        ask: "마이넘버카드는 |다른 단말기에서 |읽혀 주세요",
        detail: "결과는 |자동으로 |여기에 표시됩니다",
    },
    reading: Prompt { ask: "카드를 |읽고 있습니다", detail: "카드를 |움직이지 마세요" },
    pin: Pin {
        ask: "4자리 비밀번호(暗証番号)를 |입력하고 |Enter를 눌러 주세요",
        left: |left| format!("{left}번 더 입력할 수 있습니다"),
        note: |note| match note {
            Note::Wrong => "비밀번호가 틀립니다. |다시 입력해 주세요.",
            Note::TooShort => "4자리를 모두 |입력해 주세요.",
            Note::TooLong => "4자리까지입니다. |처음부터 입력해 주세요.",
            Note::DigitsOnly => "숫자만 |입력해 주세요.",
            Note::OneByOne => "한 자리씩 |입력해 주세요.",
        },
        forgotten: "모르실 때는 |F3을 누르고 |직원에게 말씀해 주세요.",
    },
    last_try: LastTry {
        title: "비밀번호 입력은 1번 남았습니다",
        was_wrong: "비밀번호가 틀렸습니다.",
        warning: "한 번 더 틀리면 |비밀번호가 잠기고, |시구정촌(市区町村) 창구에서 |절차를 밟아야 합니다.",
        first_choice: "직원이 얼굴을 확인 (권장)",
        second_choice: "비밀번호를 입력",
    },
    no_pin: NoPin {
        blocked: Advice {
            cause: "비밀번호가 잠겨 있습니다",
            patient: "시구정촌(市区町村) 창구에서 |비밀번호를 다시 정할 수 있습니다.",
        },
        absent: Advice {
            cause: "이 카드에는 비밀번호가 없습니다",
            patient: "얼굴 인증(顔認証) 카드 등입니다. |그대로 쓸 수 있습니다.",
        },
        staff_instead: "직원이 얼굴을 확인",
    },
    pin_instead: "4자리 비밀번호로 |확인할 수 있습니다.",
    session: Session {
        wait: "잠시 기다려 주세요", out: "지금은 사용할 수 없습니다", call: "직원을 불러 주세요."
    },
    look_here: "화면을 보세요.",
    staff_ask: "직원이 |얼굴을 확인합니다",
    checking: Checking {
        ask: "보험 자격을 |확인하고 있습니다",
        step: |step| match step {
            Step::Connect => "확인 서비스에 연결",
            Step::Verify => "비밀번호 확인",
            Step::Sign => "카드로 증명",
            Step::Relay => "카드와 서비스 사이의 확인",
            Step::Ask => "보험 자격 조회",
        },
        done: "[ok]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "카드를 |그대로 두세요",
        may_take_card: "카드를 |가져가셔도 됩니다",
        slow: "평소보다 |시간이 걸리고 있습니다. |조금만 기다려 주세요.",
    },
    panel: Panel {
        labels: Labels {
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
            branch: "가지번호",
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
            limit_kind: "증의 종류",
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
        reference: "참고: 마지막 등록 내용 (지금은 못 씀)",
        record: "받은 내용",
        proof: |proof| match proof {
            Proof::Pin => "비밀번호로 확인",
            Proof::Attested => "직원 확인 (단말기 증명)",
            Proof::Relayed => "직원 확인 (카드 증명)",
            Proof::Folder => "다른 단말기의 결과",
            Proof::Copied { .. } => "가져온 텍스트",
        },
        executed: |day, (hour, minute)| format!("단말기 확인 {day} {hour:02}:{minute:02}"),
        unread: |lines| format!("표시하지 않은 줄: {lines}"),
        page: |page, pages| format!("{page}/{pages}쪽"),
        left: |left| format!("{left:>3}초 후 사라집니다"),
        take_card: "카드를 가져가 주세요",
        masked: "나머지는 숨겨져 있습니다. 직원이 F2를 누르면 보입니다.",
        no_end: "없음",
        not_sent: "(기재 없음)",
        insurer_shape: "보험자번호의 자릿수가 보통과 다릅니다.",
        insurer_check_digit: "검증번호가 맞지 않습니다. 번호를 확인해 주세요.",
        insurer_law_code: "법별번호가 목록에 없습니다.",
        outside_validity: "확인일이 유효 기간 밖입니다.",
        period_reversed: "유효 기간의 시작과 끝이 바뀌어 있습니다.",
    },
    take_card: Prompt { ask: "카드를 가져가 주세요", detail: "잊지 마시고 |가져가 주세요" },
    trouble: Trouble {
        title: "확인하지 못했습니다",
        patient: "본인",
        or: "또는",
        between: ", ",
        received: "수신",
        time: |kind, time| match kind {
            TroubleKind::Clock => format!("서비스 시계: {time}"),
            _ => format!("{time}에 다시 시작할 예정입니다."),
        },
        left: |left| format!("{left:>2}초 후 처음으로 돌아갑니다"),
    },
    trouble_of: advice::trouble,
    verdict_of: advice::verdict,
    way_of: |way| match way {
        Way::Portal => "마이나포털(マイナポータル)",
        Way::Notice => "자격정보 통지서(資格情報のお知らせ)",
        Way::Certificate => "자격확인서(資格確認書)",
        Way::Statement => "자격신고서(資格申立書)",
        Way::Oral => "구두 확인",
    },
    code: Codes {
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
};
