//! Any bytes, in each form: reading does not panic, and every place it tells is a place in the text.
//!
//! The first byte of the input chooses the form and whether a day of publication is given.

#![no_main]

use std::{collections::BTreeSet, sync::LazyLock};

use attache_core::{
    article::{Article, Form},
    claim::{Claim, ClaimDraft, Originator, Provenance},
    marking::Marking,
    span::Span,
};
use attache_text::{
    reading::{Given, read, take_in},
    words::Words,
};
use libfuzzer_sys::fuzz_target;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().expect("the built-in tables load").with_tagger().expect("the built-in model loads"));

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let form = match choice % 4 {
        0 => None,
        1 => Some(Form::Plain),
        2 => Some(Form::Markdown),
        _ => Some(Form::Html),
    };
    let published = (choice & 4 != 0).then(|| jiff::civil::date(2024, 11, 28));
    let given = Given { form, published, ..Given::default() };
    let (article, notes) = take_in(bytes, &given, &WORDS);
    let reading = read(&article, &WORDS);
    for (at, draft) in reading.drafts.iter().enumerate() {
        check(&article, draft, bytes.len());
        let part_of = draft.embedded_in;
        assert!(part_of.is_none_or(|whole| whole != at && whole < reading.drafts.len()), "{part_of:?}");
    }
    let ids: BTreeSet<_> = reading.drafts.iter().map(|draft| draft.id(article.id())).collect();
    assert_eq!(ids.len(), reading.drafts.len(), "two drafts have one id: the second would not be kept");
    let (again, notes_again) = take_in(bytes, &given, &WORDS);
    assert_eq!((&again, &notes_again), (&article, &notes), "taking in is not deterministic");
    assert_eq!(read(&again, &WORDS).drafts, reading.drafts, "reading is not deterministic");
});

/// Every excerpt is the stored text at its place, also in the original; the draft can be kept.
fn check(article: &Article, draft: &ClaimDraft, length: usize) {
    let parts = [&draft.spans, &draft.source, &draft.cue];
    for excerpt in parts.into_iter().flatten().chain([&draft.sentence]) {
        assert!(excerpt.stands_in(&article.text), "{:?} is not in the text", excerpt.span);
        let place: Option<Span> = article.original_place(excerpt.span);
        assert!(place.is_none_or(|place| place.start <= place.end && place.end <= length), "{place:?}");
    }
    let confidence = draft.confidence.value();
    assert!((0.0..=1.0).contains(&confidence), "confidence {confidence}");
    let json = serde_json::to_string(draft).expect("a draft has a JSON form");
    let back: ClaimDraft = serde_json::from_str(&json).expect("and comes back from it");
    assert_eq!(&back, draft);
    let (id, by) = (article.id(), Originator("fuzz".to_owned()));
    Claim::seal(draft.id(id), id, back, by, Provenance::Read, Marking::default())
        .expect("a draft can be sealed");
}
