//! A desk in memory, with a clock that is set by hand and chance that is none: for tests of sharing.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU8, Ordering},
};

use attache_core::{
    agreement::{Agreement, Topics},
    article::{Article, Outlet},
    claim_kind::ClaimKind,
    claim_state::{ClaimState, Standing},
    collection::CollectionUse,
    filter::Filter,
    id::ClaimId,
    marking::{Marking, Tlp},
    recipient::Recipient,
    record::{Happening, NewRecord},
    source::SourceKind,
};
use attache_store::{Entry, Memory, PageQuery, Store, VersionMatch};
use attache_text::words::Words;
use jiff::{SignedDuration, Timestamp};

use crate::{
    adding,
    effects::{Chance, Clock, Effects},
    failure::Failure,
    node::Node,
    partnering::{self, Given},
    redeciding::{self, Redecided},
    releasing::{self, Order, Row},
    reviewing::{self, Decision},
};

/// Invented, with a deployment, a transfer and a second report of the deployment in it.
const REPORT: &str = "North Korea has sent more than 10,000 soldiers to Russia, the Harbour Watch Bureau said on \
                      Friday.\n\nIran has supplied drones to Russia, according to the Quayside Institute.";
const SECOND: &str = "North Korea has sent more than 10,000 soldiers to Russia, South Korea's defence ministry said on \
                      Friday.";

/// A clock that is set by hand. It can record something behind a use case's back, once, when it is asked.
pub(crate) struct HandClock<'a> {
    now: Mutex<Timestamp>,
    store: &'a Memory,
    behind: Mutex<Option<NewRecord>>,
}

impl Clock for HandClock<'_> {
    /// Each look is a millisecond later.
    fn now(&self) -> Timestamp {
        if let Some(record) = self.behind.lock().unwrap_or_else(PoisonError::into_inner).take() {
            self.store.append(&[record]).unwrap();
        }
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(SignedDuration::from_millis(1)).unwrap();
        *now
    }
}

/// The same bytes each time, other ones at each call.
pub(crate) struct Counted(AtomicU8);

impl Chance for Counted {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), Failure> {
        buffer.fill(self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1));
        Ok(())
    }
}

/// A desk.
pub(crate) struct Desk<'a> {
    pub(crate) store: &'a Memory,
    clock: HandClock<'a>,
    chance: Counted,
    pub(crate) by: &'static str,
}

impl<'a> Desk<'a> {
    /// A desk at noon of 1 December 2024, whose store holds what the articles say, every draft accepted.
    pub(crate) fn new(store: &'a Memory) -> Self {
        let noon = "2024-12-01T12:00:00Z".parse().unwrap();
        let clock = HandClock { now: Mutex::new(noon), store, behind: Mutex::new(None) };
        let desk = Self { store, clock, chance: Counted(AtomicU8::new(0)), by: "ana-canary" };
        desk.read(REPORT);
        desk
    }

    /// Adds an article and accepts all that it says.
    pub(crate) fn read(&self, text: &str) {
        let mut article = Article::plain(text);
        article.outlet = Some(Outlet { name: "Test Courier".into(), kind: SourceKind::Outlet });
        article.published = Some(jiff::civil::date(2024, 11, 15));
        adding::add(&self.effects(), article, None, &Words::built_in().unwrap()).unwrap();
        for state in self.store.find(&Filter::default()).unwrap() {
            if state.standing == Standing::Draft {
                self.decide(state.id, &Decision::Accept);
            }
        }
    }

    /// Adds a second report of the deployment.
    pub(crate) fn read_second(&self) {
        self.read(SECOND);
    }

    pub(crate) fn effects(&self) -> Effects<'_> {
        Effects {
            store: self.store,
            clock: &self.clock,
            chance: &self.chance,
            by: self.by,
            originator: "Hanbit Desk",
        }
    }

    /// Sets the clock.
    pub(crate) fn at(&self, at: &str) {
        *self.clock.now.lock().unwrap() = at.parse().unwrap();
    }

    /// Records something the next time that the clock is asked: as another process would.
    pub(crate) fn behind_the_back(&self, what: Happening) {
        let at = *self.clock.now.lock().unwrap();
        *self.clock.behind.lock().unwrap() = Some(NewRecord { at, by: "ben".into(), what });
    }

    /// Adds a partner in the groups.
    pub(crate) fn partner(&self, id: &str, given: Given) -> Result<Redecided, Failure> {
        let given = Given { name: Some(format!("Desk {id}")), ..given };
        partnering::add(&self.effects(), &id.parse().unwrap(), &given)
    }

    /// Agrees on everything up to AMBER.
    pub(crate) fn agree(&self, with: &str, change: impl FnOnce(&mut Agreement)) -> Redecided {
        let mut agreement = Agreement {
            with: with.parse().unwrap(),
            ceiling: Tlp::Amber,
            topics: Topics::All,
            from: jiff::civil::date(2024, 1, 1),
            until: None,
            two_persons: false,
        };
        change(&mut agreement);
        partnering::agree(&self.effects(), &agreement).unwrap()
    }

    /// The claims of a kind, by id.
    pub(crate) fn claims(&self, kind: ClaimKind) -> Vec<ClaimState> {
        let filter = Filter {
            kinds: vec![kind],
            standings: vec![Standing::Accepted, Standing::Corrected, Standing::Retracted],
            ..Filter::default()
        };
        self.store.find(&filter).unwrap()
    }

    pub(crate) fn deployment(&self) -> ClaimId {
        self.claims(ClaimKind::Deployment)[0].id
    }

    pub(crate) fn decide(&self, id: ClaimId, decision: &Decision) -> Redecided {
        let state = self.store.claim(id).unwrap().unwrap();
        reviewing::decide(&self.effects(), &state, decision).unwrap().followed
    }

    pub(crate) fn retract(&self, id: ClaimId) -> Redecided {
        self.decide(id, &Decision::Retract { reason: "a canary reason".into() })
    }

    pub(crate) fn mark(&self, claim: ClaimId, marking: Marking) -> Redecided {
        redeciding::record_one(&self.effects(), &Happening::MarkingSet { claim, marking }).unwrap()
    }

    /// Releases these claims.
    pub(crate) fn release(&self, to: &str, claims: &[ClaimId]) -> Vec<Row> {
        let to = to.parse().unwrap();
        releasing::release(&self.effects(), &Order { to: &to, claims, tear: None }).unwrap()
    }

    /// Everything that lies in the collection of a recipient.
    pub(crate) fn entries(&self, to: &str) -> Vec<Entry> {
        let node = Node::existing(self.store).unwrap();
        let to: Recipient = to.parse().unwrap();
        let query = PageQuery {
            collection: node.collection(&CollectionUse::Outbox(to)),
            after: i64::MIN,
            limit: 1_000,
            objects: Vec::new(),
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: true,
            room: usize::MAX,
        };
        self.store.page(&query).unwrap().entries
    }

    /// The notes among them, as JSON, in order.
    pub(crate) fn notes(&self, to: &str) -> Vec<serde_json::Value> {
        let entries = self.entries(to).into_iter().filter(|entry| entry.object.type_name == "note");
        entries.map(|entry| serde_json::from_slice(&entry.bytes).unwrap()).collect()
    }
}

/// Green, to these.
pub(crate) fn green(to: &[&str]) -> Marking {
    Marking { releasable_to: to.iter().map(ToString::to_string).collect(), ..Marking::of(Tlp::Green) }
}
