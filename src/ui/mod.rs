//! What the visitor and the staff see. A screen is a function that draws a read-only view.
//!
//! The module knows ratatui, the views of the state machines and the meaning of a result. It decides nothing, reads no
//! key, keeps nothing between two frames, and never draws one thing over another: a screen is a band, one column of
//! text and the keys that work now.
//!
//! | module | holds |
//! |---|---|
//! | `draw` | the entry points: whole frames |
//! | `screens` | one file a screen |
//! | `widgets` | what screens share: bars, keys, advice, fields, drawings |
//! | `texts` | every word, a table a language |
//! | `layout` | the canvas, stacks of text that give way, line breaks |
//! | `display` | words that are drawn large |
//! | `steps` | the steps of a visit, for the bar at the top |
//! | `theme`, `sign` | colours, and the signs beside them |
//! | `plain_console` | what a console without Japanese letters shows instead |
//! | `slide` | the frames in which the card of the waiting screen moves |
//! | `countdown`, `spoken`, `prompt` | which seconds are shown; what is spoken of a screen, by which prompts |
//! | `answer_text` | an answer as lines of text, for the command line |
//! | `context` | what a screen is drawn with beside its view |
//! | `printed` | the words of the screens that are printed on paper as well |
//! | `samples` | views of every screen, for the tests and for looking at |

mod answer_text;
mod context;
mod countdown;
mod display;
mod draw;
mod layout;
mod plain_console;
#[cfg(feature = "simulator")]
pub mod printed;
mod prompt;
#[cfg(feature = "simulator")]
pub mod samples;
mod screens;
mod sign;
mod slide;
mod spoken;
mod steps;
#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests;
mod texts;
mod theme;
mod widgets;

pub use answer_text::{AnswerText, answer_text};
pub use context::{Paper, ScreenContext, Simulation};
pub use countdown::{changes_in, next_change};
pub use display::Blocks;
pub use draw::{draw, draw_registration, draw_staff_menu, draw_supervisor};
pub use prompt::Prompt;
pub use screens::supervisor::SupervisorScreen;
pub use screens::too_small::is_too_small;
pub use spoken::{Spoken, Stage, spoken};
pub use texts::{FindingText, finding_text};
pub use theme::Theme;
