//! Diagnosis, in Japanese.

use super::super::texts::DiagnosisTexts;
use crate::common::{BundleState, CertificateAge, Extended, FindingDetail, Health, Part, PinState, SoundFault};
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
    report: super::report::TEXTS,
};

fn part(part: Part) -> &'static str {
    match part {
        Part::Daemon => "pcscd",
        Part::DaemonLog => "通信の記録",
        Part::Reader => "リーダー",
        Part::ReaderResets => "復旧",
        Part::Card => "カード",
        Part::Service => "サービス",
        Part::Certificate => "証明書",
        Part::Key => "秘密鍵",
        Part::Folder => "結果の受取",
        Part::Share => "共有",
        Part::Clock => "時計",
        Part::Sync => "時刻合わせ",
        Part::Size => "画面",
        Part::Width => "文字の幅",
        Part::Font => "フォント",
        Part::Sound => "音",
        Part::Locale => "ロケール",
        Part::User => "ユーザー",
        Part::Settings => "設定",
        Part::Bundle => "一括設定",
        Part::StaffAccess => "職員",
        Part::Call => "呼び出し",
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
        Part::Image => "イメージ",
        Part::ImageUpdate => "更新結果",
        Part::Storage => "保存領域",
        Part::Version => "版",
    }
}

fn found(part: Part, said: &FindingDetail) -> String {
    match said {
        FindingDetail::NothingYet => "まだ|応答がありません".to_owned(),
        FindingDetail::NotAsked => "問い合わせていません".to_owned(),
        FindingDetail::NoAnswer => "時間内に|応答がありません".to_owned(),
        FindingDetail::Ready | FindingDetail::Open(None) => "使えます".to_owned(),
        FindingDetail::Card => "使えます|（カードあり）".to_owned(),
        FindingDetail::Empty => "カードはありません".to_owned(),
        FindingDetail::Mute => "応答しない物が|載っています".to_owned(),
        FindingDetail::Open(Some(closes)) => format!("使えます|（{closes} まで）"),
        FindingDetail::Trouble(kind) => kind.code().to_owned(),
        FindingDetail::Reader(name, Extended::Yes) => format!("{name}|（申告では|拡張APDU 対応）"),
        FindingDetail::Reader(name, Extended::No) => format!("{name}|（申告では|拡張APDU 非対応）"),
        FindingDetail::Reader(name, Extended::Unknown) => {
            format!("{name}|（拡張APDU は|カードを置くまで|わかりません）")
        }
        FindingDetail::ShortReader(name) => format!("{name}|（短いAPDU だけ）"),
        FindingDetail::NotUsed(name) => format!("{name}|（使わない設定です）"),
        FindingDetail::Sam(name) => format!("{name}|（リーダー内部の|口なので|使いません）"),
        FindingDetail::NoneMatches(pattern) => format!("{pattern} に合う|リーダーが|ありません"),
        FindingDetail::Times(times) => format!("リーダーが|応答せず、|{times}回|起動し直しました"),
        FindingDetail::MyNumberCard(age, pin) => {
            format!("マイナンバーカード。|{}、|{}", self::age(*age), self::pin(*pin))
        }
        FindingDetail::Until(day) => format!("{}まで", Date::from(*day).in_era()),
        FindingDetail::Ended(day) => format!("{}に|切れました", Date::from(*day).in_era()),
        FindingDetail::Unreadable => "期限が|わかりません".to_owned(),
        FindingDetail::NotRegistered => "まだ|登録されていません".to_owned(),
        FindingDetail::Guarded => "証明書と合い、|ほかの人は|読めません".to_owned(),
        FindingDetail::OpenToOthers(path) => format!("ほかの人も|使えます：|{path}"),
        FindingDetail::Fixed(path) => format!("メニューから|変えられません：|{path}"),
        FindingDetail::Bundle(state) => bundle(state),
        FindingDetail::Off => "使わない|設定です".to_owned(),
        FindingDetail::On => "書けます".to_owned(),
        FindingDetail::Failing(code) if part == Part::Call => format!("届きません |{code}"),
        FindingDetail::Failing(code) => format!("書けません |{code}"),
        FindingDetail::Missing(path) => format!("ありません：|{path}"),
        FindingDetail::Unwritable(path) => format!("書けません：|{path}"),
        FindingDetail::Forbidden(path) => format!("読めません：|{path}"),
        FindingDetail::Lines(0) => "まだ|書かれていません".to_owned(),
        FindingDetail::Lines(lines) => format!("つながっています|（{lines}行）"),
        FindingDetail::Flaws(flaws) => format!("書いた時と|違います|（{flaws}か所）"),
        FindingDetail::Free(path, free) => format!("空き {free} MiB：|{path}"),
        FindingDetail::Time(hour, minute) => format!("{hour:02}:{minute:02}"),
        FindingDetail::Unset => "合っていません".to_owned(),
        FindingDetail::Behind => "遅れています|（このプログラムより|前の時刻です）".to_owned(),
        FindingDetail::Name(name) => name.clone(),
        FindingDetail::ShutOut(host) => format!("ファイアウォールが|通していません：|{host}"),
        FindingDetail::LeftOut(file) => format!("まちがいがあり、|使われていません：|{file}"),
        FindingDetail::KeptBy(name) => format!("{name} が|合わせています"),
        FindingDetail::Unheard(fault) => unheard(*fault).to_owned(),
        FindingDetail::NoTerminal => "端末の中では|ありません".to_owned(),
        FindingDetail::Cells(columns, rows) => format!("{columns}×{rows}"),
        FindingDetail::Narrow(cells) => format!("日本語3文字の幅が|{cells} です|（6 が正常）"),
        FindingDetail::PlainConsole => "この画面は|日本語を|表示できません".to_owned(),
        FindingDetail::AsRoot => "root で|動いています".to_owned(),
        FindingDetail::Wrong(name) if part == Part::Locale => format!("UTF-8 では|ありません|（{name}）"),
        FindingDetail::Wrong(words) => words.clone(),
        FindingDetail::TakenBack(version) => format!("{version} は|正しく動かず、|前の版に|戻しました"),
        FindingDetail::Secured => secured(part).to_owned(),
        FindingDetail::Partly => "USBメモリーだけが|使えません".to_owned(),
        FindingDetail::Exposed => exposed(part).to_owned(),
        FindingDetail::Unknown if part == Part::Font => "fc-list が|ありません".to_owned(),
        FindingDetail::Unknown => "ここからは|わかりません".to_owned(),
    }
}

const fn unheard(fault: SoundFault) -> &'static str {
    match fault {
        SoundFault::NoPlayer => "mpg123 が|ないため、|端末のベルだけが|鳴ります",
        SoundFault::NoFiles => "音のファイルが|足りません",
        SoundFault::NotPlayed => "音を出せる|機器が|ありません",
        SoundFault::Hangs => "再生が|時間内に|終わりませんでした",
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
        Part::StaffAccess => "パスコードを|決めてあります",
        Part::User => "root では|ありません",
        Part::Lockdown | Part::Firewall => "入っています",
        Part::Swap | Part::CoreDumps | Part::SysRq | Part::CtrlAltDel => "止めてあります",
        Part::Logins => "ほかの画面には|ありません",
        Part::Consoles => "作られません",
        Part::Root => "書き込み|できません",
        Part::Usb => "USBメモリーは|使えません",
        Part::Storage => "暗号化されています",
        Part::Updates => "自動で|更新されます",
        Part::Daemon
        | Part::Reader
        | Part::ReaderResets
        | Part::Card
        | Part::Service
        | Part::Certificate
        | Part::Key
        | Part::Folder
        | Part::Clock
        | Part::Size
        | Part::Font
        | Part::Sound
        | Part::Locale
        | Part::Settings
        | Part::Bundle
        | Part::Call
        | Part::Journal
        | Part::HandOff
        | Part::Log
        | Part::Disk
        | Part::Share
        | Part::Image
        | Part::ImageUpdate
        | Part::Version => "問題ありません",
    }
}

const fn exposed(part: Part) -> &'static str {
    match part {
        Part::StaffAccess => "職員用パスコードが|なく、|来た人が|キーボードに|触れます。|職員の操作は|できません",
        Part::DaemonLog => "カードとの通信を |pcscd が|記録しています",
        Part::Share => "設定のとおりに|つながれて|いません",
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
        Part::Storage => "暗号化されていません。|ディスクを|持ち出した人に|読まれます",
        Part::Updates => "自動では|更新されません",
        Part::Daemon
        | Part::Reader
        | Part::ReaderResets
        | Part::Card
        | Part::Service
        | Part::Certificate
        | Part::Key
        | Part::Folder
        | Part::Clock
        | Part::Size
        | Part::Width
        | Part::Sound
        | Part::Locale
        | Part::User
        | Part::Settings
        | Part::Bundle
        | Part::Call
        | Part::Journal
        | Part::HandOff
        | Part::Log
        | Part::Disk
        | Part::Image
        | Part::ImageUpdate
        | Part::Version => "問題があります",
    }
}

const fn remedy_of_sound(fault: SoundFault) -> &'static str {
    match fault {
        SoundFault::NoPlayer => "mpg123 を|インストールしてください。",
        SoundFault::NoFiles => "パッケージを|入れ直すか、|[ui] sounds を|確かめてください。",
        SoundFault::NotPlayed | SoundFault::Hangs => "スピーカーか|イヤホンを|差し直し、|電源を|確かめてください。",
    }
}

fn bundle(state: &BundleState) -> String {
    match state {
        BundleState::NoneYet => "まだ|受け取って|いません".to_owned(),
        BundleState::Taken(serial, when) => format!("番号 {serial}、|{when} に|反映"),
        BundleState::Waits(serial) => format!("番号 {serial} は|空きを|待っています"),
        BundleState::Refused(when, why) => format!("{when} に|受け取らず: {why}"),
        BundleState::Unusable(words) => words.clone(),
    }
}

const fn remedy_of_bundle(state: &BundleState) -> &'static str {
    match state {
        BundleState::NoneYet => {
            "設定を|取りに行く|プログラムを|確かめてください。|手では: uketsuke settings take BUNDLE"
        }
        BundleState::Taken(..) | BundleState::Waits(_) => "",
        BundleState::Refused(..) => "設定は|前の|ままです。|一括設定を|直すか、|署名し直して|もらってください。",
        BundleState::Unusable(_) => "表示の|ファイルか、|設定の [fleet] を|直してください。",
    }
}

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
fn remedy(part: Part, said: &FindingDetail) -> &'static str {
    match (part, said) {
        (_, FindingDetail::Bundle(state)) => remedy_of_bundle(state),
        (Part::Reader | Part::Service, FindingDetail::NothingYet) => "少し待って、|もう一度|調べてください。",
        (Part::Width, FindingDetail::NoAnswer) => "カーソル位置を|答える端末|（foot など）を|使ってください。",
        (_, FindingDetail::NotAsked) => "先に証明書と秘密鍵を|直してください。",
        (_, FindingDetail::NoAnswer) => "ディスク・共有・|ネットワークを|確かめて、|もう一度|調べてください。",
        (_, FindingDetail::Reader(..)) => "暗証番号には|使えます。|職員の確認には|拡張APDU対応の|リーダーが要ります。",
        (_, FindingDetail::ShortReader(_)) => {
            "職員の確認（A）で|サービスが|カードを|確かめるには、|拡張APDU対応の|リーダーが|要ります。|替えるか、|「設定」で|暗証番号（B）に|してください。"
        }
        (_, FindingDetail::NoneMatches(_)) => "「設定」で|リーダーを|選び直してください。",
        (_, FindingDetail::Times(_)) => {
            "続くようなら、|USBケーブルか|差し込み口を|替えてください。|直らなければ、|リーダーを|替えてください。"
        }
        (_, FindingDetail::Mute) => "載っている物を|取り除くか、|カードを|裏返してください。",
        (_, FindingDetail::MyNumberCard(_, PinState::Blocked)) => "持ち主の|市区町村の窓口で|解除できます。",
        (_, FindingDetail::MyNumberCard(..)) => "持ち主の|市区町村の窓口で|更新できます。",
        (_, FindingDetail::Until(_)) => "自動更新が|できていません。|ログと|サービスへの接続を|確かめてください。",
        (_, FindingDetail::Ended(_)) => "新しい登録コードで|この端末を|登録し直してください。",
        (_, FindingDetail::NotRegistered) => "受付を起動し、|画面で|登録してください。",
        (_, FindingDetail::Unreadable) => "この端末を|登録し直してください。",
        (Part::Key, FindingDetail::OpenToOthers(_)) => "chmod 600 にします。|新しい鍵で|登録し直すほうが|安全です。",
        (_, FindingDetail::OpenToOthers(_)) => "受付のユーザーだけが|読み書きできるように|します|（chmod 600）。",
        (_, FindingDetail::Fixed(_)) => "受付のユーザーが|フォルダーに|書けるようにします。",
        (Part::Certificate | Part::Key, FindingDetail::Wrong(_)) => {
            "ファイルを直すか、|この端末を|登録し直してください。"
        }
        (Part::Locale, FindingDetail::Wrong(_)) => "LANG=C.UTF-8 で|起動してください。",
        (Part::Call, FindingDetail::Wrong(_) | FindingDetail::Failing(_)) => {
            "呼び出しを|受ける機器と|ネットワーク、|設定の |[call] を|確かめてください。"
        }
        (_, FindingDetail::Wrong(_)) => "設定ファイルの|その場所を|直してください。",
        (_, FindingDetail::Unheard(fault)) => remedy_of_sound(*fault),
        (_, FindingDetail::Off) => "監査記録を残すには |[journal] dir を|決めてください。",
        (_, FindingDetail::Failing(_)) => "空きを作り、|受付のユーザーが|フォルダーに|書けるようにします。",
        (_, FindingDetail::ShutOut(_)) => {
            "管理者が |systemctl status uketsuke-firewall で|理由を|見てください。|名前が|引けなければ、|host に|アドレスを|書きます。"
        }
        (_, FindingDetail::LeftOut(_)) => "管理者が |systemctl status uketsuke-firewall で|どの行か|見てください。",
        (Part::Share, FindingDetail::Missing(_)) => {
            "資格確認端末の電源と、|通信のケーブルを|確かめてください。|管理者は|uketsuke-share status で|確かめられます。"
        }
        (Part::Share, _) => "管理者が|uketsuke-share on を|実行してください。",
        (_, FindingDetail::Missing(_)) => "フォルダーを作るか、|共有をつないで|ください。",
        (_, FindingDetail::Unwritable(_)) => "受付のユーザーが|書けるようにします。",
        (_, FindingDetail::Forbidden(_)) => "受付のユーザーが|読めるようにします。",
        (_, FindingDetail::Flaws(_)) => {
            "ファイルに触れず、|保守の窓口に|連絡してください|（uketsuke journal verify）。"
        }
        (_, FindingDetail::Free(..)) => "要らない物を消すか、|大きなディスクに|替えてください。",
        (_, FindingDetail::Unset | FindingDetail::Behind) => {
            "時計を合わせ、|時刻サーバーへの|接続を|確かめてください。"
        }
        (Part::Sync, _) => "時刻の同期を|入れてください|（systemd-timesyncd |または chrony）。",
        (_, FindingDetail::Cells(..)) => "80×24 以上に|してください。",
        (_, FindingDetail::Narrow(_)) => "日本語が2桁になる端末|（foot など）を|使ってください。",
        (_, FindingDetail::PlainConsole) => "グラフィック画面|（cage と foot）で|起動してください。",
        (Part::Font, _) => {
            "キオスクのフォントを|入れてください|（fonts-morisawa-bizud-gothic、|fonts-mplus、|fonts-noto-cjk）。"
        }
        (_, FindingDetail::AsRoot) => "受付は専用の|ユーザーで|動かしてください。",
        (Part::DaemonLog, FindingDetail::Unknown) => "管理者が|uketsuke doctor で|確かめてください。",
        (Part::DaemonLog, _) => {
            "pcscd から |--apdu と --debug を|外し、|そのログを|消してください。|暗証番号が|残っているかも|しれません。"
        }
        (Part::StaffAccess, _) => {
            "F10 で|パスコードを|決めてください。|または、|キーボードが|来た人の|手の届かない|ところなら、|設定ファイルに|[identify] keyboard_out_of_reach = true と|書いてください。"
        }
        (_, FindingDetail::TakenBack(_)) => "このまま|使えます。|この版を|保守の窓口に|伝えてください。",
        (Part::Storage, FindingDetail::Exposed) => {
            "この端末には|鍵をしまう|TPM が|ありません。|TPM のある|端末に|替えるか、|端末を|施錠した|ところに|置いてください。"
        }
        (Part::Root, _) => "キオスク用の|イメージを使うか、|ルートを読み取り専用に|してください。",
        (Part::Firewall, FindingDetail::Exposed) => "管理者が|systemctl status nftables で|確かめてください。",
        (Part::Firewall, _) => "管理者が|nft list ruleset で|確かめてください。",
        (Part::Usb, FindingDetail::Partly) => "管理者が|systemctl status usbguard で|確かめてください。",
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
        (
            _,
            FindingDetail::NothingYet
            | FindingDetail::Ready
            | FindingDetail::Card
            | FindingDetail::Empty
            | FindingDetail::Open(_)
            | FindingDetail::Trouble(_)
            | FindingDetail::NotUsed(_)
            | FindingDetail::Sam(_)
            | FindingDetail::Guarded
            | FindingDetail::On
            | FindingDetail::Lines(_)
            | FindingDetail::Time(..)
            | FindingDetail::Name(_)
            | FindingDetail::KeptBy(_)
            | FindingDetail::NoTerminal
            | FindingDetail::Secured
            | FindingDetail::Partly
            | FindingDetail::Exposed
            | FindingDetail::Unknown,
        ) => "",
    }
}
