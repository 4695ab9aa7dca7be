//! From articles to instances: keys are numbered, rare ones left out.

use std::sync::Mutex;

use attache_text::{
    tagger::{
        columns::{Aids, Columns},
        keys::{self, TEMPLATES},
        observed::with_columns,
    },
    words::Words,
};
use rustc_hash::FxHashMap;

use super::{
    field::Instance,
    folds::{Article, Folded},
};

/// Which templates are left out, for ablation: by the name of a column.
pub(super) fn dropped(names: &[String]) -> Vec<bool> {
    TEMPLATES
        .iter()
        .map(|template| template.iter().any(|(column, _)| names.contains(&format!("{column:?}"))))
        .collect()
}

/// The numbers of the keys that are met often enough.
pub(super) struct Numbering {
    pub numbers: FxHashMap<u32, u32>,
    dropped: Vec<bool>,
}

impl Numbering {
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Counts the keys of all articles.
    pub(super) fn count(
        articles: &[Article],
        folded: &Folded,
        words: &Words,
        least: u32,
        dropped: &[bool],
    ) -> Self {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut row = Vec::new();
        for (number, article) in articles.iter().enumerate() {
            with_columns(&article.annotated.text, words, folded.of(number), |_, columns, _| {
                for at in 0..columns.len() {
                    keys_of(columns, at, dropped, &mut row);
                    for key in row.iter().filter(|key| **key != 0) {
                        *counts.entry(*key).or_default() += 1;
                    }
                }
            });
        }
        let mut kept: Vec<u32> =
            counts.into_iter().filter(|(_, count)| *count >= least).map(|(key, _)| key).collect();
        kept.sort_unstable();
        Self { numbers: kept.into_iter().zip(0u32..).collect(), dropped: dropped.to_vec() }
    }

    fn features(&self, columns: &Columns, out: &mut Vec<u32>) {
        let mut row = Vec::new();
        for at in 0..columns.len() {
            keys_of(columns, at, &self.dropped, &mut row);
            out.extend(row.iter().map(|key| self.numbers.get(key).copied().unwrap_or(u32::MAX)));
        }
    }
}

fn keys_of(columns: &Columns, at: usize, dropped: &[bool], row: &mut Vec<u32>) {
    row.clear();
    keys::keys_at(columns, at, row);
    row.iter_mut().zip(dropped).filter(|(_, dropped)| **dropped).for_each(|(key, _)| *key = 0);
}

/// All instances; paragraphs of which a part is to be discarded are left out.
pub(super) fn all(
    articles: &[Article],
    folded: &Folded,
    words: &Words,
    numbering: &Numbering,
) -> Vec<Instance> {
    let found = Mutex::new(Vec::new());
    let half = articles.len().div_ceil(2);
    std::thread::scope(|scope| {
        for (part, chunk) in articles.chunks(half.max(1)).enumerate() {
            let found = &found;
            scope.spawn(move || {
                let mut own = Vec::new();
                for (number, article) in chunk.iter().enumerate() {
                    let number = part * half + number;
                    of_article(article, folded.of(number), words, numbering, |instance| own.push(instance));
                }
                if let Ok(mut found) = found.lock() {
                    found.push((part, own));
                }
            });
        }
    });
    let mut parts = found.into_inner().unwrap_or_default();
    parts.sort_by_key(|(part, _)| *part);
    parts.into_iter().flat_map(|(_, own)| own).collect()
}

fn of_article(
    article: &Article,
    aids: &Aids,
    words: &Words,
    numbering: &Numbering,
    mut each: impl FnMut(Instance),
) {
    with_columns(&article.annotated.text, words, aids, |number, columns, _| {
        let Some(labels) = article.labels.get(number) else { return };
        let Some(labels) = labels.iter().copied().collect::<Option<Vec<u8>>>() else { return };
        if labels.is_empty() {
            return;
        }
        let mut features = Vec::with_capacity(labels.len() * TEMPLATES.len());
        numbering.features(columns, &mut features);
        each(Instance { features, width: TEMPLATES.len(), labels });
    });
}
