//! Questions by number against folders, with and without the emulated terminal.
