//! Grades: of claims (1–6) and of sources (A–F).

use std::collections::BTreeMap;

use attache_core::{
    claim_state::ClaimState,
    filter::{Filter, Term},
    grade::{Credibility, Ground, Reliability},
    id::ClaimId,
    proposition::telling::Telling,
    record::Happening,
    reliance::Reliance,
    source::{Source, folded},
};
use attache_store::Store;

use crate::{
    effects::Effects,
    failure::Failure,
    redeciding::{self, Redecided},
    resolving,
};

pub(crate) use outgrown::{Outgrown, outgrown};

mod outgrown;

/// How a claim was graded.
#[derive(Clone, Debug)]
pub(crate) struct Graded {
    /// The grade that was recorded.
    pub(crate) credibility: Credibility,
    /// Why it is another one than was asked for.
    pub(crate) capped: Option<String>,
    /// What went out anew by it.
    pub(crate) followed: Redecided,
}

/// Grades a claim, no better than the evidence allows at the moment of recording; the answer says why.
pub(crate) fn claim(
    effects: &Effects<'_>,
    id: ClaimId,
    wanted: Credibility,
    reason: Option<&str>,
) -> Result<Graded, Failure> {
    let (mut credibility, mut capped) = (wanted, None);
    let followed = redeciding::record(effects, &mut |store| {
        let ground = ground(store, &resolving::state(store, id)?)?;
        credibility = ground.allowed().cap(wanted);
        capped = (credibility != wanted).then(|| capping(&ground, credibility));
        Ok(vec![Happening::ClaimGraded { claim: id, credibility, reason: reason.map(str::to_owned) }])
    })?;
    Ok(Graded { credibility, capped, followed })
}

fn capping(ground: &Ground, given: Credibility) -> String {
    let mut words = format!("{}: recorded as {given}, {}", ground.why(), given.meaning());
    if let Some(lift) = ground.lift() {
        words.push_str(&format!(". To lift it: {lift}"));
    }
    words
}

/// What the accepted claims say for and against one, now.
pub(crate) fn ground(store: &dyn Store, state: &ClaimState) -> Result<Ground, Failure> {
    let near = store.bearing(&Telling::of(&state.body).probes())?;
    let articles = near.iter().chain([state]).map(|state| state.article).collect();
    let reliance = Reliance::fold(&store.reliance_about(&articles)?);
    Ok(Ground::of(state, &near, &reliance))
}

/// Grades the source of this name, as the claims of the store know it.
pub(crate) fn source(
    effects: &Effects<'_>,
    name: &str,
    reliability: Reliability,
    reason: Option<String>,
) -> Result<Source, Failure> {
    let source = named(effects.store, name)?;
    let what = Happening::SourceGraded { source: source.clone(), reliability, reason };
    redeciding::record_one(effects, &what)?;
    Ok(source)
}

/// The source of this name that can be graded, as the claims of the store know it.
pub(crate) fn named(store: &dyn Store, name: &str) -> Result<Source, Failure> {
    let known = known(store, name)?;
    let Some(source) = known.iter().find(|source| folded(&source.name) == folded(name)) else {
        return Err(Failure::Input(unknown(name, &known)));
    };
    if !source.kind.is_named() {
        return Err(Failure::Input(format!(
            "“{}” names nobody ({}): it may be someone else each time, so its reliability cannot be graded; grade the claim instead: attache grade claim ID 1-6",
            source.name,
            source.kind.to_string().replace('-', " ")
        )));
    }
    Ok(source.clone())
}

/// The sources whose names hold these words, as carriers or outlets of claims that stand.
fn known(store: &dyn Store, name: &str) -> Result<Vec<Source>, Failure> {
    if folded(name).is_empty() {
        return Err(Failure::Usage("a source needs a name of letters or digits".into()));
    }
    let term = Some(Term::Words(name.to_owned()));
    let carried = store.find(&Filter { source: term.clone(), ..Filter::default() })?;
    let published = store.find(&Filter { outlet: term, ..Filter::default() })?;
    let mut found = BTreeMap::new();
    for state in carried.iter().chain(&published) {
        for source in state.body.chain.iter().filter(|source| folded(&source.name).contains(&folded(name))) {
            found.entry(source.id()).or_insert_with(|| source.clone());
        }
    }
    Ok(found.into_values().collect())
}

fn unknown(name: &str, like: &[Source]) -> String {
    let mut words = format!("no claim in the store is carried by a source named “{name}”");
    if like.is_empty() {
        words.push_str(": `attache ask claims` shows the names as they are written");
    } else {
        let names: Vec<_> = like.iter().take(8).map(|source| format!("“{}”", source.name)).collect();
        words.push_str(&format!("; did you mean {}?", names.join(", ")));
    }
    words
}
