//! `uketsuke-simulator`: the emulated card and the emulated service as programs of their own.
fn main() {}
