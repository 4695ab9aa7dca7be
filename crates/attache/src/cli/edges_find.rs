//! `attache edges find`: goes over what is kept, once.

use crate::{
    failure::{Failure, Outcome},
    inferring,
    palette::{GOOD, styled},
    progress::Progress,
    session::{self, Session},
    wording::counted,
};

/// How it shows how far it is.
const STYLE: &str = "{bar:30} {pos}/{len} articles, {prefix} edges found, {eta} left";

/// Finds and records.
pub(crate) fn run(session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let words = session::words()?;
    let articles = inferring::articles(effects.store)?;
    let mut progress = Progress::styled(&mut session.screen, articles.len(), true, STYLE);
    let found = inferring::find(&effects, &articles, &words, &mut |edges| progress.step(edges))?;
    drop(progress);
    let screen = &mut session.screen;
    if session.json {
        screen.json(&found)?;
        return Ok(Outcome::Done);
    }
    let told = format!(
        "{} gone over: {} taken wholly from another, {} in part, {} found",
        counted(found.articles, "article"),
        counted(found.wholly, "text"),
        found.partly,
        counted(found.credits, "credit line"),
    );
    screen.line(styled(GOOD, &told))?;
    if found.edges() == 0 {
        screen.line("Nothing that was not recorded before.")?;
    }
    Ok(Outcome::Done)
}
