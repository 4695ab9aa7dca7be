//! From a claim to what it says.

use super::NormalForm;
use crate::{
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    event_time::TimeOf,
    item_class::ItemClass,
    modality::Modality,
    proposition::{
        Item,
        count::{Count, Interval},
        ground::Ground,
        matter::{Manner, Matter},
        thing::{Qualifiers, Thing},
        who::Who,
        window::Window,
    },
    quantity::{Figure, Quantity},
    source::folded,
};

/// At most so many things of one claim are compared; a list of more is a list.
const MOST: usize = 12;
/// At most so many letters of a claim's words tell it apart.
const GIST: usize = 400;
/// Units that pack or weigh things rather than count them.
const MEASURES: [&str; 12] = [
    "containers",
    "container",
    "packages",
    "tons",
    "tonnes",
    "barrels",
    "kilograms",
    "batteries",
    "systems",
    "currency",
    "dollars",
    "euros",
];
/// Words of taking part, and of what in: together they presuppose troops.
const TAKING_PART: [&str; 7] =
    ["involvement", "involved", "participation", "participate", "taking part", "takes part", "joined"];
const WAR: [&str; 5] = ["war", "fighting", "combat", "hostilities", "front"];

impl NormalForm {
    /// What a claim says, and what it takes for granted: one form for each thing that it names. Never empty.
    #[must_use]
    pub fn of(body: &ClaimDraft) -> Vec<Self> {
        let content = content(body);
        let manner = Manner::of(body.kind, body.modality, body.likelihood);
        let items: Vec<&Item> =
            body.proposition.items.iter().filter(|item| !ItemClass::of(item).is_deed()).collect();
        let matter = match body.kind {
            ClaimKind::Position | ClaimKind::Forecast => about(&items),
            kind => Matter::of(kind),
        };
        let base = base(body, matter, manner, &content);
        let mut forms: Vec<Self> = things(body, matter, &items, &content)
            .into_iter()
            .map(|thing| {
                let count = count(body, thing.as_ref(), matter, manner);
                Self { thing, count, ..base.clone() }
            })
            .collect();
        forms.extend(presupposed(body, &base, &items, &content));
        forms
    }
}

/// The words of a claim, in lower case.
fn content(body: &ClaimDraft) -> String {
    let words: Vec<&str> = body.spans.iter().map(|excerpt| excerpt.text.as_str()).collect();
    words.join(" ").to_lowercase()
}

/// Soldiers, fighters, people in uniform.
fn is_force(item: &Item) -> bool {
    ItemClass::named("personnel").is_some_and(|(force, _)| ItemClass::of(item).is_a(force))
}

/// What a position or a forecast is about, by the first thing that it names.
fn about(items: &[&Item]) -> Matter {
    match items.first() {
        None => Matter::Other,
        Some(item) if ItemClass::of(item).is_people() => Matter::Presence,
        Some(_) => Matter::Transfer,
    }
}

/// All but thing and count.
fn base(body: &ClaimDraft, matter: Matter, manner: Manner, content: &str) -> NormalForm {
    let proposition = &body.proposition;
    let place = body.place.as_ref().and_then(Ground::of);
    let together = matches!(matter, Matter::Meeting | Matter::Agreement);
    let who = if matter == Matter::Meeting { Who::in_person } else { Who::acting };
    let mut actor = proposition.actor.as_ref().and_then(who);
    let mut others: Vec<Who> = proposition.counterpart.as_ref().and_then(who).into_iter().collect();
    if matter == Matter::Presence {
        others.extend(host(actor.as_ref(), place.as_ref()));
    }
    let said = body.date.as_ref().filter(|date| date.of == TimeOf::Statement);
    let between = matter == Matter::Transfer && content.contains("between ") && !others.is_empty();
    let mutual = together || (between && actor.is_some());
    if mutual {
        others.extend(actor.take());
    }
    others.sort();
    others.dedup();
    let gist = (!matter.is_told_by_parts()).then(|| folded(content).chars().take(GIST).collect());
    NormalForm {
        matter,
        manner,
        actor,
        others,
        mutual,
        thing: None,
        place,
        time: Window::of(body.date.as_ref()),
        count: Count::Some,
        gist,
        // What stands within another claim is taken for granted there.
        presupposed: body.embedded_in.is_some(),
        told: said.and_then(|date| date.end.or(date.start)).or(body.published),
    }
}

/// The country where troops are, if it is not their own.
fn host(actor: Option<&Who>, place: Option<&Ground>) -> Option<Who> {
    let country = place.and_then(|place| place.country)?;
    (actor.and_then(|actor| actor.country) != Some(country)).then(|| Who::country(country))
}

/// The things that a claim speaks of; one missing thing where it names none.
fn things(body: &ClaimDraft, matter: Matter, items: &[&Item], content: &str) -> Vec<Option<Thing>> {
    let narrowing = match body.kind {
        ClaimKind::Position | ClaimKind::Forecast => {
            let scope = body.proposition.scope.as_deref().unwrap_or("");
            Qualifiers::of(content).and(Qualifiers::of(scope))
        }
        _ => Qualifiers::default(),
    };
    let mut found: Vec<Thing> = items.iter().map(|item| Thing::of(item).narrowed(narrowing)).collect();
    match (body.kind, matter) {
        // A position is about the first thing that it names; the others are grounds or circumstances.
        (ClaimKind::Position | ClaimKind::Forecast, _) => found.truncate(1),
        // Who deploys without a word of what deploys soldiers.
        (_, Matter::Presence) if !items.iter().any(|item| is_force(item)) => {
            found.push(Thing::all(ItemClass::troops()));
        }
        (_, Matter::Presence | Matter::Transfer | Matter::Stock | Matter::Agreement) => {}
        _ => found.clear(),
    }
    found.sort();
    found.dedup();
    found.truncate(MOST);
    if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() }
}

/// How many of a thing a claim gives.
fn count(body: &ClaimDraft, thing: Option<&Thing>, matter: Matter, manner: Manner) -> Count {
    let counted = matches!(matter, Matter::Presence | Matter::Transfer | Matter::Stock)
        && matches!(manner, Manner::Told | Manner::Expected(_));
    let lone = body.proposition.items.len() <= 1;
    let of_thing = |quantity: &&Quantity| counts(quantity, thing, lone);
    let mut figures = body.quantities.iter().filter(|_| counted).filter(of_thing);
    let mut told = figures.next().map(|quantity| (Interval::of(quantity, unit(quantity)), quantity));
    for quantity in figures {
        let next = Interval::of(quantity, unit(quantity));
        told = match (told, next) {
            (Some((Some(one), first)), Some(other)) if one.unit() == other.unit() => {
                Some((Some(one.hull(&other)), first))
            }
            (told, _) => told,
        };
    }
    let none = told.as_ref().is_some_and(|(_, quantity)| is_none(quantity));
    let some = match told.and_then(|(figure, _)| figure) {
        Some(figure) => Count::Within(figure),
        None if none => Count::Zero,
        None => Count::Some,
    };
    let negative = match manner {
        Manner::Held(modality) => {
            matches!(modality, Modality::NotConsidered | Modality::Denied)
        }
        _ => body.modality == Modality::Denied,
    };
    if negative { some.denied() } else { some }
}

/// Exactly zero.
fn is_none(quantity: &Quantity) -> bool {
    quantity.high == Some(Figure::ZERO) && !quantity.high_open
}

/// Whether a quantity counts this thing: its unit is a word for it, or measures it, or the claim names no
/// other thing. Shares count nothing.
fn counts(quantity: &Quantity, thing: Option<&Thing>, lone: bool) -> bool {
    let Some(unit) = quantity.unit.as_deref() else { return lone };
    if unit.starts_with('%') {
        return false;
    }
    let bare = unit.split('(').next().unwrap_or(unit).trim();
    match (ItemClass::named(bare), thing) {
        _ if MEASURES.contains(&folded(bare).as_str()) => lone,
        (Some((class, _)), Some(thing)) => class.is_a(thing.class) || thing.class.is_a(class),
        _ => false,
    }
}

/// The unit, where it is not the thing itself.
fn unit(quantity: &Quantity) -> Option<String> {
    quantity.unit.as_deref().map(folded).filter(|unit| MEASURES.contains(&unit.as_str()))
}

/// What a claim of another matter takes for granted: who fights somewhere is there, and who takes part in a
/// war or gathers experience in it has troops in it.
fn presupposed(body: &ClaimDraft, base: &NormalForm, items: &[&Item], content: &str) -> Option<NormalForm> {
    let facts = base.manner == Manner::Told && body.modality == Modality::Asserted;
    let actor = base.actor.as_ref().filter(|_| facts)?;
    let word = |list: &[&str]| list.iter().any(|word| contains_word(content, word));
    let presupposes = match body.kind {
        ClaimKind::Clash => base.place.is_some() || items.iter().any(|item| is_force(item)),
        ClaimKind::Assessment | ClaimKind::Background => {
            items.iter().any(|item| is_force(item)) || (word(&TAKING_PART) && word(&WAR))
        }
        _ => false,
    };
    if !presupposes {
        return None;
    }
    let mut others: Vec<Who> = host(Some(actor), base.place.as_ref()).into_iter().collect();
    if body.kind != ClaimKind::Clash {
        others.extend(base.others.iter().cloned());
    }
    others.sort();
    others.dedup();
    Some(NormalForm {
        matter: Matter::Presence,
        others,
        mutual: false,
        thing: Some(Thing::all(ItemClass::troops())),
        count: Count::Some,
        gist: None,
        presupposed: true,
        ..base.clone()
    })
}

/// Whether a word or words stand in a text on their own.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at.saturating_add(word.len())..).and_then(|text| text.chars().next());
        free(before) && free(after)
    })
}
