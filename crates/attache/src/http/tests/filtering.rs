//! Filters, and what they mean together.

use http::{Method, StatusCode};
use serde_json::json;

use super::desk::{Desk, identity, note};

#[tokio::test]
async fn trap_5_first_and_last_are_of_all_there_is() {
    let desk = Desk::new();
    for version in [2, 3, 1] {
        desk.post_objects("harbour", &[note(1, version, &identity(1))]).await;
        desk.tick(1_000_000);
    }
    let inbox = desk.inbox("harbour");
    let last = desk.objects("harbour", &inbox, "").await;
    assert_eq!(last.versions(), ["2024-11-27T08:00:03.000Z"]);
    let date = last.header("x-taxii-date-added-last").unwrap();
    // What was added later than the last version is superseded: it is not "last".
    assert_eq!(desk.objects("harbour", &inbox, &format!("added_after={date}")).await.body.as_ref(), b"{}");
    let both = desk.objects("harbour", &inbox, "match[version]=first,last").await;
    assert_eq!(both.versions(), ["2024-11-27T08:00:03.000Z", "2024-11-27T08:00:01.000Z"]);
    let mixed = "match[version]=last,2024-11-27T08:00:02.000Z";
    assert_eq!(desk.objects("harbour", &inbox, mixed).await.versions().len(), 2);
    assert_eq!(desk.objects("harbour", &inbox, "match[version]=all").await.versions().len(), 3);
    for bad in ["garbage", "last,last", "all,last", "last,", ""] {
        let answer = desk.objects("harbour", &inbox, &format!("match[version]={bad}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[tokio::test]
async fn ids_types_and_versions_of_stix_narrow() {
    let desk = Desk::new();
    let address = json!({"type": "ipv4-addr", "id": "ipv4-addr--00000000-0000-4000-8000-000000000005", "value": "192.0.2.1"});
    desk.post_objects("harbour", &[note(1, 1, &identity(1)), note(2, 1, &identity(1)), address]).await;
    let inbox = desk.inbox("harbour");
    for (query, count) in [
        ("match[type]=note", 2),
        ("match%5Btype%5D=ipv4-addr", 1),
        ("match[type]=note,ipv4-addr", 3),
        ("match[type]=report", 0),
        ("match[id]=note--00000000-0000-4000-8000-000000000001", 1),
        ("match[id]=note--00000000-0000-4000-8000-000000000001&match[type]=ipv4-addr", 0),
        ("match[spec_version]=2.1", 3),
        ("match[spec_version]=2.0", 0),
        ("match[spec_version]=2.0,2.1", 3),
        ("unknown=1", 3),
    ] {
        assert_eq!(desk.objects("harbour", &inbox, query).await.ids().len(), count, "{query}");
        let manifest = desk.get("harbour", &format!("/exchange/collections/{inbox}/manifest/?{query}")).await;
        assert_eq!(manifest.ids().len(), count, "{query}");
    }
    for bad in ["match[id]=x", "match[id]=", "match[spec_version]=x", "limit=1&limit=2"] {
        assert_eq!(desk.objects("harbour", &inbox, bad).await.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[tokio::test]
async fn trap_6_what_is_deleted_is_gone_and_what_is_not_there_is_not_found() {
    let desk = Desk::new();
    let inbox = desk.inbox("harbour");
    let path = |number: u32, query: &str| {
        format!("/exchange/collections/{inbox}/objects/note--00000000-0000-4000-8000-{number:012}/{query}")
    };
    for version in 1..=4 {
        desk.post_objects("harbour", &[note(1, version, &identity(1)), note(2, version, &identity(1))]).await;
    }
    let delete = |path: String| desk.ask("harbour", Method::DELETE, Box::leak(path.into_boxed_str()));
    assert_eq!(delete(path(9, "")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete(path(1, "?match[spec_version]=2.0")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete(path(1, "?match[version]=last")).await.status, StatusCode::OK);
    assert_eq!(desk.get("harbour", &path(1, "")).await.versions(), ["2024-11-27T08:00:03.000Z"]);
    assert_eq!(delete(path(1, "?match[version]=first,2024-11-27T08:00:02Z")).await.status, StatusCode::OK);
    assert_eq!(desk.get("harbour", &path(1, "?match[version]=all")).await.versions().len(), 1);
    assert_eq!(delete(path(2, "")).await.status, StatusCode::OK);
    assert_eq!(delete(path(2, "")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("harbour", &path(2, "")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("harbour", &path(2, "versions/")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete(path(1, "?limit=1")).await.status, StatusCode::BAD_REQUEST);
    // An outbox can be read only; that of others is not there.
    desk.release("harbour", &[note(5, 1, &identity(9))]);
    let of = |to: &str| {
        format!(
            "/exchange/collections/{}/objects/{}/",
            desk.outbox(to),
            note(5, 1, "")["id"].as_str().unwrap()
        )
    };
    assert_eq!(delete(of("harbour")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(delete(of("lantern")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn trap_11_what_is_odd_in_a_path_is_not_there() {
    let desk = Desk::new();
    let inbox = desk.inbox("harbour");
    desk.post_objects("harbour", &[note(1, 1, &identity(1))]).await;
    for path in [
        "/exchange/status/x/".to_owned(),
        "/exchange/status/%ff/".to_owned(),
        "/exchange/collections/x/".to_owned(),
        "/exchange/collections/%ff%fe/objects/".to_owned(),
        "/exchange/collections//objects/".to_owned(),
        format!("/exchange/collections/{inbox}/objects/x/"),
        format!("/exchange/collections/{inbox}/objects/note--x/versions/"),
        format!("/exchange/collections/{inbox}/objects/../../../etc/"),
        "/other/collections/".to_owned(),
        "/".to_owned(),
        "/taxii2/x/".to_owned(),
        format!("/exchange/collections/{inbox}/log/checkpoint"),
        format!("/exchange/collections/{inbox}/log/tile/0/000"),
    ] {
        let answer = desk.get("harbour", &path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.json(), json!({"title": "Not found", "http_status": "404"}));
    }
    let upper = inbox.to_uppercase();
    assert_eq!(desk.objects("harbour", &upper, "").await.ids().len(), 1);
    // A by-id answer of which no version fits is empty, not missing.
    let object = format!("/exchange/collections/{inbox}/objects/{}/", note(1, 1, "")["id"].as_str().unwrap());
    assert_eq!(
        desk.get("harbour", &format!("{object}?match[version]=2020-01-01T00:00:00Z")).await.body.as_ref(),
        b"{}"
    );
    assert_eq!(
        desk.get("harbour", &format!("{object}?match[type]=note")).await.status,
        StatusCode::BAD_REQUEST
    );
}
