//! Objects as others send them.

use proptest::prelude::{any, prop_assert, proptest};
use serde_json::{Value, json};

use super::{ObjectHead, OwnedObject, Version};
use crate::{excerpt::LONGEST, fault::ObjectFault, limits::Limits, stix_time::TimeFault};

const IDENTITY: &str = "identity--00000000-0000-4000-8000-000000000001";
const REPORT: &str = "report--00000000-0000-4000-8000-000000000002";
const MARKING: &str = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";

fn report() -> Value {
    json!({"type": "report", "spec_version": "2.1", "id": REPORT, "created": "2024-03-01T07:00:00.000Z",
        "modified": "2024-03-02T07:00:00.000Z", "name": "Convoy near Halde", "object_refs": [IDENTITY]})
}

fn read(text: &str) -> Result<ObjectHead, ObjectFault> {
    ObjectHead::read(text.as_bytes(), &Limits::default())
}

fn with(member: &str, value: Value) -> Result<ObjectHead, ObjectFault> {
    let mut report = report();
    report[member] = value;
    read(&report.to_string())
}

fn without(member: &str) -> Result<ObjectHead, ObjectFault> {
    let mut report = report();
    report.as_object_mut().unwrap().remove(member);
    read(&report.to_string())
}

fn shown(head: &ObjectHead) -> Vec<String> {
    head.refs.iter().map(ToString::to_string).collect()
}

#[test]
fn a_head_is_what_the_object_says() {
    let mut object = report();
    object["created_by_ref"] = json!(IDENTITY);
    object["revoked"] = json!(true);
    object["object_marking_refs"] = json!([MARKING]);
    object["granular_markings"] = json!([{"marking_ref": MARKING, "selectors": ["name"]}]);
    let head = read(&object.to_string()).unwrap();
    assert_eq!(head.id.to_string(), REPORT);
    assert_eq!(head.spec_version.as_deref(), Some("2.1"));
    assert_eq!(head.version, Version::At("2024-03-02T07:00:00Z".parse().unwrap()));
    assert_eq!(head.created_by.as_ref().map(ToString::to_string).as_deref(), Some(IDENTITY));
    assert_eq!((head.revoked, head.granular), (true, true));
    assert_eq!(head.marking_refs, [MARKING]);
    let mut refs = shown(&head);
    refs.sort_unstable();
    assert_eq!(refs, [IDENTITY, IDENTITY, MARKING, MARKING]);
}

#[test]
fn references_are_found_at_every_depth() {
    let mut object = report();
    object["extensions"] = json!({"extension-definition--00000000-0000-4000-8000-000000000009": {
        "extension_type": "property-extension", "seen_by_ref": "identity--00000000-0000-4000-8000-000000000003",
        "hops": [{"via_refs": ["location--00000000-0000-4000-8000-000000000004"]}]}});
    object["x_acme"] = json!({"held_by_ref": "identity--00000000-0000-4000-8000-000000000005", "git_ref": "main",
        "odd_refs": {"a_ref": 5}, "list_ref": [1]});
    let refs = shown(&read(&object.to_string()).unwrap()).join(" ");
    for end in ["1", "3", "4", "5"] {
        assert!(refs.contains(&format!("-00000000000{end}")), "{end}: {refs}");
    }
    assert_eq!(refs.split(' ').count(), 4);
}

#[test]
fn what_refers_to_nothing_is_refused() {
    let told = |member: &str, value| with(member, value).unwrap_err().to_string();
    assert!(
        told("created_by_ref", json!("somebody"))
            .starts_with("`created_by_ref` refers to nothing: `somebody`")
    );
    assert!(told("object_refs", json!([IDENTITY, "x"])).starts_with("`object_refs` refers to nothing: `x`"));
    assert_eq!(told("object_refs", json!(IDENTITY)), "`object_refs` is no list of STIX identifiers");
    assert_eq!(told("object_refs", json!([null])), "`object_refs` is no STIX identifier");
    assert_eq!(told("object_refs", json!({})), "`object_refs` is no list of STIX identifiers");
    assert_eq!(told("sample_ref", json!(5)), "`sample_ref` is no STIX identifier");
    assert_eq!(told("sample_ref", json!([IDENTITY])), "`sample_ref` is no STIX identifier");
    assert_eq!(told("parts", json!([{"body_ref": null}])), "`body_ref` is no STIX identifier");
    // Dictionaries of observables have names from outside, and observed data of old has local references.
    assert!(with("environment_variables", json!({"home_ref": "~"})).is_ok());
    assert!(with("objects", json!({"0": {"type": "file", "parent_ref": "1"}})).is_ok());
}

/// Trap 10: one object with an odd time must not poison a collection: it is refused alone, or kept and answered.
#[test]
fn odd_times_are_refused_or_kept() {
    let fine = with("modified", json!("2024-03-02T07:00:00.123456789Z")).unwrap();
    assert_eq!(fine.version, Version::At("2024-03-02T07:00:00.123456789Z".parse().unwrap()));
    let fault = with("modified", json!("2024-03-02T07:00:00.000+02:00")).unwrap_err();
    assert!(
        matches!(fault, ObjectFault::Time { member: "modified", fault: TimeFault::Offset(_) }),
        "{fault}"
    );
    assert!(fault.to_string().starts_with("`modified` is no timestamp of STIX 2.1: "));
    for odd in [json!("2024-03-02"), json!(""), json!("2024-02-30T07:00:00Z"), json!("9999-03-02T07:00:00Z")]
    {
        assert!(matches!(with("created", odd), Err(ObjectFault::Time { member: "created", .. })));
    }
    for odd in [json!(5), json!(null), json!([]), json!({}), json!(1.5), json!(true)] {
        assert_eq!(with("created", odd.clone()), Err(ObjectFault::NotText { member: "created" }), "{odd}");
    }
    assert_eq!(with("modified", json!("2024-02-01T07:00:00Z")), Err(ObjectFault::ModifiedBeforeCreated));
}

/// Trap 10: what is no JSON, or has no type, is not taken.
#[test]
fn what_is_no_json_is_refused() {
    let text = report().to_string();
    for (from, to) in [
        ("\"Convoy near Halde\"", "NaN"),
        ("\"Convoy near Halde\"", "Infinity"),
        ("\"Convoy near Halde\"", "-1e999"),
        ("\"Convoy near Halde\"", "01"),
        ("\"Convoy near Halde\"", "\"\\ud800\""),
        ("\"Convoy near Halde\"", "\"\\udc00\\ud800\""),
        ("\"Convoy near Halde\"", "\"\\x41\""),
        ("\"Convoy near Halde\"", "\"a\nb\""),
        ("\"Convoy near Halde\"", "'Convoy'"),
        ("\"name\"", "\"\\ud800\""),
        ("{\"created\"", "{,\"created\""),
    ] {
        assert!(text.contains(from));
        let bad = text.replace(from, to);
        assert!(matches!(read(&bad), Err(ObjectFault::NotJson { .. })), "{bad}: {:?}", read(&bad));
    }
    assert!(matches!(read(&format!("{text} {text}")), Err(ObjectFault::NotJson { .. })));
    assert!(matches!(read(""), Err(ObjectFault::NotJson { .. })));
    for other in ["1", "[]", "null", "\"x\"", "true", "1.5"] {
        assert_eq!(read(other), Err(ObjectFault::NotAnObject), "{other}");
    }
    let limits = Limits::default();
    assert_eq!(ObjectHead::read(b"{\"a\":\"\xff\"}", &limits), Err(ObjectFault::NotUtf8 { at: 6 }));
    for missing in ["type", "id", "spec_version", "created", "modified"] {
        assert!(matches!(without(missing), Err(ObjectFault::Missing { member, .. }) if member == missing));
    }
}

/// Trap 11: an observable may leave `spec_version` out; times need no fraction.
#[test]
fn valid_stix_is_taken() {
    let address =
        r#"{"type":"ipv4-addr","id":"ipv4-addr--00000000-0000-5000-8000-000000000006","value":"192.0.2.1"}"#;
    let head = read(address).unwrap();
    assert_eq!((head.spec_version, head.version), (None, Version::Unversioned));
    assert!(with("modified", json!("2024-03-02T07:00:00Z")).is_ok());
    let mut marking = json!({"type": "marking-definition", "spec_version": "2.1", "id": MARKING,
        "created": "2017-01-20T00:00:00.000Z", "definition_type": "tlp", "definition": {"tlp": "green"}});
    let head = read(&marking.to_string()).unwrap();
    assert_eq!(head.version, Version::At("2017-01-20T00:00:00Z".parse().unwrap()));
    marking.as_object_mut().unwrap().remove("spec_version");
    assert!(matches!(read(&marking.to_string()), Err(ObjectFault::Missing { member: "spec_version", .. })));
}

#[test]
fn type_and_version_must_agree() {
    let told = |member: &str, value| with(member, value).unwrap_err().to_string();
    assert_eq!(told("type", json!("note")), "`type` is `note`, but the identifier says `report`");
    assert_eq!(told("spec_version", json!("2.0")), "`spec_version` is `2.0`: only 2.1 is taken");
    assert!(told("id", json!("report")).starts_with("`id`: `report` is no STIX identifier"));
    assert_eq!(told("revoked", json!("yes")), "`revoked` is neither true nor false");
    assert_eq!(with("type", json!("bundle")), Err(ObjectFault::ABundle));
    let long = "x".repeat(5000);
    let long_ref = format!("{long}_ref");
    for fault in [
        with("spec_version", json!(long)),
        with("type", json!(long)),
        with("id", json!(format!("{}--00000000-0000-4000-8000-000000000002", "r".repeat(250)))),
        with("modified", json!(long)),
        with(&long_ref, json!(long)),
    ] {
        let told = fault.unwrap_err().to_string();
        let foreign = told.chars().filter(|c| matches!(c, 'x' | 'r' | '…')).count();
        assert!(foreign <= LONGEST + 12 && told.chars().count() < LONGEST + 100, "{told}");
    }
}

#[test]
fn no_member_stands_twice_at_any_depth() {
    let text = report().to_string();
    for (from, to, name) in [
        ("{\"created\"", "{\"name\":1,\"created\"", "name"),
        ("{\"created\"", "{\"n\\u0061me\":1,\"created\"", "name"),
        ("{\"created\"", "{\"x_a\":[{\"b\":{\"c\":1,\"d\":2,\"c\":1}}],\"created\"", "c"),
    ] {
        let told = read(&text.replace(from, to)).unwrap_err().to_string();
        assert_eq!(told, format!("the member `{name}` stands twice in one object"));
    }
    let many: Vec<_> = (0..40).map(|at| format!("\"m{at}\":{{\"m0\":0}}")).collect();
    let wide = |end: &str| text.replacen('{', &format!("{{\"x_wide\":{{{}{end}}},", many.join(",")), 1);
    assert!(read(&wide("")).is_ok());
    assert!(matches!(read(&wide(",\"m7\":0")), Err(ObjectFault::Twice { .. })));
}

/// What serde_json would take for structure is refused before any other reader sees it.
#[test]
fn no_string_passes_for_structure() {
    let smuggled = json!({"$serde_json::private::RawValue": "{\"seen_by_ref\":1}"});
    let text = format!("[{smuggled}]");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!([{"seen_by_ref": 1}]));
    let mut object = report().to_string();
    object.insert_str(1, &format!("\"x_acme\":{text},"));
    assert!(matches!(read(&object), Err(ObjectFault::Reserved { .. })));
}

#[test]
fn depth_and_size_have_limits() {
    let nested = |levels: usize| {
        let value = format!("{}{}", "[".repeat(levels - 1), "]".repeat(levels - 1));
        report().to_string().replacen('{', &format!("{{\"x_deep\":{value},"), 1)
    };
    assert!(read(&nested(64)).is_ok());
    for levels in [65, 127, 128, 129, 2000, 100_000] {
        assert_eq!(read(&nested(levels)), Err(ObjectFault::TooDeep { limit: 64 }), "{levels}");
    }
    let text = nested(1000);
    let wide = Limits { max_depth: 5000, ..Limits::default() };
    assert!(matches!(ObjectHead::read(text.as_bytes(), &wide), Err(ObjectFault::TooDeep { .. })));
    let small = Limits { max_object_bytes: 100, ..Limits::default() };
    let bytes = text.len();
    assert_eq!(ObjectHead::read(text.as_bytes(), &small), Err(ObjectFault::TooLarge { bytes, limit: 100 }));
}

/// Trap 9: the bytes stay as they came, whatever their spelling of numbers, times and names.
#[test]
fn the_bytes_are_kept() {
    let text = format!(
        "{{ \"id\":\"{REPORT}\",\"type\":\"report\",\n\"spec_version\":\"2.1\",\"created\":\"2024-03-01T07:00:00.12Z\",\
         \"modified\":\"2024-03-01T07:00:00.12Z\",\"x_n\":9007199254740993,\"x_m\":123456789012345678901234567890,\
         \"precision\":10,\"x_f\":1.0e2,\"n\\u0061me\":\"\\u00e9\\ud83d\\ude00\" }}"
    );
    let object = OwnedObject::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(&*object.bytes, text.as_bytes());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>(), at in 0usize..300, byte in any::<u8>()) {
        let limits = Limits::default();
        prop_assert!(ObjectHead::read(&bytes, &limits).is_err());
        let mut mutated = report().to_string().into_bytes();
        if let Some(place) = mutated.get_mut(at) { *place = byte }
        if let Err(fault) = ObjectHead::read(&mutated, &limits) {
            prop_assert!(fault.to_string().chars().count() <= LONGEST + 100);
        }
    }
}
