//! The surface: the help of every command and the demo, as reference files.

use crate::desk::Desk;

/// Every command with its help, in the order of the first page.
const COMMANDS: [&[&str]; 66] = [
    &[],
    &["read"],
    &["add"],
    &["review"],
    &["show"],
    &["ask"],
    &["weigh"],
    &["grade"],
    &["grade", "claim"],
    &["grade", "source"],
    &["source"],
    &["source", "list"],
    &["source", "merge"],
    &["source", "split"],
    &["source", "apart"],
    &["source", "grade"],
    &["exchange"],
    &["exchange", "declare"],
    &["exchange", "list"],
    &["exchange", "proposed"],
    &["edges"],
    &["edges", "list"],
    &["edges", "strike"],
    &["edges", "find"],
    &["edges", "restore"],
    &["model"],
    &["model", "info"],
    &["mark"],
    &["retract"],
    &["partner"],
    &["partner", "add"],
    &["partner", "set"],
    &["partner", "list"],
    &["partner", "show"],
    &["partner", "agree"],
    &["partner", "end"],
    &["partner", "suspend"],
    &["partner", "resume"],
    &["partner", "leave"],
    &["partner", "token"],
    &["partner", "password"],
    &["partner", "certificate"],
    &["partner", "rotate"],
    &["release"],
    &["log"],
    &["log", "verify"],
    &["log", "checkpoint"],
    &["log", "prove"],
    &["log", "check"],
    &["bundle"],
    &["export"],
    &["import"],
    &["import", "sipri"],
    &["sync"],
    &["remote"],
    &["remote", "set"],
    &["remote", "list"],
    &["remote", "remove"],
    &["serve"],
    &["db"],
    &["db", "check"],
    &["db", "rebuild"],
    &["db", "info"],
    &["demo"],
    &["completions"],
    &["man"],
];

#[test]
fn help_of_every_command() {
    let desk = Desk::new();
    let mut all = String::new();
    for command in COMMANDS {
        let arguments: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let help = desk.run(&arguments).fine().out;
        all.push_str(&format!("$ attache {}\n\n{help}\n\n", arguments.join(" ")));
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn every_command_of_the_first_page_is_in_the_reference() {
    let first = Desk::new().run(&["--help"]).fine().out;
    let listed = first.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let listed: Vec<_> = listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let referenced: Vec<_> = COMMANDS.iter().filter(|c| c.len() == 1).map(|c| c[0]).collect();
    assert_eq!(listed, referenced);
}

#[test]
fn the_demo_answers_and_its_commands_work() {
    let desk = Desk::new();
    let demo = desk.run(&["demo"]).fine().out;
    let store = demo.lines().find_map(|line| line.trim().strip_prefix("export ATTACHE_STORE=")).unwrap();
    let shown = demo.replace(store.strip_suffix("/attache.db").unwrap(), "FOLDER");
    insta::assert_snapshot!("demo", shown);
    for answer in
        ["> 10,000", "ballistic missiles", "▲ changed between", "Harbour Times ›", "counted as 1 because"]
    {
        assert!(demo.contains(answer), "{answer} in\n{demo}");
    }
    let known = |as_of: &str| {
        let question = ["--store", store, "ask", "deployments", "--as-of", as_of, "--json"];
        desk.run(&question).fine().json()
    };
    let early = known("2024-10-20");
    assert!(!early.is_empty() && early.len() < known("2024-11-28").len());
    assert!(early.iter().all(|row| row["known_since"].as_str().unwrap() < "2024-10-21"));
    let again = desk.run(&["demo"]).fine().out;
    let other = again.lines().find_map(|line| line.trim().strip_prefix("export ATTACHE_STORE=")).unwrap();
    assert_ne!(store, other);
    assert_eq!(
        again.replace(other.strip_suffix("/attache.db").unwrap(), "FOLDER"),
        shown,
        "the same each time"
    );
    let mut tried = 0;
    for line in demo.lines().filter_map(|line| line.strip_prefix("  attache ")) {
        let command = line.split("  ").next().unwrap();
        let arguments: Vec<&str> = ["--store", store].into_iter().chain(command.split_whitespace()).collect();
        let run = desk.run(&arguments).fine();
        assert!(
            !run.out.trim().is_empty() && !run.out.contains("Nothing in the store"),
            "{command}: {run:#?}"
        );
        tried += 1;
    }
    assert!(tried >= 5, "{demo}");
}

#[test]
fn completions_and_manual_pages() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(desk.run(&["completions", shell]).fine().out.contains("attache"));
    }
    assert!(desk.run(&["man"]).fine().out.contains(".TH attache"));
    desk.run(&["man", "--dir", "pages"]).fine();
    assert!(desk.path("pages/attache-ask.1").exists());
}

#[test]
fn colours_only_where_they_are_wanted() {
    let desk = Desk::with_report();
    assert!(!desk.run(&["ask", "claims"]).fine().out.contains('\u{1b}'), "no terminal, no colours");
    assert!(desk.run(&["ask", "claims", "--color", "always"]).fine().out.contains('\u{1b}'));
    let mut command = desk.command(&["ask", "claims"]);
    let output = command.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!String::from_utf8(output.stdout).unwrap().contains('\u{1b}'), "NO_COLOR wins");
}
