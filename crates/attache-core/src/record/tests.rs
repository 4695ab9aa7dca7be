//! Records: their ids, and that they read back.

use super::{Happening, NewRecord};
use crate::{article::Article, grade::Credibility, id::ClaimId};
use jiff::Timestamp;

fn record(second: i64, what: Happening) -> NewRecord {
    NewRecord { at: Timestamp::from_second(second).unwrap(), by: "ana".into(), what }
}

#[test]
fn an_article_is_recorded_once_and_a_grade_each_time() {
    let article = || Happening::ArticleAdded { article: Box::new(Article::plain("x")) };
    assert_eq!(record(1, article()).id().unwrap(), record(2, article()).id().unwrap());
    let graded = || Happening::ClaimGraded {
        claim: ClaimId::derive(&[b"x"]),
        credibility: Credibility::Doubtful,
        reason: None,
    };
    assert_ne!(record(1, graded()).id().unwrap(), record(2, graded()).id().unwrap());
    assert_eq!(record(1, graded()).id().unwrap(), record(1, graded()).id().unwrap());
}

#[test]
fn a_record_reads_back() {
    let new = record(7, Happening::ArticleAdded { article: Box::new(Article::plain("x")) });
    let json = serde_json::to_string(&new).unwrap();
    assert!(json.contains("\"record\":\"article-added\""), "{json}");
    assert_eq!(serde_json::from_str::<NewRecord>(&json).unwrap(), new);
}
