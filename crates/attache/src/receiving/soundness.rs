//! Whether a claim can be what it says, whoever sent it.

use attache_core::{article::Article, span::Excerpt};

use super::meaning::Told;

/// What cannot be, whoever says it.
pub(super) fn fault(told: &Told, article: Option<&Article>) -> Option<String> {
    if told.body.id(told.article) != told.claim {
        return Some("its id does not follow from what it says and where".into());
    }
    let article = article.or(told.torn.as_ref());
    if article.is_some_and(|article| article.id() != told.article) {
        return Some("the text that it is in is not that of its article".into());
    }
    let body = &told.body;
    let parts = [&body.spans, &body.source, &body.cue];
    let excerpts = parts.into_iter().flatten().chain([&body.sentence]);
    let misplaced = |excerpt: &&Excerpt| {
        let fits = excerpt.span.end.checked_sub(excerpt.span.start) == Some(excerpt.text.len());
        !fits || article.is_some_and(|article| !excerpt.stands_in(&article.text))
    };
    excerpts.into_iter().find(misplaced).map(|excerpt| {
        let (start, end) = (excerpt.span.start, excerpt.span.end);
        format!("the words that it quotes do not stand at bytes {start} to {end} of {}", told.article)
    })
}
