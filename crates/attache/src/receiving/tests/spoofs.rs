//! Objects that are not what they say.

use std::collections::BTreeSet;

use attache_core::{claim::Provenance, claim_kind::ClaimKind, claim_state::Standing, record::Happening};
use serde_json::json;

use super::stage::{HARBOUR, Line, RIVER, Scene, accepted_here, released, with};
use crate::receiving::{Fate, Tally};

#[test]
fn under_the_identity_of_another_it_is_refused() {
    let scene = Scene::new();
    let line = Line::new("Troops crossed the river.");
    for (number, creator) in [(1, RIVER), (2, "identity--99999999-9999-4999-8999-999999999999")] {
        let note = line.note(number, 1, creator);
        let tally = scene.send("harbour", std::slice::from_ref(&note));
        assert_eq!((tally.of(Fate::Refused), tally.wrong.len()), (1, 1));
        assert!(scene.reason("harbour", &note).contains(creator));
    }
    let mut nobody = line.note(3, 1, HARBOUR);
    nobody.as_object_mut().unwrap().remove("created_by_ref");
    assert_eq!(scene.send("harbour", &[nobody]).of(Fate::Refused), 1);
    assert!(scene.claim(&line).is_none());
}

#[test]
fn a_tear_line_in_the_name_of_another_partner_is_refused() {
    let scene = Scene::new();
    let in_the_name_of = |name: &str, text: &str| {
        let line = Line { originator: name.into(), ..Line::new(text) };
        let mut note = line.note(u128::from(text.len() as u64), 1, HARBOUR);
        note["x_told"]["torn"] = json!(text);
        note
    };
    let spoofed = in_the_name_of("River", "Ships left.");
    assert_eq!(scene.send("harbour", std::slice::from_ref(&spoofed)).of(Fate::Refused), 1);
    assert!(scene.reason("harbour", &spoofed).contains("in the name of river"));
    let own = in_the_name_of("harbour", "Ships left the port.");
    assert_eq!(scene.send("harbour", &[own]).of(Fate::Claim), 1);
}

#[test]
fn ours_is_recognised_only_if_we_released_it_as_it_is() {
    let scene = Scene::new();
    let line = Line { originator: "Our Desk".into(), ..Line::new("Tanks were handed over.") };
    let note = |number| line.note(number, 1, &scene.us);
    // Never heard of.
    let unknown = note(1);
    scene.send("harbour", std::slice::from_ref(&unknown));
    assert!(scene.reason("harbour", &unknown).contains("ours and is not: this store has no such claim"));
    // Known, never released: a leak, or a forgery.
    accepted_here(&scene, &line);
    let leaked = note(2);
    scene.send("harbour", std::slice::from_ref(&leaked));
    assert!(scene.reason("harbour", &leaked).contains("never released it"));
    // Released, and come back.
    released(&scene, &line);
    let back = note(3);
    assert_eq!(scene.send("harbour", std::slice::from_ref(&back)).of(Fate::Ours), 1);
    let state = scene.claim(&line).unwrap();
    assert_eq!(state.standing, Standing::Accepted);
    assert_eq!(state.received_from, BTreeSet::from(["harbour".to_owned()]));
    // Released, and altered on the way.
    let altered = Line { kind: ClaimKind::Transfer, ..line.clone() }.note(4, 1, &scene.us);
    scene.send("harbour", std::slice::from_ref(&altered));
    assert!(scene.reason("harbour", &altered).contains("says something else"));
    assert_eq!(scene.claim(&line).unwrap().body.kind, ClaimKind::Deployment);
}

#[test]
fn our_name_under_anothers_identity_is_judged_as_ours() {
    let scene = Scene::new();
    let line = Line { originator: "Our Desk".into(), ..Line::new("A convoy was seen.") };
    let note = line.note(1, 1, HARBOUR);
    assert_eq!(scene.send("harbour", std::slice::from_ref(&note)).of(Fate::Refused), 1);
    assert!(scene.reason("harbour", &note).contains("ours and is not"));
    // Passed on by our leave, and come back under the identity of who did.
    accepted_here(&scene, &line);
    released(&scene, &line);
    assert_eq!(scene.send("river", &[line.note(2, 1, RIVER)]).of(Fate::Ours), 1);
    assert_eq!(scene.claim(&line).unwrap().claim.unwrap().originator().0, "Our Desk");
}

#[test]
fn an_id_that_does_not_follow_from_the_content_is_refused() {
    let scene = Scene::new();
    let (line, other) = (Line::new("Two ships were loaded."), Line::new("Nothing was loaded at all."));
    let mut squatting = other.note(1, 1, HARBOUR);
    squatting["x_told"]["claim"] = json!(line.id());
    scene.send("harbour", std::slice::from_ref(&squatting));
    assert!(scene.reason("harbour", &squatting).contains("does not follow"));
    // Words that do not stand in the article, which is here.
    accepted_here(&scene, &line);
    let mut misquoting = line.note(2, 1, HARBOUR);
    let words = json!({ "start": 0, "end": 9, "text": "Ten ships" });
    misquoting["x_told"]["body"]["sentence"] = words;
    scene.send("harbour", std::slice::from_ref(&misquoting));
    assert!(scene.reason("harbour", &misquoting).contains("do not stand at bytes 0 to 9"));
    assert_eq!(scene.fate("harbour", &misquoting), Fate::Refused);
    // One object tells one claim.
    let first = other.note(3, 1, HARBOUR);
    let third = Line::new("A third thing.").note(3, 2, HARBOUR);
    scene.send("harbour", &[first, third.clone()]);
    assert!(scene.reason("harbour", &third).contains("another claim before"));
}

#[test]
fn a_clock_far_ahead_cannot_squat_on_the_newest_version() {
    let scene = Scene::new();
    let line = Line::new("Fuel was stored.");
    let ahead = with(line.note(1, 1, HARBOUR), "modified", json!("2031-01-01T00:00:00.000Z"));
    scene.send("harbour", std::slice::from_ref(&ahead));
    assert!(scene.reason("harbour", &ahead).contains("ahead of our clock"));
    assert!(scene.claim(&line).is_none());
    let true_one = line.note(1, 2, HARBOUR);
    assert_eq!(scene.send("harbour", &[true_one]).of(Fate::Claim), 1);
}

#[test]
fn what_was_made_by_a_clock_far_ahead_counts_when_its_time_has_come() {
    let mut scene = Scene::new();
    let line = Line::new("Fuel was stored.");
    let ahead = with(line.note(1, 1, HARBOUR), "modified", json!("2026-11-27T00:00:00.000Z"));
    scene.send("harbour", std::slice::from_ref(&ahead));
    assert_eq!(scene.fate("harbour", &ahead), Fate::Waiting);
    assert!(scene.claim(&line).is_none());
    scene.clock.0 = "2026-11-25T23:00:00Z".parse().unwrap();
    assert_eq!(scene.send("harbour", &[]), Tally::default());
    // Less than a day ahead now: nothing else has to come for it to be looked at again, once.
    scene.clock.0 = "2026-11-26T00:00:01Z".parse().unwrap();
    assert_eq!(scene.send("harbour", &[]).of(Fate::Claim), 1);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Received);
    assert_eq!(scene.send("harbour", &[]), Tally::default());
}

#[test]
fn a_recall_counts_at_once_whatever_its_clock_says() {
    let scene = Scene::new();
    let line = Line::new("Fuel was stored.");
    let note = line.note(1, 1, HARBOUR);
    scene.send("harbour", std::slice::from_ref(&note));
    let recall = with(with(note, "revoked", json!(true)), "modified", json!("2031-01-01T00:00:00.000Z"));
    assert_eq!(scene.send("harbour", &[recall]).of(Fate::Recalled), 1);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Retracted);
}

#[test]
fn what_we_turned_down_stays_so_and_what_is_accepted_here_stays_the_originators() {
    let scene = Scene::new();
    let line = Line::new("Missiles were test-fired.");
    scene.record("ana", Happening::ArticleAdded { article: Box::new(line.article()) });
    let draft = Box::new(line.body());
    scene.record("ana", Happening::ClaimDrafted { claim: line.id(), article: line.article().id(), draft });
    scene.record("ana", Happening::ClaimRejected { claim: line.id(), reason: "a drill".into() });
    assert_eq!(scene.send("harbour", &[line.note(1, 1, HARBOUR)]).of(Fate::Known), 1);
    assert_eq!(scene.claim(&line).unwrap().standing, Standing::Rejected);

    let other = Line::new("Missiles were shipped.");
    scene.send("harbour", &[other.note(2, 1, HARBOUR)]);
    let state = scene.claim(&other).unwrap();
    crate::reviewing::decide(&scene.effects(), &state, &crate::reviewing::Decision::Accept).unwrap();
    let state = scene.claim(&other).unwrap();
    let claim = state.claim.unwrap();
    assert_eq!(state.standing, Standing::Accepted);
    assert_eq!(claim.originator().0, "Harbour Desk", "accepting it does not make it ours");
    assert_eq!(*claim.provenance(), Provenance::Received { from: "harbour".into() });
    assert_eq!(state.marking, other.marking);
}
