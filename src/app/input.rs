//! What a key press means on the screen that shows: for the visit, for the staff menu, or nothing.

use std::time::Instant;

use ratatui::backend::Backend;

use super::kiosk::{Input, Kiosk, RunMode};
use crate::common::key::Key;
use crate::common::typed_char::TypedChar;
use crate::staff::{self, Purpose};
use crate::tty::keyboard::KeyInput;
use crate::tty::keys::Press;
use crate::ui;
use crate::visit::Event;
use crate::visit::view::Screen;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// What a press means. On a window too small for any screen it means nothing: a PIN must not be typed where the
    /// visitor cannot see it arrive. A key that is held means nothing after its first event.
    pub(super) fn press(&mut self, press: Press) -> Option<Input> {
        if ui::is_too_small(self.console.area()) {
            return None;
        }
        if let Press::Function(number) = press {
            self.mode.function_key(number);
            return None;
        }
        let input = self.meaning(press)?;
        let now = Instant::now();
        let repeats = match &input {
            Input::Visit(Event::Key(key)) | Input::Staff(staff::Event::Input(staff::PageInput::Key(key))) => {
                self.key_repeat.is_same_press(*key, now)
            }
            Input::Staff(staff::Event::Open(purpose)) => self.key_repeat.is_same_press(purpose.key(), now),
            Input::Staff(staff::Event::Input(staff::PageInput::Typed(_))) => {
                self.key_repeat.forget();
                false
            }
            Input::Visit(_) | Input::Staff(_) => false,
        };
        (!repeats).then_some(input)
    }

    fn meaning(&self, press: Press) -> Option<Input> {
        if self.staff_menu.is_open() {
            return self.staff_press(press);
        }
        let key = match press {
            Press::Key(key) | Press::Char(_, key) => key,
            Press::Pad(digit, plain) => {
                let types = matches!(self.visit.view(Instant::now()).screen, Screen::Pin { .. });
                if types { Key::Digit(digit) } else { plain }
            }
            Press::Function(_) | Press::Interrupt => Key::Other,
        };
        if self.staff_menu.is_left_over(key) { self.staff_press(press) } else { self.visit_key(key) }
    }

    /// What a key of the visit's screen means: F10, F4 and F2 lead to the staff menu, and only where it has something
    /// to offer.
    fn visit_key(&self, key: Key) -> Option<Input> {
        let purpose = match key {
            Key::Menu | Key::Ways if self.visit.is_under_way() => return None,
            Key::Menu => Purpose::Menu,
            Key::Ways => Purpose::Ways,
            Key::Staff => Purpose::Confirm(self.visit.staff_act()?),
            key => return Some(Input::Visit(Event::Key(key))),
        };
        let leads = purpose != Purpose::Ways || self.visit.other_ways().is_some();
        leads.then_some(Input::Staff(staff::Event::Open(purpose)))
    }

    /// What a press means while the staff menu is open: letters are at hand, so a keypad with Num Lock off is a block
    /// of arrows, but where a passcode is typed. There a keypad may be all that the site has, and its other signs have
    /// their plain meaning.
    fn staff_press(&self, press: Press) -> Option<Input> {
        let digits = self.staff_menu.takes_digits();
        let input = match press {
            Press::Pad(digit, _) if digits => staff::PageInput::Typed(TypedChar::from(digit)),
            Press::Char(_, key) if digits && key != Key::Other => staff::PageInput::Key(key),
            Press::Key(Key::Digit(digit)) => staff::PageInput::Typed(TypedChar::from(digit)),
            Press::Char(sign, _) => staff::PageInput::Typed(sign),
            Press::Key(key) | Press::Pad(_, key) => staff::PageInput::Key(key),
            Press::Function(_) | Press::Interrupt => return None,
        };
        Some(Input::Staff(staff::Event::Input(input)))
    }
}
