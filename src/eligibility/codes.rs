//! The code tables (業務コード, OQSCD…) of the external-interface format that an eligibility-only result uses.
//!
//! A code that no table knows is kept verbatim: it is shown as unknown, passed on unchanged, and never taken for a
//! known one.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization as _;

use super::text::Text;

macro_rules! code_tables {
    ($( $(#[$doc:meta])* $table:ident { $( $code:literal $variant:ident $ja:literal $en:literal; )+ } )+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub enum $table {
            $(
                #[doc = concat!("`", $code, "` ", $ja, ": ", $en, ".")]
                $variant,
            )+
            /// A code that this table does not know, verbatim.
            Unknown(Box<str>),
        }

        impl $table {
            /// Every known code, in the order of the table.
            pub const KNOWN: &[Self] = &[$(Self::$variant),+];

            /// The code as it lies on the wire.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Unknown(code) => code,
                }
            }

            /// The table's own Japanese word; an unknown code says so and is quoted, a blank one has none.
            #[must_use]
            pub fn label_ja(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$variant => $ja.into(),)+
                    Self::Unknown(code) if code.is_empty() => "".into(),
                    Self::Unknown(code) => format!("不明（{code}）").into(),
                }
            }

            /// The code whose Japanese word this is: text that was copied off a screen has words where files have
            /// codes. A code there is that code, for so it would be read again; any other word is kept as unknown.
            #[must_use]
            pub fn from_label_ja(word: &Text) -> Self {
                let plain = |text: &str| text.nfkc().collect::<String>();
                let known = Self::KNOWN.iter().find(|code| plain(&code.label_ja()) == plain(word.as_str()));
                known.cloned().unwrap_or_else(|| Self::from(word.clone()))
            }

            /// The table's own English word.
            #[must_use]
            pub fn label_en(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$variant => $en.into(),)+
                    Self::Unknown(code) if code.is_empty() => "".into(),
                    Self::Unknown(code) => format!("unknown ({code})").into(),
                }
            }
        }

        /// Nothing was sent.
        impl Default for $table {
            fn default() -> Self {
                Self::Unknown("".into())
            }
        }

        impl From<Text> for $table {
            fn from(text: Text) -> Self {
                match text.as_str() {
                    $($code => Self::$variant,)+
                    unknown => Self::Unknown(unknown.into()),
                }
            }
        }

        /// Hides an unknown code: what stands in the place of a code may be anything, also a name.
        impl fmt::Debug for $table {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => stringify!($variant),)+
                    Self::Unknown(_) => "Unknown(..)",
                })
            }
        }

        impl Serialize for $table {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for $table {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Text::deserialize(deserializer).map(Self::from)
            }
        }
    )+

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn every_known_code_is_itself_again_after_the_wire_and_an_unknown_one_stays_verbatim() {
            $({
                let codes = [$($code),+];
                assert_eq!(codes.len(), $table::KNOWN.len());
                for (code, known) in codes.iter().zip($table::KNOWN) {
                    let json = serde_json::to_string(known).unwrap();
                    assert_eq!(json, format!("\"{code}\""));
                    assert_eq!(&serde_json::from_str::<$table>(&json).unwrap(), known);
                    assert!(!known.label_ja().is_empty() && !known.label_en().is_empty());
                }
                let unknown = $table::from(Text::from(" Z9 "));
                assert_eq!(unknown, $table::Unknown("Z9".into()));
                assert_eq!(serde_json::to_string(&unknown).unwrap(), "\"Z9\"");
                assert_eq!(unknown.label_ja(), "不明（Z9）");
                assert!(!format!("{unknown:?}").contains("Z9"));
            })+
        }

        #[test]
        fn a_word_of_a_screen_is_the_same_code_once_it_is_written() {
            $(for known in $table::KNOWN {
                for word in [known.label_ja().as_ref(), known.code(), "架空"] {
                    let read = $table::from_label_ja(&Text::from(word));
                    assert_eq!($table::from(Text::from(read.code())), read, "{word}");
                }
            })+
        }
    }};
}

code_tables! {
    /// OQSCD001, consent to show the limit on payments (限度額同意).
    LimitConsent {
        "0" NotGiven "未同意" "not given";
        "1" Given "同意" "given";
    }

    /// OQSCD002, by what the person was looked up (照会区分).
    ReferenceClassification {
        "1" MyNumberCard "マイナンバーカード" "My Number Card";
        "2" Certificate "資格確認書" "eligibility certificate";
    }

    /// OQSCD003, how the processing went (処理結果区分).
    SegmentOfResult {
        "1" Completed "正常終了" "completed";
        "2" InProgress "処理中" "in progress";
        "9" Failed "異常終了" "failed";
    }

    /// OQSCD004, how this person's look-up went (処理結果状況).
    ProcessingResultStatus {
        "1" Completed "正常終了" "completed";
        "2" Error "エラー" "error";
    }

    /// OQSCD005, the character code of the file (文字コード識別).
    CharacterCode {
        "0" Utf8 "UTF-8" "UTF-8";
        "1" ShiftJis "Shift_JIS" "Shift_JIS";
    }

    /// OQSCD006, whether the qualification is in force (資格有効性). No value above 6 was found in any public source.
    QualificationValidity {
        "1" Valid "有効" "valid";
        "2" Invalid "無効" "not valid";
        "3" InvalidNewExists "無効（新しい資格あり）" "not valid (a newer one exists)";
        "4" NoMatch "該当資格なし" "no qualification found";
        "5" Multiple "複数該当" "several found";
        "6" ValidUnregistered "有効（未登録）" "valid (not registered)";
    }

    /// OQSCD007, sex (性別).
    Sex {
        "1" Male "男" "male";
        "2" Female "女" "female";
        "3" NotSet "未設定" "not stated";
    }

    /// OQSCD008, why a qualification was lost (喪失事由).
    ReasonOfLoss {
        "01" Death "死亡" "death";
        "02" PublicAssistance "生活保護受給開始" "public assistance began";
        "03" OtherInsurance "医療保険等の資格取得" "joined another insurance";
        "99" Other "その他" "other";
    }

    /// OQSCD009, insured person or dependant (本人・家族の別).
    PersonalFamily {
        "1" Insured "本人" "insured person";
        "2" Family "家族" "family member";
    }

    /// OQSCD010, the kind of certificate (証区分). `05` meant 資格証明書 before the cards were abolished.
    InsuredCardClassification {
        "01" General "一般" "general";
        "02" Retired "退職" "retired";
        "03" ShortTerm "短期（一般）" "short-term (general)";
        "04" ShortTermRetired "短期（退職）" "short-term (retired)";
        "05" SpecialReimbursement "特別療養費支給対象者" "pays in full, reimbursed later";
        "06" SpecialRetired "特例退職" "special retired";
        "07" SelfDefence "自衛官診療証" "self-defence forces";
        "A1" MedicalAssistance "医療扶助" "medical assistance";
    }

    /// OQSCD011, the kind of limit certificate (限度額適用認定証区分).
    LimitClassification {
        "01" Limit "限度額適用" "limit applies";
        "02" LimitAndMeals "限度額適用・標準負担額減額" "limit applies, reduced meal charge";
        "03" Meals "標準負担額減額" "reduced meal charge";
    }

    /// OQSCD012, the income class of the limit (限度額適用区分).
    LimitClass {
        "A01" A "ア" "A (ア)";
        "A02" B "イ" "B (イ)";
        "A03" C "ウ" "C (ウ)";
        "A04" D "エ" "D (エ)";
        "A05" E "オ" "E (オ)";
        "A06" EBorder "オ（境）" "E (オ), borderline";
        "B01" Active3 "現役並みⅢ" "active income III";
        "B02" Active2 "現役並みⅡ" "active income II";
        "B03" Active1 "現役並みⅠ" "active income I";
        "B04" General "一般" "general";
        "B05" Low2 "低所得Ⅱ" "low income II";
        "B06" Low1 "低所得Ⅰ" "low income I";
        "B07" Low1Pension "低所得Ⅰ（老福）" "low income I (old-age welfare pension)";
        "B08" Low1Border "低所得Ⅰ（境）" "low income I, borderline";
        "B09" General2 "一般Ⅱ" "general II";
        "B10" General1 "一般Ⅰ" "general I";
    }

    /// OQSCD013, a disease with its own limit (特定疾病).
    SpecificDisease {
        "1" KidneyFailure "慢性腎不全（透析）" "chronic kidney failure (dialysis)";
        "2" Haemophilia "血液凝固因子障害" "clotting factor disorder";
        "3" HivBloodProduct "HIV（血液製剤）" "HIV (blood products)";
    }

    /// OQSCD015, before compulsory schooling (未就学区分).
    Preschool {
        "1" Preschool "義務教育就学前" "before compulsory schooling";
    }

    /// OQSCD016, consent to show a specific disease (特定疾病同意).
    DiseaseConsent {
        "0" NotGiven "なし" "not given";
        "1" Given "あり" "given";
        "2" Expired "期限切れ" "expired";
        "3" Unobtainable "取得困難" "could not be obtained";
    }
}
