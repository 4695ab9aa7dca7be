//! `cargo xtask bench weigh`: weighing a claim in a store of many.
//!
//! A seeded wire writes reports that name who sent what to whom, a few countries most of the time; the reader drafts
//! them, and they are kept with copies found and exchanges declared. Then claims drawn at random, and the most popular
//! ones, are weighed the way the command does it: what bears on the claim, the records of reliance, the count.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt::Write as _,
    path::Path,
    time::Duration,
};

use anyhow::Context as _;
use attache_core::{
    article::{Form, Outlet},
    corroboration::{Corroboration, Report, weigh},
    edge::Reprint,
    exchange::{Exchange, Topic},
    id::{ArticleId, ClaimId},
    origin::OriginId,
    proposition::{index_key::IndexKey, telling::Telling},
    record::{Happening, NewRecord},
    reliance::Reliance,
    source::SourceKind,
};
use attache_store::{Sqlite, Store};
use attache_text::{
    reading::{Given, read, take_in},
    words::Words,
};
use jiff::{Timestamp, civil::date};

use super::stopwatch::{median, middle, once};
use crate::{Outcome, draw::Draw};

mod wire;

use wire::{Dispatch, Wire};

/// The seed of the wire.
const SEED: u64 = 20_241_128;
/// Reports of one commit.
const BATCH: usize = 200;
/// Claims drawn at random.
const DRAWN: usize = 300;
/// Popular ones.
const POPULAR: usize = 5;
/// The median of claims drawn at random stays below.
const BUDGET: Duration = Duration::from_millis(50);

/// What a filled store holds, and claims to ask for.
struct Filled {
    claims: usize,
    articles: usize,
    drawn: Vec<ClaimId>,
    popular: Vec<ClaimId>,
}

/// Fills a store with so many claims and weighs some.
pub(super) fn run(root: &Path, claims: usize) -> anyhow::Result<Outcome> {
    let words = Words::built_in().context("the word tables do not load")?;
    // Not the system's folder for temporary files: that is memory on many machines, and syncs nothing.
    let target = root.join("target");
    std::fs::create_dir_all(&target).context("cannot make target/")?;
    let folder = tempfile::tempdir_in(&target).context("cannot make a folder in target/")?;
    let path = folder.path().join("weigh.attache");
    let mut text = String::new();
    let build = if cfg!(debug_assertions) { "debug build: the times say nothing" } else { "release build" };
    let mut filled = Err(anyhow::anyhow!("nothing was filled"));
    let time = once(|| filled = fill(&path, claims, &words));
    let filled = filled?;
    let size = std::fs::metadata(&path).map_or(0, |data| data.len());
    writeln!(
        text,
        "{build}; {} claims of {} reports, read and kept in {time:.1?}; the file has {} MB",
        filled.claims,
        filled.articles,
        size / 1_000_000
    )?;
    let mut store = Err(anyhow::anyhow!("nothing was opened"));
    let opening = once(|| store = Sqlite::open(&path).map_err(anyhow::Error::from));
    let store = store?;
    writeln!(text, "opened   {opening:.1?}")?;
    let folded = || store.reliance_records().map(|records| Reliance::fold(&records));
    let (first, then) = (once(folded), median(5, folded));
    let edges = store.reliance_records()?.len();
    writeln!(
        text,
        "reliance {then:.1?} to fold all its {edges} records, of which a weighing reads only those of its articles; \
         {first:.1?} the first time"
    )?;
    let of_drawn = told("drawn", &store, &filled.drawn, &mut text)?;
    told("popular", &store, &filled.popular, &mut text)?;
    let ok = cfg!(debug_assertions) || of_drawn < BUDGET;
    writeln!(
        text,
        "budget   {} at the median of those drawn",
        if ok { "kept: below 50 ms" } else { "BROKEN: 50 ms" }
    )?;
    Ok(Outcome { text, ok })
}

/// Weighs each claim; the median.
fn told(which: &str, store: &Sqlite, claims: &[ClaimId], text: &mut String) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    let mut bearing = Vec::new();
    for claim in claims {
        let mut outcome = Err(anyhow::anyhow!("nothing was weighed"));
        times.push(once(|| outcome = weighed(store, *claim)));
        let (found, corroboration) = outcome?;
        bearing.push(found);
        anyhow::ensure!(corroboration.strict.cut <= corroboration.normal.cut, "{claim}: strict above normal");
    }
    bearing.sort_unstable();
    times.sort_unstable();
    let at = |of_hundred: usize| times.get(times.len() * of_hundred / 100).copied().unwrap_or_default();
    let found =
        |of_hundred: usize| bearing.get(bearing.len() * of_hundred / 100).copied().unwrap_or_default();
    let (half, most) = (middle(times.clone()), times.last().copied().unwrap_or_default());
    writeln!(
        text,
        "{which:8} {} claims: median {half:.1?}, 95 of 100 below {:.1?}, most {most:.1?}; bearing on one: median {}, \
         most {}",
        claims.len(),
        at(95),
        found(50),
        bearing.last().copied().unwrap_or_default()
    )?;
    Ok(half)
}

/// The way of the command: how many claims bear on this one, and what it rests on.
fn weighed(store: &dyn Store, claim: ClaimId) -> anyhow::Result<(usize, Corroboration)> {
    let asked = store.claim(claim)?.context("the claim is not there")?;
    let telling = Telling::of(&asked.body);
    let bearing = store.bearing(&telling.probes())?;
    let articles = bearing.iter().map(|state| state.article).collect();
    let reliance = Reliance::fold(&store.reliance_about(&articles)?);
    let proposition = telling.forms.first().context("the claim says nothing")?;
    let supporting = bearing.iter().filter(|state| Telling::of(&state.body).strength(proposition).is_some());
    let reports: Vec<Report<'_>> = supporting.map(Report::of).collect();
    Ok((bearing.len(), weigh(&reports, &reliance, &Topic::of(asked.body.kind, []))))
}

/// Reads and keeps reports until there are so many claims.
fn fill(path: &Path, claims: usize, words: &Words) -> anyhow::Result<Filled> {
    let store = Sqlite::open(path)?;
    let mut wire = Wire::new(SEED);
    let mut chance = Draw::new(SEED);
    let mut filled = Filled { claims: 0, articles: 0, drawn: Vec::new(), popular: Vec::new() };
    let mut by_word: BTreeMap<IndexKey, (usize, ClaimId)> = BTreeMap::new();
    let mut before: VecDeque<ArticleId> = VecDeque::new();
    store.append(&exchanges())?;
    while filled.claims < claims {
        let mut batch = Vec::new();
        for _ in 0..BATCH {
            if filled.claims >= claims {
                break;
            }
            let records = records(wire.next(), &mut before, words);
            filled.articles += 1;
            for record in &records {
                let Happening::ClaimDrafted { claim, draft, .. } = &record.what else { continue };
                filled.claims += 1;
                take(&mut filled, *claim, &mut chance);
                for word in
                    Telling::of(draft).keys().into_iter().filter(|word| !word.as_str().contains(['*', '-']))
                {
                    by_word.entry(word).or_insert((0, *claim)).0 += 1;
                }
            }
            batch.extend(records);
        }
        store.append(&batch)?;
    }
    let mut popular: Vec<(usize, ClaimId)> = by_word.into_values().collect();
    popular.sort_unstable_by(|a, b| b.cmp(a));
    filled.popular = popular.into_iter().take(POPULAR).map(|(_, claim)| claim).collect();
    Ok(filled)
}

/// Keeps some of all claims, each as likely as another (reservoir sampling, Vitter 1985).
fn take(filled: &mut Filled, claim: ClaimId, chance: &mut Draw) {
    if filled.drawn.len() < DRAWN {
        filled.drawn.push(claim);
    } else if let Some(place) = filled.drawn.get_mut(chance.below(filled.claims)) {
        *place = claim;
    }
}

/// What is recorded of a report: the article, its drafts, and the text that it was found in before.
fn records(dispatch: Dispatch, before: &mut VecDeque<ArticleId>, words: &Words) -> Vec<NewRecord> {
    let given = Given {
        form: Some(Form::Plain),
        published: Some(date(2024, 11, 28)),
        outlet: Some(Outlet { name: dispatch.outlet, kind: SourceKind::Outlet }),
        ..Given::default()
    };
    let (article, _) = take_in(dispatch.text.as_bytes(), &given, words);
    let id = article.id();
    let drafted = read(&article, words).drafts.into_iter().map(|draft| Happening::ClaimDrafted {
        claim: draft.id(id),
        article: id,
        draft: Box::new(draft),
    });
    let to = dispatch.repeats.and_then(|behind| before.get(before.len().checked_sub(behind)?));
    let found = to.map(|to| Happening::EdgeInferred { reprint: Reprint { from: id, to: *to, share: 600 } });
    let added = Happening::ArticleAdded { article: Box::new(article) };
    let all = [added].into_iter().chain(drafted).chain(found);
    let records = all.map(recorded).collect();
    before.push_back(id);
    if before.len() > BATCH {
        before.pop_front();
    }
    records
}

fn recorded(what: Happening) -> NewRecord {
    NewRecord { at: Timestamp::UNIX_EPOCH, by: "bench".to_owned(), what }
}

/// Some pairs of governments that exchange information.
fn exchanges() -> Vec<NewRecord> {
    let pairs = [["AE", "AF"], ["AL", "AM"], ["AR", "AT"], ["AU", "AZ"], ["BE", "BG"]];
    let declared = pairs.into_iter().filter_map(|[a, b]| {
        let body = |code: &str| code.parse().ok().map(OriginId::Government);
        let exchange = Exchange {
            between: [body(a)?, body(b)?],
            topic: Topic::ANY,
            since: date(2024, 1, 1),
            read_in: None,
        };
        Some(Happening::ExchangeDeclared { exchange: Box::new(exchange), reason: "they agreed on it".into() })
    });
    declared.map(recorded).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_small_store_is_filled_and_weighed() {
        let told = super::run(&crate::root(), 400).unwrap();
        assert!(told.ok && told.text.contains("drawn    300 claims: median "), "{}", told.text);
        assert!(told.text.contains("popular  5 claims"), "{}", told.text);
    }
}
