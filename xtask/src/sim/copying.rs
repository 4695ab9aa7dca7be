//! `cargo xtask sim copying`: a press that copies, against the program that counts.
//!
//! Events happen; governments, experts and agencies find out by chance, some tell each other; agencies and outlets
//! report their word, and outlets copy what others wrote, in six manners of known probability. Of what was collected the
//! real pipeline makes drafts, copies and counts. They are held against the truth, beside what counting texts, outlets
//! and names gives, and beside the counts from chains and copies that are given, so that errors of reading, of finding
//! copies and of the rules stand apart. The same seed gives the same bytes.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

use anyhow::Context as _;
use attache_text::words::Words;

use crate::{Outcome, eval::floor};

mod body;
mod chances;
mod copying_out;
mod counting;
mod edges;
mod event;
mod figures;
mod line;
mod party;
mod phrases;
mod reader;
mod score;
mod table;
#[cfg(test)]
mod tests;
mod truth;
mod world;
mod writing;

use chances::Chances;
use figures::Figures;
use score::Score;

/// The table of the floor file.
const FLOOR: &str = "copying";
/// Steps of the sweep, in hundredths: of copies, how many are rewritten without credit; of those without credit, how
/// many put a commentator in the place of who was named.
const SWEEP: [(usize, usize); 10] =
    [(0, 15), (20, 15), (40, 15), (60, 15), (80, 15), (100, 15), (40, 0), (40, 30), (40, 60), (40, 100)];

/// Worlds of the page of all figures; its tests look at its form only.
const ON_PAGE: usize = if cfg!(test) { 1 } else { 40 };

/// Which worlds.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The seed of the first world; each further one has the next.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// How many worlds, of eight events each.
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    worlds: usize,
    /// Count also with other shares of copies that are rewritten without credit.
    #[arg(long)]
    sweep: bool,
    /// Read by the rules alone, without the trained tagger.
    #[arg(long)]
    rules: bool,
    /// Figures as JSON.
    #[arg(long)]
    json: bool,
    /// Fail if a figure is below the one in the table `copying` of this TOML file.
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
}

/// Makes the worlds, counts, and says how well.
pub(crate) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut words = Words::built_in().context("the word tables do not load")?;
    if !options.rules {
        words = words.with_tagger()?;
    }
    let figures = figures(options.seed, options.worlds, options.sweep, &words);
    let mut text = if options.json {
        let mut text = serde_json::to_string_pretty(&figures)?;
        text.push('\n');
        text
    } else {
        table::page(&figures)
    };
    let mut ok = true;
    if let Some(path) = &options.floor {
        let held: BTreeMap<&'static str, f64> = figures.held();
        for fallen in floor::load(path, FLOOR)?.fallen(&held)? {
            ok = false;
            writeln!(text, "{FLOOR}: {fallen}")?;
        }
    }
    Ok(Outcome { text, ok })
}

/// The section of the page of all figures.
///
/// # Errors
/// Where the word tables do not load.
pub(crate) fn section() -> anyhow::Result<String> {
    let words = Words::built_in().context("the word tables do not load")?;
    let tables = table::page(&figures(1, ON_PAGE, true, &words));
    Ok(format!(
        "## Copying\n\nOrigins counted in a simulated press that copies, against the truth; \
         `xtask/src/sim/copying.rs` says how. *Chains given*: as the texts state them. *Copies given*: all of them. \
         *Inflate*: copies that raise the normal count though they add no origin; *other voice*: those that name a \
         commentator in the place of who was named.\n\n\
         ```console\ncargo xtask sim copying --worlds {ON_PAGE} --rules --sweep\n```\n\n{tables}\n"
    ))
}

fn figures(seed: u64, worlds: usize, sweep: bool, words: &Words) -> Figures {
    let usual = Chances::USUAL;
    let mut figures = Figures::of(&Score::over(seed, worlds, &usual, words), seed, usual);
    for (share, dressed) in SWEEP.into_iter().filter(|_| sweep) {
        let chances = Chances { dressed, ..usual.rewriting_without_credit(share) };
        figures.add_step((share, dressed), &Score::over(seed, worlds, &chances, words));
    }
    figures
}
