//! Released claims and tear-lines as STIX objects.
//!
//! What goes out is a `note`, with everything that it refers to. The note shows the text, its authors' names left
//! out, and what it is about, in any tool; the extension carries the claim. Who decided, why, what it rests on, who
//! else has it, and the claims that a tear-line was made of are not here to be written: [`Released`] has none of it.
//!
//! The same input gives the same objects, byte for byte (RFC 8785).

use attache_core::{
    canonical::CanonicalError,
    digest::Digest,
    marking::Marking,
    release::{Payload, Released},
};
use attache_stix::{
    fault::ObjectFault,
    stix_id::{NotAStixId, StixId},
    stix_time::{StixTime, TimeFault},
};
use jiff::Timestamp;

use crate::{extension::ExtensionFault, shelf::Shelf};

pub(crate) use pile::Pile;

mod article;
mod claim;
mod pile;
mod place;
mod prose;
mod source;
mod tear_line;
mod withdrawal;

/// An object as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenObject {
    /// Its id.
    pub id: StixId,
    /// Its version (`modified`, else `created`) in nanoseconds since 1970.
    pub version: Option<i64>,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

/// What is to be added to a collection: objects that refer only to objects among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Those that others refer to before those, the note last. All but the note are the same, byte for byte, each
    /// time that they are written for this collection: one that is there already is not added again.
    pub objects: Vec<WrittenObject>,
    /// The id of the note.
    pub note: StixId,
    /// Over the bytes of the note.
    pub digest: Digest,
}

/// Why something cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// It has a marking that nobody here can read. What is released has none.
    #[error("it carries a marking that is not known here, {id}")]
    UnknownMarking {
        /// The id of the marking.
        id: String,
    },
    /// A version is finer than a millisecond, which is what all tools keep (STIX 2.1 section 3.2).
    #[error("the version {0} is not in whole milliseconds")]
    Finer(Timestamp),
    /// A version is older than the first one.
    #[error("the version {version} is earlier than the first one, {first}")]
    BeforeFirst {
        /// The version.
        version: Timestamp,
        /// The first one.
        first: Timestamp,
    },
    /// A part of it is larger than a partner would take, or does not agree with the others.
    #[error("a partner would refuse it: {0}")]
    Extension(#[from] ExtensionFault),
    /// The object as a whole is such that a partner would refuse it.
    #[error("a partner would refuse it: {0}")]
    Object(#[from] ObjectFault),
    /// It has no canonical form.
    #[error(transparent)]
    NotCanonical(#[from] CanonicalError),
    /// A point in time cannot be written.
    #[error(transparent)]
    Time(#[from] TimeFault),
    /// An id cannot be made.
    #[error(transparent)]
    Id(#[from] NotAStixId),
    /// The secret of the node cannot be used.
    #[error("the secret by which ids are made cannot be used")]
    Key,
}

/// Writes what was released, for one collection.
///
/// `version` becomes `modified` of the note: whole milliseconds, rising with each version of a note. `first` is the
/// version by which this note went out first, and is missing when it goes out now for the first time, also where it
/// was withdrawn before: a revoked note has no further version (STIX 2.1 section 3.2), so that a new one is made.
///
/// # Errors
/// [`WriteFault`].
pub fn write(
    released: &Released,
    shelf: &Shelf<'_>,
    version: Timestamp,
    first: Option<Timestamp>,
) -> Result<Written, WriteFault> {
    let when = When::of(version, first)?;
    match released.payload() {
        Payload::Whole(whole) => claim::write(whole, released, shelf, when),
        Payload::TearLine(line) => tear_line::write(line, released, shelf, when),
    }
}

/// Writes the version of a note that calls it back (`revoked`, STIX 2.1 section 3.2).
///
/// `marking` is the one under which it went out ([`Release::marking`](attache_core::sharing::Release::marking)). The
/// withdrawal goes under the same, for two reasons: whoever was allowed to see the note sees the withdrawal, and a
/// tool that keeps the text that it has and takes over the new marking does not show it to more people. It repeats
/// nothing of what the note said or referred to, and gives no reason.
///
/// # Errors
/// [`WriteFault`].
pub fn revoke(
    note: &StixId,
    created: Timestamp,
    version: Timestamp,
    marking: &Marking,
    shelf: &Shelf<'_>,
) -> Result<Written, WriteFault> {
    withdrawal::write(note, When::of(version, Some(created))?, marking, shelf)
}

/// The two times of a note.
#[derive(Clone, Copy)]
struct When {
    created: StixTime,
    modified: StixTime,
}

impl When {
    fn of(version: Timestamp, first: Option<Timestamp>) -> Result<Self, WriteFault> {
        let first = first.unwrap_or(version);
        for time in [version, first] {
            if time.as_nanosecond() % 1_000_000 != 0 {
                return Err(WriteFault::Finer(time));
            }
        }
        if version < first {
            return Err(WriteFault::BeforeFirst { version, first });
        }
        Ok(Self { created: first.try_into()?, modified: version.try_into()? })
    }

    /// As a part of the id of a note: one that comes after a withdrawal is another.
    fn mark(self) -> [u8; 8] {
        self.created.as_nanos().to_be_bytes()
    }
}

#[cfg(test)]
mod canaries;
#[cfg(test)]
mod tests;
