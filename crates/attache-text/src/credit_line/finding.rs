//! Where credit lines stand, and how they begin.

use attache_core::span::Span;

use super::{CreditLine, naming};
use crate::words::{CreditSort, Words};

/// How many lines at the head and at the foot are looked at.
const HEAD: usize = 3;
const FOOT: usize = 8;
/// A longer line is a paragraph of the text, unless it ends with an agency between brackets.
const LONGEST: usize = 240;
/// Within so many bytes of its beginning a paragraph can have a dateline.
const DATELINE: usize = 100;

/// A line that is not blank, trimmed.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

pub(super) fn find(text: &str, words: &Words) -> Vec<CreditLine> {
    let mut lines = Vec::new();
    let mut start = 0_usize;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = line.len().saturating_sub(line.trim_start().len());
            lines.push(Line { text: trimmed, start: start.saturating_add(lead) });
        }
        start = start.saturating_add(line.len());
    }
    let foot = lines.len().saturating_sub(FOOT);
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| *at < HEAD || *at >= foot) {
        let is_last = at.saturating_add(1) == lines.len();
        let one = by_phrase(line, at < HEAD, words)
            .or_else(|| dateline(line, words).filter(|_| at < HEAD))
            .or_else(|| bracketed(line, words).filter(|_| at >= foot))
            .or_else(|| alone(line, words).filter(|_| is_last || at >= lines.len().saturating_sub(3)));
        found.extend(one);
    }
    found
}

/// A line that begins, or ends, with a phrase of the table.
fn by_phrase(line: &Line<'_>, head: bool, words: &Words) -> Option<CreditLine> {
    if line.text.len() > LONGEST {
        return None;
    }
    let bare = line.text.trim_start_matches(['(', '[', '*', '_', '—', '–', '-', ' ']);
    let lower = bare.to_lowercase();
    let fits = |phrase: &str| {
        lower.strip_prefix(phrase).is_some_and(|rest| {
            !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
        })
    };
    let begun = words.credit_phrases.iter().filter(|row| row.sort.leads() && fits(&row.phrase));
    // A line "By …" is an author's at the head only; a later one is prose.
    let begun = begun.filter(|row| head || row.phrase != "by").max_by_key(|row| row.phrase.len());
    let (sort, named) = match begun {
        // The length in lower case is that of what was written, but for a few letters: then the line is left.
        Some(row) => (row.sort, bare.get(row.phrase.len()..)?),
        None => {
            let trimmed = lower.trim_end_matches(['.', ')', ']', '*', '_', ' ']);
            let ended = |phrase: &str| trimmed.strip_suffix(phrase).map(str::len);
            let behind = words.credit_phrases.iter().filter(|row| row.sort == CreditSort::Behind);
            (CreditSort::Behind, bare.get(..behind.filter_map(|row| ended(&row.phrase)).min()?)?)
        }
    };
    let names = naming::names(named, sort, words);
    (!names.is_empty()).then(|| credit(line, line.text, sort, names))
}

/// "CITY, Day (AGENCY) — …": a known outlet between brackets before the dash of a dateline.
fn dateline(line: &Line<'_>, words: &Words) -> Option<CreditLine> {
    let open = line.text.find('(').filter(|at| *at < DATELINE)?;
    let (before, inside) = (line.text.get(..open)?, line.text.get(open.saturating_add(1)..)?);
    let (name, after) = inside.split_once(')')?;
    let dashed = after.trim_start().starts_with(['—', '–', '-']);
    let is_prose = before.split_whitespace().any(|word| word.starts_with(char::is_lowercase));
    if !dashed || is_prose {
        return None;
    }
    let names = naming::known_outlets(name, words)?;
    let end = open.saturating_add(name.len()).saturating_add(2);
    Some(credit(line, line.text.get(..end)?, CreditSort::Material, names))
}

/// "… last month. (AGENCY)" or "[AGENCY/AGENCY]" at the end of a line: known outlets and nothing else.
fn bracketed(line: &Line<'_>, words: &Words) -> Option<CreditLine> {
    let closing = line.text.strip_suffix([')', ']'])?;
    let open = closing.rfind(['(', '['])?;
    let names = naming::known_outlets(closing.get(open.saturating_add(1)..)?, words)?;
    let start = line.start.saturating_add(open);
    let span = Span::new(start, line.start.saturating_add(line.text.len()));
    Some(CreditLine { span, sort: CreditSort::Material, names })
}

/// A line that is nothing but known outlets: "AFP/Reuters", "— Harbour Wire".
fn alone(line: &Line<'_>, words: &Words) -> Option<CreditLine> {
    let bare = line.text.trim_matches(['—', '–', '-', '/', ' ', '.']);
    // A heading may look like the name of an agency: here it must be one of the tables.
    let names = naming::known_outlets(bare, words)?;
    let all_known = names.iter().all(|source| words.outlet(&source.name).is_some());
    all_known.then(|| credit(line, line.text, CreditSort::Material, names))
}

fn credit(
    line: &Line<'_>,
    text: &str,
    sort: CreditSort,
    names: Vec<attache_core::source::Source>,
) -> CreditLine {
    CreditLine { span: Span::new(line.start, line.start.saturating_add(text.len())), sort, names }
}
