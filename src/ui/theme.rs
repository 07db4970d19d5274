//! Colours: the sixteen of every terminal, always beside a word or a sign.
//!
//! Signs are ASCII in brackets (`[OK]`, `[!!]`). Circles, arrows, ticks and warning triangles are one cell in some terminals
//! and two in others, so they would shift whatever stands to their right.

use ratatui::style::{Color, Modifier, Style};

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

impl Theme {
    /// Dark letters on white, as on paper: the default.
    pub const LIGHT: Self = Self {
        paper: on(Color::Black, Color::White),
        strong: bold(Color::Black, Color::White),
        quiet: on(Color::DarkGray, Color::White),
        line: on(Color::Black, Color::White),
        reader: on(Color::White, Color::Black),
        ..Self::DARK
    };

    /// White letters on black. Letters on a colour are black and the colour bright, because the plain colours are dark in
    /// one terminal's palette and pale in another's.
    pub const DARK: Self = Self {
        paper: on(Color::White, Color::Black),
        strong: bold(Color::White, Color::Black),
        quiet: on(Color::Gray, Color::Black),
        line: on(Color::White, Color::Black),
        card: on(Color::Black, Color::LightCyan),
        reader: on(Color::Black, Color::Gray),
        bar: on(Color::White, Color::Black),
        key: bold(Color::Black, Color::Gray),
        next_key: bold(Color::Black, Color::LightYellow),
        simulation: bold(Color::Black, Color::LightMagenta),
        bands: [
            bold(Color::Black, Color::LightGreen),
            bold(Color::Black, Color::LightYellow),
            bold(Color::Black, Color::LightRed),
            bold(Color::Black, Color::LightCyan),
        ],
    };

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
