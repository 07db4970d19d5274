//! What stays open until it is settled, in Japanese.

use super::super::desk_texts::OpenItemsTexts;
use crate::visit::{Mark, MarkRefusal};

pub(super) const TEXTS: OpenItemsTexts = OpenItemsTexts {
    title: "確認が残っているもの",
    none: "残っているものは|ありません。",
    count: |shown, older| match older {
        0 => format!("残り {shown}"),
        _ => format!("残り {}（古い {older} は記録にだけあります）", shown + older),
    },
    reading: "これまでの記録を読んでいます。",
    in_part: "記録の一部を読めず、足りないかもしれません。",
    in_memory: "記録を残さない設定です。再起動で消えます。",
    open: "開く",
    when: "日時",
    entry: "職員の入力です。|サービスは|確認していません。",
    answer: "あとで|確認サービスで|確かめてください。",
    act: |mark| match mark {
        Mark::Done => "確認した",
        Mark::NotNeeded => "確認は不要",
        Mark::Struck => "取り消す（入力の誤り）",
    },
    then: |mark| match mark {
        Mark::Done => "確認が|すんだことを|記録し、|一覧から|外します。",
        Mark::NotNeeded => "確認しないことを|記録し、|一覧から|外します。",
        Mark::Struck => "入力の|取り消しを|記録します。|もとの記録は|残ります。|取り消しは|元に戻せません。",
    },
    sure: "はい、記録する",
    recording: "記録しています",
    recorded: |mark| match mark {
        Mark::Done | Mark::NotNeeded => "記録しました。",
        Mark::Struck => "取り消しを|記録しました。",
    },
    handed: |handed| {
        if handed {
            "レセコンにも、|取り消しの|ファイルを|渡します。"
        } else {
            "レセコンに、|取り消しの|ファイルは|渡しません。"
        }
    },
    refused: "記録できません",
    refusal: |refusal| match refusal {
        MarkRefusal::NotOpen => "すでに|記録が|すんでいます。|二度は|記録しません。",
        MarkRefusal::NotAnEntry => "サービスの回答は|取り消せません。",
        MarkRefusal::Reading => "これまでの記録を|読んでいます。|少し待って、|もう一度お試しください。",
        MarkRefusal::NotWritten => {
            "記録に|書き込めません（K-601）。|ディスクの空きを|確かめて、|もう一度お試しください。"
        }
    },
};
