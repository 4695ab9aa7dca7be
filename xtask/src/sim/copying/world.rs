//! A world: events, who knows of them, who tells whom, and what is written of it.

use std::collections::BTreeMap;

use attache_core::source::SourceKind;

use super::{
    body,
    chances::Chances,
    copying_out::CopyingOut,
    event::Event,
    line::{Line, Origin, Voice},
    party::{AGENCIES, OBSERVERS, expert, outlet},
    writing::{Manner, Writing},
};
use crate::draw::Draw;

/// Events of a world.
pub(super) const EVENTS: usize = 8;
/// Pairs of governments that exchange information.
const SWAPS: usize = 4;
/// Experts who may find out by themselves.
const EXPERTS: usize = 5;
/// Outlets of a world.
const OUTLETS: usize = 40;

/// Two governments, by number, tell each other what they know.
#[derive(Clone, Debug)]
pub(super) struct Swap {
    pub(super) between: [usize; 2],
    /// The first day on which they do.
    pub(super) since: usize,
    /// Whether those who count know of it.
    pub(super) declared: bool,
}

/// All that is true, and all that is written.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) events: Vec<Event>,
    pub(super) swaps: Vec<Swap>,
    pub(super) writings: Vec<Writing>,
}

impl World {
    /// The world of a seed.
    pub(super) fn new(seed: u64, chances: &Chances) -> Self {
        let mut chance = Draw::new(seed);
        let events = Event::several(EVENTS, &mut chance);
        let last = events.last().map_or(1, |event| event.day);
        let swaps = (0..SWAPS).map(|_| swap(last, chances, &mut chance)).collect();
        let mut world = Self { events, swaps, writings: Vec::new() };
        for (number, event) in world.events.clone().iter().enumerate() {
            world.tell(number, event, chances, &mut chance);
        }
        world
    }

    /// Everything that is written of an event.
    fn tell(&mut self, number: usize, event: &Event, chances: &Chances, chance: &mut Draw) {
        let quotations: Vec<String> = (0..2).map(|_| body::quotation(chance)).collect();
        let known = self.known(event, chances, chance);
        let first = self.writings.len();
        let mut press = Press { number, event, quotations: &quotations, chances, chance };
        for (voice, root) in &known {
            for _ in 0..press.authors(root) {
                let written = press.first_hand(voice, root);
                self.writings.push(written);
            }
        }
        let originals = self.writings.len();
        let mut copying = CopyingOut { quotations: &quotations, known: &known, chances, chance };
        for root in first..originals {
            copying.spread(&mut self.writings, root);
        }
    }

    /// On whose word it is told, and who in truth found out. Only those are here who speak.
    fn known(&self, event: &Event, chances: &Chances, chance: &mut Draw) -> Vec<(Voice, Origin)> {
        let mut roots: BTreeMap<usize, usize> = BTreeMap::new();
        for at in 0..OBSERVERS.len() {
            if chance.percent(chances.government_knows) {
                roots.insert(at, at);
            }
        }
        let finders = roots.clone();
        for swap in self.swaps.iter().filter(|swap| swap.since <= event.day) {
            let [a, b] = swap.between;
            for (from, to) in [(a, b), (b, a)] {
                // What one was told itself it does not hand on.
                if finders.contains_key(&from) && !roots.contains_key(&to) && chance.percent(chances.is_told)
                {
                    roots.insert(to, from);
                }
            }
        }
        let mut known = Vec::new();
        for (at, root) in roots {
            if chance.percent(chances.speaks) {
                let unnamed = chance.percent(chances.unnamed);
                let voice = if unnamed { Voice::Unnamed(at) } else { Voice::office(at, chance) };
                known.push((voice, Origin::Government(root)));
            }
        }
        for number in 0..EXPERTS {
            if chance.percent(chances.expert_knows) {
                known.push((Voice::Expert(expert(number)), Origin::Expert(expert(number))));
            }
        }
        for agency in AGENCIES {
            if chance.percent(chances.agency_sees) {
                known.push((Voice::Own, Origin::Eyes(agency.to_owned())));
            }
        }
        if known.is_empty() {
            let at = chance.below(OBSERVERS.len());
            known.push((Voice::office(at, chance), Origin::Government(at)));
        }
        known
    }
}

fn swap(last: usize, chances: &Chances, chance: &mut Draw) -> Swap {
    let one = chance.below(OBSERVERS.len());
    let other = (one + 1 + chance.below(OBSERVERS.len() - 1)) % OBSERVERS.len();
    Swap {
        between: [one, other],
        since: chance.below(last.max(1)),
        declared: chance.percent(chances.declared),
    }
}

/// Who writes of an event first.
struct Press<'a> {
    number: usize,
    event: &'a Event,
    quotations: &'a [String],
    chances: &'a Chances,
    chance: &'a mut Draw,
}

impl Press<'_> {
    /// How many report the same word apart.
    fn authors(&mut self, root: &Origin) -> usize {
        let is_seen = matches!(root, Origin::Eyes(_));
        1 + usize::from(!is_seen && self.chance.percent(self.chances.again))
    }

    fn first_hand(&mut self, voice: &Voice, root: &Origin) -> Writing {
        let by_agency = self.chance.percent(self.chances.by_agency);
        let (outlet, kind) = match root {
            Origin::Eyes(agency) => (agency.clone(), SourceKind::NewsAgency),
            _ if by_agency => {
                let agency = self.chance.one(&AGENCIES).copied().unwrap_or_default();
                (agency.to_owned(), SourceKind::NewsAgency)
            }
            _ => (outlet_name(self.chance), SourceKind::Outlet),
        };
        // Another office of the same government may be the one that this author heard.
        let voice = match voice {
            Voice::Office(at, _) => Voice::office(*at, self.chance),
            other => other.clone(),
        };
        let statement = Line::new(voice, root.clone(), self.chance);
        let collected = match kind {
            SourceKind::NewsAgency => self.chances.agency_collected,
            _ => self.chances.outlet_collected,
        };
        Writing {
            event: self.number,
            outlet,
            kind,
            day: self.event.day + self.chance.below(3),
            body: body::written(vec![statement], self.quotations, self.chance),
            foot: None,
            page_words: self.chance.percent(self.chances.page_words),
            manner: Manner::FirstHand,
            from: None,
            dressed: false,
            collected: self.chance.percent(collected),
        }
    }
}

/// One of the world's outlets.
pub(super) fn outlet_name(chance: &mut Draw) -> String {
    outlet(chance.below(OUTLETS))
}
