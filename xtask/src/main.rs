//! Chores of the project: `cargo xtask tidy`, `cargo xtask eval`, `cargo xtask bench`, `cargo xtask sim`.
//!
//! Each chore is a module that returns what it found; only this file prints and decides the exit code.

mod bench;
mod corpus;
mod draw;
mod eval;
mod sim;
mod tidy;
mod train;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

/// Chores of the attache project.
#[derive(Parser)]
#[command(name = "cargo xtask", about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Check edges between crates, file lengths, module docs, names and words.
    Tidy(tidy::Options),
    /// Score reading against articles that a person coded.
    Eval(eval::Options),
    /// Measure reading and keeping, each beside a baseline of the same run.
    Bench(bench::Options),
    /// Run nodes in a simulated network that fails, and compare what a partner sees with and without what is withheld.
    Sim(sim::Options),
    /// Make the tagger's model from annotated articles.
    Train(train::Options),
}

/// What a chore found: the words to print, and whether all is well.
struct Outcome {
    text: String,
    ok: bool,
}

fn main() -> ExitCode {
    let root = root();
    let outcome = match Cli::parse().chore {
        Chore::Tidy(options) => tidy::run(&root, &options),
        Chore::Eval(options) => eval::run(&root, &options),
        Chore::Bench(options) => bench::run(&root, &options),
        Chore::Sim(options) => sim::run(&root, &options),
        Chore::Train(options) => train::run(&options),
    };
    let outcome = outcome.unwrap_or_else(|error| Outcome { text: format!("error: {error:#}\n"), ok: false });
    // A closed pipe (`| head`) is the reader's choice, not a failure.
    let _ = std::io::stdout().write_all(outcome.text.as_bytes());
    if outcome.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The repository's root: the folder above this crate's.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}
