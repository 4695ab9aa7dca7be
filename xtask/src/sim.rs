//! `cargo xtask sim`: many histories of the simulation in `crates/attache/src/sim/`, as a release build; and
//! `cargo xtask sim copying`, see [`copying`].

use std::{path::Path, process::Command};

use anyhow::Context as _;

use crate::Outcome;

pub(crate) mod copying;

/// Which histories.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    subject: Option<Subject>,
    /// The seed of the first history; each further one has the next.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// How many histories of nodes.
    #[arg(long, value_name = "NUMBER", default_value_t = 1000)]
    runs: u64,
    /// How many pairs of histories that differ only in what is withheld.
    #[arg(long, value_name = "NUMBER", default_value_t = 1000)]
    pairs: u64,
}

/// What else is simulated.
#[derive(clap::Subcommand)]
enum Subject {
    /// Outlets that copy, and how well the origins of what they tell are counted.
    Copying(copying::Options),
}

/// Runs them; the seed of a history that failed is part of what the test prints.
pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<Outcome> {
    if let Some(Subject::Copying(options)) = &options.subject {
        return copying::run(options);
    }
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let status = Command::new(cargo)
        .args(["test", "--release", "--locked", "--package", "attache", "--bin", "attache", "sim::"])
        .current_dir(root)
        .env("ATTACHE_SIM_SEED", options.seed.to_string())
        .env("ATTACHE_SIM_RUNS", options.runs.to_string())
        .env("ATTACHE_SIM_HIDING", options.pairs.to_string())
        .status()
        .context("cargo cannot be started")?;
    let words = format!("{} histories from seed {}, {} pairs\n", options.runs, options.seed, options.pairs);
    Ok(Outcome { text: words, ok: status.success() })
}
