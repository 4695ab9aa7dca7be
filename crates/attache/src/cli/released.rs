//! `attache ask released`: what went to whom, when, under which marking, and who fetched it.

use attache_core::{id::ClaimId, recipient::Recipient};
use attache_store::Store;

use crate::{
    claim_view::field,
    delivery::{self, Fetched, Line},
    failure::{Failure, Outcome},
    palette::{HEADING, styled},
    resolving,
    screen::Screen,
    session::Session,
    table::{Grid, Look},
    visible::visible,
    wording::counted,
};

/// Asks and prints.
pub(crate) fn run(
    claim: Option<&str>,
    to: Option<&Recipient>,
    limit: usize,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let state = claim.map(|typed| resolving::claim(store, typed)).transpose()?;
    let named = state.is_some();
    let lines = delivery::lines(store, state, to)?;
    let screen = &mut session.screen;
    if session.json {
        return lines.iter().take(limit).try_for_each(|line| screen.json(line)).map(|()| Outcome::Done);
    }
    if lines.is_empty() {
        screen.line("Nothing went out.")?;
        return Ok(Outcome::Done);
    }
    let shown: Vec<&Line> = lines.iter().take(limit).collect();
    table(screen, &shown)?;
    if named {
        shown.iter().try_for_each(|line| details(screen, line))?;
    }
    screen.line("")?;
    let more = if shown.len() < lines.len() {
        format!(", the first {} shown (--limit)", shown.len())
    } else {
        String::new()
    };
    screen.line(format!("{}{more}", counted(lines.len(), "release")))?;
    Ok(Outcome::Done)
}

/// What went out of one claim, as a table: for the demo.
pub(crate) fn of_claim(screen: &mut Screen, store: &dyn Store, claim: ClaimId) -> Result<(), Failure> {
    let lines = delivery::lines(store, store.claim(claim)?, None)?;
    table(screen, &lines.iter().collect::<Vec<_>>())
}

fn table(screen: &mut Screen, lines: &[&Line]) -> Result<(), Failure> {
    let headings = [
        ("Went out (UTC)", Some(18)),
        ("To", Some(18)),
        ("Claim", Some(11)),
        ("Form", Some(12)),
        ("Marking", None),
        ("Fetched (UTC)", Some(26)),
        ("Called back", Some(30)),
    ];
    let mut grid = Grid::new(screen, &headings);
    for line in lines {
        let release = &line.state.release;
        let recalled = line.state.withdrawn.as_ref().map(|withdrawn| {
            let heard = match line.recall_fetched.as_slice() {
                [] => "nobody has fetched that yet".to_owned(),
                some => format!("known to {}", fetched(some)),
            };
            format!("{}: {}\n{heard}", minute(withdrawn.at), withdrawn.reason)
        });
        grid.row([
            (minute(line.state.at), Look::Plain),
            (release.to.to_string(), Look::Strong),
            (line.claim.short(), Look::Faint),
            (form(line).to_owned(), Look::Plain),
            (release.marking.to_string(), Look::Plain),
            (
                if line.fetched.is_empty() { "not yet".to_owned() } else { fetched(&line.fetched) },
                Look::Plain,
            ),
            (visible(&recalled.unwrap_or_default()), Look::Notice),
        ]);
    }
    grid.lines().try_for_each(|line| screen.line(line))
}

fn details(screen: &mut Screen, line: &Line) -> Result<(), Failure> {
    let release = &line.state.release;
    let persons: Vec<_> = release.persons.iter().cloned().collect();
    screen.line("")?;
    screen.line(styled(HEADING, &release.object))?;
    field(screen, "Version", &release.version.to_string())?;
    field(screen, "Digest", &release.digest.to_string())?;
    if let Some(leaf) = line.leaf {
        field(screen, "Leaf", &format!("{leaf} of the log of what {} got", release.to))?;
    }
    field(screen, "Released by", &persons.join(", "))
}

const fn form(line: &Line) -> &'static str {
    if line.state.release.tear_line.is_some() { "tear-line" } else { "whole" }
}

fn fetched(by: &[Fetched]) -> String {
    by.iter().map(|one| format!("{} {}", one.partner, minute(one.at))).collect::<Vec<_>>().join("\n")
}

fn minute(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
