//! Proposals that wait for a second person.

use attache_core::{id::ClaimId, recipient::Recipient};
use serde_json::json;

use super::view;
use crate::{
    effects::Effects,
    failure::{Failure, Outcome},
    palette::{FAINT, styled},
    releasing::proposing::{self, Waiting},
    session::Session,
    table::{Grid, Look},
    visible::visible_line,
};

/// Lists what waits for a second person.
pub(super) fn list(effects: &Effects<'_>, to: &Recipient, session: &mut Session) -> Result<Outcome, Failure> {
    let waiting = proposing::waiting(effects.store, to)?;
    let screen = &mut session.screen;
    if session.json {
        for one in &waiting {
            screen.json(&json!({
                "claims": one.matter.claims(),
                "to": to,
                "form": form(one),
                "tear_line": one.matter.tear_line,
                "by": one.proposed.by,
                "at": one.proposed.at,
            }))?;
        }
        return Ok(Outcome::Done);
    }
    if waiting.is_empty() {
        screen.line(format!("No proposal to {to} waits for a second person."))?;
        return Ok(Outcome::Done);
    }
    let headings = [("Claim", Some(11)), ("What", None), ("Form", Some(12)), ("Proposed", Some(24))];
    let mut grid = Grid::new(screen, &headings);
    for one in &waiting {
        let ids: Vec<_> = one.matter.claims().iter().map(ClaimId::short).collect();
        let by = format!("by {}\n{} UTC", one.proposed.by, proposing::minute(one.proposed.at));
        grid.row([
            (ids.join("\n"), Look::Faint),
            (visible_line(&view::in_short(&one.matter)), Look::Plain),
            (form(one).to_owned(), Look::Plain),
            (by, Look::Plain),
        ]);
    }
    grid.lines().try_for_each(|line| screen.line(line))?;
    screen.line("")?;
    let told =
        format!("Confirm with: attache release --to {to} --confirm CLAIM (as another person: --as NAME)");
    screen.line(styled(FAINT, &told))?;
    Ok(Outcome::Done)
}

const fn form(one: &Waiting) -> &'static str {
    if one.matter.tear_line.is_some() { "tear-line" } else { "whole" }
}
