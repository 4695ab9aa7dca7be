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

mod view;

/// Grade a claim (1–6) or a source (A–F)
#[derive(Args, Debug)]
#[command(
    after_help = "Claims: 1 confirmed by other independent sources, 2 probably true, 3 possibly true, 4 doubtful,\n\
    5 improbable, 6 truth cannot be judged.\n\
    Sources: A completely reliable, B usually reliable, C fairly reliable, D not usually reliable,\n\
    E unreliable, F reliability cannot be judged.\n\n\
    1 needs two independent origins, by the strict count of accepted claims, and nothing against it; what is\n\
    contradicted is 3 at most where a second origin agrees with some of it, else 4. 6 and F are no low grades:\n\
    they are never capped and become no number.\n\n\
    Examples:\n  attache grade claim 8f14e45f 2 --reason \"two photographs fit\"\n  attache grade claim 8f14e45f\n  \
    attache grade source Yonhap B\n  attache grade source Yonhap"
)]
pub(crate) struct GradeArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Grade a claim: 1 (confirmed) to 6 (cannot be judged); without a grade: what the evidence allows, and the grades given
    Claim {
        /// Beginning of the claim's id
        id: String,
        /// 1 to 6; a better grade than the evidence allows is recorded as the best that it allows
        #[arg(value_name = "1-6", value_parser = credibility)]
        credibility: Option<Credibility>,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason, requires = "credibility")]
        reason: Option<String>,
    },
    /// Grade a source: A (completely reliable) to F (cannot be judged); without a grade: all that it was given
    Source {
        /// Its name, as the claims show it
        name: String,
        /// A to F
        #[arg(value_name = "A-F", value_parser = reliability)]
        reliability: Option<Reliability>,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason, requires = "reliability")]
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

/// Records the grade, or shows what was given.
pub(crate) fn run(args: &GradeArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match &args.what {
        What::Claim { id, credibility: Some(credibility), reason } => {
            grade_claim(id, *credibility, reason.as_deref(), session)?;
        }
        What::Claim { id, credibility: None, .. } => view::claim(id, session)?,
        What::Source { name, reliability: Some(reliability), reason } => {
            let opened = session.open()?;
            let source = grading::source(&opened.effects(), name, *reliability, reason.clone())?;
            let told =
                format!("{} graded {reliability}, {}", visible_line(&source.name), reliability.meaning());
            session.screen.line(styled(GOOD, &told))?;
        }
        What::Source { name, reliability: None, .. } => view::source(name, session)?,
    }
    Ok(Outcome::Done)
}

fn grade_claim(
    typed: &str,
    wanted: Credibility,
    reason: Option<&str>,
    session: &mut Session,
) -> Result<(), Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let id = resolving::claim(effects.store, typed)?.id;
    let graded = grading::claim(&effects, id, wanted, reason)?;
    let screen = &mut session.screen;
    if let Some(why) = graded.capped {
        screen.note(format!("{} {}", styled(NOTICE, "capped:"), visible_line(&why)));
    }
    let given = graded.credibility;
    screen.line(styled(GOOD, &format!("{} graded {given}, {}", id.short(), given.meaning())))?;
    recalled::print(screen, &graded.followed)
}
