//! Questions.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::ClaimState,
    filter::Filter,
    id::ArticleId,
    ledger::Ledger,
    proposition::telling::Telling,
    record::{Happening, NewRecord, Record, Seq},
    reliance::Reliance,
};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::{Failure, Make, Outcome, samples, vocabulary};
use crate::{AnyId, Memory, Store, any_id::RESOLVE_LIMIT};

/// How many random logs, each with ten random questions.
const LOGS: u32 = 80;

/// `find` equals `matches` (design, invariant 8), and every other answer equals the oracle's.
pub(super) fn answers_are_those_of_the_fold(make: Make<'_>) -> Outcome {
    let config = Config { cases: LOGS, failure_persistence: None, ..Config::default() };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, chance);
    let questions = proptest::collection::vec(vocabulary::filter(), 10);
    let strategy = (vocabulary::log(), questions, 1..5_usize);
    runner
        .run(&strategy, |(log, filters, at_once)| {
            one_log(make, &log, &filters, at_once).map_err(|why| TestCaseError::fail(why.to_string()))
        })
        .map_err(|why| why.to_string().into())
}

fn one_log(make: Make<'_>, log: &[NewRecord], filters: &[Filter], at_once: usize) -> Outcome {
    let (store, oracle) = (make()?, Memory::new());
    for batch in log.chunks(at_once) {
        let (ours, theirs) = (store.append(batch)?, oracle.append(batch)?);
        ensure!(ours == theirs, "appending gave {ours:?}, the oracle {theirs:?}");
    }
    let records = store.scan(Seq(0), usize::MAX)?;
    ensure!(records == oracle.scan(Seq(0), usize::MAX)?, "another log");
    for filter in filters {
        let (found, naive) = (store.find(filter)?, naive(&records, filter));
        ensure!(found == naive, "{filter:?}: {} found, {} match", found.len(), naive.len());
        ensure!(found == oracle.find(filter)?, "{filter:?}: the oracle answers otherwise");
    }
    same_answers(store.as_ref(), &oracle, &records)?;
    let checked = store.check()?;
    let theirs = oracle.check()?;
    ensure!(checked == theirs, "the check says {checked:?}, the oracle's {theirs:?}");
    Ok(())
}

/// All that matches, by the words of [`Store::find`].
fn naive(records: &[Record], filter: &Filter) -> Vec<ClaimState> {
    let known = records.iter().filter(|record| filter.as_of.is_none_or(|instant| record.new.at <= instant));
    let ledger = Ledger::fold(known);
    let mut matching: Vec<_> = ledger.claims().filter(|state| filter.matches(state)).cloned().collect();
    matching.sort_by_key(|state| (state.body.day(), state.id));
    matching
}

/// Whether two stores with the same log give the same answers otherwise.
pub(super) fn same_answers(store: &dyn Store, oracle: &dyn Store, records: &[Record]) -> Outcome {
    for id in records.iter().filter_map(|record| record.new.what.claim()) {
        ensure!(store.claim(id)? == oracle.claim(id)?, "another state of {id}");
        ensure!(store.records_of(id)? == oracle.records_of(id)?, "another history of {id}");
        if let Some(state) = store.claim(id)? {
            let probes = Telling::of(&state.body).probes();
            ensure!(store.bearing(&probes)? == oracle.bearing(&probes)?, "others bear on {id}");
        }
    }
    for record in records {
        if let Happening::ArticleAdded { article } = &record.new.what {
            ensure!(store.article(article.id())?.as_ref() == Some(article), "another article");
        }
    }
    ensure!(store.sources()? == oracle.sources()?, "other grades of sources");
    same_reliance(store, oracle, records)?;
    for record in records {
        if let Happening::SourceGraded { source, .. } = &record.new.what {
            let given = store.source_grades(source.id())?;
            ensure!(!given.is_empty(), "{} was graded, and no grade is known", source.name);
            ensure!(given == oracle.source_grades(source.id())?, "other grades of {}", source.name);
        }
    }
    ensure!(store.roster_records()? == oracle.roster_records()?, "another roster");
    let all = Seq(0);
    ensure!(store.articles(all, usize::MAX)? == oracle.articles(all, usize::MAX)?, "other articles");
    ensure!(store.find(&Filter::default())? == oracle.find(&Filter::default())?, "other claims");
    for digit in "0123456789abcdef".chars() {
        let prefix = digit.to_string();
        ensure!(store.resolve(&prefix)? == oracle.resolve(&prefix)?, "other ids that begin with {digit}");
    }
    Ok(())
}

/// Whether what bears on some articles is the same as the oracle's, and as much as the whole.
fn same_reliance(store: &dyn Store, oracle: &dyn Store, records: &[Record]) -> Outcome {
    let whole = store.reliance_records()?;
    ensure!(whole == oracle.reliance_records()?, "another reliance");
    let all = Reliance::fold(&whole);
    let took: BTreeSet<ArticleId> =
        records.iter().filter_map(|record| record.new.what.reliance_of()).collect();
    let half: BTreeSet<ArticleId> = took.iter().copied().step_by(2).collect();
    let ones = took.iter().map(|article| BTreeSet::from([*article]));
    for asked in ones.chain([BTreeSet::new(), half, took.clone()]) {
        let about = store.reliance_about(&asked)?;
        ensure!(about == oracle.reliance_about(&asked)?, "another reliance of {} articles", asked.len());
        let some = Reliance::fold(&about);
        ensure!(some.declared().eq(all.declared()), "other exchanges");
        ensure!(some.mergings().eq(all.mergings()), "other joined names");
        ensure!(some.kept_apart().eq(all.kept_apart()), "other names apart");
        for article in &asked {
            ensure!(some.taken_by(*article).eq(all.taken_by(*article)), "{article} took otherwise");
        }
        for edge in all.edges() {
            ensure!(some.struck(edge.id) == all.struck(edge.id), "{} is struck otherwise", edge.id);
        }
    }
    Ok(())
}

pub(super) fn as_of_an_instant(make: Make<'_>) -> Outcome {
    let store = make()?;
    let article = samples::article(1);
    let mut batch = samples::batch(1, 1)?;
    let drafted = batch.last().cloned().ok_or("no draft")?;
    let id = drafted.what.claim().ok_or("no claim")?;
    batch.push(samples::accepted(10, &article, &drafted)?);
    let reason = "it was withdrawn".to_owned();
    batch.push(samples::record(20, Happening::ClaimRetracted { claim: id, reason })?);
    store.append(&batch)?;
    let standing = |second: i64| -> Result<Vec<String>, Failure> {
        let filter = Filter { as_of: Some(samples::instant(second)?), ..Filter::default() };
        Ok(store.find(&filter)?.iter().map(|state| state.standing.to_string()).collect())
    };
    let expected: [(i64, &[&str]); 6] =
        [(0, &[]), (1, &["draft"]), (9, &["draft"]), (10, &["accepted"]), (19, &["accepted"]), (20, &[])];
    for (second, standings) in expected {
        ensure!(standing(second)? == standings, "after {second} s: {:?}", standing(second)?);
    }
    ensure!(store.find(&Filter::default())?.is_empty(), "a retracted claim stands");
    Ok(())
}

pub(super) fn an_id_is_found_by_its_beginning(make: Make<'_>) -> Outcome {
    let store = make()?;
    for number in 0..20 {
        store.append(&samples::batch(number, 20)?)?;
    }
    let article = samples::article(3).id();
    for typed in [
        article.to_string(),
        article.short(),
        article.short().to_uppercase(),
        format!("article--{}…", article.short()),
    ] {
        let found = store.resolve(&typed)?;
        ensure!(found == [AnyId::Article(article)], "{typed}: {found:?}");
    }
    for state in store.find(&Filter::default())?.iter().take(9) {
        let found = store.resolve(&state.id.to_string())?;
        ensure!(found == [AnyId::Claim(state.id)], "{}: {found:?}", state.id);
        let digits = state.id.to_string().replace("claim--", "").replace('-', "");
        ensure!(store.resolve(&digits)? == found, "{digits}");
        let wrong = format!("article--{digits}");
        ensure!(store.resolve(&wrong)?.is_empty(), "{wrong}");
    }
    let many = store.resolve("claim--8")?;
    ensure!(many.len() <= RESOLVE_LIMIT && many.len() > 1, "{} begin with 8", many.len());
    ensure!(many.is_sorted(), "not by id");
    for nothing in ["", "claim--", "zz", "note--8", "88888888-no"] {
        ensure!(store.resolve(nothing)?.is_empty(), "`{nothing}` was resolved");
    }
    Ok(())
}
