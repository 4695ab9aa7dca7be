//! Bounds on what stands in an extension. They hold for what we write as for what we read, so that no node sends
//! what another refuses.

use attache_core::{
    event_time::EventTime,
    quantity::{Figure, Quantity},
    span::Excerpt,
};
use serde_json::Value;

use super::ExtensionFault;

/// Bytes of one text: the reader cuts paragraphs at 64 KiB.
const TEXT: usize = 1 << 16;
/// Bytes of a name.
const NAME: usize = 2_000;
/// Elements of one list.
const LIST: usize = 256;
/// Where an excerpt can end at most: no article has a terabyte.
const PLACE: usize = 1 << 40;

/// No text and no list is longer than may be. Depth and the whole are bounded by
/// [`Limits`](attache_stix::limits::Limits).
pub(crate) fn check_sizes(value: &Value) -> Result<(), ExtensionFault> {
    match value {
        Value::String(text) if text.len() > TEXT => {
            let head: String = text.chars().take(20).collect();
            Err(ExtensionFault::at(&head, "is longer than 64 KiB"))
        }
        Value::Array(items) if items.len() > LIST => {
            Err(ExtensionFault::at("a list", "has more than 256 elements"))
        }
        Value::Array(items) => items.iter().try_for_each(check_sizes),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| match value {
            Value::Array(items) if items.len() > LIST => {
                Err(ExtensionFault::at(name, "has more than 256 elements"))
            }
            Value::String(text) if text.len() > TEXT => {
                Err(ExtensionFault::at(name, "is longer than 64 KiB"))
            }
            value => check_sizes(value),
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

/// A name says something and is not endless.
pub(crate) fn check_name(place: &str, name: &str) -> Result<(), ExtensionFault> {
    if name.trim().is_empty() {
        return Err(ExtensionFault::at(place, "is empty"));
    }
    if name.len() > NAME {
        return Err(ExtensionFault::at(place, "is longer than 2,000 bytes"));
    }
    Ok(())
}

/// An organisation's name is compared by its bytes: it has nothing in it that nobody sees.
pub(crate) fn check_plain_name(place: &str, name: &str) -> Result<(), ExtensionFault> {
    check_name(place, name)?;
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if name.trim() != name || name.chars().any(unseen) {
        return Err(ExtensionFault::at(place, "has spaces around it or characters that nobody sees"));
    }
    Ok(())
}

/// A share from 0 to 1.
pub(crate) fn check_share(place: &str, share: Figure) -> Result<(), ExtensionFault> {
    if (0.0..=1.0).contains(&share.value()) {
        Ok(())
    } else {
        Err(ExtensionFault::at(place, "is not between 0 and 1"))
    }
}

/// Each text is as long as its place, and where a place lies within `around`, the text stands there.
pub(crate) fn check_excerpts(
    place: &str,
    excerpts: &[Excerpt],
    around: &Excerpt,
) -> Result<(), ExtensionFault> {
    for (at, excerpt) in excerpts.iter().enumerate() {
        let here = || format!("{place}[{at}]");
        let span = excerpt.span;
        if span.start > span.end || span.len() != excerpt.text.len() || span.end > PLACE {
            return Err(ExtensionFault::at(&here(), "the text is not as long as its place"));
        }
        if around.span.contains(span) {
            let from = span.start.saturating_sub(around.span.start);
            let there = around.text.get(from..from.saturating_add(span.len()));
            if there != Some(excerpt.text.as_str()) {
                return Err(ExtensionFault::at(&here(), "the sentence has another text at that place"));
            }
        }
    }
    Ok(())
}

/// Lower end, higher end.
pub(crate) fn check_ends<T: PartialOrd>(
    place: &str,
    low: Option<T>,
    high: Option<T>,
) -> Result<(), ExtensionFault> {
    match (low, high) {
        (Some(low), Some(high)) if low > high => Err(ExtensionFault::at(place, "ends before it begins")),
        _ => Ok(()),
    }
}

/// Figures are intervals that hold something.
pub(crate) fn check_quantities(quantities: &[Quantity]) -> Result<(), ExtensionFault> {
    quantities
        .iter()
        .enumerate()
        .try_for_each(|(at, one)| check_ends(&format!("quantities[{at}]"), one.low, one.high))
}

/// A time does not end before it begins.
pub(crate) fn check_time(time: Option<&EventTime>) -> Result<(), ExtensionFault> {
    time.map_or(Ok(()), |time| check_ends("event_time", time.start, time.end))
}
