//! The display words: the one thing that is asked, and the verdict, short enough to be drawn large. A word beside it
//! says the same in full.

use crate::common::Language;
use crate::eligibility::VerdictKind;

/// The words of one language.
#[derive(Debug)]
pub struct DisplayWords {
    /// The card is to be put on the reader.
    pub place_card: &'static str,
    /// The PIN is to be typed.
    pub pin: &'static str,
    /// One try for the PIN is left.
    pub last_try: &'static str,
    /// Staff come.
    pub wait: &'static str,
    /// It failed, and can be tried again.
    pub again: &'static str,
    /// It failed, and staff know what helps.
    pub ask_staff: &'static str,
    /// The card or the service is asked.
    pub checking: &'static str,
    /// The card is to be taken.
    pub take_card: &'static str,
    /// The visit is over, whatever the answer was.
    pub finished: &'static str,
    /// The qualification is confirmed.
    pub valid: &'static str,
    /// The qualification has ended.
    pub invalid: &'static str,
    /// No qualification was found.
    pub none: &'static str,
    /// The answer settles nothing: staff look at it.
    pub unclear: &'static str,
    /// The service has failed.
    pub error: &'static str,
}

/// Shapes that need no reading, beside the word of a verdict.
pub mod shape {
    /// Yes.
    pub const YES: &str = "○";
    /// No.
    pub const NO: &str = "×";
    /// Something is wrong.
    pub const ALERT: &str = "！";
    /// It is not settled.
    pub const UNCLEAR: &str = "？";
}

impl DisplayWords {
    /// The words of a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Japanese => &JAPANESE,
            Language::Easy => &EASY,
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
            Language::Korean => &KOREAN,
            Language::Vietnamese => &VIETNAMESE,
            Language::Portuguese => &PORTUGUESE,
        }
    }

    /// The word of a verdict.
    #[must_use]
    pub const fn verdict(&self, kind: VerdictKind) -> &'static str {
        match kind {
            VerdictKind::Confirmed => self.valid,
            VerdictKind::Lost | VerdictKind::NewExists => self.invalid,
            VerdictKind::NoMatch => self.none,
            VerdictKind::Multiple
            | VerdictKind::Unregistered
            | VerdictKind::Unknown
            | VerdictKind::Inconsistent
            | VerdictKind::NotStated
            | VerdictKind::Refused
            | VerdictKind::InProgress => self.unclear,
            VerdictKind::SystemError => self.error,
        }
    }
}

const JAPANESE: DisplayWords = DisplayWords {
    place_card: "カードを置く",
    pin: "暗証番号",
    last_try: "あと1回",
    wait: "お待ちください",
    again: "もう一度",
    ask_staff: "受付へ",
    checking: "確認中",
    take_card: "カードを取る",
    finished: "終わりました",
    valid: "有効",
    invalid: "無効",
    none: "該当なし",
    unclear: "要確認",
    error: "エラー",
};

const EASY: DisplayWords = DisplayWords {
    place_card: "カードをおく",
    pin: "4つの数字",
    last_try: "あと1回",
    wait: "まってください",
    again: "もう一度",
    ask_staff: "うけつけへ",
    checking: "まってください",
    take_card: "カードをとる",
    finished: "おわりました",
    valid: "つかえます",
    invalid: "つかえません",
    none: "ありません",
    unclear: "スタッフへ",
    error: "エラー",
};

const ENGLISH: DisplayWords = DisplayWords {
    place_card: "Place card",
    pin: "Enter PIN",
    last_try: "LAST TRY",
    wait: "Please wait",
    again: "TRY AGAIN",
    ask_staff: "ASK STAFF",
    checking: "Please wait",
    take_card: "Take card",
    finished: "Finished",
    valid: "VALID",
    invalid: "NOT VALID",
    none: "NO RECORD",
    unclear: "ASK STAFF",
    error: "ERROR",
};

const CHINESE: DisplayWords = DisplayWords {
    place_card: "请放卡",
    pin: "输入密码",
    last_try: "最后一次",
    wait: "请稍候",
    again: "再试一次",
    ask_staff: "请问职员",
    checking: "请稍候",
    take_card: "请取卡",
    finished: "已结束",
    valid: "有效",
    invalid: "无效",
    none: "无记录",
    unclear: "请问职员",
    error: "错误",
};

const KOREAN: DisplayWords = DisplayWords {
    place_card: "카드 놓기",
    pin: "비밀번호",
    last_try: "마지막 1회",
    wait: "기다리세요",
    again: "다시 한 번",
    ask_staff: "직원에게",
    checking: "확인 중",
    take_card: "카드 빼기",
    finished: "끝났습니다",
    valid: "유효",
    invalid: "무효",
    none: "기록 없음",
    unclear: "직원에게",
    error: "오류",
};

const VIETNAMESE: DisplayWords = DisplayWords {
    place_card: "Đặt thẻ",
    pin: "Nhập PIN",
    last_try: "Lần cuối",
    wait: "Xin chờ",
    again: "Thử lại",
    ask_staff: "Hỏi nhân viên",
    checking: "Xin chờ",
    take_card: "Lấy thẻ",
    finished: "Đã xong",
    valid: "Có hiệu lực",
    invalid: "Hết hiệu lực",
    none: "Không thấy",
    unclear: "Hỏi nhân viên",
    error: "Lỗi",
};

const PORTUGUESE: DisplayWords = DisplayWords {
    place_card: "Cartão aqui",
    pin: "Sua senha",
    last_try: "Última vez",
    wait: "Aguarde",
    again: "Repita",
    ask_staff: "ATENDENTE",
    checking: "Aguarde",
    take_card: "Pegue o cartão",
    finished: "Terminado",
    valid: "VÁLIDO",
    invalid: "NÃO VÁLIDO",
    none: "SEM REGISTRO",
    unclear: "ATENDENTE",
    error: "ERRO",
};
