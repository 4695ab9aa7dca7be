//! Servers that mean no good, or do not know what they do.

use serde_json::json;

use super::{COLLECTION, Run, Scene, id, object, served};
use crate::{
    receiving::arrival,
    transport::{
        Answer, FetchError, Wanted,
        tests::{Simulated, answer},
    },
};

fn run(scene: &Scene, path: &str, body: impl Fn() -> Answer + Send + Sync) -> Run {
    let path = path.to_owned();
    let fetch = Simulated(move |wanted: &Wanted| {
        Ok(if wanted.url.path() == path { body() } else { served(wanted, &[object(1)], 10) })
    });
    scene.pull(&fetch).unwrap()
}

#[test]
fn garbage_in_any_place_is_a_failure_that_is_told() {
    let objects = format!("/api/collections/{COLLECTION}/objects/");
    for path in ["/taxii2/", "/api/collections/", &objects] {
        for body in [
            "",
            "<html>",
            "7",
            "{\"objects\":{}, \"collections\":{}, \"api_roots\":7}",
            "\u{0}\u{1}",
            "{\"a\":",
        ] {
            let scene = Scene::new();
            let run = run(&scene, path, || answer(200, body));
            assert!(!run.is_fine() && scene.inbox().is_empty(), "{path} {body:?}: {run:?}");
        }
        for status in [301, 401, 403, 404, 406, 500] {
            let scene = Scene::new();
            assert!(!run(&scene, path, || answer(status, "{}")).is_fine(), "{path} {status}");
        }
    }
}

#[test]
fn a_collection_whose_id_is_no_uuid_or_an_api_root_elsewhere_is_not_followed() {
    let scene = Scene::new();
    let list =
        json!({ "collections": [{ "id": "../../x", "title": "t", "can_read": true, "can_write": false }] });
    let told = run(&scene, "/api/collections/", || answer(200, list.to_string()));
    assert!(told.error.unwrap().contains("no UUID"));
    let away = json!({ "title": "t", "api_roots": ["https://elsewhere.example/api/"] });
    let told = run(&scene, "/taxii2/", || answer(200, away.to_string()));
    assert!(told.error.unwrap().contains("elsewhere.example"));
}

#[test]
fn what_is_no_object_is_kept_beside_and_takes_no_other_with_it() {
    let scene = Scene::new();
    let body = json!({ "objects": [object(1), { "no": "type" }, 7, "x", object(2)], "more": false });
    let told = run(&scene, &format!("/api/collections/{COLLECTION}/objects/"), || {
        let mut page = answer(200, body.to_string());
        let time = "2026-11-20T00:00:00.000001Z";
        page.headers.insert("x-taxii-date-added-first", time.parse().unwrap());
        page.headers.insert("x-taxii-date-added-last", time.parse().unwrap());
        page
    });
    assert_eq!((told.collections[0].arrived.new, told.collections[0].arrived.refused), (2, 3), "{told:?}");
    let kept = arrival::misfits(&*scene.store, &id()).unwrap();
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|kept| kept.bytes.is_some() && !kept.why.is_empty()));
    assert_eq!(scene.inbox().len(), 2);
}

#[test]
fn another_content_under_the_same_id_and_version_never_takes_the_place() {
    let scene = Scene::new();
    let mut forged = object(1);
    forged["name"] = json!("another");
    let fetch = Simulated(|wanted: &Wanted| Ok(served(wanted, &[object(1)], 10)));
    scene.pull(&fetch).unwrap();
    let objects = [object(1), object(2), forged.clone()];
    let fetch = Simulated(|wanted: &Wanted| Ok(served(wanted, &objects, 10)));
    scene.wait(1);
    let told = scene.pull(&fetch).unwrap();
    assert_eq!(told.collections[0].arrived.conflicting, 1, "{told:?}");
    assert_eq!(scene.inbox(), [object(1), object(2)]);
    assert!(arrival::misfits(&*scene.store, &id()).unwrap()[0].why.contains("same id and version"));
}

#[test]
fn a_body_without_end_is_not_taken() {
    let scene = Scene::new();
    let fetch = Simulated(|wanted: &Wanted| {
        if wanted.url.path().ends_with("/objects/") {
            Err(FetchError::TooLong { limit: wanted.limit })
        } else {
            Ok(served(wanted, &[], 10))
        }
    });
    let told = scene.pull(&fetch).unwrap();
    assert!(told.collections[0].error.as_ref().unwrap().contains("larger than is taken"), "{told:?}");
}
