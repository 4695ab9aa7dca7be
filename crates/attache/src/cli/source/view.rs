//! Lists of sources, and of names that may be one person.

use serde_json::json;

use crate::{
    failure::Failure,
    palette::{FAINT, HEADING, styled},
    screen::Screen,
    session::Session,
    sourcing::{self, Catalogue, ListedSource, NamesakePair},
    table::{Grid, Look},
    visible::visible_line,
    wording::{argument, counted},
};

/// Below this width kind, country and office share a column with the name.
const ROOMY: usize = 100;

/// Lists the sources, or the pairs of names that may be one person.
pub(super) fn list(doubtful: bool, limit: usize, session: &mut Session) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let catalogue = Catalogue::load(store)?;
    if doubtful {
        let mut pairs = sourcing::namesake_pairs(&catalogue);
        // Who struck it decided.
        pairs.retain(|pair| catalogue.reliance.struck(pair.edge.id).is_none());
        return print_pairs(session, &pairs, limit);
    }
    let all = sourcing::listed(store, &catalogue)?;
    let shown = all.get(..limit.min(all.len())).unwrap_or(&all);
    if session.json {
        return shown.iter().try_for_each(|one| session.screen.json(&row(one)));
    }
    let screen = &mut session.screen;
    if all.is_empty() {
        return screen.line("No claim names a source yet: `attache add FILE` reads reports.");
    }
    table(screen, shown)?;
    rest(screen, all.len(), shown.len())
}

fn row(one: &ListedSource) -> serde_json::Value {
    json!({
        "source": one.source,
        "id": one.source.id(),
        "names_nobody": !one.source.kind.is_named(),
        "claims": one.claims,
        "reliability": one.reliability,
        "names": one.names,
    })
}

fn table(screen: &mut Screen, shown: &[ListedSource]) -> Result<(), Failure> {
    let roomy = screen.width() >= ROOMY;
    let mut headings = vec![("Source", None)];
    if roomy {
        headings.extend([("Kind", Some(24)), ("Country", Some(9)), ("Office", Some(26))]);
    }
    headings.extend([("Claims", Some(8)), ("Grade", Some(7))]);
    let mut grid = Grid::new(screen, &headings);
    for one in shown {
        let source = &one.source;
        let kind = source.kind.to_string().replace('-', " ");
        let country = source.country.map(|country| country.to_string()).unwrap_or_default();
        let office = source.office.clone().unwrap_or_default();
        let mut name = source.name.clone();
        if !roomy {
            let known = [&kind, &office, &country].into_iter().filter(|word| !word.is_empty());
            name.push_str(&format!(" ({})", known.cloned().collect::<Vec<_>>().join(", ")));
        }
        if !one.names.is_empty() {
            name.push_str(&format!("\n= {}", one.names.join("\n= ")));
        }
        let look = if source.kind.is_named() { Look::Strong } else { Look::Faint };
        let mut cells = vec![(name, look)];
        if roomy {
            cells.extend([(kind, Look::Plain), (country, Look::Plain), (office, Look::Plain)]);
        }
        let grade = one.reliability.map(|grade| grade.to_string()).unwrap_or_default();
        cells.extend([(one.claims.to_string(), Look::Plain), (grade, Look::Plain)]);
        grid.row(cells);
    }
    grid.lines().try_for_each(|line| screen.line(line))
}

fn print_pairs(session: &mut Session, pairs: &[NamesakePair], limit: usize) -> Result<(), Failure> {
    let shown = pairs.get(..limit.min(pairs.len())).unwrap_or(pairs);
    if session.json {
        return shown.iter().try_for_each(|pair| {
            session.screen.json(&json!({
                "sources": pair.names,
                "verdict": pair.verdict,
                "why": pair.why,
                "edge": pair.edge.id,
            }))
        });
    }
    let screen = &mut session.screen;
    if pairs.is_empty() {
        return screen.line("No two names of persons are alike enough to be doubtful.");
    }
    for pair in shown {
        let [a, b] = &pair.names;
        let heading = format!("{} = {}? ({})", a.name, b.name, pair.verdict);
        for line in textwrap::wrap(&visible_line(&heading), screen.width().min(100)) {
            screen.line(styled(HEADING, &line))?;
        }
        for source in [a, b] {
            let told = crate::claim_view::source(source);
            screen.wrapped("  ", &visible_line(&told))?;
        }
        let why: Vec<String> = pair.why.iter().map(ToString::to_string).collect();
        screen
            .wrapped("  ", &visible_line(&format!("{} [edge {}]", why.join("; "), pair.edge.id.short())))?;
        // A command stays on one line, to be copied.
        let names = format!("{} {}", argument(&a.name), argument(&b.name));
        screen.line(format!("  one:  attache source merge {names} --reason …"))?;
        screen.line(format!("  two:  attache source apart {names} --reason …"))?;
        screen.line("")?;
    }
    rest(screen, pairs.len(), shown.len())
}

fn rest(screen: &mut Screen, all: usize, shown: usize) -> Result<(), Failure> {
    let more = all.saturating_sub(shown);
    if more == 0 {
        return Ok(());
    }
    screen.line(styled(FAINT, &format!("… and {}: --limit {all}", counted(more, "more row"))))
}
