//! Lists of exchanges: those declared, and those that claims tell of.

use serde_json::json;

use crate::{
    declaring::{Answered, proposals},
    failure::Failure,
    palette::{FAINT, HEADING, styled},
    session::Session,
    sourcing::Catalogue,
    table::{Grid, Look},
    visible::visible_line,
    wording::shortened,
};

/// Below this width who declared it shares a column with the two.
const ROOMY: usize = 100;

/// Lists what was declared.
pub(super) fn list(session: &mut Session) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let catalogue = Catalogue::load(opened.effects().store)?;
    let mut all: Vec<_> = catalogue.reliance.declared().collect();
    all.sort_by_key(|declared| declared.record);
    let screen = &mut session.screen;
    if session.json {
        return all.iter().try_for_each(|one| {
            let struck = catalogue.reliance.struck(one.id).map(
                |struck| json!({"by": struck.by, "at": struck.at, "record": struck.record, "reason": struck.reason}),
            );
            let names = one.exchange.between.map(|origin| catalogue.origin_name(origin));
            screen.json(&json!({
                "edge": one.id, "exchange": one.exchange, "names": names, "by": one.by, "at": one.at,
                "record": one.record, "reason": one.reason, "struck": struck,
            }))
        });
    }
    if all.is_empty() {
        return screen.line(
            "Nobody declared an exchange of information: `attache exchange proposed` shows what claims tell of.",
        );
    }
    let roomy = screen.width() >= ROOMY;
    let mut headings = vec![("Edge", Some(10)), ("Between", None), ("On", None), ("Since", Some(12))];
    if roomy {
        headings.push(("Declared", None));
    }
    let mut grid = Grid::new(screen, &headings);
    for one in all {
        let [a, b] = one.exchange.between.map(|origin| catalogue.origin_name(origin));
        let struck = catalogue.reliance.struck(one.id);
        let day = |at: jiff::Timestamp| at.strftime("%Y-%m-%d").to_string();
        let mut declared = format!("{} on {}, record {}: {}", one.by, day(one.at), one.record, one.reason);
        if let Some(struck) = struck {
            declared.push_str(&format!("\nstruck by {} on {}: {}", struck.by, day(struck.at), struck.reason));
        }
        let look = if struck.is_some() { Look::Faint } else { Look::Plain };
        let between = format!("{a}\n{b}");
        let told = if roomy { between.clone() } else { format!("{between}\ndeclared by {declared}") };
        let mut cells = vec![
            (one.id.short(), look),
            (told, look),
            (one.exchange.topic.to_string(), look),
            (one.exchange.since.to_string(), look),
        ];
        if roomy {
            cells.push((declared, look));
        }
        grid.row(cells);
    }
    grid.lines().try_for_each(|line| screen.line(line))
}

/// Lists what claims tell of.
pub(super) fn proposed(session: &mut Session) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let found = proposals(store, None)?;
    let screen = &mut session.screen;
    if found.is_empty() && !session.json {
        return screen.line("No claim in the store tells of an exchange of information between two.");
    }
    for one in &found {
        let [a, b] = one.names();
        let since = one.dated.then_some(one.exchange.since);
        if session.json {
            screen.json(&json!({
                "claim": one.state.id, "between": one.exchange.between, "names": [a, b],
                "topic": one.exchange.topic, "since": since, "answered": answered(one.answered),
                "sentence": one.state.body.sentence.text, "command": one.command(),
            }))?;
            continue;
        }
        let when = since.map_or_else(|| "day not known".to_owned(), |day| format!("since {day}"));
        let heading = format!("{a} and {b}, on {}, {when}", one.exchange.topic);
        for line in textwrap::wrap(&visible_line(&heading), screen.width().min(100)) {
            screen.line(styled(HEADING, &line))?;
        }
        let sentence = shortened(&one.state.body.sentence.text, 600);
        screen.wrapped("  ", &visible_line(&format!("“{sentence}”")))?;
        let outlet = one.state.body.chain.iter().map(|source| source.name.as_str());
        let chain = outlet.collect::<Vec<_>>().join(" › ");
        screen.wrapped("  ", &visible_line(&format!("claim {}, {chain}", one.state.id.short())))?;
        match one.answered {
            // A command stays on one line, to be copied.
            Answered::Open => screen.line(format!("  {}", one.command()))?,
            other => screen.line(styled(FAINT, &format!("  {}", answered(other))))?,
        }
        screen.line("")?;
    }
    Ok(())
}

const fn answered(answered: Answered) -> &'static str {
    match answered {
        Answered::Open => "open",
        Answered::Declared => "declared",
        Answered::Struck => "struck",
    }
}
