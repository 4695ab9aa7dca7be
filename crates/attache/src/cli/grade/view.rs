//! What the evidence allows, and the grades that were given, side by side.

use attache_core::{
    claim_state::{ClaimState, Grading},
    grade::{Credibility, Ground, Reliability},
    ledger::SourceGrade,
};
use serde_json::json;

use crate::{
    claim_view::field,
    failure::Failure,
    grading::{self, Outgrown},
    palette::{HEADING, styled},
    resolving,
    screen::Screen,
    session::Session,
    visible::visible_line,
};

/// Shows the highest grade that the evidence allows a claim, why, and every grade given.
pub(super) fn claim(typed: &str, session: &mut Session) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let state = resolving::claim(store, typed)?;
    let ground = grading::ground(store, &state)?;
    if session.json {
        claim_json(&mut session.screen, &state, &ground)
    } else {
        told(&mut session.screen, &state, &ground)
    }
}

fn claim_json(screen: &mut Screen, state: &ClaimState, ground: &Ground) -> Result<(), Failure> {
    let allowed = ground.allowed();
    screen.json(&json!({
        "claim": state.id,
        "highest": allowed.highest,
        "rule": allowed.rule,
        "why": ground.why(),
        "lift": ground.lift(),
        "evidence": ground.evidence(),
        "waiting": ground.waiting,
        "grades": state.gradings,
        "exceeds": Outgrown::of(state, ground).is_some(),
    }))
}

fn told(screen: &mut Screen, state: &ClaimState, ground: &Ground) -> Result<(), Failure> {
    let highest = ground.allowed().highest;
    screen.line(styled(HEADING, &state.id.to_string()))?;
    field(screen, "Highest grade", &format!("{highest}, {}", highest.meaning()))?;
    field(screen, "Why", &ground.why())?;
    if let Some(lift) = ground.lift() {
        field(screen, "To lift it", &lift)?;
    }
    let current = state.graders();
    if current.is_empty() {
        return field(screen, "Grades", "none given");
    }
    // Who cannot judge says nothing about how good it is: apart, and after the others.
    let (unjudged, judged): (Vec<&Grading>, Vec<_>) =
        current.into_iter().partition(|one| one.credibility == Credibility::CannotBeJudged);
    for (at, one) in judged.into_iter().enumerate() {
        let name = if at == 0 { "Grades" } else { "" };
        let now = if ground.allowed().permits(one.credibility) {
            String::new()
        } else {
            format!(", but the evidence now allows {highest}")
        };
        field(screen, name, &format!("{}{now}", given(&one.credibility.to_string(), one)))?;
    }
    for (at, one) in unjudged.into_iter().enumerate() {
        field(screen, if at == 0 { "Not judged" } else { "" }, &given("6", one))?;
    }
    for (at, one) in state.gradings.iter().filter(|one| !state.graders().contains(one)).enumerate() {
        field(screen, if at == 0 { "Before" } else { "" }, &given(&one.credibility.to_string(), one))?;
    }
    Ok(())
}

fn given(grade: &str, one: &Grading) -> String {
    row(grade, &one.by, one.at, one.reason.as_deref())
}

fn row(grade: &str, by: &str, at: jiff::Timestamp, reason: Option<&str>) -> String {
    let because = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{grade} by {by} on {}{because}", at.strftime("%Y-%m-%d"))
}

/// Shows every grade that a source was given: the last of each grader, then how it changed.
pub(super) fn source(name: &str, session: &mut Session) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let source = grading::named(store, name)?;
    let grades = store.source_grades(source.id())?;
    let screen = &mut session.screen;
    if session.json {
        let given = |one: &SourceGrade| json!({"reliability": one.reliability, "by": one.by, "at": one.at, "reason": one.reason});
        let all: Vec<_> = grades.iter().map(given).collect();
        return screen.json(&json!({"source": source, "grades": all}));
    }
    screen.line(styled(HEADING, &visible_line(&source.name)))?;
    if grades.is_empty() {
        return field(screen, "Grades", "none given");
    }
    let (unjudged, judged): (Vec<_>, Vec<_>) =
        last_words(&grades).into_iter().partition(|one| one.reliability == Reliability::F);
    for (name, list) in [("Grades", judged), ("Not judged", unjudged)] {
        for (at, one) in list.into_iter().enumerate() {
            field(screen, if at == 0 { name } else { "" }, &of_source(one))?;
        }
    }
    for (at, one) in grades.iter().enumerate() {
        field(screen, if at == 0 { "Over time" } else { "" }, &of_source(one))?;
    }
    Ok(())
}

fn of_source(one: &SourceGrade) -> String {
    let grade = format!("{}, {},", one.reliability, one.reliability.meaning());
    row(&grade, &one.by, one.at, one.reason.as_deref())
}

/// The last grade of each grader, in the order in which they were given.
fn last_words(grades: &[SourceGrade]) -> Vec<&SourceGrade> {
    let later = |at: usize| grades.iter().skip(at.saturating_add(1));
    let numbered = grades.iter().enumerate();
    numbered.filter(|(at, one)| !later(*at).any(|next| next.by == one.by)).map(|(_, one)| one).collect()
}
