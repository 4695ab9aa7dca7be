//! The origins of the normal reading: who spoke, through whom it came, and why several are one.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    corroboration::{Because, Origin, Why},
    id::ClaimId,
    name::Verdict,
    source::REPORTING_OUTLET,
};

use crate::{
    failure::Failure,
    palette::{self, styled},
    screen::Screen,
    visible::visible_line,
    weighing::Weighed,
    wording::counted,
};

use super::{headline::shortlist, known_articles::KnownArticles};

/// Prints them, numbered as the tables name them.
pub(super) fn print(
    screen: &mut Screen,
    articles: &mut KnownArticles<'_>,
    weighed: &Weighed,
) -> Result<(), Failure> {
    let normal = &weighed.corroboration.normal;
    if normal.origins.is_empty() {
        return Ok(());
    }
    screen.heading("Origins")?;
    let states: BTreeMap<ClaimId, &ClaimState> =
        weighed.reports.iter().map(|(state, _)| (state.id, state)).collect();
    for (at, origin) in normal.origins.iter().enumerate() {
        let number = at.saturating_add(1);
        let reports = counted(origin.claims.len(), "report");
        let head = format!("{number}  {}: {reports}", visible_line(&origin.name));
        wrapped(screen, "", "   ", &styled(palette::SOURCE, &head))?;
        let of_it: Vec<&ClaimState> = origin.claims.iter().filter_map(|id| states.get(id).copied()).collect();
        for told in ways(origin, &of_it) {
            wrapped(screen, "   ", "     ", &visible_line(&told))?;
        }
        for because in &origin.because {
            let words = visible_line(&format!("one origin, because {}", why_one(because)));
            wrapped(screen, "   ", "     ", &words)?;
        }
        copies(screen, articles, weighed, at)?;
        if !origin.beside.is_empty() {
            let ids: Vec<String> = origin.beside.iter().map(|id| id.short()).collect();
            let words = format!(
                "{} of its unnamed officials ({}): they add nothing to it",
                counted(ids.len(), "more report"),
                ids.join(", ")
            );
            wrapped(screen, "   ", "     ", &words)?;
        }
    }
    Ok(())
}

/// Who spoke, through which carriers, in which outlets.
fn ways(origin: &Origin, states: &[&ClaimState]) -> Vec<String> {
    let mut carriers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut outlets: BTreeMap<&str, BTreeSet<attache_core::id::ArticleId>> = BTreeMap::new();
    for state in states {
        let chain = &state.body.chain;
        outlets.entry(chain.outlet().name.as_str()).or_default().insert(state.article);
        let between = chain.len().saturating_sub(2);
        for carrier in chain.iter().skip(1).take(between) {
            let times = carriers.entry(carrier.name.as_str()).or_default();
            *times = times.saturating_add(1);
        }
    }
    let mut told = Vec::new();
    let voices: Vec<&str> = origin.voices.iter().map(String::as_str).collect();
    if voices != [origin.name.as_str()] {
        told.push(format!("said by {}", shortlist(&voices)));
    }
    if !carriers.is_empty() {
        let named: Vec<&str> = carriers.keys().copied().collect();
        told.push(format!("carried by {}", shortlist(&named)));
    }
    let several = outlets.values().map(BTreeSet::len).sum::<usize>();
    let named: Vec<&str> = outlets
        .keys()
        .map(|name| if *name == REPORTING_OUTLET { "an outlet without a name" } else { *name })
        .collect();
    told.push(format!("in {}: {}", counted(several, "article"), shortlist(&named)));
    told
}

/// Why several are one, without the detail that the tables show.
fn why_one(because: &Because) -> String {
    match because {
        Because::SameBody { body, voices } => {
            let verb = if voices.len() > 1 { "belong" } else { "belongs" };
            format!("{} {verb} to one body, {body}", and(voices))
        }
        Because::SameSpelling { name, is, verdict, edge, .. } => {
            let verb = if *verdict == Verdict::Same { "is" } else { "may be" };
            format!("{name} {verb} {is} by its spelling [edge {}]", edge.short())
        }
        Because::SameName { .. } | Because::Carried { .. } | Because::Exchange { .. } => because.to_string(),
    }
}

/// "A, B and C".
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Which of its reports are copies, and of what.
fn copies(
    screen: &mut Screen,
    articles: &mut KnownArticles<'_>,
    weighed: &Weighed,
    at: usize,
) -> Result<(), Failure> {
    const SHOWN: usize = 12;
    let mut told: BTreeSet<String> = BTreeSet::new();
    for line in &weighed.corroboration.normal.proof.lines {
        match &line.why {
            Why::Taken { origin, from, edge } if *origin == at => {
                let words =
                    format!("{}: its text was taken from {}", line.claim.short(), articles.name(*from)?);
                told.insert(format!("{words} [edge {}]", edge.short()));
            }
            Why::Credits { origin, outlet, edge } if *origin == at => {
                let words = format!("{}: it credits {outlet}, whose own report is here", line.claim.short());
                told.insert(format!("{words} [edge {}]", edge.short()));
            }
            _ => {}
        }
        if told.len() > SHOWN {
            break;
        }
    }
    let more = told.len() > SHOWN;
    for words in told.iter().take(SHOWN) {
        wrapped(screen, "   ", "     ", &visible_line(words))?;
    }
    if more {
        screen.line("   … and more (--json has all)")?;
    }
    Ok(())
}

/// Words with a hanging indent.
pub(super) fn wrapped(screen: &mut Screen, first: &str, then: &str, text: &str) -> Result<(), Failure> {
    let options =
        textwrap::Options::new(screen.width().min(100)).initial_indent(first).subsequent_indent(then);
    for line in textwrap::wrap(text, options) {
        screen.line(line)?;
    }
    Ok(())
}
