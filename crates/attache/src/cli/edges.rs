//! `attache edges`: who rests on whom, how that is known, and what of it does not hold.

use attache_core::edge::EdgeSort;
use clap::{Args, Subcommand, ValueEnum};

use crate::{
    cli::{edges_find, particulars},
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    session::Session,
    striking::{self, Decided, Edges},
    visible::visible_line,
};

mod view;

/// Edges of reliance: who rests on whom, and how we know
#[derive(Args, Debug)]
#[command(
    after_help = "Stated: an article says on whose word it rests. Inferred: found by a program (one body, one name, one\n\
    text, a credited outlet). Declared: a person says that two exchange information. `attache weigh` counts with\n\
    them; one that does not hold is struck, and the record keeps both.\n\n\
    Examples:\n  attache edges list 8f14e45f\n  attache edges list --sort declared\n  \
    attache edges strike 5c2a9d01 --reason \"the agreement was never carried out\"\n  \
    attache edges restore 5c2a9d01 --reason \"it was, from December on\""
)]
pub(crate) struct EdgesArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// List the edges, of a claim or of all
    List {
        /// Beginning of a claim's id [default: all claims]
        claim: Option<String>,
        /// Only those that are known so
        #[arg(long, value_name = "SORT", value_enum)]
        sort: Option<Sort>,
        /// Show at most this many
        #[arg(long, value_name = "COUNT", default_value_t = 40)]
        limit: usize,
    },
    /// Go over all articles for copies and credit lines that were not recorded yet
    Find,
    /// Say that an edge does not hold: it no longer counts
    Strike {
        /// Beginning of its id
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Say that a struck edge holds after all
    Restore {
        /// Beginning of its id
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
}

/// How an edge is known.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sort {
    /// An article says so
    Stated,
    /// A program found it
    Inferred,
    /// A person says so
    Declared,
}

impl From<Sort> for EdgeSort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Stated => Self::Stated,
            Sort::Inferred => Self::Inferred,
            Sort::Declared => Self::Declared,
        }
    }
}

/// Lists, strikes or restores.
pub(crate) fn run(args: &EdgesArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match &args.what {
        What::List { claim, sort, limit } => {
            view::list(claim.as_deref(), sort.map(EdgeSort::from), *limit, session)?;
        }
        What::Find => return edges_find::run(session),
        What::Strike { id, reason } => {
            let decided = striking::strike(&session.open()?.effects(), id, reason)?;
            tell(session, "struck", &decided)?;
        }
        What::Restore { id, reason } => {
            let decided = striking::restore(&session.open()?.effects(), id, reason)?;
            tell(session, "restored", &decided)?;
        }
    }
    Ok(Outcome::Done)
}

fn tell(session: &mut Session, done: &str, decided: &Decided) -> Result<(), Failure> {
    let opened = session.open_for_questions()?;
    let edges = Edges::load(opened.effects().store)?;
    let joins = decided
        .edge
        .as_ref()
        .map_or_else(|| "nothing in the store makes this edge now".to_owned(), |edge| edges.joins(edge));
    let told = visible_line(&format!("{done}: {joins}"));
    session.screen.line(format!("{}  [edge {}]", styled(GOOD, &told), decided.id.short()))
}
