//! Bundles: a part of a release log as one file, to be carried to a node that no line leads to.
//!
//! A bundle is JSON: the payload, and a signed note (C2SP signed-note) over the payload's digest, the recipient
//! and the time of issue. The payload holds the objects exactly as bytes, the *right edge* of the log before
//! the first of them ([`Replay`]), and the checkpoint of the log up to the last of them. From the edge and the
//! objects follows the root that the checkpoint signs: so it is proven that they are these leaves of the log,
//! and, for one who has followed the log so far, that it goes on from what he has.
//!
//! This is the clear form. Encryption to the recipient is laid around it by the program.

mod bundle_fault;
mod bundle_note;
mod claimed;

use attache_core::digest::Digest;
use attache_stix::{excerpt::Excerpt, limits::Limits, object::OwnedObject, stix_time::StixTime};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{
    checkpoint::{Checkpoint, CheckpointFault},
    follower::{Haul, RefusedObject},
    log_key::{LogKey, LogVerifier},
    release_log::{MAX_SIZE, Replay},
};
pub use bundle_fault::BundleFault;
use bundle_note::BundleNote;

/// The format that is written.
const VERSION: u32 = 1;

/// How much of a bundle is taken.
#[derive(Clone, Copy, Debug)]
pub struct BundleLimits {
    /// Bytes of the file.
    pub max_bytes: usize,
    /// Objects in it.
    pub max_objects: usize,
    /// What is taken of one object.
    pub object: Limits,
    /// The bytes of a refused object are handed over up to this length.
    pub quarantine_bytes: usize,
}

impl Default for BundleLimits {
    fn default() -> Self {
        Self {
            max_bytes: 1 << 30,
            max_objects: 1_000_000,
            object: Limits::default(),
            quarantine_bytes: 4 << 20,
        }
    }
}

/// What goes into a bundle.
#[derive(Clone, Debug)]
pub struct BundleContent<'a> {
    /// To whom, by the name that he knows himself by.
    pub recipient: &'a str,
    /// When.
    pub issued: Timestamp,
    /// The log before the first object ([`ReleaseLog::replay`](crate::release_log::ReleaseLog::replay)).
    pub before: &'a Replay,
    /// The checkpoint up to the last object.
    pub checkpoint: &'a Checkpoint,
    /// The `date_added` of the last object.
    pub last_added: StixTime,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct File<'a> {
    attache_bundle: u32,
    #[serde(borrow)]
    payload: &'a RawValue,
    note: String,
}

/// What is digested.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    before: Replay,
    checkpoint: String,
    last_added: StixTime,
    objects: Vec<String>,
}

/// A bundle that was read, and not yet verified.
#[derive(Clone, PartialEq, Eq)]
pub struct Bundle {
    payload: Payload,
    digest: Digest,
    note: String,
    limits: BundleLimits,
}

/// A bundle that was verified: what is to be stored, in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedBundle {
    /// Objects that we do not have, in the order of the log.
    pub keep: Vec<OwnedObject>,
    /// Objects that were refused, each for itself.
    pub refused: Vec<RefusedObject>,
    /// The log up to its last object.
    pub replay: Replay,
    /// The checkpoint that it agrees with.
    pub checkpoint: Checkpoint,
    /// The `date_added` of the last object.
    pub last_added: StixTime,
    /// When it was issued, by the sender's word.
    pub issued: Timestamp,
}

impl PartialEq for BundleLimits {
    fn eq(&self, other: &Self) -> bool {
        (self.max_bytes, self.max_objects, self.object, self.quarantine_bytes)
            == (other.max_bytes, other.max_objects, other.object, other.quarantine_bytes)
    }
}

impl Eq for BundleLimits {}

impl std::fmt::Debug for Bundle {
    /// Without its objects.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bundle({} objects)", self.payload.objects.len())
    }
}

impl Bundle {
    /// Writes the bundle of these objects, which are the leaves after `before` up to the checkpoint.
    ///
    /// # Errors
    /// Where there is no object, where one is no text, where the recipient's name has line breaks, and where the
    /// objects do not lead to the checkpoint.
    pub fn write<'o>(
        content: &BundleContent<'_>,
        objects: impl Iterator<Item = &'o [u8]>,
        key: &LogKey,
    ) -> Result<Vec<u8>, BundleFault> {
        let mut replay = content.before.clone();
        let mut texts = Vec::new();
        for bytes in objects {
            let text = std::str::from_utf8(bytes).map_err(|_| BundleFault::NotText(replay.size()))?;
            replay.push(bytes).map_err(|_| BundleFault::NotTheLog)?;
            texts.push(text.to_owned());
        }
        if texts.is_empty() {
            return Err(BundleFault::Empty);
        }
        agrees(&replay, content.checkpoint)?;
        let payload = Payload {
            before: content.before.clone(),
            checkpoint: String::from_utf8_lossy(content.checkpoint.note()).into_owned(),
            last_added: content.last_added,
            objects: texts,
        };
        let fault = |error: serde_json::Error| BundleFault::NotABundle(Excerpt::of(&error.to_string()));
        let payload = serde_json::value::to_raw_value(&payload).map_err(fault)?;
        let note = BundleNote {
            recipient: content.recipient.to_owned(),
            issued: content.issued,
            origin: content.checkpoint.origin().to_owned(),
            digest: Digest::of_bytes(payload.get().as_bytes()),
        };
        let note =
            note.sign(key).ok_or_else(|| BundleFault::OtherRecipient(Excerpt::of(content.recipient)))?;
        let file = File { attache_bundle: VERSION, payload: &payload, note };
        serde_json::to_vec(&file).map_err(fault)
    }

    /// Reads a bundle. Nothing is verified yet.
    ///
    /// # Errors
    /// Where it is too large, cut short, something else, or of a newer version.
    pub fn read(bytes: &[u8], limits: &BundleLimits) -> Result<Self, BundleFault> {
        #[derive(Deserialize)]
        struct Head {
            attache_bundle: u32,
        }
        let fault = |error: serde_json::Error| BundleFault::NotABundle(Excerpt::of(&error.to_string()));
        if bytes.len() > limits.max_bytes {
            return Err(BundleFault::TooLarge { bytes: bytes.len(), limit: limits.max_bytes });
        }
        let head: Head = serde_json::from_slice(bytes).map_err(fault)?;
        if head.attache_bundle > VERSION {
            return Err(BundleFault::Newer(head.attache_bundle));
        }
        let file: File<'_> = serde_json::from_slice(bytes).map_err(fault)?;
        let payload: Payload = serde_json::from_str(file.payload.get()).map_err(fault)?;
        if payload.objects.len() > limits.max_objects {
            return Err(BundleFault::TooMany { limit: limits.max_objects });
        }
        let digest = Digest::of_bytes(file.payload.get().as_bytes());
        Ok(Self { payload, digest, note: file.note, limits: *limits })
    }

    /// Verifies that the node of this key made the bundle for this recipient, that nothing in it was altered, that
    /// its objects are leaves of the node's log, and that they go on from what we have of it. `origin` is the log
    /// that is followed; `have` what we have of it, none where we have nothing and do not mind what came before.
    ///
    /// # Errors
    /// The first of these that does not hold.
    pub fn verify(
        &self,
        verifier: &LogVerifier,
        origin: &str,
        recipient: &str,
        have: Option<&Replay>,
    ) -> Result<VerifiedBundle, BundleFault> {
        let note = BundleNote::open(self.note.as_bytes(), verifier)?;
        if note.digest != self.digest {
            return Err(BundleFault::Altered);
        }
        if note.recipient != recipient {
            return Err(BundleFault::OtherRecipient(Excerpt::of(&note.recipient)));
        }
        if note.origin != origin {
            return Err(CheckpointFault::OtherLog { expected: origin.to_owned(), found: note.origin }.into());
        }
        let checkpoint = Checkpoint::open(self.payload.checkpoint.as_bytes(), verifier, origin)?;
        let first = self.payload.before.size();
        let start = have.map_or(first, Replay::size);
        if start < first {
            return Err(BundleFault::Gap { have: start, first });
        }
        let (haul, replay) = self.replayed(start, have)?;
        agrees(&replay, &checkpoint)?;
        if start >= replay.size() {
            return Err(BundleFault::Known { have: start, end: replay.size() });
        }
        let Haul { keep, refused, .. } = haul;
        let (last_added, issued) = (self.payload.last_added, note.issued);
        Ok(VerifiedBundle { keep, refused, replay, checkpoint, last_added, issued })
    }

    /// The objects from leaf `start` on, and the log after them. On the way it is compared with what we have.
    fn replayed(&self, start: u64, have: Option<&Replay>) -> Result<(Haul, Replay), BundleFault> {
        let mut replay = self.payload.before.clone();
        let mut haul = Haul::default();
        let compare = |replay: &Replay| match have {
            Some(have) if have.size() == replay.size() && have != replay => {
                Err(BundleFault::Rewritten { have: have.size() })
            }
            _ => Ok(()),
        };
        compare(&replay)?;
        for text in &self.payload.objects {
            if replay.size() >= start {
                haul.add(text, &self.limits.object, self.limits.quarantine_bytes);
            }
            replay.push(text.as_bytes()).map_err(|_| BundleFault::NotTheLog)?;
            compare(&replay)?;
        }
        Ok((haul, replay))
    }
}

/// Whether a log is the one of a checkpoint.
fn agrees(replay: &Replay, checkpoint: &Checkpoint) -> Result<(), BundleFault> {
    let root = replay.root().map_err(|_| BundleFault::NotTheLog)?;
    let same = replay.size() == checkpoint.size() && root == checkpoint.root() && replay.size() <= MAX_SIZE;
    if same { Ok(()) } else { Err(BundleFault::NotTheLog) }
}

#[cfg(test)]
mod tests;
