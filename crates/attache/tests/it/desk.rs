//! A folder with a store in it, and the program to run there.

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// The compiled program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_attache");

/// What a run ended with.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The run, which must have ended well.
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// The run, which must have ended with this code.
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// The lines of the answer as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A temporary folder; the store is `desk.db` in it.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file there.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with these arguments, in the folder, on the store, without colours.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.folder.path());
        command.env_clear().env("ATTACHE_STORE", self.path("desk.db")).env("USER", "ana");
        command.env("TMPDIR", self.folder.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs it with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let feeding = std::thread::spawn(move || {
            // The program may end without reading all of it.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        Run::of(&output)
    }

    /// A desk whose store holds [`REPORT`].
    pub(crate) fn with_report() -> Self {
        let desk = Self::new();
        desk.file("report.md", REPORT);
        desk.run(&["add", "report.md"]).fine();
        desk
    }

    /// Short ids of the claims of a kind.
    pub(crate) fn ids(&self, kind: &str) -> Vec<String> {
        let rows = self.run(&["ask", "claims", "--kind", kind, "--json"]).fine().json();
        rows.iter().map(short).collect()
    }
}

/// The first eight digits of a row's claim.
pub(crate) fn short(row: &serde_json::Value) -> String {
    let digits = row["claim"].as_str().unwrap().strip_prefix("claim--").unwrap();
    digits.chars().take(8).collect()
}

/// A report with a deployment, a transfer and a position in it.
pub(crate) const REPORT: &str = "---
title: Troops and shells
outlet: Test Courier
date: 2024-11-15
---

North Korea has sent more than 10,000 soldiers to Russia, South Korea's defence ministry said on Friday.

Iran has supplied drones to Russia, according to the Ukrainian general staff.

South Korea does not rule out supplying weapons to Ukraine, the presidential office said.

A senior official said on condition of anonymity that Poland had sent tanks to Ukraine.
";
