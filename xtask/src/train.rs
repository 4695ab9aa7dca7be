//! `cargo xtask train`: makes the tagger's model from annotated articles.

mod calibrating;
mod export;
mod field;
mod folds;
mod instances;
mod linking;
mod parts;
mod trial;

use std::path::PathBuf;

use anyhow::Context as _;
use attache_text::{tagger::model::Model, words::Words};

use crate::Outcome;

/// What to train from, and where to.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folders of annotated articles: text/ and attributions/, silver tags beside them.
    #[arg(long, required = true)]
    corpus: Vec<PathBuf>,
    /// A folder to measure on.
    #[arg(long)]
    dev: Option<PathBuf>,
    /// Where to write the model.
    #[arg(long)]
    out: Option<PathBuf>,
    /// How many trainings are averaged.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// How often the corpus is gone through.
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    #[arg(long, default_value_t = 0.02)]
    eta: f32,
    #[arg(long, default_value_t = 0.0)]
    l1: f32,
    #[arg(long, default_value_t = 0.001)]
    l2: f32,
    #[arg(long, default_value_t = 5)]
    least: u32,
    #[arg(long, default_value_t = 0.5)]
    bias: f32,
    #[arg(long, default_value_t = 0.02)]
    prune: f32,
    #[arg(long)]
    drop: Vec<String>,
    #[arg(long, default_value_t = 0.0)]
    dropout: f32,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let words = Words::built_in().context("word tables")?;
    let t = std::time::Instant::now();
    let mut train = Vec::new();
    for folder in &options.corpus {
        train.extend(folds::articles(folder, &words)?);
    }
    let tags = folds::tag_names(&train);
    eprintln!("{} articles, {} tags, {:?}", train.len(), tags.len(), t.elapsed());
    let folded = folds::fold(&train, &tags, 4);
    eprintln!("aids {:?}", t.elapsed());
    let dropped = instances::dropped(&options.drop);
    let counted = instances::Numbering::count(&train, &folded, &words, options.least, &dropped);
    let set = instances::all(&train, &folded, &words, &counted);
    eprintln!("{} features, {} instances {:?}", counted.len(), set.len(), t.elapsed());
    let settings = |seed| field::Settings { eta: options.eta, l1: options.l1, l2: options.l2, epochs: options.epochs, seed, dropout: options.dropout };
    let mut all = Vec::new();
    let seeds: Vec<u64> = (1..=options.seeds).collect();
    for two in seeds.chunks(2) {
        let trained: Vec<field::Weights> = std::thread::scope(|scope| {
            let running: Vec<_> = two
                .iter()
                .map(|seed| { let s = settings(*seed); let set = &set; let n = counted.len(); scope.spawn(move || field::train(set, n, &s)) })
                .collect();
            running.into_iter().filter_map(|handle| handle.join().ok()).collect()
        });
        all.extend(trained);
    }
    let weights = field::mean(&all);
    eprintln!("trained {:?}", t.elapsed());
    let linker = linking::train(&train, &folded, &words, 8);
    eprintln!("linked {} {:?}", linker.0.len(), t.elapsed());
    if let Some(dev) = &options.dev {
        let dev = folds::articles(dev, &words)?;
        for (prune, tags) in [(0.006f32, 8i8), (0.01, 8), (0.01, 12)] {
            let parts = export::parts(&counted, &weights, &folded.whole, &linker, prune, tags);
            let mut model = Model::from_parts(&parts)?;
            model.cue_bias = options.bias;
            let tried = trial::trial(&dev, &words, &model);
            println!("prune {prune} {tags} bytes {} field {}+{} pos {} : token {:.2} exact {:.2} half {:.2} whole {:.2}", parts.to_bytes()?.len(), parts.field.0.len(), parts.field.2.len(), parts.tagging.2.len(), tried.token.f1(), tried.exact.f1(), tried.half.f1(), tried.whole.f1());
        }
    }
    let mut parts = export::parts(&counted, &weights, &folded.whole, &linker, options.prune, 2);
    parts.cue_bias = options.bias;
    let mut model = Model::from_parts(&parts)?;
    eprintln!("{} bytes, {} rows, {} POS rows", parts.to_bytes()?.len(), parts.field.0.len(), parts.tagging.0.len());
    if let Some(dev) = &options.dev {
        let dev = folds::articles(dev, &words)?;
        for bias in [0.0f32, 0.5, 1.0, 1.5] {
            model.cue_bias = bias;
            let tried = trial::trial(&dev, &words, &model);
            println!("bias {bias}: token {:.2} exact {:.2} half {:.2} whole {:.2}", tried.token.f1(), tried.exact.f1(), tried.half.f1(), tried.whole.f1());
            if bias == options.bias {
                parts.calibration = calibrating::fit(&tried.outcomes);
                println!("{:?}", parts.calibration);
            }
        }
    }
    if let Some(out) = &options.out {
        std::fs::write(out, parts.to_bytes()?)?;
    }
    Ok(Outcome { text: String::new(), ok: true })
}
