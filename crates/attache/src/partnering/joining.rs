//! Whether a partner may join a group. Whoever joins reads all that ever went to it, also what was replaced or called
//! back since: the log of a collection begins with its first leaf for everybody. So each of these things is decided
//! for the one who joins.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::ClaimState,
    marking::Tlp,
    partner::{GroupName, Partner, PartnerState},
    recipient::Recipient,
    release::{Audience, Decision, Reason},
    sharing::Release,
};
use attache_store::Store;
use jiff::Timestamp;

use super::roster;
use crate::{effects::Effects, failure::Failure, node::Node, redeciding, releasing::matter::Matter};

/// That the partner may have all that ever went to the groups that it was not in `before`.
pub(super) fn check(
    effects: &Effects<'_>,
    store: &dyn Store,
    partner: &Partner,
    before: &BTreeSet<GroupName>,
) -> Result<(), Failure> {
    let joined: Vec<&GroupName> = partner.groups.difference(before).collect();
    if joined.is_empty() {
        return Ok(());
    }
    let (node, roster, at) = (Node::existing(store)?, roster(store)?, effects.clock.now());
    let joins = PartnerState { partner: partner.clone(), since: at, suspended: false };
    for group in joined {
        let to = Recipient::Group(group.clone());
        let agreement = roster.agreement(&to).and_then(|state| state.agreement.as_ref());
        let audience = Audience { to: &to, members: vec![&joins], agreement };
        let eyes = Eyes { store, node: &node, audience, at };
        for claim in redeciding::ever_released(store, &to)? {
            for release in claim.releases.iter().map(|one| &one.release).filter(|one| one.to == to) {
                if let Some(why) = eyes.against(&claim, release)? {
                    return Err(Failure::Input(format!(
                        "{} cannot join {group}: claim {} went there, and {why}; a member sees all that ever went to its group, so mark the claim for it, let it hold the caveat, or make another group",
                        partner.id,
                        claim.id.short(),
                    )));
                }
            }
        }
    }
    Ok(())
}

/// The one who joins, as if it were the group.
struct Eyes<'a> {
    store: &'a dyn Store,
    node: &'a Node,
    audience: Audience<'a>,
    at: Timestamp,
}

impl Eyes<'_> {
    /// Why it may not have something that went: by the marking under which it went, or by what is decided now.
    fn against(&self, claim: &ClaimState, release: &Release) -> Result<Option<String>, Failure> {
        let holds = self.audience.members.first().map(|one| &one.partner.holds);
        let caveats = release.marking.caveats.iter();
        if let Some(caveat) = caveats.into_iter().find(|one| holds.is_none_or(|holds| !holds.contains(*one)))
        {
            return Ok(Some(format!("it went under the caveat `{caveat}`")));
        }
        if release.marking.tlp == Tlp::Red {
            return Ok(Some("it went under TLP:RED".to_owned()));
        }
        let matter = Matter::of(self.store, claim, release.tear_line.as_ref(), |_| None)?;
        match matter.decide(self.store, self.node, &self.audience, &release.persons, self.at)? {
            Decision::Release(_) => Ok(None),
            Decision::Withhold(reasons) => {
                Ok(reasons.iter().find(|reason| is_about_it(reason)).map(ToString::to_string))
            }
        }
    }
}

/// Whether a reason is about who reads it. That a claim stands no longer, or that another person was wanting, is no
/// secret from whoever could have had it.
const fn is_about_it(reason: &Reason) -> bool {
    !matches!(
        reason,
        Reason::NotAccepted { .. }
            | Reason::TearLineLeaks { .. }
            | Reason::NeedsSecondPerson
            | Reason::Suspended { .. }
    )
}
