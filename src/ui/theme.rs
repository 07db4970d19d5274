//! Colours, always beside a word or a sign ([`super::sign`]).

use ratatui::style::{Color, Modifier, Style};

use crate::common::Look;

/// The styles of one colour scheme, by the part they play.
#[derive(Debug)]
pub struct Theme {
    /// The ground, and plain text on it.
    pub paper: Style,
    /// The one thing asked, and values that are read off.
    pub strong: Style,
    /// Labels, and what is only for reference.
    pub quiet: Style,
    /// Frames and drawings.
    pub line: Style,
    /// The card in a drawing.
    pub card: Style,
    /// The reader in a drawing.
    pub reader: Style,
    /// The bars at the top and the bottom.
    pub bar: Style,
    /// A key that works now.
    pub key: Style,
    /// The key that leads on.
    pub next_key: Style,
    /// The banner of a simulation.
    pub simulation: Style,
    /// Full-width bands, in the order of [`Tone`].
    bands: [Style; 4],
    /// What a screen that waits unused is shown in instead, where there is something darker.
    darker: Option<&'static Self>,
}

/// What a band says before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// All is well: green.
    Good,
    /// Look here: amber.
    Caution,
    /// No: red.
    Bad,
    /// A statement: blue.
    Plain,
}

impl Tone {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Good, Self::Caution, Self::Bad, Self::Plain];
}

/// Black out of the colour cube, which is the same in every terminal. The first of the sixteen is grey in foot, and
/// xterm brightens it where it is bold.
pub(super) const INK: Color = Color::Indexed(16);
/// Grey for labels on white: dark enough in every palette. (The eighth of the sixteen is too pale in xterm's.)
pub(super) const PENCIL: Color = Color::Indexed(239);

/// Dark letters on white, as on paper. Letters on a colour are black and the colour bright, because the plain colours
/// are dark in one terminal's palette and pale in another's.
static STANDARD: Theme = Theme {
    paper: on(INK, Color::White),
    strong: bold(INK, Color::White),
    quiet: on(PENCIL, Color::White),
    line: on(INK, Color::White),
    card: on(INK, Color::LightCyan),
    reader: on(Color::White, INK),
    bar: on(Color::White, INK),
    key: bold(INK, Color::Gray),
    next_key: bold(INK, Color::LightYellow),
    simulation: bold(INK, Color::LightMagenta),
    bands: [
        bold(INK, Color::LightGreen),
        bold(INK, Color::LightYellow),
        bold(INK, Color::LightRed),
        bold(INK, Color::LightCyan),
    ],
    darker: Some(&DIMMED),
};

/// White on black, yellow for what matters now. The bands are apart in lightness. It is dark already, and has nothing
/// in between.
static HIGH_CONTRAST: Theme = Theme {
    paper: bold(Color::White, INK),
    strong: bold(YELLOW, INK),
    quiet: on(Color::White, INK),
    line: bold(Color::White, INK),
    card: bold(INK, Color::White),
    reader: bold(INK, YELLOW),
    bar: bold(Color::White, INK),
    key: bold(INK, Color::White),
    next_key: bold(INK, YELLOW),
    simulation: bold(INK, YELLOW),
    bands: [bold(INK, Color::White), bold(INK, DIM_YELLOW), bold(Color::White, DARK_RED), bold(INK, PALE_BLUE)],
    darker: None,
};

/// Yellow out of the colour cube: that of the sixteen is nearly white in foot.
const YELLOW: Color = Color::Indexed(226);
const DIM_YELLOW: Color = Color::Indexed(184);
const DARK_RED: Color = Color::Indexed(124);
const PALE_BLUE: Color = Color::Indexed(74);

/// Dark blue, pale yellow, orange-red and sky blue: apart from each other in lightness as well as between blue and
/// yellow, which eyes without red or without green still tell apart. Out of the colour cube, because a terminal may
/// have any sixteen.
static COLOUR_BLIND: Theme = Theme {
    card: on(INK, SKY),
    next_key: bold(INK, PALE_YELLOW),
    bands: [bold(Color::White, DARK_BLUE), bold(INK, PALE_YELLOW), bold(INK, VERMILION), bold(INK, SKY)],
    ..STANDARD
};

const DARK_BLUE: Color = Color::Indexed(25);
const PALE_YELLOW: Color = Color::Indexed(227);
const VERMILION: Color = Color::Indexed(166);
const SKY: Color = Color::Indexed(81);

/// No colours: what stands out is reversed, what is read first is bold, what is only named is underlined.
static MONO: Theme = Theme {
    paper: Style::new(),
    strong: Style::new().add_modifier(Modifier::BOLD),
    quiet: Style::new(),
    line: Style::new(),
    card: REVERSED,
    reader: REVERSED,
    bar: Style::new(),
    key: Style::new().add_modifier(Modifier::UNDERLINED),
    next_key: REVERSED,
    simulation: REVERSED,
    bands: [REVERSED; 4],
    darker: None,
};

/// What a screen that waits unused is dimmed to: grey on black, each pair of the cube and its greys at 7 to 1 or more.
static DIMMED: Theme = Theme {
    paper: on(DIM_GREY, INK),
    strong: bold(SOFT_GREY, INK),
    quiet: on(DIM_GREY, INK),
    line: on(DIM_GREY, INK),
    card: on(INK, DIM_GREY),
    reader: on(INK, DIM_GREY),
    bar: on(DIM_GREY, INK),
    key: bold(INK, DIM_GREY),
    next_key: bold(INK, SOFT_GREY),
    simulation: bold(INK, DIM_MAGENTA),
    bands: [bold(INK, DIM_GREEN), bold(INK, DIM_AMBER), bold(INK, DIM_RED), bold(INK, DIM_BLUE)],
    darker: None,
};

/// Soft letters on black, for eyes that bright light hurts. Its bands are apart in lightness.
static DARK: Theme = Theme {
    paper: on(SOFT_GREY, INK),
    strong: bold(PALE_GREY, INK),
    quiet: on(SOFT_GREY, INK),
    line: on(DIM_GREY, INK),
    bar: on(SOFT_GREY, DARK_GREY),
    bands: [bold(INK, SOFT_GREEN), bold(INK, OCHRE), bold(PALE_GREY, DEEP_RED), bold(PALE_GREY, DARK_BLUE)],
    ..DIMMED
};

const PALE_GREY: Color = Color::Indexed(254);
const DARK_GREY: Color = Color::Indexed(235);
const SOFT_GREEN: Color = Color::Indexed(114);
const OCHRE: Color = Color::Indexed(172);
const DEEP_RED: Color = Color::Indexed(88);

const DIM_GREY: Color = Color::Indexed(247);
const SOFT_GREY: Color = Color::Indexed(250);
const DIM_MAGENTA: Color = Color::Indexed(182);
const DIM_GREEN: Color = Color::Indexed(108);
const DIM_AMBER: Color = Color::Indexed(179);
const DIM_RED: Color = Color::Indexed(174);
const DIM_BLUE: Color = Color::Indexed(110);

const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED).add_modifier(Modifier::BOLD);

impl Theme {
    /// The theme that the settings name.
    #[must_use]
    pub const fn of(look: Look) -> &'static Self {
        match look {
            Look::Standard => &STANDARD,
            Look::HighContrast => &HIGH_CONTRAST,
            Look::ColourBlind => &COLOUR_BLIND,
            Look::Mono => &MONO,
            Look::Dark => &DARK,
        }
    }

    /// The theme of a screen that waits unused.
    #[must_use]
    pub fn dimmed(&'static self) -> &'static Self {
        self.darker.unwrap_or(self)
    }

    /// The style of a band.
    #[must_use]
    pub const fn band(&self, tone: Tone) -> Style {
        let [good, caution, bad, plain] = self.bands;
        match tone {
            Tone::Good => good,
            Tone::Caution => caution,
            Tone::Bad => bad,
            Tone::Plain => plain,
        }
    }
}

const fn on(ink: Color, ground: Color) -> Style {
    Style::new().fg(ink).bg(ground)
}

const fn bold(ink: Color, ground: Color) -> Style {
    on(ink, ground).add_modifier(Modifier::BOLD)
}
