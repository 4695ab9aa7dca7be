//! Articles ready for training, and the aids of each fold: what is trained on another trained stage's
//! output must see it as it is on text that it was not trained on (jackknife).

use std::{collections::BTreeMap, ops::Range, path::Path};

use attache_text::{
    tagger::{
        columns::Aids,
        hints::{Hint, Hints, step},
        observed::{Observed, observe},
    },
    words::Words,
};

use crate::corpus::{self, Annotated, Silver};

use super::parts::{self, Tagged};

/// An annotated article as the tagger sees it.
pub(super) struct Article {
    pub annotated: Annotated,
    pub silver: Option<Silver>,
    pub paragraphs: Vec<Observed>,
    /// For each paragraph and token the column of its label; none where the article ends (`Discard`).
    pub labels: Vec<Vec<Option<u8>>>,
}

/// The aids made from all articles, and for each fold those made without it.
pub(super) struct Folded {
    pub whole: Aids,
    pub without: Vec<Aids>,
}

impl Folded {
    /// The aids for an article of the training set, by its number.
    pub(super) fn of(&self, number: usize) -> &Aids {
        self.without.get(number % self.without.len().max(1)).unwrap_or(&self.whole)
    }
}

/// The silver tags beside a folder; only what parts of speech are learnt from has them.
fn silver_of(folder: &Path) -> anyhow::Result<Vec<Silver>> {
    let mut beside = folder.as_os_str().to_owned();
    beside.push(".silver.tsv.gz");
    if Path::new(&beside).exists() { corpus::load_silver(folder) } else { Ok(Vec::new()) }
}

/// All articles of a folder.
pub(super) fn articles(folder: &Path, words: &Words) -> anyhow::Result<Vec<Article>> {
    let mut silver: BTreeMap<String, Silver> =
        silver_of(folder)?.into_iter().map(|silver| (silver.name.clone(), silver)).collect();
    let annotated = corpus::load(folder)?;
    Ok(annotated
        .into_iter()
        .map(|annotated| {
            let paragraphs = observe(&annotated.text, words);
            let labels = paragraphs.iter().map(|p| labels(&annotated, &p.tokens)).collect();
            Article { silver: silver.remove(&annotated.name), annotated, paragraphs, labels }
        })
        .collect())
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The gold labels of tokens. Where spans overlap, a cue wins over a source and that over a content.
fn labels(article: &Annotated, tokens: &[Range<usize>]) -> Vec<Option<u8>> {
    let mut labels: Vec<Option<u8>> = tokens.iter().map(|_| Some(0)).collect();
    let mut put = |runs: &[Range<usize>], begin: u8| {
        for run in runs {
            let mut first = true;
            for (token, slot) in tokens.iter().zip(labels.iter_mut()) {
                if overlaps(token, run) {
                    *slot = Some(if first { begin } else { begin + 1 });
                    first = false;
                }
            }
        }
    };
    article.attributions.iter().for_each(|gold| put(&gold.content, 5));
    article.attributions.iter().for_each(|gold| put(&gold.source, 1));
    article.attributions.iter().for_each(|gold| put(&gold.cue, 3));
    for (token, slot) in tokens.iter().zip(labels.iter_mut()) {
        if article.discard.iter().any(|range| overlaps(token, range)) {
            *slot = None;
        }
    }
    mended(labels)
}

/// A run that another one cut in two begins anew behind it.
fn mended(mut labels: Vec<Option<u8>>) -> Vec<Option<u8>> {
    let mut before = 0u8;
    for slot in &mut labels {
        if let Some(label) = slot.as_mut() {
            if *label != 0 && *label % 2 == 0 && before != *label && before + 1 != *label {
                *label -= 1;
            }
            before = *label;
        } else {
            before = 0;
        }
    }
    labels
}

/// The names of the silver tags, in the order of the model.
pub(super) fn tag_names(articles: &[Article]) -> Vec<String> {
    let tokens = articles.iter().filter_map(|a| a.silver.as_ref()).flat_map(|s| &s.tokens);
    parts::tag_names(tokens.map(|token| token.tag.as_str()))
}

/// Makes the aids: of all, and for each of `count` folds without it.
pub(super) fn fold(articles: &[Article], tags: &[String], count: usize) -> Folded {
    let tagged: Vec<Vec<Tagged>> = articles.iter().map(|article| tagged(article, tags)).collect();
    let make = |leave: Option<usize>| {
        let kept = |number: &usize| leave != Some(number % count);
        let numbers: Vec<usize> = (0..articles.len()).filter(kept).collect();
        let sentences: Vec<Tagged> =
            numbers.iter().filter_map(|at| tagged.get(*at)).flatten().cloned().collect();
        let hints = hints(numbers.iter().filter_map(|at| articles.get(*at)));
        Aids { parts: parts::train(&sentences, tags, 5, 1), hints }
    };
    let mut jobs: Vec<Option<usize>> = vec![None];
    jobs.extend((0..count).map(Some));
    let mut made = Vec::new();
    for two in jobs.chunks(2) {
        let both: Vec<Aids> = std::thread::scope(|scope| {
            let running: Vec<_> = two
                .iter()
                .map(|leave| {
                    let make = &make;
                    scope.spawn(move || make(*leave))
                })
                .collect();
            running.into_iter().filter_map(|handle| handle.join().ok()).collect()
        });
        made.extend(both);
    }
    let without = made.split_off(1);
    Folded { whole: made.pop().unwrap_or_default(), without }
}

/// The article's sentences with the silver tag that covers each token's first byte.
fn tagged(article: &Article, tags: &[String]) -> Vec<Tagged> {
    let Some(silver) = &article.silver else { return Vec::new() };
    let mut all = Vec::new();
    for paragraph in &article.paragraphs {
        for sentence in &paragraph.sentences {
            let mut one = Tagged::default();
            for at in sentence.clone() {
                let (Some(token), Some(look)) = (paragraph.tokens.get(at), paragraph.looks.get(at)) else {
                    continue;
                };
                let found = silver.tokens.partition_point(|s| s.end <= token.start);
                let tag = silver.tokens.get(found).filter(|s| s.start < token.end).map(|s| s.tag.as_str());
                let Some(number) = tag.and_then(|tag| tags.iter().position(|t| t == tag)) else { continue };
                one.looks.push(*look);
                one.tags.push(u8::try_from(number).unwrap_or(0));
            }
            all.push(one);
        }
    }
    all
}

/// The hints that some articles give.
fn hints<'a>(articles: impl Iterator<Item = &'a Article>) -> Hints {
    let mut counts: BTreeMap<u32, [u32; 3]> = BTreeMap::new();
    for article in articles {
        for (paragraph, labels) in article.paragraphs.iter().zip(&article.labels) {
            for (look, label) in paragraph.looks.iter().zip(labels) {
                let Some(label) = label else { continue };
                let count = counts.entry(look.word).or_default();
                count[0] += 1;
                count[1] += u32::from(matches!(label, 3 | 4));
                count[2] += u32::from(matches!(label, 1 | 2));
            }
        }
    }
    counts
        .into_iter()
        .map(|(word, [seen, cue, source])| (word, Hint { cue: step(cue, seen), source: step(source, seen) }))
        .filter(|(_, hint)| hint.cue > 0)
        .collect()
}
