//! The report for support, in Japanese.

use super::super::desk_texts::ReportTexts;

pub(super) const TEXTS: ReportTexts = ReportTexts {
    title: "サポート用の|報告",
    codes_key: "QR",
    file_key: "ファイル",
    making: "報告を|作っています…",
    next: "次へ",
    scan: "すべての|QRコードを|スマートフォンで|読み取り、|文字を|サポートに|送ってください。|順番は|問いません。",
    nameless: "個人情報や|パスコードは|含みません。",
    no_place: "この|画面の|大きさでは、|QRコードを|表示できません。|前の|画面で|2|（ファイル）を|押してください。",
    written: "この|ファイルを、|サポートに|送ってください。",
    no_folder: "書き込める|フォルダーが|ありません。|前の|画面で|1|（QR）を|押してください。",
    not_written: "ファイルに|書けません。|前の|画面で|1|（QR）を|押してください。",
};
