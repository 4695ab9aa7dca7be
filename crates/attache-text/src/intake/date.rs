//! A day of publication, from the ways in which pages write it.

use jiff::civil::Date;

/// Forms other than ISO 8601 and RFC 2822 that publishers use; months in English.
const FORMS: [&str; 9] = [
    "%B %d, %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
];

/// Reads a date, with or without a time of day; the day is that of the offset in which it is written.
pub(super) fn read(value: &str) -> Option<Date> {
    let value = value.trim();
    if value.len() > 100 {
        return None;
    }
    if let Ok(pieces) = jiff::fmt::temporal::Pieces::parse(value) {
        return Some(pieces.date());
    }
    if let Some(day) = value.get(..10)
        && let Ok(date) = day.parse::<Date>()
    {
        return Some(date);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(value) {
        return Some(zoned.date());
    }
    let slashed = value.get(..10).unwrap_or(value);
    FORMS.iter().find_map(|form| Date::strptime(form, value).or_else(|_| Date::strptime(form, slashed)).ok())
}
