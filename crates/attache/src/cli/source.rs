//! `attache source`: who the sources are; which names are one, which are two.

use attache_core::grade::Reliability;
use clap::{Args, Subcommand};

use crate::{
    cli::{grade, particulars},
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    session::Session,
    sourcing,
    visible::visible_line,
};

mod view;

/// Sources: list them, join and part their names, grade them
#[derive(Args, Debug)]
#[command(
    after_help = "Articles write one person in several ways. Names that are spellings of one name count as one by\n\
    themselves where that is sure; what is doubtful, a person decides here, and each decision is a record.\n\n\
    Examples:\n  attache source list --doubtful\n  \
    attache source merge \"Oksana Umerova\" \"Оксана Умєрова\" --reason \"the ministry's own page\"\n  \
    attache source apart \"Han Seo-yun\" \"Han Seo-jun\" --reason \"two spokespersons\"\n  \
    attache source split \"Оксана Умєрова\" --reason \"a namesake\"\n  attache source grade Yonhap B"
)]
pub(crate) struct SourceArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// List the sources that claims name
    List {
        /// Pairs of names that may be one person and on which nobody decided, with what speaks for it and the commands
        #[arg(long)]
        doubtful: bool,
        /// Show at most this many
        #[arg(long, value_name = "COUNT", default_value_t = 40)]
        limit: usize,
    },
    /// Say that two names are one source
    Merge {
        /// The name that stays
        into: String,
        /// The other name of it
        from: String,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Say that a name is not the source that it was joined to
    Split {
        /// The name that was joined
        name: String,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Say that two names are two sources, however alike they are
    Apart {
        /// One name
        #[arg(value_name = "A")]
        one: String,
        /// The other
        #[arg(value_name = "B")]
        other: String,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Grade a source: A (completely reliable) to F (cannot be judged); the same as `attache grade source`
    Grade {
        /// Its name, as the claims show it
        name: String,
        /// A to F
        #[arg(value_name = "A-F", value_parser = grade::reliability)]
        reliability: Reliability,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: Option<String>,
    },
}

/// Lists, or records what a person says.
pub(crate) fn run(args: &SourceArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let told = match &args.what {
        What::List { doubtful, limit } => {
            view::list(*doubtful, *limit, session)?;
            return Ok(Outcome::Done);
        }
        What::Grade { name, reliability, reason } => {
            grade::grade_source(name, *reliability, reason.clone(), session)?;
            return Ok(Outcome::Done);
        }
        What::Merge { into, from, reason } => {
            sourcing::merge(&session.open()?.effects(), [into, from], reason)?
        }
        What::Split { name, reason } => sourcing::split(&session.open()?.effects(), name, reason)?,
        What::Apart { one, other, reason } => {
            sourcing::keep_apart(&session.open()?.effects(), [one, other], reason)?
        }
    };
    session.screen.line(styled(GOOD, &visible_line(&told)))?;
    Ok(Outcome::Done)
}
