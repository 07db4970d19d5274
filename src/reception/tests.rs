use std::time::{Duration, Instant};

use super::{Door, Event, Input, Page, Reception};
use crate::visit::{Key, Language};

#[test]
fn a_menu_that_nobody_uses_closes_by_itself() {
    let now = Instant::now();
    let mut reception = Reception::new(Language::Japanese);
    reception.handle(Event::Open(Door::Menu), now);
    reception.handle(Event::Elapsed, now + Duration::from_secs(119));
    assert!(reception.is_open());
    reception.handle(Event::Elapsed, now + Duration::from_secs(120));
    assert!(!reception.is_open());
}

#[test]
fn the_menu_leads_to_a_page_and_back() {
    let now = Instant::now();
    let mut reception = Reception::new(Language::Japanese);
    reception.handle(Event::Open(Door::Menu), now);
    reception.handle(Event::Input(Input::Key(Key::NextPage)), now);
    reception.handle(Event::Input(Input::Key(Key::Enter)), now);
    assert!(matches!(reception.view().unwrap().page, Page::Today(_)));
    reception.handle(Event::Input(Input::Key(Key::Cancel)), now);
    assert!(matches!(reception.view().unwrap().page, Page::Menu(_)));
}
