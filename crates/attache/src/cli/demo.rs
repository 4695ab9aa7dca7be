//! `attache demo`: the whole of it at work, without a network.

use clap::Args;

use crate::{
    demo,
    failure::{Failure, Outcome},
    session::Session,
};

/// See it at work on invented dispatches: reads, keeps and answers in a temporary folder
#[derive(Args, Debug)]
#[command(
    after_help = "The dispatches are invented, with invented outlets and speakers, about events of autumn 2024.\n\
    They are put into a store of their own, which is kept so that you can try commands on it.\n\n\
    Examples:\n  attache demo\n  attache demo --exchange"
)]
pub(crate) struct DemoArgs {
    /// Three desks on this machine that release, withhold, redact, pull, pass on and recall
    #[arg(long)]
    exchange: bool,
}

/// Runs it.
pub(crate) fn run(args: &DemoArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if args.exchange {
        demo::exchange::run(session)?;
    } else {
        demo::run(session)?;
    }
    Ok(Outcome::Done)
}
