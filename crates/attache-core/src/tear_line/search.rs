//! The search of an analyst's text for what is withheld.

use crate::span::Span;

use super::{
    CutError, Leak, TearLine, Withheld,
    grounds::Grounds,
    withheld::{RUN, TITLE_RUN, Terms},
    words::{Word, is_made_from, words},
};

/// Finds every place of `text` that names something withheld.
///
/// # Errors
/// Those places; also where the text is empty or holds characters that nobody sees.
pub(super) fn search(text: &str, grounds: &Grounds<'_>, line: &TearLine) -> Result<(), CutError> {
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_unseen(*c)) {
        return Err(CutError::Unseen { code: u32::from(c), at });
    }
    let found = words(text);
    if found.is_empty() {
        return Err(CutError::NoText);
    }
    let terms = Terms::of(grounds, line);
    let mut places: Vec<(Withheld, Span)> = Vec::new();
    phrases(&found, &terms, &mut places);
    runs(&found, &terms, &mut places);
    glued(text, &terms, &mut places);
    raw(text, &terms, &mut places);
    numbers(text, &terms, &mut places);
    if places.is_empty() {
        return Ok(());
    }
    let leak =
        |(what, at): (Withheld, Span)| Leak { at, what, words: at.text(text).unwrap_or_default().to_owned() };
    let mut leaks: Vec<Leak> = places.into_iter().map(leak).collect();
    leaks.sort();
    leaks.dedup();
    Err(CutError::Leaks { leaks })
}

/// Control characters but for line ends, and characters without width: they part a word unseen.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        )
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(c, '\u{ffa0}' | '\u{ff01}'..='\u{ff5e}' | '\u{e0000}'..='\u{e0fff}')
}

fn around(words: &[Word]) -> Option<Span> {
    Some(Span::new(words.first()?.at.start, words.last()?.at.end))
}

fn phrases(found: &[Word], terms: &Terms, places: &mut Vec<(Withheld, Span)>) {
    for (what, phrase) in &terms.phrases {
        let Some((last, before)) = phrase.split_last() else { continue };
        for window in found.windows(phrase.len()) {
            let same = window.iter().zip(before).all(|(word, part)| word.folded == *part);
            if same && window.last().is_some_and(|word| is_made_from(&word.folded, last)) {
                places.extend(around(window).map(|at| (*what, at)));
            }
        }
    }
    for (what, bag) in &terms.bags {
        // The words of a name with as many others between them as "of the" has.
        for window in found.windows(bag.len().saturating_add(2).min(found.len())) {
            if bag.iter().all(|part| window.iter().any(|word| is_made_from(&word.folded, part))) {
                places.extend(around(window).map(|at| (*what, at)));
            }
        }
    }
    for (what, single) in &terms.single {
        let named = |word: &&Word| is_made_from(&word.folded, single) && !terms.allows(&word.folded);
        places.extend(found.iter().filter(named).map(|word| (*what, word.at)));
    }
}

fn runs(found: &[Word], terms: &Terms, places: &mut Vec<(Withheld, Span)>) {
    for length in [TITLE_RUN, RUN] {
        for window in found.windows(length) {
            let run: Vec<String> = window.iter().map(|word| word.folded.clone()).collect();
            let what = terms.runs.get(&run).copied();
            places.extend(what.zip(around(window)));
        }
    }
}

/// Names however they are spaced: the text without all that is neither letter nor digit.
fn glued(text: &str, terms: &Terms, places: &mut Vec<(Withheld, Span)>) {
    let mut glue = String::new();
    let mut at: Vec<Span> = Vec::new();
    for word in words(text) {
        glue.push_str(&word.folded);
        at.resize(glue.len(), word.at);
    }
    for (what, name) in &terms.glued {
        for (start, found) in glue.match_indices(name.as_str()) {
            let last = start.saturating_add(found.len()).saturating_sub(1);
            if let (Some(first), Some(last)) = (at.get(start), at.get(last)) {
                places.push((*what, Span::new(first.start, last.end)));
            }
        }
    }
}

fn raw(text: &str, terms: &Terms, places: &mut Vec<(Withheld, Span)>) {
    // ASCII case only: the bytes stay where they are.
    let lower = text.to_ascii_lowercase();
    for (what, raw) in &terms.raw {
        let found = lower.match_indices(raw.as_str());
        places.extend(found.map(|(at, found)| (*what, Span::new(at, at.saturating_add(found.len())))));
    }
}

/// Numbers of digits, with or without separators of thousands.
fn numbers(text: &str, terms: &Terms, places: &mut Vec<(Withheld, Span)>) {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}');
    let mut start = 0;
    for piece in text.split(|c: char| !is_part(c)) {
        let bare = piece.trim_matches(|c: char| !c.is_ascii_digit());
        let digits: String = bare.chars().filter(|c| c.is_ascii_digit()).collect();
        let decimal = bare.replace(',', "");
        if !digits.is_empty() && (terms.numbers.contains(&digits) || terms.numbers.contains(&decimal)) {
            places.push((Withheld::Figure, Span::new(start, start.saturating_add(piece.len()))));
        }
        let rest = text.get(start.saturating_add(piece.len())..).unwrap_or_default();
        let skipped = rest.chars().next().map_or(0, char::len_utf8);
        start = start.saturating_add(piece.len()).saturating_add(skipped);
    }
}
