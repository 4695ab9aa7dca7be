//! Roots and proofs over a log in memory.

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use tlog_tiles::{Error as TlogFault, Hash, HashReader, stored_hashes};

use super::{ConsistencyProof, InclusionProof, LogFault, ProofFault, ReleaseLog, Replay};
use crate::{
    checkpoint::{Checkpoint, CheckpointFault, Root, origin_of, sign},
    log_key::LogKey,
};
use attache_core::collection::CollectionId;

/// Stored hashes, as a store keeps them.
#[derive(Default)]
struct Kept(Vec<Hash>);

impl HashReader for Kept {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TlogFault> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

/// What a store answers.
type Hashes = Result<Vec<[u8; 32]>, String>;

/// A log with its key.
struct Node {
    kept: Kept,
    leaves: u64,
    key: LogKey,
}

impl Node {
    fn of(leaves: u64) -> Self {
        let mut kept = Kept::default();
        for leaf in 0..leaves {
            let new = stored_hashes(leaf, object(leaf).as_bytes(), &kept).unwrap();
            kept.0.extend(new);
        }
        Self { kept, leaves, key: LogKey::from_seed("hanbit.example", &[3; 32]).unwrap() }
    }

    fn log(&self) -> ReleaseLog<impl Fn(&[u64]) -> Hashes + '_> {
        ReleaseLog::new(|indexes: &[u64]| {
            let hash = |index: &u64| {
                let index = usize::try_from(*index).unwrap();
                self.kept.0.get(index).map(|hash| hash.0).ok_or_else(|| format!("no hash {index}"))
            };
            indexes.iter().map(hash).collect()
        })
    }

    fn checkpoint(&self, size: u64) -> Checkpoint {
        let note = sign(&origin(), size, self.log().root(size).unwrap(), &self.key).unwrap();
        Checkpoint::open(&note, self.key.verifier(), &origin()).unwrap()
    }
}

fn origin() -> String {
    origin_of("hanbit.example", CollectionId(uuid::Uuid::from_u128(1)))
}

fn object(leaf: u64) -> String {
    format!("{{\"type\":\"note\",\"content\":\"{leaf}\"}}")
}

#[test]
fn every_leaf_of_every_length_is_proven_and_reads_back() {
    let node = Node::of(19);
    for size in 1..=node.leaves {
        let checkpoint = node.checkpoint(size);
        for leaf in 0..size {
            let held = Some(object(leaf).into_bytes());
            let proof = node.log().prove_inclusion(&checkpoint, leaf, held).unwrap();
            let read = InclusionProof::read(&proof.to_bytes()).unwrap();
            assert_eq!(read, proof);
            let proven = read.verify(node.key.verifier(), None).unwrap();
            assert_eq!((proven.leaf, proven.object), (leaf, object(leaf).into_bytes()));
            assert_eq!(proven.checkpoint, checkpoint);
        }
    }
}

#[test]
fn a_proof_without_the_object_needs_the_object() {
    let node = Node::of(5);
    let proof = node.log().prove_inclusion(&node.checkpoint(5), 3, None).unwrap();
    let verifier = node.key.verifier();
    assert_eq!(proof.verify(verifier, None).unwrap_err(), ProofFault::NoObject);
    assert!(proof.verify(verifier, Some(object(3).as_bytes())).is_ok());
    let wrong = proof.verify(verifier, Some(object(2).as_bytes())).unwrap_err();
    assert_eq!(wrong, ProofFault::NotIncluded { leaf: 3 });
    let held = node.log().prove_inclusion(&node.checkpoint(5), 3, Some(object(3).into_bytes())).unwrap();
    assert_eq!(held.verify(verifier, Some(b"{}")).unwrap_err(), ProofFault::OtherObject);
    let other = LogKey::from_seed("hanbit.example", &[4; 32]).unwrap();
    let told = held.verify(other.verifier(), None).unwrap_err();
    assert_eq!(told, ProofFault::Checkpoint(CheckpointFault::OtherKey));
}

#[test]
fn no_altered_or_cut_proof_verifies() {
    let node = Node::of(7);
    let proof = node.log().prove_inclusion(&node.checkpoint(7), 4, Some(object(4).into_bytes())).unwrap();
    let bytes = proof.to_bytes();
    let verifies = |bytes: &[u8]| {
        InclusionProof::read(bytes).and_then(|proof| proof.verify(node.key.verifier(), None)).is_ok()
    };
    assert!(verifies(&bytes));
    let mailed = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
    assert!(verifies(mailed.as_bytes()), "a mail program's line ends");
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 4;
        assert!(!verifies(&altered), "byte {at}");
        assert!(!verifies(&bytes[..at]), "cut at {at}");
    }
}

#[test]
fn a_fault_names_the_line() {
    let told = |text: &str| InclusionProof::read(text.as_bytes()).unwrap_err().to_string();
    assert!(told("").starts_with("line 1 of the proof: c2sp.org"));
    assert!(told("c2sp.org/tlog-proof@v1\nindex 07\n").starts_with("line 2 of the proof: index"));
    assert!(told("c2sp.org/tlog-proof@v1\nextra !\n").starts_with("line 2 of the proof: extra"));
    assert!(told("c2sp.org/tlog-proof@v1\nindex 7\nAAAA\n").starts_with("line 3 of the proof: a hash"));
    let long = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n".repeat(65);
    assert!(told(&format!("c2sp.org/tlog-proof@v1\nindex 7\n{long}\n")).starts_with("line 67"));
}

#[test]
fn consistency_holds_between_all_lengths_and_with_no_other_log() {
    let node = Node::of(13);
    for new in 0..=node.leaves {
        for old in 0..=new {
            let proof = node.log().prove_consistency(&node.checkpoint(new), old).unwrap();
            let read = ConsistencyProof::read(&proof.to_bytes()).unwrap();
            let root = node.log().root(old).unwrap();
            let verify = |old, root| read.verify(node.key.verifier(), &origin(), old, root);
            assert_eq!(verify(old, root).unwrap().size(), new, "{old} of {new}");
            let rewritten = ProofFault::Rewritten { old, new };
            assert_eq!(verify(old, Root([1; 32])).unwrap_err(), rewritten);
            assert!(verify(old + 1, root).is_err());
        }
    }
}

#[test]
fn what_is_outside_and_what_cannot_be_read_is_told() {
    let node = Node::of(5);
    let log = node.log();
    let checkpoint = node.checkpoint(5);
    let outside = log.prove_inclusion(&checkpoint, 5, None).unwrap_err();
    assert_eq!(outside, LogFault::Outside { asked: 5, size: 5 });
    assert!(matches!(log.prove_consistency(&checkpoint, 6), Err(LogFault::Outside { .. })));
    assert!(matches!(log.root(u64::MAX), Err(LogFault::Outside { .. })));
    assert!(matches!(log.root(6), Err(LogFault::Read(told)) if told.starts_with("no hash")));
    let short = ReleaseLog::new(|_: &[u64]| Ok::<_, ()>(Vec::new()));
    assert_eq!(short.root(5), Err(LogFault::Lacking));
}

#[test]
fn a_replay_gives_the_root_at_every_length_and_reads_back() {
    let node = Node::of(70);
    let mut replay = Replay::new();
    for leaf in 0..node.leaves {
        assert_eq!(replay.root().unwrap(), node.log().root(leaf).unwrap());
        let written = serde_json::to_string(&replay).unwrap();
        assert!(written.len() < 800);
        replay = serde_json::from_str(&written).unwrap();
        replay.push(object(leaf).as_bytes()).unwrap();
        assert_eq!(replay.size(), leaf + 1);
        assert_eq!(replay, node.log().replay(leaf + 1).unwrap());
    }
    assert_eq!(replay.root().unwrap(), node.log().root(70).unwrap());
}

#[test]
fn a_damaged_replay_is_refused() {
    let root = Root([1; 32]);
    let read = |text: &str| serde_json::from_str::<Replay>(text);
    assert!(read(&format!("{{\"size\":3,\"edge\":[\"{root}\"]}}")).is_err());
    assert!(read(&format!("{{\"size\":{},\"edge\":[\"{root}\"]}}", 1_u64 << 63)).is_err());
    assert!(read(&format!("{{\"size\":4,\"edge\":[\"{root}\"]}}")).unwrap().root().is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_log_rewritten_anywhere_gives_another_root(leaves in 1_u64..40, at in any::<prop::sample::Index>()) {
        let at = at.index(usize::try_from(leaves).unwrap()) as u64;
        let (mut kept, mut rewritten) = (Replay::new(), Replay::new());
        for leaf in 0..leaves {
            kept.push(object(leaf).as_bytes()).unwrap();
            let other = if leaf == at { "{}".to_owned() } else { object(leaf) };
            rewritten.push(other.as_bytes()).unwrap();
        }
        assert_ne!(kept.root().unwrap(), rewritten.root().unwrap());
    }

    #[test]
    fn reading_never_panics(bytes: Vec<u8>, text in "(old|index|extra|c2sp.org/tlog-proof@v1|[ \n0-9A-Za-z=])*") {
        let verifier = LogKey::from_seed("a", &[1; 32]).unwrap();
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            if let Ok(proof) = InclusionProof::read(bytes) {
                assert!(proof.verify(verifier.verifier(), None).is_err());
            }
            let _ = ConsistencyProof::read(bytes);
        }
    }
}
