//! Envelopes as others send them.

use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use serde_json::{Value, json};

use super::{Envelope, EnvelopeFault, EnvelopeIn, write_envelope};
use crate::{fault::ObjectFault, limits::Limits};

fn note(number: u64) -> Value {
    json!({"type": "note", "spec_version": "2.1", "id": format!("note--00000000-0000-4000-8000-{number:012}"),
        "created": "2024-03-01T07:00:00.000Z", "modified": "2024-03-01T07:00:00.000Z", "content": "é\n\u{1f600}",
        "object_refs": ["identity--00000000-0000-4000-8000-000000000001"], "x_n": [1, -2.5e3, true, null, {"a": {}}]})
}

fn read(body: &str) -> Result<EnvelopeIn<'_>, EnvelopeFault> {
    Envelope::read(body.as_bytes(), &Limits::default())
}

fn faults(body: &str) -> Vec<Option<String>> {
    let message = |fault: &ObjectFault| fault.to_string();
    read(body)
        .unwrap()
        .objects
        .iter()
        .map(|read| read.as_ref().err().map(|(_, fault)| message(fault)))
        .collect()
}

/// Trap 16: one bad object is refused alone, with its identifier and the reason.
#[test]
fn a_bad_object_fails_alone() {
    let mut bad = note(2);
    bad["modified"] = json!("yesterday");
    let body = format!(r#"{{"objects":[{},{bad},1,{{}},{{"id":"\ud800"}},{}]}}"#, note(1), note(3));
    let envelope = read(&body).unwrap();
    let good: Vec<_> = envelope.objects.iter().map(Result::is_ok).collect();
    assert_eq!(good, [true, false, false, false, false, true]);
    let (id, fault) = envelope.objects[1].as_ref().unwrap_err();
    assert_eq!(id.as_deref(), bad["id"].as_str());
    assert!(fault.to_string().starts_with("`modified` is no timestamp of STIX 2.1: `yesterday`"), "{fault}");
    assert_eq!(envelope.objects[2], Err((None, ObjectFault::NotAnObject)));
    assert_eq!(envelope.objects[0].as_ref().unwrap().bytes, note(1).to_string().as_bytes());
    let long = format!(r#"{{"objects":[{{"id":"{}"}}]}}"#, "x".repeat(1000));
    assert_eq!(read(&long).unwrap().objects[0].as_ref().unwrap_err().0.as_ref().unwrap().chars().count(), 80);
}

/// Traps 10 and 11: what made other servers fail is refused in part or as a whole, and never taken.
#[test]
fn hostile_bodies_are_refused() {
    let note = note(1).to_string();
    let deep = format!("{}{}", "[".repeat(2000), "]".repeat(2000));
    assert!(matches!(read(r#"{"objects":[{"x":NaN}]}"#), Err(EnvelopeFault::NotJson { .. })));
    assert_eq!(faults(r#"{"objects":[1]}"#), [Some("this is no JSON object".into())]);
    assert_eq!(faults(&format!(r#"{{"objects":[{{"a":{deep}}},{note}]}}"#)).iter().flatten().count(), 1);
    assert_eq!(faults(&format!(r#"{{"objects":[{deep},{note}]}}"#)).iter().flatten().count(), 1);
    assert!(matches!(
        read(&format!(r#"{{"x":{deep}}}"#)),
        Err(EnvelopeFault::Member(ObjectFault::TooDeep { .. }))
    ));
    assert!(faults(r#"{"objects":[{"a":1e999}]}"#)[0].as_ref().unwrap().contains("no JSON"));
    for (body, wanted) in [
        (r#"{"objects":{}}"#, "`objects` of the envelope is no list"),
        (r#"{"objects":null}"#, "`objects` of the envelope is no list"),
        (r#"{"objects":"x"}"#, "`objects` of the envelope is no list"),
        (r#"{"objects":7}"#, "`objects` of the envelope is no list"),
        ("[]", "the body is no TAXII envelope: it is no JSON object"),
        ("7", "the body is no TAXII envelope: it is no JSON object"),
        (r#"{"more":"yes"}"#, "in the envelope: `more` is neither true nor false"),
        (r#"{"next":7}"#, "in the envelope: `next` is no string"),
        (
            r#"{"objects":[],"objects":[]}"#,
            "in the envelope: the member `objects` stands twice in one object",
        ),
        (r#"{"x":{"a":1,"a":2}}"#, "in the envelope: the member `a` stands twice in one object"),
    ] {
        assert_eq!(read(body).unwrap_err().to_string(), wanted, "{body}");
    }
    for body in [
        "",
        "{",
        "{}{}",
        r#"{"objects":[}"#,
        r#"{"objects":[],}"#,
        "{\"x\":\"\\ud800\"}",
        "{\"x\":1e999}",
        "\u{feff}{}",
    ] {
        assert!(matches!(read(body), Err(EnvelopeFault::NotJson { .. })), "{body}: {:?}", read(body));
    }
    assert_eq!(
        Envelope::read(b"{\"\xff\":1}", &Limits::default()).unwrap_err(),
        EnvelopeFault::NotUtf8 { at: 2 }
    );
    let few = Limits { max_objects: 1, ..Limits::default() };
    let body = format!(r#"{{"objects":[{note},{note}]}}"#);
    assert_eq!(Envelope::read(body.as_bytes(), &few).unwrap_err(), EnvelopeFault::TooMany { limit: 1 });
}

#[test]
fn pages_of_other_servers_and_bundles_are_read() {
    let envelope = read(r#"{"more":false,"next":null,"x_theirs":{"some_ref":"main"},"objects":[]}"#).unwrap();
    assert_eq!((envelope.more, envelope.next, envelope.objects.len()), (false, None, 0));
    let bundle = format!(r#"{{"type":"bundle","id":"bundle--x","objects":[{}]}}"#, note(1));
    assert!(read(&bundle).unwrap().objects[0].is_ok());
    assert_eq!(read(" { } ").unwrap().objects, []);
}

fn written(objects: &[&[u8]], more: bool, next: Option<&str>) -> String {
    let mut out = Vec::new();
    write_envelope(&mut out, objects.iter().copied(), more, next);
    String::from_utf8(out).unwrap()
}

#[test]
fn an_envelope_is_written_around_bytes() {
    assert_eq!(written(&[], false, None), "{}");
    assert_eq!(
        written(&[b"{ }", b"{\"a\":1.0}"], false, None),
        r#"{"more":false,"objects":[{ },{"a":1.0}]}"#
    );
    assert_eq!(written(&[b"{}"], true, Some("a\"b")), r#"{"more":true,"next":"a\"b","objects":[{}]}"#);
    assert_eq!(written(&[], true, Some("n")), r#"{"more":true,"next":"n"}"#);
}

/// Bodies near the edge between JSON and not.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let valid =
        || written(&[note(1).to_string().as_bytes(), note(2).to_string().as_bytes()], true, Some("n"));
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "null",
        "NaN",
        "1e999",
        "-",
        "0",
        "\u{e9}",
        " ",
        "\"a\":",
        "\"objects\":",
        "{\"objects\":[",
        "]}",
        "true",
        "\"x\"",
        "\n",
        "1.",
        "\\/",
        "\t",
    ]);
    let mutated = prop::collection::vec((0usize..900, any::<u8>()), 0..4).prop_map(move |changes| {
        let mut bytes = valid().into_bytes();
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte
            }
        }
        bytes
    });
    let spliced = (0usize..900, pieces.clone(), any::<bool>()).prop_map(move |(at, piece, cut)| {
        let mut bytes = valid().into_bytes();
        let at = at.min(bytes.len());
        if cut {
            bytes.truncate(at)
        } else {
            bytes.splice(at..at, piece.bytes()).for_each(drop)
        }
        bytes
    });
    prop_oneof![
        any::<Vec<u8>>(),
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat().into_bytes()),
        mutated,
        spliced,
        Just(valid().into_bytes()),
    ]
}

proptest! {
    /// An envelope is taken whole exactly where it is JSON, but for faults that are ours to refuse.
    #[test]
    fn it_agrees_with_the_json_reader(body in body()) {
        let json = serde_json::from_slice::<Value>(&body);
        match (Envelope::read(&body, &Limits::default()), &json) {
            (Ok(envelope), Ok(Value::Object(value))) => {
                let objects = value.get("objects").and_then(Value::as_array).map_or(0, Vec::len);
                prop_assert_eq!(envelope.objects.len(), objects);
                for object in envelope.objects.into_iter().flatten() {
                    let again = serde_json::from_slice::<Value>(object.bytes).unwrap();
                    // A UUID may stand in upper case.
                    prop_assert_eq!(again["id"].as_str().unwrap().to_lowercase(), object.head.id.to_string());
                }
            }
            (Ok(envelope), Ok(other)) => prop_assert!(false, "{other} was taken: {envelope:?}"),
            // What cannot be read stands in one object, and that object was refused for it.
            (Ok(envelope), Err(error)) => {
                let refused = |read: &super::ObjectRead<'_>| matches!(read, Err((_, ObjectFault::NotJson { .. })));
                prop_assert!(envelope.objects.iter().any(refused), "{error}");
            }
            (Err(EnvelopeFault::NotUtf8 { .. } | EnvelopeFault::NotJson { .. }), json) => prop_assert!(json.is_err()),
            (Err(_), _) => {}
        }
    }

    #[test]
    fn what_is_written_is_read_byte_for_byte(numbers in prop::collection::vec(0u64..1000, 0..5), more: bool, next in prop::option::of("\\PC{1,10}")) {
        let objects: Vec<_> = numbers.iter().map(|number| note(*number).to_string()).collect();
        let bytes: Vec<_> = objects.iter().map(String::as_bytes).collect();
        let body = written(&bytes, more, next.as_deref());
        let envelope = read(&body).unwrap();
        prop_assert_eq!((envelope.more, envelope.next), (more, next));
        let kept: Vec<_> = envelope.objects.into_iter().map(|read| read.unwrap().bytes).collect();
        prop_assert_eq!(kept, bytes);
    }
}
