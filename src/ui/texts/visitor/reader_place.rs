//! Where the card reader stands, in every language.

use crate::common::{Language, ReaderPlace};

/// The sentence for this place.
#[must_use]
pub const fn reader_at(place: ReaderPlace, language: Language) -> &'static str {
    let [front, left, right, below] = match language {
        Language::Japanese => [
            "カードリーダーは、|画面の手前に|あります",
            "カードリーダーは、|画面の左に|あります",
            "カードリーダーは、|画面の右に|あります",
            "カードリーダーは、|画面の下に|あります",
        ],
        Language::Easy => [
            "機械は |がめんの 前に あります",
            "機械は |がめんの 左に あります",
            "機械は |がめんの 右に あります",
            "機械は |がめんの 下に あります",
        ],
        Language::English => [
            "The card reader is |in front of the screen",
            "The card reader is |to the left of the screen",
            "The card reader is |to the right of the screen",
            "The card reader is |below the screen",
        ],
        Language::Chinese => {
            ["读卡器在|屏幕的前面", "读卡器在|屏幕的左边", "读卡器在|屏幕的右边", "读卡器在|屏幕的下面"]
        }
        Language::Korean => [
            "카드 리더는 |화면 앞에 있습니다",
            "카드 리더는 |화면 왼쪽에 있습니다",
            "카드 리더는 |화면 오른쪽에 있습니다",
            "카드 리더는 |화면 아래에 있습니다",
        ],
        Language::Vietnamese => [
            "Đầu đọc thẻ ở |phía trước màn hình",
            "Đầu đọc thẻ ở |bên trái màn hình",
            "Đầu đọc thẻ ở |bên phải màn hình",
            "Đầu đọc thẻ ở |bên dưới màn hình",
        ],
        Language::Portuguese => [
            "O leitor de cartões está |na frente da tela",
            "O leitor de cartões está |à esquerda da tela",
            "O leitor de cartões está |à direita da tela",
            "O leitor de cartões está |abaixo da tela",
        ],
    };
    match place {
        ReaderPlace::Front => front,
        ReaderPlace::Left => left,
        ReaderPlace::Right => right,
        ReaderPlace::Below => below,
    }
}
