//! Where words stand in the memory of processes: `remains PID... -- WORD...`, a line a place. Needs root.

#[allow(dead_code, reason = "tests use the rest")]
mod memory;

use memory::Memory;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut parts = arguments.split(|argument| argument == "--");
    let (processes, words) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    assert!(!processes.is_empty() && !words.is_empty(), "remains PID... -- WORD...");
    for process in processes {
        let memory = Memory::of_words(process.parse().expect("a process"));
        for word in words {
            for place in memory.in_any_encoding(&[word]) {
                println!("{word} in {place} of {process}");
            }
        }
    }
}
