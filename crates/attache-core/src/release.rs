//! May it go out? [`decide`] is the only maker of [`Released`], and export takes nothing else.
//!
//! The default is to deny. A claim goes out only if every one of these holds: it was accepted here or
//! received and stands; whose it is to release agrees (our own, or the originator's leave was recorded);
//! an agreement with the recipient holds that day and covers the kind and the colour; the recipient is not
//! suspended; the marking names the recipient (any one name suffices), the recipient holds every caveat,
//! and the marking's dates allow it; no marking is unknown; as many persons took part as the agreement asks
//! for. For a group every member must pass by itself. A tear-line must follow from its claims and name nothing
//! that is withheld, and every claim that it rests on must be ours, stand, and be free of embargo, expiry and
//! unknown markings: it takes away who said it, not when it may be told.
//!
//! The rules for the colours (FIRST, TLP 2.0) are ours where TLP leaves them to the parties: CLEAR without a
//! list goes to whoever has an agreement; every other colour needs the recipient on the list; RED needs the
//! partner itself on it, not its country and not its group, and never goes to a group, whose members change.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    agreement::Agreement,
    article::Article,
    claim::{Claim, Originator},
    claim_state::ClaimState,
    marking::Marking,
    partner::PartnerState,
    recipient::Recipient,
    reliance::Reliance,
    tear_line::TearLine,
};

pub use consequence::{Change, Consequence, consequences, touched};
pub use payload::{Payload, Publication, Whole};
pub use reason::Reason;
pub use two_persons::{NotAnother, may_confirm, persons_among};

mod conditions;
mod consequence;
mod payload;
mod reason;
mod two_persons;

/// A recipient, who is behind it, and what was agreed with it. See
/// [`Roster::audience`](crate::roster::Roster::audience).
#[derive(Clone, Debug)]
pub struct Audience<'a> {
    /// To whom.
    pub to: &'a Recipient,
    /// The partner, or every member of the group. Nobody: nothing is released.
    pub members: Vec<&'a PartnerState>,
    /// What was agreed with this recipient, where it was not ended.
    pub agreement: Option<&'a Agreement>,
}

/// A claim with its article, where the article is known here.
pub type WithArticle<'a> = (&'a ClaimState, Option<&'a Article>);

/// In which form a claim goes out.
#[derive(Clone, Copy, Debug)]
pub enum Form<'a> {
    /// Whole, with its chain and its place in the article.
    Whole,
    /// As a tear-line that rests on this claim alone: a new object that names nothing withheld.
    TearLine(&'a TearLine),
    /// As a tear-line that rests on other claims too. Each of them is asked.
    JointTearLine {
        /// The tear-line.
        line: &'a TearLine,
        /// The claims that it rests on beside this one, with their articles.
        others: &'a [WithArticle<'a>],
    },
}

impl<'a> Form<'a> {
    /// The tear-line, where it does not go whole.
    #[must_use]
    pub const fn tear_line(&self) -> Option<&'a TearLine> {
        match self {
            Self::Whole => None,
            Self::TearLine(line) | Self::JointTearLine { line, .. } => Some(line),
        }
    }
}

/// What is to be decided.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The claim.
    pub claim: &'a ClaimState,
    /// Its article, where it is known here. A tear-line needs it: what it holds is withheld.
    pub article: Option<&'a Article>,
    /// In which form.
    pub form: Form<'a>,
    /// To whom.
    pub audience: &'a Audience<'a>,
    /// When.
    pub at: Timestamp,
    /// Whose claims are ours to release.
    pub ours: &'a Originator,
    /// Who took part: who proposed and who confirms.
    pub persons: &'a BTreeSet<String>,
    /// Who rests on whom: asked for a tear-line of several claims only, by whether its sourcing still holds.
    pub reliance: &'a Reliance,
}

impl<'a> Case<'a> {
    /// Every claim that it is about, with its article.
    fn claims(&self) -> Vec<WithArticle<'a>> {
        let mut claims = vec![(self.claim, self.article)];
        if let Form::JointTearLine { others, .. } = self.form {
            claims.extend(others.iter().copied().filter(|(state, _)| state.id != self.claim.id));
        }
        claims
    }

    /// The marking that is asked: the claim's, or the tear-line's.
    fn marking(&self) -> Marking {
        self.form.tear_line().map_or_else(|| self.claim.marking_in_force(), |line| line.marking().clone())
    }
}

/// The answer.
#[derive(Clone, Debug)]
pub enum Decision {
    /// It may go out, as this.
    Release(Box<Released>),
    /// It may not, for all of these reasons (never empty). They are for our own people and never go on a wire.
    Withhold(Vec<Reason>),
}

/// Something that may go out to one recipient. Made by [`decide`] alone (`tests/fail/` holds what does not
/// compile).
///
/// Its marking says nothing of other recipients: the list is cut down to the names by which this recipient
/// got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    to: Recipient,
    at: Timestamp,
    marking: Marking,
    originator: Originator,
    payload: Payload,
}

impl Released {
    /// To whom.
    #[must_use]
    pub const fn to(&self) -> &Recipient {
        &self.to
    }

    /// When it was decided.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// The marking that goes with it.
    #[must_use]
    pub const fn marking(&self) -> &Marking {
        &self.marking
    }

    /// Whose it is to release further.
    #[must_use]
    pub const fn originator(&self) -> &Originator {
        &self.originator
    }

    /// What goes out.
    #[must_use]
    pub const fn payload(&self) -> &Payload {
        &self.payload
    }
}

/// May it go out? A function of its argument.
#[must_use]
pub fn decide(case: &Case<'_>) -> Decision {
    let marking = case.marking();
    let mut reasons = conditions::failing(case, &marking);
    let sealed: Option<&Claim> = case.claim.claim.as_ref();
    match (sealed, reasons.is_empty()) {
        (Some(claim), true) => {
            let marking = conditions::cut_down(&marking, case.audience);
            let payload = match case.form.tear_line() {
                None => Payload::Whole(Box::new(Whole::of(claim, case.article, case.claim.credibility()))),
                Some(line) => Payload::TearLine(Box::new(line.going_out(marking.clone()))),
            };
            let originator = case.claim.originator().unwrap_or(case.ours).clone();
            let to = case.audience.to.clone();
            Decision::Release(Box::new(Released { to, at: case.at, marking, originator, payload }))
        }
        (sealed, _) => {
            if sealed.is_none() && reasons.is_empty() {
                reasons.push(Reason::NotAccepted { standing: case.claim.standing });
            }
            Decision::Withhold(reasons)
        }
    }
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod tests;
