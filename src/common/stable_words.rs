//! Enumerations whose variants have a stable word each, the same in settings, journal, files and messages.

/// Makes the enumeration, its serde names, `ALL` and `as_str` from one row a variant.
macro_rules! stable_words {
    ($(#[$attribute:meta])* $name:ident { $( $(#[$of_variant:meta])* $variant:ident: $word:literal; )+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$of_variant])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every variant, in the order of the rows.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The stable word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

pub(crate) use stable_words;
