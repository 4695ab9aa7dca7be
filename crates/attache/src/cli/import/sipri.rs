//! `attache import sipri`: an edition of the SIPRI Arms Transfers Database.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use crate::{
    cli::particulars::day,
    failure::{Failure, Outcome},
    palette::{FAINT, GOOD, styled},
    registering,
    session::{Session, words},
    visible::visible_line,
    wording::counted,
};

/// The longest edition, in bytes: as long as an article may be.
const LONGEST: u64 = 64 << 20;

/// Import an edition of the SIPRI Arms Transfers Database
#[derive(Args, Debug)]
#[command(
    after_help = "Reads the trade register as SIPRI exports it (CSV), in the older layout with a row a deal and in the newer one with\n\
    a row a delivery. Each row becomes a claim of the register; figures that the register marks as uncertain stay approximate.\n\
    All of the file is taken, or nothing. Of a later edition only the rows that are new or read otherwise become claims;\n\
    `attache ask changes` tells what changed since the first.\n\n\
    Examples:\n  attache import sipri trade-register.csv --date 2026-03-09\n  attache import sipri trade-register.csv --dry-run"
)]
pub(crate) struct SipriArgs {
    /// The file; - for standard input
    file: PathBuf,
    /// The day on which the edition was published
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// Look at it only: nothing is recorded
    #[arg(long)]
    dry_run: bool,
}

/// Imports it and tells what it held.
pub(crate) fn run(args: &SipriArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let bytes = super::read(&args.file, LONGEST)?;
    let words = words()?;
    let opened = session.open_or_make()?;
    let found = registering::import(&opened.effects(), &bytes, args.date, args.dry_run, &words)
        .map_err(|failure| named(failure, &args.file))?;
    if session.json {
        session.screen.json(&found)?;
        return Ok(Outcome::Done);
    }
    let screen = &mut session.screen;
    for note in &found.notes {
        screen.note(visible_line(note));
    }
    if !found.unknown_columns.is_empty() {
        let told = format!("columns kept unread: {}", found.unknown_columns.join(", "));
        screen.note(visible_line(&told));
    }
    if !found.new {
        screen.line("This edition is in the store already: nothing was recorded.")?;
        return Ok(Outcome::Done);
    }
    let rows = counted(found.rows, "row");
    let told = if found.earlier == 0 {
        format!("{rows}: {} of the register", counted(found.claims, "claim"))
    } else {
        let same = found.rows.saturating_sub(found.claims);
        format!("{rows}: {} new or changed, {same} as before", counted(found.claims, "claim"))
    };
    screen.line(styled(GOOD, &told))?;
    if args.dry_run {
        screen.note(styled(FAINT, "Nothing was recorded (--dry-run)."));
    } else if found.earlier > 0 {
        screen.line("Next: `attache ask changes`.")?;
    } else {
        screen.line("Next: `attache ask transfers`.")?;
    }
    Ok(Outcome::Done)
}

/// An error of the file with its name before line and column.
fn named(failure: Failure, file: &std::path::Path) -> Failure {
    match failure {
        Failure::Input(what) => Failure::Input(format!("{}: {what}", file.display())),
        other => other,
    }
}
