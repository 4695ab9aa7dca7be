//! STIX objects as they came: their bytes, and what must be known of them to keep and pass them on.

use std::borrow::Cow;

use serde::Deserialize;

use crate::{
    excerpt::Excerpt, fault::ObjectFault, limits::Limits, stix_id::StixId, stix_time::StixTime, walk::Walk,
};

mod head_visitor;

use head_visitor::HeadVisitor;

/// The version of an object (TAXII 2.1 section 3.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// It has neither `modified` nor `created`: a cyber-observable. The server takes the time of addition.
    Unversioned,
    /// `modified`, else `created`.
    At(StixTime),
}

/// What is read of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectHead {
    /// `id`; its type is the object's.
    pub id: StixId,
    /// `spec_version`: 2.1, or none where a cyber-observable leaves it out.
    pub spec_version: Option<String>,
    /// Its version.
    pub version: Version,
    /// `created_by_ref`.
    pub created_by: Option<StixId>,
    /// `revoked`.
    pub revoked: bool,
    /// `object_marking_refs`, in their order.
    pub marking_refs: Vec<String>,
    /// Whether it has `granular_markings`: parts of it may be marked otherwise than the whole.
    pub granular: bool,
    /// Every identifier that stands in a member `…_ref` or `…_refs` at any depth, markings and the contents of
    /// extensions included, in the order of the bytes. One may stand here more than once.
    pub refs: Vec<StixId>,
}

/// An object within the body that it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawObject<'a> {
    /// What was read of it.
    pub head: ObjectHead,
    /// Its bytes exactly as they came: what is stored, hashed and passed on.
    pub bytes: &'a [u8],
}

/// An object with its own bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedObject {
    /// What was read of it.
    pub head: ObjectHead,
    /// Its bytes exactly as they came.
    pub bytes: Box<[u8]>,
}

impl RawObject<'_> {
    /// The object with a copy of its bytes.
    #[must_use]
    pub fn into_owned(self) -> OwnedObject {
        OwnedObject { head: self.head, bytes: self.bytes.into() }
    }
}

impl OwnedObject {
    /// Reads an object and keeps its bytes.
    ///
    /// # Errors
    /// [`ObjectFault`].
    pub fn read(bytes: impl Into<Box<[u8]>>, limits: &Limits) -> Result<Self, ObjectFault> {
        let bytes = bytes.into();
        Ok(Self { head: ObjectHead::read(&bytes, limits)?, bytes })
    }
}

impl ObjectHead {
    /// Reads the head of one object. The whole of the bytes is looked at: they are one JSON object (RFC 8259), with
    /// no member twice at any depth, and what refers to another object refers to one.
    ///
    /// # Errors
    /// [`ObjectFault`].
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, ObjectFault> {
        if bytes.len() > limits.max_object_bytes {
            return Err(ObjectFault::TooLarge { bytes: bytes.len(), limit: limits.max_object_bytes });
        }
        let text = std::str::from_utf8(bytes).map_err(|e| ObjectFault::NotUtf8 { at: e.valid_up_to() })?;
        Self::read_text(text, limits, &mut Walk::new(limits.max_depth))
    }

    /// As [`Self::read`], with the memory of the walk before.
    pub(crate) fn read_text<'de>(
        text: &'de str,
        limits: &Limits,
        walk: &mut Walk<'de>,
    ) -> Result<Self, ObjectFault> {
        if text.len() > limits.max_object_bytes {
            return Err(ObjectFault::TooLarge { bytes: text.len(), limit: limits.max_object_bytes });
        }
        walk.clear();
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = serde::Deserializer::deserialize_any(&mut reader, HeadVisitor { walk: &mut *walk });
        let read = read.and_then(|draft| reader.end().map(|()| draft));
        match read {
            Ok(draft) => draft.check(std::mem::take(&mut walk.refs)),
            Err(error) => Err(walk.fault().unwrap_or_else(|| fault_of(&error, limits))),
        }
    }
}

/// What the JSON reader says, as ours.
fn fault_of(error: &serde_json::Error, limits: &Limits) -> ObjectFault {
    let what = error.to_string();
    if error.is_data() {
        ObjectFault::NotAnObject
    } else if what.starts_with("recursion limit") {
        ObjectFault::TooDeep { limit: limits.max_depth.min(serde_json_depth()) }
    } else {
        ObjectFault::NotJson { what: Excerpt::of(&what) }
    }
}

/// Where the JSON reader stops by itself.
const fn serde_json_depth() -> usize {
    127
}

/// The `id` of an object that was refused, if one can be made out: whole if it is an identifier, else its beginning.
pub(crate) fn id_of_refused(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Only<'a> {
        #[serde(borrow)]
        id: Cow<'a, str>,
    }
    let Only { id } = serde_json::from_str(text).ok()?;
    Some(if id.parse::<StixId>().is_ok() { id.into_owned() } else { Excerpt::of(&id).as_str().to_owned() })
}

#[cfg(test)]
mod tests;
