//! Figures with their bounds.

use attache_core::quantity::{Figure, Quantity};

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::{Bound, Entry, FigureSort, Words, class},
};

/// A number found: its tokens and its value.
struct Number {
    run: Tokens,
    value: f64,
    rounded: bool,
}

/// What a figure counts.
struct Unit {
    /// In words, for [`Quantity::unit`].
    name: Option<String>,
    /// One past its last token.
    end: usize,
}

/// The figures within a run. Calibres, models, years, days of a month, ordinals, durations and distances
/// are not figures of a claim.
#[must_use]
pub fn quantities(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Vec<Quantity> {
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
        FigureSort::Share(percent) if of || subject => {
            let mut quantity = exact(percent)?;
            quantity.rounded = true;
            quantity.unit = Some(share_unit(text, p, counted_from, run));
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

fn share_unit(text: &str, p: &Passage, from: usize, run: &Tokens) -> String {
    let start =
        if p.is(from, class::DETERMINER.with(class::POSSESSIVE)) { from.saturating_add(1) } else { from };
    let end = (start..run.end.min(start.saturating_add(4)))
        .find(|at| {
            !p.is_word(*at)
                || p.is_finite(*at)
                || p.is(*at, class::PREPOSITION.with(class::VERB_BASE).with(class::RELATIVE))
        })
        .unwrap_or(run.end.min(start.saturating_add(4)));
    let of = p.text(text, &(start..end));
    if of.is_empty() { "%".to_owned() } else { format!("% of {of}") }
}

/// Digits or number words with their multipliers.
fn number_at(text: &str, p: &Passage, run: &Tokens, at: usize) -> Option<Number> {
    let token = p.token(at)?;
    let (mut value, mut rounded) = match token.shape {
        Shape::Number => (parse(p.word(text, at))?, false),
        Shape::Mixed => (abbreviated(p.word(text, at))?, true),
        Shape::Lower | Shape::Capital => match single_figure(p, at)? {
            FigureSort::Number(value) => (value, false),
            // "a dozen", "a hundred"
            FigureSort::Multiplier(value) if at > run.start && p.reads(text, at.saturating_sub(1), "a") => {
                (value, true)
            }
            _ => return None,
        },
        _ => return None,
    };
    let mut end = at.saturating_add(1);
    while end < run.end {
        match single_figure(p, end) {
            Some(FigureSort::Multiplier(times)) => {
                value *= times;
                rounded = true;
            }
            Some(FigureSort::Number(more))
                if more < value && value >= 20.0 && token.shape != Shape::Number =>
            {
                value += more
            }
            _ => break,
        }
        end = end.saturating_add(1);
    }
    Some(Number { run: at..end, value, rounded })
}

fn single_figure(p: &Passage, at: usize) -> Option<FigureSort> {
    p.phrases_at(at).iter().find_map(|phrase| match phrase.entry {
        Entry::Figure(sort) if phrase.last == at.saturating_add(1) => Some(sort),
        _ => None,
    })
}

fn parse(digits: &str) -> Option<f64> {
    digits.replace(',', "").parse().ok()
}

/// "1.5bn", "40m", "12k", and nothing else of that shape.
fn abbreviated(word: &str) -> Option<f64> {
    let at = word.find(|c: char| c.is_ascii_alphabetic())?;
    let (digits, letters) = word.split_at_checked(at)?;
    let times = match letters {
        "bn" => 1e9,
        "mln" | "mn" | "m" => 1e6,
        "k" => 1e3,
        _ => return None,
    };
    parse(digits).map(|value| value * times)
}

/// Years, days of a month, numbers of a list, calibres, ages, times, durations, distances.
fn is_no_figure(text: &str, p: &Passage, run: &Tokens, number: &Number) -> bool {
    let before = number.run.start.checked_sub(1);
    let after = number.run.end;
    let class_before = before.map(|b| p.class(b)).unwrap_or_default();
    let whole = p.word(text, number.run.start);
    let year = whole.len() == 4
        && (1900.0..2100.0).contains(&number.value)
        && !whole.contains(',')
        && number.run.len() == 1
        && (class_before.any(class::PREPOSITION.with(class::MONTH))
            || before.is_some_and(|b| p.is_mark(text, b, ",") || p.reads(text, b, "year"))
            || unit_word(text, p, after).is_none());
    let day = class_before.any(class::MONTH) && number.value <= 31.0
        || p.is(after, class::MONTH) && p.is_capital(after) && number.value <= 31.0;
    let listed = before.is_none_or(|b| b < run.start)
        && p.is_mark(text, after, ".)")
        && number.run.len() == 1
        && number.run.start.saturating_add(2) < run.end;
    let numbered =
        before.is_some_and(|b| p.is_mark(text, b, ".#") && p.reads(text, b.saturating_sub(1), "no"));
    let model = before
        .is_some_and(|b| p.is_capital(b) && p.token(number.run.start).is_some_and(|t| !t.spaced))
        || before.is_some_and(|b| {
            p.is_mark(text, b, "-/") && p.token(number.run.start).is_some_and(|t| !t.spaced)
        });
    let measured = after < run.end.saturating_add(1)
        && [
            "mm",
            "cm",
            "millimetre",
            "millimeter",
            "km",
            "kilometres",
            "kilometers",
            "kilometre",
            "kilometer",
            "miles",
            "metres",
            "meters",
            "hours",
            "hour",
            "days",
            "day",
            "weeks",
            "week",
            "months",
            "month",
            "years",
            "year",
            "minutes",
            "am",
            "pm",
            "a.m.",
            "p.m.",
            "times",
            "nm",
            "kg",
            "degrees",
            "year-old",
        ]
        .iter()
        .any(|w| p.reads(text, after, w))
        || p.is_mark(text, after, ":")
            && p.token(after.saturating_add(1)).is_some_and(|t| t.shape == Shape::Number && !t.spaced);
    let aged = before.is_some_and(|b| p.reads(text, b, "aged") || p.reads(text, b, "age"));
    year || day || listed || numbered || model || measured || aged
}

/// "between 5 and 7", "60,000 to 80,000", "four or five".
fn range_end(text: &str, p: &Passage, run: &Tokens, first: &Number) -> Option<Number> {
    let joint = first.run.end;
    let joins = p.is_mark(text, joint, "–-")
        || p.reads(text, joint, "to")
        || p.reads(text, joint, "or")
        || p.reads(text, joint, "and")
            && first.run.start.checked_sub(1).is_some_and(|b| p.reads(text, b, "between"));
    let next = joint.saturating_add(1);
    let second = number_at(text, p, run, next).filter(|_| joins && next < run.end)?;
    (second.value > first.value || second.rounded).then_some(second)
}

fn unit_word<'t>(text: &'t str, p: &Passage, at: usize) -> Option<&'t str> {
    let token = p.token(at)?;
    let closed = class::PREPOSITION
        .with(class::BE)
        .with(class::HAVE)
        .with(class::MODAL)
        .with(class::COORDINATOR)
        .with(class::SUBORDINATOR);
    (token.is_word() && !p.is(at, closed)).then(|| p.word(text, at))
}

/// The unit behind a number: percent, an item, a currency before it, or the noun that follows. A bare
/// "one" or "two" of something that is no item is not taken for a figure.
fn unit_after(
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

fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        _ => return None,
    })
}

/// The noun that is counted: an item with its designation, else the words up to the end of the phrase.
fn noun_unit(text: &str, p: &Passage, run: &Tokens, from: usize, words: &Words) -> Unit {
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
                None => item.unit.clone(),
            };
            return Unit { name: Some(name), end: last };
        }
        let Some(token) = p.token(end) else { break };
        if token.shape == Shape::Mixed {
            designation = Some(p.word(text, end).to_owned());
        } else if unit_word(text, p, end).is_none() || p.is_finite(end) {
            break;
        }
        end = end.saturating_add(1);
    }
    let name = Some(p.text(text, &(from..end.min(from.saturating_add(3)))))
        .filter(|n| !n.is_empty())
        .map(str::to_owned);
    Unit { name, end: from.saturating_add(1).min(end.max(from)) }
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
    if let Some(second) = second {
        // "four or five million": the multiplier belongs to both.
        let scale = if second.rounded && !first.rounded { scale_of(second.value, first.value) } else { 1.0 };
        quantity.low = Figure::new(first.value * scale).ok();
        quantity.high = Figure::new(second.value).ok();
        return Some(quantity);
    }
    match bound
        .map(|(b, _)| b)
        .or(trailing.map(|(b, _)| b).filter(|b| matches!(b, Bound::AtLeast | Bound::AtMost | Bound::About)))
    {
        None => {}
        Some(Bound::Above) => (quantity.high, quantity.low_open) = (None, true),
        Some(Bound::AtLeast) => quantity.high = None,
        Some(Bound::Below) => (quantity.low, quantity.high_open) = (None, true),
        Some(Bound::AtMost) => quantity.low = None,
        Some(Bound::About) => quantity.approximate = true,
        Some(Bound::Nearly) => quantity.approximate = true,
    }
    Some(quantity)
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
