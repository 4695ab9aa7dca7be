//! What a change makes of that which is out, in one transaction.

use std::collections::BTreeSet;

use attache_core::{
    article::Article,
    claim::{Claim, Originator, Provenance},
    claim_kind::ClaimKind,
    grade::Credibility,
    marking::Marking,
    recipient::Recipient,
    record::Happening,
    tear_line::Keep,
};
use attache_store::{Memory, Store};

use super::fixture::{Desk, green};
use crate::{
    grading, partnering,
    partnering::Given,
    redeciding,
    releasing::{self, Order, Verdict, tearing::Tear, withdrawing},
};

fn groups(names: &[&str]) -> Given {
    Given { groups: Some(names.iter().map(|name| name.parse().unwrap()).collect()), ..Given::default() }
}

/// A desk that shares its deployment with kyiv-desk.
fn sharing(store: &Memory) -> Desk<'_> {
    let desk = Desk::new(store);
    desk.partner("kyiv-desk", Given::default()).unwrap();
    desk.agree("kyiv-desk", |_| {});
    desk.mark(desk.deployment(), green(&["kyiv-desk"]));
    let rows = desk.release("kyiv-desk", &[desk.deployment()]);
    assert!(matches!(rows[0].verdict, Verdict::Goes(_)));
    desk
}

#[test]
fn a_retraction_is_the_last_version_of_the_note_and_tells_nothing() {
    let store = Memory::new();
    let desk = sharing(&store);
    let done = desk.retract(desk.deployment());
    assert_eq!(done.recalled.len(), 1);
    let notes = desk.notes("kyiv-desk");
    assert_eq!(notes.len(), 2);
    assert_eq!((&notes[0]["id"], &notes[0]["created"]), (&notes[1]["id"], &notes[1]["created"]));
    assert!(notes[0]["modified"].as_str() < notes[1]["modified"].as_str());
    assert_eq!(notes[1]["revoked"], true);
    let state = store.claim(desk.deployment()).unwrap().unwrap();
    assert!(state.out().next().is_none());
    assert_eq!(state.releases.len(), 1, "the record of what went out stays");
}

#[test]
fn no_entry_holds_a_canary() {
    let store = Memory::new();
    let desk = sharing(&store);
    desk.partner("busan-canary", Given::default()).unwrap();
    desk.agree("busan-canary", |_| {});
    desk.mark(desk.deployment(), green(&["busan-canary", "kyiv-desk"]));
    desk.release("busan-canary", &[desk.deployment()]);
    let id = desk.deployment();
    let to: Recipient = "kyiv-desk".parse().unwrap();
    withdrawing::withdraw(&desk.effects(), &to, &[id], "a canary reason").unwrap();
    desk.retract(id);
    for entry in desk.entries("kyiv-desk") {
        let text = String::from_utf8(entry.bytes).unwrap();
        assert!(!text.contains("canary"), "{text}");
        assert!(!text.contains("Quayside"), "what is withheld: {text}");
    }
}

#[test]
fn widening_renews_and_narrowing_calls_back() {
    let store = Memory::new();
    let desk = sharing(&store);
    let same = desk.mark(desk.deployment(), green(&["kyiv-desk", "UA"]));
    assert!(same.renewed.is_empty() && same.recalled.is_empty(), "nothing changes for kyiv-desk: {same:?}");
    let wider = desk
        .mark(desk.deployment(), Marking { tlp: attache_core::marking::Tlp::Clear, ..green(&["kyiv-desk"]) });
    assert_eq!(wider.renewed.len(), 1, "{wider:?}");
    let effects = desk.effects();
    let state = store.claim(desk.deployment()).unwrap().unwrap();
    let graded = grading::claim(&effects, state.id, Credibility::ProbablyTrue, None).unwrap();
    assert_eq!(graded.followed.renewed.len(), 1);
    assert_eq!(desk.notes("kyiv-desk").len(), 3);
    let narrower = desk.mark(desk.deployment(), green(&["UA"]));
    assert!(narrower.recalled[0].reason.contains("not releasable to kyiv-desk"), "{narrower:?}");
}

#[test]
fn who_records_at_the_same_time_is_seen() {
    let store = Memory::new();
    let desk = Desk::new(&store);
    desk.partner("kyiv-desk", Given::default()).unwrap();
    desk.agree("kyiv-desk", |_| {});
    let id = desk.deployment();
    desk.mark(id, green(&["kyiv-desk"]));
    desk.behind_the_back(Happening::ClaimRetracted { claim: id, reason: "at the same time".into() });
    let rows = desk.release("kyiv-desk", &[id]);
    assert!(matches!(&rows[0].verdict, Verdict::Withheld(reasons) if reasons.len() == 1), "decided again");
    assert!(desk.entries("kyiv-desk").is_empty());
}

#[test]
fn dates_that_pass_call_back() {
    let store = Memory::new();
    let desk = Desk::new(&store);
    desk.partner("kyiv-desk", Given::default()).unwrap();
    desk.agree("kyiv-desk", |agreement| agreement.until = Some(jiff::civil::date(2024, 12, 3)));
    desk.mark(desk.deployment(), green(&["kyiv-desk"]));
    desk.release("kyiv-desk", &[desk.deployment()]);
    assert!(!redeciding::tick_on_new_day(&desk.effects()).unwrap().recorded);
    desk.at("2024-12-03T23:00:00Z");
    assert!(!redeciding::tick_on_new_day(&desk.effects()).unwrap().recorded);
    desk.at("2024-12-04T00:00:00Z");
    let done = redeciding::tick_on_new_day(&desk.effects()).unwrap();
    assert!(done.recalled[0].reason.contains("ran until 2024-12-03"), "{done:?}");
    assert!(!redeciding::tick(&desk.effects()).unwrap().recorded, "once is enough");
}

#[test]
fn an_agreement_that_shrinks_calls_back_what_it_covers_no_longer() {
    let store = Memory::new();
    let desk = sharing(&store);
    let done = desk.agree("kyiv-desk", |agreement| {
        agreement.topics = attache_core::agreement::Topics::Only(BTreeSet::from([ClaimKind::Transfer]));
    });
    assert!(done.recalled[0].reason.contains("does not cover claims of kind deployment"), "{done:?}");
}

#[test]
fn a_group_sees_the_same_and_nobody_joins_who_may_not_see_all_of_it() {
    let store = Memory::new();
    let desk = Desk::new(&store);
    let holding = Given { holds: Some(BTreeSet::from(["no press".to_owned()])), ..groups(&["G-DESK"]) };
    desk.partner("kyiv-desk", holding).unwrap();
    desk.agree("G-DESK", |_| {});
    let marking = Marking { caveats: BTreeSet::from(["no press".to_owned()]), ..green(&["G-DESK"]) };
    desk.mark(desk.deployment(), marking);
    desk.release("G-DESK", &[desk.deployment()]);
    let refused = desk.partner("busan-desk", groups(&["G-DESK"])).unwrap_err().to_string();
    assert!(refused.contains("cannot join G-DESK") && refused.contains("no press"), "{refused}");
    desk.partner("busan-desk", groups(&[])).unwrap();
    let loses = Given { holds: Some(BTreeSet::new()), ..Given::default() };
    let done = partnering::set(&desk.effects(), &"kyiv-desk".parse().unwrap(), &loses).unwrap();
    assert!(done.recalled[0].reason.contains("does not hold the caveat"), "{done:?}");
}

#[test]
fn nobody_joins_a_group_to_which_something_went_that_it_may_not_have() {
    let store = Memory::new();
    let desk = Desk::new(&store);
    let named = |code: &str| Given { country: Some(Some(code.parse().unwrap())), ..groups(&["G-DESK"]) };
    desk.partner("kyiv-desk", named("UA")).unwrap();
    desk.agree("G-DESK", |_| {});
    // The list names the member by its country, so that it may go to the group, and nobody else.
    desk.mark(desk.deployment(), green(&["UA"]));
    assert!(matches!(desk.release("G-DESK", &[desk.deployment()])[0].verdict, Verdict::Goes(_)));
    let refused = desk.partner("busan-desk", named("KR")).unwrap_err().to_string();
    assert!(refused.contains("not releasable to busan-desk"), "{refused}");
    assert_eq!(desk.notes("G-DESK").len(), 1, "and nobody else loses anything by the attempt");
    // Called back, it still lies there for whoever reads the log from its beginning.
    desk.retract(desk.deployment());
    assert!(desk.partner("busan-desk", named("KR")).is_err());
    desk.mark(desk.deployment(), green(&["UA", "KR"]));
    desk.partner("busan-desk", named("KR")).unwrap();
}

#[test]
fn a_copy_does_not_give_again_what_was_called_back() {
    let store = Memory::new();
    let desk = sharing(&store);
    let to: Recipient = "kyiv-desk".parse().unwrap();
    let copy = || {
        let state = store.claim(desk.deployment()).unwrap().unwrap();
        let copied = releasing::copying::copy(&desk.effects(), &to, vec![state]).unwrap();
        (copied.went, copied.withheld)
    };
    assert_eq!(copy(), (1, 0));
    withdrawing::withdraw(&desk.effects(), &to, &[desk.deployment()], "by mistake").unwrap();
    assert_eq!(copy(), (0, 1));
}

#[test]
fn a_tear_line_of_two_claims_falls_with_either() {
    let store = Memory::new();
    let desk = sharing(&store);
    desk.read_second();
    let claims: Vec<_> = desk.claims(ClaimKind::Deployment).iter().map(|state| state.id).collect();
    assert_eq!(claims.len(), 2);
    let tear = Tear { keep: Keep::default(), text: None, marking: green(&["kyiv-desk"]) };
    let to: Recipient = "kyiv-desk".parse().unwrap();
    let order = Order { to: &to, claims: &claims, tear: Some(&tear) };
    let rows = releasing::release(&desk.effects(), &order).unwrap();
    assert_eq!(rows.len(), 1);
    assert!(matches!(rows[0].verdict, Verdict::Goes(_)));
    let second = claims.iter().copied().find(|id| *id != claims[0]).unwrap();
    let done = desk.retract(second);
    let torn: Vec<_> = done.recalled.iter().filter(|recall| recall.claims.len() == 2).collect();
    assert_eq!(torn.len(), 1, "{done:?}");
    for id in claims {
        let state = store.claim(id).unwrap().unwrap();
        assert!(state.out().all(|one| one.release.tear_line.is_none()), "recorded with each of its claims");
    }
}

#[test]
fn what_came_from_a_partner_goes_on_by_leave_and_keeps_its_originator() {
    let store = Memory::new();
    let desk = Desk::new(&store);
    for name in ["kyiv-desk", "busan-desk"] {
        desk.partner(name, Given::default()).unwrap();
        desk.agree(name, |_| {});
    }
    let (other, body) = (Article::plain("Theirs.").id(), desk.claims(ClaimKind::Deployment)[0].body.clone());
    let from = Provenance::Received { from: "busan-desk".into() };
    let (id, originator) = (body.id(other), Originator("Busan Register".into()));
    let claim = Claim::seal(id, other, body, originator, from, green(&[])).unwrap();
    let what =
        Happening::ClaimReceived { claim: Box::new(claim), credibility: None, object: "note--1".into() };
    redeciding::record_one(&desk.effects(), &what).unwrap();
    desk.mark(id, green(&["kyiv-desk"]));
    let rows = desk.release("kyiv-desk", &[id]);
    let Verdict::Withheld(reasons) = &rows[0].verdict else { panic!("it went without leave") };
    let told: Vec<_> = reasons.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("no leave"), "{told:?}");
    let to: Recipient = "kyiv-desk".parse().unwrap();
    let own =
        partnering::leave(&desk.effects(), desk.deployment(), &to, "by letter").unwrap_err().to_string();
    assert!(own.contains("needs no leave"), "{own}");
    partnering::leave(&desk.effects(), id, &to, "by letter").unwrap();
    assert!(matches!(desk.release("kyiv-desk", &[id])[0].verdict, Verdict::Goes(_)));
    let note = desk.notes("kyiv-desk").remove(0).to_string();
    assert!(note.contains("Busan Register") && !note.contains("busan-desk"), "{note}");
}

/// Two desks that differ only in what is withheld have the same collection, byte for byte.
#[test]
fn what_lies_there_does_not_depend_on_what_is_withheld() {
    let (plain, more) = (Memory::new(), Memory::new());
    let (first, second) = (Desk::new(&plain), Desk::new(&more));
    for desk in [&first, &second] {
        desk.partner("kyiv-desk", Given::default()).unwrap();
        desk.agree("kyiv-desk", |_| {});
    }
    second.read_second();
    assert_eq!(second.claims(ClaimKind::Deployment).len(), 2);
    second.partner("busan-desk", groups(&["G-DESK"])).unwrap();
    for desk in [&first, &second] {
        let id = desk
            .claims(ClaimKind::Deployment)
            .iter()
            .map(|state| state.id)
            .find(|id| *id == first.deployment());
        let id = id.unwrap();
        desk.at("2024-12-02T12:00:00Z");
        desk.mark(id, green(&["kyiv-desk"]));
        for withheld in desk.claims(ClaimKind::Deployment).iter().filter(|state| state.id != id) {
            desk.mark(withheld.id, green(&["busan-desk"]));
        }
        desk.at("2024-12-02T13:00:00Z");
        desk.release("kyiv-desk", &[]);
        desk.at("2024-12-02T14:00:00Z");
        desk.retract(id);
    }
    assert_eq!(first.entries("kyiv-desk"), second.entries("kyiv-desk"));
    assert!(!first.entries("kyiv-desk").is_empty());
}
