//! The search of an analyst's text.

use super::{ALL, cut};
use crate::{
    release::fixture::{accepted, article, body},
    tear_line::{CutError, Keep, KeptDate, Withheld},
};

fn leaks(keep: Keep, text: &str) -> Vec<(Withheld, String)> {
    let article = article();
    match cut(&[&accepted(body(), &article)], &[&article], keep, Some(text)) {
        Ok(_) => Vec::new(),
        Err(CutError::Leaks { leaks }) => {
            for leak in &leaks {
                assert_eq!(leak.at.text(text), Some(leak.words.as_str()), "the place is the place");
            }
            leaks.into_iter().map(|leak| (leak.what, leak.words)).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

fn kinds(keep: Keep, text: &str) -> Vec<Withheld> {
    let mut kinds: Vec<_> = leaks(keep, text).into_iter().map(|(what, _)| what).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

#[test]
fn what_is_kept_may_be_said_in_other_words() {
    for text in [
        "North Korean soldiers, over 10,000 of them, are in the Kursk region of Russia since October.",
        "An official source speaks of 10,000 troops near the southern border.",
    ] {
        assert_eq!(leaks(ALL, text), [], "{text}");
    }
}

#[test]
fn a_source_is_found_by_its_name_in_whole_in_part_and_however_spelled() {
    for text in [
        "Mirel Vantor said so.",
        "MIREL VANTOR said so.",
        "It was Vantor.",
        "The Vantors know.",
        "Mirel-Vantor",
        "M i r e l V a n t o r",
        "“Vantor’s” people",
    ] {
        assert!(kinds(ALL, text).contains(&Withheld::Carrier), "{text}");
    }
    for text in [
        "the Harbour Watch Bureau",
        "a harbor watch",
        "HarbourWatchBureau",
        "the Quayside papers",
        "the Courier",
    ] {
        assert!(!kinds(ALL, text).is_empty() || text == "a harbor watch", "{text}");
    }
    assert_eq!(leaks(ALL, "Seen in a courier's bag")[0].1, "courier");
}

#[test]
fn a_name_of_common_words_is_found_in_any_order() {
    let article = article();
    let mut body = body();
    let ministry =
        crate::source::Source::new("Ministry of Defence", crate::source::SourceKind::GovernmentBody);
    body.chain = crate::chain::Chain::new(article.carrier(), vec![ministry]);
    let state = accepted(body, &article);
    for text in ["the Ministry of Defense says", "a defence ministry", "Defense’s own ministry"] {
        let answer = cut(&[&state], &[&article], ALL, Some(text));
        assert!(matches!(answer, Err(CutError::Leaks { .. })), "{text}");
    }
    for text in ["a ministry", "defence spending"] {
        assert!(cut(&[&state], &[&article], ALL, Some(text)).is_ok(), "{text}");
    }
}

#[test]
fn offices_countries_of_sources_titles_addresses_ids_and_days_are_found() {
    let article = article();
    let state = accepted(body(), &article);
    let id = state.id.to_string();
    let short = format!("see {}", state.id.short());
    for (text, what) in [
        ("the defense minister", Withheld::Office),
        ("a Polish, or rather Poland's, view", Withheld::CarrierCountry),
        ("once more soldiers cross the frontier again", Withheld::Title),
        ("read quayside-courier.example", Withheld::Address),
        ("https://www.quayside-courier.example/2024/columns?id=77", Withheld::Address),
        ("troops reached the Kursk region on", Withheld::Words),
        (id.as_str(), Withheld::Identifier),
        (short.as_str(), Withheld::Identifier),
        ("published 3 November", Withheld::Day),
        ("published on November 3rd", Withheld::Day),
        ("as of 2024-11-03", Withheld::Day),
        ("the 11th corps", Withheld::Item),
    ] {
        assert!(kinds(ALL, text).contains(&what), "{text}: {:?}", leaks(ALL, text));
    }
}

#[test]
fn what_is_not_kept_is_withheld() {
    let none = Keep { figures: false, place: false, date: KeptDate::None, items: false, parties: false };
    for (text, what) in [
        ("North Korea did it", Withheld::Party),
        ("near Kursk", Withheld::Place),
        ("somewhere in Russia", Withheld::Place),
        ("in RU-KRS", Withheld::Place),
        ("10,000 of them", Withheld::Figure),
        ("10000 of them", Withheld::Figure),
        ("more than 10,000", Withheld::Figure),
        ("troops moved", Withheld::Item),
        ("on 21 October", Withheld::Day),
        ("in October 2024", Withheld::Day),
    ] {
        assert!(kinds(none, text).contains(&what), "{text}: {:?}", leaks(none, text));
    }
    let month = Keep { date: KeptDate::Month, ..ALL };
    assert_eq!(kinds(month, "in October 2024"), []);
    assert_eq!(kinds(month, "on October 21"), [Withheld::Day]);
}

#[test]
fn a_person_who_acts_is_withheld_also_where_the_country_is_kept() {
    let article = article();
    let mut body = body();
    body.proposition.actor.as_mut().unwrap().name = "Ilsa Brenn".into();
    let state = accepted(body, &article);
    let answer = cut(&[&state], &[&article], ALL, Some("Brenn of North Korea sent them."));
    let Err(CutError::Leaks { leaks }) = answer else { panic!("{answer:?}") };
    assert_eq!(leaks.iter().map(|leak| leak.what).collect::<Vec<_>>(), [Withheld::Party]);
}

#[test]
fn an_empty_text_and_unseen_characters_are_refused() {
    let article = article();
    let state = accepted(body(), &article);
    assert_eq!(cut(&[&state], &[&article], ALL, Some(" … ")), Err(CutError::NoText));
    for text in ["Van\u{200b}tor", "Van\u{ad}tor", "\u{202e}rotnaV", "Van\u{1b}[1mtor", "\u{ff36}antor"] {
        let answer = cut(&[&state], &[&article], ALL, Some(text));
        assert!(matches!(answer, Err(CutError::Unseen { .. })), "{text:?}");
    }
}
