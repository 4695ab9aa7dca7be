//! Whatever is sent, the answer is one that HTTP and TAXII know, and never that something broke here.

use http::Method;
use proptest::prelude::{any, prop, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};

use super::desk::{Answer, Desk, identity, note};

fn now<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn sound(answer: &Answer) {
    assert!(answer.status.is_success() || answer.status.is_client_error(), "{answer:?}");
    if answer.status.is_client_error() && !answer.body.is_empty() {
        assert_eq!(answer.json()["http_status"], answer.status.as_str());
    }
}

/// A value as clients might write it, right or wrong.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        Just("last,first".to_owned()),
        Just("2024-11-27T08:00:00.000Z".to_owned()),
        Just("9999999999999999999999".to_owned()),
        Just("note--00000000-0000-4000-8000-000000000001".to_owned()),
        any::<u64>().prop_map(|number| number.to_string()),
    ]
}

fn query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("added_after"),
        Just("limit"),
        Just("next"),
        Just("match[id]"),
        Just("match[type]"),
        Just("match[version]"),
        Just("match[spec_version]"),
        Just("old"),
        Just("new"),
    ];
    prop::collection::vec((name, value()), 0..4).prop_map(|pairs| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs).finish()
    })
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn no_query_breaks_anything(query in query(), path in 0_usize..7, method in 0_usize..3) {
        now(async {
            let desk = Desk::new();
            desk.release("harbour", &[note(1, 1, &identity(9)), note(1, 2, &identity(9))]);
            let base = format!("/exchange/collections/{}", desk.outbox("harbour"));
            let object = "objects/note--00000000-0000-4000-8000-000000000001";
            let versions = format!("{object}/versions/");
            let rests = ["objects/", "manifest/", object, &versions, "log/consistency", "log/checkpoint", ""];
            let rest = rests[path];
            let method = [Method::GET, Method::HEAD, Method::DELETE][method].clone();
            sound(&desk.ask("harbour", method, &format!("{base}/{rest}?{query}")).await);
        });
    }

    #[test]
    fn no_body_breaks_anything(body in prop::collection::vec(any::<u8>(), 0..200)) {
        now(async { sound(&Desk::new().post("harbour", body).await) });
    }

    #[test]
    fn no_almost_right_body_breaks_anything(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<bool>()) {
        now(async {
            let desk = Desk::new();
            let mut body = serde_json::to_vec(&serde_json::json!({"objects": [note(1, 1, &identity(1))]})).unwrap();
            let at = at.index(body.len());
            body[at] = with;
            if cut {
                body.truncate(at);
            }
            sound(&desk.post("harbour", body).await);
            sound(&desk.objects("harbour", &desk.inbox("harbour"), "match[version]=all").await);
        });
    }

    #[test]
    fn no_path_breaks_anything(path in "[ -~]{0,40}") {
        let path: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>().replace("%2F", "/");
        now(async {
            let desk = Desk::new();
            for base in ["", "exchange/", "exchange/collections/", "exchange/status/"] {
                sound(&desk.get("harbour", &format!("/{base}{path}")).await);
            }
            let tile = format!("/exchange/collections/{}/log/tile/{path}", desk.outbox("harbour"));
            sound(&desk.get("harbour", &tile).await);
        });
    }

    #[test]
    fn no_header_breaks_anything(accept in "[ -~]{0,40}", authorization in "(Basic|Bearer|Token|[a-z]{0,3}) ?[ -~]{0,40}") {
        now(async {
            let desk = Desk::new();
            let request = http::Request::get("/taxii2/").header("accept", &accept);
            let known = request.header("authorization", format!("Bearer {}", desk.token("harbour")));
            sound(&desk.send(known.body(axum::body::Body::empty()).unwrap()).await);
            let unknown = http::Request::get("/taxii2/").header("accept", accept).header("authorization", authorization);
            sound(&desk.send(unknown.body(axum::body::Body::empty()).unwrap()).await);
        });
    }
}
