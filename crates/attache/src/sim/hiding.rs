//! Non-interference: what a partner can observe does not depend on what is withheld from it (design, invariant 3).
//!
//! Two nodes live through the same history. One of them also does things that are none of the observer's
//! business: it reads, marks, releases to others, recalls, changes agreements and partners; and the others push,
//! poll and fail to log in. Whatever the observer asks or writes, both must answer with the same bytes.

use std::sync::Arc;

use attache_core::{
    article::{Article, Outlet},
    id::ClaimId,
    marking::{Marking, Tlp},
    quantity::Figure,
    record::Happening,
    source::SourceKind,
};
use attache_store::{Commit, Store as _};
use axum::body::Body;
use http::{HeaderMap, Method, Request, StatusCode, header};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::{
    chance::{Drawn, NodeClock},
    disk::Disk,
    world::{WORDS, recipient},
};
use crate::{
    adding::{self, Policy},
    credentials,
    effects::Effects,
    http::{Limits, Service, router},
    node::Node,
    partnering::{self, Given},
    redeciding,
    releasing::{self, Order, tearing::Tear, withdrawing},
    reviewing::{self, Decision},
};

/// The one who looks.
const OBSERVER: &str = "observer";
/// Everybody else.
const OTHERS: [&str; 2] = ["quarry", "rampart"];
/// A word in everything that the observer may not learn.
const CANARY: &str = "Zwk7canary";

/// One thing that happens. What `hidden` says is true of happens in one of the two nodes only.
#[derive(Clone, Debug)]
enum Act {
    /// An article is read, and its claims are accepted.
    Read { hidden: bool, number: u16 },
    /// A claim is marked: for the observer or not, for others or not.
    Mark { which: usize, observer: bool, others: bool, tlp: Tlp },
    /// What may go out goes out to the observer.
    Release,
    /// A claim goes out to it as a tear-line.
    Tear { which: usize },
    /// A claim is retracted.
    Retract { which: usize },
    /// A claim is called back from the observer.
    Withdraw { which: usize },
    /// The agreement with the observer changes.
    Agree { ceiling: Tlp },
    /// Something that is none of its business.
    Elsewhere(Elsewhere),
    /// The observer pushes objects.
    Push { number: u16, version: u8, times: u8 },
    /// The observer deletes an object.
    Delete { number: u16 },
    /// The observer looks at everything.
    Look,
}

/// What happens in one of the two nodes only.
#[derive(Clone, Debug)]
enum Elsewhere {
    Release,
    Mark { which: usize },
    Retract { which: usize },
    Grade,
    Agreement { end: bool },
    Partner { number: u16 },
    Suspend,
    Push { number: u16 },
    Poll,
    Knock,
}

fn act() -> impl Strategy<Value = Act> {
    let tlp = || prop::sample::select(vec![Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red]);
    let elsewhere = prop_oneof![
        3 => Just(Elsewhere::Release),
        2 => (0..8usize).prop_map(|which| Elsewhere::Mark { which }),
        1 => (0..8usize).prop_map(|which| Elsewhere::Retract { which }),
        1 => Just(Elsewhere::Grade),
        1 => any::<bool>().prop_map(|end| Elsewhere::Agreement { end }),
        1 => any::<u16>().prop_map(|number| Elsewhere::Partner { number }),
        1 => Just(Elsewhere::Suspend),
        2 => (0..6u16).prop_map(|number| Elsewhere::Push { number }),
        1 => Just(Elsewhere::Poll),
        1 => Just(Elsewhere::Knock),
    ];
    prop_oneof![
        3 => (any::<bool>(), any::<u16>()).prop_map(|(hidden, number)| Act::Read { hidden, number }),
        4 => (0..8usize, any::<bool>(), any::<bool>(), tlp())
            .prop_map(|(which, observer, others, tlp)| Act::Mark { which, observer, others, tlp }),
        3 => Just(Act::Release),
        1 => (0..8usize).prop_map(|which| Act::Tear { which }),
        1 => (0..8usize).prop_map(|which| Act::Retract { which }),
        1 => (0..8usize).prop_map(|which| Act::Withdraw { which }),
        1 => tlp().prop_map(|ceiling| Act::Agree { ceiling }),
        6 => elsewhere.prop_map(Act::Elsewhere),
        2 => (0..6u16, 1..4u8, 1..3u8).prop_map(|(number, version, times)| Act::Push { number, version, times }),
        1 => (0..6u16).prop_map(|number| Act::Delete { number }),
        2 => Just(Act::Look),
    ]
}

/// A node with its server.
struct Desk {
    disk: Disk,
    clock: NodeClock,
    service: Option<Arc<Service>>,
    /// Whether it does what is hidden.
    full: bool,
    /// The claims of articles that both nodes read, and of those that only this one read.
    shared: Vec<ClaimId>,
    own: Vec<ClaimId>,
    moment: i64,
    seen: Vec<(StatusCode, HeaderMap, Vec<u8>)>,
    cursors: Vec<String>,
    statuses: Vec<String>,
}

impl Desk {
    fn new(full: bool) -> Self {
        let clock = NodeClock::new(Arc::default());
        let mut desk = Self {
            disk: Disk::default(),
            clock,
            service: None,
            full,
            shared: Vec::new(),
            own: Vec::new(),
            moment: 0,
            seen: Vec::new(),
            cursors: Vec::new(),
            statuses: Vec::new(),
        };
        desk.at_moment(0);
        desk.with(|effects| {
            Node::load_or_make(effects).unwrap();
        });
        desk.partner(OBSERVER, "KR");
        desk.agree(OBSERVER, Tlp::Red);
        for (number, other) in (1..).zip(OTHERS) {
            desk.at_moment(number);
            if full {
                desk.partner(other, "UA");
                desk.agree(other, Tlp::Red);
            }
        }
        desk.at_moment(10);
        desk
    }

    /// Each act has its time and its chance, whatever happened before.
    fn at_moment(&mut self, moment: i64) {
        self.moment = moment;
        let begin = 1_733_140_800_000_000_i64;
        self.clock = NodeClock::new(Arc::new(std::sync::atomic::AtomicI64::new(begin + moment * 60_000_000)));
        // The server keeps what is derived from its keys; its clock and its chance are those of the act.
        self.service = None;
    }

    fn with<T>(&self, work: impl FnOnce(&Effects<'_>) -> T) -> T {
        let chance = Drawn::new(u64::try_from(self.moment).unwrap());
        let effects = Effects {
            store: &*self.disk.0,
            clock: &self.clock,
            chance: &chance,
            by: CANARY,
            originator: "Halde Desk",
        };
        work(&effects)
    }

    fn partner(&self, name: &str, country: &str) {
        self.with(|effects| {
            let given = Given {
                name: Some(format!("Desk {name}")),
                country: Some(country.parse().ok()),
                relays: Some(true),
                ..Given::default()
            };
            partnering::add(effects, &name.parse().unwrap(), &given).unwrap();
            let token = credentials::new_token(effects.chance).unwrap();
            let setting =
                credentials::setting_for_token(&token, &name.parse().unwrap(), effects.clock.now()).unwrap();
            let kept = attache_store::Setting {
                name: format!("test/{name}"),
                value: Some(token.expose().as_bytes().to_vec()),
            };
            effects.store.commit(&Commit { settings: vec![setting, kept], ..Commit::default() }).unwrap();
        });
    }

    fn agree(&self, with: &str, ceiling: Tlp) {
        let agreement = attache_core::agreement::Agreement {
            with: with.parse().unwrap(),
            ceiling,
            topics: attache_core::agreement::Topics::All,
            from: jiff::civil::date(2024, 1, 1),
            until: None,
            two_persons: false,
        };
        self.with(|effects| partnering::agree(effects, &agreement).map(drop).unwrap());
    }

    fn read(&self, word: &str, number: u16) -> Vec<ClaimId> {
        let text = format!(
            "North Korea has sent more than {number} soldiers to Russia, the {word} Watch Bureau said on Friday.\n\n\
             Iran has supplied drones to Russia, according to the {word} Institute."
        );
        let mut article = Article::plain(text);
        article.outlet = Some(Outlet { name: format!("{word} Courier"), kind: SourceKind::Outlet });
        article.published = Some(jiff::civil::date(2024, 11, 15));
        let id = article.id();
        self.with(|effects| {
            let policy = Some(Policy { above: Figure::ZERO });
            adding::add(effects, article, policy, &WORDS).unwrap();
            let all = effects.store.find(&attache_core::filter::Filter::default()).unwrap();
            all.into_iter().filter(|state| state.article == id).map(|state| state.id).collect()
        })
    }

    fn mark(&self, claim: ClaimId, names: &[&str], tlp: Tlp) {
        let marking =
            Marking { releasable_to: names.iter().map(ToString::to_string).collect(), ..Marking::of(tlp) };
        self.with(|effects| {
            redeciding::record_one(effects, &Happening::MarkingSet { claim, marking }).unwrap();
        });
    }

    fn release(&self, to: &str) {
        let to = recipient(to);
        // Refusals (no agreement, nothing to do) belong to it.
        self.with(|effects| {
            let _ = releasing::release(effects, &Order { to: &to, claims: &[], tear: None });
        });
    }

    fn retract(&self, claim: ClaimId) {
        self.with(|effects| {
            let state = effects.store.claim(claim).unwrap().unwrap();
            let _ = reviewing::decide(effects, &state, &Decision::Retract { reason: CANARY.into() });
        });
    }
}

/// Which of them, if there is one.
fn pick(of: &[ClaimId], which: usize) -> Option<ClaimId> {
    of.get(which % of.len().max(1)).copied()
}

/// An object of the observer's. Numbers and versions meet those that others push.
fn object(number: u16, version: u8, words: &str) -> Value {
    json!({
        "type": "note", "spec_version": "2.1",
        "id": format!("note--00000000-0000-4000-8000-{number:012}"),
        "created": "2024-11-27T08:00:00.000Z",
        "modified": format!("2024-11-27T08:00:{version:02}.000Z"),
        "content": words,
        "object_refs": ["identity--00000000-0000-4000-8000-000000000001"],
    })
}

impl Desk {
    fn act(&mut self, runtime: &Runtime, moment: i64, act: &Act) {
        self.at_moment(moment);
        match act {
            Act::Read { hidden: false, number } => {
                let read = self.read("Harbour", *number);
                self.shared.extend(read);
            }
            Act::Read { hidden: true, number } if self.full => {
                let read = self.read(CANARY, *number);
                self.own.extend(read);
            }
            Act::Mark { which, observer, others, tlp } => {
                let Some(claim) = pick(&self.shared, *which) else { return };
                // Who else may have it is nothing to the observer.
                let mut names: Vec<&str> = if *observer { vec![OBSERVER] } else { Vec::new() };
                if *others && self.full {
                    names.extend(OTHERS);
                }
                // CLEAR without a list is for all: with a list of others alone it is not the same for the observer.
                let tlp = if *tlp == Tlp::Clear && !observer { Tlp::Green } else { *tlp };
                self.mark(claim, &names, tlp);
            }
            Act::Release => self.release(OBSERVER),
            Act::Tear { which } => self.tear(*which),
            Act::Retract { which } => {
                if let Some(claim) = pick(&self.shared, *which) {
                    self.retract(claim);
                }
            }
            Act::Withdraw { which } => {
                let Some(claim) = pick(&self.shared, *which) else { return };
                self.with(|effects| {
                    let _ = withdrawing::withdraw(effects, &recipient(OBSERVER), &[claim], CANARY);
                });
            }
            Act::Agree { ceiling } => self.agree(OBSERVER, *ceiling),
            Act::Elsewhere(elsewhere) if self.full => self.elsewhere(runtime, elsewhere),
            Act::Push { number, version, times } => self.push(runtime, *number, *version, *times),
            Act::Delete { number } => {
                let path = format!("{}objects/note--00000000-0000-4000-8000-{number:012}/", self.inbox(OBSERVER));
                self.ask(runtime, Method::DELETE, &path, None);
            }
            Act::Look => self.look(runtime),
            Act::Read { .. } | Act::Elsewhere(_) => {}
        }
    }

    fn tear(&self, which: usize) {
        let Some(claim) = pick(&self.shared, which) else { return };
        let names = [OBSERVER.to_owned()].into();
        let marking = Marking { releasable_to: names, ..Marking::of(Tlp::Green) };
        let tear = Tear { keep: attache_core::tear_line::Keep::default(), text: None, marking };
        let to = recipient(OBSERVER);
        self.with(|effects| {
            let _ = releasing::release(effects, &Order { to: &to, claims: &[claim], tear: Some(&tear) });
        });
    }

    fn elsewhere(&mut self, runtime: &Runtime, elsewhere: &Elsewhere) {
        match elsewhere {
            Elsewhere::Release => OTHERS.iter().for_each(|other| self.release(other)),
            Elsewhere::Mark { which } => {
                if let Some(claim) = pick(&self.own, *which) {
                    self.mark(claim, &OTHERS, Tlp::Amber);
                }
            }
            Elsewhere::Retract { which } => {
                if let Some(claim) = pick(&self.own, *which) {
                    self.retract(claim);
                }
            }
            Elsewhere::Grade => {
                let Some(claim) = self.own.last().copied() else { return };
                self.with(|effects| {
                    let what = Happening::ClaimGraded {
                        claim,
                        credibility: attache_core::grade::Credibility::Doubtful,
                        reason: Some(CANARY.into()),
                    };
                    redeciding::record_one(effects, &what).unwrap();
                });
            }
            Elsewhere::Agreement { end: true } => self.with(|effects| {
                let _ = partnering::end(effects, &recipient(OTHERS[0]), CANARY);
            }),
            Elsewhere::Agreement { end: false } => self.agree(OTHERS[0], Tlp::Green),
            Elsewhere::Partner { number } => {
                let name = format!("rampart-{number}");
                self.with(|effects| {
                    let given = Given { name: Some(CANARY.into()), ..Given::default() };
                    let _ = partnering::add(effects, &name.parse().unwrap(), &given);
                });
            }
            Elsewhere::Suspend => self.with(|effects| {
                let id = OTHERS[1].parse().unwrap();
                if partnering::suspend(effects, &id, CANARY).is_err() {
                    let _ = partnering::resume(effects, &id, CANARY);
                }
            }),
            Elsewhere::Push { number } => {
                let body = serde_json::to_vec(&json!({ "objects": [object(*number, 1, CANARY)] })).unwrap();
                let path = format!("{}objects/", self.inbox(OTHERS[0]));
                self.asked_by(runtime, OTHERS[0], Method::POST, &path, Some(body));
            }
            Elsewhere::Poll => {
                let path = format!("{}objects/", self.outbox(OTHERS[0]));
                self.asked_by(runtime, OTHERS[0], Method::GET, &path, None);
            }
            Elsewhere::Knock => {
                let request = Request::get("/exchange/").header(header::AUTHORIZATION, "Bearer attache_no");
                runtime.block_on(self.router().oneshot(request.body(Body::empty()).unwrap())).unwrap();
            }
        }
    }
}

/// What the observer asks.
impl Desk {
    fn router(&mut self) -> axum::Router {
        let chance = Arc::new(Drawn::new(u64::try_from(self.moment).unwrap().wrapping_add(1_000_000)));
        let now = Arc::new(std::sync::atomic::AtomicI64::new(1_733_140_800_000_000 + self.moment * 60_000_000));
        let service = self.service.take().unwrap_or_else(|| {
            let store: Arc<dyn attache_store::Store> = self.disk.0.clone();
            let made = Service::new(store, Arc::new(NodeClock::new(now)), chance, Limits::default());
            Arc::new(made.unwrap().inline())
        });
        self.service = Some(Arc::clone(&service));
        router(service)
    }

    fn token(&self, of: &str) -> String {
        let kept = self.disk.0.setting(&format!("test/{of}")).unwrap();
        kept.map_or_else(String::new, |bytes| String::from_utf8(bytes).unwrap())
    }

    fn collection(&self, used: &attache_core::collection::CollectionUse) -> String {
        let node = Node::existing(&*self.disk.0).unwrap();
        format!("/exchange/collections/{}/", node.collection(used))
    }

    fn outbox(&self, to: &str) -> String {
        self.collection(&attache_core::collection::CollectionUse::Outbox(recipient(to)))
    }

    fn inbox(&self, from: &str) -> String {
        self.collection(&attache_core::collection::CollectionUse::Inbox(from.parse().unwrap()))
    }

    fn asked_by(
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
    fn ask(&mut self, runtime: &Runtime, method: Method, path: &str, body: Option<Vec<u8>>) -> Value {
        let answer = self.asked_by(runtime, OBSERVER, method, path, body);
        let told = serde_json::from_slice(&answer.2).unwrap_or(Value::Null);
        self.seen.push(answer);
        told
    }

    fn push(&mut self, runtime: &Runtime, number: u16, version: u8, times: u8) {
        let objects: Vec<_> = (0..times).map(|time| object(number, version, &format!("{time}"))).collect();
        let body = serde_json::to_vec(&json!({ "objects": objects })).unwrap();
        let path = format!("{}objects/", self.inbox(OBSERVER));
        let told = self.ask(runtime, Method::POST, &path, Some(body));
        self.statuses.extend(told["id"].as_str().map(str::to_owned));
    }

    fn look(&mut self, runtime: &Runtime) {
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
            paths.extend(self.cursors.iter().map(|next| format!("{base}objects/?limit=2&match[version]=all&next={next}")));
        }
        for path in paths {
            let told = self.ask(runtime, Method::GET, &path, None);
            self.cursors.extend(told["next"].as_str().map(str::to_owned));
        }
        self.cursors.truncate(4);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: u32::try_from(super::asked("ATTACHE_SIM_HIDING", 24)).unwrap(), ..ProptestConfig::default() })]

    #[test]
    fn what_is_withheld_changes_nothing_that_a_partner_sees(acts in prop::collection::vec(act(), 1..24)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (mut bare, mut full) = (Desk::new(false), Desk::new(true));
        for (moment, act) in (11..).zip(acts.iter().chain([&Act::Look])) {
            for desk in [&mut bare, &mut full] {
                desk.act(&runtime, moment, act);
            }
            prop_assert_eq!(bare.seen.len(), full.seen.len());
            for (one, other) in bare.seen.drain(..).zip(full.seen.drain(..)) {
                let told = |answer: &(StatusCode, HeaderMap, Vec<u8>)| String::from_utf8_lossy(&answer.2).into_owned();
                prop_assert_eq!(told(&one), told(&other), "after {:?}", act);
                prop_assert_eq!(&one, &other, "after {:?}", act);
                prop_assert!(!told(&other).contains(CANARY), "after {:?}", act);
                prop_assert!(OTHERS.iter().all(|name| !told(&other).contains(name)), "after {:?}", act);
                let headers = format!("{:?}", other.1);
                prop_assert!(!headers.contains(CANARY), "after {:?}", act);
            }
        }
    }
}
