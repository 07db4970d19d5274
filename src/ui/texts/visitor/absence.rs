//! That staff are not at the desk, and when they are back, in every language.

use time::Weekday;

use crate::common::{Absence, AbsenceKind, BackAt, Language};

/// The sentence that says why they are not there.
#[must_use]
pub const fn absence_notice(kind: AbsenceKind, language: Language) -> &'static str {
    let [away, pause, closed] = match language {
        Language::Japanese => ["ただいま|席を外しています。", "お昼休みです。", "ただいま|受付時間外です。"],
        Language::Easy => ["うけつけに |今 人が いません。", "今は |ひる休みです。", "うけつけは |今 休みです。"],
        Language::English => ["No one is at the desk right now.", "We are on our lunch break.", "We are closed now."],
        Language::Chinese => ["工作人员|暂时离开。", "现在是午休时间。", "现在不在|受理时间内。"],
        Language::Korean => ["지금은 직원이 자리에 없습니다.", "점심시간입니다.", "지금은 접수 시간이 아닙니다."],
        Language::Vietnamese => ["Quầy hiện không có người.", "Đang nghỉ trưa.", "Hiện ngoài giờ tiếp nhận."],
        Language::Portuguese => ["Ninguém na recepção agora.", "Intervalo de almoço.", "Fora do horário agora."],
    };
    match kind {
        AbsenceKind::Away => away,
        AbsenceKind::Break => pause,
        AbsenceKind::Closed => closed,
    }
}

/// The sentence that says when they are back, where that is known.
#[must_use]
pub fn absence_back(absence: Absence, language: Language) -> Option<String> {
    let BackAt { day, hour, minute } = absence.back?;
    let time = format!("{hour}:{minute:02}");
    let opens = absence.kind == AbsenceKind::Closed;
    Some(match (language, opens, day.map(|day| weekday(day, language))) {
        (Language::Japanese, false, _) => format!("{time}ごろ戻ります。"),
        (Language::Japanese, true, None) => format!("受付は{time}からです。"),
        (Language::Japanese, true, Some(day)) => format!("次の受付は{day} {time}からです。"),
        (Language::Easy, false, _) => format!("{time}ごろ もどります。"),
        (Language::Easy, true, None) => format!("{time}から はじまります。"),
        (Language::Easy, true, Some(day)) => format!("つぎは {day} {time}からです。"),
        (Language::English, false, _) => format!("Back at about {time}."),
        (Language::English, true, None) => format!("We open at {time}."),
        (Language::English, true, Some(day)) => format!("We open again on {day} at {time}."),
        (Language::Chinese, false, _) => format!("约 {time} 回来。"),
        (Language::Chinese, true, None) => format!("{time} 开始受理。"),
        (Language::Chinese, true, Some(day)) => format!("{day} {time} 开始受理。"),
        (Language::Korean, false, _) => format!("{time}쯤 돌아옵니다."),
        (Language::Korean, true, None) => format!("접수는 {time}부터입니다."),
        (Language::Korean, true, Some(day)) => format!("다음 접수는 {day} {time}부터입니다."),
        (Language::Vietnamese, false, _) => format!("Khoảng {time} sẽ quay lại."),
        (Language::Vietnamese, true, None) => format!("Mở cửa lúc {time}."),
        (Language::Vietnamese, true, Some(day)) => format!("Mở lại lúc {time} {day}."),
        (Language::Portuguese, false, _) => format!("Voltamos por volta das {time}."),
        (Language::Portuguese, true, None) => format!("Abrimos às {time}."),
        (Language::Portuguese, true, Some(day)) => format!("Abrimos {day} às {time}."),
    })
}

/// That they were called, where nothing promises that they come.
#[must_use]
pub const fn absence_called(language: Language) -> &'static str {
    match language {
        Language::Japanese => "職員を|呼びました。",
        Language::Easy => "うけつけの 人を |よびました。",
        Language::English => "Staff were called.",
        Language::Chinese => "已呼叫工作人员。",
        Language::Korean => "직원을 호출했습니다.",
        Language::Vietnamese => "Đã gọi nhân viên.",
        Language::Portuguese => "A equipe foi chamada.",
    }
}

/// Both sentences, or the one that there is.
#[must_use]
pub fn absence_sentences(absence: Absence, language: Language) -> String {
    let notice = absence_notice(absence.kind, language);
    let between = match language {
        Language::Japanese | Language::Chinese => "|",
        Language::Easy => " |",
        Language::English | Language::Korean | Language::Vietnamese | Language::Portuguese => " ",
    };
    absence_back(absence, language).map_or_else(|| notice.to_owned(), |back| format!("{notice}{between}{back}"))
}

/// The day of the week, as it stands in these sentences.
const fn weekday(day: Weekday, language: Language) -> &'static str {
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = match language {
        Language::Japanese => ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"],
        Language::Easy => ["月ようび", "火ようび", "水ようび", "木ようび", "金ようび", "土ようび", "日ようび"],
        Language::English => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Language::Chinese => ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
        Language::Korean => ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
        Language::Vietnamese => ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"],
        Language::Portuguese => {
            ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"]
        }
    };
    match day {
        Weekday::Monday => monday,
        Weekday::Tuesday => tuesday,
        Weekday::Wednesday => wednesday,
        Weekday::Thursday => thursday,
        Weekday::Friday => friday,
        Weekday::Saturday => saturday,
        Weekday::Sunday => sunday,
    }
}
