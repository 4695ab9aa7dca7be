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
    Example:\n  attache demo"
)]
pub(crate) struct DemoArgs {}

/// Runs it.
pub(crate) fn run(_: &DemoArgs, session: &mut Session) -> Result<Outcome, Failure> {
    demo::run(session)?;
    Ok(Outcome::Done)
}
