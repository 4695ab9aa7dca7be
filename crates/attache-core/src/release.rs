//! May it go out? [`decide`] is the only maker of [`Released`], and export takes nothing else.
//!
//! The default is to deny. A claim goes out only if every one of these holds: it was accepted here or
//! received and stands; whose it is to release agrees (our own, or the originator's leave was recorded);
//! an agreement with the recipient holds that day and covers the kind and the colour; the recipient is not
//! suspended; the marking names the recipient (any one name suffices), the recipient holds every caveat,
//! and the marking's dates allow it; no marking is unknown; as many persons took part as the agreement asks
//! for. For a group every member must pass by itself.
//!
//! The rules for the colours (FIRST, TLP 2.0) are ours where TLP leaves them to the parties: CLEAR without a
//! list goes to whoever has an agreement; every other colour needs the recipient on the list; RED needs the
//! partner itself on it, not its country and not its group.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    agreement::Agreement,
    article::Article,
    claim::{ClaimDraft, Originator, Provenance},
    claim_state::{ClaimState, Standing},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    marking::{Marking, Tlp},
    partner::PartnerState,
    recipient::Recipient,
    tear_line::TearLine,
};

pub use reason::Reason;

mod reason;

/// A recipient, who is behind it, and what was agreed with it.
#[derive(Clone, Debug)]
pub struct Audience<'a> {
    /// To whom.
    pub to: &'a Recipient,
    /// The partner, or the members of the group. Nobody: nothing is released.
    pub members: Vec<&'a PartnerState>,
    /// What was agreed with this recipient, where it was not ended.
    pub agreement: Option<&'a Agreement>,
}

/// In which form a claim goes out.
#[derive(Clone, Copy, Debug)]
pub enum Form<'a> {
    /// Whole, with its chain and its place in the article.
    Whole,
    /// As a tear-line: a new object that names nothing withheld.
    TearLine(&'a TearLine),
}

/// What is to be decided.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The claim. For a tear-line, each claim that it rests on is a case of its own.
    pub claim: &'a ClaimState,
    /// Its article, where it is known here.
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
}

/// The answer.
#[derive(Clone, Debug)]
pub enum Decision {
    /// It may go out, as this.
    Release(Box<Released>),
    /// It may not, for all of these reasons (never empty). They are for our own people and never go on a wire.
    Withhold(Vec<Reason>),
}

/// What is told of the article of a claim that goes out whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// On which day.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
}

impl Publication {
    /// What is told of an article; the bare id where it is not known here.
    #[must_use]
    pub fn of(id: ArticleId, article: Option<&Article>) -> Self {
        Self {
            id,
            title: article.and_then(|article| article.title.clone()),
            outlet: article.and_then(|article| article.outlet.as_ref()).map(|outlet| outlet.name.clone()),
            published: article.and_then(|article| article.published),
            url: article.and_then(|article| article.url.clone()),
            language: article.and_then(|article| article.language.clone()),
        }
    }
}

/// A claim as it goes out whole.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Its id.
    pub id: ClaimId,
    /// What is told of its article.
    pub article: Publication,
    /// What it says.
    pub body: ClaimDraft,
    /// The credibility given last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
}

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Whole({})", self.id)
    }
}

/// What goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payload {
    /// A claim, whole.
    Whole(Box<Whole>),
    /// A tear-line.
    TearLine(Box<TearLine>),
}

/// Something that may go out to one recipient. Made by [`decide`] alone.
///
/// Its marking says nothing of other recipients: the list is cut down to the names by which this recipient
/// got it.
///
/// ```compile_fail
/// # use attache_core::release::Released;
/// let forged = Released { to: todo!(), at: todo!(), marking: todo!(), originator: todo!(), payload: todo!() };
/// ```
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
    let mut reasons = Vec::new();
    standing(case, &mut reasons);
    control(case, &mut reasons);
    agreed(case, &mut reasons);
    let marking = marking(case);
    allowed(case, marking, &mut reasons);
    if !reasons.is_empty() {
        return Decision::Withhold(reasons);
    }
    let payload = match case.form {
        Form::Whole => Payload::Whole(Box::new(Whole {
            id: case.claim.id,
            article: Publication::of(case.claim.article, case.article),
            body: case.claim.body.clone(),
            credibility: case.claim.credibility(),
        })),
        Form::TearLine(line) => Payload::TearLine(Box::new(line.without_grounds())),
    };
    Decision::Release(Box::new(Released {
        to: case.audience.to.clone(),
        at: case.at,
        marking: cut_down(marking, case.audience),
        originator: originator(case).clone(),
        payload,
    }))
}

/// The marking that is asked: the claim's own, or the tear-line's.
const fn marking<'a>(case: &Case<'a>) -> &'a Marking {
    match case.form {
        Form::Whole => &case.claim.marking,
        Form::TearLine(line) => line.marking(),
    }
}

fn originator<'a>(case: &Case<'a>) -> &'a Originator {
    case.claim.claim.as_ref().map_or(case.ours, crate::claim::Claim::originator)
}

/// Only what was accepted goes out.
fn standing(case: &Case<'_>, reasons: &mut Vec<Reason>) {
    match case.claim.standing {
        Standing::Accepted | Standing::Corrected | Standing::Received if case.claim.claim.is_some() => {}
        standing => reasons.push(Reason::NotAccepted { standing }),
    }
}

/// Originator control: what is not ours goes no further without leave, and is never redacted by us.
fn control(case: &Case<'_>, reasons: &mut Vec<Reason>) {
    let received = case.claim.claim.as_ref().is_some_and(|claim| *claim.provenance() != Provenance::Read);
    let originator = originator(case);
    if originator == case.ours && !received {
        return;
    }
    if matches!(case.form, Form::TearLine(_)) {
        reasons.push(Reason::NotOursToRedact { originator: originator.clone() });
    } else if !case.claim.leaves.iter().any(|leave| leave == case.audience.to) {
        reasons.push(Reason::NoLeave { originator: originator.clone() });
    }
}

/// The agreement: there, in force, covering the kind and the colour, and enough persons.
fn agreed(case: &Case<'_>, reasons: &mut Vec<Reason>) {
    let Some(agreement) = case.audience.agreement else {
        reasons.push(Reason::NoAgreement);
        return;
    };
    let today = day(case.at);
    if today < agreement.from {
        reasons.push(Reason::AgreementNotYet { from: agreement.from });
    }
    if let Some(until) = agreement.until.filter(|until| today > *until) {
        reasons.push(Reason::AgreementOver { until });
    }
    if !agreement.topics.covers(case.claim.body.kind) {
        reasons.push(Reason::TopicNotCovered { kind: case.claim.body.kind });
    }
    let tlp = marking(case).tlp;
    if tlp > agreement.ceiling {
        reasons.push(Reason::AboveCeiling { tlp, ceiling: agreement.ceiling });
    }
    if agreement.two_persons && case.persons.len() < 2 {
        reasons.push(Reason::NeedsSecondPerson);
    }
}

/// The marking, asked for every member.
fn allowed(case: &Case<'_>, marking: &Marking, reasons: &mut Vec<Reason>) {
    let today = day(case.at);
    if let Some(from) = marking.valid_from.filter(|from| today < *from) {
        reasons.push(Reason::Embargoed { from });
    }
    if let Some(until) = marking.valid_until.filter(|until| today > *until) {
        reasons.push(Reason::Expired { until });
    }
    reasons.extend(marking.unknown.iter().map(|id| Reason::UnknownMarking { id: id.clone() }));
    if case.audience.members.is_empty() {
        reasons.push(Reason::NobodyThere);
    }
    for member in &case.audience.members {
        let partner = &member.partner;
        if member.suspended {
            reasons.push(Reason::Suspended { partner: partner.id.clone() });
        }
        if names_of(marking, case.audience.to, member).is_empty() && !open_to_all(marking) {
            reasons.push(Reason::NotReleasableTo { partner: partner.id.clone() });
        }
        for caveat in marking.caveats.difference(&partner.holds) {
            reasons.push(Reason::LacksCaveat { partner: partner.id.clone(), caveat: caveat.clone() });
        }
    }
}

/// CLEAR without a list restricts nobody.
fn open_to_all(marking: &Marking) -> bool {
    marking.tlp == Tlp::Clear && marking.releasable_to.is_empty()
}

/// The names on the list by which a partner may have it.
fn names_of<'a>(marking: &'a Marking, to: &Recipient, member: &PartnerState) -> BTreeSet<&'a String> {
    let partner = &member.partner;
    let named = |name: &&String| {
        let itself = name.as_str() == partner.id.as_str();
        if marking.tlp == Tlp::Red {
            return itself;
        }
        let country = partner.country.is_some_and(|country| name.as_str() == country.as_str());
        let group = partner.groups.iter().any(|group| {
            // A partner's own collection may hold what is for any of its groups; a group's only what is
            // for that group, so that no list tells a member of other groups of another member.
            name.as_str() == group.as_str()
                && match to {
                    Recipient::Partner(_) => true,
                    Recipient::Group(name) => name == group,
                }
        });
        itself || country || group
    };
    marking.releasable_to.iter().filter(named).collect()
}

/// The marking as the recipient may see it: of the list only the names by which it got it.
fn cut_down(marking: &Marking, audience: &Audience<'_>) -> Marking {
    let releasable_to = match audience.to {
        Recipient::Group(group) if !open_to_all(marking) => BTreeSet::from([group.to_string()]),
        Recipient::Group(_) => BTreeSet::new(),
        Recipient::Partner(_) => audience
            .members
            .iter()
            .flat_map(|member| names_of(marking, audience.to, member))
            .cloned()
            .collect(),
    };
    Marking { releasable_to, ..marking.clone() }
}

fn day(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

#[cfg(test)]
mod tests;
