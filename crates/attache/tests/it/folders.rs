//! Folders of reports: read on any number of threads, with the same result, and interrupted at any time.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::desk::{Desk, REPORT};

const ARTICLES: usize = 40;

/// A folder of reports of very unequal length, among them odd files.
fn desk() -> Desk {
    let desk = Desk::new();
    for n in 0..ARTICLES {
        let sentence =
            format!("Poland has sent {n} tanks to Ukraine, the Polish defence ministry said on Friday. ");
        desk.file(&format!("in/{n:03}.txt"), sentence.repeat(1 + (n * 37) % 14) + "\n");
    }
    desk.file("in/same-again.txt", std::fs::read(desk.path("in/007.txt")).unwrap());
    desk.file("in/deep/report.md", REPORT);
    desk.file("in/deep/page.html", format!("<html><body><p>{REPORT}</p>"));
    desk.file("in/empty.txt", "");
    desk.file("in/latin.txt", b"Poland has sent tanks, the \xe9tat-major said \xff\xfe\x80.");
    desk.file("in/nul.txt", b"\0\0\0 Poland \0 has sent \0 tanks.");
    desk.file("in/left-out.pdf", "%PDF");
    desk
}

#[test]
fn the_result_is_the_same_on_any_number_of_threads() {
    let desk = desk();
    let run = |threads: &str, more: &[&str]| {
        let paths = ["in", "in/deep/report.md", "no-such-file.txt"];
        let arguments: Vec<&str> =
            ["read", "--threads", threads].iter().chain(more).chain(&paths).copied().collect();
        let run = desk.run(&arguments).ended(1);
        (run.out, run.err)
    };
    for more in [&[][..], &["--json"], &["--mark"]] {
        let alone = run("1", more);
        assert!(alone.0.len() > 5_000 && alone.1.contains("no-such-file.txt"), "{}", alone.1);
        for threads in ["2", "8"] {
            assert_eq!(run(threads, more), alone, "{threads} {more:?}");
        }
    }
    let kept = |threads: &str| {
        let store = format!("{threads}.db");
        let added = desk.run(&["--store", &store, "add", "-v", "--threads", threads, "in"]).ended(1);
        let asked = desk.run(&["--store", &store, "ask", "claims", "--json", "--limit", "100000"]).fine();
        let mut claims = asked.json();
        for claim in &mut claims {
            claim.as_object_mut().unwrap().remove("known_since").unwrap();
        }
        let checked = desk.run(&["--store", &store, "db", "check", "--json"]).fine().json().remove(0);
        let told: Vec<String> =
            added.out.lines().filter(|line| !line.contains(".db")).map(str::to_owned).collect();
        (told, added.err, claims, checked["articles"].clone())
    };
    let alone = kept("1");
    assert!(alone.1.contains("empty.txt: there is no text in it"), "{}", alone.1);
    assert!(alone.0.iter().any(|line| line.starts_with("known ") && line.ends_with("in/same-again.txt")));
    for threads in ["2", "8"] {
        assert_eq!(kept(threads), alone, "{threads}");
    }
    let again = desk.run(&["--store", "8.db", "add", "--json", "in"]).ended(1).json().remove(0);
    assert_eq!((again["added"].as_u64(), again["drafts"].as_u64()), (Some(0), Some(0)));
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing_half_done() {
    for told in [2, 25] {
        let desk = desk();
        let mut command = desk.command(&["add", "-v", "--threads", "4", "in"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut kept: Vec<String> = lines.by_ref().take(told).map(|line| line.unwrap()).collect();
        // As Ctrl-C does it.
        Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
        assert!(!child.wait().unwrap().success());
        kept.extend(lines.map_while(Result::ok));
        // What stands between them: exchanges that a report proposes, texts that are shared.
        kept.retain(|line| line.starts_with("added "));
        desk.run(&["db", "check"]).fine();
        let claims = desk.run(&["ask", "claims", "--json", "--limit", "100000"]).fine().json();
        for line in [kept.first(), kept.last()] {
            let (id, path) = line.unwrap().strip_prefix("added ").unwrap().split_once(' ').unwrap();
            let whole = desk.run(&["read", "--json", path]).fine().json().len();
            let here = claims.iter().filter(|claim| claim["article"] == id).count();
            assert_eq!(here, whole, "{path} is kept with all of its drafts");
        }
        desk.run(&["add", "in"]).ended(1);
        let checked = desk.run(&["db", "check", "--json"]).fine().json().remove(0);
        assert_eq!(checked["articles"], ARTICLES + 4);
    }
}
