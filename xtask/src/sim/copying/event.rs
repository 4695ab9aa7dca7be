//! What happens in the world: the one thing that reports tell.

use attache_core::{
    item_class::ItemClass,
    proposition::{
        count::Count,
        matter::{Manner, Matter},
        normal_form::NormalForm,
        thing::Thing,
        who::Who,
        window::Window,
    },
};

use super::party::{ACTORS, COUNTERPARTS, Country};
use crate::draw::Draw;

/// What can be sent beside troops: as texts name it, and its class.
const GOODS: [&str; 4] = ["drones", "missiles", "artillery shells", "tanks"];

/// Troops went from one country to another, or goods did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    /// Goods; troops where there are none.
    pub(super) goods: Option<&'static str>,
    pub(super) actor: &'static Country,
    pub(super) counterpart: &'static Country,
    /// How many, as the first to report it say.
    pub(super) figure: usize,
    /// The day on which it happened, from the first day of the world.
    pub(super) day: usize,
}

impl Event {
    /// So many events of which no two have matter and parties in common; each some days after the one before.
    pub(super) fn several(count: usize, chance: &mut Draw) -> Vec<Self> {
        let mut possible: Vec<(bool, &Country, &Country)> = Vec::new();
        for actor in &ACTORS {
            for counterpart in &COUNTERPARTS {
                possible.extend([(false, actor, counterpart), (true, actor, counterpart)]);
            }
        }
        let mut day = 0;
        let mut events = Vec::new();
        while events.len() < count && !possible.is_empty() {
            let (is_transfer, actor, counterpart) = possible.swap_remove(chance.below(possible.len()));
            day += 2 + chance.below(5);
            let goods = is_transfer.then(|| chance.one(&GOODS).copied()).flatten();
            let figure = (2 + chance.below(60)) * if is_transfer { 10 } else { 100 };
            events.push(Self { goods, actor, counterpart, figure, day });
        }
        events
    }

    /// What reports of it bear out, whatever figure they give.
    pub(super) fn proposition(&self) -> Option<NormalForm> {
        let party = |country: &Country| country.code.parse().ok().map(Who::country);
        let (class, _) = ItemClass::named(self.goods.unwrap_or("personnel"))?;
        let form = NormalForm {
            matter: if self.goods.is_some() { Matter::Transfer } else { Matter::Presence },
            manner: Manner::Told,
            actor: party(self.actor),
            others: party(self.counterpart).into_iter().collect(),
            mutual: false,
            thing: Some(Thing::all(class)),
            place: None,
            time: Window::default(),
            count: Count::Some,
            gist: None,
            presupposed: false,
            told: None,
        };
        Some(form.widest())
    }
}
