//! The published markings, and what passes itself off as one.

use serde_json::{Value, json};

use super::{TLP2_EXTENSION, Tlp1, Tlp2, TlpFault, check_definition};
use crate::{limits::Limits, object::ObjectHead, typed::MarkingDefinition};

fn read(value: Value) -> MarkingDefinition {
    serde_json::from_value(value).unwrap()
}

/// As OASIS publishes it.
fn published(uuid: &str, name: &str, value: &str) -> Value {
    json!({"type": "marking-definition", "spec_version": "2.1", "id": format!("marking-definition--{uuid}"),
        "created": "2022-10-01T00:00:00.000Z", "name": name,
        "extensions": {TLP2_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": value}}})
}

fn all_published() -> [Value; 5] {
    [
        published("94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear"),
        published("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN", "green"),
        published("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER", "amber"),
        published("939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", "amber+strict"),
        published("e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", "red"),
    ]
}

fn tlp1(tlp: Tlp1, said: &str) -> Value {
    json!({"type": "marking-definition", "spec_version": "2.1", "id": tlp.id(), "created": "2017-01-20T00:00:00.000Z",
        "name": tlp.name(), "definition_type": "tlp", "definition": {"tlp": said}})
}

#[test]
fn the_five_are_as_published() {
    for (tlp, published) in Tlp2::ALL.into_iter().zip(all_published()) {
        assert_eq!(serde_json::to_value(tlp.definition()).unwrap(), published);
        assert_eq!(check_definition(&read(published.clone())), Ok(Some(tlp)));
        assert_eq!(Tlp2::of_id(&tlp.id()), Some(tlp));
        assert_eq!(Tlp1::of_id(&tlp.id()), None);
        let bytes = serde_json::to_vec(&published).unwrap();
        assert_eq!(ObjectHead::read(&bytes, &Limits::default()).unwrap().id, tlp.id());
    }
    assert!(Tlp2::ALL.is_sorted());
}

#[test]
fn the_four_of_tlp_1_are_known() {
    for (tlp, said) in Tlp1::ALL.into_iter().zip(["white", "green", "amber", "red"]) {
        assert_eq!(Tlp1::of_id(&tlp.id()), Some(tlp));
        assert_eq!(check_definition(&read(tlp1(tlp, said))), Ok(None));
    }
    assert_eq!(Tlp1::Red.id().to_string(), "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed");
}

#[test]
fn an_invented_identifier_is_refused() {
    for published in all_published() {
        let mut wrong = published;
        // The tail that several repositories have invented.
        wrong["id"] = json!("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b03e");
        assert!(matches!(check_definition(&read(wrong.clone())), Err(TlpFault::WrongId { .. })));
        wrong.as_object_mut().unwrap().remove("extensions");
        assert!(matches!(check_definition(&read(wrong.clone())), Err(TlpFault::WrongId { .. })));
        wrong["definition_type"] = wrong["name"].take();
        wrong["name"] = json!("mine");
        assert!(matches!(check_definition(&read(wrong)), Err(TlpFault::WrongId { .. })));
    }
    let mut wrong = tlp1(Tlp1::Red, "red");
    wrong["id"] = json!("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b03e");
    wrong["name"] = json!("red");
    assert!(matches!(check_definition(&read(wrong)), Err(TlpFault::WrongId { .. })));
}

#[test]
fn other_content_under_a_published_identifier_is_refused() {
    let changes = [
        ("name", json!("TLP:CLEAR")),
        ("created", json!("2022-10-01T00:00:00.001Z")),
        ("created_by_ref", json!("identity--00000000-0000-4000-8000-000000000001")),
        ("extensions", json!({})),
        ("definition_type", json!("statement")),
        ("x_more", json!(1)),
    ];
    for (member, value) in changes {
        let mut other = published("e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", "red");
        other[member] = value;
        let told = check_definition(&read(other)).unwrap_err().to_string();
        assert!(told.contains("TLP:RED"), "{member}: {told}");
    }
    assert!(check_definition(&read(tlp1(Tlp1::Red, "white"))).is_err());
    let statement = json!({"type": "marking-definition", "spec_version": "2.1",
        "id": "marking-definition--00000000-0000-4000-8000-000000000001", "created": "2024-03-01T07:00:00.000Z",
        "definition_type": "statement", "definition": {"statement": "Halde 2024"}});
    assert_eq!(check_definition(&read(statement)), Ok(None));
}
