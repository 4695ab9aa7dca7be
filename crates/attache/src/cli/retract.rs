//! `attache retract`: a claim stands no longer.

use clap::Args;

use crate::{
    cli::{particulars, recalled},
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    resolving,
    reviewing::{self, Decision},
    session::Session,
};

/// Withdraw a claim that was accepted
#[derive(Args, Debug)]
#[command(
    after_help = "Nothing is deleted: the claim keeps its history, and --as-of still shows it for earlier days.\n\
    Where it went out, it is called back from everybody who has it; the reason is not told to them.\n\n\
    Example:\n  attache retract 8f14e45f --reason \"the agency withdrew its report\""
)]
pub(crate) struct RetractArgs {
    /// Beginning of the claim's id
    id: String,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
    reason: String,
}

/// Records the retraction.
pub(crate) fn run(args: &RetractArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let state = resolving::claim(effects.store, &args.id)?;
    let decided = reviewing::decide(&effects, &state, &Decision::Retract { reason: args.reason.clone() })?;
    if session.json {
        return recalled::print_json(&mut session.screen, &decided.followed).map(|()| Outcome::Done);
    }
    session.screen.line(styled(GOOD, &format!("{} {}", state.id.short(), decided.done)))?;
    recalled::print(&mut session.screen, &decided.followed)?;
    Ok(Outcome::Done)
}
