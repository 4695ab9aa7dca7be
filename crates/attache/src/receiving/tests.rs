//! What comes in, judged on a store in memory. Objects here tell their claim in a member of their own (`x_told`):
//! how STIX tells it is the business of `reading`.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    article::Article,
    attribution::Quotation,
    chain::Chain,
    claim::{ClaimDraft, Originator},
    claim_kind::ClaimKind,
    claim_state::{ClaimState, Standing},
    digest::Digest,
    id::{ArticleId, ClaimId},
    marking::{Marking, Tlp},
    modality::Modality,
    object_key::ObjectKey,
    partner::{Partner, PartnerId},
    proposition::Proposition,
    quantity::Figure,
    record::{Basis, Happening, NewRecord},
    sharing::Release,
    source::Source,
    span::{Excerpt, Span},
};
use attache_stix::{limits::Limits, object::OwnedObject};
use attache_store::{
    Memory, Store,
    faulty::{Faulty, Moment},
};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Came, Fate, Tally,
    arrival::arrive,
    came,
    meaning::{Around, Find, Meaning, Object, Told},
    receive_by,
};
use crate::{
    collections,
    effects::{Effects, StoppedClock, SystemChance},
    failure::Failure,
    node::Node,
};

mod crashes;
mod recalls;
mod spoofs;

const NOW: &str = "2026-11-25T12:00:00Z";
const HARBOUR: &str = "identity--11111111-1111-4111-8111-111111111111";
const RIVER: &str = "identity--22222222-2222-4222-8222-222222222222";

fn id(name: &str) -> PartnerId {
    name.parse().unwrap()
}

/// A node with two partners, each under its own identity, and a third that relays.
struct Scene {
    store: Box<dyn Store>,
    clock: StoppedClock,
    us: String,
}

impl Scene {
    fn new() -> Self {
        let scene = Self {
            store: Box::new(Memory::new()),
            clock: StoppedClock(NOW.parse().unwrap()),
            us: String::new(),
        };
        let node = Node::load_or_make(&scene.effects()).unwrap();
        let partner = |name: &str, identity: Option<&str>, relays| Partner {
            id: id(name),
            name: name.to_owned(),
            country: None,
            groups: BTreeSet::new(),
            holds: BTreeSet::new(),
            identity: identity.map(str::to_owned),
            relays,
            verifier: None,
        };
        for partner in [
            partner("harbour", Some(HARBOUR), false),
            partner("river", Some(RIVER), false),
            partner("hub", None, true),
        ] {
            scene.record("ana", Happening::PartnerSet { partner: Box::new(partner) });
        }
        Self { us: format!("identity--{}", node.identity), ..scene }
    }

    fn effects(&self) -> Effects<'_> {
        Effects {
            store: &*self.store,
            clock: &self.clock,
            chance: &SystemChance,
            by: "ana",
            originator: "Our Desk",
        }
    }

    fn record(&self, by: &str, what: Happening) {
        self.store.append(&[NewRecord { at: self.clock.0, by: by.to_owned(), what }]).unwrap();
    }

    /// Lays objects into an inbox and looks at them.
    fn send(&self, from: &str, objects: &[Value]) -> Tally {
        self.lay(from, objects);
        receive_by(&self.effects(), &id(from), read).unwrap()
    }

    fn lay(&self, from: &str, objects: &[Value]) {
        lay(&self.effects(), from, objects).unwrap();
    }

    fn came(&self, from: &str, object: &Value) -> Option<Came> {
        let (type_name, uuid) = object["id"].as_str().unwrap().split_once("--").unwrap();
        let key = ObjectKey { type_name: type_name.to_owned(), uuid: uuid.parse().unwrap() };
        came::of(&*self.store, &id(from), &key).unwrap()
    }

    fn fate(&self, from: &str, object: &Value) -> Fate {
        self.came(from, object).unwrap().fate
    }

    fn reason(&self, from: &str, object: &Value) -> String {
        self.came(from, object).unwrap().reason.unwrap_or_default()
    }

    fn claim(&self, told: &Line) -> Option<ClaimState> {
        self.store.claim(told.id()).unwrap()
    }
}

fn lay(effects: &Effects<'_>, from: &str, objects: &[Value]) -> Result<(), Failure> {
    let roster = crate::partnering::roster(effects.store)?;
    let inbox = collections::inbox(&Node::existing(effects.store)?, roster.partner(&id(from)).unwrap()).id;
    let objects = objects
        .iter()
        .map(|object| OwnedObject::read(object.to_string().into_bytes(), &Limits::default()).unwrap());
    arrive(effects, &id(from), inbox, objects.collect(), &[], Vec::new()).map(|_| ())
}

/// A claim of one line, in an article of that line.
#[derive(Clone)]
struct Line {
    text: String,
    /// What it says, beside the words: the kind stands for all of it.
    kind: ClaimKind,
    marking: Marking,
    originator: String,
}

impl Line {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            kind: ClaimKind::Deployment,
            marking: Marking { releasable_to: ["KR".to_owned()].into(), ..Marking::of(Tlp::Amber) },
            originator: "Harbour Desk".to_owned(),
        }
    }

    fn article(&self) -> Article {
        Article::plain(self.text.clone())
    }

    fn body(&self) -> ClaimDraft {
        let whole = Excerpt::of(&self.text, Span::new(0, self.text.len())).unwrap();
        ClaimDraft {
            kind: self.kind,
            modality: Modality::Asserted,
            quote: Quotation::None,
            confidence: Figure::from(1),
            spans: vec![whole.clone()],
            source: Vec::new(),
            cue: Vec::new(),
            chain: Chain::new(Source::reporting_outlet(), Vec::new()),
            quantities: Vec::new(),
            place: None,
            date: None,
            embedded_in: None,
            likelihood: None,
            proposition: Proposition::default(),
            sentence: whole,
            published: None,
        }
    }

    fn id(&self) -> ClaimId {
        self.body().id(self.article().id())
    }

    /// A note that tells it, of this number and version, made by this identity.
    fn note(&self, number: u128, hour: u8, creator: &str) -> Value {
        let told = json!({
            "claim": self.id(), "article": self.article().id(), "body": self.body(),
            "originator": self.originator, "marking": self.marking,
        });
        object("note", number, hour, creator, &json!({ "x_told": told }))
    }
}

/// An object of this type, number and version, with these members beside.
fn object(type_name: &str, number: u128, hour: u8, creator: &str, beside: &Value) -> Value {
    let time = format!("2026-11-20T{hour:02}:00:00.000Z");
    let mut object = json!({
        "type": type_name, "spec_version": "2.1", "id": format!("{type_name}--{}", Uuid::from_u128(number)),
        "created": "2026-11-20T00:00:00.000Z", "modified": time, "created_by_ref": creator,
    });
    object.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
    object
}

fn with(mut object: Value, member: &str, value: Value) -> Value {
    object[member] = value;
    object
}

fn revoked(object: &Value, hour: u8) -> Value {
    let object = with(object.clone(), "revoked", json!(true));
    with(object, "modified", json!(format!("2026-11-20T{hour:02}:00:00.000Z")))
}

/// Reads the objects of these tests.
fn read(bytes: &[u8], around: &Around<'_>, find: &mut Find<'_>) -> Result<Object, Failure> {
    let object: Value = serde_json::from_slice(bytes).unwrap();
    let creator = object["created_by_ref"].as_str().map(str::to_owned);
    let mut missing = BTreeSet::new();
    for needed in object["object_refs"].as_array().into_iter().flatten() {
        let needed = needed.as_str().unwrap();
        let (type_name, uuid) = needed.split_once("--").unwrap();
        if find(&ObjectKey { type_name: type_name.to_owned(), uuid: uuid.parse().unwrap() })?.is_none() {
            missing.insert(needed.to_owned());
        }
    }
    let told = &object["x_told"];
    let meaning = match object["type"].as_str().unwrap() {
        "note" if object["revoked"] == true => Meaning::Recall,
        "note" if !missing.is_empty() => Meaning::Waits(missing),
        "note" if told.is_object() => Meaning::Claim(Box::new(Told {
            claim: field::<ClaimId>(told, "claim"),
            article: field::<ArticleId>(told, "article"),
            body: field(told, "body"),
            credibility: None,
            names_us: told["originator"] == around.node.name,
            originator: Originator(field(told, "originator")),
            marking: field(told, "marking"),
            torn: None,
        })),
        "report" => Meaning::Beside,
        other => Meaning::Unread(format!("a {other}")),
    };
    Ok(Object { creator, meaning })
}

fn field<T: serde::de::DeserializeOwned>(value: &Value, name: &str) -> T {
    serde_json::from_value(value[name].clone()).unwrap()
}

#[test]
fn a_claim_comes_once_whatever_the_road_and_keeps_its_originator_and_marking() {
    let scene = Scene::new();
    let line = Line::new("More than 10,000 soldiers have been sent to the border region.");
    let note = line.note(1, 1, HARBOUR);
    assert_eq!(scene.send("harbour", &[note.clone()]).of(Fate::Claim), 1);
    // The same bytes again, pulled, pushed and carried: they lie there already.
    assert_eq!(scene.send("harbour", &[note.clone(), note.clone()]), Tally::default());
    let state = scene.claim(&line).unwrap();
    assert_eq!(state.standing, Standing::Received);
    assert_eq!(state.marking, line.marking);
    assert_eq!(state.claim.as_ref().unwrap().originator().0, "Harbour Desk");
    let records = scene.store.records_of(line.id()).unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].new.by, "partner harbour");
}

#[test]
fn a_claim_by_another_road_is_recognised_and_is_no_second_claim() {
    let scene = Scene::new();
    let line = Line::new("Drones were delivered in October.");
    scene.send("harbour", &[line.note(1, 1, HARBOUR)]);
    let relayed = with(line.note(7, 3, HARBOUR), "x_road", json!("by the hub"));
    let tally = scene.send("hub", &[relayed.clone()]);
    assert_eq!(tally.of(Fate::Known), 1);
    assert!(scene.reason("hub", &relayed).contains("received from harbour"));
    let state = scene.claim(&line).unwrap();
    assert_eq!(state.received_from, BTreeSet::from(["harbour".to_owned(), "hub".to_owned()]));
    assert_eq!(scene.store.find(&attache_core::filter::Filter::default()).unwrap().len(), 1);
    // Told otherwise by the other road: the first stays, and people are told.
    let other = Line { kind: ClaimKind::Transfer, ..line.clone() };
    let tally = scene.send("hub", &[other.note(8, 4, HARBOUR)]);
    assert_eq!((tally.of(Fate::Differs), tally.wrong.len()), (1, 1));
    assert_eq!(scene.claim(&line).unwrap().body.kind, ClaimKind::Deployment);
}

#[test]
fn a_note_before_its_report_waits_and_is_read_when_that_comes() {
    let scene = Scene::new();
    let line = Line::new("Shells were seen at the depot.");
    let report = object("report", 5, 1, HARBOUR, &json!({}));
    let note = with(line.note(1, 1, HARBOUR), "object_refs", json!([report["id"]]));
    assert_eq!(scene.send("harbour", &[note.clone()]).of(Fate::Waiting), 1);
    assert!(scene.claim(&line).is_none());
    assert!(scene.reason("harbour", &note).contains("report--"));
    let tally = scene.send("harbour", &[report]);
    assert_eq!((tally.of(Fate::Claim), tally.beside), (1, 1));
    assert!(scene.claim(&line).is_some());
    assert_eq!(scene.fate("harbour", &note), Fate::Claim);
}

#[test]
fn what_never_comes_is_not_waited_for_without_end() {
    let scene = Scene::new();
    let line = Line::new("Ships left the harbour.");
    let note =
        with(line.note(1, 1, HARBOUR), "object_refs", json!([format!("report--{}", Uuid::from_u128(9))]));
    scene.send("harbour", &[note.clone()]);
    for round in 0..=u128::from(super::waiting::ROUNDS) {
        scene.send("harbour", &[object("report", 100 + round, 1, HARBOUR, &json!({}))]);
    }
    assert_eq!(scene.fate("harbour", &note), Fate::Unread);
    assert!(scene.store.settings("waiting/").unwrap().is_empty());
    // Looking again finds the report that came after all.
    scene.lay("harbour", &[object("report", 9, 1, HARBOUR, &json!({}))]);
    receive_by(&scene.effects(), &id("harbour"), read).unwrap();
    super::watermark::reset(&scene.effects(), &id("harbour")).unwrap();
    receive_by(&scene.effects(), &id("harbour"), read).unwrap();
    assert_eq!(scene.fate("harbour", &note), Fate::Claim);
}

#[test]
fn what_cannot_be_read_is_kept_and_counted() {
    let scene = Scene::new();
    let malware = object("malware", 3, 1, HARBOUR, &json!({ "name": "x", "is_family": false }));
    assert_eq!(scene.send("harbour", &[malware.clone()]).of(Fate::Unread), 1);
    assert_eq!(scene.reason("harbour", &malware), "a malware");
}

#[test]
fn a_batch_is_bounded_and_a_thousand_objects_are_all_looked_at() {
    let scene = Scene::new();
    let objects: Vec<_> = (0..250).map(|n| object("malware", n, 1, HARBOUR, &json!({}))).collect();
    let tally = scene.send("harbour", &objects);
    assert_eq!((tally.objects, tally.of(Fate::Unread)), (250, 250));
    assert_eq!(tally.fates, BTreeMap::from([(Fate::Unread, 250)]));
}

#[test]
fn nothing_is_looked_at_while_exchange_rests() {
    let scene = Scene::new();
    let line = Line::new("A battery was moved.");
    let reason = "until it is talked over".to_owned();
    scene.record("ana", Happening::PartnerSuspended { partner: id("harbour"), reason: reason.clone() });
    assert_eq!(scene.send("harbour", &[line.note(1, 1, HARBOUR)]), Tally::default());
    scene.record("ana", Happening::PartnerResumed { partner: id("harbour"), reason });
    assert_eq!(receive_by(&scene.effects(), &id("harbour"), read).unwrap().of(Fate::Claim), 1);
}

/// Records a claim as read and accepted here.
fn accepted_here(scene: &Scene, line: &Line) {
    use attache_core::claim::{Claim, Provenance};
    let article = line.article();
    let claim = Claim::seal(
        line.id(),
        article.id(),
        line.body(),
        Originator("Our Desk".into()),
        Provenance::Read,
        line.marking.clone(),
    )
    .unwrap();
    scene.record("ana", Happening::ArticleAdded { article: Box::new(article) });
    scene.record("ana", Happening::ClaimAccepted { claim: Box::new(claim), basis: Basis::Person });
}

/// Records that a claim went out once, and was called back: what is out now is decided anew with each record.
fn released(scene: &Scene, line: &Line) {
    let object = format!("note--{}", Uuid::from_u128(77));
    let release = Release {
        to: "harbour".parse().unwrap(),
        object: object.clone(),
        version: Timestamp::from_second(1).unwrap(),
        marking: line.marking.clone(),
        digest: Digest::of_bytes(b"x"),
        tear_line: None,
        persons: ["ana".to_owned()].into(),
    };
    scene.record("ana", Happening::ClaimReleased { claim: line.id(), release: Box::new(release) });
    let (to, reason) = ("harbour".parse().unwrap(), "by mistake".into());
    scene.record("ana", Happening::ReleaseWithdrawn { claim: line.id(), to, object, reason });
}
