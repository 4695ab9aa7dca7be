//! Grades: of claims (1–6) and of sources (A–F).

use std::collections::BTreeMap;

use attache_core::{
    claim_state::ClaimState,
    filter::{Filter, Term},
    grade::{Credibility, Reliability},
    record::Happening,
    source::{Source, folded},
};

use crate::{
    effects::Effects,
    failure::Failure,
    redeciding::{self, Redecided},
};

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

/// Grades a claim. Credibility 1 is defined as confirmed by other independent sources; one claim rests on
/// one origin, so the grade is capped at 2, and the answer says why.
pub(crate) fn claim(
    effects: &Effects<'_>,
    state: &ClaimState,
    wanted: Credibility,
    reason: Option<String>,
) -> Result<Graded, Failure> {
    let (credibility, capped) = if wanted == Credibility::Confirmed {
        let origin = &state.body.chain.origin().name;
        let why = format!(
            "1 means “confirmed by other independent sources”, and only one origin is known for this claim ({origin}): recorded as 2, probably true"
        );
        (Credibility::ProbablyTrue, Some(why))
    } else {
        (wanted, None)
    };
    let what = Happening::ClaimGraded { claim: state.id, credibility, reason };
    Ok(Graded { credibility, capped, followed: redeciding::record_one(effects, &what)? })
}

/// Grades the source of this name, as the claims of the store know it.
pub(crate) fn source(
    effects: &Effects<'_>,
    name: &str,
    reliability: Reliability,
    reason: Option<String>,
) -> Result<Source, Failure> {
    let known = known(effects, name)?;
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
    let what = Happening::SourceGraded { source: source.clone(), reliability, reason };
    redeciding::record_one(effects, &what)?;
    Ok(source.clone())
}

/// The sources whose names hold these words, as carriers or outlets of claims that stand.
fn known(effects: &Effects<'_>, name: &str) -> Result<Vec<Source>, Failure> {
    if folded(name).is_empty() {
        return Err(Failure::Usage("a source needs a name of letters or digits".into()));
    }
    let term = Some(Term::Words(name.to_owned()));
    let carried = effects.store.find(&Filter { source: term.clone(), ..Filter::default() })?;
    let published = effects.store.find(&Filter { outlet: term, ..Filter::default() })?;
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
