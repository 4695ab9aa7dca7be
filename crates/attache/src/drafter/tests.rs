//! The drafter over a transport that answers by a script.

use std::{cell::RefCell, collections::VecDeque, rc::Rc, sync::LazyLock, time::Duration};

use attache_core::article::Article;
use attache_text::{reading::read, words::Words};
use http::{HeaderMap, HeaderValue, header::RETRY_AFTER};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::Drafter;
use crate::transport::{Answer, FetchError, posting::Post};

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

const TEXT: &str = "Per envoy Jana Brezova: 300 drones for Latvia by Monday.\n\
    Poland has sent 40 tanks to Ukraine, the Polish defence ministry said.\n";

#[derive(Default)]
struct Scripted {
    answers: VecDeque<Result<Answer, FetchError>>,
    asked: Vec<Value>,
    waited: Vec<Duration>,
}

struct Line(Rc<RefCell<Scripted>>);

impl Post for Line {
    fn post(&self, body: Vec<u8>) -> Result<Answer, FetchError> {
        let mut script = self.0.borrow_mut();
        script.asked.push(serde_json::from_slice(&body).unwrap());
        script.answers.pop_front().unwrap_or(Err(FetchError::TooSlow))
    }

    fn wait(&self, time: Duration) {
        self.0.borrow_mut().waited.push(time);
    }
}

fn drafter(answers: Vec<Result<Answer, FetchError>>) -> (Drafter, Rc<RefCell<Scripted>>) {
    let script = Rc::new(RefCell::new(Scripted { answers: answers.into(), ..Scripted::default() }));
    (Drafter::new(Box::new(Line(Rc::clone(&script))), "small".into()), script)
}

fn status(status: u16, retry_after: Option<&'static str>) -> Result<Answer, FetchError> {
    let mut headers = HeaderMap::new();
    retry_after.map(|value| headers.insert(RETRY_AFTER, HeaderValue::from_static(value)));
    Ok(Answer { status, headers, body: Vec::new() })
}

fn says(content: &str) -> Result<Answer, FetchError> {
    let body = json!({ "choices": [{ "message": { "content": content } }] }).to_string().into_bytes();
    Ok(Answer { status: 200, headers: HeaderMap::new(), body })
}

fn good() -> Result<Answer, FetchError> {
    says(
        r#"{"attributions": [{"source": "envoy Jana Brezova", "cue": "Per", "content": "300 drones for Latvia"}]}"#,
    )
}

/// How many drafts it brought to a text, and what it waited.
fn waited(answers: Vec<Result<Answer, FetchError>>) -> (usize, Vec<u64>) {
    let (mut drafter, script) = drafter(answers);
    let mut drafts = Vec::new();
    drafter.second(&Article::plain(TEXT), &WORDS, &mut drafts);
    let waited = script.borrow().waited.iter().map(|time| u64::try_from(time.as_millis()).unwrap()).collect();
    (drafts.len(), waited)
}

#[test]
fn it_waits_as_long_as_the_server_asks_and_no_longer_than_it_may() {
    assert_eq!(waited(vec![good()]), (1, vec![]));
    assert_eq!(waited(vec![status(429, Some("7")), good()]), (1, vec![7000]));
    assert_eq!(waited(vec![status(503, Some("soon")), status(503, None), good()]), (1, vec![250, 250]));
    assert_eq!(waited(vec![status(429, Some("11")), good()]), (0, vec![]));
    assert_eq!(waited(vec![status(429, Some("99999999999999999999")), good()]), (1, vec![250]));
    assert_eq!(
        waited(vec![status(502, None), status(502, None), status(502, None), good()]),
        (0, vec![250, 250])
    );
    let broken = || Err(FetchError::Unreachable("reset".into()));
    assert_eq!(waited(vec![broken(), good()]), (1, vec![250]));
    assert_eq!(
        waited(vec![Err(FetchError::TooSlow), good()]),
        (0, vec![]),
        "what was too slow once is so again"
    );
    assert_eq!(waited(vec![status(404, None), good()]), (0, vec![]));
}

#[test]
fn a_long_report_is_shown_in_pieces_and_not_without_end() {
    let (mut drafter, script) = drafter(vec![says("{\"attributions\": []}"); 1000]);
    let long = "Poland has sent 40 tanks to Ukraine, the Polish defence ministry said. ".repeat(15_000);
    let notes = drafter.second(&Article::plain(long), &WORDS, &mut Vec::new());
    assert_eq!(script.borrow().asked.len(), super::MOST_WINDOWS);
    assert!(notes.iter().any(|note| note.0.contains("was asked up to byte")), "{notes:?}");
    for asked in &script.borrow().asked {
        let data = asked["messages"][1]["content"].as_str().unwrap();
        assert!(data.len() < super::WINDOW + 100);
    }
}

#[test]
fn many_answers_bring_no_more_than_the_most_of_one_report() {
    let entry = json!({ "source": "", "cue": "all week", "content": "the Polish ministry said" });
    let many = says(&json!({ "attributions": vec![entry; 64] }).to_string());
    let (mut drafter, _) = drafter(vec![many; 100]);
    let long = "It rained on the coast, the Polish ministry said, all week long. ".repeat(3000);
    drafter.second(&Article::plain(long), &WORDS, &mut Vec::new());
    let dropped = &drafter.tally.json()["dropped"];
    let (twice, beyond) = (&dropped["said twice"], &dropped["beyond the most of one report"]);
    let most = u64::try_from(super::MOST_ATTRIBUTIONS).unwrap();
    assert!(twice.as_u64().unwrap() < most && beyond.as_u64().unwrap() > most, "{dropped}");
}

proptest! {
    #[test]
    fn whatever_is_answered_the_offline_drafts_stay_and_all_places_are_in_the_text(
        bodies in prop::collection::vec(prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            ".{0,40}".prop_map(|text| says(&text).unwrap().body),
            prop::collection::vec(("[a-zA-Z ,.:]{0,9}", 0_usize..90, 0_usize..60), 0..4).prop_map(|entries| {
                let entries: Vec<Value> = entries.into_iter().map(|(source, start, length)| {
                    let content: String = TEXT.chars().skip(start).take(length).collect();
                    json!({ "source": source, "cue": null, "content": content })
                }).collect();
                says(&json!({ "attributions": entries }).to_string()).unwrap().body
            }),
        ], 0..4),
        code in prop_oneof![Just(200_u16), 100_u16..600],
    ) {
        let answer = |body| Ok(Answer { status: code, headers: HeaderMap::new(), body });
        let (mut drafter, _) = drafter(bodies.into_iter().map(answer).collect());
        let article = Article::plain(TEXT);
        let offline = read(&article, &WORDS).drafts;
        let mut drafts = offline.clone();
        drafter.second(&article, &WORDS, &mut drafts);
        prop_assert!(drafts.starts_with(&offline));
        let ids: std::collections::BTreeSet<_> = drafts.iter().map(|draft| draft.id(article.id())).collect();
        prop_assert_eq!(ids.len(), drafts.len());
        for draft in drafts.iter().skip(offline.len()) {
            prop_assert_eq!(draft.drafter.as_deref(), Some("small"));
            for part in draft.spans.iter().chain(&draft.source).chain(&draft.cue) {
                prop_assert!(part.stands_in(TEXT) && draft.sentence.span.contains(part.span));
            }
        }
    }
}
