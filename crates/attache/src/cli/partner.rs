//! `attache partner`: with whom claims are exchanged, on which terms, with which credentials.

use attache_core::{partner::PartnerId, recipient::Recipient};
use clap::{Args, Subcommand};

use crate::{
    cli::{particulars, recalled},
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    partnering, resolving,
    session::Session,
    visible::visible_line,
};

mod credential;
mod introduction;
mod listing;
mod terms;

/// Partners, agreements with them, their credentials
#[derive(Args, Debug)]
#[command(
    after_help = "A partner gets nothing before an agreement says what it may get, and a marking on the claim names it.\n\
    NAME is short, in small letters (kyiv-desk); a GROUP is in capitals (G7-DESK). No secret is ever an argument.\n\n\
    Examples:\n  attache partner add kyiv-desk --name \"Kyiv Monitoring Desk\" --country UA\n  \
    attache partner agree kyiv-desk --ceiling amber --topics deployment,transfer --from 2024-12-01\n  \
    attache partner token kyiv-desk\n  attache partner list"
)]
pub(crate) struct PartnerArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Add a partner; prints what it needs to know of you
    Add(terms::PartnerTerms),
    /// Change what is recorded of a partner
    Set(terms::PartnerTerms),
    /// List the partners with how they stand
    List,
    /// Show one partner, its agreement, its collections and what it needs to know of you
    Show {
        /// The partner
        name: PartnerId,
    },
    /// Record what was agreed with a partner or a group
    Agree(terms::AgreementTerms),
    /// End an agreement; all that went out under it is called back
    End {
        /// The partner or group
        with: Recipient,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Let the exchange with a partner rest: it can neither read nor write; what it has stays as it is
    Suspend {
        /// The partner
        name: PartnerId,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Let the exchange with a partner go on
    Resume {
        /// The partner
        name: PartnerId,
        /// Why
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Record that the originator of a received claim lets it go on to somebody
    Leave {
        /// Beginning of the claim's id
        claim: String,
        /// To whom it may go: a partner or a group
        #[arg(long, value_name = "WHO")]
        to: Recipient,
        /// By which words, where and when the originator said so
        #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
        reason: String,
    },
    /// Make an API token for a partner: printed once, kept only as a hash
    Token {
        /// The partner
        name: PartnerId,
    },
    /// Set a partner's password: asked for on the terminal, or read from standard input
    Password {
        /// The partner
        name: PartnerId,
        /// Read it from standard input, one line
        #[arg(long)]
        stdin: bool,
    },
    /// Register the certificate by which a partner's machine shows who it is
    Certificate {
        /// The partner
        name: PartnerId,
        /// The certificate, PEM
        file: std::path::PathBuf,
    },
    /// Revoke all credentials of a partner and make a new token
    Rotate {
        /// The partner
        name: PartnerId,
    },
}

/// Does what was typed.
pub(crate) fn run(args: &PartnerArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match &args.what {
        What::Add(terms) => introduction::add(terms, session),
        What::List => listing::list(session),
        What::Show { name } => introduction::show(name, session),
        What::Token { name } => credential::token(name, session),
        What::Password { name, stdin } => credential::password(name, *stdin, session),
        What::Certificate { name, file } => credential::certificate(name, file, session),
        What::Rotate { name } => credential::rotate(name, session),
        what => change(what, session),
    }
}

/// What is recorded in one go and may call things back.
fn change(what: &What, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let (done, told) = match what {
        What::Set(terms) => {
            let before = partnering::groups_of(effects.store, &terms.name)?;
            let done = partnering::set(&effects, &terms.name, &terms.given()?)?;
            for group in before.difference(&partnering::groups_of(effects.store, &terms.name)?) {
                session.screen.note(format!(
                    "{} sees nothing of {group} any more, and will not hear when something that it got there is called back",
                    terms.name
                ));
            }
            (done, format!("{} recorded anew", terms.name))
        }
        What::Agree(terms) => {
            let agreement = terms.agreement(effects.clock.now());
            let done = partnering::agree(&effects, &agreement)?;
            (done, format!("agreed with {}", listing::agreement(&agreement)))
        }
        What::End { with, reason } => {
            (partnering::end(&effects, with, reason)?, format!("the agreement with {with} is ended"))
        }
        What::Suspend { name, reason } => {
            (partnering::suspend(&effects, name, reason)?, format!("exchange with {name} rests"))
        }
        What::Resume { name, reason } => {
            (partnering::resume(&effects, name, reason)?, format!("exchange with {name} goes on"))
        }
        What::Leave { claim, to, reason } => {
            let state = resolving::claim(effects.store, claim)?;
            let done = partnering::leave(&effects, state.id, to, reason)?;
            (done, format!("{} may go on to {to}", state.id.short()))
        }
        _ => return Ok(Outcome::Done),
    };
    let told = if done.recorded { told } else { format!("{told}: it was so before") };
    if session.json {
        return recalled::print_json(&mut session.screen, &done).map(|()| Outcome::Done);
    }
    session.screen.line(styled(GOOD, &visible_line(&told)))?;
    recalled::print(&mut session.screen, &done)?;
    Ok(Outcome::Done)
}
