//! `cargo xtask eval`: reading against articles that a person coded.
//!
//! A draft stands for a coded claim if their contents share at least half of the longer one, in bytes
//! (one to one, best first). Precision, recall and F1 are of primary claims; a draft that stands for an
//! embedded claim alone counts neither for nor against. Chain, kind, modality, figures, place and date are
//! judged on the matches. The rules are those of `score.py` in the seed's folder, and give its figures
//! there; what the seed has no case for is said in [`credit`] and [`aspect`].

mod aspect;
mod credit;
mod drafted;
#[cfg(test)]
mod fixture;
mod floor;
mod gold;
mod names;
mod pairing;
mod report;
mod score;
#[cfg(test)]
mod seed;
mod tally;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use attache_text::words::Words;
use jiff::civil::Date;

use crate::Outcome;
use report::Scored;

/// What is scored, and how it is shown.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// What else than reading is scored.
    #[arg(value_enum)]
    subject: Option<Subject>,
    /// Folder of NAME.txt with NAME.gold.json, or of one article with gold.json.
    #[arg(long, value_name = "DIR", required_unless_present = "subject")]
    gold: Option<PathBuf>,
    /// Only this article (its file name), with tables.
    #[arg(long, value_name = "FILE")]
    article: Option<PathBuf>,
    /// Score these drafts (lines of `attache read --json`) instead of reading; needs a single article.
    #[arg(long, value_name = "FILE")]
    drafts: Option<PathBuf>,
    /// Day of publication where the gold states none.
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Figures as JSON.
    #[arg(long)]
    json: bool,
    /// Tables of what was missed, wrong and extra, also for several articles.
    #[arg(long)]
    verbose: bool,
    /// Fail if a figure is below the one in the table of this TOML file that is named as the folder.
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
}

/// What is scored without a folder of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Subject {
    /// Names across scripts, on spellings made from public rules.
    Names,
}

/// Scores what the options name.
pub(crate) fn run(options: &Options) -> anyhow::Result<Outcome> {
    if options.subject == Some(Subject::Names) {
        return names::run(options.json);
    }
    let articles = scored(options)?;
    let mut text = if options.json {
        report::for_programs(&articles)?
    } else {
        report::for_people(&articles, options.verbose || articles.len() == 1)
    };
    let mut ok = true;
    if let Some(path) = &options.floor {
        let folder = folder(options)?;
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let name = folder.file_name().and_then(|name| name.to_str()).context("--gold names no folder")?;
        for fallen in floor::load(path, name)?.fallen(&report::total(&articles).figures()) {
            ok = false;
            writeln!(text, "{name}: {fallen}")?;
        }
    }
    Ok(Outcome { text, ok })
}

fn folder(options: &Options) -> anyhow::Result<&Path> {
    options.gold.as_deref().context("--gold DIR names what is scored")
}

fn scored(options: &Options) -> anyhow::Result<Vec<Scored>> {
    let gold = folder(options)?;
    let mut coded = gold::load(gold)?;
    if let Some(wanted) = &options.article {
        let name = wanted.file_name().and_then(|name| name.to_str()).context("--article names no file")?;
        coded.retain(|coded| coded.name == name);
        ensure!(!coded.is_empty(), "no gold file of {} codes {name}", gold.display());
    }
    let given = match &options.drafts {
        Some(path) => {
            ensure!(coded.len() == 1, "--drafts are of one article: name it by --article");
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            Some(drafted::from_lines(&text).with_context(|| path.display().to_string())?)
        }
        None => None,
    };
    let words = Words::built_in().context("the word tables do not load")?;
    let score_of = |coded: gold::Coded| -> anyhow::Result<Scored> {
        let drafts = match &given {
            Some(drafts) => drafts.clone(),
            None => drafted::drafts_of(&coded, coded.gold.meta.published().or(options.date), &words)?,
        };
        let score = score::score(&coded.gold, &drafts, &words);
        Ok(Scored { name: coded.name, score })
    };
    coded.into_iter().map(score_of).collect()
}
