//! Diagnosis, in Japanese.

use super::super::texts::DiagnosisTexts;
use crate::common::card::{CertificateAge, Extended, PinState};
use crate::common::finding::{Health, Part, Said};
use crate::eligibility::Date;

pub(super) const TEXTS: DiagnosisTexts = DiagnosisTexts {
    title: "診断",
    part,
    health: |health| match health {
        Health::Fine => "正常",
        Health::Look => "注意",
        Health::Broken => "異常",
    },
    found,
    remedy,
    count: |broken, look| format!("異常 {broken}  注意 {look}"),
    looking: "調べています…",
    again: "調べ直す",
};

fn part(part: Part) -> &'static str {
    match part {
        Part::Daemon => "pcscd",
        Part::DaemonLog => "通信の記録",
        Part::Reader => "リーダー",
        Part::Card => "カード",
        Part::Service => "サービス",
        Part::Certificate => "証明書",
        Part::Key => "秘密鍵",
        Part::Folder => "結果の受取",
        Part::Clock => "時計",
        Part::Sync => "時刻合わせ",
        Part::Size => "画面",
        Part::Width => "文字の幅",
        Part::Font => "フォント",
        Part::Locale => "ロケール",
        Part::User => "ユーザー",
        Part::Settings => "設定",
        Part::Journal => "監査記録",
        Part::HandOff => "受け渡し",
        Part::Log => "ログ",
        Part::Disk => "ディスク",
        Part::Lockdown => "端末の保護",
        Part::Swap => "スワップ",
        Part::CoreDumps => "ダンプ",
        Part::SysRq => "SysRq",
        Part::CtrlAltDel => "再起動キー",
        Part::Logins => "ログイン",
        Part::Consoles => "別の画面",
        Part::Root => "ルート",
        Part::Firewall => "通信制限",
        Part::Usb => "USB",
        Part::Updates => "自動更新",
        Part::Version => "版",
    }
}

fn found(part: Part, said: &Said) -> String {
    match said {
        Said::NothingYet => "まだ|応答がありません".to_owned(),
        Said::NotAsked => "問い合わせていません".to_owned(),
        Said::NoAnswer => "時間内に|応答がありません".to_owned(),
        Said::Ready | Said::Open(None) => "使えます".to_owned(),
        Said::Card => "使えます|（カードあり）".to_owned(),
        Said::Empty => "カードはありません".to_owned(),
        Said::Mute => "応答しない物が|載っています".to_owned(),
        Said::Open(Some(closes)) => format!("使えます|（{closes} まで）"),
        Said::Trouble(kind) => kind.code().to_owned(),
        Said::Reader(name, Extended::Yes) => format!("{name}|（申告では|拡張APDU 対応）"),
        Said::Reader(name, Extended::No) => format!("{name}|（申告では|拡張APDU 非対応）"),
        Said::Reader(name, Extended::Unknown) => format!("{name}|（拡張APDU は|カードを置くまで|わかりません）"),
        Said::NotUsed(name) => format!("{name}|（使わない設定です）"),
        Said::Sam(name) => format!("{name}|（リーダー内部の|口なので|使いません）"),
        Said::NoneMatches(pattern) => format!("{pattern} に合う|リーダーが|ありません"),
        Said::MyNumberCard(age, pin) => format!("マイナンバーカード。|{}、|{}", self::age(*age), self::pin(*pin)),
        Said::Until(day) => format!("{}まで", Date::from(*day).in_era()),
        Said::Ended(day) => format!("{}に|切れました", Date::from(*day).in_era()),
        Said::Unreadable => "期限が|わかりません".to_owned(),
        Said::NotRegistered => "まだ|登録されていません".to_owned(),
        Said::Guarded => "証明書と合い、|ほかの人は|読めません".to_owned(),
        Said::OpenToOthers(path) => format!("ほかの人も|使えます：|{path}"),
        Said::Fixed(path) => format!("メニューから|変えられません：|{path}"),
        Said::Off => "使わない|設定です".to_owned(),
        Said::On => "書けます".to_owned(),
        Said::Failing(code) => format!("書けません |{code}"),
        Said::Missing(path) => format!("ありません：|{path}"),
        Said::Unwritable(path) => format!("書けません：|{path}"),
        Said::Forbidden(path) => format!("読めません：|{path}"),
        Said::Lines(0) => "まだ|書かれていません".to_owned(),
        Said::Lines(lines) => format!("つながっています|（{lines}行）"),
        Said::Flaws(flaws) => format!("書いた時と|違います|（{flaws}か所）"),
        Said::Free(path, free) => format!("空き {free} MiB：|{path}"),
        Said::Time(hour, minute) => format!("{hour:02}:{minute:02}"),
        Said::Unset => "合っていません".to_owned(),
        Said::Behind => "遅れています|（このプログラムより|前の時刻です）".to_owned(),
        Said::Name(name) => name.clone(),
        Said::KeptBy(name) => format!("{name} が|合わせています"),
        Said::NoTerminal => "端末の中では|ありません".to_owned(),
        Said::Cells(columns, rows) => format!("{columns}×{rows}"),
        Said::Narrow(cells) => format!("日本語3文字の幅が|{cells} です|（6 が正常）"),
        Said::PlainConsole => "この画面は|日本語を|表示できません".to_owned(),
        Said::AsRoot => "root で|動いています".to_owned(),
        Said::Wrong(name) if part == Part::Locale => format!("UTF-8 では|ありません|（{name}）"),
        Said::Wrong(words) => words.clone(),
        Said::Secured => secured(part).to_owned(),
        Said::Partly => "USBメモリーだけが|使えません".to_owned(),
        Said::Exposed => exposed(part).to_owned(),
        Said::Unknown if part == Part::Font => "fc-list が|ありません".to_owned(),
        Said::Unknown => "ここからは|わかりません".to_owned(),
    }
}

const fn age(age: CertificateAge) -> &'static str {
    match age {
        CertificateAge::Valid => "証明書は有効",
        CertificateAge::Grace => "証明書は期限切れ|（3か月以内）",
        CertificateAge::LongExpired => "証明書は期限切れ",
    }
}

fn pin(pin: PinState) -> String {
    match pin {
        PinState::Left(left) => format!("暗証番号は|あと{left}回"),
        PinState::Blocked => "暗証番号は|ロック中".to_owned(),
        PinState::Absent => "暗証番号なし".to_owned(),
    }
}

const fn secured(part: Part) -> &'static str {
    match part {
        Part::DaemonLog => "カードとの通信は|記録されません",
        Part::Sync => "合わせています",
        Part::Width => "1文字2桁です",
        Part::User => "root では|ありません",
        Part::Lockdown | Part::Firewall => "入っています",
        Part::Swap | Part::CoreDumps | Part::SysRq | Part::CtrlAltDel => "止めてあります",
        Part::Logins => "ほかの画面には|ありません",
        Part::Consoles => "作られません",
        Part::Root => "書き込み|できません",
        Part::Usb => "USBメモリーは|使えません",
        Part::Updates => "自動で|更新されます",
        _ => "問題ありません",
    }
}

const fn exposed(part: Part) -> &'static str {
    match part {
        Part::DaemonLog => "カードとの通信を |pcscd が|記録しています",
        Part::Sync => "時刻を|合わせていません",
        Part::Font => "日本語の|フォントが|ありません",
        Part::Lockdown => "切れています。|ほかの操作も|できます",
        Part::Swap | Part::CoreDumps => "メモリーの内容が|ディスクに|残ります",
        Part::SysRq => "キーが|効きます",
        Part::CtrlAltDel => "Ctrl+Alt+Del が|効きます",
        Part::Logins => "ほかの画面で|できます",
        Part::Consoles => "開けます",
        Part::Root => "書き込めます",
        Part::Firewall => "ありません",
        Part::Usb => "USBメモリーが|使えます",
        Part::Updates => "自動では|更新されません",
        _ => "問題があります",
    }
}

fn remedy(part: Part, said: &Said) -> &'static str {
    match (part, said) {
        (Part::Reader | Part::Service, Said::NothingYet) => "少し待って、|もう一度|調べてください。",
        (Part::Width, Said::NoAnswer) => "カーソル位置を|答える端末|（foot など）を|使ってください。",
        (_, Said::NotAsked) => "先に証明書と秘密鍵を|直してください。",
        (_, Said::NoAnswer) => "ディスク・共有・|ネットワークを|確かめて、|もう一度|調べてください。",
        (_, Said::Reader(..)) => "暗証番号には|使えます。|職員の確認には|拡張APDU対応の|リーダーが要ります。",
        (_, Said::NoneMatches(_)) => "「設定」で|リーダーを|選び直してください。",
        (_, Said::Mute) => "載っている物を|取り除くか、|カードを|裏返してください。",
        (_, Said::MyNumberCard(_, PinState::Blocked)) => "持ち主の|市区町村の窓口で|解除できます。",
        (_, Said::MyNumberCard(..)) => "持ち主の|市区町村の窓口で|更新できます。",
        (_, Said::Until(_)) => "自動更新が|できていません。|ログと|サービスへの接続を|確かめてください。",
        (_, Said::Ended(_)) => "新しい登録コードで|この端末を|登録し直してください。",
        (_, Said::NotRegistered) => "受付を起動し、|画面で|登録してください。",
        (_, Said::Unreadable) => "この端末を|登録し直してください。",
        (Part::Key, Said::OpenToOthers(_)) => "chmod 600 にします。|新しい鍵で|登録し直すほうが|安全です。",
        (_, Said::OpenToOthers(_)) => "受付のユーザーだけが|読み書きできるように|します|（chmod 600）。",
        (_, Said::Fixed(_)) => "受付のユーザーが|フォルダーに|書けるようにします。",
        (Part::Certificate | Part::Key, Said::Wrong(_)) => "ファイルを直すか、|この端末を|登録し直してください。",
        (Part::Locale, Said::Wrong(_)) => "LANG=C.UTF-8 で|起動してください。",
        (_, Said::Wrong(_)) => "設定ファイルの|その場所を|直してください。",
        (_, Said::Off) => "監査記録を残すには |[journal] dir を|決めてください。",
        (_, Said::Failing(_)) => "空きを作り、|受付のユーザーが|フォルダーに|書けるようにします。",
        (_, Said::Missing(_)) => "フォルダーを作るか、|共有をつないで|ください。",
        (_, Said::Unwritable(_)) => "受付のユーザーが|書けるようにします。",
        (_, Said::Forbidden(_)) => "受付のユーザーが|読めるようにします。",
        (_, Said::Flaws(_)) => "ファイルに触れず、|保守の窓口に|連絡してください|（uketsuke journal verify）。",
        (_, Said::Free(..)) => "要らない物を消すか、|大きなディスクに|替えてください。",
        (_, Said::Unset | Said::Behind) => "時計を合わせ、|時刻サーバーへの|接続を|確かめてください。",
        (Part::Sync, _) => "時刻の同期を|入れてください|（systemd-timesyncd |または chrony）。",
        (_, Said::Cells(..)) => "80×24 以上に|してください。",
        (_, Said::Narrow(_)) => "日本語が2桁になる端末|（foot など）を|使ってください。",
        (_, Said::PlainConsole) => "グラフィック画面|（cage と foot）で|起動してください。",
        (Part::Font, _) => "日本語のフォントを|入れてください|（fonts-noto-cjk など）。",
        (_, Said::AsRoot) => "受付は専用の|ユーザーで|動かしてください。",
        (Part::DaemonLog, Said::Unknown) => "管理者が|uketsuke doctor で|確かめてください。",
        (Part::DaemonLog, _) => {
            "pcscd から |--apdu と --debug を|外し、|そのログを|消してください。|暗証番号が|残っているかも|しれません。"
        }
        (Part::Root, _) => "キオスク用の|イメージを使うか、|ルートを読み取り専用に|してください。",
        (Part::Firewall, Said::Exposed) => "管理者が|systemctl status nftables で|確かめてください。",
        (Part::Firewall, _) => "管理者が|nft list ruleset で|確かめてください。",
        (Part::Usb, Said::Partly) => "管理者が|systemctl status usbguard で|確かめてください。",
        (
            Part::Lockdown
            | Part::Swap
            | Part::CoreDumps
            | Part::SysRq
            | Part::CtrlAltDel
            | Part::Logins
            | Part::Consoles
            | Part::Usb
            | Part::Updates,
            _,
        ) => "管理者が|uketsuke-lockdown on を|実行してください。",
        _ => "",
    }
}
