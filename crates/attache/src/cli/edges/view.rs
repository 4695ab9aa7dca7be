//! A list of edges, each with how it is known.

use attache_core::{
    edge::{Edge, EdgeEvidence, EdgeSort},
    name::Reason,
    reliance::Struck,
};
use serde_json::json;

use crate::{
    failure::Failure,
    palette::{FAINT, styled},
    resolving,
    session::Session,
    striking::Edges,
    table::{Grid, Look},
    wording::counted,
};

/// Below this width the evidence stands under what is joined.
const ROOMY: usize = 100;

/// Lists the edges of a claim, or all.
pub(super) fn list(
    claim: Option<&str>,
    sort: Option<EdgeSort>,
    limit: usize,
    session: &mut Session,
) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let state = claim.map(|typed| resolving::claim(store, typed)).transpose()?;
    let edges = Edges::load(store)?;
    let found = edges.of(state.as_ref(), sort);
    let shown = found.get(..limit.min(found.len())).unwrap_or(&found);
    let struck = |edge: &Edge| edges.catalogue.reliance.struck(edge.id);
    if session.json {
        return shown.iter().try_for_each(|edge| {
            let struck = struck(edge).map(
                |struck| json!({"by": struck.by, "at": struck.at, "record": struck.record, "reason": struck.reason}),
            );
            session.screen.json(&json!({
                "edge": edge.id, "sort": edge.sort(), "from": edge.from, "to": edge.to,
                "joins": edges.joins(edge), "evidence": edge.evidence, "struck": struck,
            }))
        });
    }
    let screen = &mut session.screen;
    if found.is_empty() {
        return screen.line("There is no such edge: nobody is known to rest on anybody.");
    }
    let roomy = screen.width() >= ROOMY;
    let mut headings = vec![("Edge", Some(10)), ("Known", Some(10)), ("What it joins", None)];
    if roomy {
        headings.push(("How we know", None));
    }
    let mut grid = Grid::new(screen, &headings);
    for edge in shown {
        let struck = struck(edge);
        let look = if struck.is_some() { Look::Faint } else { Look::Plain };
        let mut known = edge.sort().to_string();
        if struck.is_some() {
            known.push_str("\nstruck");
        }
        let why = format!("{}{}", evidence(edge), struck.map(struck_words).unwrap_or_default());
        let mut cells = vec![(edge.id.short(), look), (known, look)];
        if roomy {
            cells.extend([(edges.joins(edge), look), (why, look)]);
        } else {
            cells.push((format!("{}\n{why}", edges.joins(edge)), look));
        }
        grid.row(cells);
    }
    grid.lines().try_for_each(|line| screen.line(line))?;
    let more = found.len().saturating_sub(shown.len());
    if more > 0 {
        let told = format!("… and {}: --limit {}", counted(more, "more edge"), found.len());
        screen.line(styled(FAINT, &told))?;
    }
    Ok(())
}

fn struck_words(struck: &Struck) -> String {
    format!("\nstruck by {} on {}: {}", struck.by, struck.at.strftime("%Y-%m-%d"), struck.reason)
}

/// What an edge rests on, in words.
fn evidence(edge: &Edge) -> String {
    match &edge.evidence {
        EdgeEvidence::Credit { claim, words } => {
            let words: Vec<&str> = words.iter().map(|excerpt| excerpt.text.as_str()).collect();
            format!("“{}” in claim {}", words.join(" … "), claim.short())
        }
        EdgeEvidence::Reprint { reprint } => {
            let percent = reprint.share / 10;
            format!("the same text: {percent} % of it, {} taken", reprint.derivation())
        }
        EdgeEvidence::CreditLine { .. } => "the article credits it, and its own reports are here".to_owned(),
        EdgeEvidence::SameBody { country, office, .. } => {
            let country = country.short_name().unwrap_or(country.as_str());
            let office = office.as_ref().map(|office| format!(", {office}")).unwrap_or_default();
            format!("an office or official of {country}{office}")
        }
        EdgeEvidence::SameName { verdict, why, .. } => {
            let why: Vec<String> = why.iter().map(Reason::to_string).collect();
            format!("{verdict}: {}", why.join("; "))
        }
        EdgeEvidence::Declaration { topic, since, by, at, record, reason, read_in } => {
            let read = read_in.map(|claim| format!("; read in claim {}", claim.short())).unwrap_or_default();
            let day = at.strftime("%Y-%m-%d");
            format!("on {topic} since {since}; declared by {by} on {day}, record {record}: {reason}{read}")
        }
    }
}
