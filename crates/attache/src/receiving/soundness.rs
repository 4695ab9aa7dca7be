//! Whether a claim can be what it says, whoever sent it.

use attache_core::{article::Article, span::Excerpt};
use jiff::{SignedDuration, Timestamp};

use super::meaning::Told;

/// How far ahead of our clock the time of an object may be.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

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

/// Why an object of this version (nanoseconds since 1970 UTC) cannot have been made yet: as the newest one it would
/// stand in the way of all that its maker makes until then. It is looked at again when it can have been made: a clock
/// that was wrong, theirs or ours, must not lose a claim.
pub(super) fn ahead(version: i64, now: Timestamp) -> Option<String> {
    let made = Timestamp::from_nanosecond(i128::from(version)).ok()?;
    let limit = now.checked_add(AHEAD).ok()?;
    (made > limit).then(|| format!("its time, {made}, is ahead of our clock, {now}"))
}
