//! The stage of these tests: a node with partners, and claims of one line. Objects here tell their claim in a member
//! of their own (`x_told`): how STIX tells it is the business of `reading`.

use std::collections::BTreeSet;

use attache_core::{
    article::Article,
    attribution::Quotation,
    chain::Chain,
    claim::{Claim, ClaimDraft, Originator, Provenance},
    claim_kind::ClaimKind,
    claim_state::ClaimState,
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
use attache_store::{Memory, Store};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    collections,
    effects::{Effects, StoppedClock, SystemChance},
    failure::Failure,
    node::Node,
    receiving::{
        Came, Fate, Tally,
        arrival::arrive,
        came,
        meaning::{Around, Find, Meaning, Object, Told},
        receive_by,
    },
};

const NOW: &str = "2026-11-25T12:00:00Z";
pub(super) const HARBOUR: &str = "identity--11111111-1111-4111-8111-111111111111";
pub(super) const RIVER: &str = "identity--22222222-2222-4222-8222-222222222222";

pub(super) fn id(name: &str) -> PartnerId {
    name.parse().unwrap()
}

/// A node with two partners, each under its own identity, and a third that relays.
pub(super) struct Scene {
    pub(super) store: Box<dyn Store>,
    pub(super) clock: StoppedClock,
    pub(super) us: String,
}

impl Scene {
    pub(super) fn new() -> Self {
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

    pub(super) fn effects(&self) -> Effects<'_> {
        Effects {
            store: &*self.store,
            clock: &self.clock,
            chance: &SystemChance,
            by: "ana",
            originator: "Our Desk",
        }
    }

    pub(super) fn record(&self, by: &str, what: Happening) {
        self.store.append(&[NewRecord { at: self.clock.0, by: by.to_owned(), what }]).unwrap();
    }

    /// Lays objects into an inbox and looks at them.
    pub(super) fn send(&self, from: &str, objects: &[Value]) -> Tally {
        self.lay(from, objects);
        receive_by(&self.effects(), &id(from), read).unwrap()
    }

    pub(super) fn lay(&self, from: &str, objects: &[Value]) {
        lay(&self.effects(), from, objects).unwrap();
    }

    pub(super) fn came(&self, from: &str, object: &Value) -> Option<Came> {
        let (type_name, uuid) = object["id"].as_str().unwrap().split_once("--").unwrap();
        let key = ObjectKey { type_name: type_name.to_owned(), uuid: uuid.parse().unwrap() };
        came::of(&*self.store, &id(from), &key).unwrap()
    }

    pub(super) fn fate(&self, from: &str, object: &Value) -> Fate {
        self.came(from, object).unwrap().fate
    }

    pub(super) fn reason(&self, from: &str, object: &Value) -> String {
        self.came(from, object).unwrap().reason.unwrap_or_default()
    }

    pub(super) fn claim(&self, told: &Line) -> Option<ClaimState> {
        self.store.claim(told.id()).unwrap()
    }
}

pub(super) fn lay(effects: &Effects<'_>, from: &str, objects: &[Value]) -> Result<(), Failure> {
    let roster = crate::partnering::roster(effects.store)?;
    let inbox = collections::inbox(&Node::existing(effects.store)?, roster.partner(&id(from)).unwrap()).id;
    let objects = objects
        .iter()
        .map(|object| OwnedObject::read(object.to_string().into_bytes(), &Limits::default()).unwrap());
    arrive(effects, &id(from), inbox, objects.collect(), &[], Vec::new()).map(|_| ())
}

/// A claim of one line, in an article of that line.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) text: String,
    /// What it says, beside the words: the kind stands for all of it.
    pub(super) kind: ClaimKind,
    pub(super) marking: Marking,
    pub(super) originator: String,
}

impl Line {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            kind: ClaimKind::Deployment,
            marking: Marking { releasable_to: ["KR".to_owned()].into(), ..Marking::of(Tlp::Amber) },
            originator: "Harbour Desk".to_owned(),
        }
    }

    pub(super) fn article(&self) -> Article {
        Article::plain(self.text.clone())
    }

    pub(super) fn body(&self) -> ClaimDraft {
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
            drafter: None,
            differences: Vec::new(),
        }
    }

    pub(super) fn id(&self) -> ClaimId {
        self.body().id(self.article().id())
    }

    /// A note that tells it, of this number and version, made by this identity.
    pub(super) fn note(&self, number: u128, hour: u8, creator: &str) -> Value {
        let told = json!({
            "claim": self.id(), "article": self.article().id(), "body": self.body(),
            "originator": self.originator, "marking": self.marking,
        });
        object("note", number, hour, creator, &json!({ "x_told": told }))
    }
}

/// An object of this type, number and version, with these members beside.
pub(super) fn object(type_name: &str, number: u128, hour: u8, creator: &str, beside: &Value) -> Value {
    let time = format!("2026-11-20T{hour:02}:00:00.000Z");
    let mut object = json!({
        "type": type_name, "spec_version": "2.1", "id": format!("{type_name}--{}", Uuid::from_u128(number)),
        "created": "2026-11-20T00:00:00.000Z", "modified": time, "created_by_ref": creator,
    });
    object.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
    object
}

pub(super) fn with(mut object: Value, member: &str, value: Value) -> Value {
    object[member] = value;
    object
}

pub(super) fn revoked(object: &Value, hour: u8) -> Value {
    let object = with(object.clone(), "revoked", json!(true));
    with(object, "modified", json!(format!("2026-11-20T{hour:02}:00:00.000Z")))
}

/// Reads the objects of these tests.
pub(super) fn read(bytes: &[u8], around: &Around<'_>, find: &mut Find<'_>) -> Result<Object, Failure> {
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
            torn: told["torn"].as_str().map(Article::plain),
        })),
        "report" => Meaning::Beside,
        other => Meaning::Unread(format!("a {other}")),
    };
    Ok(Object { creator, meaning })
}

fn field<T: serde::de::DeserializeOwned>(value: &Value, name: &str) -> T {
    serde_json::from_value(value[name].clone()).unwrap()
}

/// Records a claim as read and accepted here.
pub(super) fn accepted_here(scene: &Scene, line: &Line) {
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
pub(super) fn released(scene: &Scene, line: &Line) {
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
