//! Whom a credit line names.

use attache_core::source::{Source, SourceKind};

use crate::words::{CreditSort, Words};

/// The most names of one line.
const MOST: usize = 12;
/// The longest name, in bytes.
const LONGEST: usize = 60;

/// The names in the words behind a phrase.
pub(super) fn names(text: &str, sort: CreditSort, words: &Words) -> Vec<Source> {
    let mut found = Vec::new();
    for part in parts(text).take(MOST) {
        let part = without_phrase(part, words);
        if let Some(source) = known(part, words) {
            found.push(source);
        } else if part.starts_with(char::is_uppercase) && part.len() <= LONGEST {
            let kind = match sort {
                CreditSort::Author | CreditSort::Behind | CreditSort::Agency => SourceKind::Person,
                CreditSort::Material | CreditSort::Reprint | CreditSort::Right => SourceKind::Outlet,
            };
            found.push(Source::new(part, words.body(part).map_or(kind, |body| body.kind)));
        }
    }
    found
}

/// The outlets in a text that is nothing but names of known outlets.
pub(super) fn known_outlets(text: &str, words: &Words) -> Option<Vec<Source>> {
    let parts: Vec<&str> = parts(text).take(MOST).collect();
    let known: Vec<Source> = parts.iter().filter_map(|part| known(part, words)).collect();
    (!known.is_empty() && known.len() == parts.len()).then_some(known)
}

/// A part that has a phrase of its own ("Editing by …") without it.
fn without_phrase<'t>(part: &'t str, words: &Words) -> &'t str {
    let lower = part.to_lowercase();
    let phrases = words.credit_phrases.iter().filter(|row| row.sort.leads());
    let begun = phrases
        .filter(|row| lower.strip_prefix(row.phrase.as_str()).is_some_and(|rest| rest.starts_with(' ')));
    let longest = begun.map(|row| row.phrase.len()).max();
    longest.and_then(|length| part.get(length..)).map_or(part, str::trim_start)
}

fn known(name: &str, words: &Words) -> Option<Source> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    match words.outlet(bare) {
        Some(outlet) => Some(Source::new(outlet.name.clone(), outlet.kind).of_country(outlet.country)),
        None => is_agency(bare, words).then(|| Source::new(bare, SourceKind::NewsAgency)),
    }
}

/// Whether a name of capital words ends as those of agencies do.
fn is_agency(name: &str, words: &Words) -> bool {
    let lower = name.to_lowercase();
    let mut endings = words.credit_phrases.iter().filter(|row| row.sort == CreditSort::Agency);
    let ends = |ending: &str| lower.strip_suffix(ending).is_some_and(|rest| rest.ends_with(' '));
    name.len() <= LONGEST
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && endings.any(|row| ends(&row.phrase))
}

/// The parts between commas, slashes and "and", without years and marks around them. What follows "in" is the place
/// of an author.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split([',', ';', '/', '|', '&']).flat_map(|piece| piece.split(" and "));
    pieces
        .map(|piece| {
            let piece = piece.split(" in ").next().unwrap_or(piece);
            let around = |c: char| !c.is_alphanumeric() || c.is_ascii_digit();
            piece.trim_start_matches(around).trim_end_matches(|c: char| !c.is_alphanumeric())
        })
        .map(|piece| piece.strip_prefix("and ").unwrap_or(piece))
        .filter(|piece| !piece.is_empty())
}
