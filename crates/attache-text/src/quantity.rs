//! Figures with their bounds.

mod number;
mod unit;

use attache_core::quantity::{Figure, Quantity};

use crate::{
    passage::{Passage, Tokens},
    words::{Bound, Entry, FigureSort, Words},
};

use number::{Number, is_no_figure, number_at, range_end};
use unit::{currency, noun_unit, share_unit, unit_after};

/// The figures within a run. Calibres, models, years, days of a month, ordinals, durations and distances
/// are not figures of a claim.
#[must_use]
pub(crate) fn quantities(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let (quantity, next) = quantity_at(text, p, run, at, words);
        found.extend(quantity);
        at = next.max(at.saturating_add(1));
    }
    found
}

fn quantity_at(text: &str, p: &Passage, run: &Tokens, at: usize, words: &Words) -> (Option<Quantity>, usize) {
    if let Some((sort, last)) = vague_at(p, at).filter(|(_, last)| *last <= run.end) {
        return match vague(text, p, run, at, last, sort, words) {
            Some((quantity, end)) => (Some(quantity), end),
            None => (None, at.saturating_add(1)),
        };
    }
    if let Some(range) = hyphenated(text, p, at) {
        let next = at.saturating_add(1);
        let unit = noun_unit(text, p, run, next, words);
        let approximate = bound_before(p, run, at).is_some_and(|(bound, _)| bound == Bound::About);
        return (Some(Quantity { unit: unit.name, approximate, ..range }), unit.end.max(next));
    }
    if let Some(strength) = strong(p.word(text, at)) {
        return (Some(strength), at.saturating_add(1));
    }
    let Some(number) = number_at(text, p, run, at) else { return (None, at.saturating_add(1)) };
    let end = number.run.end;
    if is_no_figure(text, p, run, &number) {
        return (None, end);
    }
    let second = range_end(text, p, run, &number);
    let last = second.as_ref().map_or(end, |n| n.run.end);
    let Some(unit) = unit_after(text, p, run, &number, last, words) else { return (None, last) };
    let quantity = bounded(text, p, run, &number, second.as_ref(), unit.name);
    (quantity, unit.end.max(last))
}

/// "200-250": both ends in one token.
fn hyphenated(text: &str, p: &Passage, at: usize) -> Option<Quantity> {
    let word = p.word(text, at);
    let (low, high) = word.split_once('-')?;
    let number = |digits: &str| digits.replace(',', "").parse::<f64>().ok();
    let (low, high) = (number(low)?, number(high)?);
    let year = low > 1900.0 && high < 100.0;
    let mut range = Quantity::exactly(word, Figure::new(low).ok()?);
    range.high = Figure::new(high).ok();
    (low < high && !year).then_some(range)
}

/// "1,200-strong": the people of a formation.
fn strong(word: &str) -> Option<Quantity> {
    let digits = word.strip_suffix("-strong")?;
    let people = digits.replace(',', "").parse::<f64>().ok()?;
    let quantity = Quantity::exactly(digits, Figure::new(people).ok()?);
    Some(Quantity { unit: Some("troops".to_owned()), ..quantity })
}

fn vague_at(p: &Passage, at: usize) -> Option<(FigureSort, usize)> {
    p.longest_at(at, |entry| match entry {
        Entry::Figure(sort @ (FigureSort::Vague(_) | FigureSort::Share(_) | FigureSort::Majority)) => {
            Some(sort)
        }
        _ => None,
    })
}

/// "Hundreds of drones", "a third of the shells", "the majority of South Koreans".
fn vague(
    text: &str,
    p: &Passage,
    run: &Tokens,
    at: usize,
    last: usize,
    sort: FigureSort,
    words: &Words,
) -> Option<(Quantity, usize)> {
    let of = p.reads(text, last, "of");
    let counted_from = if of { last.saturating_add(1) } else { last };
    let subject = run.start.saturating_add(2) >= at;
    let words_of = p.text(text, &(at..last)).to_owned();
    let exact = |value: f64| Figure::new(value).ok().map(|f| Quantity::exactly(words_of.clone(), f));
    let unit = noun_unit(text, p, run, counted_from, words);
    match sort {
        FigureSort::Vague(low) => {
            let mut quantity = exact(low)?;
            quantity.high = None;
            quantity.rounded = true;
            quantity.unit = unit.name;
            Some((quantity, unit.end))
        }
        // "In the second half of October" is a time.
        FigureSort::Share(_)
            if at
                .checked_sub(1)
                .is_some_and(|b| ["first", "second", "other"].iter().any(|w| p.reads(text, b, w))) =>
        {
            None
        }
        FigureSort::Share(percent) if of || subject => {
            let mut quantity = exact(percent)?;
            quantity.rounded = true;
            quantity.unit = Some(share_unit(text, p, counted_from, run));
            if let Some((bound, begins)) = bound_before(p, run, at) {
                p.text(text, &(begins..last)).clone_into(&mut quantity.text);
                limit(&mut quantity, bound);
            }
            Some((quantity, unit.end))
        }
        FigureSort::Majority if of => {
            let mut quantity = exact(50.0)?;
            quantity.low_open = true;
            quantity.high = None;
            quantity.unit = Some(share_unit(text, p, counted_from, run));
            Some((quantity, unit.end))
        }
        _ => None,
    }
}

/// The bound before (or behind) a number, and the quantity that follows from both.
fn bounded(
    text: &str,
    p: &Passage,
    run: &Tokens,
    first: &Number,
    second: Option<&Number>,
    unit: Option<String>,
) -> Option<Quantity> {
    let mut start = first.run.start;
    if start > run.start && currency(p.word(text, start.saturating_sub(1))).is_some() {
        start = start.saturating_sub(1);
    }
    let a_dozen = start > run.start && p.reads(text, start.saturating_sub(1), "a");
    let anchor = if a_dozen { start.saturating_sub(1) } else { start };
    let bound = bound_before(p, run, anchor);
    let begins = bound.map_or(start, |(_, begins)| begins);
    let end = second.map_or(first.run.end, |n| n.run.end);
    let trailing = p.longest_at(end, |entry| match entry {
        Entry::Figure(FigureSort::Bound(bound)) => Some(bound),
        _ => None,
    });
    let value = Figure::new(first.value).ok()?;
    let words_of = p.text(text, &(begins..end)).to_owned();
    let mut quantity = Quantity::exactly(words_of, value);
    quantity.unit = unit;
    quantity.rounded = first.rounded;
    let about = matches!(bound, Some((Bound::About | Bound::Nearly, _)));
    if let Some(second) = second {
        quantity.approximate = about;
        // "four or five million": the multiplier belongs to both.
        let scale = if second.rounded && !first.rounded { scale_of(second.value, first.value) } else { 1.0 };
        // "900 to 2 million" is no range of millions.
        let scale = if first.value * scale < second.value { scale } else { 1.0 };
        quantity.low = Figure::new(first.value * scale).ok();
        quantity.high = Figure::new(second.value).ok();
        return Some(quantity);
    }
    let behind =
        trailing.map(|(b, _)| b).filter(|b| matches!(b, Bound::AtLeast | Bound::AtMost | Bound::About));
    if let Some(bound) = bound.map(|(b, _)| b).or(behind) {
        limit(&mut quantity, bound);
    }
    Some(quantity)
}

/// Opens the ends of an exact figure as its bound says.
fn limit(quantity: &mut Quantity, bound: Bound) {
    match bound {
        Bound::Above => (quantity.high, quantity.low_open) = (None, true),
        Bound::AtLeast => quantity.high = None,
        Bound::Below => (quantity.low, quantity.high_open) = (None, true),
        Bound::AtMost => quantity.low = None,
        Bound::About | Bound::Nearly => quantity.approximate = true,
    }
}

/// The power of a thousand that the second number has and the first leaves out.
fn scale_of(second: f64, first: f64) -> f64 {
    [1e9, 1e6, 1e3].into_iter().find(|scale| first < 1000.0 && second >= *scale).unwrap_or(1.0)
}

fn bound_before(p: &Passage, run: &Tokens, anchor: usize) -> Option<(Bound, usize)> {
    (run.start.max(anchor.saturating_sub(4))..anchor).find_map(|first| {
        p.phrases_at(first).iter().find_map(|phrase| match phrase.entry {
            Entry::Figure(FigureSort::Bound(bound)) if phrase.last == anchor => Some((bound, first)),
            _ => None,
        })
    })
}
