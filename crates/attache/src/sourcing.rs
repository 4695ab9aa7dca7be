//! Who is who: which names are one source, and which are two. Each decision is a record; none changes a claim.

use attache_core::{
    id::SourceId,
    record::Happening,
    reliance::{Merged, Reliance},
    source::{Source, SourceKind, folded},
};
use attache_store::Store;

use crate::{effects::Effects, failure::Failure, redeciding, wording::argument};

pub(crate) use catalogue::{Catalogue, standing};
pub(crate) use listed_source::{ListedSource, listed};
pub(crate) use namesake_pair::{NamesakePair, namesake_pairs};

mod catalogue;
mod listed_source;
mod namesake_pair;

/// Two names are one source from now on. Answers with what to tell.
pub(crate) fn merge(effects: &Effects<'_>, [into, from]: [&str; 2], reason: &str) -> Result<String, Failure> {
    let mut told = String::new();
    redeciding::record(effects, &mut |store| {
        let catalogue = Catalogue::load(store)?;
        let (into, from) = (catalogue.named(into)?.best(), catalogue.named(from)?.best());
        refuse_joined(&catalogue.reliance, into, from)?;
        told = format!("“{}” is one source with “{}” from now on", from.name, into.name);
        if let Some(apart) = catalogue.reliance.apart(into.id(), from.id()) {
            let day = apart.at.strftime("%Y-%m-%d");
            told.push_str(&format!("; {} kept them apart on {day} ({}): no longer", apart.by, apart.reason));
        }
        Ok(vec![Happening::SourcesMerged {
            into: Box::new(into.clone()),
            from: Box::new(from.clone()),
            reason: reason.to_owned(),
        }])
    })?;
    Ok(told)
}

/// A name is joined to one source only, and never in a circle.
fn refuse_joined(reliance: &Reliance, into: &Source, from: &Source) -> Result<(), Failure> {
    if into.id() == from.id() {
        return Err(one_name(into, from));
    }
    let joined = reliance.mergings().find(|merged| merged.from.id() == from.id());
    if reliance.identity(into.id()) == reliance.identity(from.id()) {
        let how = joined.map(|merged| format!(": {}", joining(merged))).unwrap_or_default();
        return Err(Failure::Input(format!(
            "“{}” and “{}” are one source already{how}",
            into.name, from.name
        )));
    }
    match joined {
        None => Ok(()),
        Some(merged) => Err(Failure::Input(format!(
            "“{}” is joined to another source: {}. Where that is wrong, part them first: attache source split {} --reason …",
            from.name,
            joining(merged),
            argument(&from.name)
        ))),
    }
}

fn one_name(a: &Source, b: &Source) -> Failure {
    Failure::Input(format!("“{}” and “{}” are the same name: it takes two", a.name, b.name))
}

/// What a record says of a joining.
fn joining(merged: &Merged) -> String {
    format!(
        "“{}” was joined to “{}” by {} on {} ({})",
        merged.from.name,
        merged.into.name,
        merged.by,
        merged.at.strftime("%Y-%m-%d"),
        merged.reason
    )
}

/// A name is no longer the source that it was joined to. Answers with what to tell.
pub(crate) fn split(effects: &Effects<'_>, name: &str, reason: &str) -> Result<String, Failure> {
    let mut told = String::new();
    redeciding::record(effects, &mut |store| {
        let reliance = Reliance::fold(&store.reliance_records()?);
        let found = reliance.mergings().find(|merged| folded(&merged.from.name) == folded(name));
        let Some(merged) = found else { return Err(not_joined(store, &reliance, name)?) };
        told = format!("“{}” and “{}” are two sources from now on", merged.from.name, merged.into.name);
        Ok(vec![Happening::SourcesSplit { source: Box::new(merged.from.clone()), reason: reason.to_owned() }])
    })?;
    Ok(told)
}

fn not_joined(store: &dyn Store, reliance: &Reliance, name: &str) -> Result<Failure, Failure> {
    let own = Source::new(name, SourceKind::Group).id();
    let others: Vec<String> = joined_to(reliance, own).map(|from| format!("“{}”", from.name)).collect();
    if !others.is_empty() {
        return Ok(Failure::Input(format!(
            "“{name}” is joined to no other source; joined to it: {}. Name the one that is to be parted from it",
            others.join(", ")
        )));
    }
    // A name that nobody bears is told as such.
    let known = Catalogue::load(store)?.named(name)?.best().name.clone();
    Ok(Failure::Input(format!(
        "“{known}” is joined to no other source: there is nothing to part; `attache source list` shows which names were joined"
    )))
}

/// The names that were joined directly to this one.
fn joined_to(reliance: &Reliance, to: SourceId) -> impl Iterator<Item = &Source> {
    reliance.mergings().filter(move |merged| merged.into.id() == to).map(|merged| &merged.from)
}

/// Two names are two sources, however alike they are. Answers with what to tell.
pub(crate) fn keep_apart(effects: &Effects<'_>, [a, b]: [&str; 2], reason: &str) -> Result<String, Failure> {
    let mut told = String::new();
    redeciding::record(effects, &mut |store| {
        let catalogue = Catalogue::load(store)?;
        let (a, b) = (catalogue.named(a)?.best(), catalogue.named(b)?.best());
        let reliance = &catalogue.reliance;
        if a.id() == b.id() {
            return Err(one_name(a, b));
        }
        if let Some(apart) = reliance.apart(a.id(), b.id()) {
            return Err(Failure::Input(format!(
                "“{}” and “{}” are kept apart already, by {} ({})",
                a.name, b.name, apart.by, apart.reason
            )));
        }
        let direct = |merged: &Merged| {
            let ends = (merged.from.id(), merged.into.id());
            ends == (a.id(), b.id()) || ends == (b.id(), a.id())
        };
        let direct = reliance.mergings().any(direct);
        if !direct && reliance.identity(a.id()) == reliance.identity(b.id()) {
            return Err(Failure::Input(format!(
                "“{}” and “{}” are one through a third name: part one of them from it first: attache source split {} --reason …",
                a.name,
                b.name,
                argument(&a.name)
            )));
        }
        let end = if direct { "; that they were joined no longer holds" } else { "" };
        told = format!("“{}” and “{}” are two sources from now on{end}", a.name, b.name);
        Ok(vec![Happening::SourcesKeptApart {
            sources: Box::new([a.clone(), b.clone()]),
            reason: reason.to_owned(),
        }])
    })?;
    Ok(told)
}
