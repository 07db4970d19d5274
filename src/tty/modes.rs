//! Taking over the terminal, and the one way in which it is given back: on exit, error, panic and signal alike.

use std::fs::File;
use std::io::{self, IsTerminal as _, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{cursor, execute, style, terminal};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::enhanced::{ENHANCE, PLAIN};
use crate::common::SystemCode;

/// Whether the terminal is ours. The first to give it back does so alone.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The standard error as it was, while nothing may be written there.
static STDERR: OnceLock<OwnedFd> = OnceLock::new();

/// The words of the fatal screen. Plain, in both languages, without a cause: the cause is in the log. The code follows.
const FATAL: &str = "\r\n\r\n  ただいま使えません。職員をお呼びください。\r\n  しばらくすると自動で再開します。\r\n\r\n  \
    Out of service. Please call a member of staff.\r\n  It starts again by itself.\r\n\r\n";

/// The terminal while the kiosk owns it. Gives it back when dropped.
#[derive(Debug)]
pub struct TerminalGuard(());

impl TerminalGuard {
    /// Raw mode, alternate screen, no cursor, every key with its repeats told apart where the terminal can.
    pub fn take() -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("the standard output is not a terminal"));
        }
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        guard_stderr()?;
        execute!(
            io::stdout(),
            terminal::EnterAlternateScreen,
            style::Print(ENHANCE),
            cursor::Hide,
            terminal::Clear(terminal::ClearType::All)
        )?;
        Ok(guard)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        give_back(ExitScreen::Clean);
    }
}

/// A library may complain on the standard error: that of the log does, when midnight's new file cannot be made. Where
/// this is the terminal, nothing is heard of it until the terminal is given back.
fn guard_stderr() -> io::Result<()> {
    let errors = io::stderr();
    if errors.is_terminal() && STDERR.set(errors.as_fd().try_clone_to_owned()?).is_ok() {
        rustix::stdio::dup2_stderr(File::options().write(true).open("/dev/null")?)?;
    }
    Ok(())
}

/// Takes the terminal behind `tty` again after the program was stopped. A shell had it meanwhile and left it with its
/// own modes, in which it would echo a PIN.
pub fn take_again(tty: impl AsFd) -> io::Result<()> {
    let mut modes = tcgetattr(&tty)?;
    modes.make_raw();
    tcsetattr(&tty, OptionalActions::Now, &modes)?;
    execute!(io::stdout(), terminal::EnterAlternateScreen, style::Print(ENHANCE), cursor::Hide)
}

/// Takes the terminal over from a program that has ended, however that was: whatever it left there is gone.
pub fn take_over() -> io::Result<()> {
    take_again(io::stdout())?;
    execute!(io::stdout(), style::ResetColor, terminal::Clear(terminal::ClearType::All))
}

/// Hides the cursor, which the library that draws shows when it lets go of the terminal.
pub fn hide_cursor() -> io::Result<()> {
    execute!(io::stdout(), cursor::Hide)
}

/// What is left on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitScreen {
    /// Nothing.
    Clean,
    /// That the kiosk is out of service and whom to call.
    Fatal,
}

/// Gives the terminal back, cleared. Does nothing where it was not taken or has been given back.
pub fn give_back(left: ExitScreen) {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // There is nowhere left to report an error; each step is tried even if the one before it failed.
    let _ = execute!(out, style::ResetColor, terminal::Clear(terminal::ClearType::All), cursor::MoveTo(0, 0));
    let _ = execute!(out, style::Print(PLAIN), terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
    // A complaint on a terminal that is gone would panic.
    if let Some(stderr) = STDERR.get()
        && stderr.is_terminal()
    {
        let _ = rustix::stdio::dup2_stderr(stderr);
    }
    if left == ExitScreen::Fatal {
        let _ = execute!(out, terminal::Clear(terminal::ClearType::All), cursor::MoveTo(0, 0));
        let _ = write!(out, "{FATAL}  {}\r\n", SystemCode::OutOfService.code());
        let _ = out.flush();
    }
}
