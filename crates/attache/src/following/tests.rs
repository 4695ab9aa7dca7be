//! Pulling from a TAXII server that is simulated, on a store in memory.

use std::sync::Mutex;

use attache_core::{
    partner::{Partner, PartnerId},
    record::{Happening, NewRecord},
};
use attache_stix::stix_time::StixTime;
use attache_store::{
    Memory, PageQuery, Store, VersionMatch,
    faulty::{Faulty, Moment},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Patience, Run, background, health, pull};
use crate::{
    collections,
    effects::{Clock, Effects, SystemChance},
    failure::Failure,
    node::Node,
    remote::Remote,
    transport::{
        Answer, Fetch, FetchError, Wanted,
        tests::{Simulated, answer, remote},
    },
};

mod hostile;

const COLLECTION: &str = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";
const URL: &str = "https://desk.example/taxii2/";

/// A clock that is set by hand.
struct HandClock(Mutex<Timestamp>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct Scene {
    store: Box<dyn Store>,
    clock: HandClock,
}

impl Scene {
    fn new() -> Self {
        let clock = HandClock(Mutex::new("2026-11-25T12:00:00Z".parse().unwrap()));
        let scene = Self { store: Box::new(Memory::new()), clock };
        Node::load_or_make(&scene.effects()).unwrap();
        let partner = Partner {
            id: id(),
            name: "Harbour Desk".into(),
            country: None,
            groups: Default::default(),
            holds: Default::default(),
            identity: None,
            relays: false,
            verifier: None,
        };
        let what = Happening::PartnerSet { partner: Box::new(partner) };
        scene.store.append(&[NewRecord { at: scene.clock.now(), by: "ana".into(), what }]).unwrap();
        scene
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

    fn wait(&self, minutes: i64) {
        let mut now = self.clock.0.lock().unwrap();
        *now = now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
    }

    fn pull(&self, fetch: &dyn Fetch) -> Result<Run, Failure> {
        pull(&self.effects(), &remote("harbour", URL), fetch, Patience::Now, &mut |_, _| true)
    }

    /// Everything that lies in the inbox, in order.
    fn inbox(&self) -> Vec<Value> {
        let node = Node::existing(&*self.store).unwrap();
        let roster = crate::partnering::roster(&*self.store).unwrap();
        let query = PageQuery {
            collection: collections::inbox(&node, roster.partner(&id()).unwrap()).id,
            after: i64::MIN,
            limit: 10_000,
            objects: Vec::new(),
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: true,
            room: usize::MAX,
        };
        let page = self.store.page(&query).unwrap();
        page.entries.iter().map(|entry| serde_json::from_slice(&entry.bytes).unwrap()).collect()
    }
}

fn id() -> PartnerId {
    "harbour".parse().unwrap()
}

fn object(number: u128) -> Value {
    json!({
        "type": "malware", "spec_version": "2.1", "id": format!("malware--{}", Uuid::from_u128(number)),
        "created": "2026-11-01T00:00:00.000Z", "modified": "2026-11-01T00:00:00.000Z",
        "name": format!("number {number}"), "is_family": false,
    })
}

/// What a server without a log answers: pages of `per` objects, added a second apart.
fn served(wanted: &Wanted, objects: &[Value], per: usize) -> Answer {
    let path = wanted.url.path();
    if path == "/taxii2/" {
        return answer(
            200,
            json!({ "title": "a desk", "api_roots": ["/api/", "https://elsewhere.example/api/"] })
                .to_string(),
        );
    }
    if path == "/api/collections/" {
        let one =
            |id: &str, read| json!({ "id": id, "title": "Shared", "can_read": read, "can_write": false });
        let list = [one(COLLECTION, true), one("11111111-1111-4111-8111-111111111111", false)];
        return answer(200, json!({ "collections": list }).to_string());
    }
    if path != format!("/api/collections/{COLLECTION}/objects/") {
        return answer(404, "{}");
    }
    let query: std::collections::BTreeMap<_, _> = wanted.url.query_pairs().into_owned().collect();
    let added = |at: usize| 1_795_000_000_000_000 + at as i64 * 1_000_000;
    let time = |at: usize| StixTime::from_micros(added(at)).unwrap().write_micros();
    let after = query
        .get("added_after")
        .map(|text| attache_stix::stix_time::parse_query_time(text).unwrap().as_micros());
    let from = query.get("next").map_or_else(
        || {
            (0..objects.len())
                .find(|at| after.is_none_or(|after| added(*at) > after))
                .unwrap_or(objects.len())
        },
        |next| next.parse().unwrap(),
    );
    let limit: usize = query["limit"].parse().unwrap();
    let end = (from + per.min(limit)).min(objects.len());
    if from >= end {
        return answer(200, "{}");
    }
    let mut body = json!({ "objects": objects[from..end], "more": end < objects.len() });
    if end < objects.len() {
        body["next"] = json!(end.to_string());
    }
    let mut page = answer(200, body.to_string());
    // Long after all of them were added: nothing can still become visible among them.
    page.headers.insert("date", "Wed, 25 Nov 2026 12:00:00 GMT".parse().unwrap());
    page.headers.insert("x-taxii-date-added-first", time(from).parse().unwrap());
    page.headers.insert("x-taxii-date-added-last", time(end - 1).parse().unwrap());
    page
}

#[test]
fn every_object_once_and_the_next_run_goes_on_behind() {
    let scene = Scene::new();
    let mut objects: Vec<_> = (0..25).map(object).collect();
    let run = {
        let fetch = Simulated(|wanted: &Wanted| Ok(served(wanted, &objects, 10)));
        scene.pull(&fetch).unwrap()
    };
    assert!(run.is_fine(), "{run:?}");
    assert_eq!((run.collections.len(), run.collections[0].arrived.new, run.received.objects), (1, 25, 25));
    assert_eq!(scene.inbox(), objects);
    objects.extend((25..30).map(object));
    scene.wait(20);
    let fetch = Simulated(|wanted: &Wanted| Ok(served(wanted, &objects, 10)));
    let run = scene.pull(&fetch).unwrap();
    assert_eq!((run.collections[0].arrived.new, run.received.objects), (5, 5));
    assert_eq!(scene.inbox(), objects);
    let told = health::all(&*scene.store, &[]).unwrap();
    assert!(told.is_empty(), "only remotes that are set are told of");
    remote("harbour", URL).keep(&scene.effects()).unwrap();
    let told = health::all(&*scene.store, &[]).unwrap().remove(0);
    assert_eq!((told.title.as_deref(), told.failures, told.alarm), (Some("Shared"), 0, None));
    assert!(told.last_success.is_some() && told.next.is_some());
}

#[test]
fn a_server_that_fails_time_and_again_loses_nothing() {
    let scene = Scene::new();
    let objects: Vec<_> = (0..40).map(object).collect();
    let count = Mutex::new(0_u32);
    let fetch = Simulated(|wanted: &Wanted| {
        let mut count = count.lock().unwrap();
        *count += 1;
        match *count % 7 {
            0 => Err(FetchError::Unreachable("reset".into())),
            4 => Ok(answer(503, "busy")),
            _ => Ok(served(wanted, &objects, 7)),
        }
    });
    let mut failed = 0;
    for _ in 0..60 {
        scene.wait(90);
        failed += u32::from(!scene.pull(&fetch).unwrap().is_fine());
        if scene.inbox().len() == objects.len() {
            break;
        }
    }
    assert!(failed > 3);
    assert!(scene.inbox() == objects);
}

#[test]
fn a_crash_at_any_call_of_the_store_loses_nothing_and_doubles_nothing() {
    let objects: Vec<_> = (0..12).map(object).collect();
    let fetch = Simulated(|wanted: &Wanted| Ok(served(wanted, &objects, 5)));
    for moment in [Moment::Before, Moment::After] {
        for nth in 1.. {
            let mut scene = Scene::new();
            scene.store = Box::new(Faulty::new(scene.store, nth, moment));
            let first = scene.pull(&fetch);
            if first.is_ok() {
                assert!(nth > 20, "the calls were really counted: {nth}");
                break;
            }
            scene.wait(5);
            assert!(scene.pull(&fetch).unwrap().is_fine());
            assert_eq!(scene.inbox(), objects, "{moment:?} call {nth}");
            scene.pull(&fetch).unwrap();
            assert_eq!(scene.inbox(), objects, "{moment:?} call {nth}, once more");
        }
    }
}

#[test]
fn in_the_background_nobody_is_asked_before_the_time() {
    let scene = Scene::new();
    remote("harbour", URL).keep(&scene.effects()).unwrap();
    let asked = std::sync::Arc::new(Mutex::new(0_u32));
    let down = std::sync::Arc::new(Mutex::new(true));
    let (counted, is_down) = (asked.clone(), down.clone());
    let open = move |_: &Remote| -> Result<Box<dyn Fetch>, FetchError> {
        let (asked, down) = (counted.clone(), is_down.clone());
        Ok(Box::new(Simulated(move |wanted: &Wanted| {
            *asked.lock().unwrap() += 1;
            if *down.lock().unwrap() {
                Err(FetchError::TooSlow)
            } else {
                Ok(served(wanted, &[object(1), object(2)], 10))
            }
        })))
    };
    let (_running, stop) = std::sync::mpsc::channel();
    let round = || {
        background::round(&scene.effects(), &[], &open, &stop);
        std::mem::take(&mut *asked.lock().unwrap())
    };
    // It fails: each wait is longer than the one before.
    assert_eq!((round(), round()), (1, 0));
    scene.wait(1);
    assert_eq!((round(), round()), (1, 0));
    scene.wait(1);
    assert_eq!(round(), 1);
    scene.wait(1);
    assert_eq!(round(), 0, "two minutes are to be waited by now");
    let told = health::all(&*scene.store, &[]).unwrap().remove(0);
    assert_eq!(told.failures, 3);
    assert!(told.last_error.unwrap().contains("no whole answer"));
    *down.lock().unwrap() = false;
    scene.wait(10);
    assert!(round() > 2);
    assert_eq!(scene.inbox().len(), 2);
    scene.wait(14);
    assert_eq!(round(), 0, "every 15 minutes");
    scene.wait(2);
    assert!(round() > 0);
    // A clock that was set back does not stop it for ever.
    scene.wait(-60 * 24 * 30);
    assert!(round() > 0);
}
