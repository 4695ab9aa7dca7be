//! Units: what a figure counts.

use attache_core::proposition::ItemCategory;

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::{Entry, FigureSort, Words, class},
};

use super::number::Number;

/// What a figure counts.
pub(super) struct Unit {
    /// In words, for `Quantity::unit`.
    pub(super) name: Option<String>,
    /// One past its last token.
    pub(super) end: usize,
}

/// The unit behind a number: percent, an item, a currency before it, or the noun that follows. A bare
/// "one" or "two" of something that is no item is not taken for a figure.
pub(super) fn unit_after(
    text: &str,
    p: &Passage,
    run: &Tokens,
    number: &Number,
    end: usize,
    words: &Words,
) -> Option<Unit> {
    if p.is_mark(text, end, "%") || ["percent", "per"].iter().any(|w| p.reads(text, end, w)) {
        let past = if p.reads(text, end, "per") { end.saturating_add(2) } else { end.saturating_add(1) };
        let of = p.reads(text, past, "of");
        let from = past.saturating_add(1);
        let name = if of { share_unit(text, p, from, run) } else { "%".to_owned() };
        return Some(Unit { name: Some(name), end: past });
    }
    if let Some(before) = number.run.start.checked_sub(1)
        && let Some(currency) = currency(p.word(text, before))
    {
        return Some(Unit { name: Some(currency.to_owned()), end });
    }
    let unit = noun_unit(text, p, run, end, words);
    let spelled =
        p.token(number.run.start).is_some_and(|t| t.shape != Shape::Number && t.shape != Shape::Mixed);
    let item = unit.end > end
        && (end..unit.end).any(|at| p.phrases_at(at).iter().any(|f| matches!(f.entry, Entry::Item(_))));
    let counts =
        !spelled || item || (number.value >= 3.0 && unit.name.as_deref().is_some_and(|n| n.ends_with('s')));
    counts.then_some(unit)
}

pub(super) fn unit_word<'t>(text: &'t str, p: &Passage, at: usize) -> Option<&'t str> {
    let token = p.token(at)?;
    let closed = class::PREPOSITION
        .with(class::BE)
        .with(class::HAVE)
        .with(class::MODAL)
        .with(class::COORDINATOR)
        .with(class::SUBORDINATOR);
    (token.is_word() && !p.is(at, closed)).then(|| p.word(text, at))
}

pub(super) fn share_unit(text: &str, p: &Passage, from: usize, run: &Tokens) -> String {
    let start =
        if p.is(from, class::DETERMINER.with(class::POSSESSIVE)) { from.saturating_add(1) } else { from };
    let end = (start..run.end.min(start.saturating_add(4)))
        .find(|at| {
            !p.is_word(*at)
                || *at > start && p.is_finite(*at)
                || begins_share(p, *at)
                || p.is(*at, class::PREPOSITION.with(class::VERB_BASE).with(class::RELATIVE))
        })
        .unwrap_or(run.end.min(start.saturating_add(4)));
    let of = p.text(text, &(start..end));
    if of.is_empty() { "%".to_owned() } else { format!("% of {of}") }
}

/// "and two-thirds of": another share begins here.
fn begins_share(p: &Passage, at: usize) -> bool {
    let share = |e| matches!(e, Entry::Figure(FigureSort::Share(_) | FigureSort::Majority)).then_some(());
    p.is(at, class::COORDINATOR) && p.longest_at(at.saturating_add(1), share).is_some()
}

pub(super) fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        _ => return None,
    })
}

/// The noun that is counted: an item with its designation, else the words up to the end of the phrase.
pub(super) fn noun_unit(text: &str, p: &Passage, run: &Tokens, from: usize, words: &Words) -> Unit {
    let mut from = from;
    if p.reads(text, from, "of") && p.is(from.saturating_add(1), class::DETERMINER.with(class::POSSESSIVE)) {
        from = from.saturating_add(2);
    }
    let limit = run.end.min(from.saturating_add(6));
    let mut designation: Option<String> = None;
    let mut end = from;
    while end < limit {
        let item = p.longest_at(end, |entry| match entry {
            Entry::Item(number) => words.items.get(usize::from(number)),
            _ => None,
        });
        if let Some((item, last)) = item.filter(|(_, last)| *last <= run.end) {
            let name = match &designation {
                Some(d) => format!("{} ({d})", item.unit),
                // Of money the unit is its name, as written.
                None if item.category == ItemCategory::Money => p.text(text, &(end..last)).to_owned(),
                None => item.unit.clone(),
            };
            return Unit { name: Some(name), end: last };
        }
        let Some(token) = p.token(end) else { break };
        // "18 Leopard 2 tanks": the number is a part of the name before it.
        let modelled = token.shape == Shape::Number && end > from && p.is_capital(end.saturating_sub(1));
        if token.shape == Shape::Mixed {
            designation = Some(p.word(text, end).to_owned());
        } else if !modelled && (unit_word(text, p, end).is_none() || p.is_finite(end)) {
            break;
        }
        end = end.saturating_add(1);
    }
    let name = Some(p.text(text, &(from..end.min(from.saturating_add(3)))))
        .filter(|n| !n.is_empty())
        .map(str::to_owned);
    Unit { name, end: from.saturating_add(1).min(end.max(from)) }
}
