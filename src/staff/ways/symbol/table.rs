//! The table of characters that symbols are written with: groups, in some of them shelves, and the characters on them.
//! A digit takes what stands beside it, so that a keypad is enough. A character here may be a word of a few.

/// Places of a page: the digits from 1, and 0 behind 9.
const PLACES: usize = 10;

/// A group of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Kinds of insurance, trades of the societies.
    Insurance,
    /// Mutual aid associations and offices.
    Offices,
    /// Towns and directions.
    Towns,
    /// How the names of the prefectures begin.
    Initials,
    /// The prefectures, by region.
    Prefectures,
    /// Hiragana, by row.
    Hiragana,
    /// Katakana, by row.
    Katakana,
    /// Numerals and words of an order.
    Numerals,
    /// Signs.
    Signs,
}

/// Regions of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as in English")]
pub enum Region {
    HokkaidoTohoku,
    Kanto,
    Chubu,
    Kinki,
    ChugokuShikoku,
    Kyushu,
}

/// What a shelf is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// A row of kana, by its first.
    Kana(&'static str),
    /// A region.
    Region(Region),
}

type Characters = &'static [&'static str];

/// What a group holds.
enum Content {
    Characters(Characters),
    Shelves(&'static [(Shelf, Characters)]),
}

#[rustfmt::skip]
const INSURANCE: Characters = &[
    "船員", "日雇", "組合", "健保", "国保", "協会", "自営", "建設", "医師", "歯科",
    "薬剤", "食品", "理容", "美容", "土木", "建", "医", "歯", "薬", "船",
];
#[rustfmt::skip]
const OFFICES: Characters = &[
    "公立", "共済", "警察", "文部", "地方", "私学", "学校", "公", "警", "文",
    "地", "国", "私", "学", "職", "厚", "労", "農", "財", "法",
    "裁", "衆", "参", "防", "衛", "経", "総", "外", "環", "交",
];
#[rustfmt::skip]
const TOWNS: Characters = &[
    "市", "町", "村", "区", "都", "道", "府", "県", "郡", "島",
    "東", "西", "南", "北", "中", "央", "上", "下", "新", "本",
];
#[rustfmt::skip]
const INITIALS: Characters = &[
    "北", "青", "岩", "宮", "秋", "山", "福", "茨", "栃", "群",
    "埼", "千", "東", "神", "新", "富", "石", "長", "岐", "静",
    "愛", "三", "滋", "京", "大", "兵", "奈", "和", "鳥", "島",
    "岡", "広", "徳", "香", "高", "佐", "熊", "鹿", "沖",
];
#[rustfmt::skip]
const PREFECTURES: &[(Shelf, Characters)] = &[
    (Shelf::Region(Region::HokkaidoTohoku), &["北海道", "青森", "岩手", "宮城", "秋田", "山形", "福島"]),
    (Shelf::Region(Region::Kanto), &["茨城", "栃木", "群馬", "埼玉", "千葉", "東京", "神奈川"]),
    (Shelf::Region(Region::Chubu), &["新潟", "富山", "石川", "福井", "山梨", "長野", "岐阜", "静岡", "愛知"]),
    (Shelf::Region(Region::Kinki), &["三重", "滋賀", "京都", "大阪", "兵庫", "奈良", "和歌山"]),
    (Shelf::Region(Region::ChugokuShikoku), &["鳥取", "島根", "岡山", "広島", "山口", "徳島", "香川", "愛媛", "高知"]),
    (Shelf::Region(Region::Kyushu), &["福岡", "佐賀", "長崎", "熊本", "大分", "宮崎", "鹿児島", "沖縄"]),
];
#[rustfmt::skip]
const HIRAGANA: &[(Shelf, Characters)] = &[
    (Shelf::Kana("あ"), &["あ", "い", "う", "え", "お", "ぁ", "ぃ", "ぅ", "ぇ", "ぉ"]),
    (Shelf::Kana("か"), &["か", "き", "く", "け", "こ", "が", "ぎ", "ぐ", "げ", "ご"]),
    (Shelf::Kana("さ"), &["さ", "し", "す", "せ", "そ", "ざ", "じ", "ず", "ぜ", "ぞ"]),
    (Shelf::Kana("た"), &["た", "ち", "つ", "て", "と", "だ", "ぢ", "づ", "で", "ど", "っ"]),
    (Shelf::Kana("な"), &["な", "に", "ぬ", "ね", "の"]),
    (Shelf::Kana("は"), &["は", "ひ", "ふ", "へ", "ほ", "ば", "び", "ぶ", "べ", "ぼ", "ぱ", "ぴ", "ぷ", "ぺ", "ぽ"]),
    (Shelf::Kana("ま"), &["ま", "み", "む", "め", "も"]),
    (Shelf::Kana("や"), &["や", "ゆ", "よ", "ゃ", "ゅ", "ょ"]),
    (Shelf::Kana("ら"), &["ら", "り", "る", "れ", "ろ"]),
    (Shelf::Kana("わ"), &["わ", "を", "ん", "ゑ", "ゐ", "ー"]),
];
#[rustfmt::skip]
const KATAKANA: &[(Shelf, Characters)] = &[
    (Shelf::Kana("ア"), &["ア", "イ", "ウ", "エ", "オ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ヴ"]),
    (Shelf::Kana("カ"), &["カ", "キ", "ク", "ケ", "コ", "ガ", "ギ", "グ", "ゲ", "ゴ"]),
    (Shelf::Kana("サ"), &["サ", "シ", "ス", "セ", "ソ", "ザ", "ジ", "ズ", "ゼ", "ゾ"]),
    (Shelf::Kana("タ"), &["タ", "チ", "ツ", "テ", "ト", "ダ", "ヂ", "ヅ", "デ", "ド", "ッ"]),
    (Shelf::Kana("ナ"), &["ナ", "ニ", "ヌ", "ネ", "ノ"]),
    (Shelf::Kana("ハ"), &["ハ", "ヒ", "フ", "ヘ", "ホ", "バ", "ビ", "ブ", "ベ", "ボ", "パ", "ピ", "プ", "ペ", "ポ"]),
    (Shelf::Kana("マ"), &["マ", "ミ", "ム", "メ", "モ"]),
    (Shelf::Kana("ヤ"), &["ヤ", "ユ", "ヨ", "ャ", "ュ", "ョ"]),
    (Shelf::Kana("ラ"), &["ラ", "リ", "ル", "レ", "ロ"]),
    (Shelf::Kana("ワ"), &["ワ", "ヲ", "ン", "ヱ", "ヰ", "ー"]),
];
#[rustfmt::skip]
const NUMERALS: Characters = &[
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    "甲", "乙", "丙", "丁", "第", "号", "特", "任", "退", "継",
    "試験", "見本", "家", "扶", "本", "支", "部", "課", "組", "会",
];
#[rustfmt::skip]
const SIGNS: Characters = &[
    "・", "（", "）", "／", "ー", "－", "〇", "〜", "№", "々",
    "ヶ", "①", "②", "③", "Ⅰ", "Ⅱ", "Ⅲ", "＊", "＆", "＋",
];

impl Group {
    /// Every group, in its order.
    pub const ALL: [Self; 9] = [
        Self::Insurance,
        Self::Offices,
        Self::Towns,
        Self::Initials,
        Self::Prefectures,
        Self::Hiragana,
        Self::Katakana,
        Self::Numerals,
        Self::Signs,
    ];

    const fn content(self) -> Content {
        match self {
            Self::Insurance => Content::Characters(INSURANCE),
            Self::Offices => Content::Characters(OFFICES),
            Self::Towns => Content::Characters(TOWNS),
            Self::Initials => Content::Characters(INITIALS),
            Self::Prefectures => Content::Shelves(PREFECTURES),
            Self::Hiragana => Content::Shelves(HIRAGANA),
            Self::Katakana => Content::Shelves(KATAKANA),
            Self::Numerals => Content::Characters(NUMERALS),
            Self::Signs => Content::Characters(SIGNS),
        }
    }
}

/// The table while it is open: the groups, the shelves of one, or a page of characters.
#[derive(Debug, Default)]
pub struct Picker {
    place: Place,
    page: usize,
}

#[derive(Debug, Clone, Copy, Default)]
enum Place {
    #[default]
    Groups,
    Shelves(Group),
    Characters(Group, Option<Shelf>, Characters),
}

/// What there is to choose from, each beside its digit.
#[derive(Debug, PartialEq, Eq)]
pub enum Choices {
    /// The groups.
    Groups(Vec<Group>),
    /// The shelves of a group.
    Shelves(Vec<Shelf>),
    /// Characters.
    Characters(Vec<&'static str>),
}

/// What a digit has taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// This character.
    Character(&'static str),
    /// A group or a shelf, which is open now.
    Opened,
    /// Nothing stands beside that digit.
    Nothing,
}

impl Picker {
    /// What stands on the page, in the order of the digits.
    #[must_use]
    pub fn choices(&self) -> Choices {
        match self.place {
            Place::Groups => Choices::Groups(Group::ALL.to_vec()),
            Place::Shelves(group) => match group.content() {
                Content::Shelves(shelves) => Choices::Shelves(shelves.iter().map(|(shelf, _)| *shelf).collect()),
                Content::Characters(_) => Choices::Shelves(Vec::new()),
            },
            Place::Characters(.., characters) => {
                Choices::Characters(characters.chunks(PLACES).nth(self.page).unwrap_or_default().to_vec())
            }
        }
    }

    /// The group that is open.
    #[must_use]
    pub const fn group(&self) -> Option<Group> {
        match self.place {
            Place::Groups => None,
            Place::Shelves(group) | Place::Characters(group, ..) => Some(group),
        }
    }

    /// The page, from 0, and how many there are.
    #[must_use]
    pub const fn page(&self) -> (usize, usize) {
        match self.place {
            Place::Groups | Place::Shelves(_) => (0, 1),
            Place::Characters(.., characters) => (self.page, characters.len().div_ceil(PLACES)),
        }
    }

    /// Turns to the next page or the one before; the last is followed by the first.
    pub(in crate::staff) const fn turn(&mut self, forward: bool) {
        let (page, pages) = self.page();
        self.page = if forward { (page + 1) % pages } else { (page + pages - 1) % pages };
    }

    /// One step back; `None`: the table is left.
    pub(super) const fn back(self) -> Option<Self> {
        let place = match self.place {
            Place::Groups => return None,
            Place::Characters(group, Some(_), _) => Place::Shelves(group),
            Place::Shelves(_) | Place::Characters(..) => Place::Groups,
        };
        Some(Self { place, page: 0 })
    }

    /// Takes what stands beside this digit.
    pub(super) fn take(&mut self, digit: u8) -> Taken {
        let Some(place) = place_of(digit) else { return Taken::Nothing };
        let next = match self.place {
            Place::Groups => Group::ALL.get(place).map(|group| match group.content() {
                Content::Characters(characters) => Place::Characters(*group, None, characters),
                Content::Shelves(_) => Place::Shelves(*group),
            }),
            Place::Shelves(group) => match group.content() {
                Content::Shelves(shelves) => {
                    shelves.get(place).map(|(shelf, characters)| Place::Characters(group, Some(*shelf), characters))
                }
                Content::Characters(_) => None,
            },
            Place::Characters(.., characters) => {
                let taken = characters.get(self.page * PLACES + place);
                return taken.map_or(Taken::Nothing, |taken| Taken::Character(taken));
            }
        };
        match next {
            Some(next) => {
                *self = Self { place: next, page: 0 };
                Taken::Opened
            }
            None => Taken::Nothing,
        }
    }
}

/// The place beside a digit, from 0: 1 is the first, 0 the tenth.
fn place_of(digit: u8) -> Option<usize> {
    let digit = usize::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    Some(if digit == 0 { PLACES - 1 } else { digit - 1 })
}

/// The digit beside a place.
#[must_use]
pub const fn digit_of(place: usize) -> usize {
    (place + 1) % PLACES
}
