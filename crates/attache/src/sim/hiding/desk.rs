//! A node in a history, and the plain things that its people do.

use std::sync::{Arc, atomic::AtomicI64};

use attache_core::{
    agreement::{Agreement, Topics},
    article::{Article, Outlet},
    filter::Filter,
    id::ClaimId,
    marking::{Marking, Tlp},
    quantity::Figure,
    record::Happening,
    source::SourceKind,
};
use attache_store::{Commit, Setting};
use http::{HeaderMap, StatusCode};

use super::{CANARY, OBSERVER, OTHERS};
use crate::{
    adding::{self, Policy},
    credentials,
    effects::Effects,
    http::Service,
    node::Node,
    partnering::{self, Given},
    redeciding,
    releasing::{self, Order},
    reviewing::{self, Decision},
    sim::{
        chance::{Drawn, NodeClock},
        disk::Disk,
        world::{WORDS, recipient},
    },
};

/// A node with its server.
pub(super) struct Desk {
    pub(super) disk: Disk,
    pub(super) clock: NodeClock,
    pub(super) service: Option<Arc<Service>>,
    /// Whether it does what is hidden.
    pub(super) full: bool,
    /// The claims of articles that both nodes read, and of those that only this one read.
    pub(super) shared: Vec<ClaimId>,
    pub(super) own: Vec<ClaimId>,
    pub(super) moment: i64,
    pub(super) seen: Vec<(StatusCode, HeaderMap, Vec<u8>)>,
    pub(super) cursors: Vec<String>,
    pub(super) statuses: Vec<String>,
}

impl Desk {
    pub(super) fn new(full: bool) -> Self {
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
    pub(super) fn at_moment(&mut self, moment: i64) {
        self.moment = moment;
        let begin = 1_733_140_800_000_000_i64;
        self.clock = NodeClock::new(Arc::new(AtomicI64::new(begin + moment * 60_000_000)));
        // The server keeps what is derived from its keys; its clock and its chance are those of the act.
        self.service = None;
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&Effects<'_>) -> T) -> T {
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

    pub(super) fn partner(&self, name: &str, country: &str) {
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
            let kept =
                Setting { name: format!("test/{name}"), value: Some(token.expose().as_bytes().to_vec()) };
            effects.store.commit(&Commit { settings: vec![setting, kept], ..Commit::default() }).unwrap();
        });
    }

    pub(super) fn agree(&self, with: &str, ceiling: Tlp) {
        let agreement = Agreement {
            with: with.parse().unwrap(),
            ceiling,
            topics: Topics::All,
            from: jiff::civil::date(2024, 1, 1),
            until: None,
            two_persons: false,
        };
        self.with(|effects| partnering::agree(effects, &agreement).map(drop).unwrap());
    }

    pub(super) fn read(&self, word: &str, number: u16) -> Vec<ClaimId> {
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
            let all = effects.store.find(&Filter::default()).unwrap();
            all.into_iter().filter(|state| state.article == id).map(|state| state.id).collect()
        })
    }

    pub(super) fn mark(&self, claim: ClaimId, names: &[&str], tlp: Tlp) {
        let marking =
            Marking { releasable_to: names.iter().map(ToString::to_string).collect(), ..Marking::of(tlp) };
        self.with(|effects| {
            redeciding::record_one(effects, &Happening::MarkingSet { claim, marking }).unwrap();
        });
    }

    pub(super) fn release(&self, to: &str) {
        let to = recipient(to);
        // Refusals (no agreement, nothing to do) belong to it.
        self.with(|effects| {
            let _ = releasing::release(effects, &Order { to: &to, claims: &[], tear: None });
        });
    }

    pub(super) fn retract(&self, claim: ClaimId) {
        self.with(|effects| {
            let state = effects.store.claim(claim).unwrap().unwrap();
            let _ = reviewing::decide(effects, &state, &Decision::Retract { reason: CANARY.into() });
        });
    }
}
