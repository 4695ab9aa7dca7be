//! `cargo xtask eval`: reading against articles that a person coded.
//!
//! A draft stands for a coded claim if their contents share at least half of the longer one, in bytes
//! (one to one, best first). Precision, recall and F1 are of primary claims; a draft that stands for an
//! embedded claim alone counts neither for nor against. Chain, kind, modality, figures, place and date are
//! judged on the matches. The rules are those of `score.py` in the seed's folder, and give its figures
//! there; what the seed has no case for is said in [`credit`] and [`aspect`].
//!
//! `--polnear DIR` scores attributions instead, see [`polnear`]; `--write FILE` puts all figures on one page.

mod aspect;
mod constructions;
mod credit;
mod drafted;
#[cfg(test)]
mod fixture;
pub(crate) mod floor;
mod gold;
mod names;
mod page;
mod pairing;
pub(crate) mod polnear;
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
use polnear::{Measured, Predictor, Reader};
use report::Scored;

/// What is scored, and how it is shown.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// What else than reading is scored.
    #[arg(value_enum)]
    subject: Option<Subject>,
    /// Folder of NAME.txt with NAME.gold.json, or of one article with gold.json.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["polnear", "write", "subject"])]
    gold: Option<PathBuf>,
    /// Folder of annotated attributions: text/NAME.txt with attributions/NAME_ANNOTATOR.ann (brat standoff).
    #[arg(long, value_name = "DIR", conflicts_with_all = ["gold", "article", "drafts", "date", "verbose"])]
    polnear: Option<PathBuf>,
    /// Write the page of all figures that can be had here.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold", "polnear", "article", "drafts", "date", "json", "verbose", "floor"])]
    write: Option<PathBuf>,
    /// The tagger's model; without it the one that is built in.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// The rules alone, without the tagger.
    #[arg(long, conflicts_with_all = ["model", "drafts"])]
    rules: bool,
    /// Rules and tagger as `attache read` joins them.
    #[arg(long, requires = "polnear", conflicts_with = "rules")]
    joined: bool,
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
pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<Outcome> {
    if options.subject == Some(Subject::Names) {
        return names::run(options.json);
    }
    if let Some(path) = &options.write {
        let text = page::page(root, options.model.as_deref())?;
        std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
        return Ok(Outcome { text: format!("wrote {}\n", path.display()), ok: true });
    }
    if let Some(folder) = &options.polnear {
        return attributions(folder, options);
    }
    let folder = options.gold.as_ref().context("--gold names no folder")?;
    let articles = scored(folder, options)?;
    let mut text = if options.json {
        report::for_programs(&articles)?
    } else {
        report::for_people(&articles, options.verbose || articles.len() == 1)
    };
    let mut ok = true;
    if let Some(path) = &options.floor {
        let [.., name] = last_names(folder);
        let figures = report::total(&articles).figures().held();
        for fallen in floor::load(path, &name)?.fallen(&figures)? {
            ok = false;
            writeln!(text, "{name}: {fallen}")?;
        }
    }
    Ok(Outcome { text, ok })
}

/// Scores attributions; a corpus that is not there is skipped, as it may not be copied.
fn attributions(folder: &Path, options: &Options) -> anyhow::Result<Outcome> {
    if !folder.exists() {
        return Ok(Outcome { text: format!("skipped: {} is not there\n", folder.display()), ok: true });
    }
    let reader = match (options.rules, options.joined) {
        (true, _) => Reader::Rules,
        (_, true) => Reader::Joined,
        _ => Reader::Tagger,
    };
    let predictor = Predictor::load(reader, options.model.as_deref())?;
    let measured = Measured::of(folder, &predictor)?;
    let mut text = if options.json { measured.for_programs()? } else { measured.for_people() };
    let mut ok = true;
    if let Some(path) = &options.floor {
        let [corpus, part] = last_names(folder);
        let name = format!("{corpus}-{part}{}", predictor.flag().replace(" --", "-"));
        for fallen in floor::load(path, &name)?.fallen(&measured.held())? {
            ok = false;
            writeln!(text, "{name}: {fallen}")?;
        }
    }
    Ok(Outcome { text, ok })
}

/// The names of the folder that a folder lies in, and its own.
fn last_names(folder: &Path) -> [String; 2] {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let name = |path: Option<&Path>| {
        let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_default()
    };
    [name(folder.parent()), name(Some(&folder))]
}

fn scored(folder: &Path, options: &Options) -> anyhow::Result<Vec<Scored>> {
    let mut coded = gold::load(folder)?;
    if let Some(wanted) = &options.article {
        let name = wanted.file_name().and_then(|name| name.to_str()).context("--article names no file")?;
        coded.retain(|coded| coded.name == name);
        ensure!(!coded.is_empty(), "no gold file of {} codes {name}", folder.display());
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
    let reader = if options.rules { Reader::Rules } else { Reader::Joined };
    let words = reader.words(options.model.as_deref())?;
    let scored = |coded| score_of(coded, given.as_deref(), options.date, &words);
    coded.into_iter().map(scored).collect()
}

/// Scores these drafts of an article, or those that are read from it; `date` is the day of publication where the
/// gold states none.
fn score_of(
    coded: gold::Coded,
    drafts: Option<&[drafted::Drafted]>,
    date: Option<Date>,
    words: &Words,
) -> anyhow::Result<Scored> {
    let drafts = match drafts {
        Some(drafts) => drafts.to_vec(),
        None => drafted::drafts_of(&coded, coded.gold.meta.published().or(date), words)?,
    };
    let score = score::score(&coded.gold, &drafts, words);
    Ok(Scored { name: coded.name, score })
}
