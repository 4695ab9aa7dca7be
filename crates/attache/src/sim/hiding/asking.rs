//! What the observer asks, and how it is answered.

use std::sync::{Arc, atomic::AtomicI64};

use attache_core::collection::CollectionUse;
use attache_store::Store;
use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::{OBSERVER, OTHERS, desk::Desk, doing::object};
use crate::{
    http::{Limits, Service, router},
    node::Node,
    sim::{
        chance::{Drawn, NodeClock},
        world::recipient,
    },
};

/// What the observer asks.
impl Desk {
    pub(super) fn router(&mut self) -> Router {
        let chance = Arc::new(Drawn::new(u64::try_from(self.moment).unwrap().wrapping_add(1_000_000)));
        let now = Arc::new(AtomicI64::new(1_733_140_800_000_000 + self.moment * 60_000_000));
        let service = self.service.take().unwrap_or_else(|| {
            let store: Arc<dyn Store> = self.disk.0.clone();
            let made = Service::new(store, Arc::new(NodeClock::new(now)), chance, Limits::default());
            Arc::new(made.unwrap().inline())
        });
        self.service = Some(Arc::clone(&service));
        router(service)
    }

    pub(super) fn token(&self, of: &str) -> String {
        let kept = self.disk.0.setting(&format!("test/{of}")).unwrap();
        kept.map_or_else(String::new, |bytes| String::from_utf8(bytes).unwrap())
    }

    pub(super) fn collection(&self, used: &CollectionUse) -> String {
        let node = Node::existing(&*self.disk.0).unwrap();
        format!("/exchange/collections/{}/", node.collection(used))
    }

    pub(super) fn outbox(&self, to: &str) -> String {
        self.collection(&CollectionUse::Outbox(recipient(to)))
    }

    pub(super) fn inbox(&self, from: &str) -> String {
        self.collection(&CollectionUse::Inbox(from.parse().unwrap()))
    }

    pub(super) fn asked_by(
        &mut self,
        runtime: &Runtime,
        who: &str,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token(who)));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/taxii+json;version=2.1");
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        let router = self.router();
        runtime.block_on(async {
            let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
            (parts.status, parts.headers, body)
        })
    }

    /// Asks as the observer, and keeps the answer for the comparison.
    pub(super) fn ask(
        &mut self,
        runtime: &Runtime,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Value {
        let answer = self.asked_by(runtime, OBSERVER, method, path, body);
        let told = serde_json::from_slice(&answer.2).unwrap_or(Value::Null);
        self.seen.push(answer);
        told
    }

    pub(super) fn push(&mut self, runtime: &Runtime, number: u16, version: u8, times: u8) {
        let objects: Vec<_> = (0..times).map(|time| object(number, version, &format!("{time}"))).collect();
        let body = serde_json::to_vec(&json!({ "objects": objects })).unwrap();
        let path = format!("{}objects/", self.inbox(OBSERVER));
        let told = self.ask(runtime, Method::POST, &path, Some(body));
        self.statuses.extend(told["id"].as_str().map(str::to_owned));
    }

    pub(super) fn look(&mut self, runtime: &Runtime) {
        let mut paths = vec!["/taxii2/".to_owned(), "/exchange/".into(), "/exchange/collections/".into()];
        paths.extend(self.statuses.iter().map(|id| format!("/exchange/status/{id}/")));
        let hidden = "/exchange/collections/00000000-0000-4000-8000-000000000000/".to_owned();
        for base in [self.outbox(OBSERVER), self.inbox(OBSERVER), hidden, self.outbox(OTHERS[0])] {
            for rest in [
                "",
                "objects/",
                "objects/?match[version]=all",
                "objects/?match[type]=note&match[version]=first",
                "objects/?limit=2&match[version]=all",
                "manifest/?limit=3",
                "objects/note--00000000-0000-4000-8000-000000000003/",
                "objects/note--00000000-0000-4000-8000-000000000003/versions/",
                "objects/?added_after=2024-12-02T12:10:00Z",
                "objects/?next=AAAA",
                "log/checkpoint",
                "log/tile/0/000.p/1",
            ] {
                paths.push(format!("{base}{rest}"));
            }
            paths.extend(
                self.cursors
                    .iter()
                    .map(|next| format!("{base}objects/?limit=2&match[version]=all&next={next}")),
            );
        }
        for path in paths {
            let told = self.ask(runtime, Method::GET, &path, None);
            self.cursors.extend(told["next"].as_str().map(str::to_owned));
        }
        self.cursors.truncate(4);
    }
}
