//! `cargo xtask bench likeness`: finding copies among many texts, against the known truth.
//!
//! A seeded press writes on events: each has one to four texts written apart, most of them agency copy, and outlets copy them,
//! whole, cut, rewritten or in part, with and without credit, on the same day or later. All of them share stock
//! phrases, independent texts on one event share quotations, and each outlet has its boilerplate. What is found is held against
//! what was done, beside what credit lines alone find and what counting mentions and domains gives.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use anyhow::Context as _;
use attache_text::{
    credit_line::{credit_lines, origins},
    likeness::{Likeness, Overlap, Piece, Root},
    words::Words,
};

use super::{memory, stopwatch};
use crate::Outcome;

mod press;

use press::{Manner, Press, Written};

/// The seed of the press.
const SEED: u64 = 20_241_128;

/// What is known of a text besides its words.
struct Known {
    event: usize,
    outlet: String,
    root: Option<usize>,
    origin: usize,
    manner: Option<Manner>,
    credits: Vec<String>,
}

/// Finds copies among so many texts.
pub(super) fn run(texts: usize) -> anyhow::Result<Outcome> {
    let words = Words::built_in().context("the word tables do not load")?;
    let mut press = Press::new(SEED);
    let mut likeness: Likeness<usize> = Likeness::new();
    let mut known = Vec::with_capacity(texts);
    let mut bytes = 0_usize;
    let mut reading = std::time::Duration::ZERO;
    let mut pairs = Vec::new();
    let mut pairing = std::time::Duration::ZERO;
    let peak = memory::peak_of(|| {
        while known.len() < texts {
            for written in press.event(known.len()) {
                bytes += written.text.len();
                let id = known.len();
                reading += stopwatch::once(|| known.push(add(&mut likeness, id, written, &words)));
            }
        }
        pairing = stopwatch::once(|| pairs = likeness.pairs());
    });
    let mut text = String::new();
    let build = if cfg!(debug_assertions) { "debug build: the times say nothing" } else { "release build" };
    writeln!(text, "{build}; one core; {} texts, {} MB", known.len(), bytes / 1_000_000)?;
    let peak = peak.map_or_else(|| "not told".to_owned(), |peak| format!("{} MB", peak / 1_000_000));
    writeln!(
        text,
        "time     {reading:.1?} for credit lines and shingles, {pairing:.1?} for {} pairs",
        pairs.len()
    )?;
    writeln!(text, "memory   peak {peak}")?;
    found(&known, &pairs, &mut text)?;
    counted(&known, &pairs, &mut text)?;
    Ok(Outcome { text, ok: true })
}

fn add(likeness: &mut Likeness<usize>, id: usize, written: Written, words: &Words) -> Known {
    let lines = credit_lines(&written.text, words);
    let credits: Vec<String> =
        origins(&lines, Some(&written.outlet)).into_iter().map(|source| source.name).collect();
    let named: Vec<&str> = credits.iter().map(String::as_str).collect();
    likeness.add(
        id,
        Piece {
            text: &written.text,
            published: Some(written.day),
            outlet: Some(&written.outlet),
            credits: &named,
        },
    );
    let Written { event, outlet, root, origin, manner, .. } = written;
    Known { event, outlet, root, origin, manner, credits }
}

/// Precision and recall of copy edges.
fn found(known: &[Known], pairs: &[Overlap<usize>], text: &mut String) -> std::fmt::Result {
    let origin = |at: usize| known.get(at).map(|known| known.origin);
    let right = pairs.iter().filter(|pair| origin(pair.first) == origin(pair.second)).count();
    writeln!(
        text,
        "pairs    precision {} (of one origin; {} wrong)",
        part(right, pairs.len()),
        pairs.len() - right
    )?;
    let by_ids: BTreeMap<(usize, usize), &Overlap<usize>> =
        pairs.iter().map(|pair| ((pair.first.min(pair.second), pair.first.max(pair.second)), pair)).collect();
    let mut manners: BTreeMap<Manner, (usize, usize)> = BTreeMap::new();
    let (mut all, mut met, mut credited) = (0, 0, 0);
    let mut roots = (0, 0, 0, 0);
    for (at, copy) in known.iter().enumerate() {
        let (Some(root), Some(manner)) = (copy.root, copy.manner) else { continue };
        all += 1;
        let tally = manners.entry(manner).or_default();
        tally.1 += 1;
        credited += usize::from(known.get(root).is_some_and(|root| copy.credits.contains(&root.outlet)));
        let Some(pair) = by_ids.get(&(at.min(root), at.max(root))) else { continue };
        met += 1;
        tally.0 += 1;
        match (&pair.root, pair.first == root) {
            (Root::First, true) | (Root::Second, false) => roots.0 += 1,
            (Root::First, false) | (Root::Second, true) => roots.1 += 1,
            (Root::Third(_), _) => roots.2 += 1,
            (Root::Unknown, _) => roots.3 += 1,
        }
    }
    writeln!(
        text,
        "copies   recall {} ({met} of {all}); credit lines alone {}",
        part(met, all),
        part(credited, all)
    )?;
    for (manner, (met, all)) in &manners {
        writeln!(text, "         {manner:?}: {} of {all}", part(*met, *all))?;
    }
    let (right, wrong, third, unknown) = roots;
    writeln!(text, "roots    {right} right, {wrong} wrong, {third} by a common credit, {unknown} not told")
}

/// What is counted of an event.
#[derive(Default)]
struct Event<'a> {
    origins: BTreeSet<usize>,
    mentions: usize,
    domains: BTreeSet<&'a str>,
    /// Texts that were not found to be made from an earlier one.
    apart: usize,
}

/// How many origins an event has: by truth, mentions, domains, and copies found.
fn counted(known: &[Known], pairs: &[Overlap<usize>], text: &mut String) -> std::fmt::Result {
    let derived: BTreeSet<usize> =
        pairs.iter().map(|pair| if pair.root == Root::Second { pair.first } else { pair.second }).collect();
    let mut events: BTreeMap<usize, Event<'_>> = BTreeMap::new();
    for (at, one) in known.iter().enumerate() {
        let event = events.entry(one.event).or_default();
        event.origins.insert(one.origin);
        event.mentions += 1;
        event.domains.insert(&one.outlet);
        event.apart += usize::from(!derived.contains(&at));
    }
    let mut apart = (0, 0, 0);
    let (mut exact, mut over, mut under) = (0, 0, 0);
    for Event { origins, mentions, domains, apart: ours } in events.values() {
        let truth = origins.len();
        apart = (
            apart.0 + mentions.abs_diff(truth),
            apart.1 + domains.len().abs_diff(truth),
            apart.2 + ours.abs_diff(truth),
        );
        match ours.cmp(&truth) {
            std::cmp::Ordering::Equal => exact += 1,
            std::cmp::Ordering::Greater => over += 1,
            std::cmp::Ordering::Less => under += 1,
        }
    }
    let mean = |sum: usize| ratio(sum, events.len());
    writeln!(
        text,
        "origins  {} events; mean error: mentions {:.2}, domains {:.2}, copies found {:.2} ({exact} exact, {over} over, {under} under)",
        events.len(),
        mean(apart.0),
        mean(apart.1),
        mean(apart.2)
    )
}

fn part(some: usize, all: usize) -> String {
    format!("{:.4}", ratio(some, all))
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn ratio(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    #[test]
    fn most_copies_are_found_in_a_small_press() {
        let told = super::run(400).unwrap().text;
        let recall = told.split("copies   recall ").nth(1).and_then(|rest| rest.get(..6)).unwrap();
        assert!(recall.parse::<f64>().unwrap() > 0.9, "{told}");
        assert!(told.contains("origins  ") && told.contains("precision"), "{told}");
    }
}
