//! A plain sentence from what is kept: no word of it is from the article.

use jiff::civil::Date;

use crate::{
    claim_kind::ClaimKind, country::CountryCode, likelihood::Likelihood, modality::Modality,
    proposition::ItemCategory,
};

use super::{TearLine, TornFigure};

/// The sentence.
pub(super) fn sentence(line: &TearLine) -> String {
    let mut text = manner(line.modality).to_owned();
    text.push_str(kind(line.kind));
    if let Some(actor) = line.actor {
        text.push_str(&format!(", by {}", name(actor)));
    }
    if let Some(counterpart) = line.counterpart {
        let word = if line.kind == ClaimKind::Transfer { "to" } else { "with regard to" };
        text.push_str(&format!(", {word} {}", name(counterpart)));
    }
    if let Some(country) = line.country {
        text.push_str(&format!(", in {}", name(country)));
    }
    if let Some(code) = &line.subdivision {
        text.push_str(&format!(" ({code})"));
    }
    text.push_str(&days(line.from, line.until));
    let counted: Vec<_> = line.figures.iter().filter_map(|figure| figure.of).collect();
    let bare = line.items.iter().filter(|item| !counted.contains(item)).map(|item| class(*item).to_owned());
    let parts: Vec<String> = line.figures.iter().map(figure).chain(bare).collect();
    if !parts.is_empty() {
        text.push_str(&format!(": {}", parts.join("; ")));
    }
    if let Some(term) = line.likelihood {
        text.push_str(&format!(" ({})", likelihood(term)));
    }
    text.push('.');
    text
}

fn figure(figure: &TornFigure) -> String {
    figure.of.map_or_else(|| figure.words(), |item| format!("{} ({})", figure.words(), class(item)))
}

/// A country by its name, by its code where it has none.
fn name(country: CountryCode) -> String {
    country.short_name().map_or_else(|| country.to_string(), str::to_owned)
}

fn days(from: Option<Date>, until: Option<Date>) -> String {
    let months = |from: Date, until: Date| from == from.first_of_month() && until == until.last_of_month();
    match (from, until) {
        (None, None) => String::new(),
        (Some(from), Some(until)) if from == until => format!(", on {from}"),
        (Some(from), Some(until))
            if months(from, until) && from.first_of_month() == until.first_of_month() =>
        {
            format!(", {} {}", month(from), from.year())
        }
        (Some(from), Some(until)) => format!(", from {from} to {until}"),
        (Some(from), None) => format!(", not before {from}"),
        (None, Some(until)) => format!(", not after {until}"),
    }
}

/// The English name of the month of a day.
pub(super) fn month(day: Date) -> &'static str {
    match day.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

const fn manner(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "Reported: ",
        Modality::Denied => "Denied: ",
        Modality::Considered => "Said to be possible or under consideration: ",
        Modality::NotConsidered => "Said not to be under consideration: ",
        Modality::NotRuledOut => "Not ruled out: ",
        Modality::Unlikely => "Judged unlikely: ",
        Modality::Quoted => "Words were reported about: ",
    }
}

const fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Deployment => "a deployment of forces",
        ClaimKind::Transfer => "a transfer of weapons, goods or technology",
        ClaimKind::Stock => "stocks or the means to make them",
        ClaimKind::Meeting => "a meeting",
        ClaimKind::Position => "a position taken",
        ClaimKind::Agreement => "an agreement",
        ClaimKind::Assessment => "an assessment",
        ClaimKind::Poll => "the result of a poll",
        ClaimKind::LegalConstraint => "a rule of law that binds",
        ClaimKind::Forecast => "an expectation",
        ClaimKind::NoComment => "no comment was given",
        ClaimKind::Clash => "fighting",
        ClaimKind::Background => "background",
    }
}

const fn class(item: ItemCategory) -> &'static str {
    match item {
        ItemCategory::Personnel => "personnel",
        ItemCategory::SmallArms => "small arms",
        ItemCategory::Ammunition => "ammunition",
        ItemCategory::Artillery => "artillery",
        ItemCategory::Armour => "armoured vehicles",
        ItemCategory::Aircraft => "aircraft",
        ItemCategory::Helicopter => "helicopters",
        ItemCategory::Drone => "drones",
        ItemCategory::Missile => "missiles",
        ItemCategory::AirDefence => "air defence",
        ItemCategory::Ship => "ships",
        ItemCategory::Vehicle => "vehicles",
        ItemCategory::Electronics => "electronics",
        ItemCategory::Technology => "technology",
        ItemCategory::Fuel => "fuel",
        ItemCategory::Money => "money",
        ItemCategory::Aid => "aid",
        ItemCategory::Other => "other goods",
    }
}

const fn likelihood(term: Likelihood) -> &'static str {
    match term {
        Likelihood::AlmostNoChance => "almost no chance",
        Likelihood::VeryUnlikely => "very unlikely",
        Likelihood::Unlikely => "unlikely",
        Likelihood::RoughlyEvenChance => "roughly even chance",
        Likelihood::Likely => "likely",
        Likelihood::VeryLikely => "very likely",
        Likelihood::AlmostCertain => "almost certain",
    }
}
