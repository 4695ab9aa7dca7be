//! What an editor put into a quotation: "(the sale of the ships – ed.)".

use crate::passage::{Passage, Tokens};

/// Longest insertion, in tokens.
const LONGEST: usize = 40;

/// The insertions within a run: the whole with its brackets, and the words of it without the mark of
/// the editor. The speaker did not say them.
#[must_use]
pub(crate) fn insertions(text: &str, p: &Passage, run: &Tokens) -> Vec<(Tokens, Tokens)> {
    let mut found = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let square = p.is_mark(text, at, "[");
        if !(square || p.is_mark(text, at, "(")) || p.quote_of(at).is_none() {
            at = at.saturating_add(1);
            continue;
        }
        let closing = if square { "]" } else { ")" };
        let inside = at.saturating_add(1);
        let limit = run.end.min(inside.saturating_add(LONGEST));
        let Some(close) = (inside..limit).find(|i| p.is_mark(text, *i, closing)) else {
            at = inside;
            continue;
        };
        if let Some(end) = editor_mark(text, p, inside, close) {
            found.push((at..close.saturating_add(1), inside..end));
        } else if square && close.saturating_sub(inside) > 3 {
            found.push((at..close.saturating_add(1), inside..close));
        }
        at = close;
    }
    found
}

/// Where the words end and the editor's mark begins ("– ed.", "— editor's note").
fn editor_mark(text: &str, p: &Passage, from: usize, close: usize) -> Option<usize> {
    let is_mark = |at: usize| {
        ["ed", "ed.", "editor", "editor's", "author", "note"].iter().any(|w| p.reads(text, at, w))
    };
    let mark = (from..close).rev().take(5).rfind(|at| is_mark(*at))?;
    let mut end = mark;
    while end > from && p.is_mark(text, end.saturating_sub(1), "–—-,.;") {
        end = end.saturating_sub(1);
    }
    Some(end)
}
