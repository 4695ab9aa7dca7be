//! What is not for a partner does not exist for it.

use http::{Method, StatusCode};
use serde_json::json;

use super::desk::{Answer, Desk, identity, note};

#[tokio::test]
async fn trap_17_the_list_has_what_is_for_the_partner_and_no_more() {
    let desk = Desk::new();
    let of = |answer: &Answer| {
        let json = answer.json();
        let ids =
            json["collections"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let harbour = desk.get("harbour", "/exchange/collections/").await;
    assert_eq!(of(&harbour), [desk.outbox("harbour"), desk.outbox("COAST"), desk.inbox("harbour")]);
    let quarry = desk.get("quarry", "/exchange/collections/").await;
    assert_eq!(of(&quarry), [desk.outbox("quarry"), desk.inbox("quarry")]);
    let one = desk.get("quarry", &format!("/exchange/collections/{}/", desk.inbox("quarry"))).await.json();
    assert_eq!(one, quarry.json()["collections"][1]);
    assert_eq!((&one["can_read"], &one["can_write"]), (&json!(true), &json!(true)));
    assert_eq!(quarry.json()["collections"][0]["can_write"], json!(false));
    assert!(!String::from_utf8_lossy(&quarry.body).contains("harbour"));
}

#[tokio::test]
async fn hidden_and_missing_are_alike_whatever_is_asked() {
    let desk = Desk::new();
    desk.release("harbour", &[note(1, 1, &identity(9))]);
    desk.release("COAST", &[note(1, 1, &identity(9))]);
    let missing = "00000000-0000-4000-8000-000000000000";
    let hidden = [desk.outbox("harbour"), desk.outbox("COAST"), desk.inbox("harbour")];
    let object = "objects/note--00000000-0000-4000-8000-000000000001/";
    for rest in [
        "",
        "objects/",
        "objects/?limit=x",
        "manifest/",
        object,
        &format!("{object}versions/"),
        "log/checkpoint",
        "log/tile/0/000.p/1",
    ] {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::OPTIONS,
        ] {
            let path = |id: &str| format!("/exchange/collections/{id}/{rest}");
            let expected = desk.ask("quarry", method.clone(), &path(missing)).await;
            assert_eq!(expected.status, StatusCode::NOT_FOUND, "{method} {rest}");
            for id in &hidden {
                assert_eq!(desk.ask("quarry", method.clone(), &path(id)).await, expected, "{method} {rest}");
            }
        }
    }
    // An object that is somewhere else is not here.
    let here = desk.outbox("quarry");
    let elsewhere = desk.get("quarry", &format!("/exchange/collections/{here}/{object}")).await;
    let nowhere =
        desk.get("quarry", &format!("/exchange/collections/{here}/{}", object.replace("001", "002"))).await;
    assert_eq!(elsewhere, nowhere);
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_nodes_that_differ_in_what_is_withheld_answer_alike_to_the_byte() {
    let (desk, other) = (Desk::new(), Desk::new());
    let shown: Vec<_> = (0..5).map(|number| note(number, 1, &identity(9))).collect();
    for desk in [&desk, &other] {
        desk.release("quarry", &shown);
        desk.post_objects("quarry", &[note(50, 1, &identity(3))]).await;
    }
    // Only the other one has released this, and has been sent that.
    let now = other.clock.0.load(std::sync::atomic::Ordering::SeqCst);
    other.release("harbour", &[note(1, 2, &identity(9)), note(9, 1, &identity(9))]);
    other.post_objects("harbour", &[note(50, 1, &identity(1))]).await;
    other.partner("dune", &["COAST"], None, false);
    other.clock.0.store(now, std::sync::atomic::Ordering::SeqCst);
    for desk in [&desk, &other] {
        desk.release("quarry", &[note(6, 1, &identity(9))]);
    }
    let (outbox, inbox) = (desk.outbox("quarry"), desk.inbox("quarry"));
    let mut next = String::new();
    for path in [
        "/taxii2/".to_owned(),
        "/exchange/".to_owned(),
        "/exchange/collections/".to_owned(),
        format!("/exchange/collections/{outbox}/objects/?limit=2"),
        "NEXT".to_owned(),
        format!("/exchange/collections/{outbox}/manifest/?match[version]=all"),
        format!("/exchange/collections/{outbox}/log/checkpoint"),
        format!("/exchange/collections/{outbox}/objects/note--00000000-0000-4000-8000-000000000009/"),
        format!(
            "/exchange/collections/{outbox}/objects/note--00000000-0000-4000-8000-000000000001/versions/"
        ),
        format!("/exchange/collections/{inbox}/objects/"),
        format!("/exchange/collections/{}/objects/", desk.outbox("harbour")),
    ] {
        let path = if path == "NEXT" {
            format!("/exchange/collections/{outbox}/objects/?limit=2&next={next}")
        } else {
            path
        };
        let (one, two) = (desk.get("quarry", &path).await, other.get("quarry", &path).await);
        assert_eq!(one, two, "{path}");
        if path.ends_with("limit=2") {
            next = one.next().unwrap();
        }
    }
    let sent = |desk: &Desk| {
        serde_json::to_vec(&json!({"objects": [note(50, 1, &identity(3)), desk.inbox("x")]})).unwrap()
    };
    let (one, two) = (desk.post("quarry", sent(&desk)).await, other.post("quarry", sent(&other)).await);
    let without_id = |answer: Answer| {
        let mut json = answer.json();
        assert!(json.as_object_mut().unwrap().remove("id").is_some());
        json
    };
    assert_eq!(without_id(one), without_id(two));
}

#[tokio::test]
async fn who_leaves_a_group_no_longer_sees_its_collection() {
    let desk = Desk::new();
    desk.release("COAST", &[note(1, 1, &identity(9))]);
    assert_eq!(desk.objects("harbour", &desk.outbox("COAST"), "").await.ids().len(), 1);
    desk.partner("harbour", &[], Some(identity(1)), false);
    assert_eq!(desk.objects("harbour", &desk.outbox("COAST"), "").await.status, StatusCode::NOT_FOUND);
}
