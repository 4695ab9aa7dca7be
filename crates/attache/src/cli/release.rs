//! `attache release`: what goes to whom.

use std::path::PathBuf;

use attache_core::{id::ClaimId, recipient::Recipient};
use clap::Args;

use crate::{
    cli::{particulars, recalled},
    effects::Effects,
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    redeciding,
    releasing::{self, Order, proposing, tearing::Tear, withdrawing},
    resolving,
    session::Session,
};

mod tear_terms;
pub(crate) mod view;
mod waiting;

/// Release claims to a partner or a group
#[derive(Args, Debug)]
#[command(
    after_help = "Nothing goes out by default: an agreement must cover the claim, its marking must name the recipient, and what\n\
    came from a partner needs that partner's leave. Without claims, everything goes that may go and is not out.\n\n\
    Examples:\n  attache release --to kyiv-desk --preview\n  attache release --to kyiv-desk 8f14e45f\n  \
    attache release --to kyiv-desk 8f14e45f --tear-line --tlp green --releasable-to UA --keep figures,date=month\n  \
    attache release --to G7-DESK 8f14e45f --propose\n  attache release --to G7-DESK --confirm\n  \
    attache release --to G7-DESK --confirm 8f14e45f --as ben\n  \
    attache release --to kyiv-desk --withdraw 8f14e45f --reason \"sent by mistake\"\n  attache release --check"
)]
pub(crate) struct ReleaseArgs {
    /// Beginnings of the claims' ids
    #[arg(value_name = "CLAIM")]
    claims: Vec<String>,
    /// To whom: a partner or a group
    #[arg(long, value_name = "WHO", required_unless_present = "check")]
    to: Option<Recipient>,
    /// Show what would go out, byte for byte, and why the rest would not; nothing is recorded
    #[arg(long, group = "step")]
    preview: bool,
    /// Propose it; another person confirms
    #[arg(long, group = "step")]
    propose: bool,
    /// Confirm what another person proposed; without claims: show what waits
    #[arg(long, group = "step", conflicts_with = "tear_line")]
    confirm: bool,
    /// Turn a proposal down, or take it back; needs --reason
    #[arg(long, group = "step", requires = "reason", conflicts_with = "tear_line")]
    drop: bool,
    /// Call back what is out; needs --reason
    #[arg(long, group = "step", requires = "reason", conflicts_with = "tear_line")]
    withdraw: bool,
    /// Decide again about everything that is out, as dates pass; `attache serve` does so by itself
    #[arg(long, group = "step", conflicts_with_all = ["to", "claims", "tear_line"])]
    check: bool,
    /// Why; it is not told to the recipient
    #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
    reason: Option<String>,
    #[command(flatten)]
    tear: tear_terms::TearTerms,
}

/// Does what was typed.
pub(crate) fn run(args: &ReleaseArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let Some(to) = &args.to else { return check(&effects, session) };
    let claims = args
        .claims
        .iter()
        .map(|typed| Ok(resolving::claim(effects.store, typed)?.id))
        .collect::<Result<Vec<ClaimId>, Failure>>()?;
    let reason = args.reason.as_deref().unwrap_or_default();
    if args.withdraw || args.drop {
        if claims.is_empty() {
            return Err(Failure::Usage("name the claims".into()));
        }
        let done = if args.withdraw {
            withdrawing::withdraw(&effects, to, &claims, reason)?
        } else {
            proposing::turn_down(&effects, to, &claims, reason)?
        };
        return told(session, &done, args.drop.then_some("the proposal is dropped"));
    }
    if args.confirm && claims.is_empty() {
        return waiting::list(&effects, to, session);
    }
    if !args.preview {
        // Whoever releases sees on the same day what dates have called back.
        let passed = redeciding::tick_on_new_day(&effects)?;
        if !session.json {
            recalled::print(&mut session.screen, &passed)?;
        }
    }
    let tear = args.tear.tear()?;
    decide(args, &effects, session, &Step { to, claims: &claims, tear: tear.as_ref() })
}

struct Step<'a> {
    to: &'a Recipient,
    claims: &'a [ClaimId],
    tear: Option<&'a Tear>,
}

fn decide(
    args: &ReleaseArgs,
    effects: &Effects<'_>,
    session: &mut Session,
    step: &Step<'_>,
) -> Result<Outcome, Failure> {
    let order = Order { to: step.to, claims: step.claims, tear: step.tear };
    let (rows, asked) = if args.preview {
        (releasing::preview(effects, &order)?, view::Asked::Preview)
    } else if args.propose {
        (proposing::propose(effects, &order)?, view::Asked::Propose)
    } else if args.confirm {
        (proposing::confirm(effects, step.to, step.claims)?, view::Asked::Release)
    } else {
        (releasing::release(effects, &order)?, view::Asked::Release)
    };
    let named = !step.claims.is_empty();
    if session.json {
        view::print_json(&mut session.screen, step.to, &rows, asked)?;
    } else {
        view::print(&mut session.screen, step.to, &rows, asked, named)?;
    }
    // What was named and did not go is told by the exit code as well.
    let went = rows.iter().all(|row| view::went(row, asked));
    Ok(if named && !went { Outcome::SomethingWrong } else { Outcome::Done })
}

fn check(effects: &Effects<'_>, session: &mut Session) -> Result<Outcome, Failure> {
    let done = redeciding::tick(effects)?;
    let told_where_nothing = "everything that is out may be out";
    told(session, &done, (!done.recorded).then_some(told_where_nothing))
}

fn told(
    session: &mut Session,
    done: &redeciding::Redecided,
    words: Option<&str>,
) -> Result<Outcome, Failure> {
    if session.json {
        return recalled::print_json(&mut session.screen, done).map(|()| Outcome::Done);
    }
    if let Some(words) = words {
        session.screen.line(styled(GOOD, words))?;
    }
    recalled::print(&mut session.screen, done)?;
    Ok(Outcome::Done)
}

/// A text that was typed, or that stands in a file.
fn text_of(text: Option<&String>, file: Option<&PathBuf>) -> Result<Option<String>, Failure> {
    match (text, file) {
        (Some(text), _) => Ok(Some(text.clone())),
        (None, None) => Ok(None),
        (None, Some(path)) => std::fs::read_to_string(path)
            .map(Some)
            .map_err(|cause| Failure::Input(format!("{} cannot be read ({cause})", path.display()))),
    }
}
