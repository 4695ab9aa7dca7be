//! Who asks: every refusal is alike, and it comes before anything else is looked at.

use axum::body::Body;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{Request, StatusCode, header};

use super::desk::{Answer, Desk, Seeded};
use crate::{credentials, http::Limits};
use attache_core::{partner::PartnerId, record::Happening};
use attache_store::{Commit, Memory};

const PASSWORD: &str = "a pear in the harbour";

fn set_password(desk: &Desk, partner: &str, password: &str) {
    let id: PartnerId = partner.parse().unwrap();
    let setting =
        credentials::setting_for_password(password, &id, &Seeded::default(), jiff::Timestamp::UNIX_EPOCH);
    desk.store.commit(&Commit { settings: vec![setting.unwrap()], ..Commit::default() }).unwrap();
}

async fn with(desk: &Desk, authorization: &str) -> Answer {
    let request = Request::get("/taxii2/").header(header::AUTHORIZATION, authorization).body(Body::empty());
    desk.send(request.unwrap()).await
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

#[tokio::test]
async fn trap_17_unknown_wrong_and_suspended_are_alike_to_the_byte() {
    let desk = Desk::new();
    set_password(&desk, "harbour", PASSWORD);
    set_password(&desk, "lantern", PASSWORD);
    let token = desk.token("lantern");
    assert_eq!(with(&desk, &basic("harbour", PASSWORD)).await.status, StatusCode::OK);
    assert_eq!(with(&desk, &format!("Bearer {token}")).await.status, StatusCode::OK);
    desk.record(Happening::PartnerSuspended {
        partner: "lantern".parse().unwrap(),
        reason: "it rests".into(),
    });
    let refused = desk.send(Request::get("/taxii2/").body(Body::empty()).unwrap()).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let challenges: Vec<_> = refused.headers.get_all(header::WWW_AUTHENTICATE).into_iter().collect();
    assert_eq!(challenges, ["Basic realm=\"attache\", charset=\"UTF-8\"", "Bearer realm=\"attache\""]);
    assert_eq!(refused.json()["http_status"], "401");
    for authorization in [
        basic("harbour", "a pear in the harbouR"),
        basic("nobody", PASSWORD),
        basic("Not A Name", PASSWORD),
        basic("lantern", PASSWORD),
        format!("Bearer {token}"),
        basic("lantern", &token),
        format!("Bearer attache_{}", "A".repeat(43)),
        "Bearer x".to_owned(),
        "Basic !!".to_owned(),
        "Negotiate abc".to_owned(),
    ] {
        assert_eq!(with(&desk, &authorization).await, refused, "{authorization}");
    }
    desk.record(Happening::PartnerResumed { partner: "lantern".parse().unwrap(), reason: "again".into() });
    assert_eq!(with(&desk, &basic("lantern", &token)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_changed_password_is_refused_at_the_next_request() {
    let desk = Desk::new();
    set_password(&desk, "harbour", PASSWORD);
    for _ in 0..20 {
        assert_eq!(with(&desk, &basic("harbour", PASSWORD)).await.status, StatusCode::OK);
    }
    set_password(&desk, "harbour", "another pear altogether");
    assert_eq!(with(&desk, &basic("harbour", PASSWORD)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(with(&desk, &basic("harbour", "another pear altogether")).await.status, StatusCode::OK);
    let settings = credentials::revoke_all(&*desk.store, &"harbour".parse().unwrap()).unwrap();
    desk.store.commit(&Commit { settings, ..Commit::default() }).unwrap();
    let answer = with(&desk, &basic("harbour", "another pear altogether")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_alike_for_names_that_nobody_has() {
    let desk = Desk::new();
    set_password(&desk, "harbour", PASSWORD);
    assert_eq!(with(&desk, &basic("harbour", PASSWORD)).await.status, StatusCode::OK);
    let mut slowed = Vec::new();
    for user in ["harbour", "nobody"] {
        for _ in 0..5 {
            assert_eq!(with(&desk, &basic(user, "wrong")).await.status, StatusCode::UNAUTHORIZED);
        }
        slowed.push(with(&desk, &basic(user, "wrong")).await);
    }
    assert_eq!(slowed[0].status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(slowed[0].header("retry-after"), Some("11"));
    assert_eq!(slowed[0], slowed[1]);
    // Who has proved who it is goes on.
    assert_eq!(with(&desk, &basic("harbour", PASSWORD)).await.status, StatusCode::OK);
    desk.tick(11_000_000);
    assert_eq!(with(&desk, &basic("nobody", "wrong")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn trap_17_nothing_is_looked_at_before_it_is_known_who_asks() {
    let desk = Desk::new();
    let refused = desk.send(Request::get("/taxii2/").body(Body::empty()).unwrap()).await;
    for (method, path) in [
        ("GET", "/exchange/collections/x/".to_owned()),
        ("GET", "/nothing/".to_owned()),
        ("PATCH", "/taxii2/".to_owned()),
        ("POST", format!("/exchange/collections/{}/objects/", desk.inbox("harbour"))),
        ("GET", format!("/exchange/collections/{}/log/checkpoint", desk.outbox("harbour"))),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, "text/html")
            .body(Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>()));
        assert_eq!(desk.send(request.unwrap()).await, refused);
    }
    let health = desk.send(Request::get("/healthz").body(Body::empty()).unwrap()).await;
    assert_eq!((health.status, health.body.as_ref()), (StatusCode::OK, b"ok\n".as_slice()));
}

#[tokio::test]
async fn one_partner_cannot_take_all_the_time() {
    let limits = Limits { rate: 1, burst: 3, ..Limits::default() };
    let desk = Desk::with(std::sync::Arc::new(Memory::new()), limits);
    for _ in 0..3 {
        assert_eq!(desk.get("harbour", "/taxii2/").await.status, StatusCode::OK);
    }
    let slowed = desk.get("harbour", "/taxii2/").await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(slowed.header("retry-after"), Some("2"));
    assert_eq!(desk.get("lantern", "/taxii2/").await.status, StatusCode::OK);
    desk.tick(1_000_000);
    assert_eq!(desk.get("harbour", "/taxii2/").await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_waited_for_only_so_long() {
    let desk = Desk::new();
    let never = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let answer = desk.post("harbour", Body::from_stream(never)).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
}
