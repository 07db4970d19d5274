//! The build script: how the programs are linked.
//!
//! The texts in seven languages are tables of pointers, and each pointer costs a position-independent program 24 bytes
//! of relocation and the loader some work at the start. Packed (`DT_RELR`; Debian 12's glibc knows it) it costs a bit.
//!
//! A release ends at a panic (`panic = "abort"`) and never unwinds its stack, and nothing here prints a backtrace: the
//! tables for that, an eighth of the program, are left out.

fn main() {
    println!("cargo::rerun-if-changed=kiosk/link.rs");
    println!("cargo::rerun-if-changed=kiosk/link.ld");
    let is = |name, value| std::env::var(name).is_ok_and(|found| found == value);
    // Debian 12's linker for arm64 does not know it yet.
    if is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        // What a profile says of panics is not told to build scripts (CARGO_CFG_PANIC is the target's).
        if is("PROFILE", "release")
            && let Ok(here) = std::env::var("CARGO_MANIFEST_DIR")
        {
            println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr,-T,{here}/kiosk/link.ld");
        }
    }
}
