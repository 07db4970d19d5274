//! The manual page and the completions name what the command line's table has, and no more is promised than that.

use std::io::Write as _;
use std::process::{Command, Stdio};

use uketsuke::command_line::{COMMANDS, Command as Own};

#[path = "support/manual.rs"]
#[expect(dead_code, reason = "main is the example's")]
mod pages;

fn file(name: &str) -> String {
    let found = pages::files().into_iter().find(|(own, _)| own == name);
    String::from_utf8(found.expect(name).1).expect("UTF-8")
}

/// The page's source with its escapes taken back.
fn page() -> String {
    file("uketsuke.1")
        .replace("\\-", "-")
        .replace("\\*(Aq", "'")
        .replace("\\fB", "")
        .replace("\\fI", "")
        .replace("\\fR", "")
}

#[test]
fn the_manual_has_every_command_with_every_option_of_it() {
    let page = page();
    let (_, commands) = page.split_once("\n.SH COMMANDS\n").expect("a section of commands");
    let (commands, _) = commands.split_once("\n.SH ").expect("a section behind it");
    let mut rest = commands;
    for Own { words, about, options, operand, .. } in COMMANDS {
        let words = words.join(" ");
        let (_, own) = rest.split_once(&format!(".TP\n{words}")).expect(&words);
        let (own, behind) = own.split_once("\n.RE").expect(&words);
        assert!(own.to_lowercase().contains(&about.to_lowercase()), "{words}");
        for option in *options {
            let shown =
                option.value.map_or(format!("--{}\n", option.name), |value| format!("--{} {value}\n", option.name));
            assert!(own.contains(&format!("\n.TP\n{shown}")), "{words} {shown}");
        }
        assert!(operand.is_none_or(|operand| own.contains(&format!("\n.TP\n{}\n", operand.name))), "{words}");
        rest = behind;
    }
    assert!(!rest.contains(".TP"), "{rest}");
}

/// What a shell offers for a line that ends in a blank or in a word that is begun.
fn offered(line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
    let ask = format!(
        "COMP_WORDS=({}{}); COMP_CWORD={}; _uketsuke uketsuke '{last}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words[..words.len() - 1].join(" "),
        if last.is_empty() { " ''".to_owned() } else { format!(" {last}") },
        words.len() - 1,
    );
    let mut bash = Command::new("bash").arg("-s").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("bash");
    bash.stdin.take().unwrap().write_all((file("uketsuke.bash") + "\n" + &ask).as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_every_command_and_its_options() {
    for Own { words, options, .. } in COMMANDS {
        let mut line = "uketsuke ".to_owned();
        for word in *words {
            assert!(offered(&line).iter().any(|offered| offered == word), "{line}: {word}");
            line = format!("{line}{word} ");
        }
        let offered = offered(&format!("{line}--"));
        let options = options.iter().map(|option| format!("--{}", option.name));
        for option in options.chain(["--help".to_owned()]) {
            assert!(offered.contains(&option), "{line}{option}: {offered:?}");
        }
    }
}

#[test]
fn without_a_command_bash_offers_what_run_takes() {
    assert!(offered("uketsuke --").iter().any(|offered| offered == "--config"));
}

#[test]
fn the_other_shells_have_every_command_and_option() {
    for shell in ["_uketsuke", "uketsuke.fish"] {
        let script = file(shell);
        for Own { words, options, .. } in COMMANDS {
            for word in words.iter().copied().chain(options.iter().map(|option| option.name)) {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }
}
