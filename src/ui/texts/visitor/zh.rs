//! Chinese in simplified characters, with the terms of Japanese town halls; papers also by the name that is printed on
//! them.

use super::staff_word::by_word;
use super::texts::{
    Advice, CheckingTexts, CodeTexts, EndingTexts, KeyNoteTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels,
    PanelTexts, PinTexts, PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Appearance, Language, Proof, StaffWord, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

/// A sentence with the word for staff in it: one for every word of the settings.
macro_rules! staff {
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["工作人员", "工作人员", "前台人员", "助产士"] $after)
    };
}

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::Chinese,
        keys: KeyTexts {
            cancel: "取消",
            close: "结束",
            again: "重试",
            send_pin: "确定",
            erase: "删除",
            type_pin: "输入密码",
            call_staff: staff!("呼叫", ""),
            pin_instead: "使用密码",
            arrows: &["方向键"],
            more: "下页",
            appearance: "字号·颜色",
        },
        waiting: WaitingTexts {
            ask: "请将|个人编号卡（マイナンバーカード）|放在读卡器上",
            then_pin: "之后|请输入|4位数密码（暗証番号）",
            then_staff: staff!("之后|由", "|核对您的面容|与卡上照片"),
            not_here: "手机、驾照、交通卡不能使用。|医疗补助证明（受給者証）|请交给前台。",
            confirmed: staff!("", "|已确认"),
            left: |left| format!("还剩{left:>3} 秒"),
            notice: "通知",
            closes: |time| format!("服务时间到 {time}。"),
            missing: "现在无法确认",
            by_itself: "恢复后|将自动|重新开始受理。",
        },
        listening: PromptTexts {
            ask: "请将|个人编号卡（マイナンバーカード）|放在旁边的终端上",
            detail: "结果将自动|显示在这里",
        },
        reading: PromptTexts { ask: "正在读取卡片", detail: "请不要|移动卡片" },
        pin: PinTexts {
            ask: "请输入|4位数密码（暗証番号），|然后按 Enter 键",
            which: "这是|您领取卡片时|设定的|4位数字",
            left: |left| format!("还可以输入 {left} 次"),
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "密码不正确。|请重新输入。",
                PinNote::Rejected(PinRejection::HastyEnter) => "请再按一次 Enter。",
                PinNote::Rejected(PinRejection::DoubleStrike) => "同一个数字|连续按了两次，|只算一次。",
                PinNote::TooShort => "请输入|全部4位数字。",
                PinNote::TooLong => "只能输入4位。|请从头输入。",
                PinNote::WrongKey => "请只输入数字。",
                PinNote::OneByOne => "请一位一位地输入。",
            },
            forgotten: staff!("忘记密码时，|请按 F3 键。|", "会过来。"),
        },
        last_try: LastTryTexts {
            title: "密码只能|再输入 1 次",
            was_wrong: "密码不正确。",
            warning: "如果再次输错，|密码将被锁定，|需要到|市区町村的窗口|办理手续。",
            first_choice: staff!("由", "核对面容（推荐）"),
            second_choice: "输入密码",
        },
        no_pin: NoPinTexts {
            blocked: Advice {
                cause: "密码已被锁定", visitor: "可以在|市区町村的窗口|重新设置密码。"
            },
            absent: Advice {
                cause: "此卡没有密码",
                visitor: "可能是|面部认证专用的|个人编号卡（顔認証）。|可以照常使用。",
            },
            staff_instead: staff!("由", "核对面容"),
        },
        pin_instead: "可以用|4位数密码（暗証番号）|进行确认。",
        supervisor: SupervisorTexts { wait: "请稍候", out: "现在不能使用", call: staff!("请叫", "。") },
        notes: KeyNoteTexts {
            card_first: "请先放上卡片",
            no_digits: "此处不使用数字键",
            appearance: |appearance| match appearance {
                Appearance::Standing => "标准显示",
                Appearance::Large => "放大显示",
                Appearance::HighContrast => "高对比度",
                Appearance::LargeHighContrast => "放大显示、|高对比度",
                Appearance::Dark => "不刺眼的|深色",
            },
        },
        staff_come: PromptTexts { ask: staff!("", "|马上就来"), detail: "请在此稍候" },
        checking: CheckingTexts {
            ask: "正在确认|您的医疗保险",
            step: |step| match step {
                CheckingStep::Connect => "连接确认服务",
                CheckingStep::Verify => "核对密码",
                CheckingStep::Sign | CheckingStep::Relay => "确认卡片",
                CheckingStep::SameCard => "核对是否为同一张卡",
                CheckingStep::Ask => "查询保险信息",
            },
            done: "[完]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "请先不要|取走卡片",
            may_take_card: "现在可以|取走卡片",
            slow: "比平时|需要更多时间。|请稍候。",
        },
        panel: PanelTexts {
            labels: PanelLabels {
                name: "姓名",
                kana: "姓名读音",
                other_name: "其他姓名",
                other_kana: "其他读音",
                birthdate: "出生日期",
                sex: "性别",
                sex2: "性别(背面)",
                insurer_number: "保险者号码",
                insurer_name: "保险者名称",
                symbol: "记号",
                number: "号码",
                branch: "分支号",
                personal_family: "本人/家属",
                insured_name: "被保险人",
                classification: "类别",
                ratio: "自付比例",
                preschool: "学龄前",
                qualified: "取得资格日",
                lost: "丧失资格日",
                reason: "丧失原因",
                issued: "发行日",
                from: "生效日",
                to: "失效日",
                elderly: "高龄受给者（高齢受給者証）",
                limit: "限额适用（限度額適用）",
                limit_kind: "证件种类",
                limit_class: "适用区分",
                long_term: "长期住院",
                disease: "特定疾病疗养（特定疾病療養）",
                disease_name: "疾病名称",
                self_pay: "自付限额",
                post: "邮政编码",
                address: "住址",
                reference_number: "查询号码",
                checked: "确认日",
            },
            with_notice: "有效（附通知）",
            notice: "通知",
            reference: "参考：最后的登记内容（现在不能使用）",
            record: "收到的内容",
            proof: |proof| match proof {
                Proof::Pin => "已用密码确认",
                Proof::Attested => staff!("", "确认（终端证明）"),
                Proof::Relayed => staff!("", "确认（卡片证明）"),
                Proof::Folder => "另一台终端的结果",
                Proof::Numbers => "按证件号码查询",
                Proof::Copied { .. } => "导入的文本",
            },
            executed: |day, (hour, minute)| format!("终端确认 {} {hour:02}:{minute:02}", day.in_characters()),
            unread: |lines| format!("未显示的行：{lines}"),
            page: |page, pages| format!("第{page}/{pages}页"),
            left: |left| format!("{left:>3} 秒后关闭画面"),
            take_card: "请取走卡片",
            masked: staff!("其余内容已隐藏。", "按 F2 后显示。"),
            hidden: "其余内容已隐藏。",
            no_end: "无期限",
            not_sent: "（未记载）",
            insurer_shape: "位数与一般的|保险者号码不同。",
            insurer_check_digit: "校验码不符，|请核对号码。",
            insurer_law_code: "法別番号|不在列表中。",
            outside_validity: "确认日|不在有效期内。",
            period_reversed: "有效期的|开始和结束颠倒。",
        },
        take_card: PromptTexts { ask: "请取走您的卡片", detail: "请不要遗忘卡片" },
        thanks: PromptTexts { ask: "谢谢您的配合", detail: "请回到座位上|稍候" },
        ending: EndingTexts {
            left: |left| format!("还剩{left:>3} 秒。"), go_on: "如要继续，|请按任意键。"
        },
        trouble: TroubleTexts {
            title: "未能确认",
            my_number_card: "请放上|个人编号卡",
            visitor: "您",
            or: "也可用",
            between: "、",
            received: "收到",
            service_clock: |time| format!("服务的时钟：|{time}"),
            opens_again: |time| format!("预计 {time} |重新开始。"),
            left: |left| format!("{left:>2} 秒后返回首页"),
        },
        trouble_of: trouble::<WORD>,
        verdict_of: verdict::<WORD>,
        way_of: |way| match way {
            Way::Portal => "个人编号门户网站（マイナポータル）",
            Way::Notice => "资格信息通知（資格情報のお知らせ）|与卡片一起",
            Way::Certificate => "资格确认书（資格確認書）",
            Way::Statement => "资格申报书（被保険者資格申立書）",
            Way::Oral => "口头确认",
        },
        code: CodeTexts {
            sex: |sex| match sex {
                Sex::Male => "男".into(),
                Sex::Female => "女".into(),
                Sex::NotSet => "未设定".into(),
                Sex::Unknown(_) => sex.label_ja(),
            },
            relation: |relation| match relation {
                PersonalFamily::Insured => "本人".into(),
                PersonalFamily::Family => "家属".into(),
                PersonalFamily::Unknown(_) => relation.label_ja(),
            },
        },
        date: Date::in_characters,
        percent: Percent::label_en,
    }
}

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "请重新放好卡片，|再试一次。";
const fn staff_come<const WORD: usize>() -> &'static str {
    staff!("", "会来帮助您，|请稍候。")
}
const NOT_NOW: &str = "现在无法确认。";
const ONCE_MORE: &str = "请再试一次。";
const WAIT: &str = "请稍候，|再试一次。";
const MY_NUMBER_CARD: &str = "请放上|您的个人编号卡|（マイナンバーカード）。";

/// Every trouble.
fn trouble<const WORD: usize>(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("这不是个人编号卡。", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row("无法读取卡片。", "请从卡套中取出卡片，|确认正反面，|重新放好。"),
        TroubleKind::CardPulled => row("读取中|卡片离开了读卡器。", "请重新放好卡片，|结束前|请不要移动。"),
        TroubleKind::CardSwapped => row("放上了|另一张卡。", "请只放|您本人的一张卡。"),
        TroubleKind::Smartphone => row("这里不能使用|智能手机。", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => {
            row("卡片中没有|电子证书（電子証明書）。", "可以在|市区町村的窗口|办理电子证书。")
        }
        TroubleKind::CertificateExpired => row(
            "卡片的电子证书（電子証明書）|已过期。",
            "您的保险|可能仍然有效。|电子证书|可以在|市区町村的窗口|更新。",
        ),
        TroubleKind::UnexpectedStatus => row("未能正确|读取卡片。", PUT_BACK),
        TroubleKind::MalformedAnswer => row("无法读取|卡片的内容。", PUT_BACK),
        TroubleKind::UnsupportedKey => row("尚不支持|此种卡片。", staff_come::<WORD>()),
        TroubleKind::CardBusy => row("其他程序|正在使用卡片。", WAIT),
        TroubleKind::FaceUnsure | TroubleKind::FaceDiffers => row("未能通过照片|确认本人。", staff_come::<WORD>()),
        TroubleKind::NoDaemon => row("读卡器的系统服务|已停止。", staff_come::<WORD>()),
        TroubleKind::DaemonRefused => row("本终端|不能使用读卡器。", staff_come::<WORD>()),
        TroubleKind::NoReader => row("找不到读卡器。", staff_come::<WORD>()),
        TroubleKind::ReaderGone => row("读卡器已断开。", staff_come::<WORD>()),
        TroubleKind::ReaderError => row("读卡器发生错误。", staff_come::<WORD>()),
        TroubleKind::ShortReader => row("使用此读卡器，|无法|人工核对。", staff_come::<WORD>()),
        TroubleKind::ReaderRestarts => row("读卡器没有响应，|正在重新启动。", "请稍候，|完成后|将自动继续。"),
        TroubleKind::Unreachable => row("无法连接|确认服务。", staff_come::<WORD>()),
        TroubleKind::TimedOut => row("在规定时间内|没有回复。", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("通信中断。", ONCE_MORE),
        TroubleKind::Untrusted | TroubleKind::ServiceExpired | TroubleKind::OldTls => {
            row(NOT_NOW, staff_come::<WORD>())
        }
        TroubleKind::NotRegistered => row("确认服务|不接受本终端。", staff_come::<WORD>()),
        TroubleKind::Garbage | TroubleKind::TooLarge | TroubleKind::WrongType => row(NOT_NOW, ONCE_MORE),
        TroubleKind::OtherCheck => row("为了安全，|不显示结果。", ONCE_MORE),
        TroubleKind::Problem => row("确认服务|没有受理。", staff_come::<WORD>()),
        TroubleKind::HttpStatus => row("确认服务|发生错误。", ONCE_MORE),
        TroubleKind::Maintenance => row("确认服务|正在维护。", staff_come::<WORD>()),
        TroubleKind::Clock => row("本终端的时钟|不正确。", staff_come::<WORD>()),
        TroubleKind::TerminalExpired => row("本终端的登记|已过期。", staff_come::<WORD>()),
        TroubleKind::Busy => row("确认服务|正忙。", WAIT),
        TroubleKind::Closed => row("确认服务|现在不在受理时间内。", staff_come::<WORD>()),
        TroubleKind::RelayRefused => row("为了安全，|已中止确认。", staff_come::<WORD>()),
        TroubleKind::FolderGone => row("无法打开|另一台终端的|结果文件夹。", staff_come::<WORD>()),
        TroubleKind::ResultUnreadable => row("无法读取|另一台终端的结果。", staff_come::<WORD>()),
        TroubleKind::ResultLate => row("另一台终端的结果|不是刚才的，|因此不显示。", staff_come::<WORD>()),
        TroubleKind::ResultForeign => row("这是其他机构的结果，|因此不显示。", staff_come::<WORD>()),
        TroubleKind::ResultPacked => row("另一台终端的结果|是ZIP文件，|无法读取。", staff_come::<WORD>()),
        TroubleKind::JournalFull => row("无法写入记录，|因此不能显示结果。", staff_come::<WORD>()),
    }
}

/// Every verdict.
fn verdict<const WORD: usize>(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "有效", advice: None },
        VerdictKind::Lost => (
            "无效（已丧失资格）",
            row("登记的保险资格|已经终止。", "如果保险已变更，|请出示新的|资格确认书（資格確認書）等。"),
        ),
        VerdictKind::NewExists => {
            ("无效（有新的资格）", row("此资格已终止，|已登记有新的资格。", "请出示新的|资格确认书（資格確認書）等。"))
        }
        VerdictKind::NoMatch => (
            "没有符合的资格",
            row("没有找到|资格的登记。", "您的保险|可能尚未登记。|请出示|资格确认书（資格確認書）等。"),
        ),
        VerdictKind::Multiple => ("有多个资格", row("无法确定为一个资格，|因此不显示内容。", staff_come::<WORD>())),
        VerdictKind::Unregistered => {
            ("未登记（医疗扶助）", row("是医疗扶助的资格，|但尚未登记。", staff_come::<WORD>()))
        }
        VerdictKind::Unknown => ("未知的代码", row("本终端|不支持|收到的代码。", staff_come::<WORD>())),
        VerdictKind::Inconsistent => ("数据不一致", row("收到的信息|互相矛盾。", staff_come::<WORD>())),
        VerdictKind::NotStated => {
            ("导入的数据（没有判定）", row("导入的数据中|没有资格的判定。", staff_come::<WORD>()))
        }
        VerdictKind::Refused => ("无法确认", row("服务回答|无法确认。", staff_come::<WORD>())),
        VerdictKind::InProgress => ("处理中", row("服务的处理|尚未结束。", ONCE_MORE)),
        VerdictKind::SystemError => ("系统错误", row("服务内部|发生错误。", staff_come::<WORD>())),
    };
    VerdictTexts { word, advice: Some(advice) }
}
