//! `attache ask contradictions`: which claims cannot both hold, and why; with a claim: all that bears on it.

use crate::{
    asking::{self, Conditions, Grades, Topic},
    contradicting,
    contradictions_view::{self as view, Shown},
    failure::{Failure, Outcome},
    palette::{FAINT, styled},
    resolving,
    session::{Session, words},
    visible::visible_line,
};

/// What was asked beside the conditions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The claim on which all that bears is asked for.
    pub(crate) claim: Option<&'a str>,
    /// Whether pairs that only look opposed are asked for.
    pub(crate) explain: bool,
    /// How many are shown.
    pub(crate) limit: usize,
}

/// Asks and prints.
pub(crate) fn run(
    conditions: &Conditions,
    asked: &Asked<'_>,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let (filter, notes) = conditions.filter(Topic::Claims, &words()?)?;
    let opened = session.open_for_questions()?;
    for note in notes {
        session.screen.note(styled(FAINT, &visible_line(&note)));
    }
    let store = opened.effects().store;
    let grades = Grades::load(store, filter.as_of)?;
    let shown = Shown { grades: &grades, limit: asked.limit, json: session.json };
    if let Some(typed) = asked.claim {
        let claim = resolving::claim(store, typed)?;
        if filter.as_of.is_some_and(|instant| claim.known_since > instant) {
            let day = claim.known_since.strftime("%Y-%m-%d");
            return Err(Failure::Input(format!(
                "claim {} is known since {day} (UTC) only: ask as of that day or later",
                claim.id.short()
            )));
        }
        let candidates = contradicting::candidates(store, &claim, &filter)?;
        let both = candidates.iter().chain([&claim]);
        let reliance = contradicting::reliance(store, both, filter.as_of)?;
        let pairs = contradicting::bearing_on(&claim, &candidates, &reliance);
        view::bearing(&mut session.screen, &claim, &pairs, shown)?;
        return Ok(Outcome::Done);
    }
    let claims = store.find(&filter)?;
    if claims.is_empty()
        && let Some(day) = asking::begins_after(store, filter.as_of)?
    {
        session
            .screen
            .note(format!("The first record of this store is of {day} (UTC): nothing was known before."));
    }
    let reliance = contradicting::reliance(store, &claims, filter.as_of)?;
    let found = contradicting::among(&claims, &reliance);
    if !found.complete {
        session.screen.note(styled(
            FAINT,
            "Too many claims speak of the same thing to hold each against each: the latest were looked at. Narrow the \
             question (--by, --in, --item, --since) to see the rest.",
        ));
    }
    view::among(&mut session.screen, &found, asked.explain, claims.len(), shown)?;
    Ok(Outcome::Done)
}
