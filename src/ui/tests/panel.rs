//! The answer.

use super::*;
use crate::common::Proof;
use crate::eligibility::verdict::{Verdict, VerdictKind};
use crate::visit::view::{PanelView, Screen};

/// The text of all pages.
fn all_pages(persona: &str, language: Language, size: (u16, u16)) -> String {
    all_pages_by(Proof::Pin, persona, language, size)
}

/// The same of an answer that was proved so.
fn all_pages_by(proof: Proof, persona: &str, language: Language, size: (u16, u16)) -> String {
    let message = samples::message(persona).unwrap();
    let verdict = Verdict::of(&message);
    let page = |page| {
        let screen = Screen::Panel(PanelView {
            verdict: &verdict,
            message: &message,
            proof,
            page,
            masked: false,
            revealable: true,
            left: std::time::Duration::from_secs(60),
            card_present: true,
        });
        let view = seen(language, screen);
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        terminal.draw(|frame| draw(frame, &view, &DEMO)).unwrap();
        words(terminal.backend().buffer())
    };
    (0..8).map(page).collect()
}

#[test]
fn only_a_confirmed_qualification_is_called_valid() {
    everywhere(|sample, texts, buffer, context| {
        let view = sample.view(texts.language).filter(|view| view.note.is_none());
        let Some(Screen::Panel(PanelView { verdict, .. })) = view.map(|view| view.screen) else {
            return;
        };
        let band = rows(buffer).into_iter().find(|row| row.starts_with('[')).unwrap();
        let (sign, word) = band.split_once(']').unwrap();
        assert_eq!(sign == "[OK", verdict.is_confirmed(), "{context}: {band}");
        let confirmed = (texts.verdict_of)(VerdictKind::Confirmed).word;
        let valid = word.trim_start().starts_with(confirmed);
        assert_eq!(valid, verdict.is_confirmed(), "{context}: {band}");
        assert!(verdict.is_confirmed() || !word.contains("有効"), "{context}: {band}");
    });
}

#[test]
fn the_signs_alone_tell_yes_from_no_from_unclear() {
    for (persona, sign) in [
        ("valid-kumiai", "[OK]"),
        ("cert-soon", "[OK]"),
        ("lost", "[NG]"),
        ("newqual", "[NG]"),
        ("dv-refused", "[NG]"),
        ("none", "[--]"),
        ("multiple", "[??]"),
        ("aid", "[??]"),
        ("double", "[??]"),
        ("unknown", "[??]"),
        ("code9", "[!!]"),
    ] {
        let buffer = drawn(&sample(&format!("panel-{persona}")), Language::Japanese, (48, 16), &DEMO);
        assert_says(&buffer, sign, persona);
    }
}

#[test]
fn everything_that_was_sent_is_on_one_of_the_pages() {
    for size in SIZES {
        let text = all_pages("valid-kumiai", Language::Japanese, size);
        for expected in [
            "氏名試験花子",
            "フリガナシケンハナコ",
            "生年月日平成2年4月1日",
            "性別女",
            "保険者番号06139992",
            "保険者名架空健康保険組合",
            "記号試験",
            "番号0012345",
            "枝番01",
            "本人・家族家族",
            "被保険者氏名試験太郎",
            "区分一般",
            "資格取得日令和5年4月1日",
            "確認日令和8年11月22日",
            "住所架空県試験市一丁目１－１",
        ] {
            assert!(text.contains(expected), "{size:?}: {expected}");
        }
        let text = all_pages("valid-70s", Language::Japanese, size);
        for expected in ["高齢受給者証", "負担割合2割", "有効終了日令和13年7月31日"] {
            assert!(text.contains(expected), "{size:?}: {expected}");
        }
    }
}

#[test]
fn what_was_not_sent_has_no_row() {
    let text = all_pages("valid-kokuho", Language::Japanese, (80, 24));
    for label in ["枝番", "負担割合", "資格喪失日", "喪失事由", "高齢受給者証"] {
        assert!(!text.contains(label), "{label}");
    }
}

#[test]
fn a_foreigner_reads_dates_and_shares_in_forms_that_need_no_era() {
    let text = all_pages("valid-70s", Language::English, (80, 24));
    assert!(text.contains("Validto2031-07-31") && text.contains("Youpay20%"), "{text}");
}

#[test]
fn what_staff_copy_is_on_the_first_page_and_sex_and_address_never_are() {
    for persona in ["valid-kumiai", "valid-70s", "valid-kokuho", "lost", "zairyu"] {
        let message = samples::message(persona).unwrap();
        let entry = message.message_body.result_list.entries.first().unwrap();
        let number = squeezed(&entry.number.as_ref().unwrap().shown());
        for language in LANGUAGES {
            let labels = &Texts::of(language).panel.labels;
            for size in [(80, 24), (100, 30), (128, 40), (200, 60)] {
                let first = words(&drawn(&sample(&format!("panel-{persona}")), language, size, &DEMO));
                if persona != "lost" {
                    for copied in [&squeezed(labels.insurer_number), &number] {
                        assert!(first.contains(copied), "{persona} {language:?} {size:?}: {first}");
                    }
                }
                for never in [labels.sex, labels.address].map(|label| format!("{label}  ")) {
                    let rows = rows(&drawn(&sample(&format!("panel-{persona}")), language, size, &DEMO));
                    assert!(
                        !rows.iter().any(|row| row.starts_with(&never)),
                        "{persona} {language:?} {size:?}: {never}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_staff_copy_of_an_ordinary_answer_takes_two_pages_on_an_ordinary_screen() {
    for name in ["panel-valid-kumiai", "panel-valid-70s", "panel-infant"] {
        let said = words(&drawn(&sample(name), Language::Japanese, (80, 24), &DEMO));
        assert!(said.contains(&squeezed(&(Texts::of(Language::Japanese).panel.page)(1, 2))), "{name}: {said}");
    }
}

#[test]
fn answers_that_fit_no_one_person_show_no_person() {
    for persona in ["multiple", "none", "dv-refused", "newqual", "double", "unknown", "code9"] {
        let text = all_pages(persona, Language::Japanese, (200, 60));
        for label in ["氏名", "生年月日", "保険者番号", "住所"] {
            assert!(!text.contains(label), "{persona}: {label}");
        }
    }
}

#[test]
fn what_is_lost_is_shown_for_reference_only_and_never_on_green() {
    let buffer = drawn(&sample("panel-lost"), Language::Japanese, (128, 40), &DEMO);
    assert_says(&buffer, "参考", "");
    assert_says(&buffer, "資格喪失日令和8年10月1日", "");
    let green = DEMO.theme.band(super::super::theme::Tone::Good).bg;
    assert!(buffer.content.iter().all(|cell| Some(cell.bg) != green));
}

#[test]
fn a_notice_is_shown_verbatim_with_its_code() {
    for size in SIZES {
        let text = all_pages("cert-grace", Language::Japanese, size);
        assert!(
            text.contains(
                "TEST-CERT-GRACE【模擬】電子証明書の有効期限が切れています。猶予期間中のため資格を確認しました。"
            ),
            "{size:?}"
        );
        let text = all_pages("code9", Language::English, size);
        assert!(text.contains("TEST-SYSTEM"), "{size:?}");
    }
}

#[test]
fn an_unknown_code_is_on_the_screen_with_its_element() {
    let text = all_pages("unknown", Language::Japanese, (48, 16));
    assert!(text.contains("QualificationValidity"), "{text}");
}

#[test]
fn a_wrong_check_digit_is_a_small_word_and_changes_no_verdict() {
    let buffer = drawn(&sample("panel-check-digit"), Language::Japanese, (80, 24), &DEMO);
    assert_says(&buffer, "[OK]有効", "");
    assert_says(&buffer, "検証番号が合いません", "");
}

#[test]
fn an_unreadable_character_of_a_name_stays_visible() {
    assert!(all_pages("gaiji", Language::Japanese, (48, 16)).contains('●'));
}

#[test]
fn a_result_of_another_terminal_says_so_and_when_on_every_screen() {
    for size in SIZES {
        let text = words(&drawn(&sample("panel-folder"), Language::Japanese, size, &DEMO));
        assert!(
            text.contains("資格確認端末の結果") && text.contains("端末の確認令和8年11月22日10:30"),
            "{size:?} {text}"
        );
        let text = words(&drawn(&sample("panel-folder"), Language::English, size, &DEMO));
        assert!(text.contains("Confirmedthere2026-11-2210:30"), "{size:?} {text}");
        let text = words(&drawn(&sample("panel-valid-kumiai"), Language::Japanese, size, &DEMO));
        assert!(!text.contains("端末"), "{size:?} {text}");
    }
}

#[test]
fn a_copied_text_says_what_it_is_and_that_it_states_no_verdict() {
    for size in SIZES {
        let buffer = drawn(&sample("panel-imported"), Language::Japanese, size, &DEMO);
        for sentence in ["[--]取込データ（判定の記載なし）", "取り込んだテキスト", "表示していない行：2"]
        {
            assert_says(&buffer, sentence, &format!("{size:?}"));
        }
    }
    let buffer = drawn(&sample("panel-imported"), Language::Japanese, (128, 40), &DEMO);
    assert_says(&buffer, "氏名試験花子", "");
    assert!(!words(&buffer).contains("不明"), "what the text does not say has no row");
    let green = DEMO.theme.band(super::super::theme::Tone::Good).bg;
    assert!(buffer.content.iter().all(|cell| Some(cell.bg) != green));
}

#[test]
fn the_card_is_called_for_while_it_is_there_and_its_going_moves_nothing() {
    let mut both = Vec::new();
    for card_present in [true, false] {
        let message = samples::message("valid-kumiai").unwrap();
        let verdict = Verdict::of(&message);
        let screen = Screen::Panel(PanelView {
            verdict: &verdict,
            message: &message,
            proof: crate::common::method::Proof::Pin,
            page: 0,
            masked: false,
            revealable: true,
            left: std::time::Duration::from_secs(60),
            card_present,
        });
        let view = seen(Language::Japanese, screen);
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        terminal.draw(|frame| draw(frame, &view, &DEMO)).unwrap();
        both.push(rows(terminal.backend().buffer()));
    }
    let changed: Vec<_> = both[0].iter().zip(&both[1]).filter(|(with, without)| with != without).collect();
    let squeezed = changed.iter().map(|(with, without)| (squeezed(with), squeezed(without))).collect::<Vec<_>>();
    let page = super::squeezed(&(Texts::of(Language::Japanese).panel.page)(1, 2));
    assert_eq!(squeezed, [(format!("カードをお取りください{page}"), page)]);
}

#[test]
fn a_reference_number_shows_with_its_label_and_is_masked_with_the_rest() {
    let mut message = samples::message("valid-kumiai").unwrap();
    message.message_body.result_list.entries[0].reference_number = Some("000777".into());
    let verdict = Verdict::of(&message);
    for language in LANGUAGES {
        let said = |masked| {
            let pages = (0..8).map(|page| {
                let screen = Screen::Panel(PanelView {
                    verdict: &verdict,
                    message: &message,
                    proof: crate::common::method::Proof::Folder,
                    page,
                    masked,
                    revealable: true,
                    left: std::time::Duration::from_secs(60),
                    card_present: false,
                });
                let view = seen(language, screen);
                let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
                terminal.draw(|frame| draw(frame, &view, &DEMO)).unwrap();
                words(terminal.backend().buffer())
            });
            pages.collect::<String>()
        };
        let label = squeezed(Texts::of(language).panel.labels.reference_number);
        assert!(said(false).contains(&format!("{label}000777")), "{language:?}: {}", said(false));
        assert!(!said(true).contains("000777"), "{language:?}");
    }
}

#[test]
fn a_masked_answer_shows_the_verdict_and_a_part_of_the_name_and_how_to_see_the_rest() {
    for persona in ["valid-kumiai", "lost"] {
        for language in LANGUAGES {
            for size in SIZES {
                let said = words(&drawn(&sample(&format!("panel-masked-{persona}")), language, size, &DEMO));
                let open = words(&drawn(&sample(&format!("panel-{persona}")), language, size, &DEMO));
                // A long advice comes first, and what does not fit beside it is on the next page.
                if persona == "valid-kumiai" {
                    assert!(said.contains("試＊花＊") && open.contains("試験花子"), "{said}");
                }
                for hidden in ["花子", "ハナコ", "シケン", "0612", "0613", "昭和", "平成", "19"] {
                    assert!(!said.contains(hidden), "{persona} {hidden}: {said}");
                }
                assert!(said.contains(&squeezed(&format!("F2{}", staff_words().keys.staff_reveals))), "{said}");
                assert!(!open.contains(&squeezed(staff_words().keys.staff_reveals)));
            }
        }
    }
}

#[test]
fn a_residence_card_that_is_a_my_number_card_is_shown_as_every_other() {
    for size in SIZES {
        let said = all_pages("zairyu", Language::Japanese, size);
        for expected in ["[OK]有効", "氏名試験LINH", "フリガナシケンリン", "保険者番号139998"] {
            let expected = expected.replace("LINH", "ＬＩＮＨ");
            assert!(said.contains(&expected), "{size:?} {expected}: {said}");
        }
        assert!(!said.contains("在留"), "{size:?}: {said}");
    }
}

#[test]
fn of_subsidised_care_an_answer_says_nothing() {
    for size in SIZES {
        let said = all_pages("jukyusha", Language::Japanese, size);
        for expected in ["[OK]有効", "氏名試験大地", "枝番02", "未就学"] {
            assert!(said.contains(expected), "{size:?} {expected}: {said}");
        }
        for never in ["受給者", "助成", "負担割合", "公費"] {
            assert!(!said.contains(never), "{size:?} {never}: {said}");
        }
    }
}

#[test]
fn a_paper_of_the_late_elderly_shows_share_and_last_day_and_that_numbers_were_looked_up() {
    for size in SIZES {
        let said = all_pages_by(Proof::Numbers, "kouki-paper", Language::Japanese, size);
        for expected in
            ["[OK]有効", "番号で照会", "保険者番号39139993", "番号00000026", "負担割合1割", "有効終了日令和13年7月31日"]
        {
            assert!(said.contains(expected), "{size:?} {expected}: {said}");
        }
        for never in ["記号", "枝番", "暗証番号で確認"] {
            assert!(!said.contains(never), "{size:?} {never}: {said}");
        }
    }
}
