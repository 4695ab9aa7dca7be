//! The log of an outbox, as its reader verifies it.

use attache_core::collection::CollectionUse;
use attache_exchange::{
    checkpoint::{Checkpoint, origin_of},
    release_log::{ConsistencyProof, leaf_hash},
};
use http::StatusCode;

use super::desk::{Desk, identity, note};
use crate::log_keeping;

#[tokio::test]
async fn checkpoints_proofs_and_tiles_are_those_of_what_was_served() {
    let desk = Desk::new();
    let key = log_keeping::key(&desk.service.node).unwrap();
    let collection = desk.service.node.collection(&CollectionUse::Outbox("harbour".parse().unwrap()));
    let origin = origin_of(key.verifier().name(), collection);
    let base = format!("/exchange/collections/{collection}/log");
    let notes: Vec<_> = (0..300).map(|number| note(number, 1, &identity(9))).collect();
    desk.release("harbour", &notes[..3]);
    let first = desk.get("harbour", &format!("{base}/checkpoint")).await;
    let old = Checkpoint::open(&first.body, key.verifier(), &origin).unwrap();
    assert_eq!(old.size(), 3);
    desk.release("harbour", &notes[3..]);
    let second = desk.get("harbour", &format!("{base}/checkpoint")).await;
    assert_eq!(Checkpoint::open(&second.body, key.verifier(), &origin).unwrap().size(), 300);
    let proof = desk.get("harbour", &format!("{base}/consistency?old=3&new=300")).await;
    assert_eq!(proof.status, StatusCode::OK);
    assert!(ConsistencyProof::read(&proof.body).is_ok());
    for bad in ["", "?old=3", "?old=4&new=3", "?old=3&new=301", "?old=x&new=3", "?old=-1&new=3"] {
        let answer = desk.get("harbour", &format!("{base}/consistency{bad}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
    let tile = desk.get("harbour", &format!("{base}/tile/0/000")).await;
    assert_eq!((tile.status, tile.body.len()), (StatusCode::OK, 256 * 32));
    let bytes = serde_json::to_vec(&notes[255]).unwrap();
    assert_eq!(&tile.body[255 * 32..], leaf_hash(&bytes));
    assert_eq!(desk.get("harbour", &format!("{base}/tile/0/001.p/44")).await.body.len(), 44 * 32);
    assert_eq!(desk.get("harbour", &format!("{base}/tile/1/000.p/1")).await.body.len(), 32);
    for missing in [
        "0/001",
        "0/001.p/45",
        "1/000",
        "2/000.p/1",
        "0/x999/999",
        "9/000",
        "63/000",
        "data/000",
        "x",
        "0/000.p/0",
        "0/000.p/256",
        "0/0",
        "0/x999/x999/x999/x999/x999/x999/999",
    ] {
        let answer = desk.get("harbour", &format!("{base}/tile/{missing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn an_empty_log_has_a_checkpoint_too() {
    let desk = Desk::new();
    let answer =
        desk.get("quarry", &format!("/exchange/collections/{}/log/checkpoint", desk.outbox("quarry"))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let key = log_keeping::key(&desk.service.node).unwrap();
    assert_eq!(Checkpoint::open_any(&answer.body, key.verifier()).unwrap().size(), 0);
}
