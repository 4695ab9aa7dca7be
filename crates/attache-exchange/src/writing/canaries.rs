//! Tests: nothing that is withheld is written.

use attache_core::{
    article::{Article, Outlet},
    chain::Chain,
    claim::ClaimDraft,
    marking::{Marking, Tlp},
    proposition::Party,
    release::Form,
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};

use crate::{
    sample,
    writing::{Written, write},
};

fn text(written: &Written) -> String {
    let all: Vec<u8> = written.objects.iter().flat_map(|object| object.bytes.clone()).collect();
    String::from_utf8(all).unwrap().to_lowercase()
}

/// An article and a claim in it whose every text is a word of its own that occurs nowhere else.
fn canaries() -> (Article, ClaimDraft, Vec<&'static str>) {
    let words = [
        "zqsentence",
        "zqcontent",
        "zqsource",
        "zqcue",
        "zqtitle",
        "zqoutlet",
        "zqaddress",
        "zqagency",
        "zqminister",
        "zqoffice",
        "zqfigure",
        "zqunit",
        "zqplace",
        "zqday",
        "zqactor",
        "zqcounterpart",
        "zqitem",
        "zqmodel",
        "zqscope",
        "zqlanguage",
    ];
    let mut article = Article::plain("zqsentence zqcontent zqsource zqcue");
    article.title = Some("zqtitle".into());
    article.outlet = Some(Outlet { name: "zqoutlet".into(), kind: SourceKind::Outlet });
    article.url = Some("https://zqaddress.example/".into());
    article.language = Some("zqlanguage".into());
    article.published = Some(jiff::civil::date(2024, 11, 7));
    let excerpt = |start, end| Excerpt::of(&article.text, Span::new(start, end)).unwrap();
    let mut body = sample::body();
    (body.spans, body.source, body.cue) =
        (vec![excerpt(11, 20)], vec![excerpt(21, 29)], vec![excerpt(30, 35)]);
    body.sentence = excerpt(0, 35);
    let mut minister =
        Source::new("zqminister", SourceKind::Official).of_country(Some("PL".parse().unwrap()));
    minister.office = Some("zqoffice".into());
    body.chain =
        Chain::new(article.carrier(), vec![Source::new("zqagency", SourceKind::NewsAgency), minister]);
    let quantity = body.quantities.first_mut().unwrap();
    (quantity.text, quantity.unit) = ("zqfigure".into(), Some("zqunit".into()));
    body.place.as_mut().unwrap().text = "zqplace".into();
    body.date.as_mut().unwrap().text = "zqday".into();
    body.published = article.published;
    let party =
        |name: &str, code: &str| Some(Party { name: name.into(), country: Some(code.parse().unwrap()) });
    body.proposition.actor = party("zqactor", "KP");
    body.proposition.counterpart = party("zqcounterpart", "RU");
    let item = body.proposition.items.first_mut().unwrap();
    (item.name, item.designation) = ("zqitem".into(), Some("zqmodel".into()));
    body.proposition.scope = Some("zqscope".into());
    (article, body, words.into())
}

/// What never goes out in any form: our staff, their reasons, other recipients, other senders.
const NEVER: [&str; 7] =
    ["staff-ana", "a reason of staff", "other-desk", "by letter", "kyrre desk", "received", "rests_on"];

#[test]
fn a_tear_line_tells_nothing_of_the_claim_that_it_was_made_of() {
    let (article, body, words) = canaries();
    let state = sample::state(body, &article, Marking::of(Tlp::Red));
    let line = sample::tear(&state, &article, Tlp::Amber);
    let released = sample::release(&state, Some(&article), Form::TearLine(&line));
    let issuer = sample::issuer();
    let written = write(&released, &sample::shelf(&issuer), sample::noon(), None).unwrap();
    let text = text(&written);
    for word in words.iter().chain(&NEVER) {
        assert!(!text.contains(word), "{word} is told");
    }
    let claim = state.claim.as_ref().unwrap();
    for id in [state.id.to_string(), article.id().to_string(), claim.digest().to_string()] {
        let bare = id.split(['-', ':']).next_back().unwrap();
        assert!(!text.contains(bare), "{id} is told");
    }
    // The day of publication is neither kept nor told.
    assert!(!text.contains("2024-11-07"));
    assert!(text.contains("10,000") && text.contains("ru-krs"), "what is kept is told: {text}");
}

#[test]
fn a_whole_claim_tells_all_of_itself_and_nothing_of_others() {
    let (article, body, words) = canaries();
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let ours = sample::state(body.clone(), &article, sample::marking(Tlp::Green));
    let ours = sample::graded(ours, attache_core::grade::Credibility::Doubtful);
    let theirs = sample::passed_on(body, &article, sample::marking(Tlp::Green));
    for state in [ours, theirs] {
        let released = sample::release(&state, Some(&article), Form::Whole);
        let text = text(&write(&released, &shelf, sample::noon(), None).unwrap());
        // What stands before the claim in its sentence may be another one: it is not told.
        assert!(!text.contains("zqsentence"), "more of the sentence is told than holds the claim");
        for word in words.iter().filter(|word| **word != "zqsentence") {
            assert!(text.contains(word), "{word} is not told");
        }
        for word in NEVER {
            assert!(!text.contains(word), "{word} is told");
        }
    }
}
