//! Bundles that go on from each other, and all that can be wrong with one.

use jiff::Timestamp;
use proptest::prelude::{ProptestConfig, proptest};

use super::{Bundle, BundleContent, BundleFault, BundleLimits};
use crate::{
    checkpoint::{Checkpoint, CheckpointFault, sign},
    follower::{FollowState, SeenCheckpoint},
    log_key::LogKey,
    release_log::Replay,
};

const ORIGIN: &str = "hanbit.example/91a7b528-80eb-42ed-a74d-c6fbd5a26116";

fn key(seed: u8) -> LogKey {
    LogKey::from_seed("hanbit.example", &[seed; 32]).unwrap()
}

fn issued() -> Timestamp {
    "2026-11-25T10:00:00Z".parse().unwrap()
}

/// An object with quotation marks, escapes and other scripts in it, as its bytes.
fn object(number: u64) -> String {
    let id = uuid::Uuid::from_u128(0xa11c_0000_0000_4000_8000_0000_0000_0000 + u128::from(number));
    format!(
        "{{\"type\":\"note\",\"spec_version\":\"2.1\",\"id\":\"note--{id}\",\"created\":\"2026-01-01T00:00:00.000Z\",\
         \"modified\":\"2026-01-01T00:00:00.000Z\",\"content\":\"한빛 \\\"{number}\\\" \\u00e9\\n\",  \
         \"object_refs\":[\"report--613f2e26-407d-48c7-9eca-b8e91df99dc9\"]}}"
    )
}

fn log(size: u64) -> Replay {
    let mut replay = Replay::new();
    (0..size).for_each(|leaf| replay.push(object(leaf).as_bytes()).unwrap());
    replay
}

fn checkpoint(replay: &Replay, key: &LogKey) -> Checkpoint {
    let note = sign(ORIGIN, replay.size(), replay.root().unwrap(), key).unwrap();
    Checkpoint::open(&note, key.verifier(), ORIGIN).unwrap()
}

/// The bundle of leaves `first` to before `end`.
fn written(first: u64, end: u64) -> Vec<u8> {
    let objects: Vec<String> = (first..end).map(object).collect();
    let (before, checkpoint) = (log(first), checkpoint(&log(end), &key(1)));
    let content = content(&before, &checkpoint);
    Bundle::write(&content, objects.iter().map(String::as_bytes), &key(1)).unwrap()
}

fn content<'a>(before: &'a Replay, checkpoint: &'a Checkpoint) -> BundleContent<'a> {
    let last_added = "2026-11-25T09:00:00.000001Z".parse().unwrap();
    BundleContent { recipient: "dnipro-desk", issued: issued(), before, checkpoint, last_added }
}

fn read(bytes: &[u8]) -> Result<Bundle, BundleFault> {
    Bundle::read(bytes, &BundleLimits::default())
}

fn verified(bytes: &[u8], have: Option<&Replay>) -> Result<super::VerifiedBundle, BundleFault> {
    read(bytes)?.verify(key(1).verifier(), ORIGIN, "dnipro-desk", have)
}

#[test]
fn bundles_go_on_from_each_other() {
    let first = verified(&written(0, 5), Some(&Replay::new())).unwrap();
    assert_eq!(first.keep.len(), 5);
    assert_eq!(&*first.keep[3].bytes, object(3).as_bytes(), "byte for byte");
    let second = verified(&written(5, 12), Some(&first.replay)).unwrap();
    assert_eq!((second.keep.len(), second.replay.size()), (7, 12));
    assert_eq!((second.issued, second.checkpoint.size()), (issued(), 12));
    assert!(second.refused.is_empty());
    // One that begins earlier than what we have brings only what is new.
    let overlapping = verified(&written(3, 12), Some(&first.replay)).unwrap();
    assert_eq!(overlapping.keep, second.keep);
    // One who does not mind what came before.
    assert_eq!(verified(&written(5, 12), None).unwrap().keep.len(), 7);
    // A follower goes on behind it.
    let mut state = FollowState::new();
    let seen = SeenCheckpoint::from(&second.checkpoint);
    state.skip_to(second.replay, seen, second.last_added);
    assert_eq!((state.replay().size(), state.reached()), (12, Some(second.last_added)));
}

#[test]
fn gaps_repetitions_and_rewritten_logs_are_told() {
    let told = |first, end, have: &Replay| verified(&written(first, end), Some(have)).unwrap_err();
    assert_eq!(told(5, 9, &log(4)), BundleFault::Gap { have: 4, first: 5 });
    assert_eq!(told(5, 9, &log(9)), BundleFault::Known { have: 9, end: 9 });
    assert_eq!(told(5, 9, &log(30)), BundleFault::Known { have: 30, end: 9 });
    let mut other = log(4);
    other.push(b"{}").unwrap();
    assert_eq!(told(5, 9, &other), BundleFault::Rewritten { have: 5 });
    assert_eq!(told(3, 9, &other), BundleFault::Rewritten { have: 5 });
}

#[test]
fn another_key_recipient_or_log_is_told() {
    let bytes = written(0, 3);
    let bundle = read(&bytes).unwrap();
    let verify = |key: &LogKey, origin, to| bundle.verify(key.verifier(), origin, to, None).unwrap_err();
    assert_eq!(verify(&key(2), ORIGIN, "dnipro-desk"), BundleFault::OtherKey);
    assert!(matches!(verify(&key(1), ORIGIN, "seoul-desk"), BundleFault::OtherRecipient(_)));
    let other = verify(&key(1), "hanbit.example/x", "dnipro-desk");
    assert!(matches!(other, BundleFault::Checkpoint(CheckpointFault::OtherLog { .. })));
    assert!(!format!("{bundle:?}").contains("note"));
}

#[test]
fn any_altered_byte_is_told_and_so_is_a_cut() {
    let bytes = written(0, 2);
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 2;
        assert!(verified(&altered, None).is_err(), "byte {at}");
        assert!(matches!(read(&bytes[..at]), Err(BundleFault::NotABundle(_))), "cut at {at}");
    }
    let text = String::from_utf8(bytes).unwrap();
    let altered = text.replacen("note--a11c", "note--b11c", 1);
    assert_eq!(verified(altered.as_bytes(), None), Err(BundleFault::Altered));
    let readdressed = text.replacen("to dnipro-desk", "to seoul-desks", 1);
    assert_eq!(verified(readdressed.as_bytes(), None), Err(BundleFault::Forged));
}

/// The node's key signed the payload, and the payload contradicts the log: also the sender cannot do that unseen.
#[test]
fn objects_that_are_not_in_the_log_are_told() {
    let (before, checkpoint) = (log(2), checkpoint(&log(4), &key(1)));
    let write = |objects: &[&[u8]]| {
        Bundle::write(&content(&before, &checkpoint), objects.iter().copied(), &key(1)).unwrap_err()
    };
    let (two, three) = (object(2), object(3));
    assert_eq!(write(&[]), BundleFault::Empty);
    assert_eq!(write(&[two.as_bytes()]), BundleFault::NotTheLog);
    assert_eq!(write(&[three.as_bytes(), two.as_bytes()]), BundleFault::NotTheLog);
    assert_eq!(write(&[two.as_bytes(), &[0xff]]), BundleFault::NotText(3));
    let mut bundle = read(&written(2, 4)).unwrap();
    bundle.payload.objects.reverse();
    let verdict = bundle.verify(key(1).verifier(), ORIGIN, "dnipro-desk", None);
    assert_eq!(verdict, Err(BundleFault::NotTheLog));
}

#[test]
fn limits_and_versions_are_kept() {
    let bytes = written(0, 3);
    let read = |limits: BundleLimits| Bundle::read(&bytes, &limits).unwrap_err();
    let told = read(BundleLimits { max_bytes: 100, ..BundleLimits::default() });
    assert_eq!(told, BundleFault::TooLarge { bytes: bytes.len(), limit: 100 });
    let told = read(BundleLimits { max_objects: 2, ..BundleLimits::default() });
    assert_eq!(told, BundleFault::TooMany { limit: 2 });
    let newer = String::from_utf8(bytes.clone()).unwrap().replacen("bundle\":1", "bundle\":2", 1);
    let told = Bundle::read(newer.as_bytes(), &BundleLimits::default()).unwrap_err();
    assert_eq!(told, BundleFault::Newer(2));
    let mut small = BundleLimits::default();
    small.object.max_object_bytes = 10;
    let bundle = Bundle::read(&bytes, &small).unwrap();
    let verified = bundle.verify(key(1).verifier(), ORIGIN, "dnipro-desk", None).unwrap();
    assert_eq!((verified.keep.len(), verified.refused.len()), (0, 3), "refused one by one, and still leaves");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn reading_never_panics(bytes: Vec<u8>, text in "[{}\\[\\]\":,a-z0-9_ ]{0,80}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            assert!(read(bytes).is_err());
        }
    }
}
