//! `attache export`: claims for other programs.

use clap::{Args, ValueEnum};

use crate::{
    asking::{Grades, Topic},
    cli::conditions::{Conditions, Standpoint},
    exporting,
    failure::{Failure, Outcome},
    palette::{FAINT, styled},
    session::{Session, words},
    visible::visible_line,
};

/// How to write claims.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON object a line, with everything
    Jsonl,
    /// A table for a spreadsheet; text that looks like a formula is made harmless
    Csv,
}

/// Write claims as JSON lines or CSV, for your own use
#[derive(Args, Debug)]
#[command(
    after_help = "This is for your own desk: markings are written beside each claim but not enforced.\n\n\
    Examples:\n  attache export --format csv --kind transfer > transfers.csv\n  \
    attache export --since 2024-11-01 > november.jsonl"
)]
pub(crate) struct ExportArgs {
    /// How to write them
    #[arg(long, value_enum, default_value = "jsonl")]
    format: ExportFormat,

    #[command(flatten)]
    conditions: Conditions,

    #[command(flatten)]
    standpoint: Standpoint,
}

/// Writes them to standard output.
pub(crate) fn run(args: &ExportArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if session.json && matches!(args.format, ExportFormat::Csv) {
        return Err(Failure::Usage("--json and --format csv are two formats: leave one of them out".into()));
    }
    let (filter, notes) = args.conditions.asked_from(&args.standpoint).filter(Topic::Claims, &words()?)?;
    let opened = session.open_for_questions()?;
    for note in notes {
        session.screen.note(styled(FAINT, &visible_line(&note)));
    }
    let store = opened.effects().store;
    let found = store.find(&filter)?;
    let grades = Grades::load(store, filter.as_of)?;
    match args.format {
        ExportFormat::Jsonl => exporting::json_lines(&mut session.screen, &found, &grades)?,
        ExportFormat::Csv => exporting::csv(session.screen.raw(), &found, &grades)?,
    }
    Ok(Outcome::Done)
}
