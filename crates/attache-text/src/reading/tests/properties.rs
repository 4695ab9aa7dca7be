//! Properties over made-up articles: whatever the bytes, reading ends, its places are in the stored text, and
//! twice the same bytes are twice the same drafts.

use std::collections::BTreeSet;

use attache_core::{
    article::{Article, Form, Outlet},
    claim::ClaimDraft,
    source::SourceKind,
    span::Excerpt,
};
use proptest::prelude::*;

use super::fixture::{readers, words};
use crate::{
    intake,
    reading::{Given, Reading, read, take_in},
};

const FORMS: [Option<Form>; 4] = [None, Some(Form::Plain), Some(Form::Markdown), Some(Form::Html)];

/// What reports are made of, between bars: enough of it in any order makes every rule try its hand.
const VOCABULARY: &str = "\
    said|says|said that|told|reported|according to|citing|cited|as saying|was quoted by|denied|\
    denied that|dismissed reports that|as baseless|did not say whether|neither|nor|declined to comment|\
    called|described|writes|added|does not rule out|is exploring|not being considered|unlikely|likely|\
    may|will|would|the|a|its|he|she|they|it|which|that|and|but|or|while|because|of|to|in|from|with|on|by|\
    at|\"|“|”|‘|’|'|(|)|[|]|– ed.|—|-|,|.|.|;|:|?|!|…|%|$|€|10,000|3.4 million|155mm|T-72|200-300|\
    more than|up to|at least|between|dozens|half|two-thirds|1.5|0|99999999999999999999999|2024|\
    November 27|31|February|last week|Monday|yesterday|ago|since|troops|shells|drones|sent|met|signed|\
    agreed|attacked|has|were|ministry|the ministry|president|Defence Minister|spokesman|delegation|\
    embassy|survey|poll|Seoul|Moscow|Kyiv's|Turkish|the Baltic state|East Asian country|Kursk region|\
    Tartus|Reuters|TASS|AFP|Jana|Brezova|Ivo Ladic|McKay|É|ß|\u{301}|\u{200b}|\n|\n\n|\t|WARSAW|(PAP)|#|\
    &|<b>|</b>|<p>|&amp;";

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(VOCABULARY.split('|').collect::<Vec<_>>())
}

fn glued() -> impl Strategy<Value = String> {
    let piece = (word(), prop_oneof![9 => Just(" "), 1 => Just("")]);
    prop::collection::vec(piece, 0..120)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| format!("{word}{gap}")).collect())
}

/// A paragraph of a page: words, and how they are written in HTML.
fn written() -> impl Strategy<Value = String> {
    let plain = word().prop_map(|word| {
        word.replace('&', "&amp;").replace('<', "&lt;").replace('“', "&ldquo;").replace('”', "&#8221;")
    });
    let piece = prop_oneof![
        9 => plain,
        1 => Just("<i>the ministry</i>".to_owned()),
        1 => Just("caf&eacute;&nbsp;au".to_owned()),
        1 => Just("<a href='?a&amp;b'>said</a> that".to_owned()),
        1 => Just("<br>".to_owned()),
    ];
    prop::collection::vec(piece, 1..40)
        .prop_map(|pieces| format!("<p>The report: {}</p>\n", pieces.join(" ")))
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(written(), 1..6).prop_map(|paragraphs| {
        format!(
            "<html><head><title>A page</title></head><body><article>{}</article></body></html>",
            paragraphs.concat()
        )
    })
}

fn given(form: Option<Form>) -> Given {
    Given {
        form,
        published: Some(jiff::civil::date(2024, 11, 28)),
        outlet: Some(Outlet { name: "Bay Herald".into(), kind: SourceKind::Outlet }),
        url: None,
        title: None,
    }
}

fn excerpts(draft: &ClaimDraft) -> impl Iterator<Item = &Excerpt> {
    draft.spans.iter().chain(&draft.source).chain(&draft.cue).chain([&draft.sentence])
}

/// What holds of every reading.
fn check(article: &Article, reading: &Reading) {
    let article_id = article.id();
    let ids: BTreeSet<_> = reading.drafts.iter().map(|draft| draft.id(article_id)).collect();
    assert_eq!(ids.len(), reading.drafts.len(), "two drafts have one id");
    for (number, draft) in reading.drafts.iter().enumerate() {
        assert!(!draft.spans.is_empty(), "a draft without content: {draft:?}");
        for excerpt in excerpts(draft) {
            assert!(excerpt.stands_in(&article.text), "{:?} is not in the text", excerpt.span);
        }
        for span in &draft.spans {
            assert!(!span.span.is_empty() && span.text.trim() == span.text, "{:?}", span.text);
            assert!(article.original_place(span.span).is_some(), "{:?} has no original", span.span);
        }
        assert_eq!(draft.chain.outlet(), &article.carrier());
        if let Some(parent) = draft.embedded_in {
            assert!(parent < reading.drafts.len() && parent != number, "{number} is part of {parent}");
        }
        for quantity in &draft.quantities {
            let ordered = quantity.low.zip(quantity.high).is_none_or(|(low, high)| low <= high);
            assert!(ordered, "{} is empty: {}", quantity.text, quantity.bound());
        }
        if let Some(date) = &draft.date {
            assert!(date.start.zip(date.end).is_none_or(|(start, end)| start <= end), "{}", date.text);
        }
    }
}

/// Reads with each reader and checks what comes of it.
fn check_all(article: &Article) {
    readers().into_iter().for_each(|words| check(article, &read(article, words)));
}

fn json(reading: &Reading) -> String {
    serde_json::to_string(&reading.drafts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for form in FORMS {
            let (article, _) = take_in(&bytes, &given(form), words());
            check_all(&article);
        }
    }

    #[test]
    fn any_characters_are_read(text in "(?s)([\\PC\"“”‘’(\\[A-Z0-9,. ]|said |\n){0,200}") {
        let article = Article::plain(text);
        check_all(&article);
    }

    #[test]
    fn words_of_news_in_any_order_are_read_twice_alike(text in glued()) {
        for form in FORMS {
            let (article, _) = take_in(text.as_bytes(), &given(form), words());
            for words in readers() {
                let reading = read(&article, words);
                check(&article, &reading);
                prop_assert_eq!(json(&reading), json(&read(&article, words)));
            }
        }
    }

    #[test]
    fn a_place_in_a_page_decodes_to_the_words_shown(page in page()) {
        let (article, _) = take_in(page.as_bytes(), &given(Some(Form::Html)), words());
        let reading = read(&article, words());
        check(&article, &reading);
        for excerpt in reading.drafts.iter().flat_map(excerpts) {
            let place = article.original_place(excerpt.span).unwrap();
            let seen = intake::decode_original(intake::Form::Html, &page.as_bytes()[place.start..place.end]);
            let shown: Vec<&str> = excerpt.text.split_whitespace().collect();
            prop_assert_eq!(seen, shown.join(" "));
        }
    }
}

/// Every sentence ends where another begins, so that drafts come from all over the line.
#[test]
fn a_line_of_two_megabytes_is_read_to_its_end() {
    let sentence = "The ministry said that 300 troops had left Gao, “and the guns too,” Reuters reported. ";
    let text = sentence.repeat((2 << 20) / sentence.len());
    let article = Article::plain(text);
    let reading = read(&article, words());
    check(&article, &reading);
    let last = reading.drafts.last().unwrap().sentence.span;
    assert!(last.end + 2 * sentence.len() > article.text.len(), "reading stopped at {}", last.end);
}

/// Nothing to cut at: no space, no full stop, no end of a quotation.
#[test]
fn a_line_without_spaces_is_read_to_its_end() {
    for solid in ["é", "“", "said", "(", "1,", "\u{301}"] {
        let article = Article::plain(solid.repeat((200 << 10) / solid.len()));
        check_all(&article);
    }
}

/// A paragraph of thousands of credits: the work may not grow with its square, or this test would not end.
#[test]
fn a_line_of_credits_and_quotations_is_read_to_its_end() {
    for piece in ["“yes,” she said, ", "he said that she said, “no,” they added. ", "according to him, "]
    {
        check_all(&Article::plain(piece.repeat((60 << 10) / piece.len())));
    }
}
