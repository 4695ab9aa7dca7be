//! What a look brought: objects to keep, and objects refused.

use attache_stix::{excerpt::Excerpt, fault::ObjectFault, limits::Limits, object::OwnedObject};
use serde::Deserialize;

/// An object that was refused, for itself: the others of its page are not touched by it.
#[derive(Clone, PartialEq, Eq)]
pub struct RefusedObject {
    /// Its `id`, as far as one can be made out.
    pub id: Option<String>,
    /// Why.
    pub why: ObjectFault,
    /// Its bytes for the quarantine; `None` where they are longer than the quarantine takes.
    pub bytes: Option<Box<[u8]>>,
}

impl std::fmt::Debug for RefusedObject {
    /// Without its content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RefusedObject({:?}, {})", self.id, self.why)
    }
}

/// Objects in the order in which the server added them.
#[derive(Default)]
pub(crate) struct Haul {
    pub(crate) keep: Vec<OwnedObject>,
    pub(crate) refused: Vec<RefusedObject>,
    /// Bytes held.
    pub(super) bytes: usize,
}

impl Haul {
    /// Adds one element of a page.
    pub(crate) fn add(&mut self, text: &str, limits: &Limits, quarantine_bytes: usize) {
        match OwnedObject::read(text.as_bytes(), limits) {
            Ok(object) => {
                self.bytes = self.bytes.saturating_add(text.len());
                self.keep.push(object);
            }
            Err(why) => {
                let bytes = (text.len() <= quarantine_bytes).then(|| text.as_bytes().into());
                self.bytes = self.bytes.saturating_add(if bytes.is_some() { text.len() } else { 0 });
                self.refused.push(RefusedObject { id: id_of(text), why, bytes });
            }
        }
    }

    /// How many objects.
    pub(super) const fn len(&self) -> usize {
        self.keep.len().saturating_add(self.refused.len())
    }
}

fn id_of(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Only {
        id: String,
    }
    let only: Only = serde_json::from_str(text).ok()?;
    Some(Excerpt::of(&only.id).as_str().to_owned())
}
