//! The description of the interface is the interface.

use http::{Method, StatusCode};

use super::desk::Desk;
use crate::http::router::openapi;

#[test]
fn the_description_is_as_it_was() {
    insta::assert_snapshot!(openapi().to_pretty_json().unwrap());
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else_is_there() {
    let desk = Desk::new();
    let described = serde_json::to_value(openapi()).unwrap();
    let all = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
    ];
    let mut count = 0;
    for (path, operations) in described["paths"].as_object().unwrap() {
        let filled = path
            .replace("{id}", &desk.inbox("harbour"))
            .replace("{object_id}", "note--00000000-0000-4000-8000-000000000001")
            .replace("{*path}", "0/000");
        for method in &all {
            let is_described = operations.get(method.as_str().to_ascii_lowercase()).is_some();
            let answer = desk.ask("harbour", method.clone(), &filled).await;
            assert_eq!(answer.status != StatusCode::METHOD_NOT_ALLOWED, is_described, "{method} {path}");
            count += usize::from(is_described);
        }
    }
    assert_eq!(count, 14);
    let served = desk.get("harbour", "/openapi.json").await;
    assert_eq!(served.json(), described);
    assert_eq!(described["openapi"], "3.1.0");
}
