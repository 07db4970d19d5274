//! Vietnamese, in precomposed letters (NFC); papers also by the name that is printed on them.

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
    language: Language::Vietnamese,
    keys: Keys {
        cancel: "Dừng",
        close: "Đóng",
        again: "Thử lại",
        send_pin: "OK",
        erase: "Xóa",
        type_pin: "Nhập mã PIN",
        staff_instead: "Nhờ nhân viên",
        pin_instead: "Dùng mã PIN",
        arrows: &["Down", "Up"],
        more: "Tiếp",
    },
    waiting: Waiting {
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
    listening: Prompt {
        ask: "Xin cho đọc thẻ My Number |ở máy bên kia", detail: "Kết quả sẽ tự hiện ở đây"
    },
    reading: Prompt { ask: "Đang đọc thẻ", detail: "Xin đừng di chuyển thẻ" },
    pin: Pin {
        ask: "Nhập mã PIN 4 số (暗証番号), |rồi nhấn Enter",
        left: |left| format!("Còn {left} lần nhập"),
        note: |note| match note {
            Note::Wrong => "Mã PIN sai. Xin nhập lại.",
            Note::TooShort => "Xin nhập đủ 4 chữ số.",
            Note::TooLong => "Chỉ có 4 chữ số. Xin nhập lại từ đầu.",
            Note::DigitsOnly => "Chỉ nhập chữ số.",
            Note::OneByOne => "Xin nhập từng chữ số một.",
        },
        forgotten: "Không nhớ? |Nhấn F3 và báo cho nhân viên.",
    },
    last_try: LastTry {
        title: "Chỉ còn 1 lần nhập mã PIN",
        was_wrong: "Mã PIN vừa nhập bị sai.",
        warning: "Nếu sai lần nữa, mã PIN sẽ bị khóa. Khi đó phải đến cơ quan hành chính (市区町村) để làm thủ tục.",
        first_choice: "Nhân viên nhìn mặt (nên chọn)",
        second_choice: "Nhập mã PIN",
    },
    no_pin: NoPin {
        blocked: Advice {
            cause: "Mã PIN đã bị khóa",
            patient: "Có thể đặt lại mã PIN ở cơ quan hành chính (市区町村).",
        },
        absent: Advice {
            cause: "Thẻ này không có mã PIN",
            patient: "Có thể là thẻ xác thực khuôn mặt (顔認証). Vẫn dùng được.",
        },
        staff_instead: "Nhân viên nhìn mặt",
    },
    pin_instead: "Có thể xác nhận bằng mã PIN 4 số.",
    session: Session {
        wait: "Vui lòng chờ một lát", out: "Hiện không sử dụng được", call: "Vui lòng gọi nhân viên."
    },
    look_here: "Vui lòng xem màn hình.",
    staff_ask: "Nhân viên sẽ nhìn khuôn mặt",
    checking: Checking {
        ask: "Đang xác nhận bảo hiểm",
        step: |step| match step {
            Step::Connect => "Kết nối dịch vụ",
            Step::Verify => "Kiểm tra mã PIN",
            Step::Sign => "Ký bằng thẻ",
            Step::Relay => "Xác nhận giữa thẻ và dịch vụ",
            Step::Ask => "Hỏi thông tin bảo hiểm",
        },
        done: "[ok]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "Xin để nguyên thẻ",
        may_take_card: "Có thể lấy thẻ ra",
        slow: "Lâu hơn bình thường. |Xin chờ một chút.",
    },
    panel: Panel {
        labels: Labels {
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
            Proof::Copied { .. } => "Văn bản sao chép",
        },
        executed: |day, (hour, minute)| format!("Máy kia lúc {day} {hour:02}:{minute:02}"),
        unread: |lines| format!("Số dòng không hiện: {lines}"),
        page: |page, pages| format!("trang {page}/{pages}"),
        left: |left| format!("đóng sau {left:>2} giây"),
        take_card: "Xin lấy thẻ ra",
        masked: "Phần còn lại được ẩn. Nhân viên nhấn F2 để xem.",
        no_end: "không hạn",
        not_sent: "(không ghi)",
        insurer_shape: "Số chữ số khác thường.",
        insurer_check_digit: "Số kiểm tra không khớp. Xin xem lại.",
        insurer_law_code: "Mã luật không có trong danh sách.",
        outside_validity: "Ngày xem nằm ngoài thời hạn.",
        period_reversed: "Ngày đầu và ngày cuối bị ngược.",
    },
    take_card: Prompt { ask: "Xin lấy thẻ ra", detail: "Xin đừng để quên thẻ" },
    trouble: Trouble {
        title: "Chưa xác nhận được",
        patient: "Bạn",
        or: "Hoặc",
        between: ", ",
        received: "Nhận",
        time: |kind, time| match kind {
            TroubleKind::Clock => format!("Giờ của dịch vụ: {time}"),
            _ => format!("Mở lại lúc {time}."),
        },
        left: |left| format!("về màn hình đầu sau {left:>2} giây"),
    },
    trouble_of: advice::trouble,
    verdict_of: advice::verdict,
    way_of: |way| match way {
        Way::Portal => "マイナポータル",
        Way::Notice => "thông báo (資格情報のお知らせ)",
        Way::Certificate => "giấy xác nhận tư cách (資格確認書)",
        Way::Statement => "giấy tự khai (資格申立書)",
        Way::Oral => "hỏi trực tiếp",
    },
    code: Codes {
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
