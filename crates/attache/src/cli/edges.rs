//! `attache edges`: who rests on whom.

use clap::{Args, Subcommand};

use crate::{
    cli::edges_find,
    failure::{Failure, Outcome},
    session::Session,
};

/// Find out whose words an article prints
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  attache edges find\n  attache edges find --json")]
pub(crate) struct EdgesArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Copy, Subcommand, Debug)]
enum What {
    /// Go over all articles for copies and credit lines that were not recorded yet
    Find,
}

/// Does it.
pub(crate) fn run(args: &EdgesArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match args.what {
        What::Find => edges_find::run(session),
    }
}
