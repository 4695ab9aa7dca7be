//! The fold of what is recorded of a claim's coming and going.

use super::{ClaimState, Standing};
use crate::{
    claim::{Originator, Provenance},
    digest::Digest,
    grade::Credibility,
    marking::{Marking, Tlp},
    record::{Basis, Happening, Record},
    release::fixture::{accepted, apply, article, body, leave, marked, marking, persons, received, seal},
    sharing::{Proposal, Release},
};

fn theirs() -> ClaimState {
    received(body(), &article(), "desk")
}

/// The same claim, sent by `from` under another marking.
fn sent(from: &str, tlp: Tlp, credibility: Option<Credibility>) -> Happening {
    let mut body = body();
    body.kind = crate::claim_kind::ClaimKind::Clash;
    let sealed = seal(body, &article(), Provenance::Received { from: from.into() }, "them");
    let claim = crate::claim::Claim::seal(
        sealed.id(),
        sealed.article(),
        sealed.body().clone(),
        Originator("somebody else".into()),
        sealed.provenance().clone(),
        marking(tlp, &["us"]),
    );
    Happening::ClaimReceived { claim: Box::new(claim.unwrap()), credibility, object: "note--2".into() }
}

fn by(who: &str, seq: u64, what: Happening) -> Record {
    let mut record = crate::release::fixture::record(seq, what);
    record.new.by = who.into();
    record
}

fn release(to: &str, object: &str, second: i64) -> Happening {
    let release = Release {
        to: to.parse().unwrap(),
        object: object.into(),
        version: jiff::Timestamp::from_second(second).unwrap(),
        marking: Marking::of(Tlp::Green),
        digest: Digest::of_bytes(b"x"),
        tear_line: None,
        persons: persons(&["ana"]),
    };
    Happening::ClaimReleased { claim: theirs().id, release: Box::new(release) }
}

fn withdrawn(to: &str, object: &str) -> Happening {
    let (to, object, reason) = (to.parse().unwrap(), object.into(), "narrowed".into());
    Happening::ReleaseWithdrawn { claim: theirs().id, to, object, reason }
}

#[test]
fn our_own_claim_that_comes_back_gains_a_road_and_nothing_else() {
    let ours = marked(&accepted(body(), &article()), marking(Tlp::Red, &["desk"]));
    let back = apply(&apply(&ours, sent("desk", Tlp::Clear, None)), sent("far-desk", Tlp::Clear, None));
    assert_eq!(back.received_from.iter().collect::<Vec<_>>(), ["desk", "far-desk"]);
    let unchanged = ClaimState { received_from: ours.received_from.clone(), last: ours.last, ..back.clone() };
    assert_eq!(unchanged, ours);
    assert!(!back.is_received());
    assert_eq!(back.originator(), Some(&Originator("us".into())));
}

#[test]
fn a_claim_of_two_partners_is_that_of_the_first() {
    let first = theirs();
    let both = apply(&first, sent("far-desk", Tlp::Clear, Some(Credibility::Confirmed)));
    assert_eq!(both.received_from.len(), 2);
    assert_eq!((both.body.kind, both.marking.tlp), (first.body.kind, Tlp::Green));
    assert_eq!(both.claim, first.claim);
    assert!(both.gradings.is_empty(), "nor is its grade taken");
}

#[test]
fn a_later_version_of_the_first_replaces_what_it_sent() {
    let later = apply(&theirs(), sent("desk", Tlp::Amber, Some(Credibility::Doubtful)));
    assert_eq!(later.standing, Standing::Received);
    assert_eq!((later.body.kind, later.marking.tlp), (crate::claim_kind::ClaimKind::Clash, Tlp::Amber));
    assert_eq!(later.credibility(), Some(Credibility::Doubtful));
    assert_eq!(later.originator(), Some(&Originator("them".into())), "a version does not change hands");
}

#[test]
fn a_marking_set_here_outlasts_later_versions_and_widens_none() {
    let narrowed = marked(&theirs(), marking(Tlp::Red, &["ally"]));
    let later = apply(&narrowed, sent("desk", Tlp::Clear, None));
    assert_eq!(later.marking, marking(Tlp::Red, &["ally"]));
    let widened = marked(&theirs(), marking(Tlp::Clear, &["ally"]));
    assert_eq!(widened.marking_in_force(), marking(Tlp::Green, &["ally"]), "the sender's colour binds");
    let later = apply(&widened, sent("desk", Tlp::Amber, None));
    assert_eq!(later.marking_in_force(), marking(Tlp::Amber, &["ally"]));
    // Also a draft that was marked before it came or was accepted.
    let draft = Happening::ClaimDrafted { claim: later.id, article: later.article, draft: Box::new(body()) };
    let draft =
        marked(&ClaimState::open(&crate::release::fixture::record(1, draft)).unwrap(), Marking::of(Tlp::Red));
    assert_eq!(apply(&draft, sent("desk", Tlp::Clear, None)).marking, Marking::of(Tlp::Red));
    let claim = seal(body(), &article(), Provenance::Read, "us");
    let accepted = apply(&draft, Happening::ClaimAccepted { claim, basis: Basis::Person });
    assert_eq!(accepted.marking, Marking::of(Tlp::Red));
}

#[test]
fn what_was_judged_here_is_not_replaced_and_is_still_bound_by_the_senders_marking() {
    let claim = seal(body(), &article(), Provenance::Read, "us");
    let ours = apply(&theirs(), Happening::ClaimCorrected { claim, reason: "misread".into() });
    let later = apply(&ours, sent("desk", Tlp::Amber, None));
    assert_eq!((later.standing, &later.body), (Standing::Corrected, &ours.body));
    assert_eq!(later.marking_in_force().tlp, Tlp::Amber);
    assert!(later.is_received());
}

#[test]
fn a_grade_given_here_is_not_replaced_by_the_senders() {
    let graded =
        Happening::ClaimGraded { claim: theirs().id, credibility: Credibility::Improbable, reason: None };
    let mut graded_here = theirs();
    graded_here.apply(&by("staff", 9, graded));
    let mut later = graded_here.clone();
    later.apply(&by("partner desk", 10, sent("desk", Tlp::Amber, Some(Credibility::Confirmed))));
    assert_eq!(later.credibility(), Some(Credibility::Improbable));
}

#[test]
fn graders_stand_side_by_side_each_with_the_last_word() {
    let grade = |credibility| Happening::ClaimGraded { claim: theirs().id, credibility, reason: None };
    let mut state = theirs();
    let given = [("ana", 2), ("ivo", 6), ("ana", 3), ("mira", 1)];
    for (seq, (grader, number)) in (9..).zip(given) {
        state.apply(&by(grader, seq, grade(Credibility::try_from(number).unwrap())));
    }
    let graders: Vec<_> =
        state.graders().iter().map(|one| (one.by.as_str(), u8::from(one.credibility))).collect();
    assert_eq!(graders, [("ivo", 6), ("ana", 3), ("mira", 1)]);
    assert_eq!(state.gradings.len(), 4, "none is forgotten");
}

#[test]
fn what_its_sender_called_back_the_sender_alone_may_give_again() {
    let mut state = theirs();
    let reason = "called back by its sender".to_owned();
    state.apply(&by("partner desk", 9, Happening::ClaimRetracted { claim: state.id, reason }));
    let mut other = state.clone();
    other.apply(&by("partner far-desk", 10, sent("far-desk", Tlp::Clear, None)));
    assert_eq!(other.standing, Standing::Retracted);
    state.apply(&by("partner desk", 10, sent("desk", Tlp::Red, None)));
    assert_eq!((state.standing, state.marking.tlp), (Standing::Received, Tlp::Red));
}

#[test]
fn what_was_turned_down_or_retracted_does_not_come_to_life_by_being_sent() {
    let article = article();
    let id = theirs().id;
    let draft = Happening::ClaimDrafted { claim: id, article: article.id(), draft: Box::new(body()) };
    let draft = ClaimState::open(&crate::release::fixture::record(1, draft)).unwrap();
    let rejected = apply(&draft, Happening::ClaimRejected { claim: id, reason: "no claim".into() });
    let retracted = apply(&theirs(), Happening::ClaimRetracted { claim: id, reason: "called back".into() });
    for (state, standing) in [(rejected, Standing::Rejected), (retracted, Standing::Retracted)] {
        let mut again = state.clone();
        again.apply(&by("partner desk", state.last.0 + 1, sent("desk", Tlp::Clear, None)));
        assert_eq!(again.standing, standing);
        assert!(again.received_from.contains("desk"));
    }
    assert!(
        apply(&draft, sent("desk", Tlp::Clear, None)).is_received(),
        "a draft nobody looked at is no claim yet"
    );
}

#[test]
fn leave_is_kept_and_proposals_go_when_they_are_dropped_or_done() {
    let state = apply(&theirs(), leave(theirs().id, "ally"));
    assert_eq!(state.leaves.len(), 1);
    let propose = |to: &str| Happening::ReleaseProposed {
        claim: theirs().id,
        proposal: Box::new(Proposal { to: to.parse().unwrap(), tear_line: None }),
    };
    let state = apply(&apply(&apply(&state, propose("ally")), propose("desk")), propose("ally"));
    assert_eq!(state.proposals.len(), 2, "the later of two proposals to one recipient stands");
    let (claim, to) = (state.id, "desk".parse().unwrap());
    let dropped = apply(&state, Happening::ProposalDropped { claim, to, reason: "not now".into() });
    assert_eq!(dropped.proposals.iter().map(|one| one.proposal.to.to_string()).collect::<Vec<_>>(), ["ally"]);
    assert!(apply(&dropped, release("ally", "note--9", 1)).proposals.is_empty());
}

#[test]
fn the_last_version_is_out_until_its_object_is_called_back() {
    let mut state = theirs();
    for what in
        [release("ally", "a", 1), release("ally", "a", 2), release("ally", "b", 3), release("desk", "a", 4)]
    {
        state = apply(&state, what);
    }
    let out =
        |state: &ClaimState| -> Vec<i64> { state.out().map(|one| one.release.version.as_second()).collect() };
    assert_eq!(out(&state), [2, 3, 4]);
    let state = apply(&state, withdrawn("ally", "a"));
    assert_eq!(out(&state), [3, 4]);
    assert_eq!(state.releases.iter().filter(|one| one.withdrawn.is_some()).count(), 2, "both versions");
    assert_eq!(state.released_to(&"desk".parse().unwrap()).count(), 1);
    assert_eq!(out(&apply(&state, withdrawn("ally", "none such"))), [3, 4]);
    let back: ClaimState = serde_json::from_str(&serde_json::to_string(&state).unwrap()).unwrap();
    assert_eq!(back, state);
}
