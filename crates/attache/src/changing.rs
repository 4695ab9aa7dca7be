//! Corrections of a claim, field by field: `kind=transfer`, `place=RU`, `figure=>10000 troops`.

use std::str::FromStr;

use attache_core::{
    chain::Chain,
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    event_time::{EventTime, Precision, TimeOf},
    filter::Term,
    modality::Modality,
    place::{Place, PlaceClass},
    proposition::Party,
    quantity::{Figure, Quantity},
    source::{Source, SourceKind, folded},
};
use attache_text::words::Words;
use jiff::civil::Date;
use strum::VariantArray;

use crate::failure::Failure;

/// One field that is put right. An empty value takes away what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// What the claim is about.
    Kind(ClaimKind),
    /// How it is put.
    Modality(Modality),
    /// Where.
    Place(Option<Place>),
    /// When.
    Date(Option<EventTime>),
    /// Who acts.
    Actor(Option<Party>),
    /// To or with whom.
    Counterpart(Option<Party>),
    /// How many; replaces all figures.
    Figure(Option<Quantity>),
    /// Names of the carriers, outermost first.
    Chain(Vec<String>),
}

/// The fields that can be set, with an example each: for help and for prompts.
pub(crate) const FIELDS: [(&str, &str); 8] = [
    ("kind", "deployment"),
    ("modality", "denied"),
    ("actor", "North Korea"),
    ("counterpart", "Russia"),
    ("place", "RU, RU-KRS or Kursk region"),
    ("date", "2024-11-27 or 2024-11-01..2024-11-30"),
    ("figure", ">10000 troops, 5-7 ships, ~300"),
    ("chain", "Harbour Times > Yonhap > presidential office"),
];

impl Change {
    /// Reads `field=value`.
    pub(crate) fn read(text: &str, words: &Words) -> Result<Self, Failure> {
        let names = FIELDS.map(|(name, _)| name).join(", ");
        let Some((field, value)) = text.split_once('=') else {
            return Err(Failure::Usage(format!("`{text}` should be FIELD=VALUE; fields: {names}")));
        };
        let (field, value) = (field.trim(), value.trim());
        let given = (!value.is_empty()).then_some(value);
        Ok(match field {
            "kind" => Self::Kind(one_of(field, value)?),
            "modality" => Self::Modality(one_of(field, value)?),
            "place" => Self::Place(given.map(|value| place(value, words))),
            "date" => Self::Date(given.map(date).transpose()?),
            "actor" => Self::Actor(given.map(|value| party(value, words))),
            "counterpart" => Self::Counterpart(given.map(|value| party(value, words))),
            "figure" => Self::Figure(given.map(figure).transpose()?),
            "chain" => Self::Chain(chain(value)?),
            _ => return Err(Failure::Usage(format!("`{field}` cannot be set; fields: {names}"))),
        })
    }

    /// Puts it right in a body. Excerpts stay: they are what the text says.
    pub(crate) fn apply(&self, body: &mut ClaimDraft) {
        match self {
            Self::Kind(kind) => body.kind = *kind,
            Self::Modality(modality) => body.modality = *modality,
            Self::Place(place) => body.place.clone_from(place),
            Self::Date(date) => body.date.clone_from(date),
            Self::Actor(actor) => body.proposition.actor.clone_from(actor),
            Self::Counterpart(party) => body.proposition.counterpart.clone_from(party),
            Self::Figure(figure) => body.quantities = figure.iter().cloned().collect(),
            Self::Chain(names) => {
                let known: Vec<Source> = body.chain.iter().cloned().collect();
                let sources = names.iter().enumerate().map(|(at, name)| {
                    let same = known.iter().find(|source| folded(&source.name) == folded(name));
                    let kind = if at == 0 { SourceKind::Outlet } else { SourceKind::Person };
                    same.cloned().unwrap_or_else(|| Source::new(name.clone(), kind))
                });
                if let Ok(chain) = Chain::try_from(sources.collect::<Vec<_>>()) {
                    body.chain = chain;
                }
            }
        }
    }
}

fn one_of<T: FromStr + VariantArray + ToString>(field: &str, value: &str) -> Result<T, Failure> {
    value.to_ascii_lowercase().replace([' ', '_'], "-").parse().map_err(|_| {
        let all: Vec<_> = T::VARIANTS.iter().map(ToString::to_string).collect();
        Failure::Usage(format!("`{value}` is no {field}; it is one of: {}", all.join(", ")))
    })
}

fn place(value: &str, words: &Words) -> Place {
    let text = value.to_owned();
    let bare = |country, subdivision, class| Place { text: text.clone(), country, subdivision, class };
    if let Ok(country) = value.parse() {
        return bare(Some(country), None, PlaceClass::Country);
    }
    let code = |code: &str| code.split_once('-').and_then(|(country, _)| country.parse().ok());
    if let Some(country) = code(value).filter(|_| value.chars().all(|c| c == '-' || c.is_ascii_uppercase())) {
        return bare(Some(country), Some(value.to_owned()), PlaceClass::Subdivision);
    }
    match words.term(value) {
        Term::Country(country) => bare(Some(country), None, PlaceClass::Country),
        Term::Subdivision(found) => bare(code(&found), Some(found), PlaceClass::Subdivision),
        Term::Category(_) | Term::Words(_) => bare(None, None, PlaceClass::Region),
    }
}

fn party(value: &str, words: &Words) -> Party {
    let country = value.parse().ok().or_else(|| match words.term(value) {
        Term::Country(country) => Some(country),
        _ => None,
    });
    Party { name: value.to_owned(), country }
}

fn date(value: &str) -> Result<EventTime, Failure> {
    let day = |text: &str| {
        text.trim().parse::<Date>().map_err(|_| {
            Failure::Usage(format!(
                "`{text}` is no day; write 2024-11-27, or 2024-11-01..2024-11-30 for a time"
            ))
        })
    };
    let (start, end, precision) = match value.split_once("..") {
        None => (day(value)?, day(value)?, Precision::Day),
        Some((start, end)) => (day(start)?, day(end)?, Precision::Range),
    };
    if start > end {
        return Err(Failure::Usage(format!("`{value}` ends before it begins")));
    }
    Ok(EventTime { text: value.to_owned(), start: Some(start), end: Some(end), precision, of: TimeOf::Event })
}

/// Reads "10000", ">10000 troops", "<=5", "5-7 ships", "~300".
fn figure(value: &str) -> Result<Quantity, Failure> {
    let wrong = || {
        Failure::Usage(format!(
            "`{value}` is no figure; write 10000, >10000 troops, <=500, 5-7 ships or ~300"
        ))
    };
    let bare = value.trim_start_matches(['>', '<', '=', '~', '≥', '≤', '≈', ' ']);
    let sign = value.strip_suffix(bare).unwrap_or_default().replace(' ', "");
    let (number, unit) = bare.split_once(' ').unwrap_or((bare, ""));
    let percent = number.ends_with('%').then_some("%");
    let read = |text: &str| {
        let plain = text.trim_end_matches('%').replace(',', "");
        plain.parse().ok().and_then(|n| Figure::new(n).ok()).ok_or_else(wrong)
    };
    let (low, high) = match number.split_once(['-', '–']) {
        Some((low, high)) => (read(low)?, read(high)?),
        None => (read(number)?, read(number)?),
    };
    if low > high {
        return Err(wrong());
    }
    let mut quantity = Quantity::exactly(value, low);
    quantity.high = Some(high);
    quantity.unit = percent.or(Some(unit.trim()).filter(|unit| !unit.is_empty())).map(str::to_owned);
    match sign.as_str() {
        "" | "=" => {}
        "~" | "≈" => quantity.approximate = true,
        ">" | ">=" | "≥" => (quantity.high, quantity.low_open) = (None, sign == ">"),
        "<" | "<=" | "≤" => (quantity.low, quantity.high_open) = (None, sign == "<"),
        _ => return Err(wrong()),
    }
    Ok(quantity)
}

fn chain(value: &str) -> Result<Vec<String>, Failure> {
    let names: Vec<_> = value.split(['>', '›']).map(|name| name.trim().to_owned()).collect();
    if names.iter().any(String::is_empty) {
        return Err(Failure::Usage(format!(
            "`{value}` is no chain; write the carriers from the outlet to the origin, such as: {}",
            FIELDS.iter().find(|(name, _)| *name == "chain").map_or("", |(_, example)| example)
        )));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{chain, date, figure};

    #[test]
    fn figures_are_typed_as_they_are_shown() {
        let bound = |text: &str| figure(text).map(|quantity| quantity.bound()).unwrap_or("wrong".into());
        assert_eq!(bound("10000"), "10,000");
        assert_eq!(bound("> 10,000 troops"), "> 10,000");
        assert_eq!(bound(">=10"), "≥ 10");
        assert_eq!(bound("<=5"), "≤ 5");
        assert_eq!(bound("5-7 ships"), "5–7");
        assert_eq!(bound("~300"), "≈ 300");
        assert_eq!(bound("82%"), "82%");
        for bad in ["", "many", ">", "7-5", "=>5", "1e999"] {
            assert_eq!(bound(bad), "wrong", "{bad}");
        }
        assert_eq!(
            figure(">10000 North Korean troops").unwrap().unit.as_deref(),
            Some("North Korean troops")
        );
    }

    #[test]
    fn a_chain_or_a_date_that_makes_no_sense_is_refused() {
        assert_eq!(chain("A > B › C").unwrap(), ["A", "B", "C"]);
        assert!(chain("A > > C").is_err());
        assert!(chain("").is_err());
        assert!(date("2024-11-30..2024-11-01").is_err());
        assert!(date("November").is_err());
        assert!(date("2024-11-01..2024-11-30").is_ok());
    }
}
