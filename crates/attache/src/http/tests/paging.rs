//! Pages: none skips, none repeats, and a cursor leads where it was given.

use http::StatusCode;
use serde_json::json;

use super::desk::{Answer, Desk, identity, note};
use crate::http::Limits;

/// Walks to the end by `next`; gives every page.
async fn walk(desk: &Desk, partner: &str, path: &str, query: &str) -> Vec<Answer> {
    let mut pages: Vec<Answer> = Vec::new();
    let mut next = String::new();
    loop {
        let page = desk.get(partner, &format!("{path}?{query}{next}")).await;
        assert_eq!(page.status, StatusCode::OK, "{:?}", page.body);
        pages.push(page.clone());
        assert!(pages.len() < 100, "it loops");
        match page.next() {
            Some(cursor) => {
                assert_eq!(page.json()["more"], true);
                next = format!("&next={cursor}");
            }
            None => {
                // Trap 3: `more` without `next` sends clients round for ever.
                assert_ne!(page.json()["more"], true);
                return pages;
            }
        }
    }
}

fn fifty() -> Vec<serde_json::Value> {
    (0..50).map(|number| note(number, 1, &identity(1))).collect()
}

#[tokio::test]
async fn trap_2_one_envelope_at_one_time_is_read_whole_by_its_dates() {
    let desk = Desk::new();
    assert_eq!(desk.post_objects("harbour", &fifty()).await.status, StatusCode::ACCEPTED);
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = desk.objects("harbour", &desk.inbox("harbour"), &format!("limit=7{after}")).await;
        let Some(last) = page.header("x-taxii-date-added-last") else { break };
        after = format!("&added_after={last}");
        seen.extend(page.ids());
    }
    assert_eq!(seen.len(), 50);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 50);
}

#[tokio::test]
async fn trap_3_every_page_with_more_has_a_next() {
    let desk = Desk::new();
    desk.post_objects("harbour", &fifty()).await;
    let many: Vec<_> = (1..=20).map(|version| note(99, version, &identity(1))).collect();
    desk.post_objects("harbour", &many).await;
    let base = format!("/exchange/collections/{}", desk.inbox("harbour"));
    for (path, query, count) in [
        (format!("{base}/manifest/"), "limit=7&match[version]=all", 70),
        (format!("{base}/objects/"), "limit=7", 51),
        (
            format!("{base}/objects/note--00000000-0000-4000-8000-000000000099/"),
            "limit=7&match[version]=all",
            20,
        ),
        (format!("{base}/objects/note--00000000-0000-4000-8000-000000000099/versions/"), "limit=7", 20),
    ] {
        let mut seen = 0;
        for page in walk(&desk, "harbour", &path, query).await {
            let json = page.json();
            let entries = json["objects"].as_array().or(json["versions"].as_array()).unwrap().len();
            assert!(entries <= 7);
            seen += entries;
            // Trap 15 and 18: both dates on every page that is not empty.
            assert!(
                page.header("x-taxii-date-added-first").unwrap()
                    <= page.header("x-taxii-date-added-last").unwrap()
            );
        }
        assert_eq!(seen, count, "{path}");
    }
}

#[tokio::test]
async fn trap_4_a_cursor_is_replayable_and_bound() {
    let desk = Desk::new();
    let released: Vec<_> = (0..10).map(|number| note(number, 1, &identity(9))).collect();
    for to in ["harbour", "lantern", "COAST"] {
        desk.release(to, &released);
    }
    let outbox = desk.outbox("harbour");
    let first = desk.objects("harbour", &outbox, "limit=3").await;
    let next = first.next().unwrap();
    let second = desk.objects("harbour", &outbox, &format!("limit=3&next={next}")).await;
    assert_eq!(second.ids().len(), 3);
    assert!(first.ids().iter().all(|id| !second.ids().contains(id)));
    // The same again, without the limit, and after a restart.
    assert_eq!(desk.objects("harbour", &outbox, &format!("limit=3&next={next}")).await, second);
    assert_eq!(desk.objects("harbour", &outbox, &format!("next={next}")).await.ids(), second.ids());
    let again = desk.again(desk.store.clone()).unwrap();
    assert_eq!(again.objects("harbour", &outbox, &format!("limit=3&next={next}")).await, second);
    let desk = again;
    // Elsewhere it leads nowhere, and all refusals are alike.
    let mut refusals = Vec::new();
    for (partner, collection, query) in [
        ("lantern", desk.outbox("lantern"), format!("limit=3&next={next}")),
        ("lantern", desk.outbox("COAST"), format!("limit=3&next={next}")),
        ("harbour", desk.outbox("COAST"), format!("limit=3&next={next}")),
        ("harbour", outbox.clone(), format!("limit=4&next={next}")),
        ("harbour", outbox.clone(), format!("limit=3&match[type]=note&next={next}")),
        ("harbour", outbox.clone(), format!("limit=3&added_after=2020-01-01T00:00:00Z&next={next}")),
        ("harbour", outbox.clone(), format!("limit=3&match[version]=all&next={next}")),
        ("harbour", outbox.clone(), "limit=3&next=garbage".to_owned()),
        ("harbour", outbox.clone(), format!("limit=3&next={next}A")),
        ("harbour", outbox.clone(), format!("limit=3&next={}", "A".repeat(39))),
        ("harbour", outbox.clone(), format!("limit=3&next={}", "A".repeat(5000))),
    ] {
        let refusal = desk.objects(partner, &collection, &query).await;
        assert_eq!(refusal.status, StatusCode::BAD_REQUEST, "{query}");
        refusals.push(refusal);
    }
    refusals.dedup();
    assert_eq!(refusals.len(), 1);
    let manifest = format!("/exchange/collections/{outbox}/manifest/?limit=3&next={next}");
    assert_eq!(desk.get("harbour", &manifest).await, refusals[0]);
}

#[tokio::test]
async fn trap_12_a_limit_is_at_least_one_and_at_most_ours() {
    let desk = Desk::with(
        std::sync::Arc::new(attache_store::Memory::new()),
        Limits { page: 20, ..Limits::default() },
    );
    desk.post_objects("harbour", &fifty()).await;
    let inbox = desk.inbox("harbour");
    for bad in ["0", "-1", "x", "", "1.5", "%2B1"] {
        assert_eq!(
            desk.objects("harbour", &inbox, &format!("limit={bad}")).await.status,
            StatusCode::BAD_REQUEST,
            "{bad}"
        );
    }
    for large in ["21", "100000000000000000000"] {
        let page = desk.objects("harbour", &inbox, &format!("limit={large}")).await;
        assert_eq!(page.ids().len(), 20);
        let next = page.next().unwrap();
        let page = desk.objects("harbour", &inbox, &format!("limit={large}&next={next}")).await;
        assert_eq!(page.ids().len(), 20);
    }
    assert_eq!(desk.objects("harbour", &inbox, "").await.ids().len(), 20);
}

#[tokio::test]
async fn trap_15_dates_have_six_digits_and_a_reader_that_cuts_them_loses_nothing() {
    let desk = Desk::new();
    desk.tick(123_456);
    desk.post_objects("harbour", &fifty()).await;
    let inbox = desk.inbox("harbour");
    let page = desk.objects("harbour", &inbox, "limit=10").await;
    let last = page.header("x-taxii-date-added-last").unwrap();
    let first = |count| last.chars().take(count).collect::<String>();
    assert!(last.len() == 27 && first(20).ends_with('.') && last.ends_with('Z'), "{last}");
    let cut = format!("{}Z", first(23));
    let again = desk.objects("harbour", &inbox, &format!("added_after={cut}")).await.ids();
    let rest = desk.objects("harbour", &inbox, &format!("added_after={last}")).await.ids();
    assert!(rest.len() == 40 && rest.iter().all(|id| again.contains(id)));
    let whole = format!("{}Z", first(19));
    assert_eq!(desk.objects("harbour", &inbox, &format!("added_after={whole}")).await.ids().len(), 50);
    let offset = "added_after=2024-01-01T00:00:00%2B02:00";
    let answer = desk.objects("harbour", &inbox, offset).await;
    assert!(answer.status == StatusCode::OK || answer.status == StatusCode::BAD_REQUEST);
    assert_eq!(
        desk.objects("harbour", &inbox, "added_after=yesterday").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn trap_18_an_empty_page_is_an_empty_envelope_and_slashes_do_not_matter() {
    let desk = Desk::new();
    let outbox = desk.outbox("harbour");
    let page = desk.objects("harbour", &outbox, "").await;
    assert_eq!((page.status, page.body.as_ref()), (StatusCode::OK, b"{}".as_slice()));
    assert!(page.header("x-taxii-date-added-first").is_none());
    for path in [
        "/taxii2".to_owned(),
        "/exchange".to_owned(),
        "/exchange/collections".to_owned(),
        format!("/exchange/collections/{outbox}"),
        format!("/exchange/collections/{outbox}/objects"),
        format!("/exchange/collections/{outbox}/manifest"),
    ] {
        let plain = desk.get("harbour", &path).await;
        assert_eq!(plain.status, StatusCode::OK, "{path}");
        assert_eq!(plain, desk.get("harbour", &format!("{path}/")).await);
    }
    let plain = desk.get("harbour", &format!("/exchange/collections/{outbox}/objects?limit=1")).await;
    assert_eq!(plain.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_ends_before_it_becomes_too_large() {
    let limits = Limits { page_bytes: 3_000, ..Limits::default() };
    let desk = Desk::with(std::sync::Arc::new(attache_store::Memory::new()), limits);
    desk.post_objects("harbour", &fifty()).await;
    let path = format!("/exchange/collections/{}/objects/", desk.inbox("harbour"));
    let pages = walk(&desk, "harbour", &path, "").await;
    assert!(pages.len() > 3 && pages.iter().all(|page| page.body.len() < 4_000));
    let mut ids: Vec<_> = pages.iter().flat_map(Answer::ids).collect();
    ids.dedup();
    assert_eq!(ids.len(), 50);
    // One object that is larger than a page still comes.
    let mut large = note(77, 1, &identity(1));
    large["content"] = json!("x".repeat(5_000));
    desk.post_objects("harbour", &[large]).await;
    assert!(
        walk(&desk, "harbour", &path, "").await.iter().flat_map(Answer::ids).any(|id| id.ends_with("77"))
    );
}
