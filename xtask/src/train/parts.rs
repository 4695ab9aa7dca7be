//! Training of the parts of speech: a greedy averaged perceptron on the corpus's silver tags.

use std::collections::BTreeMap;

use attache_text::tagger::{
    part_of_speech::{Look, MOST_TAGS, NO_TAG, PartsOfSpeech, fixed_key, running_keys, static_keys},
    tag_weights::TagWeights,
};
use rustc_hash::FxHashMap;

/// A sentence with its tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Tagged {
    pub looks: Vec<Look>,
    pub tags: Vec<u8>,
}

/// A weight with what its average needs.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: i32,
    sum: i64,
    since: i64,
}

/// The names of the tags in the order of the model: verbs first.
pub(super) fn tag_names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.for_each(|tag| *counts.entry(tag).or_default() += 1);
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(tag, count)| (!(tag.starts_with("VB") || *tag == "MD"), std::cmp::Reverse(*count)));
    names.truncate(MOST_TAGS);
    names.into_iter().map(|(tag, _)| tag.to_owned()).collect()
}

/// Trains on sentences.
pub(super) fn train(sentences: &[Tagged], tags: &[String], epochs: usize, seed: u64) -> PartsOfSpeech {
    let fixed = fixed(sentences);
    let mut rows: FxHashMap<u32, [Cell; MOST_TAGS]> = FxHashMap::default();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = fastrand::Rng::with_seed(seed);
    let mut now = 0i64;
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for sentence in order.iter().filter_map(|at| sentences.get(*at)) {
            learn(sentence, tags.len(), &fixed, &mut rows, &mut now);
        }
    }
    let mut rows: Vec<(u32, Vec<(u8, i8)>)> = rows
        .into_iter()
        .map(|(key, cells)| (key, averaged(&cells, now)))
        .filter(|(_, row)| !row.is_empty())
        .collect();
    rows.sort_unstable_by_key(|(key, _)| *key);
    let weights = TagWeights::new(
        rows.iter().map(|(key, _)| *key).collect(),
        &rows.iter().map(|(_, row)| u8::try_from(row.len()).unwrap_or(u8::MAX)).collect::<Vec<_>>(),
        rows.iter().flat_map(|(_, row)| row).map(|(tag, _)| *tag).collect(),
        rows.iter().flat_map(|(_, row)| row).map(|(_, weight)| *weight).collect(),
    );
    PartsOfSpeech { tags: tags.to_vec(), fixed, weights: weights.unwrap_or_default() }
}

fn learn(
    sentence: &Tagged,
    tags: usize,
    fixed: &FxHashMap<u32, u8>,
    rows: &mut FxHashMap<u32, [Cell; MOST_TAGS]>,
    now: &mut i64,
) {
    let (mut last, mut before_last) = (NO_TAG, NO_TAG);
    for (at, (own, gold)) in sentence.looks.iter().zip(&sentence.tags).enumerate() {
        let tag = match fixed.get(&fixed_key(own)) {
            Some(tag) => *tag,
            None => {
                *now += 1;
                let next = sentence.looks.get(at + 1).copied().unwrap_or_default();
                let running = running_keys(own, &next, last, before_last);
                let keys: Vec<u32> = static_keys(&sentence.looks, at).into_iter().chain(running).collect();
                let guess = best(&keys, rows, tags);
                if guess != *gold {
                    for key in keys {
                        let row = rows.entry(key).or_insert([Cell::default(); MOST_TAGS]);
                        change(row, *gold, 1, *now);
                        change(row, guess, -1, *now);
                    }
                }
                guess
            }
        };
        before_last = last;
        last = tag;
    }
}

fn best(keys: &[u32], rows: &FxHashMap<u32, [Cell; MOST_TAGS]>, tags: usize) -> u8 {
    let mut sums = [0i32; MOST_TAGS];
    for row in keys.iter().filter_map(|key| rows.get(key)) {
        sums.iter_mut().zip(row).for_each(|(sum, cell)| *sum += cell.weight);
    }
    let scored = (0u8..).zip(sums).take(tags);
    scored.fold((0u8, i32::MIN), |top, (tag, sum)| if sum > top.1 { (tag, sum) } else { top }).0
}

fn change(row: &mut [Cell; MOST_TAGS], tag: u8, by: i32, now: i64) {
    let Some(cell) = row.get_mut(usize::from(tag)) else { return };
    cell.sum += i64::from(cell.weight) * (now - cell.since);
    cell.since = now;
    cell.weight += by;
}

/// The averages in steps that fit a byte, without those that are nothing.
fn averaged(cells: &[Cell; MOST_TAGS], now: i64) -> Vec<(u8, i8)> {
    let mean = |cell: &Cell| {
        let sum = cell.sum + i64::from(cell.weight) * (now - cell.since);
        (sum as f64 / now.max(1) as f64 * 8.0).round().clamp(-127.0, 127.0) as i8
    };
    (0u8..).zip(cells.iter().map(mean)).filter(|(_, weight)| *weight != 0).collect()
}

/// Words that nearly always have one tag.
fn fixed(sentences: &[Tagged]) -> FxHashMap<u32, u8> {
    let mut counts: FxHashMap<u32, BTreeMap<u8, u32>> = FxHashMap::default();
    for sentence in sentences {
        for (look, tag) in sentence.looks.iter().zip(&sentence.tags) {
            *counts.entry(fixed_key(look)).or_default().entry(*tag).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter_map(|(key, tags)| {
            let seen: u32 = tags.values().sum();
            let (tag, most) = tags.into_iter().max_by_key(|(_, count)| *count)?;
            (seen >= 20 && f64::from(most) / f64::from(seen) >= 0.995).then_some((key, tag))
        })
        .collect()
}
