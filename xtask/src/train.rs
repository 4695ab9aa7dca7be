//! `cargo xtask train`: makes the tagger's model from annotated articles, the same bytes from the same articles.

mod calibrating;
mod export;
mod field;
mod folds;
mod instances;
mod linking;
mod parts;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use attache_text::{
    tagger::{
        about::{About, Corpus, Measured},
        model::{Model, Parts},
    },
    words::Words,
};

use crate::{
    Outcome,
    eval::polnear::{self, Predictor},
};

use folds::Article;

/// What to train from, and where to.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folders of annotated articles: text/ and attributions/ (brat standoff); DIR.silver.tsv.gz beside one of them.
    #[arg(long, value_name = "DIR", required = true)]
    corpus: Vec<PathBuf>,
    /// A folder to measure on and to fit the confidence on; never one that is trained on.
    #[arg(long, value_name = "DIR")]
    dev: Option<PathBuf>,
    /// Where to write the model.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The day that the model carries as its date.
    #[arg(long, value_name = "DAY")]
    date: Option<jiff::civil::Date>,
    /// How many trainings are averaged.
    #[arg(long, default_value_t = 3)]
    seeds: u64,
    /// How often each training goes through the corpus.
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    /// Length of the first steps.
    #[arg(long, default_value_t = 0.02)]
    eta: f32,
    /// Penalty on weights.
    #[arg(long, default_value_t = 0.000_03)]
    l1: f32,
    /// Penalty on their squares.
    #[arg(long, default_value_t = 0.003)]
    l2: f32,
    /// How often a feature has to be met.
    #[arg(long, default_value_t = 6)]
    least: u32,
    /// The weight below which a row is left out of the file.
    #[arg(long, default_value_t = 0.01)]
    prune: f32,
    /// What is added where a cue begins: more finds more and errs more.
    #[arg(long, default_value_t = 1.0)]
    cue_bias: f32,
    /// Leave out the features that look at this column, to see what they give.
    #[arg(long, value_name = "COLUMN")]
    without: Vec<String>,
}

/// Trains, measures and writes.
pub(crate) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let words = Words::built_in().context("word tables")?;
    let mut train = Vec::new();
    let mut corpora = Vec::new();
    for folder in &options.corpus {
        let articles = folds::articles(folder, &words)?;
        ensure!(!articles.is_empty(), "{} holds no annotated article", folder.display());
        corpora.push(corpus(folder, &articles));
        train.extend(articles);
    }
    let mut parts = trained(&train, &words, options);
    parts.about = About {
        name: "attache tagger".into(),
        date: options.date.map(|date| date.to_string()).unwrap_or_default(),
        corpora,
        settings: settings_line(options),
        figures: Vec::new(),
    };
    let mut text = String::new();
    if let Some(dev) = &options.dev {
        parts.calibration =
            calibrating::fit(&calibrating::outcomes(dev, &words, &Model::from_parts(&parts)?)?);
        parts.about.figures = figures(dev, words, Model::from_parts(&parts)?)?;
        for figure in &parts.about.figures {
            writeln!(text, "{}: {} F1 {:.1}", figure.on, figure.what, figure.f1)?;
        }
    }
    let bytes = parts.to_bytes()?;
    writeln!(text, "{} features, {} bytes", parts.field.0.len(), bytes.len())?;
    if let Some(out) = &options.out {
        std::fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))?;
    }
    Ok(Outcome { text, ok: true })
}

fn trained(train: &[Article], words: &Words, options: &Options) -> Parts {
    let tags = folds::tag_names(train);
    let folded = folds::fold(train, &tags, 4);
    let dropped = instances::dropped(&options.without);
    let numbering = instances::Numbering::count(train, &folded, words, options.least, &dropped);
    let instances = instances::all(train, &folded, words, &numbering);
    let seeds: Vec<u64> = (1..=options.seeds).collect();
    let mut all = Vec::new();
    for two in seeds.chunks(2) {
        all.extend(std::thread::scope(|scope| {
            let start = |seed: &u64| {
                let settings = settings(options, *seed);
                let (instances, features) = (&instances, numbering.len());
                scope.spawn(move || field::train(instances, features, &settings))
            };
            let running: Vec<_> = two.iter().map(start).collect();
            running.into_iter().filter_map(|handle| handle.join().ok()).collect::<Vec<_>>()
        }));
    }
    let weights = field::mean(&all);
    let linker = linking::train(train, &folded, words, 8);
    let mut parts = export::parts(&numbering, &weights, &folded.whole, &linker, options.prune);
    parts.cue_bias = options.cue_bias;
    parts
}

fn settings(options: &Options, seed: u64) -> field::Settings {
    field::Settings { eta: options.eta, l1: options.l1, l2: options.l2, epochs: options.epochs, seed }
}

fn settings_line(options: &Options) -> String {
    format!(
        "seeds {}, epochs {}, eta {}, l1 {}, l2 {}, features met {} times, rows from {}, cue bias {}",
        options.seeds,
        options.epochs,
        options.eta,
        options.l1,
        options.l2,
        options.least,
        options.prune,
        options.cue_bias
    )
}

fn name(folder: &Path) -> String {
    let last = |path: Option<&Path>| {
        path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    format!("{}/{}", last(folder.parent()), last(Some(folder)))
}

fn corpus(folder: &Path, articles: &[Article]) -> Corpus {
    let count = |counts: usize| u32::try_from(counts).unwrap_or(u32::MAX);
    Corpus {
        name: name(folder),
        articles: count(articles.len()),
        tokens: count(articles.iter().flat_map(|a| &a.paragraphs).map(|p| p.tokens.len()).sum()),
        attributions: count(articles.iter().map(|a| a.annotated.attributions.len()).sum()),
    }
}

/// What `cargo xtask eval --polnear` says of the model, in its words.
fn figures(folder: &Path, words: Words, model: Model) -> anyhow::Result<Vec<Measured>> {
    let held = polnear::Measured::of(folder, &Predictor::Tagger(Box::new(words), Box::new(model)))?.held();
    let figure = |what: &str| {
        let f1 = held.get(what).copied().unwrap_or_default() * 100.0;
        Measured { on: name(folder), what: what.replace('_', " "), f1: f1 as f32 }
    };
    Ok(["token", "span_half", "run_exact", "run_half", "attribution_half", "reporting"].map(figure).to_vec())
}
