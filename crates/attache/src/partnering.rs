//! Partners and agreements: who takes part in the exchange, and on which terms.
//!
//! Each change is recorded by way of [`crate::redeciding`]: what may no longer be out after it is
//! called back in the same transaction.

use std::collections::BTreeSet;

use attache_core::{
    agreement::Agreement,
    country::CountryCode,
    id::ClaimId,
    marking::Marking,
    partner::{GroupName, Partner, PartnerId, PartnerState},
    recipient::Recipient,
    record::Happening,
    roster::Roster,
};
use attache_store::Store;

use crate::{
    effects::Effects,
    failure::Failure,
    node::Node,
    redeciding::{self, Redecided},
};

mod joining;

/// What is given of a partner; what is `None` stays as it was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// Its full name.
    pub(crate) name: Option<String>,
    /// Its country; `Some(None)` takes it away.
    pub(crate) country: Option<Option<CountryCode>>,
    /// All groups that it is a member of.
    pub(crate) groups: Option<BTreeSet<GroupName>>,
    /// All caveats that it holds.
    pub(crate) holds: Option<BTreeSet<String>>,
    /// The STIX identity under which it makes objects.
    pub(crate) identity: Option<String>,
    /// Whether it passes on what others made.
    pub(crate) relays: Option<bool>,
    /// The key by which its log is verified.
    pub(crate) verifier: Option<String>,
}

impl Given {
    fn over(&self, before: Partner) -> Partner {
        Partner {
            id: before.id,
            name: self.name.clone().unwrap_or(before.name),
            country: self.country.unwrap_or(before.country),
            groups: self.groups.clone().unwrap_or(before.groups),
            holds: self.holds.clone().unwrap_or(before.holds),
            identity: self.identity.clone().or(before.identity),
            relays: self.relays.unwrap_or(before.relays),
            verifier: self.verifier.clone().or(before.verifier),
        }
    }
}

/// The roster as recorded.
pub(crate) fn roster(store: &dyn Store) -> Result<Roster, Failure> {
    Ok(Roster::fold(&store.roster_records()?))
}

/// A partner that must be there.
pub(crate) fn known<'a>(roster: &'a Roster, id: &PartnerId) -> Result<&'a PartnerState, Failure> {
    roster.partner(id).ok_or_else(|| {
        Failure::Input(format!(
            "no partner is called {id}: `attache partner list` shows who there is, `attache partner add {id} --name \"Full name\"` adds one"
        ))
    })
}

/// The groups of a partner that must be there.
pub(crate) fn groups_of(store: &dyn Store, id: &PartnerId) -> Result<BTreeSet<GroupName>, Failure> {
    Ok(known(&roster(store)?, id)?.partner.groups.clone())
}

/// A recipient that must be there: a partner, or a group that has a member or had an agreement.
pub(crate) fn reachable(roster: &Roster, to: &Recipient) -> Result<(), Failure> {
    match to {
        Recipient::Partner(id) => known(roster, id).map(|_| ()),
        Recipient::Group(name) if roster.groups().contains(name) || roster.agreement(to).is_some() => Ok(()),
        Recipient::Group(name) => Err(Failure::Input(format!(
            "no partner is a member of {name}: `attache partner set PARTNER --group {name}` makes one a member"
        ))),
    }
}

/// Everybody on the list of a marking must be somebody: a name that nobody bears would match nothing, in silence.
pub(crate) fn check_names(store: &dyn Store, marking: &Marking) -> Result<(), Failure> {
    marking.check_names(&roster(store)?).map_err(|unknown| Failure::Input(unknown.to_string()))
}

/// Records a new partner. The node is made with the first one.
pub(crate) fn add(effects: &Effects<'_>, id: &PartnerId, given: &Given) -> Result<Redecided, Failure> {
    let Some(name) = given.name.clone() else {
        return Err(Failure::Usage("a new partner needs its full name: --name \"Full name\"".into()));
    };
    if Node::load(effects.store)?.is_none() && effects.originator == crate::node::UNNAMED {
        return Err(Failure::Usage(
            "partners see the name of your organisation: say it once now, with --originator \"Full name\""
                .into(),
        ));
    }
    Node::load_or_make(effects)?;
    redeciding::record(effects, &mut |store| {
        if roster(store)?.partner(id).is_some() {
            return Err(Failure::Input(format!(
                "{id} is a partner already: `attache partner set {id}` changes what is recorded of it"
            )));
        }
        let blank = Partner {
            id: id.clone(),
            name: name.clone(),
            country: None,
            groups: BTreeSet::new(),
            holds: BTreeSet::new(),
            identity: None,
            relays: false,
            verifier: None,
        };
        let partner = given.over(blank);
        joining::check(effects, store, &partner, &BTreeSet::new())?;
        Ok(vec![Happening::PartnerSet { partner: Box::new(partner) }])
    })
}

/// Records a change of what is known of a partner. What it may no longer have is called back.
pub(crate) fn set(effects: &Effects<'_>, id: &PartnerId, given: &Given) -> Result<Redecided, Failure> {
    redeciding::record(effects, &mut |store| {
        let roster = roster(store)?;
        let before = known(&roster, id)?.partner.clone();
        let partner = given.over(before.clone());
        if partner == before {
            return Ok(Vec::new());
        }
        joining::check(effects, store, &partner, &before.groups)?;
        Ok(vec![Happening::PartnerSet { partner: Box::new(partner) }])
    })
}

/// Records what was agreed with a partner or a group.
pub(crate) fn agree(effects: &Effects<'_>, agreement: &Agreement) -> Result<Redecided, Failure> {
    if let Some(until) = agreement.until.filter(|until| *until < agreement.from) {
        return Err(Failure::Usage(format!("the agreement would end on {until}, before it begins")));
    }
    redeciding::record(effects, &mut |store| {
        let roster = roster(store)?;
        reachable(&roster, &agreement.with)?;
        let before = roster.agreement(&agreement.with).and_then(|state| state.agreement.as_ref());
        if before == Some(agreement) {
            return Ok(Vec::new());
        }
        Ok(vec![Happening::AgreementSet { agreement: Box::new(agreement.clone()) }])
    })
}

/// Records the end of an agreement: all that went out under it is called back.
pub(crate) fn end(effects: &Effects<'_>, with: &Recipient, reason: &str) -> Result<Redecided, Failure> {
    redeciding::record(effects, &mut |store| {
        let roster = roster(store)?;
        let there = roster.agreement(with).is_some_and(|state| state.agreement.is_some());
        if !there {
            return Err(Failure::Input(format!("there is no agreement with {with}: nothing to end")));
        }
        Ok(vec![Happening::AgreementEnded { with: with.clone(), reason: reason.to_owned() }])
    })
}

/// Records that exchange with a partner rests. It cannot read or write any more.
pub(crate) fn suspend(effects: &Effects<'_>, id: &PartnerId, reason: &str) -> Result<Redecided, Failure> {
    redeciding::record(effects, &mut |store| {
        if known(&roster(store)?, id)?.suspended {
            return Ok(Vec::new());
        }
        Ok(vec![Happening::PartnerSuspended { partner: id.clone(), reason: reason.to_owned() }])
    })
}

/// Records that exchange with a partner goes on.
pub(crate) fn resume(effects: &Effects<'_>, id: &PartnerId, reason: &str) -> Result<Redecided, Failure> {
    redeciding::record(effects, &mut |store| {
        if !known(&roster(store)?, id)?.suspended {
            return Ok(Vec::new());
        }
        Ok(vec![Happening::PartnerResumed { partner: id.clone(), reason: reason.to_owned() }])
    })
}

/// Records that the originator of a received claim allows it to go on.
pub(crate) fn leave(
    effects: &Effects<'_>,
    claim: ClaimId,
    to: &Recipient,
    reason: &str,
) -> Result<Redecided, Failure> {
    redeciding::record(effects, &mut |store| {
        reachable(&roster(store)?, to)?;
        let state = crate::resolving::state(store, claim)?;
        if !state.is_received() {
            return Err(Failure::Input(format!(
                "{} was not received from a partner: it needs no leave of anybody",
                claim.short()
            )));
        }
        Ok(vec![Happening::LeaveGiven { claim, to: to.clone(), reason: reason.to_owned() }])
    })
}
