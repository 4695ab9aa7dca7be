//! `cargo xtask bench`: how fast we read, keep and serve, beside a baseline that the same run measures.
//!
//! Figures of different machines do not compare; the ratio to the baseline does. Every figure is a median
//! of several runs over the same input. A full run is a release build: started from a debug build, it starts
//! itself again as one.

mod collections;
mod corpus;
mod hostile;
mod keeping;
mod likeness;
mod memory;
mod profile;
mod reading;
mod stopwatch;
mod taxii;
mod weighing;

use std::{fmt::Write as _, path::Path, process::Command};

use anyhow::Context as _;
use attache_text::words::Words;
use comfy_table::{Table, presets};

use crate::Outcome;
use corpus::Corpus;

/// What is measured, and how much of it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only this work.
    #[arg(value_enum)]
    work: Option<Work>,
    /// A few seconds over little input: shows that the bench runs, not how fast we are.
    #[arg(long)]
    smoke: bool,
    /// Megabytes of text to read (1 MB is 1,000,000 bytes).
    #[arg(long, value_name = "MB", default_value_t = 20)]
    megabytes: usize,
    /// Articles to keep.
    #[arg(long, value_name = "N", default_value_t = 2000)]
    articles: usize,
    /// Objects to add to a collection.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    objects: usize,
    /// Texts among which copies are found.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    texts: usize,
    /// Claims of the store in which some are weighed.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    claims: usize,
    /// Of reading: the share of each stage, memory, start and sizes, as a text for `xtask/src/eval/profile.md`.
    #[arg(long)]
    profile: bool,
    /// Only tell the peak memory of one work, in bytes: how the bench asks itself.
    #[arg(long, hide = true, requires = "bytes")]
    peak: Option<String>,
    #[arg(long, hide = true)]
    bytes: Option<usize>,
    #[command(flatten)]
    taxii: taxii::Options,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Work {
    /// Reading text and web pages into drafts.
    Reading,
    /// Adding articles to a store, durably, and asking it.
    Store,
    /// Adding objects to collections, durably, and paging through them.
    Collections,
    /// Finding copies among many texts; only where it is named.
    Likeness,
    /// Weighing a claim in a store of very many; only where it is named.
    Weigh,
    /// The TAXII server over the wire; only where it is named.
    Taxii,
}

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    /// Bytes of text.
    bytes: usize,
    /// Articles to keep.
    articles: usize,
    /// Objects to add.
    objects: usize,
    /// Runs that a median is taken of.
    runs: usize,
}

/// One line of the result.
#[derive(Debug)]
pub(crate) struct Row {
    /// What was done.
    work: String,
    /// How fast, with the unit.
    rate: String,
    /// The baseline and how fast that was.
    baseline: String,
    /// How many times as long as the baseline it took.
    ratio: Option<f64>,
    /// What else is to be said.
    remark: String,
}

/// Measures what the options name.
pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<Outcome> {
    if let (Some(work), Some(bytes)) = (&options.peak, options.bytes) {
        return peak(root, work, bytes);
    }
    if let Some(folder) = &options.taxii.bare {
        return taxii::serve_bare(folder);
    }
    if cfg!(debug_assertions) && !options.smoke {
        return in_release(root, options);
    }
    if options.work == Some(Work::Taxii) {
        return taxii::run(root, &options.taxii, options.smoke);
    }
    if options.work == Some(Work::Likeness) {
        return likeness::run(root, if options.smoke { 2_000 } else { options.texts });
    }
    if options.work == Some(Work::Weigh) {
        return weighing::run(root, if options.smoke { 3_000 } else { options.claims });
    }
    let scale = if options.smoke {
        Scale { bytes: 100_000, articles: 20, objects: 2_000, runs: 1 }
    } else {
        let bytes = options.megabytes.saturating_mul(1_000_000);
        Scale { bytes, articles: options.articles, objects: options.objects, runs: 5 }
    };
    let words = Words::built_in().context("the word tables do not load")?;
    let corpus = Corpus::load(root)?;
    if options.profile {
        return profile::run(root, &corpus, &words.with_tagger()?, scale, options.smoke);
    }
    let asked = |work| options.work.is_none_or(|only| only == work);
    let mut rows = Vec::new();
    if asked(Work::Reading) {
        let tagger = Words::built_in()?.with_tagger()?;
        rows.push(reading::with_tagger(&corpus, &words, &tagger, scale));
        rows.extend(reading::measure(&corpus, &words, scale));
        rows.extend(hostile::measure(&tagger, scale));
    }
    if asked(Work::Store) {
        rows.extend(keeping::measure(root, &corpus, &words, scale)?);
    }
    if asked(Work::Collections) {
        rows.extend(collections::measure(root, scale)?);
    }
    let mut text = String::new();
    writeln!(text, "{}\n", described(scale))?;
    writeln!(text, "{}", table(&rows))?;
    Ok(Outcome { text, ok: true })
}

/// The peak memory of one work, alone on a line.
fn peak(root: &Path, work: &str, bytes: usize) -> anyhow::Result<Outcome> {
    let words = Words::built_in().context("the word tables do not load")?.with_tagger()?;
    let corpus = Corpus::load(root)?;
    let peak = reading::peak(work, &corpus, &words, bytes)
        .or_else(|| profile::peak(work, &corpus, &words, bytes))
        .or_else(|| hostile::peak(work, &words, bytes))
        .with_context(|| format!("no work called `{work}`, or this system does not tell"))?;
    Ok(Outcome { text: format!("{peak}\n"), ok: true })
}

fn described(scale: Scale) -> String {
    let build = if cfg!(debug_assertions) { "debug build: the figures say nothing" } else { "release build" };
    format!("{build}; one core; medians of {}; a ratio is our time by the baseline's", scale.runs)
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(["work", "rate", "baseline", "ratio", "remark"]);
    for row in rows {
        let ratio = row.ratio.map(|ratio| format!("{ratio:.1}")).unwrap_or_default();
        table.add_row([&row.work, &row.rate, &row.baseline, &ratio, &row.remark]);
    }
    table
}

/// Runs the same bench as a release build.
fn in_release(root: &Path, options: &Options) -> anyhow::Result<Outcome> {
    let work = options.work.map(|work| match work {
        Work::Reading => "reading",
        Work::Store => "store",
        Work::Collections => "collections",
        Work::Likeness => "likeness",
        Work::Weigh => "weigh",
        Work::Taxii => "taxii",
    });
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--release", "--package", "xtask", "--", "bench"])
        .args(work)
        .args(options.profile.then_some("--profile"))
        .args(["--megabytes", &options.megabytes.to_string()])
        .args(["--articles", &options.articles.to_string()])
        .args(["--objects", &options.objects.to_string()])
        .args(["--texts", &options.texts.to_string()])
        .args(["--claims", &options.claims.to_string()])
        .args(options.taxii.arguments())
        .current_dir(root)
        .status()
        .context("cargo does not run")?;
    Ok(Outcome { text: String::new(), ok: status.success() })
}

#[cfg(test)]
mod tests {
    use super::{Corpus, Scale, Words, collections, hostile, keeping, reading};

    #[test]
    fn every_work_gives_a_rate_and_a_baseline() {
        let root = crate::root();
        let (words, corpus) = (Words::built_in().unwrap(), Corpus::load(&root).unwrap());
        let scale = Scale { bytes: 10_000, articles: 3, objects: 1_700, runs: 1 };
        let mut rows = reading::measure(&corpus, &words, scale);
        rows.extend(hostile::measure(&words, scale));
        rows.extend(keeping::measure(&root, &corpus, &words, scale).unwrap());
        rows.extend(collections::measure(&root, scale).unwrap());
        assert!(rows.len() >= 19, "{rows:?}");
        for row in rows {
            assert!(row.rate.starts_with(|c: char| c.is_ascii_digit()), "{row:?}");
            assert!(row.ratio.is_none_or(|ratio| ratio.is_finite() && ratio > 0.0), "{row:?}");
        }
    }
}
