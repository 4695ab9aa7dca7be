//! Dates in the text, resolved against the day of publication.

use attache_core::event_time::{EventTime, Precision, TimeOf};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::{Entry, TimeRule, class},
};

/// An expression of time and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    /// What it means.
    pub time: EventTime,
    /// Its tokens.
    pub run: Tokens,
}

/// The first expression of time within a run. An exact one wins over "recently".
#[must_use]
pub(crate) fn date(text: &str, p: &Passage, run: &Tokens, published: Option<Date>) -> Option<Dated> {
    let mut vague: Option<Dated> = None;
    for at in run.clone() {
        if p.quote_of(at).is_some() && p.quote_of(run.start) != p.quote_of(at) {
            continue;
        }
        if let Some(found) = calendar_at(text, p, run, at, published) {
            return Some(found);
        }
        let Some((rule, last)) = p.longest_at(at, |entry| match entry {
            Entry::Time(rule) => Some(rule),
            _ => None,
        }) else {
            continue;
        };
        if last > run.end {
            continue;
        }
        let Some(published) = published else { continue };
        let time = by_rule(p.text(text, &(at..last)), rule, published);
        let exact =
            matches!(rule, TimeRule::Day(_) | TimeRule::Week(_) | TimeRule::Month(_) | TimeRule::Year(_));
        let found = time.map(|time| Dated { time, run: at..last });
        if exact && found.is_some() {
            return found;
        }
        vague = vague.or(found);
    }
    vague
}

fn event(words: &str, start: Option<Date>, end: Option<Date>, precision: Precision) -> EventTime {
    EventTime { text: words.to_owned(), start, end, precision, of: TimeOf::Event }
}

fn by_rule(words: &str, rule: TimeRule, published: Date) -> Option<EventTime> {
    let add_days = |n: i32| published.checked_add(n.days()).ok();
    let eve = add_days(-1);
    Some(match rule {
        TimeRule::Same => return None,
        TimeRule::Day(n) => event(words, add_days(n), add_days(n), Precision::Day),
        TimeRule::Week(n) => {
            let monday = published
                .checked_sub(i32::from(published.weekday().to_monday_zero_offset()).days())
                .and_then(|monday| monday.checked_add((n.saturating_mul(7)).days()))
                .ok()?;
            event(words, Some(monday), monday.checked_add(6.days()).ok(), Precision::Week)
        }
        TimeRule::Month(n) => {
            let first = published.first_of_month().checked_add(n.months()).ok()?;
            event(words, Some(first), Some(first.last_of_month()), Precision::Month)
        }
        TimeRule::Year(n) => {
            let year = published.first_of_year().checked_add(n.years()).ok()?;
            event(words, Some(year), Some(year.last_of_year()), Precision::Year)
        }
        TimeRule::OnOrBefore => {
            EventTime { of: TimeOf::Statement, ..event(words, None, eve, Precision::OnOrBefore) }
        }
        TimeRule::Before => event(words, None, eve, Precision::Before),
        TimeRule::After => event(words, Some(published), None, Precision::After),
        TimeRule::Now => {
            event(words, Some(published.first_of_month()), Some(published), Precision::ApproxMonth)
        }
    })
}

/// "November 27", "27 November 2024", "in August", "in 2023", "on Monday", "since January", "three weeks ago".
fn calendar_at(text: &str, p: &Passage, run: &Tokens, at: usize, published: Option<Date>) -> Option<Dated> {
    if p.is(at, class::WEEKDAY) && p.is_capital(at) {
        let day = weekday(p.word(text, at))?;
        let date = last_weekday(published?, day)?;
        let next = at.checked_sub(1).is_some_and(|b| p.reads(text, b, "next"));
        let date = if next { date.checked_add(7.days()).ok()? } else { date };
        return Some(Dated {
            time: event(p.word(text, at), Some(date), Some(date), Precision::Day),
            run: at..at.saturating_add(1),
        });
    }
    if p.is(at, class::MONTH) && p.is_capital(at) {
        return month_at(text, p, run, at, published);
    }
    if let Some(found) = ago(text, p, run, at, published) {
        return Some(found);
    }
    let year: i16 = p.word(text, at).parse().ok().filter(|year| (1900..2100).contains(year))?;
    let token = p.token(at).filter(|t| t.shape == Shape::Number)?;
    let mut before = at.checked_sub(1)?;
    if ["early", "mid", "late"].iter().any(|w| p.reads(text, before, w)) {
        before = before.checked_sub(1)?;
    }
    let tied = p.is(before, class::PREPOSITION.with(class::SUBORDINATOR))
        && token.end.saturating_sub(token.start) == 4;
    let first = Date::new(year, 1, 1).ok().filter(|_| tied)?;
    Some(Dated {
        time: opened(text, p, before, p.word(text, at), first, first.last_of_year(), Precision::Year),
        run: at..at.saturating_add(1),
    })
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name.to_ascii_lowercase().as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The last such day up to and with the day of publication: news names the days of the past week.
fn last_weekday(published: Date, day: Weekday) -> Option<Date> {
    if published.weekday() == day { Some(published) } else { published.nth_weekday(-1, day).ok() }
}

fn month_number(name: &str) -> Option<i8> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.get(..3)?.to_ascii_lowercase();
    let at = names.iter().position(|n| **n == short)?;
    i8::try_from(at.saturating_add(1)).ok()
}

fn small_number(text: &str, p: &Passage, at: usize) -> Option<i8> {
    let digits = p.word(text, at).trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
}

fn year_at(text: &str, p: &Passage, run: &Tokens, at: usize) -> Option<(i16, usize)> {
    let at = if p.is_mark(text, at, ",") { at.saturating_add(1) } else { at };
    let year = p.word(text, at).parse::<i16>().ok().filter(|year| (1900..2100).contains(year))?;
    (at < run.end).then_some((year, at.saturating_add(1)))
}

fn month_at(text: &str, p: &Passage, run: &Tokens, at: usize, published: Option<Date>) -> Option<Dated> {
    let month = month_number(p.word(text, at))?;
    // "May" is a month only beside a day, a year or a preposition.
    let before = at.checked_sub(1).filter(|b| *b >= run.start);
    let day_before = before.and_then(|b| small_number(text, p, b)).zip(before);
    let next = at.saturating_add(1);
    let point =
        if p.is_mark(text, next, ".") && p.word(text, at).len() < 5 { next.saturating_add(1) } else { next };
    let day_after = small_number(text, p, point).filter(|_| point < run.end);
    let (day, first, mut end) = match (day_before, day_after) {
        (Some((day, b)), _) => (Some(day), b, next),
        (None, Some(day)) => (Some(day), at, point.saturating_add(1)),
        (None, None) => (None, at, next),
    };
    let tied = before.is_some_and(|b| {
        p.is(b, class::PREPOSITION.with(class::DETERMINER).with(class::SUBORDINATOR))
            || ["early", "late", "mid", "last", "this"].iter().any(|w| p.reads(text, b, w))
    });
    let year = year_at(text, p, run, end);
    if day.is_none() && !tied && year.is_none() {
        return None;
    }
    let (year, given) = match year {
        Some((year, past)) => {
            end = past;
            (year, true)
        }
        None => (published?.year(), false),
    };
    let start = Date::new(year, month, day.unwrap_or(1)).ok()?;
    let (start, last, precision) = match day {
        Some(_) => (start, start, Precision::Day),
        None => (start, start.last_of_month(), Precision::Month),
    };
    let (start, last) = if given {
        (start, last)
    } else {
        let opener = before.map(|b| p.word(text, b)).unwrap_or_default();
        let ahead = (run.start..at).any(|i| p.reads(text, i, "will") || p.reads(text, i, "would"));
        nearest_year(start, last, published?, if ahead { "by" } else { opener })
    };
    let opener = first.checked_sub(1).unwrap_or(first);
    Some(Dated {
        time: opened(text, p, opener, p.text(text, &(first..end)), start, last, precision),
        run: first..end,
    })
}

/// A month without a year is the last one before publication, unless the words look ahead or it lies
/// within the next half year.
fn nearest_year(start: Date, last: Date, published: Date, before: &str) -> (Date, Date) {
    let ahead = ["by", "until", "from", "till"].contains(&before.to_ascii_lowercase().as_str());
    let shift = |years: i32| {
        (start.checked_add(years.years()).unwrap_or(start), last.checked_add(years.years()).unwrap_or(last))
    };
    let months_ahead = (i32::from(start.month()) - i32::from(published.month())).rem_euclid(12);
    if start > published && !(ahead || months_ahead <= 6) {
        return shift(-1);
    }
    if last < published && ahead && months_ahead > 0 && months_ahead <= 6 {
        return shift(1);
    }
    (start, last)
}

/// "Since August" opens the end, "by the end of 2027" and "until" the start.
fn opened(
    text: &str,
    p: &Passage,
    before: usize,
    words: &str,
    start: Date,
    last: Date,
    precision: Precision,
) -> EventTime {
    let reads = |word: &str| p.reads(text, before, word);
    if reads("since") || reads("from") {
        return event(words, Some(start), None, Precision::After);
    }
    if reads("by") || reads("until") || reads("before") {
        return event(words, None, Some(last), Precision::OnOrBefore);
    }
    event(words, Some(start), Some(last), precision)
}

/// "Three weeks ago", "two years earlier".
fn ago(text: &str, p: &Passage, run: &Tokens, at: usize, published: Option<Date>) -> Option<Dated> {
    let unit = at.saturating_add(1);
    let last = unit.saturating_add(1);
    if !p.reads(text, last, "ago") || last >= run.end {
        return None;
    }
    let published = published?;
    let count: i32 = match p.word(text, at) {
        digits if digits.parse::<i32>().is_ok() => digits.parse().ok()?,
        word => p
            .phrases_at(at)
            .iter()
            .find_map(|f| match f.entry {
                Entry::Figure(crate::words::FigureSort::Number(n)) => format!("{n}").parse().ok(),
                _ => None,
            })
            .or((word == "a").then_some(1))?,
    };
    let count = count.min(1000);
    let words = p.text(text, &(at..last.saturating_add(1)));
    let (day, precision) = match p.word(text, unit) {
        "day" | "days" => (published.checked_sub(count.days()).ok()?, Precision::Day),
        "week" | "weeks" => (published.checked_sub((count * 7).days()).ok()?, Precision::ApproxDay),
        "month" | "months" => (published.checked_sub(count.months()).ok()?, Precision::ApproxMonth),
        "year" | "years" => (published.checked_sub(count.years()).ok()?, Precision::Year),
        _ => return None,
    };
    let (start, end) = match precision {
        Precision::ApproxMonth => (day.first_of_month(), day.last_of_month()),
        Precision::Year => (day.first_of_year(), day.last_of_year()),
        _ => (day, day),
    };
    Some(Dated { time: event(words, Some(start), Some(end), precision), run: at..last.saturating_add(1) })
}
