//! Ways to confirm without this kiosk's card reader. None of them is a confirmation by the service.

/// Makes [`Way`] from its rows. A column that is forgotten or misspelt does not compile.
macro_rules! ways {
    (@numbers numbers) => { true };
    (@numbers no_numbers) => { false };
    ($( $(#[$doc:meta])* $way:ident: $word:literal, $document:literal, $numbers:ident; )+) => {
        /// A way to confirm when the card way fails.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Way {
            $($(#[$doc])* #[serde(rename = $word)] $way,)+
        }

        impl Way {
            /// Every way, in the order in which they are offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$way),+];

            /// The stable word, in the journal and in files for the receipt computer.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$way => $word,)+ }
            }

            /// What the visitor shows, says or writes, by its Japanese name.
            #[must_use]
            pub const fn document_ja(self) -> &'static str {
                match self { $(Self::$way => $document,)+ }
            }

            /// Whether it shows the insurer's numbers, so that staff type them.
            #[must_use]
            pub const fn shows_numbers(self) -> bool {
                match self { $(Self::$way => ways!(@numbers $numbers),)+ }
            }
        }
    };
}

// The columns: variant; stable word; Japanese name; whether it shows the insurer's numbers. The order is that in which
// staff are offered the ways.
ways! {
    /// The visitor's own page of the portal, shown on a phone.
    Portal:      "portal",      "マイナポータルの画面", numbers;
    /// The insurer's notice, together with the card.
    Notice:      "notice",      "資格情報のお知らせ",   numbers;
    /// The certificate of eligibility.
    Certificate: "certificate", "資格確認書",           numbers;
    /// A statement that the visitor writes on a first visit.
    Statement:   "statement",   "被保険者資格申立書",   no_numbers;
    /// What the visitor says on a repeat visit.
    Oral:        "oral",        "口頭での確認",         no_numbers;
}

/// What is offered to the visitor, the likeliest first. Asking alone ([`Way::Oral`]) is offered to staff only.
impl Way {
    /// Where the card only has to be put on the reader as it should be, and where no other way can settle it.
    pub const NONE: &[Self] = &[];
    /// Where the kiosk or the service fails: all that the visitor can show or write.
    pub const SHOWN: &[Self] = &[Self::Portal, Self::Notice, Self::Certificate, Self::Statement];
    /// Where the card has no certificate that works, without which the portal cannot be opened.
    pub const NO_PORTAL: &[Self] = &[Self::Certificate, Self::Notice, Self::Statement];
    /// Where the service knows of no valid qualification: what the insurer has issued comes first.
    pub const ISSUED_FIRST: &[Self] = &[Self::Certificate, Self::Notice, Self::Portal, Self::Statement];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_but_asking_is_offered_to_the_visitor() {
        for way in Way::ALL {
            for offered in [Way::SHOWN, Way::ISSUED_FIRST] {
                assert_eq!(offered.contains(&way), way != Way::Oral, "{way:?} in {offered:?}");
            }
        }
    }
}
