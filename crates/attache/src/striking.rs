//! Striking edges of reliance that do not hold, and restoring them: a person's word against an article's or a program's.

use attache_core::{
    edge::Edge,
    id::EdgeId,
    record::Happening,
    reliance::{Reliance, Struck},
};
use attache_store::Store;

use crate::{effects::Effects, failure::Failure, redeciding};

pub(crate) use edges::Edges;

mod edges;

/// What was struck or restored.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    /// Its id.
    pub(crate) id: EdgeId,
    /// The edge, as far as a claim, an article or a record still makes it.
    pub(crate) edge: Option<Edge>,
}

/// An edge no longer counts.
pub(crate) fn strike(effects: &Effects<'_>, typed: &str, reason: &str) -> Result<Decided, Failure> {
    decide(effects, typed, &mut |id, struck| match struck {
        Some(struck) => Err(Failure::Input(format!(
            "edge {} is struck already, by {} on {} ({}); it is restored with `attache edges restore {0} --reason …`",
            id.short(),
            struck.by,
            struck.at.strftime("%Y-%m-%d"),
            struck.reason
        ))),
        None => Ok(Happening::EdgeStruck { edge: id, reason: reason.to_owned() }),
    })
}

/// A struck edge counts again.
pub(crate) fn restore(effects: &Effects<'_>, typed: &str, reason: &str) -> Result<Decided, Failure> {
    decide(effects, typed, &mut |id, struck| match struck {
        None => Err(Failure::Input(format!("edge {} is not struck: it counts", id.short()))),
        Some(_) => Ok(Happening::EdgeRestored { edge: id, reason: reason.to_owned() }),
    })
}

/// Says what is to be recorded of an edge that is struck or not.
type Deciding<'a> = dyn FnMut(EdgeId, Option<&Struck>) -> Result<Happening, Failure> + 'a;

fn decide(effects: &Effects<'_>, typed: &str, what: &mut Deciding<'_>) -> Result<Decided, Failure> {
    let edges = Edges::load(effects.store)?;
    let id = edges.resolve(effects.store, typed)?;
    redeciding::record(effects, &mut |store| {
        let reliance = Reliance::fold(&store.reliance_records()?);
        Ok(vec![what(id, reliance.struck(id))?])
    })?;
    Ok(Decided { id, edge: edges.get(id).cloned() })
}

/// Every edge that is struck, whether or not anything makes it now.
fn struck_ids(store: &dyn Store, reliance: &Reliance) -> Result<Vec<EdgeId>, Failure> {
    let records = store.reliance_records()?;
    let mut ids: Vec<EdgeId> = records
        .iter()
        .filter_map(|record| match record.new.what {
            Happening::EdgeStruck { edge, .. } => Some(edge),
            _ => None,
        })
        .filter(|edge| reliance.struck(*edge).is_some())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
