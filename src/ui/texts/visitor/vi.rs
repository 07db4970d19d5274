//! Vietnamese, in precomposed letters (NFC); papers also by the name that is printed on them.

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
    (first $after:literal) => {
        by_word!(WORD: "" ["Nhân viên", "Nhân viên", "Nhân viên lễ tân", "Nữ hộ sinh"] $after)
    };
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["nhân viên", "nhân viên", "nhân viên lễ tân", "nữ hộ sinh"] $after)
    };
}

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::Vietnamese,
        keys: KeyTexts {
            cancel: "Hủy",
            close: "Đóng",
            again: "Thử lại",
            send_pin: "OK",
            erase: "Xóa",
            type_pin: "Nhập mã PIN",
            call_staff: staff!("Gọi ", ""),
            pin_instead: "Dùng mã PIN",
            arrows: &["Xuống", "Lên"],
            more: "Tiếp",
            appearance: "Chữ, màu",
        },
        waiting: WaitingTexts {
            ask: "Vui lòng đặt thẻ My Number |(マイナンバーカード) |lên đầu đọc thẻ",
            then_pin: "Sau đó vui lòng nhập |mã PIN 4 số (暗証番号)",
            then_staff: staff!("Sau đó ", " |sẽ đối chiếu khuôn mặt"),
            not_here: "Không dùng điện thoại, bằng lái, thẻ tàu. |Trợ cấp y tế (受給者証): ở quầy.",
            confirmed: staff!(first " đã xác nhận"),
            left: |left| format!("còn {left:>2} giây"),
            notice: "Thông báo",
            closes: |time| format!("Dịch vụ đóng lúc {time}."),
            missing: "Hiện không xác nhận được",
            by_itself: "Khi sửa xong, máy sẽ tự hoạt động lại.",
        },
        listening: PromptTexts {
            ask: "Vui lòng đặt thẻ My Number |(マイナンバーカード) |lên máy bên cạnh",
            detail: "Kết quả sẽ tự hiện ở đây",
        },
        reading: PromptTexts { ask: "Đang đọc thẻ", detail: "Vui lòng đừng di chuyển thẻ" },
        pin: PinTexts {
            ask: "Vui lòng nhập mã PIN 4 số (暗証番号), |rồi nhấn Enter",
            which: "Mã 4 số mà quý vị |đã chọn khi nhận thẻ",
            left: |left| format!("Còn {left} lần nhập"),
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "Mã PIN sai. Vui lòng nhập lại.",
                PinNote::Rejected(PinRejection::HastyEnter) => "Vui lòng nhấn Enter một lần nữa.",
                PinNote::Rejected(PinRejection::DoubleStrike) => "Chữ số bị nhấn hai lần liền, chỉ tính một lần.",
                PinNote::TooShort => "Vui lòng nhập đủ 4 chữ số.",
                PinNote::TooLong => "Chỉ có 4 chữ số. Vui lòng nhập lại từ đầu.",
                PinNote::WrongKey => "Vui lòng chỉ nhập chữ số.",
                PinNote::OneByOne => "Vui lòng nhập từng chữ số một.",
            },
            forgotten: staff!("Không nhớ? |Vui lòng nhấn F3, ", " sẽ đến."),
        },
        last_try: LastTryTexts {
            title: "Chỉ còn 1 lần nhập mã PIN",
            was_wrong: "Mã PIN vừa nhập bị sai.",
            warning: "Nếu sai lần nữa, mã PIN sẽ bị khóa. Khi đó cần làm thủ tục ở cơ quan hành chính (市区町村).",
            first_choice: "Đối chiếu khuôn mặt (nên chọn)",
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
            staff_instead: "Đối chiếu khuôn mặt",
        },
        pin_instead: "Có thể xác nhận bằng mã PIN 4 số (暗証番号).",
        supervisor: SupervisorTexts {
            wait: "Vui lòng chờ một lát",
            out: "Hiện không sử dụng được",
            call: staff!("Vui lòng gọi ", "."),
        },
        notes: KeyNoteTexts {
            card_first: "Vui lòng đặt thẻ trước",
            no_digits: "Ở đây không dùng chữ số",
            appearance: |appearance| match appearance {
                Appearance::Standing => "Hiển thị thường",
                Appearance::Large => "Hiển thị lớn",
                Appearance::HighContrast => "Tương phản cao",
                Appearance::LargeHighContrast => "Hiển thị lớn, tương phản cao",
                Appearance::Dark => "Màu tối",
            },
        },
        staff_come: PromptTexts { ask: staff!(first " sẽ đến ngay"), detail: "Vui lòng chờ tại đây" },
        checking: CheckingTexts {
            ask: "Đang xác nhận bảo hiểm",
            step: |step| match step {
                CheckingStep::Connect => "Kết nối dịch vụ",
                CheckingStep::Verify => "Kiểm tra mã PIN",
                CheckingStep::Sign | CheckingStep::Relay => "Xác nhận thẻ",
                CheckingStep::SameCard => "Kiểm tra có cùng một thẻ",
                CheckingStep::Ask => "Kiểm tra bảo hiểm",
            },
            done: "[ok]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "Vui lòng để nguyên thẻ",
            may_take_card: "Quý vị có thể lấy thẻ",
            slow: "Lâu hơn bình thường. |Vui lòng chờ một chút.",
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
                preschool: "Chưa đi học",
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
                Proof::Attested => staff!(first " xem (máy)"),
                Proof::Relayed => staff!(first " xem (thẻ)"),
                Proof::Folder => "Kết quả của máy bên cạnh",
                Proof::Numbers => "Tra theo số giấy tờ",
                Proof::Copied { .. } => "Văn bản sao chép",
            },
            executed: |day, (hour, minute)| format!("Máy kia lúc {day} {hour:02}:{minute:02}"),
            unread: |lines| format!("Số dòng không hiện: {lines}"),
            page: |page, pages| format!("trang {page}/{pages}"),
            left: |left| format!("đóng sau {left:>2} giây"),
            take_card: "Vui lòng lấy thẻ ra",
            masked: staff!("Phần còn lại được ẩn; ", " nhấn F2 để xem."),
            hidden: "Phần còn lại được ẩn.",
            no_end: "không hạn",
            not_sent: "(không ghi)",
            insurer_shape: "Số chữ số khác thường.",
            insurer_check_digit: "Số kiểm tra không khớp. Vui lòng xem lại.",
            insurer_law_code: "Mã luật không có trong danh sách.",
            outside_validity: "Ngày xem nằm ngoài thời hạn.",
            period_reversed: "Ngày đầu và ngày cuối bị ngược.",
        },
        take_card: PromptTexts { ask: "Vui lòng lấy thẻ ra", detail: "Vui lòng đừng để quên thẻ" },
        thanks: PromptTexts { ask: "Xin cảm ơn", detail: "Mời quý vị ngồi chờ" },
        ending: EndingTexts {
            left: |left| format!("Còn {left:>2} giây. "),
            go_on: "Muốn tiếp tục, |vui lòng nhấn phím bất kỳ.",
        },
        trouble: TroubleTexts {
            title: "Chưa xác nhận được",
            my_number_card: "Vui lòng đặt |thẻ My Number",
            visitor: "Quý vị",
            or: "Hoặc",
            between: ", ",
            received: "Nhận",
            service_clock: |time| format!("Giờ của dịch vụ: {time}"),
            opens_again: |time| format!("Mở lại lúc {time}."),
            left: |left| format!("về màn hình đầu sau {left:>2} giây"),
        },
        trouble_of: trouble::<WORD>,
        verdict_of: verdict::<WORD>,
        way_of: |way| match way {
            Way::Portal => "trang マイナポータル",
            Way::Notice => "thông báo (資格情報のお知らせ) và thẻ",
            Way::Certificate => "giấy xác nhận (資格確認書)",
            Way::Statement => "giấy tự khai (被保険者資格申立書)",
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
    }
}

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "Vui lòng đặt lại thẻ và thử lần nữa.";
const fn staff_come<const WORD: usize>() -> &'static str {
    staff!(first " sẽ giúp. Vui lòng chờ một chút.")
}
const NOT_NOW: &str = "Hiện chưa xác nhận được.";
const ONCE_MORE: &str = "Vui lòng thử lại.";
const WAIT: &str = "Vui lòng chờ một chút rồi thử lại.";
const MY_NUMBER_CARD: &str = "Vui lòng đặt thẻ My Number (マイナンバーカード).";

/// Every trouble.
fn trouble<const WORD: usize>(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("Đây không phải thẻ My Number.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => row("Không đọc được thẻ.", "Vui lòng lấy thẻ ra khỏi bao, xem đúng mặt, rồi đặt lại."),
        TroubleKind::CardPulled => row("Thẻ bị lấy ra giữa chừng.", "Vui lòng đặt lại thẻ và để yên đến khi xong."),
        TroubleKind::CardSwapped => row("Một thẻ khác đã được đặt lên.", "Vui lòng chỉ đặt một thẻ của quý vị."),
        TroubleKind::Smartphone => row("Ở đây không dùng được điện thoại.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => {
            row("Thẻ không có chứng thư số (電子証明書).", "Có thể xin cấp ở cơ quan hành chính (市区町村).")
        }
        TroubleKind::CertificateExpired => row(
            "Chứng thư số (電子証明書) đã hết hạn.",
            "Bảo hiểm có thể vẫn còn hiệu lực. Chứng thư số được gia hạn ở cơ quan hành chính (市区町村).",
        ),
        TroubleKind::UnexpectedStatus => row("Chưa đọc được thẻ đúng cách.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("Không đọc được nội dung thẻ.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("Chưa dùng được loại thẻ này.", staff_come::<WORD>()),
        TroubleKind::CardBusy => row("Phần mềm khác đang dùng thẻ.", WAIT),
        TroubleKind::FaceUnsure | TroubleKind::FaceDiffers => {
            row("Không xác nhận được |khuôn mặt.", staff_come::<WORD>())
        }
        TroubleKind::NoDaemon => row("Hệ thống của đầu đọc thẻ đã dừng.", staff_come::<WORD>()),
        TroubleKind::DaemonRefused => row("Máy này không dùng được đầu đọc thẻ.", staff_come::<WORD>()),
        TroubleKind::NoReader => row("Không tìm thấy đầu đọc thẻ.", staff_come::<WORD>()),
        TroubleKind::ReaderGone => row("Đầu đọc thẻ đã bị tháo ra.", staff_come::<WORD>()),
        TroubleKind::ReaderError => row("Đầu đọc thẻ báo lỗi.", staff_come::<WORD>()),
        TroubleKind::ShortReader => row("Với đầu đọc này, không thể xác nhận bằng mắt.", staff_come::<WORD>()),
        TroubleKind::ReaderRestarts => {
            row("Đầu đọc thẻ không trả lời và đang được khởi động lại.", "Xin chờ một chút. Máy sẽ tự tiếp tục.")
        }
        TroubleKind::Unreachable => row("Không kết nối được dịch vụ.", staff_come::<WORD>()),
        TroubleKind::TimedOut => row("Không có trả lời kịp giờ.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("Kết nối bị đứt.", ONCE_MORE),
        TroubleKind::Untrusted | TroubleKind::ServiceExpired | TroubleKind::OldTls => {
            row(NOT_NOW, staff_come::<WORD>())
        }
        TroubleKind::NotRegistered => row("Dịch vụ không chấp nhận máy này.", staff_come::<WORD>()),
        TroubleKind::Garbage | TroubleKind::TooLarge | TroubleKind::WrongType => row(NOT_NOW, ONCE_MORE),
        TroubleKind::OtherCheck => row("Để bảo đảm an toàn, kết quả không hiển thị.", ONCE_MORE),
        TroubleKind::Problem => row("Dịch vụ không tiếp nhận.", staff_come::<WORD>()),
        TroubleKind::HttpStatus => row("Dịch vụ báo lỗi.", ONCE_MORE),
        TroubleKind::Maintenance => row("Dịch vụ đang bảo trì.", staff_come::<WORD>()),
        TroubleKind::Clock => row("Đồng hồ của máy này sai.", staff_come::<WORD>()),
        TroubleKind::TerminalExpired => row("Đăng ký của máy này đã hết hạn.", staff_come::<WORD>()),
        TroubleKind::Busy => row("Dịch vụ đang quá tải.", WAIT),
        TroubleKind::Closed => row("Ngoài giờ phục vụ của dịch vụ.", staff_come::<WORD>()),
        TroubleKind::RelayRefused => row("Để bảo đảm an toàn, việc xác nhận đã dừng.", staff_come::<WORD>()),
        TroubleKind::FolderGone => row("Không mở được thư mục kết quả của máy bên cạnh.", staff_come::<WORD>()),
        TroubleKind::ResultUnreadable => row("Không đọc được kết quả của máy bên cạnh.", staff_come::<WORD>()),
        TroubleKind::ResultLate => {
            row("Kết quả của máy bên cạnh không phải vừa mới có nên không hiển thị.", staff_come::<WORD>())
        }
        TroubleKind::ResultForeign => row("Kết quả là của cơ sở khác nên không hiển thị.", staff_come::<WORD>()),
        TroubleKind::ResultPacked => {
            row("Kết quả của máy bên cạnh là tệp ZIP nên không đọc được.", staff_come::<WORD>())
        }
        TroubleKind::JournalFull => row("Không ghi được nhật ký nên không thể hiện kết quả.", staff_come::<WORD>()),
    }
}

/// Every verdict.
fn verdict<const WORD: usize>(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "CÓ HIỆU LỰC", advice: None },
        VerdictKind::Lost => (
            "HẾT HIỆU LỰC (đã kết thúc)",
            row(
                "Bảo hiểm đã đăng ký đã kết thúc.",
                "Nếu đã đổi bảo hiểm, vui lòng cho xem giấy xác nhận tư cách (資格確認書) mới.",
            ),
        ),
        VerdictKind::NewExists => (
            "HẾT HIỆU LỰC (có cái mới)",
            row(
                "Bảo hiểm này đã kết thúc và đã có bảo hiểm mới.",
                "Vui lòng cho xem giấy xác nhận tư cách (資格確認書) mới.",
            ),
        ),
        VerdictKind::NoMatch => (
            "KHÔNG TÌM THẤY",
            row(
                "Không tìm thấy bảo hiểm đã đăng ký.",
                "Có thể bảo hiểm chưa được đăng ký xong. Vui lòng cho xem giấy xác nhận tư cách (資格確認書).",
            ),
        ),
        VerdictKind::Multiple => {
            ("CÓ NHIỀU KẾT QUẢ", row("Có nhiều hơn một kết quả nên không hiển thị.", staff_come::<WORD>()))
        }
        VerdictKind::Unregistered => {
            ("CHƯA ĐĂNG KÝ (医療扶助)", row("Hỗ trợ y tế (医療扶助) nhưng chưa đăng ký xong.", staff_come::<WORD>()))
        }
        VerdictKind::Unknown => ("KHÔNG RÕ", row("Máy này chưa hỗ trợ mã nhận được.", staff_come::<WORD>())),
        VerdictKind::Inconsistent => {
            ("DỮ LIỆU MÂU THUẪN", row("Thông tin nhận được có mâu thuẫn.", staff_come::<WORD>()))
        }
        VerdictKind::NotStated => {
            ("DỮ LIỆU NHẬP (chưa xét)", row("Dữ liệu nhập không nói bảo hiểm có hiệu lực không.", staff_come::<WORD>()))
        }
        VerdictKind::Refused => {
            ("KHÔNG XÁC NHẬN ĐƯỢC", row("Dịch vụ trả lời là không xác nhận được.", staff_come::<WORD>()))
        }
        VerdictKind::InProgress => ("ĐANG XỬ LÝ", row("Dịch vụ chưa xử lý xong.", ONCE_MORE)),
        VerdictKind::SystemError => ("LỖI HỆ THỐNG", row("Có lỗi bên trong dịch vụ.", staff_come::<WORD>())),
    };
    VerdictTexts { word, advice: Some(advice) }
}
