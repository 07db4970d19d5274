//! Every key of the settings file, one row each: `config/kiosk.toml` explains them, and a test holds the two together.
//!
//! A row is `"key" by reader => field: Type = default, menu choice: Item(Kind);`. Without `by` the type reads itself;
//! without a default the key is needed. `menu` offers it to staff: as this field of [`Choices`], this line of the page
//! ([`SettingItem`]) and this kind of value ([`SettingValue`]); `as Type` where staff choose something else than the
//! file holds.

use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use super::call_url::{CallUrl, call_url};
use super::duration::duration;
use super::endpoint::{ServiceUrl, proxy};
use super::error::ParseError;
use super::fleet_values::TakenBundle;
use super::hours_values::{Span, Weekdays, some_span, weekdays};
use super::key_location::KeyLocation;
use super::menu_value::{KeyPath, NewPasscode, SettingValue, SettingValueMut};
use super::passcode::{PasscodeHash, StaffPasscodes};
use super::schema_macro::schema;
use super::share_values::{host, name, names};
use super::table_reader::{Document, Keys, Table, TableReader, ToldSetting};
use super::told::Told;
use super::values::{
    EmptyElements, Folding, HandOffKind, LogLevel, Padding, RequestWriting, ResultEncoding, SourceKind, WhenFull,
    counter, double_strike, metrics_file, non_empty, non_empty_path, path, some_duration, some_kiosk_name,
    some_non_empty, some_sentence,
};
use crate::common::{Detail, FileEncoding, KeyCaps, Language, Look, Method, ReaderPlace, StaffWord};
use crate::eligibility::FacilityCode;

/// Where a packaged kiosk has its tones and prompts.
const SOUNDS: &str = "/usr/share/uketsuke/sounds";

/// Where Debian has the authorities that its programs trust.
const AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

schema! {
    // In the order in which an error lists them.
    tables {
        kiosk: KioskSettings,
        reader: ReaderSettings,
        identify: IdentifySettings,
        staff: StaffPasscodes,
        source: Option<SourceTable>,
        gateway: Option<GatewayTable>,
        exchange: ExchangeTable,
        share: ShareTable,
        call: CallTable,
        hours: HoursTable,
        panel: PanelSettings,
        ui: UiSettings,
        journal: JournalSettings,
        handoff: HandOffTable,
        log: LogSettings,
        metrics: MetricsSettings,
        fleet: FleetTable,
    }

    // In the order of the page: what is changed most often first.
    menu {
        Method,
        Switchable,
        ShowFor,
        Detail,
        Passcode,
        Language,
        LargeText,
        Theme,
        Keys,
        Sound,
        Speech,
        Reader,
        HandOff,
        HandOffDir,
        Encoding,
        OutOfReach,
    }

    /// `[kiosk]`
    [kiosk] KioskSettings {
        /// The facility's ten-digit code (医療機関コード).
        "facility" => facility: FacilityCode;
        /// Name shown at the top of the screen.
        "name" by non_empty => name: String;
        /// Whom staff call for support; shown where a screen tells them to.
        "contact" by some_non_empty => contact: Option<String> = None;
    }

    /// `[reader]`
    [reader] ReaderSettings {
        /// Readers to use: a pattern with `*`, compared without regard to case.
        "match" by non_empty => pattern: String = "*".to_owned(), menu reader: Reader(Pattern);
    }

    /// `[identify]`
    [identify] IdentifySettings {
        /// Method of a visit unless staff choose the other.
        "default" => method: Method = Method::Pin, menu method: Method(Method);
        /// Whether staff may choose the other method for one visit.
        "switchable" => switchable: bool = true, menu switchable: Switchable(Switch);
        /// Argon2id hash (PHC string) of the passcode that all staff share; none: there is no such passcode.
        "staff_passcode" => staff_passcode: Option<PasscodeHash> = None,
            menu passcode: Passcode(Passcode) as NewPasscode;
        /// The site's statement that visitors cannot reach the keyboard. It stands for a passcode that is not set.
        "keyboard_out_of_reach" => keyboard_out_of_reach: bool = false, menu out_of_reach: OutOfReach(Switch);
    }

    /// `[source]` as it is written.
    [source] SourceTable {
        /// Where results come from.
        "kind" => kind: SourceKind;
        /// The folder of result files.
        "dir" by non_empty_path => dir: Option<PathBuf> = None;
        /// What result files are encoded in.
        "encoding" => encoding: ResultEncoding = ResultEncoding::Auto;
        /// Longest time from the terminal's answer to its being read here.
        "max_age" by duration => max_age: Duration = Duration::from_secs(5 * 60);
    }

    /// `[gateway]` as it is written.
    [gateway] GatewayTable {
        /// Base address of the service.
        "url" => url: ServiceUrl;
        /// PEM file of the one authority that may sign the service's certificate.
        "authority" => authority: PathBuf;
        /// PEM file of this terminal's certificate.
        "certificate" => certificate: PathBuf;
        /// PEM (PKCS#8) of this terminal's key.
        "key" => key: KeyLocation;
        /// Longest time for an answer.
        "deadline" by duration => deadline: Duration = Duration::from_secs(30);
        /// Proxy on the way.
        "proxy" by proxy => proxy: Option<Url> = None;
    }

    /// `[exchange]` as it is written.
    [exchange] ExchangeTable {
        /// The folder that requests are written to; none, as `answers`: nothing is asked.
        "requests" by non_empty_path => requests: Option<PathBuf> = None;
        /// The folder that answers come to.
        "answers" by non_empty_path => answers: Option<PathBuf> = None;
        /// The folder that results of cards come to.
        "cards" by non_empty_path => cards: Option<PathBuf> = None;
        /// The folder of bookings that are checked in bulk.
        "bookings" by non_empty_path => bookings: Option<PathBuf> = None;
        /// How an insurer number of six digits is padded.
        "pad" => pad: Padding = Padding::Space;
        /// What requests are encoded in.
        "encoding" => encoding: FileEncoding = FileEncoding::Utf8;
        /// How an optional element without a value is written.
        "empty" => empty: EmptyElements = EmptyElements::Element;
        /// In which width symbol and number are sent.
        "fold" => fold: Folding = Folding::HalfAscii;
        /// First number of a day in a request's name.
        "counter_from" by counter => counter_from: u16 = 6001;
        /// Last number of a day in a request's name.
        "counter_to" by counter => counter_to: u16 = 9999;
        /// How a request comes into its folder.
        "write" => write: RequestWriting = RequestWriting::Rename;
        /// Whether an own answer is removed once it is read.
        "remove_answers" => remove_answers: bool = true;
        /// Longest time for an answer.
        "deadline" by duration => deadline: Duration = Duration::from_secs(30);
        /// After how long the screen says that it takes long.
        "notice" by duration => notice: Duration = Duration::from_secs(7);
        /// How often the answer is looked for.
        "poll" by duration => poll: Duration = Duration::from_secs(1);
        /// After how long the terminal sweeps answers away that were not fetched, for the texts only.
        "answers_stay" by some_duration => answers_stay: Option<Duration> = None;
    }

    /// `[share]` as it is written.
    [share] ShareTable {
        /// IPv4 address or name of the server.
        "host" by host => host: Option<String> = None;
        /// Names of the shares.
        "shares" by names => shares: Option<Vec<String>> = None;
        /// The account.
        "user" by name => user: Option<String> = None;
        /// The account's domain.
        "domain" by name => domain: Option<String> = None;
    }

    /// `[call]` as it is written.
    [call] CallTable {
        /// Where calls are posted; none: nowhere.
        "url" by call_url => url: Option<CallUrl> = None;
        /// PEM file of the authorities that may vouch for it.
        "ca" by path => ca: PathBuf = PathBuf::from(AUTHORITIES);
        /// The file of the token that it asks for.
        "token_file" by non_empty_path => token_file: Option<PathBuf> = None;
        /// The file that stands as long as a call does; none: no file.
        "file" by non_empty_path => file: Option<PathBuf> = None;
        /// Longest time for one attempt.
        "timeout" by duration => timeout: Duration = Duration::from_secs(5);
        /// After this time a call is not sent any more.
        "keep_trying" by duration => keep_trying: Duration = Duration::from_secs(120);
        /// Whether the end of a call is posted too.
        "over" => over: bool = false;
    }

    /// `[hours]` as it is written.
    [hours] HoursTable {
        /// When staff are at the desk; none: the screen says nothing of hours.
        "open" by some_span => open: Option<Span> = None;
        /// The break at noon; none: there is none.
        "break" by some_span => pause: Option<Span> = None;
        /// Days on which the site is closed.
        "closed" by weekdays => closed: Weekdays = Weekdays::default();
        /// Hours of a Monday in place of `open`.
        "mon" by some_span => mon: Option<Span> = None;
        /// Hours of a Tuesday in place of `open`.
        "tue" by some_span => tue: Option<Span> = None;
        /// Hours of a Wednesday in place of `open`.
        "wed" by some_span => wed: Option<Span> = None;
        /// Hours of a Thursday in place of `open`.
        "thu" by some_span => thu: Option<Span> = None;
        /// Hours of a Friday in place of `open`.
        "fri" by some_span => fri: Option<Span> = None;
        /// Hours of a Saturday in place of `open`.
        "sat" by some_span => sat: Option<Span> = None;
        /// Hours of a Sunday in place of `open`.
        "sun" by some_span => sun: Option<Span> = None;
    }

    /// `[panel]`
    [panel] PanelSettings {
        /// How long the answer stays on the screen.
        "show_for" by duration => show_for: Duration = Duration::from_secs(60), menu show_for: ShowFor(Time);
        /// How much of it is shown before staff reveal the rest.
        "detail" => detail: Detail = Detail::Masked, menu detail: Detail(Detail);
        /// Whether the last step of the last answer shows what is copied as a QR code, for the site's own tablet.
        "copy_qr" => copy_qr: bool = false;
    }

    /// `[ui]`
    [ui] UiSettings {
        /// Language at the start of every visit.
        "language" => language: Language = Language::Japanese, menu language: Language(Language);
        /// What a visitor's sentences call the staff.
        "staff_word" => staff_word: StaffWord = StaffWord::Employees;
        /// Colours.
        "theme" => theme: Look = Look::Standard, menu theme: Theme(Look);
        /// How long nothing happens before the waiting screen turns dark.
        "dim_after" by duration => dim_after: Duration = Duration::from_secs(300);
        /// Whether the drawing of the waiting screen moves while a person may be near.
        "motion" => motion: bool = true;
        /// Where the card reader stands, for a visitor before the screen; none: nothing is said of it.
        "reader_at" => reader_at: Option<ReaderPlace> = None;
        /// The site's own words to a visitor who has taken the card, in the language of `language`; none: ours.
        "thanks" by some_sentence => thanks: Option<String> = None;
        /// Fewer words and larger numbers, for visitors who need large letters.
        "large_text" => large_text: bool = false, menu large_text: LargeText(Switch);
        /// The keys that visitors have, and so those that screens name.
        "keys" => keys: KeyCaps = KeyCaps::Both, menu keys: Keys(Keys);
        /// The same digit again within this time is one strike; zero: every strike counts.
        "double_strike_ms" by double_strike => double_strike: Duration = Duration::ZERO;
        /// Whether tones sound, or the terminal's bell in their place.
        "sound" => sound: bool = true, menu sound: Sound(Switch);
        /// Whether what is asked is spoken to every visitor, not only to who asks for it.
        "speech" => speech: bool = false, menu speech: Speech(Switch);
        /// The folder of tones and prompts.
        "sounds" by path => sounds: PathBuf = PathBuf::from(SOUNDS);
    }

    /// `[journal]`
    [journal] JournalSettings {
        /// Folder of the journal, its head and its key; none: no journal is kept.
        "dir" by non_empty_path => dir: Option<PathBuf> = None;
        /// What happens while it cannot be written.
        "when_full" => when_full: WhenFull = WhenFull::Warn;
    }

    /// `[handoff]` as it is written.
    [handoff] HandOffTable {
        /// What is written for the receipt computer.
        "kind" => kind: HandOffKind = HandOffKind::None, menu handoff: HandOff(HandOff);
        /// The folder that the receipt computer looks into; empty: none is named.
        "dir" by non_empty => dir: String = String::new(), menu handoff_dir: HandOffDir(Folder);
        /// What XML and CSV are encoded in.
        "encoding" => encoding: FileEncoding = FileEncoding::Utf8, menu encoding: Encoding(Encoding);
        /// A file older than this is removed.
        "keep" by duration => keep: Duration = Duration::from_secs(7 * 86_400);
    }

    /// `[log]`
    [log] LogSettings {
        /// Folder of the log files, one a day, fourteen kept; none: no log.
        "dir" => dir: Option<PathBuf> = None;
        /// How much is logged.
        "level" => level: LogLevel = LogLevel::Info;
    }

    /// `[metrics]`
    [metrics] MetricsSettings {
        /// The file, `….prom` in the folder that `node_exporter` collects from; none: no metrics.
        "file" by metrics_file => file: Option<PathBuf> = None;
    }

    /// `[fleet]` as it is written.
    [fleet] FleetTable {
        /// This kiosk's name in a bundle of settings; none, as `key`: no bundle is taken.
        "kiosk" by some_kiosk_name => kiosk: Option<String> = None;
        /// PEM file of the public keys by which bundles are known.
        "key" by non_empty_path => key: Option<PathBuf> = None;
        /// The bundle that was taken last; the kiosk writes it.
        "taken" => taken: Option<TakenBundle> = None;
    }
}
