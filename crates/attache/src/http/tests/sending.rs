//! What partners send: taken object by object, byte for byte.

use axum::body::Body;
use http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::desk::{Desk, identity, note};
use crate::http::Limits;

fn counts(status: &Value) -> (u64, u64, u64) {
    let count = |name: &str| status[name].as_u64().unwrap();
    (count("total_count"), count("success_count"), count("failure_count"))
}

#[tokio::test]
async fn trap_8_the_same_id_and_version_with_other_content_is_refused() {
    let desk = Desk::new();
    let first = note(1, 1, &identity(1));
    let mut other = first.clone();
    other["content"] = json!("something else");
    assert_eq!(counts(&desk.post_objects("harbour", std::slice::from_ref(&first)).await.json()), (1, 1, 0));
    assert_eq!(counts(&desk.post_objects("harbour", std::slice::from_ref(&first)).await.json()), (1, 1, 0));
    let status = desk.post_objects("harbour", &[other.clone(), note(2, 1, &identity(1))]).await.json();
    assert_eq!(counts(&status), (2, 1, 1));
    let message = status["failures"][0]["message"].as_str().unwrap();
    assert!(message.contains("another content lies under this id and version"), "{message}");
    let inbox = desk.inbox("harbour");
    let kept = desk.objects("harbour", &inbox, "match[id]=note--00000000-0000-4000-8000-000000000001");
    assert_eq!(kept.await.json()["objects"][0], first);
    // Nobody else's collection says anything of it: another partner may use the same id.
    other["created_by_ref"] = json!(identity(2));
    assert_eq!(counts(&desk.post_objects("lantern", &[other]).await.json()), (1, 1, 0));
    // Twice in one envelope.
    let (a, mut b) = (note(7, 1, &identity(1)), note(7, 1, &identity(1)));
    b["content"] = json!("b");
    assert_eq!(counts(&desk.post_objects("harbour", &[a, b]).await.json()), (2, 1, 1));
}

#[tokio::test]
async fn trap_8_a_partner_sends_only_what_it_made() {
    let desk = Desk::new();
    desk.partner("relay", &[], None, true);
    desk.partner("new", &[], None, false);
    let foreign = note(1, 1, &identity(2));
    let status = desk.post_objects("harbour", &[foreign.clone(), note(2, 1, &identity(1))]).await.json();
    assert_eq!(counts(&status), (2, 1, 1));
    assert!(status["failures"][0]["message"].as_str().unwrap().contains("created_by_ref"));
    assert_eq!(status["failures"][0]["id"], foreign["id"]);
    assert_eq!(counts(&desk.post_objects("relay", std::slice::from_ref(&foreign)).await.json()), (1, 1, 0));
    let status = desk.post_objects("new", &[foreign]).await.json();
    assert_eq!(counts(&status), (1, 0, 1));
    assert!(status["failures"][0]["message"].as_str().unwrap().contains("registered your identity"));
}

#[tokio::test]
async fn trap_9_bytes_come_back_as_they_went() {
    let desk = Desk::new();
    let object = format!(
        "{{ \"type\" : \"note\",\"spec_version\":\"2.1\",\n\"id\":\"note--00000000-0000-4000-8000-000000000001\", \
         \"modified\":\"2024-11-27T08:00:00.12Z\",\"created\":\"2024-11-27T08:00:00Z\", \"precision\":10.0, \
         \"x_n\": 9007199254740993, \"x_e\":1E400000, \"created_by_ref\":\"{}\",\"x_s\":\"\\u00e9\\ud83d\\ude00\",\
         \"content\":\"é\", \"object_refs\":[] }}",
        identity(1)
    );
    let with_huge = format!("{{\"objects\":[{object}]}}");
    // A number that no double holds is refused, that object alone; without it the rest is kept as it is.
    assert_eq!(counts(&desk.post("harbour", with_huge).await.json()), (1, 0, 1));
    let object = object.replace("1E400000", "1E300");
    let status = desk.post("harbour", format!("{{\"objects\":[{object}]}}")).await.json();
    assert_eq!(counts(&status), (1, 1, 0), "{status}");
    let page = desk.objects("harbour", &desk.inbox("harbour"), "").await;
    assert!(String::from_utf8_lossy(&page.body).contains(&object));
}

#[tokio::test]
async fn trap_10_and_11_odd_objects_poison_nothing() {
    let desk = Desk::new();
    let with = |name: &str, value: Value| {
        let mut object = note(1, 1, &identity(1));
        object[name] = value;
        object
    };
    let fine = [
        with("modified", json!("2024-11-27T08:00:00.123456789Z")),
        with("modified", json!("2024-11-27T08:00:09Z")),
        json!({"type": "ipv4-addr", "id": "ipv4-addr--00000000-0000-4000-8000-000000000005", "value": "192.0.2.1"}),
    ];
    assert_eq!(counts(&desk.post_objects("harbour", &fine).await.json()), (3, 3, 0));
    let bad = [
        with("modified", json!("2024-11-27T08:00:00+02:00")),
        with("modified", json!(7)),
        with("id", json!("x")),
        with("type", json!("report")),
        with("spec_version", json!("2.0")),
        json!({"id": "note--00000000-0000-4000-8000-000000000001"}),
        json!(1),
        json!([]),
        json!(null),
        json!("note"),
    ];
    let status = desk.post_objects("harbour", &bad).await.json();
    assert_eq!(counts(&status), (bad.len() as u64, 0, bad.len() as u64));
    assert!(status["failures"].as_array().unwrap().iter().all(|one| one["message"].is_string()));
    let inbox = desk.inbox("harbour");
    assert_eq!(desk.objects("harbour", &inbox, "match[version]=all").await.ids().len(), 3);
    let manifest = format!("/exchange/collections/{inbox}/manifest/?match[version]=all");
    assert_eq!(desk.get("harbour", &manifest).await.ids().len(), 3);
}

#[tokio::test]
async fn trap_10_a_body_that_is_no_json_is_refused_whole() {
    let desk = Desk::new();
    let utf16: Vec<u8> = "{\"objects\":[]}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let nan = br#"{"objects":[{"type":"note","x":NaN}]}"#.to_vec();
    let cut = br#"{"objects":[{"type":"note""#.to_vec();
    let surrogate = br#"{"objects":[],"x":"\ud800"}"#.to_vec();
    let bad: [&[u8]; 7] = [&utf16, &nan, &cut, b"", b"x", b"{\"objects\":[]}x", b"{\"objects\":[\"\xff\"]}"];
    for body in bad {
        let answer = desk.post("harbour", body.to_vec()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body:?}");
        assert_eq!(answer.json()["http_status"], "400");
    }
    let answer = desk.post("harbour", surrogate).await;
    assert!(answer.status.is_client_error());
    for body in ["[]", "1", "null", "{\"objects\":{}}", "{\"objects\":1}", "{\"objects\":[],\"objects\":[]}"]
    {
        let answer = desk.post("harbour", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    assert_eq!(counts(&desk.post("harbour", "{}").await.json()), (0, 0, 0));
}

#[tokio::test]
async fn trap_11_depth_and_repeated_members_are_faults_of_one_object() {
    let desk = Desk::new();
    let deep = format!("{}1{}", "[".repeat(2_000), "]".repeat(2_000));
    let twice = note(3, 1, &identity(1)).to_string().replacen('{', "{\"content\":\"a\",", 1);
    let body = format!(
        "{{\"objects\":[{{\"type\":\"note\",\"id\":\"{}\",\"x\":{deep}}},{twice},{}]}}",
        "note--00000000-0000-4000-8000-000000000002",
        note(1, 1, &identity(1))
    );
    let answer = desk.post("harbour", body).await;
    assert_eq!((answer.status, counts(&answer.json())), (StatusCode::ACCEPTED, (3, 1, 2)));
    let bombs = [format!("{{\"objects\":{deep}}}"), "[".repeat(100_000), "{\"a\":".repeat(100_000)];
    for body in bombs {
        assert!(desk.post("harbour", body).await.status != StatusCode::INTERNAL_SERVER_ERROR);
    }
}

#[tokio::test]
async fn trap_16_one_bad_object_takes_no_other_with_it() {
    let desk = Desk::new();
    let mut bad = note(2, 1, &identity(1));
    bad.as_object_mut().unwrap().remove("id");
    let objects = [note(1, 1, &identity(1)), bad, note(3, 1, &identity(1))];
    let answer = desk.post_objects("harbour", &objects).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let status = answer.json();
    assert_eq!(counts(&status), (3, 2, 1));
    assert_eq!((&status["status"], &status["pending_count"]), (&json!("complete"), &json!(0)));
    assert_eq!(status["successes"][1]["id"], objects[2]["id"]);
    assert_eq!(status["successes"][1]["version"], "2024-11-27T08:00:01.000Z");
    assert_eq!(desk.objects("harbour", &desk.inbox("harbour"), "").await.ids().len(), 2);
}

#[tokio::test]
async fn trap_19_403_where_it_can_be_seen_and_404_where_not() {
    let desk = Desk::new();
    let body = || serde_json::to_vec(&json!({"objects": [note(1, 1, &identity(1))]})).unwrap();
    assert_eq!(desk.post_to("harbour", &desk.outbox("harbour"), body()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.post_to("harbour", &desk.outbox("COAST"), body()).await.status, StatusCode::FORBIDDEN);
    let missing = desk.post_to("harbour", "00000000-0000-4000-8000-000000000000", body()).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    for hidden in [desk.inbox("lantern"), desk.outbox("lantern"), desk.outbox("quarry")] {
        assert_eq!(desk.post_to("harbour", &hidden, body()).await, missing);
    }
    assert_eq!(desk.post_to("quarry", &desk.outbox("COAST"), body()).await, missing);
}

#[tokio::test]
async fn bodies_that_are_too_large_or_packed_are_refused() {
    let mut limits = Limits { body: 5_000, ..Limits::default() };
    limits.objects.max_objects = 3;
    limits.objects.max_object_bytes = 1_000;
    let desk = Desk::with(std::sync::Arc::new(attache_store::Memory::new()), limits);
    let answer = desk.post("harbour", vec![b' '; 5_001]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let chunks = [vec![b' '; 4_000], vec![b' '; 4_000]].map(Ok::<_, std::io::Error>);
    let stream = Body::from_stream(futures_util::stream::iter(chunks));
    assert_eq!(desk.post("harbour", stream).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let broken = [Ok(vec![b'{']), Err(std::io::Error::other("gone"))];
    assert_eq!(
        desk.post("harbour", Body::from_stream(futures_util::stream::iter(broken))).await.status,
        StatusCode::BAD_REQUEST
    );
    let many: Vec<_> = (0..4).map(|number| note(number, 1, &identity(1))).collect();
    assert_eq!(desk.post_objects("harbour", &many).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut large = note(9, 1, &identity(1));
    large["content"] = json!("x".repeat(2_000));
    assert_eq!(counts(&desk.post_objects("harbour", &[large, many[0].clone()]).await.json()), (2, 1, 1));
    let packed = Request::post(format!("/exchange/collections/{}/objects/", desk.inbox("harbour")))
        .header(header::AUTHORIZATION, format!("Bearer {}", desk.token("harbour")))
        .header(header::CONTENT_TYPE, "application/taxii+json;version=2.1")
        .header(header::CONTENT_ENCODING, "gzip")
        .body(Body::from("x"));
    assert_eq!(desk.send(packed.unwrap()).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
