//! `cargo xtask bench likeness`: finding copies among many texts, against the known truth.
//!
//! A seeded press writes on events: each has one to four texts written apart, most of them agency copy, and outlets copy them,
//! whole, cut, rewritten or in part, with and without credit, on the same day or later. All of them share stock
//! phrases, independent texts on one event share quotations, and each outlet has its boilerplate. They are kept in a store, and copies
//! are found as `attache edges find` finds them. What is found is held against what was done, beside what credit lines alone find and what counting mentions and domains gives.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
    path::Path,
};

use anyhow::Context as _;
use attache_core::{
    article::{Article, Outlet},
    edge::Reprint,
    id::ArticleId,
    record::{Happening, NewRecord},
    source::SourceKind,
};
use attache_store::{Sqlite, Store};
use attache_text::{printed::Printed, words::Words};
use jiff::Timestamp;

use super::{memory, stopwatch};
use crate::Outcome;

mod press;

use press::{Manner, Press, Written};

/// The seed of the press.
const SEED: u64 = 20_241_128;
/// Articles of one commit.
const BATCH: usize = 200;

/// What is known of a text besides its words.
struct Known {
    id: ArticleId,
    event: usize,
    outlet: String,
    root: Option<usize>,
    origin: usize,
    manner: Option<Manner>,
    /// The agencies and outlets that it was found to credit.
    credits: Vec<String>,
}

/// A pair of texts by their numbers: which took, and from which.
type Pair = (usize, usize);

/// Finds copies among so many texts.
pub(super) fn run(root: &Path, texts: usize) -> anyhow::Result<Outcome> {
    let words = Words::built_in().context("the word tables do not load")?;
    // Not the system's folder for temporary files: that is memory on many machines, and syncs nothing.
    let target = root.join("target");
    std::fs::create_dir_all(&target).context("cannot make target/")?;
    let folder = tempfile::tempdir_in(&target).context("cannot make a folder in target/")?;
    let path = folder.path().join("likeness.attache");
    let store = Sqlite::open(&path)?;
    let (mut known, mut found) = (Ok(Vec::new()), Ok(BTreeSet::new()));
    let (mut keeping, mut finding) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    let peak = memory::peak_of(|| {
        keeping = stopwatch::once(|| known = keep(&store, texts));
        if let Ok(known) = &mut known {
            finding = stopwatch::once(|| found = find(&store, known, &words));
        }
    });
    let (known, pairs) = (known?, found?);
    let mut text = String::new();
    let build = if cfg!(debug_assertions) { "debug build: the times say nothing" } else { "release build" };
    drop(store);
    let size = std::fs::metadata(&path).map_or(0, |data| data.len());
    writeln!(text, "{build}; one core; {} texts; the file has {} MB", known.len(), size / 1_000_000)?;
    let peak = peak.map_or_else(|| "not told".to_owned(), |peak| format!("{} MB", peak / 1_000_000));
    writeln!(
        text,
        "time     {keeping:.1?} to keep them and their sketches, {finding:.1?} to find {} pairs",
        pairs.len()
    )?;
    writeln!(text, "memory   peak {peak}")?;
    told(&known, &pairs, &mut text)?;
    counted(&known, &pairs, &mut text)?;
    Ok(Outcome { text, ok: true })
}

/// Keeps what the press writes. Of texts that are the same to the letter only one is kept.
fn keep(store: &Sqlite, texts: usize) -> anyhow::Result<Vec<Known>> {
    let mut press = Press::new(SEED);
    let mut known: Vec<Known> = Vec::with_capacity(texts);
    let mut batch = Vec::new();
    while known.len() < texts {
        for written in press.event(known.len()) {
            let Written { text, day, outlet, event, root, origin, manner } = written;
            let mut article = Article::plain(text);
            article.outlet = Some(Outlet { name: outlet.clone(), kind: SourceKind::Outlet });
            article.published = Some(day);
            known.push(Known { id: article.id(), event, outlet, root, origin, manner, credits: Vec::new() });
            let what = Happening::ArticleAdded { article: Box::new(article) };
            batch.push(NewRecord { at: Timestamp::UNIX_EPOCH, by: "bench".to_owned(), what });
        }
        if batch.len() >= BATCH {
            store.append(&std::mem::take(&mut batch))?;
        }
    }
    store.append(&batch)?;
    Ok(known)
}

/// Every pair, each once.
fn find(store: &Sqlite, known: &mut [Known], words: &Words) -> anyhow::Result<BTreeSet<Pair>> {
    let numbers: HashMap<ArticleId, usize> =
        known.iter().enumerate().map(|(at, known)| (known.id, at)).collect();
    let number = |id| numbers.get(&id).copied();
    let mut pairs: BTreeSet<Pair> = BTreeSet::new();
    for (at, one) in known.iter_mut().enumerate() {
        let article = store.article(one.id)?.context("an article was not kept")?;
        let printed = Printed::of(&article, words);
        let fresh = |id| {
            number(id).is_some_and(|other| !pairs.contains(&(at, other)) && !pairs.contains(&(other, at)))
        };
        let sharing = store.sharing(printed.sketch())?;
        let candidates = sharing.iter().filter(|sharing| fresh(sharing.article));
        let candidates: Vec<_> = candidates.map(|one| (one.article, one.shared, one.of)).collect();
        let found: Vec<Reprint> = printed.reprints(candidates, |id| store.article(id), words)?;
        pairs.extend(found.iter().filter_map(|found| Some((number(found.from)?, number(found.to)?))));
        one.credits = printed.into_credits().into_iter().map(|credit| credit.outlet.name).collect();
    }
    Ok(pairs)
}

/// Precision and recall of copy edges.
fn told(known: &[Known], pairs: &BTreeSet<Pair>, text: &mut String) -> std::fmt::Result {
    let origin = |at: usize| known.get(at).map(|known| known.origin);
    let right = pairs.iter().filter(|(from, to)| origin(*from) == origin(*to)).count();
    writeln!(
        text,
        "pairs    precision {} (of one origin; {} wrong)",
        part(right, pairs.len()),
        pairs.len() - right
    )?;
    let mut manners: BTreeMap<Manner, (usize, usize)> = BTreeMap::new();
    let (mut all, mut met, mut credited, mut directed) = (0, 0, 0, 0);
    for (at, copy) in known.iter().enumerate() {
        let (Some(root), Some(manner)) = (copy.root, copy.manner) else { continue };
        all += 1;
        let tally = manners.entry(manner).or_default();
        tally.1 += 1;
        credited += usize::from(known.get(root).is_some_and(|root| copy.credits.contains(&root.outlet)));
        let took = pairs.contains(&(at, root));
        if took || pairs.contains(&(root, at)) {
            met += 1;
            tally.0 += 1;
            directed += usize::from(took);
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
    writeln!(text, "from     {} of those found are said to have taken from their model", part(directed, met))
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
fn counted(known: &[Known], pairs: &BTreeSet<Pair>, text: &mut String) -> std::fmt::Result {
    let derived: BTreeSet<usize> = pairs.iter().map(|(from, _)| *from).collect();
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
        let told = super::run(&crate::root(), 400).unwrap().text;
        let recall = told.split("copies   recall ").nth(1).and_then(|rest| rest.get(..6)).unwrap();
        assert!(recall.parse::<f64>().unwrap() > 0.9, "{told}");
        assert!(told.contains("origins  ") && told.contains("precision"), "{told}");
    }
}
