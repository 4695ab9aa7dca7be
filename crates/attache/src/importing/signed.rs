//! Signed bundles: whose they are, and whether they are what they say.

use attache_core::{
    collection::CollectionId,
    partner::{PartnerId, PartnerState},
    roster::Roster,
};
use attache_exchange::{
    bundle::{Bundle, BundleFault},
    follower::{FollowState, SeenCheckpoint},
    log_key::LogVerifier,
};
use attache_store::{Commit, Setting};
use serde_json::json;

use super::{Load, Misfit, Verdict};
use crate::{
    effects::Effects,
    failure::Failure,
    following::{self, key_of},
    node::Node,
    remote::Remote,
};

/// Who signed, by the record.
pub(super) struct Sender {
    /// The partner.
    pub(super) state: PartnerState,
    verifier: LogVerifier,
}

/// The partner whose key the bundle names, or whose it is said to be. Nothing is verified by that.
pub(super) fn sender(
    effects: &Effects<'_>,
    roster: &Roster,
    bundle: &Bundle,
    from: Option<&PartnerId>,
) -> Result<Sender, Failure> {
    if let Some(from) = from {
        let state = crate::partnering::known(roster, from)?;
        let verifier = verifier(effects, state)?.ok_or_else(|| {
            Failure::Input(format!(
                "the key of {from}'s log is not known, so nothing can be verified: `attache partner set {from} --verifier KEY`"
            ))
        })?;
        return Ok(Sender { state: state.clone(), verifier });
    }
    let named = bundle.claimed_origin().unwrap_or_default();
    for state in roster.partners() {
        let fits = |verifier: &LogVerifier| {
            named.strip_prefix(verifier.name()).is_some_and(|rest| rest.starts_with('/'))
        };
        if let Some(verifier) = verifier(effects, state)?.filter(fits) {
            return Ok(Sender { state: state.clone(), verifier });
        }
    }
    Err(Failure::Input(
        "no partner's key is the one that this bundle names: set it with `attache partner set PARTNER --verifier KEY`, or say whose it is with --from".into(),
    ))
}

fn verifier(effects: &Effects<'_>, state: &PartnerState) -> Result<Option<LogVerifier>, Failure> {
    let remote = Remote::load(effects.store, &state.partner.id)?;
    let key = remote.as_ref().and_then(|remote| remote.verifier.as_deref());
    key_of(&state.partner.id, key.or(state.partner.verifier.as_deref())).map_err(Failure::Input)
}

/// The objects of a bundle that holds, with the state of following that it leads to.
pub(super) fn verified(
    effects: &Effects<'_>,
    node: &Node,
    sender: &Sender,
    bundle: &Bundle,
) -> Result<(Load, Verdict), Failure> {
    let id = &sender.state.partner.id;
    let origin = bundle.claimed_origin().unwrap_or_default().to_owned();
    let prefix = format!("{}/", sender.verifier.name());
    let collection = origin.strip_prefix(&prefix).and_then(|rest| rest.parse().ok()).map(CollectionId);
    let Some(collection) = collection else {
        return Err(Failure::Input(format!(
            "the bundle is of another log than one of {id}: nothing was imported"
        )));
    };
    let collection = collection.to_string();
    let mut follow = following::state(effects.store, id, &collection)?;
    let have = Some(follow.replay()).filter(|replay| replay.size() > 0);
    let us = format!("identity--{}", node.identity.hyphenated());
    match bundle.verify(&sender.verifier, &origin, &us, have) {
        Ok(held) => {
            let verdict =
                Verdict { log: origin, leaves: held.replay.size(), issued: Some(held.issued), known: false };
            follow.skip_to(held.replay, SeenCheckpoint::from(&held.checkpoint), held.last_added);
            let refused = held
                .refused
                .into_iter()
                .map(|one| Err(Misfit { id: one.id, why: one.why.to_string(), bytes: one.bytes }));
            let objects = held.keep.into_iter().map(Ok).chain(refused).collect();
            Ok((Load { objects, settings: vec![kept(id, &collection, &follow)] }, verdict))
        }
        Err(BundleFault::Known { have, .. }) => {
            let verdict = Verdict { log: origin, leaves: have, issued: None, known: true };
            Ok((Load { objects: Vec::new(), settings: Vec::new() }, verdict))
        }
        Err(fault @ BundleFault::Rewritten { .. }) => {
            evidence(effects, id, &collection, bundle, &follow)?;
            Err(Failure::Input(format!(
                "ALARM: {fault}. Nothing was imported, and both logs are kept as evidence; talk to {id}"
            )))
        }
        Err(fault) => Err(Failure::Input(format!("{fault}: nothing was imported"))),
    }
}

fn kept(partner: &PartnerId, collection: &str, follow: &FollowState) -> Setting {
    Setting { name: following::setting(partner, collection), value: Some(follow.to_bytes()) }
}

/// Keeps what contradicts itself.
fn evidence(
    effects: &Effects<'_>,
    partner: &PartnerId,
    collection: &str,
    bundle: &Bundle,
    follow: &FollowState,
) -> Result<(), Failure> {
    let now = effects.clock.now();
    let both = json!({ "bundle": bundle.claimed_checkpoint(), "followed": follow.checkpoint() });
    let name = format!("evidence/{partner}/{collection}/{now}");
    let settings = vec![Setting { name, value: Some(attache_core::canonical::to_bytes(&both)?) }];
    effects.store.commit(&Commit { now, settings, ..Commit::default() })?;
    tracing::error!(%partner, collection, "ALARM: a bundle does not go on from the log that was followed");
    Ok(())
}
