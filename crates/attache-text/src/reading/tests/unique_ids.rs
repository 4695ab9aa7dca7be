//! Drafts that would be one row of the record are one draft.

use std::{collections::BTreeSet, sync::LazyLock};

use attache_core::claim::ClaimDraft;
use proptest::prelude::*;

use crate::reading::{Given, read, take_in};
use crate::words::Words;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

/// What credits, inserts and embeds are made of; glued to one another it gives all that the rules have
/// to stand.
const VOCABULARY: [&str; 37] = [
    "It",
    "should be",
    "recalled",
    "said",
    "noted",
    "added",
    "denied",
    "quoted",
    "reported",
    "according to",
    "that",
    "because",
    "which",
    "who",
    "and",
    "is",
    "was",
    "has been",
    "to",
    "as saying",
    "the ministry",
    "Petr Novak",
    "the minister",
    "drones",
    "Kyiv",
    "40",
    "d",
    "i",
    "(",
    ")",
    "ed",
    "\"(the port ed)\"",
    "\"",
    "'",
    ",",
    ".",
    "\n\n",
];

fn drafts(text: &str) -> (usize, usize, Vec<ClaimDraft>) {
    let (article, _) = take_in(text.as_bytes(), &Given::default(), &WORDS);
    let drafts = read(&article, &WORDS).drafts;
    let ids: BTreeSet<_> = drafts.iter().map(|draft| draft.id(article.id())).collect();
    (ids.len(), drafts.len(), drafts)
}

#[test]
fn an_insertion_into_a_shared_content_is_drafted_once() {
    let (ids, count, drafts) = drafts("It should be recalled that d \"(x ed)\"i noted.");
    assert_eq!(ids, count);
    let inserted: Vec<_> = drafts.iter().filter(|d| d.spans.iter().any(|e| e.text == "x")).collect();
    assert_eq!(inserted.len(), 1, "{drafts:#?}");
    assert!(inserted[0].embedded_in.is_some_and(|parent| parent < count));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ids_are_unique_and_parents_stand_in_the_reading(
        parts in prop::collection::vec((prop::sample::select(&VOCABULARY[..]), any::<bool>()), 1..40)
    ) {
        let text: String =
            parts.iter().flat_map(|(word, spaced)| [*word, if *spaced { " " } else { "" }]).collect();
        let (ids, count, drafts) = drafts(&text);
        prop_assert_eq!(ids, count, "{}", text);
        for (number, draft) in drafts.iter().enumerate() {
            prop_assert!(draft.embedded_in.is_none_or(|p| p < count && p != number), "{}", text);
        }
    }
}
