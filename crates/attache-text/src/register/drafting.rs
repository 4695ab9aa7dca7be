//! A row as a draft: who supplied what to whom, how many, when, on the register's word.

use attache_core::{
    article::Article,
    attribution::Quotation,
    chain::Chain,
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    event_time::{EventTime, Precision, TimeOf},
    filter::Term,
    modality::Modality,
    proposition::{Item, ItemCategory, Party, Proposition},
    quantity::{Figure, Quantity},
    span::Excerpt,
};
use jiff::civil::date;

use super::{Estimated, Register, RegisterRow, Years};
use crate::words::Words;

/// Words of the register's categories and descriptions, and the class that they mean; the first that fits counts.
const CLASSES: [(&str, ItemCategory); 30] = [
    ("uav", ItemCategory::Drone),
    ("loitering", ItemCategory::Drone),
    ("helicopter", ItemCategory::Helicopter),
    ("sam system", ItemCategory::AirDefence),
    ("anti-aircraft", ItemCategory::AirDefence),
    ("air defence", ItemCategory::AirDefence),
    ("missile", ItemCategory::Missile),
    ("guided bomb", ItemCategory::Missile),
    ("ssm", ItemCategory::Missile),
    ("self-propelled gun", ItemCategory::Artillery),
    ("towed gun", ItemCategory::Artillery),
    ("howitzer", ItemCategory::Artillery),
    ("mortar", ItemCategory::Artillery),
    ("rocket launcher", ItemCategory::Artillery),
    ("mrl", ItemCategory::Artillery),
    ("artillery", ItemCategory::Artillery),
    ("tank", ItemCategory::Armour),
    ("armoured", ItemCategory::Armour),
    ("apc", ItemCategory::Armour),
    ("ifv", ItemCategory::Armour),
    ("engine", ItemCategory::Other),
    ("radar", ItemCategory::Electronics),
    ("sensor", ItemCategory::Electronics),
    ("frigate", ItemCategory::Ship),
    ("corvette", ItemCategory::Ship),
    ("submarine", ItemCategory::Ship),
    ("patrol craft", ItemCategory::Ship),
    ("ship", ItemCategory::Ship),
    ("aircraft", ItemCategory::Aircraft),
    ("shells", ItemCategory::Ammunition),
];

impl Register {
    /// A row as a draft about its own place in the edition's text. A row of which nothing was delivered yet is an agreement,
    /// not a transfer. `None` where the row is of another text.
    #[must_use]
    pub fn draft(&self, row: &RegisterRow, article: &Article, words: &Words) -> Option<ClaimDraft> {
        let excerpt = Excerpt::of(&article.text, row.span).filter(|excerpt| !excerpt.text.is_empty())?;
        let is_delivered = row.delivered.as_ref().is_some_and(|number| number.value > 0.0);
        let figures = [(&row.delivered, "delivered"), (&row.ordered, "ordered")];
        let quantities =
            figures.into_iter().filter_map(|(number, what)| quantity(number.as_ref()?, row, what));
        let years = if is_delivered { row.delivery.as_ref() } else { row.order.as_ref() };
        Some(ClaimDraft {
            kind: if is_delivered { ClaimKind::Transfer } else { ClaimKind::Agreement },
            modality: Modality::Asserted,
            quote: Quotation::None,
            confidence: Figure::from(1),
            spans: vec![excerpt.clone()],
            source: Vec::new(),
            cue: Vec::new(),
            chain: Chain::new(article.carrier(), Vec::new()),
            quantities: quantities.collect(),
            place: None,
            date: years.and_then(event_time),
            embedded_in: None,
            likelihood: None,
            proposition: Proposition {
                actor: Some(party(&row.supplier, words)),
                counterpart: Some(Party {
                    country: party(&row.recipient, words).country.filter(|_| !row.non_state),
                    name: row.recipient.clone(),
                }),
                items: vec![item(row, words)],
                // Deals of different years are different deals: they do not contradict.
                scope: row.order.as_ref().map(|order| format!("order of {}", order.text)),
            },
            sentence: excerpt,
            published: article.published,
            drafter: None,
            differences: Vec::new(),
        })
    }
}

fn party(name: &str, words: &Words) -> Party {
    match words.term(name) {
        Term::Country(code) => {
            let usual = words.country(code).map_or_else(|| name.to_owned(), |country| country.name.clone());
            Party { name: usual, country: Some(code) }
        }
        _ => Party { name: name.to_owned(), country: None },
    }
}

fn item(row: &RegisterRow, words: &Words) -> Item {
    let told = if row.description.is_empty() { &row.designation } else { &row.description };
    let known = words.named_item(told);
    let by_words = |text: &str| {
        let lower = text.to_lowercase();
        CLASSES.iter().find(|(word, _)| lower.contains(word)).map(|(_, class)| *class)
    };
    let class = by_words(&row.description)
        .or_else(|| row.category.as_deref().and_then(by_words))
        .or_else(|| known.map(|item| item.category));
    Item {
        name: known.map_or_else(|| told.clone(), |item| item.name.clone()),
        category: class.unwrap_or(ItemCategory::Other),
        designation: Some(row.designation.clone()),
    }
}

/// An estimate keeps its value and says that it is one: approximate, and rounded.
fn quantity(number: &Estimated<f64>, row: &RegisterRow, what: &str) -> Option<Quantity> {
    let value = Figure::new(number.value).ok()?;
    let counted = if row.description.is_empty() { "items" } else { &row.description };
    Some(Quantity {
        unit: Some(format!("{counted}, {what}")),
        rounded: number.estimate,
        approximate: number.estimate,
        ..Quantity::exactly(number.text.clone(), value)
    })
}

/// The years as days. A year that is an estimate keeps its mark in the words.
fn event_time(years: &Estimated<Years>) -> Option<EventTime> {
    let Years { first, last } = years.value;
    let (start, end) = (date(first, 1, 1), date(last, 12, 31));
    let precision = if first == last { Precision::Year } else { Precision::Range };
    let mark = if years.estimate { " (estimate)" } else { "" };
    Some(EventTime {
        text: format!("{}{mark}", years.text),
        start: Some(start),
        end: Some(end),
        precision,
        of: TimeOf::Event,
    })
}
