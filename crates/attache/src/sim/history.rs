//! What happens in a simulation, a step at a time.

use std::collections::BTreeSet;

use attache_core::{
    article::{Article, Outlet},
    claim_state::ClaimState,
    marking::{Marking, Tlp},
    quantity::Figure,
    recipient::Recipient,
    record::Happening,
    source::SourceKind,
};
use attache_store::{Store as _, faulty::Moment};

use super::{
    network::Weather,
    world::{GROUP, NODES, WORDS, World, recipient},
};
use crate::{
    adding::{self, Policy},
    failure::Failure,
    partnering, redeciding,
    releasing::{self, Order, withdrawing},
    reviewing::{self, Decision},
};

impl World {
    /// Something happens somewhere. A node whose store failed is started again, with another failure laid for it.
    pub(super) fn step(&mut self) {
        let at = self.draw.below(NODES.len());
        match self.draw.below(21) {
            0..=2 => self.read(at),
            3..=5 => self.mark(at),
            6..=8 => self.release_all(at),
            9..=13 => {
                let from = self.draw.below(NODES.len());
                if from != at {
                    self.sync(at, from);
                }
            }
            14 => self.take_back(at),
            15 => self.change_agreement(at),
            16 | 17 => self.pass_on(at),
            18 => self.trouble(),
            19 => self.skew(at),
            _ => self.kill(at),
        }
        for at in 0..NODES.len() {
            if self.sites[at].has_failed() {
                self.kill(at);
            }
        }
    }

    /// Says what a use case came to. Refusals and failures of the store belong to it.
    fn note<T>(&mut self, at: usize, what: &str, done: Result<T, Failure>) -> Option<T> {
        let told = done.as_ref().err().map_or("done".to_owned(), ToString::to_string);
        self.tell(format!("{} {what}: {told}", NODES[at].0));
        done.ok()
    }

    /// An article with a word that stands nowhere else.
    pub(super) fn read(&mut self, at: usize) {
        let number = self.articles.len().saturating_add(1);
        let canary = format!("Qvz{}x{number}", self.draw.below(100_000));
        let text = format!(
            "North Korea has sent more than {}00 soldiers to Russia, the {canary} Watch Bureau said on Friday.",
            number.saturating_add(10)
        );
        let mut article = Article::plain(text);
        article.outlet = Some(Outlet { name: format!("{} Courier", NODES[at].0), kind: SourceKind::Outlet });
        article.published = Some(jiff::civil::date(2024, 11, 15));
        let policy = Some(Policy { above: Figure::ZERO });
        let added = adding::add(&self.sites[at].effects(), article, policy, &WORDS);
        self.articles.insert(canary, at);
        self.note(at, "reads", added);
    }

    fn some_claim(&mut self, at: usize, received: bool) -> Option<ClaimState> {
        let claims = self.claims(at, received);
        (!claims.is_empty()).then(|| self.draw.one(&claims).clone())
    }

    /// A marking, as wide or narrow as it comes.
    fn mark(&mut self, at: usize) {
        let Some(state) = self.some_claim(at, false) else { return };
        let others: Vec<usize> = (0..NODES.len()).filter(|other| *other != at).collect();
        let mut names = BTreeSet::new();
        for other in others {
            if self.draw.happens(40) {
                names.insert(NODES[other].0.to_owned());
                self.allowed.insert((state.id, other));
            }
            if self.draw.happens(25) {
                names.insert(NODES[other].2.to_owned());
                self.allowed.insert((state.id, other));
            }
        }
        if self.draw.happens(25) {
            names.insert(GROUP.to_owned());
            self.allowed.extend((0..NODES.len()).filter(|other| *other != at).map(|other| (state.id, other)));
        }
        let tlp = *self.draw.one(&[Tlp::Green, Tlp::Green, Tlp::Amber, Tlp::Red]);
        let marking = Marking { releasable_to: names, ..Marking::of(tlp) };
        let what = format!("marks {} {marking}", state.id.short());
        let happening = Happening::MarkingSet { claim: state.id, marking };
        let done = redeciding::record_one(&self.sites[at].effects(), &happening);
        self.note(at, &what, done);
    }

    /// Every claim of a node is for everybody.
    pub(super) fn mark_all(&mut self, at: usize) {
        for state in self.claims(at, false) {
            let names = BTreeSet::from([GROUP.to_owned()]);
            let marking = Marking { releasable_to: names, ..Marking::of(Tlp::Green) };
            self.allowed.extend((0..NODES.len()).filter(|other| *other != at).map(|other| (state.id, other)));
            let happening = Happening::MarkingSet { claim: state.id, marking };
            redeciding::record_one(&self.sites[at].effects(), &happening).unwrap();
        }
    }

    /// Everything that may go out goes out.
    pub(super) fn release_all(&mut self, at: usize) {
        let others =
            NODES.iter().map(|(name, ..)| recipient(name)).filter(|to| *to != recipient(NODES[at].0));
        let all: Vec<Recipient> = others.chain([recipient(GROUP)]).collect();
        for to in all {
            let order = Order { to: &to, claims: &[], tear: None };
            let done = releasing::release(&self.sites[at].effects(), &order);
            self.note(at, &format!("releases to {to}"), done);
        }
    }

    /// How much went out, was called back, and came by two roads, over all nodes.
    pub(super) fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for at in 0..NODES.len() {
            for state in self.claims(at, false).iter().chain(&self.claims(at, true)) {
                counts[0] += state.releases.len();
                counts[1] += state.releases.iter().filter(|one| one.withdrawn.is_some()).count();
                counts[2] += usize::from(state.received_from.len() > 1);
            }
        }
        counts
    }

    /// A claim is retracted, or called back from somebody.
    fn take_back(&mut self, at: usize) {
        let Some(state) = self.some_claim(at, false) else { return };
        if self.draw.happens(50) {
            let decision = Decision::Retract { reason: "the outlet withdrew it".into() };
            let done = reviewing::decide(&self.sites[at].effects(), &state, &decision);
            self.note(at, &format!("retracts {}", state.id.short()), done);
        } else if let Some(out) = state.releases.last() {
            let to = out.release.to.clone();
            let done = withdrawing::withdraw(&self.sites[at].effects(), &to, &[state.id], "by hand");
            self.note(at, &format!("calls {} back from {to}", state.id.short()), done);
        }
    }

    fn change_agreement(&mut self, at: usize) {
        let other = self.draw.below(NODES.len());
        if other == at {
            return;
        }
        let with = recipient(if self.draw.happens(30) { GROUP } else { NODES[other].0 });
        let done = match self.draw.below(3) {
            0 => partnering::end(&self.sites[at].effects(), &with, "for the test").map(drop),
            1 => self.agree(at, &with, Tlp::Green),
            _ => self.agree(at, &with, Tlp::Amber),
        };
        self.note(at, &format!("changes the agreement with {with}"), done);
    }

    /// A received claim goes on to a third, by leave.
    fn pass_on(&mut self, at: usize) {
        let Some(state) = self.some_claim(at, true) else { return };
        let others: Vec<_> = (0..NODES.len()).filter(|other| *other != at).collect();
        let other = *self.draw.one(&others);
        let to = recipient(NODES[other].0);
        let done = partnering::leave(&self.sites[at].effects(), state.id, &to, "by letter");
        self.note(at, &format!("has leave to pass {} on to {to}", state.id.short()), done);
        let marking = Marking { releasable_to: BTreeSet::from([to.to_string()]), ..Marking::of(Tlp::Green) };
        self.allowed.insert((state.id, other));
        let happening = Happening::MarkingSet { claim: state.id, marking };
        let done = redeciding::record_one(&self.sites[at].effects(), &happening);
        self.note(at, "marks it so", done);
        let order = Order { to: &to, claims: &[state.id], tear: None };
        let done = releasing::release(&self.sites[at].effects(), &order);
        self.note(at, "passes it on", done);
    }

    fn trouble(&mut self) {
        if self.draw.happens(50) {
            self.split_or_join();
        }
        let mut bad = || self.draw.below(40);
        self.weather = Weather { lost: bad(), unanswered: bad(), cut: bad() / 2 };
    }

    /// A clock jumps, at most a day to either side.
    fn skew(&mut self, at: usize) {
        let seconds = i64::try_from(self.draw.below(172_800)).unwrap() - 86_400;
        self.sites[at].set_wrong_by(seconds.saturating_mul(1_000_000));
        self.tell(format!("the clock of {} jumps by {seconds} s", NODES[at].0));
    }

    /// The process ends, wherever it is; the next one will fail at some call, before or after doing it.
    fn kill(&mut self, at: usize) {
        let nth = u64::try_from(self.draw.below(120)).unwrap().saturating_add(1);
        let moment = if self.draw.happens(50) { Moment::Before } else { Moment::After };
        self.sites[at].restart(Some(nth), moment);
        self.tell(format!("{} is killed", NODES[at].0));
        debug_assert!(self.sites[at].disk.0.last().is_ok());
    }
}
