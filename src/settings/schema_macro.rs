//! Makes the types of the settings file from its rows.

/// One row a key; see [`super::schema`] for what a row says. A menu item without a row, and a row with a menu item that
/// the menu does not list, do not compile.
macro_rules! schema {
    (
        tables { $( $table:ident: $tables_type:ty, )* }
        menu { $( $listed:ident, )* }
        $(
            $(#[$struct_doc:meta])*
            [$section:ident] $Struct:ident {
                $(
                    $(#[$doc:meta])*
                    $key:literal $(by $read:ident)? => $field:ident: $type:ty $(
                        = $default:expr $(, menu $choice:ident: $Item:ident($Kind:ident) $(as $choice_type:ty)? )?
                    )?;
                )*
            }
        )*
    ) => {
        /// The tables as they are written.
        #[derive(Debug)]
        pub struct Tables {
            $( pub $table: $tables_type, )*
        }

        impl Tables {
            /// Every table and its keys.
            pub const KNOWN: &[(&str, Keys)] = &[$( (stringify!($table), <$tables_type as Table>::KEYS), )*];

            /// Reads a settings text. An unknown key, and a value of the wrong type, are refused with their place.
            pub fn parse(text: &str) -> Result<Self, ParseError> {
                let document = Document::parse(text, Self::KNOWN)?;
                Ok(Self { $( $table: document.table(stringify!($table))?, )* })
            }

            /// What a report for support tells of the settings that differ from their defaults.
            pub fn told(&self) -> Vec<ToldSetting> {
                let mut told = Vec::new();
                $( self.$table.tell(stringify!($table), &mut told); )*
                told
            }
        }

        $(
            $(#[$struct_doc])*
            #[derive(Debug, Clone)]
            pub struct $Struct {
                $( $(#[$doc])* pub $field: $type, )*
            }

            impl Table for $Struct {
                const KEYS: Keys = Keys::These(&[$( $key, )*]);

                fn read(reader: &TableReader<'_>) -> Result<Self, ParseError> {
                    Ok(Self {
                        $( $field: reader.value($key, schema!(@read $($read)?), schema!(@default $($default)?))?, )*
                    })
                }

                fn tell(&self, table: &str, told: &mut Vec<ToldSetting>) {
                    $(
                        let words = Told::told(&self.$field);
                        let default: Option<$type> = schema!(@default $($default)?);
                        if default.is_none_or(|default| Told::told(&default) != words) {
                            told.push((format!("{table}.{}", $key), words));
                        }
                    )*
                }
            }
        )*

        /// A setting that the staff menu offers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as the setting that it changes")]
        pub enum SettingItem {
            $( $listed, )*
        }

        impl SettingItem {
            /// Every one, in the order of the menu.
            pub const ALL: &[Self] = &[$( Self::$listed, )*];

            /// Its place in the file.
            #[must_use]
            pub const fn key(self) -> KeyPath {
                match self {
                    $( $( $( $( Self::$Item => (stringify!($section), $key), )? )? )* )*
                }
            }

            /// What is set.
            #[must_use]
            pub const fn value(self, choices: &Choices) -> SettingValue<'_> {
                match self {
                    $( $( $( $( Self::$Item => SettingValue::$Kind(&choices.$choice), )? )? )* )*
                }
            }

            /// What is set, to be changed.
            pub const fn value_mut(self, choices: &mut Choices) -> SettingValueMut<'_> {
                match self {
                    $( $( $( $( Self::$Item => SettingValueMut::$Kind(&mut choices.$choice), )? )? )* )*
                }
            }
        }

        /// The settings that staff may change, as they are written.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "each is explained beside the key of its row")]
        pub struct Choices {
            $( $( $( $( pub $choice: schema!(@choice $type $(, $choice_type)?), )? )? )* )*
        }

        impl Choices {
            /// What these tables say.
            #[must_use]
            pub fn new(tables: &Tables) -> Self {
                Self { $( $( $( $( $choice: Clone::clone(&tables.$section.$field).into(), )? )? )* )* }
            }
        }

        impl Default for Choices {
            fn default() -> Self {
                Self { $( $( $( $( $choice: <$type>::into($default), )? )? )* )* }
            }
        }
    };
    (@read) => { serde::Deserialize::deserialize };
    (@read $read:ident) => { $read };
    (@default) => { None };
    (@default $default:expr) => { Some($default) };
    (@choice $type:ty) => { $type };
    (@choice $type:ty, $choice_type:ty) => { $choice_type };
}

pub(super) use schema;
