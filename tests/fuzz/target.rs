//! Every fuzz target in one program: `UKETSUKE_FUZZ` names the one that a run is for, a row of
//! `uketsuke::fuzz::TARGETS`.

#![no_main]

use std::sync::LazyLock;

static TARGET: LazyLock<uketsuke::fuzz::Target> = LazyLock::new(|| {
    let name = std::env::var("UKETSUKE_FUZZ").expect("UKETSUKE_FUZZ names a target");
    uketsuke::fuzz::target(&name).expect("UKETSUKE_FUZZ names a target of uketsuke::fuzz::TARGETS")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
