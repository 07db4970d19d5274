//! Text copied out of the official app. Synthetic; the order of its lines and the forms of its values are not
//! established.

use super::message::MessageHeader;
use super::*;

const TEXT: &str = include_str!("../../../config/samples/copied.txt");

fn copied(text: &str) -> XmlMsg {
    Copied::read(text).unwrap().message
}

fn entry(text: &str) -> Entry {
    copied(text).message_body.result_list.entries.into_iter().next().unwrap()
}

#[test]
fn every_line_of_the_sample_finds_its_place() {
    let Copied { message, unknown } = Copied::read(TEXT).unwrap();
    assert_eq!(unknown, 0);
    let header = &message.message_header;
    assert_eq!(header.qualification_confirmation_date.read().unwrap().to_string(), "2026-11-22");
    let expected = Entry {
        insurer_number: Some("06139992".into()),
        insurer_name: "架空健康保険組合".into(),
        symbol: Some("試験".into()),
        number: Some("0012345".into()),
        branch: Some("01".into()),
        name_kana: Some("シケン　ハナコ".into()),
        name: "試験　花子".into(),
        birthdate: Date::from_japanese("1990-04-01").unwrap().into(),
        sex1: Sex::Female,
        insured_card_classification: InsuredCardClassification::General,
        personal_family_classification: Some(PersonalFamily::Family),
        insured_name: Some("試験　太郎".into()),
        qualification_date: Some(Date::from_japanese("2023-04-01").unwrap().into()),
        valid_from: Some(Date::from_japanese("2023-04-01").unwrap().into()),
        reference_number: Some("000777".into()),
        ..Entry::default()
    };
    assert!(message.message_body.result_list.entries == [expected]);
}

#[test]
fn a_copied_text_never_says_valid_whatever_it_claims() {
    let claim = "資格有効性\t有効\nQualificationValidity\t1\n処理結果区分\t1\n処理結果状況\t1\n";
    for text in
        [TEXT.to_owned(), format!("{TEXT}{claim}"), TEXT.replace("保険者番号\t", &format!("{claim}保険者番号\t"))]
    {
        let message = copied(&text);
        assert_eq!(message.message_body.qualification_validity, None);
        assert_eq!(Verdict::of(&message).kind(), VerdictKind::NotStated);
    }
}

#[test]
fn nothing_is_filled_in_that_the_text_does_not_say() {
    let message = copied("資格情報\n確認日 : \t2026-11-22\n氏名\t試験　花子\n");
    let header = MessageHeader {
        qualification_confirmation_date: Date::from_japanese("2026-11-22").unwrap().into(),
        ..MessageHeader::default()
    };
    assert_eq!(message.message_header, header);
    assert!(message.message_body.result_list.entries == [Entry { name: "試験　花子".into(), ..Entry::default() }]);
    assert_eq!(message.to_xml(), Err(MessageError::Unwritable), "it cannot be passed off as a terminal's result");
    let no_entry = copied("資格情報\n確認日 : \t2026-11-22\n");
    assert_eq!(Verdict::of(&no_entry), Verdict::NotStated(None));
}

#[test]
fn lines_end_as_windows_or_as_unix_ends_them() {
    let unix = TEXT.replace('\r', "");
    assert!(copied(&unix) == copied(&unix.replace('\n', "\r\n")));
    assert!(copied(&format!("\u{feff}\r\n{unix}")) == copied(&unix));
}

#[test]
fn old_and_new_words_mean_the_same() {
    let new = TEXT.replace('\r', "");
    let old = new.replace("\n区分\t", "\n証区分\t").replace("(医療保険)", "");
    assert_ne!(old, new);
    assert!(copied(&old) == copied(&new));
    let wide = new.replace("(医療保険)", "（医療保険）").replace("確認日 : ", "確認日：");
    assert!(copied(&wide) == copied(&new));
}

#[test]
fn a_text_without_its_day_or_with_another_beginning_is_refused() {
    assert_eq!(Copied::read("資格情報\n氏名\t試験　花子\n").unwrap_err(), CopiedError::NoDate);
    assert_eq!(Copied::read("資格情報\n確認日 : \t\n氏名\t試験　花子\n").unwrap_err(), CopiedError::NoDate);
    for text in ["", "\n\n", "買い物\t牛乳\n", "確認日 : \t2026-11-22\n", "<XmlMsg></XmlMsg>"] {
        assert_eq!(Copied::read(text).unwrap_err(), CopiedError::Other, "{text:?}");
    }
    assert_eq!(copied("照会番号\t1\n確認日 : \t2026-11-22").message_body.result_list.entries.len(), 1);
}

#[test]
fn the_same_label_twice_in_one_part_is_refused_and_in_two_parts_it_is_two_things() {
    for twice in ["氏名\t試験　花子\n氏名\t試験　次郎\n", "氏名\n氏名\t試験　次郎\n", "区分\t一般\n証区分\t退職\n"]
    {
        let text = format!("資格情報\n確認日 : \t2026-11-22\n{twice}");
        assert_eq!(Copied::read(&text).unwrap_err(), CopiedError::Repeated, "{twice}");
    }
    let days = "資格情報\n確認日 : \t2026-11-22\n確認日 : \t2026-11-23\n";
    assert_eq!(Copied::read(days).unwrap_err(), CopiedError::Repeated);
    let parts = "資格情報(医療保険)\n確認日 : \t2026-11-22\n氏名\t試験　花子\n性別\t女\n有効開始日\t令和5年4月1日\n\
                 裏面記載情報(医療保険)\n氏名\t試験　花\n氏名カナ\tシケン　ハナ\n性別\t未設定\n\
                 高齢受給者証\n有効開始日\t令和6年8月1日\n有効終了日\t令和7年7月31日\n負担割合\t2割\n";
    let entry = entry(parts);
    assert_eq!(entry.name.as_str(), "試験　花子");
    assert_eq!(entry.name_of_other.unwrap().as_str(), "試験　花");
    assert_eq!((entry.sex1, entry.sex2), (Sex::Female, Some(Sex::NotSet)));
    assert_eq!(entry.valid_from.unwrap().read().unwrap().to_string(), "2023-04-01");
    let elderly = entry.elderly_recipient.unwrap();
    assert_eq!(elderly.from.unwrap().read().unwrap().to_string(), "2024-08-01");
    assert_eq!(elderly.percent.unwrap().read().unwrap().label_ja(), "2割");
}

#[test]
fn medical_assistance_does_not_mix_with_the_insurance() {
    let text = "資格情報(医療保険)\n確認日 : \t2026-11-22\n氏名\t試験　花子\n\
                資格情報(医療扶助)\n氏名\t試験　別子\n区分\t医療扶助\n公費負担者番号\t12139994\n\
                裏面記載情報(医療扶助)\n氏名\t試験　別\n要配慮情報（備考）\n氏名\t試験　通子\n";
    let Copied { message, unknown } = Copied::read(text).unwrap();
    assert_eq!(unknown, 0);
    assert!(message.message_body.result_list.entries == [Entry { name: "試験　花子".into(), ..Entry::default() }]);
}

#[test]
fn unknown_lines_are_counted_and_not_quoted() {
    let text = "資格情報(医療保険)\n確認日 : \t2026-11-22\n氏名\t試験　花子\n新区分\tあ\n別名花子\tい\n\
                新しい部\n氏名\t試験　別子\n";
    let copied = Copied::read(text).unwrap();
    assert!(!format!("{copied:?}").contains("花子"), "{copied:?}");
    let Copied { message, unknown } = copied;
    assert_eq!(unknown, 4);
    assert!(message.message_body.result_list.entries == [Entry { name: "試験　花子".into(), ..Entry::default() }]);
}

#[test]
fn a_label_without_a_tab_has_no_value_and_begins_no_part() {
    let entry = entry("資格情報\n確認日 : \t2026-11-22\n記号\n番号\t\n枝番\t　\n氏名\t試験　花子\n");
    assert!(entry == Entry { name: "試験　花子".into(), ..Entry::default() });
}

#[test]
fn dates_and_shares_are_read_in_every_known_form_and_kept_where_they_are_none() {
    let born = |text: &str| entry(&format!("資格情報\n確認日 : \t2026-11-22\n生年月日\t{text}\n")).birthdate;
    for text in ["平成2年4月1日", "1990-04-01", "1990/4/1", "19900401", "1990年4月1日"] {
        assert_eq!(born(text).read().unwrap().to_string(), "1990-04-01", "{text}");
    }
    assert_eq!(born("平成2年春"), Wire::Unreadable("平成2年春".into()));
    let share = |text: &str| entry(&format!("資格情報\n確認日 : \t2026-11-22\n負担割合\t{text}\n")).late_elderly_ratio;
    for text in ["2割", "２割", "20%", "20 ％", "020"] {
        assert_eq!(share(text).unwrap().read().unwrap().label_en(), "20 %", "{text}");
    }
    for text in ["2", "20", "11割", "割", "%"] {
        assert_eq!(share(text), Some(Wire::Unreadable(text.into())), "{text}");
    }
}

#[test]
fn a_word_that_no_code_has_is_shown_as_unknown_and_a_code_as_what_it_is_handed_on_as() {
    let text = "資格情報\n確認日 : \t2026-11-22\n性別\t2\n区分\t短期(一般)\n未就学区分\t義務教育就学前\n本人・家族の別\t他人\n";
    let entry = entry(text);
    assert_eq!(entry.sex1.label_ja(), "女");
    assert_eq!(entry.insured_card_classification, InsuredCardClassification::ShortTerm);
    assert_eq!(entry.preschool_classification, Some(Preschool::Preschool));
    assert_eq!(entry.personal_family_classification.unwrap().label_ja(), "不明（他人）");
}

#[test]
fn a_value_that_no_message_could_carry_is_refused() {
    let text = |length: usize| format!("資格情報\n確認日 : \t2026-11-22\n住所\t{}\n", "x".repeat(length));
    assert!(Copied::read(&text(4096)).is_ok());
    assert_eq!(Copied::read(&text(4097)).unwrap_err(), CopiedError::TooLong);
}

#[test]
fn nothing_of_the_person_is_in_what_a_copied_text_says_of_itself() {
    let said = format!("{:?} {:?}", Copied::read(TEXT).unwrap(), Copied::read("資格情報\n氏名\t試験　花子\n"));
    assert!(!said.contains("花子") && !said.contains("06139992") && said.contains("NoDate"), "{said}");
}
