//! Chinese in simplified characters, with the terms of Japanese town halls; papers also by the name that is printed on
//! them.

use super::texts::{
    Advice, CheckingTexts, CodeTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels, PanelTexts, PinTexts,
    PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Language, Proof, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Date, Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Chinese,
    keys: KeyTexts {
        cancel: "取消",
        close: "结束",
        again: "重试",
        send_pin: "确定",
        erase: "删除",
        type_pin: "输入密码",
        staff_instead: "呼叫工作人员",
        pin_instead: "使用密码",
        arrows: &["方向键"],
        more: "下页",
    },
    waiting: WaitingTexts {
        ask: "请将|个人编号卡（My Number卡）|放在读卡器上",
        then_pin: "之后|请输入|4位数密码（暗証番号）",
        then_staff: "之后|由工作人员|确认您的面部",
        confirmed: "工作人员|已确认",
        left: |left| format!("还剩{left:>3} 秒"),
        notice: "通知",
        closes: |time| format!("确认服务 {time} 结束。"),
        missing: "现在无法确认",
        by_itself: "恢复后|将自动|重新开始受理。",
    },
    listening: PromptTexts {
        ask: "请在|另一台终端上|读取个人编号卡", detail: "结果将自动|显示在这里"
    },
    reading: PromptTexts { ask: "正在读取卡片", detail: "请不要|移动卡片" },
    pin: PinTexts {
        ask: "请输入|4位数密码（暗証番号），|然后按 Enter 键",
        left: |left| format!("还可以输入 {left} 次"),
        note: |note| match note {
            PinNote::Rejected(PinRejection::WrongPin) => "密码不正确。|请重新输入。",
            PinNote::Rejected(PinRejection::HastyEnter) => "请再按一次 Enter。",
            PinNote::TooShort => "请输入|全部4位数字。",
            PinNote::TooLong => "只能输入4位。|请从头输入。",
            PinNote::WrongKey => "请只输入数字。",
            PinNote::OneByOne => "请一位一位地输入。",
        },
        forgotten: "忘记密码时，|请按 F3 键。|工作人员会过来。",
    },
    last_try: LastTryTexts {
        title: "密码只能|再输入 1 次",
        was_wrong: "密码不正确。",
        warning: "如果再次输错，|密码将被锁定，|需要到|市区町村的窗口|办理手续。",
        first_choice: "由工作人员确认面部（推荐）",
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
        staff_instead: "由工作人员确认面部",
    },
    pin_instead: "可以用|4位数密码|进行确认。",
    supervisor: SupervisorTexts { wait: "请稍候", out: "现在不能使用", call: "请叫工作人员。" },
    look_here: "请看屏幕。",
    staff_come: PromptTexts { ask: "工作人员|马上就来", detail: "请在此稍候" },
    checking: CheckingTexts {
        ask: "正在确认|您的医疗保险",
        step: |step| match step {
            CheckingStep::Connect => "连接确认服务",
            CheckingStep::Verify => "核对密码",
            CheckingStep::Sign => "用卡片证明",
            CheckingStep::Relay => "卡片与服务之间确认",
            CheckingStep::SameCard => "核对卡片",
            CheckingStep::Ask => "查询保险资格",
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
            ratio: "负担比例",
            preschool: "学龄前",
            qualified: "取得资格日",
            lost: "丧失资格日",
            reason: "丧失原因",
            issued: "发行日",
            from: "生效日",
            to: "失效日",
            elderly: "高龄受给者（高齢受給者証）",
            limit: "限额适用（限度額適用）",
            limit_kind: "证的种类",
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
            Proof::Attested => "工作人员确认（终端证明）",
            Proof::Relayed => "工作人员确认（卡片证明）",
            Proof::Folder => "另一台终端的结果",
            Proof::Numbers => "按证件号码查询",
            Proof::Copied { .. } => "导入的文本",
        },
        executed: |day, (hour, minute)| format!("终端确认 {} {hour:02}:{minute:02}", day.in_characters()),
        unread: |lines| format!("未显示的行：{lines}"),
        page: |page, pages| format!("第{page}/{pages}页"),
        left: |left| format!("{left:>3} 秒后消失"),
        take_card: "请取走卡片",
        masked: "其余内容已隐藏。工作人员按 F2 后显示。",
        hidden: "其余内容已隐藏。",
        no_end: "无期限",
        not_sent: "（未记载）",
        insurer_shape: "位数与一般的|保险者号码不同。",
        insurer_check_digit: "校验码不符，|请核对号码。",
        insurer_law_code: "法别号码|不在列表中。",
        outside_validity: "确认日|不在有效期内。",
        period_reversed: "有效期的|开始和结束颠倒。",
    },
    take_card: PromptTexts { ask: "请取走您的卡片", detail: "请不要遗忘卡片" },
    trouble: TroubleTexts {
        title: "未能确认",
        visitor: "您",
        or: "或出示",
        between: "、",
        received: "收到",
        service_clock: |time| format!("服务的时钟：|{time}"),
        opens_again: |time| format!("预计 {time} |重新开始。"),
        left: |left| format!("{left:>2} 秒后返回首页"),
    },
    trouble_of: trouble,
    verdict_of: verdict,
    way_of: |way| match way {
        Way::Portal => "マイナポータル画面",
        Way::Notice => "资格信息通知（資格情報のお知らせ）",
        Way::Certificate => "资格确认书（資格確認書）",
        Way::Statement => "资格申报书（資格申立書）",
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
};

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "请重新放好卡片，|再试一次。";
const STAFF_COME: &str = "工作人员会来帮助您，|请稍候。";
const ONCE_MORE: &str = "请再试一次。";
const WAIT: &str = "请稍候，|再试一次。";
const MY_NUMBER_CARD: &str = "请放上|您的个人编号卡。";

/// Every trouble.
fn trouble(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("这不是个人编号卡。", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row("无法读取卡片。", "请从卡套中取出卡片，|确认正反面，|重新放好。"),
        TroubleKind::CardPulled => row("中途卡片离开了读卡器。", "请重新放好卡片，|结束前|请不要移动。"),
        TroubleKind::CardSwapped => row("中途换成了|另一张卡。", "请只放|您本人的一张卡。"),
        TroubleKind::Smartphone => row("这里不能使用|智能手机。", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => {
            row("卡片中没有|电子证书（電子証明書）。", "可以在|市区町村的窗口|办理电子证书。")
        }
        TroubleKind::CertificateExpired => {
            row("卡片的电子证书（電子証明書）|已过期。", "这不表示|您的保险已失效。|请到|市区町村的窗口|更新电子证书。")
        }
        TroubleKind::UnexpectedStatus => row("卡片的应答异常。", PUT_BACK),
        TroubleKind::MalformedAnswer => row("无法读取|卡片的内容。", PUT_BACK),
        TroubleKind::UnsupportedKey => row("尚不支持|此种卡片。", STAFF_COME),
        TroubleKind::CardBusy => row("其他程序|正在使用卡片。", WAIT),
        TroubleKind::NoDaemon => row("读卡器的系统服务|已停止。", STAFF_COME),
        TroubleKind::DaemonRefused => row("本终端|不允许使用读卡器。", STAFF_COME),
        TroubleKind::NoReader => row("找不到读卡器。", STAFF_COME),
        TroubleKind::ReaderGone => row("读卡器已断开。", STAFF_COME),
        TroubleKind::ReaderError => row("读卡器发生错误。", STAFF_COME),
        TroubleKind::ShortReader => row("使用此读卡器，|工作人员|无法目视确认。", STAFF_COME),
        TroubleKind::Unreachable => row("无法连接|确认服务。", STAFF_COME),
        TroubleKind::TimedOut => row("在规定时间内|没有应答。", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("通信中断。", ONCE_MORE),
        TroubleKind::Untrusted => row("无法确认|对方是正确的服务。", STAFF_COME),
        TroubleKind::NotRegistered => row("确认服务|不接受本终端。", STAFF_COME),
        TroubleKind::Garbage => row("无法读取|服务的应答。", ONCE_MORE),
        TroubleKind::TooLarge => row("服务的应答过大。", ONCE_MORE),
        TroubleKind::WrongType => row("服务的应答|格式不正确。", ONCE_MORE),
        TroubleKind::OtherCheck => row("收到的是|另一次确认的应答，|因此不显示。", ONCE_MORE),
        TroubleKind::Problem => row("确认服务|没有受理。", STAFF_COME),
        TroubleKind::HttpStatus => row("确认服务|发生错误。", ONCE_MORE),
        TroubleKind::Maintenance => row("确认服务|正在维护。", STAFF_COME),
        TroubleKind::Clock => row("本终端的时钟|不正确。", STAFF_COME),
        TroubleKind::TerminalExpired => row("本终端的登记|已过期。", STAFF_COME),
        TroubleKind::Busy => row("确认服务|正忙。", WAIT),
        TroubleKind::Closed => row("确认服务|现在不在受理时间内。", STAFF_COME),
        TroubleKind::RelayRefused => row("服务要求对卡片|进行不允许的操作。", STAFF_COME),
        TroubleKind::ServiceExpired => row("确认服务的证书|今天无效。", STAFF_COME),
        TroubleKind::OldTls => row("确认服务的通信方式|陈旧，不安全。", STAFF_COME),
        TroubleKind::FolderGone => row("无法打开|另一台终端的|结果文件夹。", STAFF_COME),
        TroubleKind::ResultUnreadable => row("无法读取|另一台终端的结果。", STAFF_COME),
        TroubleKind::ResultLate => row("另一台终端的结果|不是刚才的，|因此不显示。", STAFF_COME),
        TroubleKind::ResultForeign => row("这是其他机构的结果，|因此不显示。", STAFF_COME),
        TroubleKind::ResultPacked => row("另一台终端的结果|是ZIP文件，|无法读取。", STAFF_COME),
        TroubleKind::JournalFull => row("无法写入记录，|因此不能显示结果。", STAFF_COME),
    }
}

/// Every verdict.
fn verdict(kind: VerdictKind) -> VerdictTexts {
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
            row("没有找到|资格的登记。", "这不表示|您没有参加保险。|请出示|资格确认书（資格確認書）等。"),
        ),
        VerdictKind::Multiple => ("有多个资格", row("无法确定为一个资格，|因此不显示内容。", STAFF_COME)),
        VerdictKind::Unregistered => ("未登记（医疗扶助）", row("是医疗扶助的资格，|但尚未登记。", STAFF_COME)),
        VerdictKind::Unknown => ("未知的代码", row("服务的应答中|有未知的代码。", STAFF_COME)),
        VerdictKind::Inconsistent => ("数据不一致", row("服务的应答内容|互相矛盾。", STAFF_COME)),
        VerdictKind::NotStated => ("导入的数据（没有判定）", row("导入的数据中|没有资格的判定。", STAFF_COME)),
        VerdictKind::Refused => ("无法确认", row("服务回答|无法确认。", STAFF_COME)),
        VerdictKind::InProgress => ("处理中", row("服务的处理|尚未结束。", ONCE_MORE)),
        VerdictKind::SystemError => ("系统错误", row("服务内部|发生错误。", STAFF_COME)),
    };
    VerdictTexts { word, advice: Some(advice) }
}
