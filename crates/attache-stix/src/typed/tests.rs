//! Typed objects lose nothing.

use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    Bundle, Common, ExtensionDefinition, Identity, Location, MarkingDefinition, Note, Opinion, Relationship,
    Report, write_bundle,
};
use crate::{envelope::Envelope, limits::Limits, object::ObjectHead};

const IDENTITY: &str = "identity--00000000-0000-4000-8000-000000000001";

/// Members of each type, all of them.
fn members(type_name: &str) -> Value {
    match type_name {
        "note" => {
            json!({"abstract": "a", "content": "c", "authors": ["Halde desk"], "object_refs": [IDENTITY]})
        }
        "report" => json!({"name": "n", "description": "d", "report_types": ["campaign"],
            "published": "2024-03-01T07:00:00.000Z", "object_refs": [IDENTITY]}),
        "identity" => {
            json!({"name": "n", "description": "d", "roles": ["r"], "identity_class": "organization",
            "sectors": ["defense"], "contact_information": "desk@halde.example"})
        }
        "location" => {
            json!({"name": "n", "description": "d", "latitude": 48.5, "longitude": -3.25, "precision": 10.0,
            "region": "northern-europe", "country": "FI", "administrative_area": "FI-18", "city": "c",
            "street_address": "s", "postal_code": "p"})
        }
        "opinion" => {
            json!({"explanation": "e", "authors": ["a"], "opinion": "strongly-disagree", "object_refs": [IDENTITY]})
        }
        "relationship" => {
            json!({"relationship_type": "derived-from", "description": "d", "source_ref": IDENTITY,
            "target_ref": IDENTITY, "start_time": "2024-03-01T07:00:00.000Z", "stop_time": "2024-03-01T08:00:00.000Z"})
        }
        _ => {
            json!({"name": "n", "description": "d", "schema": "https://halde.example/s.json", "version": "1.0.0",
            "extension_types": ["property-extension"], "extension_properties": ["p"]})
        }
    }
}

fn object(type_name: &str, unknown: &Map<String, Value>) -> Value {
    let mut object = json!({"type": type_name, "spec_version": "2.1",
        "id": format!("{type_name}--00000000-0000-4000-8000-000000000002"), "created_by_ref": IDENTITY,
        "created": "2024-03-01T07:00:00.000Z", "modified": "2024-03-01T07:00:00.123456Z", "revoked": true,
        "labels": ["l"], "confidence": 70, "lang": "en",
        "external_references": [{"source_name": "s", "description": "d", "url": "https://halde.example/",
            "hashes": {"MD5": "x"}, "external_id": "e", "x_more": 1}],
        "object_marking_refs": ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"],
        "granular_markings": [{"lang": "en", "selectors": ["name"], "x_more": 1}],
        "extensions": {"extension-definition--00000000-0000-4000-8000-000000000009": {"a": [1]}}});
    let place = object.as_object_mut().unwrap();
    place.extend(members(type_name).as_object().unwrap().clone());
    place.extend(unknown.clone());
    object
}

/// Reads, writes and reads again; the JSON stays the same, unknown members too.
fn kept<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(written: &Value) {
    let text = written.to_string();
    let typed: T = serde_json::from_str(&text).unwrap();
    let again = serde_json::to_string(&typed).unwrap();
    assert_eq!(&serde_json::from_str::<Value>(&again).unwrap(), written);
    assert_eq!(serde_json::from_str::<T>(&again).unwrap(), typed);
    if written["type"] != "bundle" {
        let limits = Limits::default();
        let head = ObjectHead::read(again.as_bytes(), &limits).unwrap();
        assert_eq!(
            head,
            ObjectHead { refs: head.refs.clone(), ..ObjectHead::read(text.as_bytes(), &limits).unwrap() }
        );
    }
}

fn all_kept(unknown: &Map<String, Value>) {
    kept::<Note>(&object("note", unknown));
    kept::<Report>(&object("report", unknown));
    kept::<Identity>(&object("identity", unknown));
    kept::<Location>(&object("location", unknown));
    kept::<Opinion>(&object("opinion", unknown));
    kept::<Relationship>(&object("relationship", unknown));
    kept::<ExtensionDefinition>(&object("extension-definition", unknown));
    let mut marking = json!({"type": "marking-definition", "spec_version": "2.1",
        "id": "marking-definition--00000000-0000-4000-8000-000000000003", "created_by_ref": IDENTITY,
        "created": "2024-03-01T07:00:00.000Z", "name": "n", "definition_type": "statement",
        "definition": {"statement": "s"}});
    marking.as_object_mut().unwrap().extend(unknown.clone());
    kept::<MarkingDefinition>(&marking);
    let mut bundle =
        json!({"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000004", "objects": [marking]});
    bundle.as_object_mut().unwrap().extend(unknown.clone());
    kept::<Bundle>(&bundle);
}

#[test]
fn every_property_is_typed_or_kept() {
    all_kept(&Map::new());
    let note: Note = serde_json::from_value(object("note", &Map::new())).unwrap();
    assert!(note.rest.is_empty());
    assert_eq!(note.summary.as_deref(), Some("a"));
}

#[test]
fn another_type_or_a_bad_value_is_refused() {
    let refused = |member: &str, value: Value| {
        let mut note = object("note", &Map::new());
        note[member] = value;
        serde_json::from_value::<Note>(note).is_err()
    };
    assert!(refused("type", json!("report")));
    assert!(refused("spec_version", json!("2.0")));
    assert!(refused("created", json!("2024-03-01T07:00:00+01:00")));
    assert!(refused("object_refs", json!(["x"])));
    assert!(refused("confidence", json!(300)));
}

#[test]
fn what_may_be_left_out_is() {
    let id = "note--00000000-0000-4000-8000-000000000002".parse().unwrap();
    let common = Common::new(id, "2024-03-01T07:00:00Z".parse().unwrap());
    let note = Note {
        type_name: super::NoteType::Note,
        common,
        summary: None,
        content: "c".into(),
        authors: Vec::new(),
        object_refs: vec![IDENTITY.parse().unwrap()],
        rest: Map::new(),
    };
    assert_eq!(
        serde_json::to_string(&note).unwrap(),
        format!(
            r#"{{"type":"note","spec_version":"2.1","id":"note--00000000-0000-4000-8000-000000000002","created":"2024-03-01T07:00:00.000Z","modified":"2024-03-01T07:00:00.000Z","content":"c","object_refs":["{IDENTITY}"]}}"#
        )
    );
}

#[test]
fn a_bundle_is_written_around_bytes() {
    let id = "bundle--00000000-0000-4000-8000-000000000004".parse().unwrap();
    let objects = [object("note", &Map::new()).to_string(), object("report", &Map::new()).to_string()];
    let mut out = Vec::new();
    write_bundle(&mut out, &id, objects.iter().map(String::as_bytes));
    assert_eq!(serde_json::from_slice::<Bundle>(&out).unwrap().objects.len(), 2);
    let read = Envelope::read(&out, &Limits::default()).unwrap().objects;
    assert!(read.into_iter().zip(&objects).all(|(read, object)| read.unwrap().bytes == object.as_bytes()));
    let mut empty = Vec::new();
    write_bundle(&mut empty, &id, std::iter::empty());
    assert_eq!(empty, br#"{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000004"}"#);
}

/// Any JSON, three levels deep.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop::strategy::Union::new([
        any::<bool>().prop_map(Value::from).boxed(),
        any::<i64>().prop_map(Value::from).boxed(),
        any::<u64>().prop_map(Value::from).boxed(),
        (-1.0e9..1.0e9).prop_map(Value::from).boxed(),
        "\\PC{0,8}".prop_map(Value::from).boxed(),
        prop::strategy::Just(Value::Null).boxed(),
    ]);
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop::strategy::Union::new([
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from).boxed(),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect()))
                .boxed(),
        ])
    })
}

proptest! {
    #[test]
    fn unknown_properties_are_kept(unknown in prop::collection::btree_map("x_[a-z]{1,8}", json_value(), 0..4)) {
        all_kept(&unknown.into_iter().collect());
    }

    #[test]
    fn places_are_kept(latitude in -90.0..90.0, longitude in -180.0..180.0) {
        let mut written = object("location", &Map::new());
        written["latitude"] = json!(latitude);
        written["longitude"] = json!(longitude);
        let read: Location = serde_json::from_value(written.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), written);
    }
}
