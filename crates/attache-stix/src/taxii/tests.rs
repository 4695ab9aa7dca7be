//! Resources against the examples of the standard's form.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    ApiRoot, CollectionResource, Collections, Discovery, ErrorMessage, Manifest, Progress, Status, Versions,
};

/// Reads a resource with a member too many, writes it again and compares.
fn kept<T: Serialize + DeserializeOwned>(mut written: Value) -> T {
    let wanted = written.clone();
    written["x_unknown"] = json!({"a": [1]});
    let resource: T = serde_json::from_value(written).unwrap();
    assert_eq!(serde_json::to_value(&resource).unwrap(), wanted);
    resource
}

#[test]
fn what_is_empty_is_left_out() {
    assert_eq!(serde_json::to_string(&Manifest::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&Versions::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&Collections::default()).unwrap(), "{}");
    assert_eq!(
        serde_json::to_string(&Discovery { title: "x".into(), ..Discovery::default() }).unwrap(),
        r#"{"title":"x"}"#
    );
}

#[test]
fn every_resource_is_read_and_written() {
    kept::<Discovery>(
        json!({"title": "Halde", "contact": "desk@halde.example", "default": "/api/", "api_roots": ["/api/"]}),
    );
    kept::<ApiRoot>(
        json!({"title": "Halde", "versions": ["application/taxii+json;version=2.1"], "max_content_length": 8}),
    );
    kept::<CollectionResource>(
        json!({"id": "91a7b528-80eb-42ed-a74d-c6fbd5a26116", "title": "t", "description": "d",
        "alias": "a", "can_read": true, "can_write": false, "media_types": ["application/stix+json;version=2.1"]}),
    );
    kept::<ErrorMessage>(
        json!({"title": "Not found", "http_status": "404", "details": {"what": "collection"}}),
    );
    kept::<Versions>(json!({"more": true, "next": "n", "versions": ["2024-03-01T07:00:00.000Z"]}));
}

/// Trap 15: headers and `date_added` have microseconds; a version is as fine as the object's.
#[test]
fn a_manifest_record_has_its_two_times() {
    let id = "report--613f2e26-407d-48c7-9eca-b8e91df99dc9";
    let manifest = kept::<Manifest>(json!({"more": true, "next": "n", "objects": [{"id": id,
        "date_added": "2024-03-01T07:00:00.000000Z", "version": "2024-03-01T06:00:00.000Z",
        "media_type": "application/stix+json;version=2.1"}]}));
    let foreign = json!({"more": true, "next": "n", "objects": [{"id": id, "date_added": "2024-03-01T07:00:00Z",
        "version": "2024-03-01T06:00:00+00:00", "media_type": "application/stix+json;version=2.1"}]});
    assert_eq!(serde_json::from_value::<Manifest>(foreign).unwrap(), manifest);
}

#[test]
fn a_status_counts_what_it_lists() {
    let status = kept::<Status>(json!({"id": "2d086da7-4bdc-4f91-900e-d77486753710", "status": "complete",
        "request_timestamp": "2024-03-01T07:00:00.000001Z", "total_count": 2, "success_count": 1,
        "successes": [{"id": "a", "version": "b"}], "failure_count": 1,
        "failures": [{"id": "c", "version": "d", "message": "`modified` is missing"}], "pending_count": 0}));
    assert_eq!(status.status, Progress::Complete);
}

/// Trap 14: `http_status` is a string.
#[test]
fn the_status_code_of_an_error_is_a_string() {
    let error: ErrorMessage = serde_json::from_value(json!({"title": "x", "http_status": 404})).unwrap();
    assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"title":"x","http_status":"404"}"#);
}
