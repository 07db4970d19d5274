//! Prints as JSON what `kiosk/manual` puts on paper: the words of the screens, and some screens as cells. A screen of a
//! terminal is drawn here with the same functions; `kiosk/print` draws the cells.
//!
//! `printed SCREEN…`: each name is one of `gallery --list`.

use std::io::{Error, Write as _, stdout};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use serde_json::{Value, json};
use uketsuke::common::Language;
use uketsuke::ui::samples::{self, DEMO, Sample};
use uketsuke::ui::{ScreenContext, Simulation, printed};

/// The smallest size that is served, with which a kiosk's terminal begins.
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

fn main() -> Result<(), Error> {
    let samples = samples::all();
    let screens = std::env::args().skip(1).map(|name| {
        let sample = samples.iter().find(|sample| sample.name == name);
        sample.map(screen).ok_or_else(|| Error::other(format!("no screen: {name}")))
    });
    let screens = screens.collect::<Result<Vec<_>, _>>()?;
    let mut words = printed::words();
    words["screens"] = screens.into();
    writeln!(stdout(), "{words:#}")
}

fn screen(sample: &Sample) -> Value {
    let contact = Some("見本商会 03-0000-0000（平日 9-17）");
    let around = ScreenContext { contact, simulation: Some(Simulation::Service), ..DEMO };
    let Ok(mut terminal) = Terminal::new(TestBackend::new(COLUMNS, ROWS));
    let Ok(_) = terminal.draw(|frame| sample.draw(frame, Language::Japanese, &around));
    let rows: Vec<_> =
        terminal.backend().buffer().content.chunks(COLUMNS.into()).map(|row| row.iter().map(cell).collect()).collect();
    json!({ "name": sample.name, "columns": COLUMNS, "cells": Value::Array(rows) })
}

/// What is in the cell, the colours of letter and ground, and whether it is bold.
fn cell(cell: &Cell) -> Value {
    json!([cell.symbol(), cell.fg.to_string(), cell.bg.to_string(), cell.modifier.contains(Modifier::BOLD)])
}
