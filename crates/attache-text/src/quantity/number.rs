//! Numbers: digits and number words with their multipliers, and what looks like one and is none.

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::{Classes, Entry, FigureSort, class},
};

use super::unit::unit_word;

/// A number found: its tokens and its value.
pub(super) struct Number {
    /// Its tokens.
    pub(super) run: Tokens,
    /// What it comes to.
    pub(super) value: f64,
    /// Whether a multiplier stands in it.
    pub(super) rounded: bool,
}

/// Digits or number words with their multipliers.
pub(super) fn number_at(text: &str, p: &Passage, run: &Tokens, at: usize) -> Option<Number> {
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

fn names_land(p: &Passage, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| {
        p.phrases_at(from).iter().any(|f| {
            matches!(f.entry, Entry::Country(..) | Entry::Place(_) | Entry::Body(_) | Entry::Outlet(_))
                && f.last == at.saturating_add(1)
        })
    })
}

fn single_figure(p: &Passage, at: usize) -> Option<FigureSort> {
    p.phrases_at(at).iter().find_map(|phrase| match phrase.entry {
        Entry::Figure(sort) if phrase.last == at.saturating_add(1) => Some(sort),
        _ => None,
    })
}

fn parse(digits: &str) -> Option<f64> {
    digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>().parse().ok()
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

/// Whether a measure or the minutes of a time of day stand here.
fn is_measure(text: &str, p: &Passage, at: usize) -> bool {
    let minutes = p.is_mark(text, at, ":")
        && p.token(at.saturating_add(1)).is_some_and(|t| t.shape == Shape::Number && !t.spaced);
    minutes || p.is(at, class::MEASURE)
}

/// Years, days of a month, numbers of a list, calibres, ages, times, durations, distances.
pub(super) fn is_no_figure(text: &str, p: &Passage, run: &Tokens, number: &Number) -> bool {
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
    // "Resolution 1701", "Mirage 2000", "Leopard 2": a number right behind a name is a part of it.
    let bare = number.run.len() == 1
        && !whole.contains(',')
        && p.token(number.run.start).is_some_and(|t| t.shape == Shape::Number);
    let named = bare
        && before.is_some_and(|b| {
            b >= run.start
                && p.is_capital(b)
                && (p.class(b) == Classes::default() || p.is(b, class::VENUE))
                && !names_land(p, b)
        });
    let model = named
        || before.is_some_and(|b| p.is_capital(b) && p.token(number.run.start).is_some_and(|t| !t.spaced))
        || before.is_some_and(|b| {
            p.is_mark(text, b, "-/") && p.token(number.run.start).is_some_and(|t| !t.spaced)
        });
    let measured = after <= run.end && is_measure(text, p, after);
    let aged = before.is_some_and(|b| p.reads(text, b, "aged") || p.reads(text, b, "age"));
    year || day || listed || numbered || model || measured || aged
}

/// "between 5 and 7", "60,000 to 80,000", "four or five".
pub(super) fn range_end(text: &str, p: &Passage, run: &Tokens, first: &Number) -> Option<Number> {
    let joint = first.run.end;
    let joins = p.is_mark(text, joint, "–-")
        || p.reads(text, joint, "to")
        || p.reads(text, joint, "or")
        || p.reads(text, joint, "and")
            && first.run.start.checked_sub(1).is_some_and(|b| p.reads(text, b, "between"));
    let next = joint.saturating_add(1);
    // "Rose from 120 to 200" is two figures, and no range.
    let joins = joins && !first.run.start.checked_sub(1).is_some_and(|b| p.reads(text, b, "from"));
    let second = number_at(text, p, run, next).filter(|_| joins && next < run.end)?;
    // A second number below the first ends no range.
    (second.value > first.value).then_some(second)
}
