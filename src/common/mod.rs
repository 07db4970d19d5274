//! What several modules speak of: reader and card, service, trouble, language, keys, staff, and time in Japan; and what
//! several modules do in the same way, such as replacing a file.
//!
//! It knows no other module of this program, so that card, gateway and settings need not know the visit.

pub mod absence;
pub mod appearance;
pub mod bookings;
pub mod call;
pub mod card;
pub mod characters;
pub mod clock_witness;
pub mod entry_note;
pub mod finding;
pub mod hand_off_id;
pub mod inquiry;
pub mod job_thread;
pub mod key;
pub mod key_repeat;
pub mod key_time;
pub mod language;
pub mod method;
pub mod pace;
pub mod pin;
pub mod printable;
pub mod regular_file;
pub mod replace_file;
pub mod secret_entry;
pub mod service;
pub mod signing;
pub mod sound_fault;
pub mod stable_words;
pub mod staff;
pub mod time;
pub mod trouble;
pub mod typed_char;
pub mod typing;
pub mod visit_id;
pub mod way;
pub mod width;

pub use absence::{Absence, AbsenceKind, BackAt};
pub use appearance::{Appearance, Detail, Drawing, KeyCaps, Look, ReaderPlace, SMALLEST_SCREEN, StaffWord};
pub use bookings::{
    AssignmentCounts, BookingCounts, BookingFault, BookingFile, BookingNeed, BookingRefusal, BookingRow, BookingState,
    BulkEnd, BulkOutcome,
};
pub use call::{Call, CallKind};
pub use card::{CardFacts, CardFault, CardNews, CertificateAge, Extended, PinState, Slot};
pub use characters::FileEncoding;
pub use clock_witness::{ClockWitness, clock_is_set, clocks_differ};
pub use entry_note::EntryNote;
pub use finding::{BundleState, Finding, FindingDetail, Health, Part};
pub use hand_off_id::{HandOffId, HandOffIdError, StruckEntry};
pub use inquiry::{AnswerFlaw, FolderRefusal, InquiryDetail, InquiryFault, InquiryId, InquiryTrouble, RequestField};
pub use job_thread::JobThread;
pub use key::Key;
pub use key_repeat::{KeyRepeat, REPEAT_WINDOW, TAPPED_REPEAT_WINDOW};
pub use key_time::{KeyReport, KeyTime};
pub use language::{Language, StaffLanguage};
pub use method::{Method, Proof};
pub use pace::Pace;
pub use pin::{Digit, PIN_LENGTH, Pin, PinEntry, Pushed};
pub use printable::{printable, printable_line};
pub use regular_file::{open_regular, read_regular, read_regular_unlinked};
pub use replace_file::{FileMode, ProvisionalName, ReplaceOptions, replace_file};
pub(crate) use secret_entry::SecretEntry;
pub use service::{Announced, Opened, RelayOffer, Service};
pub use signing::{CardCertificate, CardKey, EC, P256, SigningAlgorithm, SigningDigest, UnsupportedKeyError};
pub use sound_fault::{PLAYER, SoundFault};
pub use staff::{StaffAccess, StaffId, StaffIdError, StaffNote};
pub use time::{JAPAN, in_japan};
pub use trouble::{Code, Received, RegistrationRemedy, SystemCode, Trouble, TroubleKind, VisitorRemedy};
pub use typed_char::TypedChar;
pub use typing::{Paste, Typing};
pub use visit_id::VisitId;
pub use way::Way;
pub use width::half;
