//! Media types, methods and errors.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use super::desk::{Answer, Desk, identity, note};

async fn accepting(desk: &Desk, accept: &[&str]) -> Answer {
    let mut request =
        Request::get("/taxii2/").header(header::AUTHORIZATION, format!("Bearer {}", desk.token("harbour")));
    for value in accept {
        request = request.header(header::ACCEPT, *value);
    }
    desk.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn trap_13_every_way_of_asking_is_answered_in_one_type() {
    let desk = Desk::new();
    let ways: [&[&str]; 10] = [
        &[],
        &["*/*"],
        &["application/taxii+json;version=2.1"],
        &["application/taxii+json; version=2.1"],
        &["APPLICATION/TAXII+JSON;VERSION=2.1"],
        &["application/taxii+json"],
        &["application/taxii+json;version=2.1;q=0.8, text/html"],
        &["text/html", "application/taxii+json"],
        &["application/*"],
        &["text/html;q=1, */*;q=0.1"],
    ];
    for accept in ways {
        let answer = accepting(&desk, accept).await;
        assert_eq!(answer.status, StatusCode::OK, "{accept:?}");
        assert_eq!(answer.header("content-type"), Some("application/taxii+json;version=2.1"));
    }
    let json = accepting(&desk, &["application/json"]).await;
    assert_eq!(json.header("content-type"), Some("application/json"));
    for accept in ["text/html", "application/taxii+json;version=2.0", "application/taxii+json;q=0"] {
        let answer = accepting(&desk, &[accept]).await;
        assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE, "{accept}");
        assert_eq!(answer.json()["http_status"], "406");
    }
}

#[tokio::test]
async fn trap_13_every_way_of_sending_is_read() {
    let desk = Desk::new();
    let send = async |content_type: Option<&str>| {
        let mut request = Request::post(format!("/exchange/collections/{}/objects/", desk.inbox("harbour")))
            .header(header::AUTHORIZATION, format!("Bearer {}", desk.token("harbour")));
        if let Some(value) = content_type {
            request = request.header(header::CONTENT_TYPE, value);
        }
        desk.send(request.body(Body::from("{}")).unwrap()).await
    };
    for fine in [
        "application/taxii+json;version=2.1",
        "application/taxii+json; version=2.1",
        "application/taxii+json",
        "application/stix+json;version=2.1",
        "application/json",
    ] {
        assert_eq!(send(Some(fine)).await.status, StatusCode::ACCEPTED, "{fine}");
    }
    for bad in [None, Some("text/plain"), Some("application/taxii+json;version=2.0"), Some("")] {
        let answer = send(bad).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(answer.json()["http_status"], "415");
    }
}

#[tokio::test]
async fn trap_14_every_error_has_the_form_of_taxii() {
    let desk = Desk::new();
    let inbox = desk.inbox("harbour");
    for (method, path, status) in [
        (Method::GET, "/nothing/".to_owned(), 404),
        (Method::POST, "/taxii2/".to_owned(), 405),
        (Method::PUT, format!("/exchange/collections/{inbox}/objects/"), 405),
        (Method::GET, format!("/exchange/collections/{inbox}/objects/?limit=0"), 400),
        (Method::POST, format!("/exchange/collections/{inbox}/objects/"), 415),
    ] {
        let answer = desk.ask("harbour", method, &path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.json()["http_status"], status.to_string());
        assert!(answer.json()["title"].is_string());
        assert_eq!(answer.header("content-type"), Some("application/taxii+json;version=2.1"));
    }
    let wrong = desk.ask("harbour", Method::PUT, &format!("/exchange/collections/{inbox}/objects/")).await;
    let allow = wrong.header("allow").unwrap();
    assert!(["GET", "HEAD", "POST"].iter().all(|method| allow.contains(method)), "{allow}");
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let desk = Desk::new();
    desk.release("harbour", &[note(1, 1, &identity(9))]);
    let path = format!("/exchange/collections/{}/objects/", desk.outbox("harbour"));
    let head = desk.ask("harbour", Method::HEAD, &path).await;
    assert!(
        desk.store
            .fetches(
                desk.service
                    .node
                    .collection(&attache_core::collection::CollectionUse::Outbox("harbour".parse().unwrap()))
            )
            .unwrap()
            .is_empty()
    );
    let get = desk.get("harbour", &path).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    for name in ["content-type", "content-length", "x-taxii-date-added-first", "x-taxii-date-added-last"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
}

#[tokio::test]
async fn large_answers_are_packed_for_those_who_ask() {
    let desk = Desk::new();
    let notes: Vec<_> = (0..50).map(|number| note(number, 1, &identity(9))).collect();
    desk.release("harbour", &notes);
    let request = Request::get(format!("/exchange/collections/{}/objects/", desk.outbox("harbour")))
        .header(header::AUTHORIZATION, format!("Bearer {}", desk.token("harbour")))
        .header(header::ACCEPT_ENCODING, "gzip, deflate")
        .body(Body::empty());
    let packed = desk.send(request.unwrap()).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let plain = desk.objects("harbour", &desk.outbox("harbour"), "").await;
    assert!(plain.header("content-encoding").is_none());
    assert!(packed.body.len() * 2 < plain.body.len());
}
