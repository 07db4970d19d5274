//! What is asked of a qualification terminal (資格確認端末), and how.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::schema::ExchangeTable;
use super::values::{EmptyElements, Folding, Padding, RequestWriting};
use crate::common::FileEncoding;

/// `[exchange]`, where it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeSettings {
    /// The folder that requests are written to (`OQS/Req`). Never created here: a folder that is missing is not
    /// mounted.
    pub requests: PathBuf,
    /// The folder that answers come to (`OQS/Res`).
    pub answers: PathBuf,
    /// The folder of bookings that are checked in bulk; none: only what staff ask for. Never created here.
    pub bookings: Option<PathBuf>,
    /// How an insurer number of six digits is padded.
    pub pad: Padding,
    /// What requests are encoded in.
    pub encoding: FileEncoding,
    /// How an optional element without a value is written.
    pub empty: EmptyElements,
    /// In which width symbol and number are sent.
    pub fold: Folding,
    /// First and last number of a day in a request's name: of this kiosk alone.
    pub counter: (u16, u16),
    /// How a request comes into its folder.
    pub write: RequestWriting,
    /// Whether an own answer is removed once it is read.
    pub remove_answers: bool,
    /// Longest time for an answer.
    pub deadline: Duration,
    /// After how long it is said that it takes long.
    pub notice: Duration,
    /// How often the answer is looked for.
    pub poll: Duration,
    /// After how long the terminal sweeps answers away that were not fetched, where the site has said so.
    pub answers_stay: Option<Duration>,
}

impl ExchangeSettings {
    /// The exchange that this table names (none: off), or what is wrong with it.
    pub(super) fn new(table: &ExchangeTable) -> Result<Option<Self>, &'static str> {
        let (requests, answers) = match (&table.requests, &table.answers) {
            (None, None) => return Ok(None),
            (Some(requests), Some(answers)) => (requests.clone(), answers.clone()),
            (Some(_), None) => return Err("[exchange] requests needs answers, the folder that the answers come to"),
            (None, Some(_)) => return Err("[exchange] answers needs requests, the folder that the requests go to"),
        };
        let same = |one: &Path, other: &Path| Path::new("/").join(one) == Path::new("/").join(other);
        let cards_is = |folder: &Path| table.cards.as_deref().is_some_and(|cards| same(cards, folder));
        if let Some(bookings) = &table.bookings
            && (same(&requests, bookings) || same(&answers, bookings) || cards_is(bookings))
        {
            return Err("[exchange] bookings is a folder of the site, and here it is one of the terminal's");
        }
        if same(&requests, &answers) || cards_is(&requests) || cards_is(&answers) {
            return Err("[exchange] requests, answers and cards are three folders, and two of them are the same here");
        }
        if table.counter_from > table.counter_to {
            return Err("[exchange] counter_from is larger than counter_to: no number is left");
        }
        if table.notice >= table.deadline {
            return Err("[exchange] notice is not shorter than deadline");
        }
        Ok(Some(Self {
            requests,
            answers,
            bookings: table.bookings.clone(),
            pad: table.pad,
            encoding: table.encoding,
            empty: table.empty,
            fold: table.fold,
            counter: (table.counter_from, table.counter_to),
            write: table.write,
            remove_answers: table.remove_answers,
            deadline: table.deadline,
            notice: table.notice,
            poll: table.poll,
            answers_stay: table.answers_stay,
        }))
    }

    /// The exchange of a terminal whose folders lie in this one, with the defaults of the settings.
    ///
    /// # Panics
    ///
    /// Where the defaults contradict each other.
    #[cfg(any(test, feature = "fuzzing"))]
    #[expect(clippy::expect_used, reason = "made for tests")]
    #[must_use]
    pub fn with_defaults(folder: &Path) -> Self {
        let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\n\
                    [exchange]\ncards = \"Face\"\nrequests = \"Req\"\nanswers = \"Res\"\n";
        let mut exchange = super::Settings::parse(text).ok().and_then(|settings| settings.exchange).expect("defaults");
        exchange.within(folder);
        exchange
    }

    /// Takes its paths relative to this folder.
    pub(super) fn within(&mut self, folder: &Path) {
        for path in [&mut self.requests, &mut self.answers].into_iter().chain(&mut self.bookings) {
            *path = folder.join(&*path);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::{ExchangeSettings, ParseError, ResultSource, Settings};

    fn read(exchange: &str) -> Result<Settings, ParseError> {
        let kiosk = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\n";
        Settings::parse(&format!("{kiosk}[exchange]\ncards = \"Face\"\n{exchange}"))
    }

    #[test]
    fn nothing_is_asked_until_both_folders_are_named() {
        assert_eq!(read("").unwrap().exchange, None);
        assert!(read("requests = \"Req\"\n").unwrap_err().words.contains("needs answers"));
        assert!(read("answers = \"Res\"\n").unwrap_err().words.contains("needs requests"));
    }

    #[test]
    fn the_folder_of_card_results_is_that_of_the_exchange() {
        let ResultSource::Folder(folder) = read("").unwrap().source else { panic!("no folder") };
        assert_eq!(folder.dir.as_os_str(), "Face");
    }

    #[test]
    fn the_defaults_are_what_is_known_to_work() {
        let ExchangeSettings { counter, deadline, notice, poll, remove_answers, answers_stay, .. } =
            read("requests = \"Req\"\nanswers = \"Res\"\n").unwrap().exchange.unwrap();
        assert_eq!((counter, remove_answers, answers_stay), ((6001, 9999), true, None));
        assert_eq!([deadline, notice, poll].map(|time| time.as_secs()), [30, 7, 1]);
    }

    #[test]
    fn what_cannot_work_is_refused() {
        for (more, words) in [
            ("answers = \"./Req\"\n", "two of them are the same"),
            ("answers = \"Face\"\n", "two of them are the same"),
            ("answers = \"Res\"\nbookings = \"Req\"\n", "one of the terminal's"),
            ("answers = \"Res\"\ncounter_from = 9\ncounter_to = 8\n", "counter_from is larger"),
            ("answers = \"Res\"\ncounter_to = 10000\n", "from 1 to 9999"),
            ("answers = \"Res\"\nnotice = \"30s\"\n", "notice is not shorter"),
            ("answers = \"Res\"\npad = \"blank\"\n", "space"),
        ] {
            let words_said = read(&format!("requests = \"Req\"\n{more}")).unwrap_err().words;
            assert!(words_said.contains(words), "{more}: {words_said}");
        }
    }
}
