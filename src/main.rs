//! The command line chooses a job.
fn main() {}
