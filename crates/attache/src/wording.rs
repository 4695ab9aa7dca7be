//! Claims in words: short phrases for tables and lists. Text from articles comes out as it stands; the
//! output makes it harmless.

use attache_core::{
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    claim_state::Standing,
    event_time::{EventTime, Precision},
    modality::Modality,
    place::Place,
    position_change::Stand,
    proposition::Item,
    quantity::Quantity,
    span,
};
use jiff::civil::Date;

/// Who does what to whom: "North Korea → Russia: artillery shells"; `None` where the claim names nobody.
pub(crate) fn phrase(body: &ClaimDraft) -> Option<String> {
    let proposition = &body.proposition;
    let name = |party: &Option<attache_core::proposition::Party>| party.as_ref().map(|p| p.name.clone());
    let link = match body.kind {
        ClaimKind::Meeting | ClaimKind::Agreement | ClaimKind::Clash => "–",
        _ => "→",
    };
    let who = match (name(&proposition.actor), name(&proposition.counterpart)) {
        (Some(actor), Some(counterpart)) => format!("{actor} {link} {counterpart}"),
        (Some(actor), None) => actor,
        (None, Some(counterpart)) => format!("(not said) {link} {counterpart}"),
        (None, None) => return None,
    };
    let items = items(&proposition.items);
    Some(if items.is_empty() { who } else { format!("{who}: {items}") })
}

/// The items with their designations: "155mm shells, ballistic missiles".
pub(crate) fn items(items: &[Item]) -> String {
    let named = items.iter().map(|item| match &item.designation {
        Some(designation) if !item.name.contains(designation.as_str()) => {
            format!("{designation} {}", item.name)
        }
        _ => item.name.clone(),
    });
    named.collect::<Vec<_>>().join(", ")
}

/// The words of the content, cut to about `most` characters at a space.
pub(crate) fn content(body: &ClaimDraft, most: usize) -> String {
    shortened(&span::joined(&body.spans), most)
}

/// A text cut to about `most` characters at a space, as one line.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let at_space = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{}…", at_space.trim_end_matches([',', ';', ':']))
}

/// A figure with its bound and what it counts: "> 10,000 troops".
pub(crate) fn figure(quantity: &Quantity) -> String {
    let bound = match (quantity.low, quantity.high) {
        // Some words are figures without a number ("dozens", "the majority"): they stay words.
        (None, None) => quantity.text.clone(),
        _ => quantity.bound(),
    };
    let about = if quantity.rounded && !quantity.approximate { " (rounded)" } else { "" };
    match quantity.unit.as_deref().map(|unit| unit.trim_start_matches('%').trim()) {
        Some(unit) if !unit.is_empty() && !bound.ends_with(unit) => format!("{bound} {unit}{about}"),
        _ => format!("{bound}{about}"),
    }
}

/// All figures of a claim, one a line.
pub(crate) fn figures(body: &ClaimDraft) -> String {
    body.quantities.iter().map(figure).collect::<Vec<_>>().join("\n")
}

/// A place with its code: "Kursk region (RU-KRS)".
pub(crate) fn place(place: &Place) -> String {
    let code = place.subdivision.clone().or_else(|| place.country.map(|country| country.to_string()));
    match code {
        Some(code) if code != place.text => format!("{} ({code})", place.text),
        _ => place.text.clone(),
    }
}

/// When something happened, by the calendar: "2024-11-27", "before 2024-11-28", "Nov 2024".
pub(crate) fn event_time(time: &EventTime) -> String {
    let day = |day: Date| day.to_string();
    let month = |day: Date| day.strftime("%b %Y").to_string();
    match (time.precision, time.start, time.end) {
        (Precision::Day, Some(start), _) => day(start),
        (Precision::ApproxDay, Some(start), _) => format!("about {}", day(start)),
        (Precision::Month, Some(start), _) => month(start),
        (Precision::ApproxMonth, Some(start), _) => format!("about {}", month(start)),
        (Precision::Year, Some(start), _) => start.year().to_string(),
        (Precision::Before, _, Some(end)) => format!("before {}", day(end)),
        (Precision::OnOrBefore, _, Some(end)) => format!("by {}", day(end)),
        (Precision::After, Some(start), _) => format!("after {}", day(start)),
        (_, Some(start), Some(end)) if start == end => day(start),
        (_, Some(start), Some(end)) => format!("{} to {}", day(start), day(end)),
        (_, Some(start), None) => format!("since {}", day(start)),
        (_, None, Some(end)) => format!("until {}", day(end)),
        (_, None, None) => format!("“{}”", time.text),
    }
}

/// When, for a table: the time of the event, else the day of the report.
pub(crate) fn when(body: &ClaimDraft) -> String {
    match (&body.date, body.published) {
        (Some(date), _) => event_time(date),
        (None, Some(day)) => format!("{day}\n(reported)"),
        (None, None) => "undated".to_owned(),
    }
}

/// How it is put, in words for people.
pub(crate) const fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "asserted",
        Modality::Denied => "denied",
        Modality::Considered => "considered",
        Modality::NotConsidered => "not considered",
        Modality::NotRuledOut => "not ruled out",
        Modality::Unlikely => "unlikely",
        Modality::Quoted => "quoted",
    }
}

/// Where an actor stands, in words for people.
pub(crate) fn stand(stand: Stand) -> String {
    match stand {
        Stand::Changed => "changed, not said to what".to_owned(),
        other => other.to_string().replace('-', " "),
    }
}

/// Where a claim puts its actor, in words for people; how it is put, where that is on no rung.
pub(crate) fn stand_of(body: &ClaimDraft) -> String {
    match Stand::of(body) {
        Stand::Held => modality(body.modality).to_owned(),
        other => stand(other),
    }
}

/// Whether a claim stands, in words for people.
pub(crate) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Draft => "draft",
        Standing::Accepted => "accepted",
        Standing::Corrected => "corrected",
        Standing::Rejected => "rejected",
        Standing::Retracted => "retracted",
        Standing::Received => "received",
    }
}

/// A count with its noun: "1 claim", "3 claims".
pub(crate) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
