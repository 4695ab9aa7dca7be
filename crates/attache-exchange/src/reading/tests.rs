//! Tests: what a partner could try.

use attache_core::marking::{Marking, Tlp};
use attache_stix::stix_id::StixId;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    extension::Extension,
    issuer::Issuer,
    reading::{Incoming, Refusal, Sender, read, round_trip::read_back},
    sample,
    writing::{revoke, write},
};

fn us() -> Issuer {
    Issuer { name: "Kyrre Desk".into(), ..sample::issuer() }
}

fn read_as(object: &Value, identity: Option<&StixId>, at: Timestamp) -> Incoming {
    let partner = "quay".parse().unwrap();
    let bytes = serde_json::to_vec(object).unwrap();
    read(&bytes, &|_| None, &Sender { partner: &partner, identity }, &us(), at)
}

fn read_value(object: &Value) -> Incoming {
    read_as(object, Some(&sample::issuer().id().unwrap()), sample::noon())
}

fn note(tear_line: bool) -> Value {
    let issuer = sample::issuer();
    let released =
        if tear_line { sample::released_tear_line(Tlp::Red) } else { sample::released_whole(Tlp::Red) };
    let written = write(&released, &sample::shelf(&issuer), sample::noon(), None).unwrap();
    serde_json::from_slice(&written.objects.last().unwrap().bytes).unwrap()
}

/// Why a claim is refused after a change of its extension.
fn refusal(which: Extension, change: impl Fn(&mut Value)) -> String {
    let mut note = note(which == Extension::TearLine);
    change(&mut note["extensions"][which.id()]);
    match read_value(&note) {
        Incoming::Refused { object, why } => {
            assert_eq!(object.unwrap().to_string(), note["id"]);
            why.to_string()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_does_not_agree_with_itself_is_refused_with_the_place() {
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 19] = [
        (|claim| claim["kind"] = json!("rumour"), "`kind`: unknown variant `rumour`"),
        (
            |claim| claim["claim_id"] = json!("claim--0b4afbfd-8f3a-4b04-b2f6-b6bbb107e252"),
            "`claim_id`: does not follow",
        ),
        (
            |claim| claim["article"]["article_id"] = json!("article--0b4afbfd-8f3a-4b04-b2f6-b6bbb107e252"),
            "`claim_id`",
        ),
        (|claim| claim["article"]["published"] = json!("yesterday"), "`article.published`"),
        (|claim| claim["content"][0]["start"] = json!(3), "`claim_id`"),
        (|claim| claim["content"][0]["text"] = json!("Spells"), "`content[0]`: the text is not as long"),
        (
            |claim| {
                let text = claim["content"][0]["text"].as_str().unwrap().replace("More", "Less");
                claim["content"][0]["text"] = json!(text);
            },
            "`content[0]`: the sentence has another text",
        ),
        (|claim| claim["content"][0]["start"] = json!(-1), "`content[0]"),
        (|claim| claim["sentence"]["end"] = json!(4), "`sentence[0]`: the text is not as long"),
        (|claim| claim["chain"] = json!([]), "`chain`: a chain needs"),
        (|claim| claim["chain"][1]["kind"] = json!("god"), "`chain[1]"),
        (|claim| claim["chain"][0]["name"] = json!(" "), "`chain[0].name`: is empty"),
        (|claim| claim["chain"][0]["name"] = json!("x".repeat(2_001)), "`chain[0].name`: is longer"),
        (|claim| claim["originator"] = json!("Kyrre Desk\u{200b}"), "`originator`: has spaces"),
        (|claim| claim["quantities"][0]["high"] = json!(5), "`quantities[0]`: ends before"),
        (|claim| claim["event_time"]["start"] = json!("2025-01-01"), "`event_time`: ends before"),
        (|claim| claim["reading_confidence"] = json!(2), "`reading_confidence`"),
        (|claim| claim["credibility"] = json!(7), "`credibility`: credibility is a number from 1"),
        (|claim| claim["quantities"] = json!(vec![json!({}); 257]), "`quantities`: has more than 256"),
    ];
    for (change, why) in changes {
        let told = refusal(Extension::Claim, change);
        assert!(told.contains(why), "{told}, not {why}");
        assert!(told.starts_with("in the extension attache-claim: "), "{told}");
    }
    let changes: [(Change, &str); 5] = [
        (|line| line["text"] = json!("\n"), "`text`: is empty"),
        (|line| line["sourcing"] = json!(""), "`sourcing`: is empty"),
        (|line| line["country"] = json!("Russia"), "`country`"),
        (|line| line["from"] = json!("2025-01-01"), "`from`: ends before"),
        (|line| line["figures"][0]["high"] = json!(1), "`figures[0]`: ends before"),
    ];
    for (change, why) in changes {
        let told = refusal(Extension::TearLine, change);
        assert!(told.contains(why), "{told}, not {why}");
    }
}

#[test]
fn no_text_of_a_refusal_is_long_or_forges_a_line() {
    let told = refusal(Extension::Claim, |claim| claim["kind"] = json!(format!("a\nb{}", "x".repeat(5_000))));
    assert!(told.len() < 250 && !told.contains('\n'), "{told}");
}

#[test]
fn members_that_are_not_known_are_passed_over() {
    let mut note = note(false);
    note["extensions"][Extension::Claim.id()]["mood"] = json!("gloomy");
    assert!(matches!(read_value(&note), Incoming::Claim(_)));
}

#[test]
fn nobody_makes_objects_in_the_name_of_another() {
    let other: StixId = "identity--0b4afbfd-8f3a-4b04-b2f6-b6bbb107e252".parse().unwrap();
    let noon = sample::noon();
    for tear_line in [false, true] {
        let mut note = note(tear_line);
        let refused = |note: &Value, identity| {
            matches!(read_as(note, identity, noon), Incoming::Refused { why: Refusal::InAnothersName, .. })
        };
        assert!(refused(&note, Some(&other)));
        assert!(!refused(&note, None), "an identity that is not known binds nobody");
        note.as_object_mut().unwrap().remove("created_by_ref");
        assert!(refused(&note, Some(&other)));
        note["revoked"] = json!(true);
        assert!(refused(&note, Some(&other)), "nor calls it back");
    }
}

#[test]
fn a_claim_that_says_it_is_ours_is_told() {
    for (originator, ours) in [("Kyrre Desk", true), ("KYRRE-DESK", true), ("Quay Monitoring Desk", false)] {
        let mut note = note(false);
        note["extensions"][Extension::Claim.id()]["originator"] = json!(originator);
        let Incoming::Claim(claim) = read_value(&note) else { panic!("{:?}", read_value(&note)) };
        assert_eq!((claim.originator.0.as_str(), claim.claims_to_be_ours), (originator, ours));
    }
}

#[test]
fn a_time_to_come_is_told() {
    let note = note(true);
    let identity = sample::issuer().id().unwrap();
    for (hours, told) in [(0, false), (23, false), (25, true)] {
        let at = sample::noon().checked_sub(SignedDuration::from_hours(hours)).unwrap();
        let Incoming::TearLine(line) = read_as(&note, Some(&identity), at) else { panic!("not read") };
        assert_eq!(line.brought.from_the_future, told, "{hours}");
    }
}

#[test]
fn what_is_called_back_is_told_and_what_is_not_ours_is_kept() {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let released = sample::released_whole(Tlp::Green);
    let written = write(&released, &shelf, sample::noon(), None).unwrap();
    let later = sample::noon().checked_add(SignedDuration::from_secs(1)).unwrap();
    let gone = revoke(&written.note, sample::noon(), later, released.marking(), &shelf).unwrap();
    match read_back(&gone) {
        Incoming::Recall { object, version } => {
            assert_eq!((object, version.timestamp()), (written.note.clone(), later));
        }
        other => panic!("{other:?}"),
    }
    for object in written.objects.iter().filter(|object| object.id != written.note) {
        let value: Value = serde_json::from_slice(&object.bytes).unwrap();
        assert!(matches!(read_value(&value), Incoming::Foreign { object: id } if id == object.id));
    }
    let mut plain = note(false);
    plain.as_object_mut().unwrap().remove("extensions");
    assert!(matches!(read_value(&plain), Incoming::Foreign { .. }));
    let mut both = note(false);
    both["extensions"][Extension::TearLine.id()] = note(true)["extensions"][Extension::TearLine.id()].clone();
    assert!(matches!(read_value(&both), Incoming::Refused { why: Refusal::Both, .. }));
}

#[test]
fn without_the_definition_of_its_marking_a_claim_is_withheld() {
    // The list of recipients is not there; the colour is known by its id.
    let Incoming::Claim(claim) = read_value(&note(false)) else { panic!("not read") };
    assert_eq!(claim.brought.marking.tlp, Tlp::Red);
    assert_eq!(claim.brought.marking.unknown.len(), 1);
    let mut bare = note(false);
    bare.as_object_mut().unwrap().remove("object_marking_refs");
    let Incoming::Claim(claim) = read_value(&bare) else { panic!("not read") };
    assert_eq!(claim.brought.marking, Marking::default());
}

/// Puts a value in place of the member that `at` counts to, depth first.
fn replace(value: &mut Value, at: &mut usize, by: &Value) {
    if *at == 0 {
        *value = by.clone();
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, at, by)),
        Value::Object(members) => members.values_mut().for_each(|member| replace(member, at, by)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let partner = "quay".parse().unwrap();
        let sender = Sender { partner: &partner, identity: None };
        let refused = matches!(read(&bytes, &|_| None, &sender, &us(), sample::noon()), Incoming::Refused { .. });
        prop_assert!(refused);
    }

    #[test]
    fn no_changed_note_makes_it_panic(
        tear_line: bool, mut at in 0usize..160,
        by in prop_oneof![
            Just(json!(null)), Just(json!([])), Just(json!({})), Just(json!(true)),
            any::<i64>().prop_map(|n| json!(n)), any::<f64>().prop_map(|n| json!(n)), "\\PC{0,9}".prop_map(|s| json!(s)),
        ],
    ) {
        let mut note = note(tear_line);
        replace(&mut note, &mut at, &by);
        if let Incoming::Claim(claim) = read_value(&note) {
            prop_assert_eq!(claim.id, claim.body.id(claim.publication.id));
            prop_assert!(claim.seal(&"quay".parse().unwrap()).is_ok());
        }
    }
}
