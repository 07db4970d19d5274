//! The four steps of a visit, which the bar at the top shows, the present one marked.

use crate::common::{Language, Method, Proof};
use crate::visit::view::Screen;

/// Where in a visit a screen stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which of the four it is, from 0.
    pub index: usize,
    /// The way in which this visit confirms, as far as the screen tells.
    method: Option<Method>,
}

impl Step {
    /// The step of a screen; none where the visit does not go on.
    #[must_use]
    pub const fn of(screen: &Screen<'_>) -> Option<Self> {
        let (index, method) = match screen {
            Screen::Waiting { missing: None, method, .. } | Screen::Reading { method } => (0, Some(*method)),
            Screen::Pin { .. } | Screen::LastTry { .. } => (1, Some(Method::Pin)),
            Screen::Staff { .. } => (1, Some(Method::Staff)),
            Screen::Checking { method, .. } => (2, Some(*method)),
            Screen::Panel(panel) => match panel.proof {
                Proof::Pin => (3, Some(Method::Pin)),
                Proof::Attested | Proof::Relayed => (3, Some(Method::Staff)),
                Proof::Folder | Proof::Copied { .. } | Proof::Numbers => return None,
            },
            Screen::TakeCard => (3, None),
            Screen::Waiting { missing: Some(_), .. }
            | Screen::Listening { .. }
            | Screen::NoPin { .. }
            | Screen::NoRelay
            | Screen::Thanks
            | Screen::Trouble { .. } => return None,
        };
        Some(Self { index, method })
    }

    /// The words of all four: the card is put on, the person is identified, the service is asked, the card is taken.
    #[must_use]
    pub const fn words(self, language: Language) -> [&'static str; 4] {
        let ([place, check, take], [pin, face, either]) = match language {
            Language::Japanese => (["置く", "確認", "取る"], ["暗証番号", "お顔", "本人確認"]),
            Language::Easy => (["おく", "しらべる", "とる"], ["4つの数字", "かお", "本人かくにん"]),
            Language::English => (["Place card", "Check", "Take card"], ["PIN", "Face", "Identity"]),
            Language::Chinese => (["放卡", "确认", "取卡"], ["密码", "面部", "身份"]),
            Language::Korean => (["놓기", "확인", "빼기"], ["비밀번호", "얼굴", "본인 확인"]),
            Language::Vietnamese => (["Đặt thẻ", "Kiểm tra", "Lấy thẻ"], ["PIN", "Khuôn mặt", "Danh tính"]),
            Language::Portuguese => (["Cartão", "Consulta", "Retirar"], ["Senha", "Rosto", "Identidade"]),
        };
        let identify = match self.method {
            Some(Method::Pin) => pin,
            Some(Method::Staff) => face,
            None => either,
        };
        [place, identify, check, take]
    }
}
