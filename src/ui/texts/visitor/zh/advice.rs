//! What went wrong and what the person does, in Chinese.

use super::super::texts::{Advice, VerdictTexts};
use crate::common::trouble::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, patient: &'static str) -> Advice {
    Advice { cause, patient }
}

const PUT_BACK: &str = "请重新放好卡片，|再试一次。";
const STAFF_COME: &str = "工作人员会来帮助您，|请稍候。";
const ONCE_MORE: &str = "请再试一次。";
const WAIT: &str = "请稍候，|再试一次。";
const MY_NUMBER_CARD: &str = "请放上|您的个人编号卡。";

/// Every trouble.
pub fn trouble(kind: TroubleKind) -> Advice {
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
        TroubleKind::JournalFull => row("无法写入记录，|因此不能显示结果。", STAFF_COME),
    }
}

/// Every verdict.
pub fn verdict(kind: VerdictKind) -> VerdictTexts {
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
