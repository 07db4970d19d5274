//! Vietnamese, in precomposed letters (NFC); papers also by the name that is printed on them.

use super::texts::{
    Advice, CheckingTexts, CodeTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels, PanelTexts, PinTexts,
    PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Language, Proof, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Vietnamese,
    keys: KeyTexts {
        cancel: "Dừng",
        close: "Đóng",
        again: "Thử lại",
        send_pin: "OK",
        erase: "Xóa",
        type_pin: "Nhập mã PIN",
        staff_instead: "Gọi nhân viên",
        pin_instead: "Dùng mã PIN",
        arrows: &["Down", "Up"],
        more: "Tiếp",
    },
    waiting: WaitingTexts {
        ask: "Xin đặt thẻ My Number |lên đầu đọc thẻ",
        then_pin: "Sau đó nhập |mã PIN 4 số (暗証番号)",
        then_staff: "Sau đó nhân viên |sẽ đối chiếu khuôn mặt",
        confirmed: "Nhân viên đã xác nhận",
        left: |left| format!("còn {left:>2} giây"),
        notice: "Thông báo",
        closes: |time| format!("Dịch vụ đóng lúc {time}."),
        missing: "Hiện không xác nhận được",
        by_itself: "Khi sửa xong, máy sẽ tự hoạt động lại.",
    },
    listening: PromptTexts {
        ask: "Xin cho đọc thẻ My Number |ở máy bên kia", detail: "Kết quả sẽ tự hiện ở đây"
    },
    reading: PromptTexts { ask: "Đang đọc thẻ", detail: "Xin đừng di chuyển thẻ" },
    pin: PinTexts {
        ask: "Nhập mã PIN 4 số (暗証番号), |rồi nhấn Enter",
        left: |left| format!("Còn {left} lần nhập"),
        note: |note| match note {
            PinNote::Rejected(PinRejection::WrongPin) => "Mã PIN sai. Xin nhập lại.",
            PinNote::Rejected(PinRejection::HastyEnter) => "Xin bấm Enter một lần nữa.",
            PinNote::TooShort => "Xin nhập đủ 4 chữ số.",
            PinNote::TooLong => "Chỉ có 4 chữ số. Xin nhập lại từ đầu.",
            PinNote::WrongKey => "Chỉ nhập chữ số.",
            PinNote::OneByOne => "Xin nhập từng chữ số một.",
        },
        forgotten: "Không nhớ? |Nhấn F3, nhân viên sẽ đến.",
    },
    last_try: LastTryTexts {
        title: "Chỉ còn 1 lần nhập mã PIN",
        was_wrong: "Mã PIN vừa nhập bị sai.",
        warning: "Nếu sai lần nữa, mã PIN sẽ bị khóa. Khi đó phải đến cơ quan hành chính (市区町村) để làm thủ tục.",
        first_choice: "Nhân viên nhìn mặt (nên chọn)",
        second_choice: "Nhập mã PIN",
    },
    no_pin: NoPinTexts {
        blocked: Advice {
            cause: "Mã PIN đã bị khóa",
            visitor: "Có thể đặt lại mã PIN ở cơ quan hành chính (市区町村).",
        },
        absent: Advice {
            cause: "Thẻ này không có mã PIN",
            visitor: "Có thể là thẻ xác thực khuôn mặt (顔認証). Vẫn dùng được.",
        },
        staff_instead: "Nhân viên nhìn mặt",
    },
    pin_instead: "Có thể xác nhận bằng mã PIN 4 số.",
    supervisor: SupervisorTexts {
        wait: "Vui lòng chờ một lát",
        out: "Hiện không sử dụng được",
        call: "Vui lòng gọi nhân viên.",
    },
    look_here: "Vui lòng xem màn hình.",
    staff_come: PromptTexts { ask: "Nhân viên sẽ đến ngay", detail: "Vui lòng chờ tại đây" },
    checking: CheckingTexts {
        ask: "Đang xác nhận bảo hiểm",
        step: |step| match step {
            CheckingStep::Connect => "Kết nối dịch vụ",
            CheckingStep::Verify => "Kiểm tra mã PIN",
            CheckingStep::Sign => "Ký bằng thẻ",
            CheckingStep::Relay => "Xác nhận giữa thẻ và dịch vụ",
            CheckingStep::SameCard => "Kiểm tra thẻ",
            CheckingStep::Ask => "Hỏi thông tin bảo hiểm",
        },
        done: "[ok]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "Xin để nguyên thẻ",
        may_take_card: "Có thể lấy thẻ ra",
        slow: "Lâu hơn bình thường. |Xin chờ một chút.",
    },
    panel: PanelTexts {
        labels: PanelLabels {
            name: "Họ tên",
            kana: "Phiên âm",
            other_name: "Tên khác",
            other_kana: "Phiên âm",
            birthdate: "Ngày sinh",
            sex: "Giới tính",
            sex2: "Giới (sau)",
            insurer_number: "Số cơ quan",
            insurer_name: "Cơ quan BH",
            symbol: "Ký hiệu",
            number: "Số",
            branch: "Số nhánh",
            personal_family: "Quan hệ",
            insured_name: "Tên chủ BH",
            classification: "Loại",
            ratio: "Tự trả",
            preschool: "Trước đi học",
            qualified: "Từ ngày",
            lost: "Hết ngày",
            reason: "Lý do hết",
            issued: "Ngày cấp",
            from: "Hiệu lực từ",
            to: "Hiệu lực đến",
            elderly: "Người cao tuổi (高齢受給者証)",
            limit: "Mức trả tối đa (限度額適用)",
            limit_kind: "Loại giấy",
            limit_class: "Mức",
            long_term: "Nằm viện lâu",
            disease: "Bệnh đặc định (特定疾病療養)",
            disease_name: "Tên bệnh",
            self_pay: "Mức tự trả",
            post: "Mã bưu điện",
            address: "Địa chỉ",
            reference_number: "Số tra cứu",
            checked: "Ngày xem",
        },
        with_notice: "CÓ HIỆU LỰC (có thông báo)",
        notice: "Thông báo",
        reference: "Tham khảo: nay không dùng được",
        record: "Nội dung nhận được",
        proof: |proof| match proof {
            Proof::Pin => "Xác nhận bằng mã PIN",
            Proof::Attested => "Nhân viên xem (máy)",
            Proof::Relayed => "Nhân viên xem (thẻ)",
            Proof::Folder => "Kết quả của máy bên kia",
            Proof::Numbers => "Tra theo số giấy tờ",
            Proof::Copied { .. } => "Văn bản sao chép",
        },
        executed: |day, (hour, minute)| format!("Máy kia lúc {day} {hour:02}:{minute:02}"),
        unread: |lines| format!("Số dòng không hiện: {lines}"),
        page: |page, pages| format!("trang {page}/{pages}"),
        left: |left| format!("đóng sau {left:>2} giây"),
        take_card: "Xin lấy thẻ ra",
        masked: "Phần còn lại được ẩn. Nhân viên nhấn F2 để xem.",
        hidden: "Phần còn lại được ẩn.",
        no_end: "không hạn",
        not_sent: "(không ghi)",
        insurer_shape: "Số chữ số khác thường.",
        insurer_check_digit: "Số kiểm tra không khớp. Xin xem lại.",
        insurer_law_code: "Mã luật không có trong danh sách.",
        outside_validity: "Ngày xem nằm ngoài thời hạn.",
        period_reversed: "Ngày đầu và ngày cuối bị ngược.",
    },
    take_card: PromptTexts { ask: "Xin lấy thẻ ra", detail: "Xin đừng để quên thẻ" },
    trouble: TroubleTexts {
        title: "Chưa xác nhận được",
        visitor: "Bạn",
        or: "Hoặc",
        between: ", ",
        received: "Nhận",
        service_clock: |time| format!("Giờ của dịch vụ: {time}"),
        opens_again: |time| format!("Mở lại lúc {time}."),
        left: |left| format!("về màn hình đầu sau {left:>2} giây"),
    },
    trouble_of: trouble,
    verdict_of: verdict,
    way_of: |way| match way {
        Way::Portal => "マイナポータル",
        Way::Notice => "thông báo (資格情報のお知らせ)",
        Way::Certificate => "giấy xác nhận tư cách (資格確認書)",
        Way::Statement => "giấy tự khai (資格申立書)",
        Way::Oral => "hỏi trực tiếp",
    },
    code: CodeTexts {
        sex: |sex| match sex {
            Sex::Male => "nam".into(),
            Sex::Female => "nữ".into(),
            Sex::NotSet => "không ghi".into(),
            Sex::Unknown(_) => sex.label_en(),
        },
        relation: |relation| match relation {
            PersonalFamily::Insured => "chính mình".into(),
            PersonalFamily::Family => "gia đình".into(),
            PersonalFamily::Unknown(_) => relation.label_en(),
        },
    },
    date: |date| date.to_string(),
    percent: Percent::label_en,
};

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "Xin đặt lại thẻ và thử lần nữa.";
const STAFF_COME: &str = "Nhân viên sẽ giúp. Xin chờ một chút.";
const ONCE_MORE: &str = "Xin thử lại.";
const WAIT: &str = "Xin chờ một chút rồi thử lại.";
const MY_NUMBER_CARD: &str = "Xin đặt thẻ My Number.";

/// Every trouble.
fn trouble(kind: TroubleKind) -> Advice {
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
        TroubleKind::ResultLate => row("Kết quả của máy bên kia không phải vừa mới có nên không hiển thị.", STAFF_COME),
        TroubleKind::ResultForeign => row("Kết quả là của cơ sở khác nên không hiển thị.", STAFF_COME),
        TroubleKind::ResultPacked => row("Kết quả của máy bên kia là tệp ZIP nên không đọc được.", STAFF_COME),
        TroubleKind::JournalFull => row("Không ghi được nhật ký nên không thể hiện kết quả.", STAFF_COME),
    }
}

/// Every verdict.
fn verdict(kind: VerdictKind) -> VerdictTexts {
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
