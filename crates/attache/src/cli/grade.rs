//! `attache grade`: how credible a claim is, how reliable a source.

use attache_core::grade::{Credibility, Reliability};
use clap::{Args, Subcommand};

use crate::{
    cli::{particulars, recalled},
    failure::{Failure, Outcome},
    grading,
    palette::{GOOD, NOTICE, styled},
    resolving,
    session::Session,
    visible::visible_line,
};

/// Grade a claim (1–6) or a source (A–F)
#[derive(Args, Debug)]
#[command(
    after_help = "Claims: 1 confirmed by other independent sources, 2 probably true, 3 possibly true, 4 doubtful,\n\
    5 improbable, 6 truth cannot be judged.\n\
    Sources: A completely reliable, B usually reliable, C fairly reliable, D not usually reliable,\n\
    E unreliable, F reliability cannot be judged.\n\n\
    Examples:\n  attache grade claim 8f14e45f 2 --reason \"two photographs fit\"\n  attache grade source Yonhap B"
)]
pub(crate) struct GradeArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Grade a claim: 1 (confirmed) to 6 (cannot be judged)
    Claim {
        /// Beginning of the claim's id
        id: String,
        /// 1 to 6
        #[arg(value_name = "1-6", value_parser = credibility)]
        credibility: Credibility,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: Option<String>,
    },
    /// Grade a source: A (completely reliable) to F (cannot be judged)
    Source {
        /// Its name, as the claims show it
        name: String,
        /// A to F
        #[arg(value_name = "A-F", value_parser = reliability)]
        reliability: Reliability,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: Option<String>,
    },
}

fn credibility(text: &str) -> Result<Credibility, String> {
    text.parse().map_err(|_| "a claim is graded from 1 (confirmed) to 6 (cannot be judged)".to_owned())
}

fn reliability(text: &str) -> Result<Reliability, String> {
    text.parse()
        .map_err(|_| "a source is graded from A (completely reliable) to F (cannot be judged)".to_owned())
}

/// Records the grade.
pub(crate) fn run(args: &GradeArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let screen = &mut session.screen;
    match &args.what {
        What::Claim { id, credibility, reason } => {
            let state = resolving::claim(effects.store, id)?;
            let graded = grading::claim(&effects, &state, *credibility, reason.clone())?;
            if let Some(why) = graded.capped {
                screen.note(format!("{} {}", styled(NOTICE, "capped:"), visible_line(&why)));
            }
            let given = graded.credibility;
            let told = format!("{} graded {given}, {}", state.id.short(), given.meaning());
            screen.line(styled(GOOD, &told))?;
            recalled::print(screen, &graded.followed)?;
        }
        What::Source { name, reliability, reason } => {
            let source = grading::source(&effects, name, *reliability, reason.clone())?;
            let told =
                format!("{} graded {reliability}, {}", visible_line(&source.name), reliability.meaning());
            screen.line(styled(GOOD, &told))?;
        }
    }
    Ok(Outcome::Done)
}
