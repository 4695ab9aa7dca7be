//! `attache db`: the store itself.

use attache_store::{Store, sqlite::Sqlite};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::{
    failure::{Failure, Outcome},
    palette::{BAD, GOOD, styled},
    session::Session,
    visible::visible_line,
    wording::counted,
};

/// Check, rebuild or describe the store
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache db check\n  attache db rebuild\n  attache --store other.db db info"
)]
pub(crate) struct DbArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Copy, Subcommand, Debug)]
enum What {
    /// Look at everything: the file, every record, every digest, every index
    Check,
    /// Make every index anew from the records
    Rebuild,
    /// Where the store is and what is in it
    Info,
}

/// Does it.
pub(crate) fn run(args: &DbArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let path = session.existing()?;
    match args.what {
        What::Check => check(session, &Sqlite::open_unchecked(&path)?),
        What::Rebuild => {
            let rebuilt = Sqlite::open_unchecked(&path)?.rebuild()?;
            let told = format!(
                "indexes made anew from {}: {}, {}, {}",
                counted(rebuilt.records as usize, "record"),
                counted(rebuilt.articles as usize, "article"),
                counted(rebuilt.claims as usize, "claim"),
                counted(rebuilt.sources as usize, "graded source"),
            );
            if session.json {
                session.screen.json(&json!({
                    "records": rebuilt.records, "articles": rebuilt.articles,
                    "claims": rebuilt.claims, "sources": rebuilt.sources,
                }))?;
            } else {
                session.screen.line(styled(GOOD, &told))?;
            }
            Ok(Outcome::Done)
        }
        What::Info => info(session, &path),
    }
}

fn check(session: &mut Session, store: &Sqlite) -> Result<Outcome, Failure> {
    let checked = store.check()?;
    let screen = &mut session.screen;
    let ended = if checked.is_sound() { Outcome::Done } else { Outcome::SomethingWrong };
    if session.json {
        screen.json(&checked)?;
        return Ok(ended);
    }
    let looked = format!(
        "{}, {}, {}",
        counted(checked.records as usize, "record"),
        counted(checked.articles as usize, "article"),
        counted(checked.claims as usize, "claim")
    );
    if checked.is_sound() {
        screen.line(styled(GOOD, &format!("sound: {looked}, nothing wrong")))?;
    } else {
        screen.line(styled(BAD, &format!("{}: {looked}", counted(checked.findings.len(), "finding"))))?;
        for finding in &checked.findings {
            screen.line(format!("  {}", visible_line(&finding.to_string())))?;
        }
    }
    Ok(ended)
}

fn info(session: &mut Session, path: &std::path::Path) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let records = store.last()?.0;
    let mut articles = 0_usize;
    let mut after = attache_core::record::Seq::default();
    loop {
        let page = store.articles(after, 4096)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        articles = articles.saturating_add(page.len());
    }
    let sources = store.sources()?.len();
    let bytes = std::fs::metadata(path).map(|found| found.len()).unwrap_or_default();
    let screen = &mut session.screen;
    if session.json {
        screen.json(&json!({
            "store": path, "bytes": bytes, "records": records, "articles": articles, "graded_sources": sources,
        }))?;
        return Ok(Outcome::Done);
    }
    let field = crate::claim_view::field;
    field(screen, "Store", &path.display().to_string())?;
    field(
        screen,
        "Size",
        &format!(
            "{} bytes",
            attache_core::quantity::Figure::new(bytes as f64).map(|f| f.to_string()).unwrap_or_default()
        ),
    )?;
    field(screen, "Records", &records.to_string())?;
    field(screen, "Articles", &articles.to_string())?;
    field(screen, "Graded sources", &sources.to_string())?;
    Ok(Outcome::Done)
}
