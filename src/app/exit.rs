//! The end of the process.

use std::io::{self, Write as _};

/// Ends the process with this status, without the destructors of C libraries.
///
/// libpcsclite (1.9.8 and later) frees its list of contexts in a destructor, while the thread that waits for cards is
/// still in a call that reads the list: a program that returns from `main` ends with SIGSEGV now and then. That
/// thread cannot be joined: a wait in a daemon that hangs has no end.
pub fn exit(status: i32) -> ! {
    // What a return from `main` would do as well.
    let _ = io::stdout().flush();
    signal_hook::low_level::exit(status)
}
