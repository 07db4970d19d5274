//! What went wrong and what the person does, in Vietnamese.

use super::super::texts::{Advice, VerdictTexts};
use crate::common::trouble::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, patient: &'static str) -> Advice {
    Advice { cause, patient }
}

const PUT_BACK: &str = "Xin đặt lại thẻ và thử lần nữa.";
const STAFF_COME: &str = "Nhân viên sẽ giúp. Xin chờ một chút.";
const ONCE_MORE: &str = "Xin thử lại.";
const WAIT: &str = "Xin chờ một chút rồi thử lại.";
const MY_NUMBER_CARD: &str = "Xin đặt thẻ My Number.";

/// Every trouble.
pub fn trouble(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("Đây không phải thẻ My Number.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row("Không đọc được thẻ.", "Lấy thẻ ra khỏi bao, xem đúng mặt, rồi đặt lại."),
        TroubleKind::CardPulled => row("Thẻ bị lấy ra giữa chừng.", "Đặt lại thẻ và để yên đến khi xong."),
        TroubleKind::CardSwapped => row("Thẻ đã bị đổi giữa chừng.", "Chỉ đặt một thẻ của chính bạn."),
        TroubleKind::Smartphone => row("Ở đây không dùng được điện thoại.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => {
            row("Thẻ không có chứng thư điện tử (電子証明書).", "Có thể xin cấp ở cơ quan hành chính (市区町村).")
        }
        TroubleKind::CertificateExpired => row(
            "Chứng thư điện tử (電子証明書) đã hết hạn.",
            "Bảo hiểm có thể vẫn còn hiệu lực. Hãy gia hạn chứng thư ở cơ quan hành chính (市区町村).",
        ),
        TroubleKind::UnexpectedStatus => row("Thẻ trả lời bất thường.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("Không đọc được nội dung thẻ.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("Chưa dùng được loại thẻ này.", STAFF_COME),
        TroubleKind::CardBusy => row("Phần mềm khác đang dùng thẻ.", WAIT),
        TroubleKind::NoDaemon => row("Hệ thống của đầu đọc thẻ đã dừng.", STAFF_COME),
        TroubleKind::DaemonRefused => row("Máy này không được phép dùng đầu đọc thẻ.", STAFF_COME),
        TroubleKind::NoReader => row("Không tìm thấy đầu đọc thẻ.", STAFF_COME),
        TroubleKind::ReaderGone => row("Đầu đọc thẻ đã bị tháo ra.", STAFF_COME),
        TroubleKind::ReaderError => row("Đầu đọc thẻ báo lỗi.", STAFF_COME),
        TroubleKind::ShortReader => row("Với đầu đọc này, nhân viên không thể xác nhận bằng mắt.", STAFF_COME),
        TroubleKind::Unreachable => row("Không kết nối được dịch vụ.", STAFF_COME),
        TroubleKind::TimedOut => row("Không có trả lời kịp giờ.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("Kết nối bị đứt.", ONCE_MORE),
        TroubleKind::Untrusted => row("Không chắc đây là dịch vụ đúng.", STAFF_COME),
        TroubleKind::NotRegistered => row("Dịch vụ không chấp nhận máy này.", STAFF_COME),
        TroubleKind::Garbage => row("Không đọc được trả lời của dịch vụ.", ONCE_MORE),
        TroubleKind::TooLarge => row("Trả lời của dịch vụ quá dài.", ONCE_MORE),
        TroubleKind::WrongType => row("Trả lời của dịch vụ sai định dạng.", ONCE_MORE),
        TroubleKind::OtherCheck => row("Trả lời này của lần khác nên không hiển thị.", ONCE_MORE),
        TroubleKind::Problem => row("Dịch vụ không tiếp nhận.", STAFF_COME),
        TroubleKind::HttpStatus => row("Dịch vụ báo lỗi.", ONCE_MORE),
        TroubleKind::Maintenance => row("Dịch vụ đang bảo trì.", STAFF_COME),
        TroubleKind::Clock => row("Đồng hồ của máy này sai.", STAFF_COME),
        TroubleKind::TerminalExpired => row("Đăng ký của máy này đã hết hạn.", STAFF_COME),
        TroubleKind::Busy => row("Dịch vụ đang quá tải.", WAIT),
        TroubleKind::Closed => row("Ngoài giờ phục vụ của dịch vụ.", STAFF_COME),
        TroubleKind::RelayRefused => row("Dịch vụ đòi một thao tác với thẻ không được phép.", STAFF_COME),
        TroubleKind::ServiceExpired => row("Chứng thư của dịch vụ hôm nay không có hiệu lực.", STAFF_COME),
        TroubleKind::OldTls => row("Cách kết nối của dịch vụ đã cũ, không an toàn.", STAFF_COME),
        TroubleKind::FolderGone => row("Không mở được thư mục kết quả của máy bên kia.", STAFF_COME),
        TroubleKind::ResultUnreadable => row("Không đọc được kết quả của máy bên kia.", STAFF_COME),
        TroubleKind::JournalFull => row("Không ghi được nhật ký nên không thể hiện kết quả.", STAFF_COME),
    }
}

/// Every verdict.
pub fn verdict(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "CÓ HIỆU LỰC", advice: None },
        VerdictKind::Lost => (
            "HẾT HIỆU LỰC (đã kết thúc)",
            row(
                "Bảo hiểm đã đăng ký đã kết thúc.",
                "Nếu đã đổi bảo hiểm, xin cho xem giấy xác nhận tư cách (資格確認書) mới.",
            ),
        ),
        VerdictKind::NewExists => (
            "HẾT HIỆU LỰC (có cái mới)",
            row(
                "Bảo hiểm này đã kết thúc và đã có bảo hiểm mới.",
                "Xin cho xem giấy xác nhận tư cách (資格確認書) mới.",
            ),
        ),
        VerdictKind::NoMatch => (
            "KHÔNG TÌM THẤY",
            row(
                "Không tìm thấy bảo hiểm đã đăng ký.",
                "Có thể bạn vẫn có bảo hiểm. Xin cho xem giấy xác nhận tư cách (資格確認書).",
            ),
        ),
        VerdictKind::Multiple => ("CÓ NHIỀU KẾT QUẢ", row("Có nhiều hơn một kết quả nên không hiển thị.", STAFF_COME)),
        VerdictKind::Unregistered => {
            ("CHƯA ĐĂNG KÝ (医療扶助)", row("Hỗ trợ y tế (医療扶助) nhưng chưa đăng ký xong.", STAFF_COME))
        }
        VerdictKind::Unknown => ("KHÔNG RÕ", row("Dịch vụ trả lời bằng một mã chưa biết.", STAFF_COME)),
        VerdictKind::Inconsistent => ("DỮ LIỆU MÂU THUẪN", row("Trả lời của dịch vụ tự mâu thuẫn.", STAFF_COME)),
        VerdictKind::NotStated => {
            ("DỮ LIỆU NHẬP (chưa xét)", row("Dữ liệu nhập không nói bảo hiểm có hiệu lực không.", STAFF_COME))
        }
        VerdictKind::Refused => ("KHÔNG XÁC NHẬN ĐƯỢC", row("Dịch vụ trả lời là không xác nhận được.", STAFF_COME)),
        VerdictKind::InProgress => ("ĐANG XỬ LÝ", row("Dịch vụ chưa xử lý xong.", ONCE_MORE)),
        VerdictKind::SystemError => ("LỖI HỆ THỐNG", row("Có lỗi bên trong dịch vụ.", STAFF_COME)),
    };
    VerdictTexts { word, advice: Some(advice) }
}
