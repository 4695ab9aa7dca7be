//! What a sender may change of what it sent.

use std::collections::BTreeMap;

use attache_core::{
    claim_kind::ClaimKind,
    claim_state::Standing,
    marking::{Marking, Tlp},
    record::Happening,
};

use super::stage::{HARBOUR, Line, RIVER, Scene, revoked};
use crate::receiving::Fate;

#[test]
fn a_sender_calls_back_what_came_from_it_first_and_nothing_else() {
    let scene = Scene::new();
    let line = Line::new("A brigade was moved north.");
    let note = line.note(1, 1, HARBOUR);
    scene.send("harbour", std::slice::from_ref(&note));
    let by_hub = line.note(2, 2, HARBOUR);
    scene.send("hub", std::slice::from_ref(&by_hub));
    assert_eq!(scene.send("hub", &[revoked(&by_hub, 3)]).of(Fate::Recalled), 1);
    assert!(scene.reason("hub", &by_hub).contains("came first from harbour"));
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Received);
    assert_eq!(scene.send("harbour", &[revoked(&note, 3)]).of(Fate::Recalled), 1);
    let state = scene.claim(&line).unwrap();
    assert_eq!(state.standing, Standing::Retracted);
    assert_eq!(state.decided, Some(("partner harbour".into(), "called back by its sender".into())));
}

#[test]
fn a_recall_in_the_batch_of_its_claim_and_one_that_comes_before_it() {
    let scene = Scene::new();
    let line = Line::new("A bridge was closed.");
    let note = line.note(1, 1, HARBOUR);
    let tally = scene.send("harbour", &[note.clone(), revoked(&note, 2)]);
    assert_eq!((tally.of(Fate::Claim), tally.of(Fate::Recalled)), (1, 1));
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Retracted);
    let other = Line::new("A road was closed.");
    let note = other.note(2, 1, HARBOUR);
    scene.send("harbour", &[revoked(&note, 2)]);
    assert_eq!(scene.send("harbour", &[note]).fates, BTreeMap::new());
    assert!(scene.claim(&other).is_none(), "an older version of what was called back does not rise again");
}

#[test]
fn a_claim_that_stands_by_two_objects_is_called_back_with_the_last() {
    let scene = Scene::new();
    let line = Line::new("Ammunition was moved by rail.");
    let (own, group) = (line.note(1, 1, HARBOUR), line.note(2, 1, HARBOUR));
    scene.send("harbour", &[own.clone(), group.clone()]);
    scene.send("harbour", &[revoked(&group, 2)]);
    assert!(scene.reason("harbour", &group).contains("still stands by another object"));
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Received);
    scene.send("harbour", &[revoked(&own, 2)]);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Retracted);
    // Given again under a new object: what is revoked stays so, the claim does not.
    assert_eq!(scene.send("harbour", &[line.note(3, 3, HARBOUR)]).of(Fate::Claim), 1);
    assert!(scene.claim(&line).unwrap().standing.stands());
}

#[test]
fn only_the_sender_calls_back() {
    let scene = Scene::new();
    let line = Line::new("Barges were built.");
    let note = line.note(1, 1, HARBOUR);
    scene.send("harbour", std::slice::from_ref(&note));
    // The same object, revoked by somebody else: in its own inbox, where it brought nothing.
    assert_eq!(scene.send("river", &[revoked(&note, 2)]).of(Fate::Refused), 1);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Received);
}

#[test]
fn a_sender_puts_right_what_nobody_here_has_judged() {
    let scene = Scene::new();
    let line = Line::new("Guns were sent by ship.");
    scene.send("harbour", &[line.note(1, 1, HARBOUR)]);
    let narrower = Line { marking: Marking::of(Tlp::Red), kind: ClaimKind::Transfer, ..line.clone() };
    assert_eq!(scene.send("harbour", &[narrower.note(1, 2, HARBOUR)]).of(Fate::Corrected), 1);
    let state = scene.claim(&line).unwrap();
    assert_eq!((state.body.kind, state.marking.tlp), (ClaimKind::Transfer, Tlp::Red));
    assert_eq!(state.claim.as_ref().unwrap().originator().0, "Harbour Desk");
    // Marked narrower here since: a wider marking of the sender does not widen that.
    let ours = Marking { caveats: ["DESK ONLY".to_owned()].into(), ..Marking::of(Tlp::Red) };
    scene.record("ana", Happening::MarkingSet { claim: line.id(), marking: ours });
    scene.send("harbour", &[Line { kind: ClaimKind::Transfer, ..line.clone() }.note(1, 3, HARBOUR)]);
    let marking = scene.claim(&line).unwrap().marking;
    assert_eq!((marking.tlp, marking.caveats.len()), (Tlp::Red, 1));
    // Judged here since: told otherwise now, people look at it.
    let state = scene.claim(&line).unwrap();
    crate::reviewing::decide(&scene.effects(), &state, &crate::reviewing::Decision::Accept).unwrap();
    let same = Line { kind: ClaimKind::Transfer, ..line.clone() };
    assert_eq!(scene.send("harbour", &[same.note(1, 4, HARBOUR)]).of(Fate::Claim), 1, "nothing new");
    let third = Line { kind: ClaimKind::Stock, ..line.clone() };
    assert_eq!(scene.send("harbour", &[third.note(1, 5, HARBOUR)]).of(Fate::Differs), 1);
    assert_eq!(scene.claim(&line).unwrap().body.kind, ClaimKind::Transfer);
}

#[test]
fn what_a_sender_puts_right_is_no_correction_of_ours_and_its_narrower_marking_binds() {
    let scene = Scene::new();
    let line = Line::new("Guns were sent by train.");
    scene.send("harbour", &[line.note(1, 1, HARBOUR)]);
    let narrower = Line { marking: Marking::of(Tlp::Red), ..line.clone() };
    assert_eq!(scene.send("harbour", &[narrower.note(1, 2, HARBOUR)]).of(Fate::Corrected), 1);
    // Marked wider here: the colour that the sender gave last binds.
    scene.record("ana", Happening::MarkingSet { claim: line.id(), marking: Marking::of(Tlp::Green) });
    let state = scene.claim(&line).unwrap();
    assert_eq!((state.standing, state.marking_in_force().tlp), (Standing::Received, Tlp::Red));
    let other = Line { kind: ClaimKind::Transfer, ..narrower };
    assert_eq!(scene.send("harbour", &[other.note(1, 3, HARBOUR)]).of(Fate::Corrected), 1);
    let state = scene.claim(&line).unwrap();
    assert_eq!((state.standing, state.body.kind), (Standing::Received, ClaimKind::Transfer));
    assert_eq!(state.basis, None, "nobody here has accepted it");
}

#[test]
fn what_our_reader_had_drafted_is_called_back_and_narrowed_all_the_same() {
    let scene = Scene::new();
    let line = Line::new("Rockets were sent by sea.");
    scene.record("ana", Happening::ArticleAdded { article: Box::new(line.article()) });
    let draft = Box::new(line.body());
    scene.record("ana", Happening::ClaimDrafted { claim: line.id(), article: line.article().id(), draft });
    let note = line.note(1, 1, HARBOUR);
    assert_eq!(scene.send("harbour", std::slice::from_ref(&note)).of(Fate::Claim), 1);
    let narrower = Line { marking: Marking::of(Tlp::Red), ..line.clone() };
    scene.send("harbour", &[narrower.note(1, 2, HARBOUR)]);
    assert_eq!(scene.claim(&line).unwrap().marking_in_force().tlp, Tlp::Red);
    scene.send("harbour", &[revoked(&note, 3)]);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Retracted);
}

#[test]
fn a_claim_that_two_partners_bring_falls_with_the_last_of_them_or_with_its_originator() {
    let scene = Scene::new();
    // Of a third organisation: each of them passed it on, and each may end that for reasons of its own.
    let line = Line { originator: "Third Desk".into(), ..Line::new("Trucks crossed at night.") };
    let (one, other) = (line.note(1, 1, HARBOUR), line.note(2, 1, RIVER));
    scene.send("harbour", std::slice::from_ref(&one));
    scene.send("river", std::slice::from_ref(&other));
    scene.send("harbour", &[revoked(&one, 2)]);
    assert!(scene.reason("harbour", &one).contains("stands by what river sent"));
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Received);
    scene.send("river", &[revoked(&other, 2)]);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Retracted);
    // Its originator's word is enough.
    let own = Line { originator: "harbour".into(), ..Line::new("Trucks crossed by day.") };
    let note = own.note(3, 1, HARBOUR);
    scene.send("harbour", std::slice::from_ref(&note));
    scene.send("river", &[own.note(4, 1, RIVER)]);
    scene.send("harbour", &[revoked(&note, 2)]);
    assert_eq!(scene.claim(&own).unwrap().standing, Standing::Retracted);
}

#[test]
fn narrowed_widened_and_narrowed_again_it_is_narrow() {
    let scene = Scene::new();
    let narrow = Line { marking: Marking::of(Tlp::Red), ..Line::new("Trains left for the coast.") };
    let wide = Line { marking: Marking::of(Tlp::Green), ..narrow.clone() };
    let notes: Vec<_> =
        (1..).zip([&narrow, &wide, &narrow]).map(|(hour, line)| line.note(1, hour, HARBOUR)).collect();
    assert_eq!(scene.send("harbour", &notes).of(Fate::Corrected), 2);
    assert_eq!(scene.claim(&narrow).unwrap().marking_in_force().tlp, Tlp::Red);
    // Called back, given again as another object, called back, all before anybody looks.
    let line = Line::new("Trains came back.");
    let (one, other) = (line.note(2, 1, HARBOUR), line.note(3, 2, HARBOUR));
    scene.send("harbour", &[one.clone(), revoked(&one, 2), other.clone(), revoked(&other, 3)]);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Retracted);
}
