//! Diagnosis.

use crate::eligibility::Date;
use crate::reception::diagnosis::{Health, Part, Said};

/// The page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by the part of the screen")]
pub struct Diagnosis {
    pub title: &'static str,
    pub part: fn(Part) -> &'static str,
    pub health: fn(Health) -> &'static str,
    /// A trouble is explained by the catalogue's own words and has none here.
    pub said: fn(&Said) -> String,
}

pub(super) const JA: Diagnosis = Diagnosis {
    title: "診断",
    part: |part| match part {
        Part::Reader => "リーダー",
        Part::Service => "サービス",
        Part::Certificate => "証明書",
        Part::Folder => "結果の受取",
        Part::Clock => "時計",
        Part::Journal => "監査記録",
        Part::HandOff => "受け渡し",
        Part::Log => "ログ",
        Part::Settings => "設定",
        Part::Version => "版",
    },
    health: |health| match health {
        Health::Fine => "正常",
        Health::Look => "注意",
        Health::Broken => "異常",
    },
    said: |said| match said {
        Said::NothingYet => "まだ応答がありません".to_owned(),
        Said::Ready | Said::Open(None) => "使えます".to_owned(),
        Said::Card => "使えます（カードあり）".to_owned(),
        Said::Mute => "応答しない物が載っています".to_owned(),
        Said::Open(Some(closes)) => format!("使えます（{closes} まで）"),
        Said::Trouble(kind) => kind.code().to_owned(),
        Said::Until(day) => format!("{}まで", Date::from(*day).in_era()),
        Said::Ended(day) => format!("{}に切れました", Date::from(*day).in_era()),
        Said::Unreadable => "期限がわかりません".to_owned(),
        Said::Off => "使わない設定です".to_owned(),
        Said::On => "書いています".to_owned(),
        Said::Failing(code) => format!("書けません {code}"),
        Said::Time(hour, minute) => format!("{hour:02}:{minute:02}"),
        Said::Unset => "合っていません".to_owned(),
        Said::Name(name) => name.clone(),
    },
};

pub(super) const EN: Diagnosis = Diagnosis {
    title: "Diagnosis",
    part: |part| match part {
        Part::Reader => "Reader",
        Part::Service => "Service",
        Part::Certificate => "Certif.",
        Part::Folder => "Results",
        Part::Clock => "Clock",
        Part::Journal => "Journal",
        Part::HandOff => "Hand-off",
        Part::Log => "Log",
        Part::Settings => "Settings",
        Part::Version => "Version",
    },
    health: |health| match health {
        Health::Fine => "ok",
        Health::Look => "look",
        Health::Broken => "bad",
    },
    said: |said| match said {
        Said::NothingYet => "no answer yet".to_owned(),
        Said::Ready => "ready".to_owned(),
        Said::Card => "ready, a card lies there".to_owned(),
        Said::Mute => "what lies there is mute".to_owned(),
        Said::Open(None) => "open".to_owned(),
        Said::Open(Some(closes)) => format!("open until {closes}"),
        Said::Trouble(kind) => kind.code().to_owned(),
        Said::Until(day) => format!("good until {day}"),
        Said::Ended(day) => format!("ended on {day}"),
        Said::Unreadable => "its end is not known".to_owned(),
        Said::Off => "off in the settings".to_owned(),
        Said::On => "being written".to_owned(),
        Said::Failing(code) => format!("cannot be written {code}"),
        Said::Time(hour, minute) => format!("{hour:02}:{minute:02}"),
        Said::Unset => "not set".to_owned(),
        Said::Name(name) => name.clone(),
    },
};
