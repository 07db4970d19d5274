//! The build script: how the programs are linked.
//!
//! The texts in seven languages are tables of pointers, and each pointer costs a position-independent program 24 bytes
//! of relocation and the loader some work at the start. Packed (`DT_RELR`; Debian 12's glibc knows it) it costs a bit.

fn main() {
    println!("cargo::rerun-if-changed=kiosk/link.rs");
    let is = |name, value| std::env::var(name).is_ok_and(|found| found == value);
    // Debian 12's linker for arm64 does not know it yet.
    if is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
