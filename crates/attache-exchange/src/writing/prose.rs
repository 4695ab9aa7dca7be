//! A claim in words, for tools that show text and know no extension.

use attache_core::{
    release::Whole,
    span::{Excerpt, joined},
};

/// So much of a claim stands in the summary, in characters.
const SUMMARY: usize = 160;

/// One line: kind, manner, the beginning of what it says.
pub(super) fn summary(whole: &Whole) -> String {
    let body = &whole.body;
    let text = one_line(&body.spans);
    let head: String = text.chars().take(SUMMARY).collect();
    let mark = if head.len() < text.len() { "…" } else { "" };
    format!("{}, {}: {head}{mark}", body.kind, body.modality)
}

/// The sentence as it stands in the article, what is claimed in it and how it is put, and on whose word. How it is
/// put is always said: the content of a denial reads like the claim that it denies.
pub(super) fn content(whole: &Whole) -> String {
    let body = &whole.body;
    let sentence = one_line(std::slice::from_ref(&body.sentence));
    let carriers: Vec<&str> = body.chain.iter().map(|source| source.name.as_str()).collect();
    let word = match carriers.as_slice() {
        [outlet] => format!("By {outlet} itself"),
        [outlet, between @ .., origin] => {
            let through: Vec<String> = between.iter().rev().map(|name| format!(", through {name}")).collect();
            format!("On the word of {origin}{}, published by {outlet}", through.concat())
        }
        [] => String::new(),
    };
    let day = whole.article.published.map(|day| format!(" on {day}")).unwrap_or_default();
    format!("{sentence}\n\nClaim ({}, {}): {}\n{word}{day}.", body.kind, body.modality, one_line(&body.spans))
}

fn one_line(excerpts: &[Excerpt]) -> String {
    joined(excerpts).split_whitespace().collect::<Vec<_>>().join(" ")
}
