//! What tests/bench compares the kiosk's start and memory with: the same crates and a first frame, and nothing of the
//! kiosk. Reads a TOML file, takes the terminal, draws, connects to pcscd, prepares a TLS client, waits for a key.

use std::error::Error;
use std::fs::File;
use std::sync::Arc;

use crossterm::{cursor, execute, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Paragraph};
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{SignalKind, signal};

fn main() -> Result<(), Box<dyn Error>> {
    let settings = std::env::args().nth(1).ok_or("skeleton SETTINGS")?;
    let settings: toml::Table = toml::from_str(&std::fs::read_to_string(settings)?)?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(&settings))
}

#[expect(deprecated, reason = "as in the kiosk: the replacement is unsafe")]
async fn run(settings: &toml::Table) -> Result<(), Box<dyn Error>> {
    let mut stop = signal(SignalKind::terminate())?;
    let keys = AsyncFd::new(File::open("/dev/tty")?)?;
    terminal::enable_raw_mode()?;
    execute!(std::io::stdout(), terminal::EnterAlternateScreen, cursor::Hide)?;
    let mut screen = Terminal::new(CrosstermBackend::new(std::io::stdout()))?;
    let name = settings.get("kiosk").and_then(|kiosk| kiosk.get("name")?.as_str()).unwrap_or_default();
    screen.draw(|frame| {
        let area = frame.area();
        frame.render_widget(Paragraph::new(name).block(Block::bordered()), area);
        let last = Rect { y: area.height.saturating_sub(1), height: 1, ..area };
        frame.render_widget(Line::raw("Português"), last);
    })?;
    let _readers = pcsc::Context::establish(pcsc::Scope::System)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let _client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().build()?;
    tokio::select! {
        _ = stop.recv() => {}
        ready = keys.readable() => drop(ready?),
    }
    Ok(())
}
