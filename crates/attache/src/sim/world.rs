//! The world of a simulation: three nodes, each a partner of the others, and what may happen to them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock, Mutex, atomic::AtomicI64},
};

use attache_core::{
    agreement::{Agreement, Topics},
    claim_state::{ClaimState, Standing},
    filter::Filter,
    id::ClaimId,
    marking::Tlp,
    partner::PartnerId,
    recipient::Recipient,
};
use attache_store::{Commit, Store as _, faulty::Moment};
use attache_text::words::Words;
use strum::VariantArray as _;
use tokio::runtime::Runtime;

use super::{
    chance::{Draw, Drawn, NodeClock},
    network::{Line, Weather},
    site::Site,
};
use crate::{
    credentials, failure::Failure, following, log_keeping, node::Node, partnering, receiving, redeciding,
    remote::Remote, transport::Fetch,
};

/// The nodes: name, organisation, country.
pub(super) const NODES: [(&str, &str, &str); 3] =
    [("halde", "Halde Desk", "KR"), ("tarn", "Tarn Desk", "UA"), ("vidin", "Vidin Desk", "PL")];
/// The group that the partners of each node are members of, there.
pub(super) const GROUP: &str = "COAST";
/// 2 December 2024, noon, in microseconds.
const BEGIN: i64 = 1_733_140_800_000_000;

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

/// Everything.
pub(super) struct World {
    pub(super) sites: Vec<Site>,
    pub(super) draw: Draw,
    runtime: Runtime,
    pub(super) weather: Weather,
    /// Pairs of nodes between which nothing goes through.
    split: BTreeSet<(usize, usize)>,
    /// The tokens by which the second of a pair reads from the first.
    tokens: BTreeMap<(usize, usize), String>,
    /// The unique word in each article, and the node that read it.
    pub(super) articles: BTreeMap<String, usize>,
    /// Which claim may ever have gone from which node to which, told by what was recorded here, not by `decide`.
    pub(super) allowed: BTreeSet<(ClaimId, usize)>,
    log: Vec<String>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let now = Arc::new(AtomicI64::new(BEGIN));
        let site = |(at, (_, desk, _)): (usize, &(&'static str, &'static str, &'static str))| {
            let chance = Drawn::new(seed.wrapping_mul(31).wrapping_add(u64::try_from(at).unwrap()));
            Site::new(desk, NodeClock::new(Arc::clone(&now)), chance)
        };
        Self {
            sites: NODES.iter().enumerate().map(site).collect(),
            draw: Draw::new(seed),
            runtime: tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap(),
            weather: Weather::default(),
            split: BTreeSet::new(),
            tokens: BTreeMap::new(),
            articles: BTreeMap::new(),
            allowed: BTreeSet::new(),
            log: Vec::new(),
        }
    }

    /// What happened, a line each.
    pub(super) fn told(&self) -> String {
        self.log.join("\n")
    }

    pub(super) fn tell(&mut self, what: String) {
        self.log.push(what);
    }

    /// The unique words of all articles.
    pub(super) fn canaries(&self) -> impl Iterator<Item = &str> {
        self.articles.keys().map(String::as_str)
    }

    /// Each node learns of the others: identity, key of the log, token, agreement, where to pull.
    pub(super) fn introduce(&mut self) {
        for site in &self.sites {
            Node::load_or_make(&site.effects()).unwrap();
        }
        for at in 0..NODES.len() {
            for other in (0..NODES.len()).filter(|other| *other != at) {
                self.acquaint(at, other);
            }
        }
        for at in 0..NODES.len() {
            for other in (0..NODES.len()).filter(|other| *other != at) {
                self.agree(at, &recipient(NODES[other].0), Tlp::Amber).unwrap();
            }
            self.agree(at, &recipient(GROUP), Tlp::Green).unwrap();
        }
    }

    /// `at` records `other` as its partner, gives it a token, and `other` keeps where to pull from.
    fn acquaint(&mut self, at: usize, other: usize) {
        let (site, theirs) = (&self.sites[at], self.sites[other].node());
        let id: PartnerId = NODES[other].0.parse().unwrap();
        let given = partnering::Given {
            name: Some(NODES[other].1.to_owned()),
            country: Some(NODES[other].2.parse().ok()),
            groups: Some(BTreeSet::from([GROUP.parse().unwrap()])),
            identity: Some(format!("identity--{}", theirs.identity)),
            verifier: Some(log_keeping::verifier_key(&theirs).unwrap()),
            ..partnering::Given::default()
        };
        partnering::add(&site.effects(), &id, &given).unwrap();
        let token = credentials::new_token(&*site.chance).unwrap();
        let setting = credentials::setting_for_token(&token, &id, site.effects().clock.now()).unwrap();
        site.store.commit(&Commit { settings: vec![setting], ..Commit::default() }).unwrap();
        self.tokens.insert((at, other), token.expose().to_owned());
    }

    fn remote(&self, of: usize) -> Remote {
        Remote {
            partner: NODES[of].0.parse().unwrap(),
            url: format!("https://{}.example/taxii2/", NODES[of].0).parse().unwrap(),
            collections: BTreeSet::new(),
            login: None,
            authority: None,
            client_certificate: None,
            verifier: None,
            plain_http: false,
            minutes: 15,
        }
    }

    pub(super) fn agree(&self, at: usize, with: &Recipient, ceiling: Tlp) -> Result<(), Failure> {
        let agreement = Agreement {
            with: with.clone(),
            ceiling,
            topics: Topics::All,
            from: jiff::civil::date(2024, 1, 1),
            until: None,
            two_persons: false,
        };
        partnering::agree(&self.sites[at].effects(), &agreement).map(drop)
    }

    /// A node pulls from another. What goes wrong is part of the simulation.
    pub(super) fn sync(&mut self, at: usize, from: usize) {
        let seed = self.draw.bits();
        let apart = self.split.contains(&(at.min(from), at.max(from)));
        let line = Line {
            runtime: &self.runtime,
            router: if apart { None } else { self.sites[from].router() },
            token: self.tokens[&(from, at)].clone(),
            weather: self.weather,
            draw: Mutex::new(Draw::new(seed)),
        };
        let fetch: &dyn Fetch = &line;
        let run = following::pull(
            &self.sites[at].effects(),
            &self.remote(from),
            fetch,
            following::Patience::Now,
            &mut |_, _| true,
        );
        let told = match &run {
            Ok(run) => format!(
                "fine: {}, alarms: {}",
                run.is_fine(),
                run.collections.iter().filter(|c| c.alarm.is_some()).count()
            ),
            Err(cause) => cause.to_string(),
        };
        self.tell(format!("{} pulls from {}: {told}", NODES[at].0, NODES[from].0));
    }

    /// Puts an end to all trouble, and lets everybody pull until nothing new comes.
    pub(super) fn heal(&mut self) {
        self.weather = Weather::default();
        self.split.clear();
        for site in &mut self.sites {
            site.restart(None, Moment::Before);
            site.set_wrong_by(0);
        }
        for _ in 0..4 {
            for at in 0..NODES.len() {
                redeciding::tick(&self.sites[at].effects()).unwrap();
                for from in (0..NODES.len()).filter(|from| *from != at) {
                    let partner: PartnerId = NODES[from].0.parse().unwrap();
                    self.sync(at, from);
                    let _ = receiving::receive(&self.sites[at].effects(), &partner).unwrap();
                }
            }
        }
    }

    /// Splits two nodes, or joins them again.
    pub(super) fn split_or_join(&mut self) {
        let (a, b) = (self.draw.below(NODES.len()), self.draw.below(NODES.len()));
        let pair = (a.min(b), a.max(b));
        if !self.split.remove(&pair) {
            self.split.insert(pair);
        }
    }

    /// Every claim that a node read itself, or received.
    pub(super) fn claims(&self, at: usize, received: bool) -> Vec<ClaimState> {
        let filter = Filter { standings: Standing::VARIANTS.to_vec(), ..Filter::default() };
        let mut all = self.sites[at].disk.0.find(&filter).unwrap();
        all.retain(|state| state.is_received() == received);
        all
    }

    /// A leak, by hand: an object with a withheld word is put into the collection of a partner.
    pub(super) fn smuggle(&mut self, at: usize, to: usize, canary: &str) {
        let site = &self.sites[at];
        let node = site.node();
        let used = attache_core::collection::CollectionUse::Outbox(recipient(NODES[to].0));
        let id = "note--0cda5f9e-0a4a-4b1f-9a6e-3f0f6d8d7b11";
        let maker = format!("identity--{}", node.identity);
        let time = "2024-12-02T12:00:00.000Z";
        let bytes = format!(
            r#"{{"type":"note","spec_version":"2.1","id":"{id}","created":"{time}","modified":"{time}","created_by_ref":"{maker}","content":"{canary}","object_refs":["{maker}"]}}"#
        );
        let object = attache_core::object_key::ObjectKey {
            type_name: "note".into(),
            uuid: "0cda5f9e-0a4a-4b1f-9a6e-3f0f6d8d7b11".parse().unwrap(),
        };
        let entry = attache_store::NewEntry {
            collection: node.collection(&used),
            object,
            version: Some(1_733_140_800_000_000_000),
            bytes: bytes.into_bytes(),
        };
        let now = site.effects().clock.now();
        site.store
            .commit(&Commit { entries: vec![entry], logged: true, strict: true, now, ..Commit::default() })
            .unwrap();
    }

    /// A node loses what is out: its collections begin anew, under the same keys.
    pub(super) fn lose_disk(&mut self, at: usize) {
        let before = self.sites[at].disk.clone();
        let fresh = super::disk::Disk::default();
        let records = before.0.roster_records().unwrap();
        fresh.0.append(&records.into_iter().map(|record| record.new).collect::<Vec<_>>()).unwrap();
        let settings = before.0.settings("").unwrap();
        fresh.0.commit(&Commit { settings, ..Commit::default() }).unwrap();
        self.sites[at].disk = fresh;
        self.sites[at].restart(None, Moment::Before);
    }
}

/// A recipient by name.
pub(super) fn recipient(name: &str) -> Recipient {
    name.parse().unwrap()
}
