//! `attache export`: claims for other programs.

use clap::{Args, ValueEnum};

use crate::{
    asking::{self, Grades, Topic},
    cli::conditions::{Conditions, Standpoint},
    exporting,
    failure::{Failure, Outcome},
    palette::{FAINT, styled},
    releasing::copying,
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

/// Write claims as JSON lines or CSV for your own use, or as STIX for a partner
#[derive(Args, Debug)]
#[command(
    after_help = "JSON lines and CSV are for your own desk: markings are written beside each claim but not enforced.\n\
    With --stix, a copy of what was released to the partner named by --to is written, as it went. It is no release\n\
    and not recorded as one: `attache release` releases, `attache bundle` is for an air gap.\n\n\
    Examples:\n  attache export --format csv --kind transfer > transfers.csv\n  \
    attache export --since 2024-11-01 > november.jsonl\n  \
    attache export --stix --to kyiv-desk --kind deployment > for-kyiv.json"
)]
pub(crate) struct ExportArgs {
    /// How to write them
    #[arg(long, value_enum, default_value = "jsonl")]
    format: ExportFormat,

    /// Write a STIX 2.1 bundle of what was released to the partner or group named by --to
    #[arg(long, conflicts_with = "format")]
    stix: bool,

    #[command(flatten)]
    conditions: Conditions,

    #[command(flatten)]
    standpoint: Standpoint,
}

/// Writes them to standard output.
pub(crate) fn run(args: &ExportArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if args.stix {
        return stix(args, session);
    }
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

fn stix(args: &ExportArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let Some(to) = args.conditions.recipient()? else {
        return Err(Failure::Usage("say for whom: --stix --to PARTNER".into()));
    };
    let conditions = asking::Conditions { to: None, ..args.conditions.asked_from(&args.standpoint) };
    if conditions.as_of.is_some() {
        return Err(Failure::Usage("what may go is decided now: leave --as-of out".into()));
    }
    let (filter, notes) = conditions.filter(Topic::Claims, &words()?)?;
    let opened = session.open_for_questions()?;
    for note in notes {
        session.screen.note(styled(FAINT, &visible_line(&note)));
    }
    let effects = opened.effects();
    let copied = copying::copy(&effects, &to, effects.store.find(&filter)?)?;
    let out = session.screen.raw();
    out.write_all(&copied.file)?;
    out.write_all(b"\n")?;
    let told = format!("{} written for {to}, {} withheld; this is no release", copied.went, copied.withheld);
    session.screen.note(styled(FAINT, &told));
    if copied.went == 0 {
        session.screen.note(styled(FAINT, &format!("release something first: attache release --to {to}")));
    }
    Ok(Outcome::Done)
}
