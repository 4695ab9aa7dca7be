//! Failures of the store itself.

use attache_core::{filter::Filter, record::Seq};

use super::{Failure, Make, Outcome, samples};
use crate::{
    Store,
    faulty::{Faulty, Moment},
};

/// Fails the first call, then the second … until a run goes through without a failure. Whoever then
/// simply tries again ends with the same log.
pub(super) fn a_failure_at_any_call_loses_nothing(make: Make<'_>) -> Outcome {
    let undisturbed = make()?;
    work(undisturbed.as_ref())?;
    let expected = undisturbed.scan(Seq(0), usize::MAX)?;
    for moment in [Moment::Before, Moment::After] {
        for nth in 1.. {
            let store = Faulty::new(make()?, nth, moment);
            let first = work(&store);
            let failed = store.has_failed();
            ensure!(first.is_err() == failed, "call {nth} failed, and nobody was told");
            if !failed {
                break;
            }
            work(&store)?;
            ensure!(
                store.scan(Seq(0), usize::MAX)? == expected,
                "after a failure at call {nth}: another log"
            );
            ensure!(store.check()?.is_sound(), "after a failure at call {nth}: not sound");
        }
    }
    Ok(())
}

/// A short session that may be begun anew at any point.
fn work(store: &dyn Store) -> Result<(), Failure> {
    for number in 1..4 {
        store.append(&samples::batch(number, 2)?)?;
    }
    let found = store.find(&Filter::default())?;
    for (second, state) in (100..).zip(&found).take(3) {
        let Some(article) = store.article(state.article)? else { return Err("an article is gone".into()) };
        let records = store.records_of(state.id)?;
        let drafted = records.first().ok_or("a claim without records")?;
        store.append(&[samples::accepted(second, &article, &drafted.new)?])?;
    }
    store.sources()?;
    Ok(())
}
