//! A node with partners, in memory, and a client that knows nothing but HTTP.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use attache_core::{
    collection::CollectionUse,
    partner::{Partner, PartnerId},
    recipient::Recipient,
    record::{Happening, NewRecord},
};
use attache_stix::{envelope::Envelope, limits::Limits as ObjectLimits, object::Version};
use attache_store::{Commit, Memory, NewEntry, Store};
use axum::{Router, body::Body};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{
    credentials,
    effects::{Chance, Clock, Effects},
    failure::Failure,
    http::{Limits, Service, asking, router},
    node::Node,
};

/// A clock that is set by hand, in microseconds.
#[derive(Debug)]
pub(super) struct SetClock(pub(super) AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Bytes that look random and are the same every time.
#[derive(Debug, Default)]
pub(super) struct Seeded(AtomicU64);

impl Chance for Seeded {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), Failure> {
        for part in buffer.chunks_mut(32) {
            let drawn = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
            let digest = attache_core::digest::Digest::of_bytes(&drawn);
            part.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        }
        Ok(())
    }
}

/// An answer, read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The ids of the objects on a page.
    pub(super) fn ids(&self) -> Vec<String> {
        assert_eq!(self.status, StatusCode::OK, "{:?}", self.body);
        let json = self.json();
        let objects = json["objects"].as_array().cloned().unwrap_or_default();
        objects.iter().map(|object| object["id"].as_str().unwrap().to_owned()).collect()
    }

    /// `modified` of the objects on a page.
    pub(super) fn versions(&self) -> Vec<String> {
        let json = self.json();
        let objects = json["objects"].as_array().cloned().unwrap_or_default();
        objects.iter().map(|object| object["modified"].as_str().unwrap_or_default().to_owned()).collect()
    }

    pub(super) fn next(&self) -> Option<String> {
        self.json()["next"].as_str().map(str::to_owned)
    }
}

/// A node.
pub(super) struct Desk {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: Arc<SetClock>,
    pub(super) service: Arc<Service>,
    pub(super) router: Router,
}

/// The STIX identity of a partner in these tests.
pub(super) fn identity(number: u32) -> String {
    format!("identity--00000000-0000-4000-8000-{number:012}")
}

/// A note, in the first version of which `version` is 1.
pub(super) fn note(number: u32, version: u32, maker: &str) -> Value {
    json!({
        "type": "note", "spec_version": "2.1",
        "id": format!("note--00000000-0000-4000-8000-{number:012}"),
        "created": "2024-11-27T08:00:00.000Z",
        "modified": format!("2024-11-27T08:00:{version:02}.000Z"),
        "created_by_ref": maker, "content": format!("dispatch {number}"), "object_refs": [maker],
    })
}

impl Desk {
    pub(super) fn new() -> Self {
        Self::with(Arc::new(Memory::new()), Limits::default())
    }

    /// With partners `harbour` and `lantern`, both in the group `COAST`, and `quarry`.
    pub(super) fn with(store: Arc<dyn Store>, limits: Limits) -> Self {
        let clock = Arc::new(SetClock(AtomicI64::new(1_732_700_000_000_000)));
        let chance = Arc::new(Seeded::default());
        let effects = Effects {
            store: &*store,
            clock: &*clock,
            chance: &*chance,
            by: "ana",
            originator: "Halde Institute",
        };
        Node::load_or_make(&effects).unwrap();
        let service = Service::new(Arc::clone(&store), clock.clone(), chance, limits).unwrap().inline();
        let service = Arc::new(service);
        let desk = Self { router: router(Arc::clone(&service)), store, clock, service };
        desk.partner("harbour", &["COAST"], Some(identity(1)), false);
        desk.partner("lantern", &["COAST"], Some(identity(2)), false);
        desk.partner("quarry", &[], Some(identity(3)), false);
        let agreement = attache_core::agreement::Agreement {
            with: "COAST".parse().unwrap(),
            ceiling: attache_core::marking::Tlp::Green,
            topics: attache_core::agreement::Topics::All,
            from: jiff::civil::date(2024, 1, 1),
            until: None,
            two_persons: false,
        };
        desk.record(Happening::AgreementSet { agreement: Box::new(agreement) });
        desk
    }

    /// The same node after a restart, over the same things by way of this store.
    pub(super) fn again(&self, store: Arc<dyn Store>) -> Result<Self, Failure> {
        let chance = Arc::new(Seeded(AtomicU64::new(1_000_000)));
        let service = Service::new(store, self.clock.clone(), chance, Limits::default())?.inline();
        let (store, clock, service) = (Arc::clone(&self.store), self.clock.clone(), Arc::new(service));
        Ok(Self { router: router(Arc::clone(&service)), store, clock, service })
    }

    pub(super) fn record(&self, what: Happening) {
        let new = NewRecord { at: self.clock.now(), by: "ana".into(), what };
        self.store.append(&[new]).unwrap();
    }

    pub(super) fn tick(&self, microseconds: i64) {
        self.clock.0.fetch_add(microseconds, Ordering::SeqCst);
    }

    pub(super) fn partner(&self, id: &str, groups: &[&str], identity: Option<String>, relays: bool) {
        self.tick(1);
        let partner = Partner {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            country: None,
            groups: groups.iter().map(|group| group.parse().unwrap()).collect::<BTreeSet<_>>(),
            holds: BTreeSet::new(),
            identity,
            relays,
            verifier: None,
        };
        self.record(Happening::PartnerSet { partner: Box::new(partner) });
        self.tick(1);
    }

    /// The token of a partner, the same each time.
    pub(super) fn token(&self, partner: &str) -> String {
        let chance = Seeded(AtomicU64::new(partner.bytes().map(u64::from).sum::<u64>() * 1_000));
        let token = credentials::new_token(&chance).unwrap();
        let id: PartnerId = partner.parse().unwrap();
        let setting = credentials::setting_for_token(&token, &id, self.clock.now()).unwrap();
        self.store.commit(&Commit { settings: vec![setting], ..Commit::default() }).unwrap();
        token.expose().to_owned()
    }

    pub(super) fn outbox(&self, to: &str) -> String {
        let to: Recipient = to.parse().unwrap();
        self.service.node.collection(&CollectionUse::Outbox(to)).to_string()
    }

    pub(super) fn inbox(&self, from: &str) -> String {
        self.service.node.collection(&CollectionUse::Inbox(from.parse().unwrap())).to_string()
    }

    /// Puts objects into an outbox, as a release does.
    pub(super) fn release(&self, to: &str, objects: &[Value]) {
        let to: Recipient = to.parse().unwrap();
        let collection = self.service.node.collection(&CollectionUse::Outbox(to));
        let entries = objects.iter().map(|object| {
            let bytes = serde_json::to_vec(object).unwrap();
            let envelope = [b"{\"objects\":[", bytes.as_slice(), b"]}"].concat();
            let read = Envelope::read(&envelope, &ObjectLimits::default()).unwrap();
            let head = read.objects.into_iter().next().unwrap().unwrap().head;
            let version = match head.version {
                Version::At(time) => Some(time.as_nanos()),
                Version::Unversioned => None,
            };
            NewEntry { collection, object: asking::key(&head.id), version, bytes }
        });
        let entries = entries.collect();
        let commit =
            Commit { entries, logged: true, strict: true, now: self.clock.now(), ..Commit::default() };
        self.store.commit(&commit).unwrap();
        self.tick(1_000);
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(super) async fn ask(&self, partner: &str, method: Method, path: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token(partner)))
            .body(Body::empty());
        self.send(request.unwrap()).await
    }

    pub(super) async fn get(&self, partner: &str, path: &str) -> Answer {
        self.ask(partner, Method::GET, path).await
    }

    /// Asks for objects of a collection.
    pub(super) async fn objects(&self, partner: &str, collection: &str, query: &str) -> Answer {
        self.get(partner, &format!("/exchange/collections/{collection}/objects/?{query}")).await
    }

    /// Sends a body to a partner's own inbox.
    pub(super) async fn post(&self, partner: &str, body: impl Into<Body>) -> Answer {
        let inbox = self.inbox(partner);
        self.post_to(partner, &inbox, body).await
    }

    pub(super) async fn post_to(&self, partner: &str, collection: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(format!("/exchange/collections/{collection}/objects/"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token(partner)))
            .header(header::CONTENT_TYPE, "application/taxii+json;version=2.1")
            .body(body.into());
        self.send(request.unwrap()).await
    }

    /// Sends objects.
    pub(super) async fn post_objects(&self, partner: &str, objects: &[Value]) -> Answer {
        self.post(partner, serde_json::to_vec(&json!({ "objects": objects })).unwrap()).await
    }
}
