//! The conditions of a release, each of which must hold.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    article::Article,
    claim_state::{ClaimState, Standing},
    marking::{Marking, Tlp},
    partner::PartnerState,
    recipient::Recipient,
};

use super::{Audience, Case, Reason, two_persons};

/// Every reason against it, each once; none where it may go out.
pub(super) fn failing(case: &Case<'_>, marking: &Marking) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (state, _) in case.claims() {
        standing(state, &mut reasons);
        control(case, state, &mut reasons);
    }
    if reasons.is_empty() {
        clean(case, &mut reasons);
    }
    agreed(case, marking, &mut reasons);
    dated(case, marking, &mut reasons);
    allowed(case.audience, marking, &mut reasons);
    let mut once: Vec<Reason> = Vec::new();
    for reason in reasons {
        if !once.contains(&reason) {
            once.push(reason);
        }
    }
    once
}

/// Only what was accepted goes out.
fn standing(state: &ClaimState, reasons: &mut Vec<Reason>) {
    match state.standing {
        Standing::Accepted | Standing::Corrected | Standing::Received if state.claim.is_some() => {}
        standing => reasons.push(Reason::NotAccepted { standing }),
    }
}

/// Originator control: what is not ours goes no further without leave, and is never redacted by us.
fn control(case: &Case<'_>, state: &ClaimState, reasons: &mut Vec<Reason>) {
    let originator = state.originator().unwrap_or(case.ours);
    if originator == case.ours && !state.is_received() {
        return;
    }
    if case.form.tear_line().is_some() {
        reasons.push(Reason::NotOursToRedact { originator: originator.clone() });
    } else if !state.leaves.contains(case.audience.to) {
        reasons.push(Reason::NoLeave { originator: originator.clone() });
    }
}

/// A tear-line follows from its claims and names nothing withheld, also where it was not cut just now.
fn clean(case: &Case<'_>, reasons: &mut Vec<Reason>) {
    let Some(line) = case.form.tear_line() else { return };
    let claims = case.claims();
    let states: Vec<&ClaimState> = claims.iter().map(|(state, _)| *state).collect();
    let articles: Vec<&Article> = claims.iter().filter_map(|(_, article)| *article).collect();
    if let Err(why) = line.still_clean(&states, &articles, case.reliance) {
        reasons.push(Reason::TearLineLeaks { why: why.to_string() });
    }
}

/// The agreement: there, in force, covering the kind and the colour, and enough persons.
fn agreed(case: &Case<'_>, marking: &Marking, reasons: &mut Vec<Reason>) {
    let of_recipient = case.audience.agreement.filter(|agreement| agreement.with == *case.audience.to);
    let Some(agreement) = of_recipient else {
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
    for (state, _) in case.claims() {
        // What is sealed goes out, so that is what must be covered.
        let kind = state.claim.as_ref().map_or(state.body.kind, |claim| claim.body().kind);
        if !agreement.topics.covers(kind) {
            reasons.push(Reason::TopicNotCovered { kind });
        }
    }
    if marking.tlp > agreement.ceiling {
        reasons.push(Reason::AboveCeiling { tlp: marking.tlp, ceiling: agreement.ceiling });
    }
    if agreement.two_persons && two_persons::persons_among(case.persons) < 2 {
        reasons.push(Reason::NeedsSecondPerson);
    }
}

/// Dates and unknown markings: those of the marking that is asked, and those of every claim behind a tear-line.
fn dated(case: &Case<'_>, marking: &Marking, reasons: &mut Vec<Reason>) {
    let today = day(case.at);
    let behind = case.claims().into_iter().map(|(state, _)| state.marking_in_force());
    for marking in std::iter::once(marking.clone()).chain(behind) {
        if let Some(from) = marking.valid_from.filter(|from| today < *from) {
            reasons.push(Reason::Embargoed { from });
        }
        if let Some(until) = marking.valid_until.filter(|until| today > *until) {
            reasons.push(Reason::Expired { until });
        }
        reasons.extend(marking.unknown.into_iter().map(|id| Reason::UnknownMarking { id }));
    }
}

/// The marking, asked for every member.
fn allowed(audience: &Audience<'_>, marking: &Marking, reasons: &mut Vec<Reason>) {
    if !audience.members.iter().all(|member| is_behind(audience.to, member)) || audience.members.is_empty() {
        reasons.push(Reason::NobodyThere);
    }
    if marking.tlp == Tlp::Red && matches!(audience.to, Recipient::Group(_)) {
        reasons.push(Reason::RedToGroup);
    }
    for member in &audience.members {
        let partner = &member.partner;
        if member.suspended {
            reasons.push(Reason::Suspended { partner: partner.id.clone() });
        }
        if names_of(marking, audience.to, member).is_empty() && !marking.is_open() {
            reasons.push(Reason::NotReleasableTo { partner: partner.id.clone() });
        }
        for caveat in marking.caveats.difference(&partner.holds) {
            reasons.push(Reason::LacksCaveat { partner: partner.id.clone(), caveat: caveat.clone() });
        }
    }
}

/// Whether a partner is the recipient or a member of it.
fn is_behind(to: &Recipient, member: &PartnerState) -> bool {
    match to {
        Recipient::Partner(id) => member.partner.id == *id,
        Recipient::Group(name) => member.partner.groups.contains(name),
    }
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
pub(super) fn cut_down(marking: &Marking, audience: &Audience<'_>) -> Marking {
    let releasable_to = match audience.to {
        Recipient::Group(group) if !marking.is_open() => BTreeSet::from([group.to_string()]),
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

/// The day in UTC: agreements and markings count days, and a day begins everywhere at once.
fn day(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}
