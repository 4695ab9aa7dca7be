//! Trap 7: a status is there for its owner alone. Trap 20: it and what it tells of are kept together.

use std::sync::Arc;

use attache_store::{
    Sqlite,
    faulty::{Faulty, Moment},
};
use http::StatusCode;
use serde_json::json;

use super::desk::{Desk, identity, note};
use crate::http::Limits;

#[tokio::test]
async fn trap_7_nobody_else_sees_a_status() {
    let desk = Desk::new();
    let sent = desk.post_objects("harbour", &[note(1, 1, &identity(1)), note(2, 1, &identity(7))]).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let path = format!("/exchange/status/{}/", sent.json()["id"].as_str().unwrap());
    let read = desk.get("harbour", &path).await;
    assert_eq!((read.status, &read.body), (StatusCode::OK, &sent.body));
    let missing = desk.get("lantern", "/exchange/status/00000000-0000-4000-8000-000000000000/").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("lantern", &path).await, missing);
    // Also where the other has one in the same place.
    desk.post_objects("lantern", &[note(1, 1, &identity(2))]).await;
    assert_eq!(desk.get("lantern", &path).await, missing);
}

#[tokio::test]
async fn a_status_of_what_was_not_as_assumed_is_the_one_that_is_kept() {
    let desk = Desk::new();
    desk.post_objects("harbour", &[note(1, 1, &identity(1))]).await;
    let mut other = note(1, 1, &identity(1));
    other["content"] = serde_json::json!("x");
    let sent = desk.post_objects("harbour", &[other]).await;
    assert_eq!(sent.json()["failure_count"], 1);
    let path = format!("/exchange/status/{}/", sent.json()["id"].as_str().unwrap());
    assert_eq!(desk.get("harbour", &path).await.body, sent.body);
}

#[tokio::test]
async fn statuses_go_after_a_week_and_their_places_are_used_again() {
    let desk = Desk::new();
    let sent = desk.post("harbour", "{}").await;
    let path = format!("/exchange/status/{}/", sent.json()["id"].as_str().unwrap());
    let day = 24 * 3_600 * 1_000_000;
    desk.tick(6 * day);
    assert_eq!(desk.get("harbour", &path).await.status, StatusCode::OK);
    desk.tick(day);
    assert_eq!(desk.get("harbour", &path).await.status, StatusCode::NOT_FOUND);
    for _ in 0..1_002 {
        desk.post("harbour", "{}").await;
    }
    assert_eq!(desk.store.settings("status/").unwrap().len(), 1_000);
    desk.tick(8 * day);
    for _ in 0..10 {
        desk.post("harbour", "{}").await;
    }
    assert_eq!(desk.store.settings("status/").unwrap().len(), 999);
}

#[tokio::test]
async fn trap_20_a_store_that_fails_leaves_neither_objects_nor_status() {
    let body = serde_json::to_vec(&json!({"objects": [note(1, 1, &identity(1)), note(2, 1, &identity(1))]}));
    let body = body.unwrap();
    let mut failed = 0;
    // Each call of the store in turn fails; the first is made when the server begins.
    for nth in 2..40 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let desk = Desk::with(Arc::new(Sqlite::open(&path).unwrap()), Limits::default());
        let faulty = Arc::new(Faulty::new(Box::new(Sqlite::open(&path).unwrap()), nth, Moment::Before));
        let sent = desk.again(faulty.clone()).unwrap().post("harbour", body.clone()).await;
        if !faulty.has_failed() {
            assert_eq!(sent.status, StatusCode::ACCEPTED);
            break;
        }
        failed += 1;
        assert_eq!(sent.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!String::from_utf8_lossy(&sent.body).contains("made to fail"));
        assert!(desk.store.settings("status/").unwrap().is_empty());
        assert_eq!(desk.objects("harbour", &desk.inbox("harbour"), "").await.body.as_ref(), b"{}");
    }
    assert!((4..20).contains(&failed), "{failed}");
}
