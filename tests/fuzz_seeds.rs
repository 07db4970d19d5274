//! The seeds of the fuzz targets, and what they once found, go through their targets. `tests/long fuzz` goes on from
//! them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use uketsuke::fuzz::TARGETS;

fn below(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn every_target_has_seeds_and_takes_them() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    for (name, target) in TARGETS {
        let files = below(&seeds.join(name));
        assert!(!files.is_empty(), "no seeds for {name}");
        for file in files {
            let bytes = fs::read(&file).expect("a seed");
            target(&bytes);
            // What breaks off is as welcome.
            (0..bytes.len().min(2048)).for_each(|length| target(&bytes[..length]));
        }
    }
    let known: BTreeSet<_> = TARGETS.iter().map(|(name, _)| seeds.join(name)).collect();
    assert_eq!(BTreeSet::from_iter(below(&seeds)), known, "a folder of seeds for each target and for no other");
}
