//! What no bundle sets: secrets, and what belongs to one box.

use super::super::fleet_values::FLEET;
use super::super::menu_value::KeyPath;

/// Why a key is not a bundle's to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OwnReason {
    /// It is a secret, or leads to one.
    Secret,
    /// Who may sign what this kiosk takes.
    Fleet,
    /// The site itself states it.
    Statement,
    /// Where results come from is settled at the box: a bundle that moved it could have any answer shown.
    Source,
    /// Where the box keeps what is its own.
    Place,
    /// Root takes it over at the box.
    Root,
}

impl OwnReason {
    /// For the error.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Secret => "a bundle sets no secret: set it at the kiosk",
            Self::Fleet => "a bundle does not set whose bundles are taken: write it into the kiosk's own file",
            Self::Statement => "the site itself states this: set it at the kiosk",
            Self::Source => {
                "where results come from is set at the kiosk itself; of a service a bundle sets url with its authority"
            }
            Self::Place => "where the kiosk keeps this is set at the kiosk itself",
            Self::Root => "root takes this over at the kiosk itself (uketsuke-share on)",
        }
    }
}

/// Single keys, and tables as a whole (`None`). The folder of `[handoff]` and the file of `[metrics]` are not among
/// them: an operator sets both for many kiosks, and the unit may write to few places.
const OWN: &[(&str, Option<&str>, OwnReason)] = &[
    ("staff", None, OwnReason::Secret),
    ("identify", Some("staff_passcode"), OwnReason::Secret),
    ("gateway", Some("key"), OwnReason::Secret),
    ("gateway", Some("certificate"), OwnReason::Secret),
    ("call", Some("token_file"), OwnReason::Secret),
    (FLEET, None, OwnReason::Fleet),
    ("identify", Some("keyboard_out_of_reach"), OwnReason::Statement),
    ("source", None, OwnReason::Source),
    ("exchange", Some("requests"), OwnReason::Source),
    ("exchange", Some("answers"), OwnReason::Source),
    ("exchange", Some("cards"), OwnReason::Source),
    ("exchange", Some("bookings"), OwnReason::Source),
    // It is written and removed while a call stands.
    ("call", Some("file"), OwnReason::Place),
    ("journal", Some("dir"), OwnReason::Place),
    ("log", Some("dir"), OwnReason::Place),
    ("share", None, OwnReason::Root),
];

/// Why no bundle sets this; `None`: it may.
pub(super) fn reason(table: &str, key: &str) -> Option<OwnReason> {
    OWN.iter().find(|(own, only, _)| *own == table && only.is_none_or(|only| only == key)).map(|(_, _, reason)| *reason)
}

/// What is of one kiosk alone, so that it stands in `[kiosk.NAME]` and not where it would be that of several.
pub(super) const OF_ONE: &[KeyPath] = &[("exchange", "counter_from"), ("exchange", "counter_to")];

#[cfg(test)]
mod tests {
    use super::super::super::schema::Tables;
    use super::super::super::table_reader::Keys;
    use super::*;

    #[test]
    fn every_key_that_no_bundle_sets_is_one_of_the_schema() {
        let one = OF_ONE.iter().map(|(table, key)| (*table, Some(*key)));
        for (table, key) in OWN.iter().map(|(table, key, _)| (*table, *key)).chain(one) {
            let (_, keys) = Tables::KNOWN.iter().find(|(known, _)| *known == table).expect(table);
            match (keys, key) {
                (Keys::These(keys), Some(key)) => assert!(keys.contains(&key), "{table}.{key}"),
                (Keys::These(_) | Keys::StaffIds, _) => {}
            }
        }
    }

    #[test]
    fn a_bundle_sets_neither_a_secret_nor_what_is_the_kiosks_own() {
        assert_eq!(reason("staff", "sign-01"), Some(OwnReason::Secret));
        assert_eq!(reason("fleet", "key"), Some(OwnReason::Fleet));
        assert_eq!(reason("identify", "default"), None);
    }
}
