//! Input that nobody ordered: hostile text, broken files, closed pipes.

use std::{io::Read, process::Stdio};

use crate::desk::{Desk, REPORT};

#[test]
fn no_control_character_of_an_article_reaches_the_terminal() {
    let desk = Desk::new();
    let evil = "\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}\u{8}";
    let report = REPORT
        .replace("Test Courier", &format!("Test {evil}Courier"))
        .replace("title: Troops", &format!("title: {evil}Troops"))
        .replace("soldiers", &format!("sol{evil}diers"))
        .replace("drones to", &format!("drones {evil}to"))
        .replace("defence ministry", &format!("defence {evil}ministry"));
    let name = "evil\u{1b}[31m.md";
    desk.file(name, &report);
    desk.file("plain.txt", report.split("---").last().unwrap());
    let harmless = |run: crate::desk::Run| {
        for text in [&run.out, &run.err] {
            let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
            assert_eq!(bad, None, "{text:?}");
        }
        run
    };
    harmless(desk.run(&["read", name, "plain.txt"]).fine());
    harmless(desk.run(&["read", "--mark", name]).fine());
    harmless(desk.run(&["add", "-v", name, "plain.txt", "no\u{1b}[2Jfile"]).ended(1));
    for topic in ["claims", "positions", "timeline"] {
        harmless(desk.run(&["ask", topic]).fine());
        harmless(desk.run(&["ask", topic, "--width", "80"]).fine());
    }
    let rows = desk.run(&["ask", "claims", "--json"]).fine().json();
    assert!(!rows.is_empty());
    for row in rows {
        harmless(desk.run(&["show", row["claim"].as_str().unwrap(), "--original"]).fine());
        harmless(desk.run(&["show", row["article"].as_str().unwrap(), "--json"]).fine());
        harmless(desk.run(&["show", row["article"].as_str().unwrap(), "--original"]).fine());
    }
    harmless(desk.run(&["read", "--json", name]).fine());
    harmless(desk.run(&["export"]).fine());
    let csv = desk.run(&["export", "--format", "csv"]).fine();
    assert!(csv.out.chars().all(|c| !c.is_control() || c == '\n' || c == '\r'), "{:?}", csv.out);
    harmless(desk.run_with(&["review"], b"g\n1\na\nb\nc\n\n\n\n\n\n\n\n\nr\n\x1b[31mwhy\ns\nq\n").fine());
    harmless(desk.run(&["grade", "source", "zzz\u{1b}[2J", "B"]).ended(1));
    harmless(desk.run(&["show", "\u{1b}[2J"]).ended(1));
    harmless(desk.run(&["ask", "claims", "--by", "\u{1b}[2J"]).fine());
    // With colours only our own escapes are there: none of the article's.
    let coloured = desk.run(&["--color", "always", "read", "--mark", name]).fine().out;
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}]0"), "{coloured:?}");
}

#[test]
fn any_bytes_are_read() {
    let desk = Desk::new();
    desk.file("latin.txt", b"Poland has sent tanks to Ukraine, the \xe9tat-major said \xff\xfe\x80.");
    desk.file("nul.txt", b"\0\0\0 Poland \0 has sent \0 tanks.");
    desk.file("empty.txt", b"");
    desk.file("truncated.html", b"<html><body><p>Poland has sent tanks to Ukr");
    for name in ["latin.txt", "nul.txt", "empty.txt", "truncated.html"] {
        desk.run(&["read", name]).fine();
        for line in desk.run(&["read", "--json", name]).fine().json() {
            assert!(line.get("spans").is_some());
        }
    }
    let run = desk.run(&["add", "empty.txt"]).ended(1);
    assert!(run.err.contains("there is no text in it"), "{}", run.err);
    assert_eq!(desk.run_with(&["read", "-"], b"").fine().out.trim(), "No claims found in it.");
}

#[test]
fn drafts_have_the_form_that_was_agreed_and_spans_fit_the_text() {
    let desk = Desk::new();
    let text = "Poland has sent more than 200 tanks to Ukraine, the Polish defence ministry said on Friday.";
    let run = desk.run_with(&["read", "--json", "--date", "2024-11-16", "-"], text.as_bytes()).fine();
    let drafts = run.json();
    assert!(!drafts.is_empty());
    for draft in drafts {
        for key in
            ["kind", "modality", "quote", "confidence", "spans", "source", "cue", "chain", "quantities"]
        {
            assert!(draft.get(key).is_some(), "{key} in {draft}");
        }
        for span in draft["spans"].as_array().unwrap() {
            let place = |key: &str| span[key].as_u64().unwrap() as usize;
            assert_eq!(text.get(place("start")..place("end")), span["text"].as_str());
        }
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let desk = Desk::new();
    let run = desk.run(&["read", "missing.txt"]).ended(1);
    assert!(run.err.contains("missing.txt") && run.err.contains("no such file"), "{}", run.err);
    desk.run(&["read", "--date", "28.11.2024", "missing.txt"]).ended(2);
    desk.run(&["no-such-command"]).ended(2);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let many: String =
        (0..3000).map(|n| format!("Poland has sent {n} tanks to Ukraine, Warsaw said.\n\n")).collect();
    desk.file("many.txt", many);
    let mut command = desk.command(&["read", "--json", "many.txt"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
