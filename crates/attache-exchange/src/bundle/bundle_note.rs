//! What a node signs of a bundle: a note of five lines.

use attache_core::digest::Digest;
use attache_stix::excerpt::Excerpt;
use jiff::Timestamp;

use super::BundleFault;
use crate::log_key::{LogKey, LogVerifier, NoteFault};

/// The first line.
const HEAD: &str = "attache bundle 1";

/// What a node signs of a bundle.
pub(super) struct BundleNote {
    pub(super) recipient: String,
    pub(super) issued: Timestamp,
    pub(super) origin: String,
    pub(super) digest: Digest,
}

impl BundleNote {
    /// The signed note; none where a part of it is more than one line.
    pub(super) fn sign(&self, key: &LogKey) -> Option<String> {
        let Self { recipient, issued, origin, digest } = self;
        if recipient.is_empty() || recipient.chars().chain(origin.chars()).any(char::is_control) {
            return None;
        }
        let text = format!("{HEAD}\nfrom {origin}\nto {recipient}\nissued {issued}\npayload {digest}\n");
        String::from_utf8(key.sign(text.as_bytes())?).ok()
    }

    /// Reads a note that this key signed.
    pub(super) fn open(note: &[u8], verifier: &LogVerifier) -> Result<Self, BundleFault> {
        let text = verifier.open(note).map_err(|fault| match fault {
            NoteFault::NotANote => BundleFault::NotABundle(Excerpt::of("it is not signed")),
            NoteFault::OtherKey => BundleFault::OtherKey,
            NoteFault::Forged => BundleFault::Forged,
        })?;
        // The key signs checkpoints too: one of them in this place is no note of a bundle.
        let read = || {
            let mut lines = std::str::from_utf8(&text).ok()?.lines();
            let head = lines.next()?;
            let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
            let note = Self {
                origin: value("from")?.to_owned(),
                recipient: value("to")?.to_owned(),
                issued: value("issued")?.parse().ok()?,
                digest: value("payload")?.parse().ok()?,
            };
            (head == HEAD && lines.next().is_none()).then_some(note)
        };
        read().ok_or_else(|| BundleFault::NotABundle(Excerpt::of("the signed note speaks of something else")))
    }
}
