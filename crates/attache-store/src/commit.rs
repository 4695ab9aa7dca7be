//! What is done in one transaction.

use attache_core::{
    collection::CollectionId,
    object_key::ObjectKey,
    partner::PartnerId,
    record::{NewRecord, Seq},
};
use jiff::Timestamp;

use crate::Appended;

/// An object for a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// Which collection.
    pub collection: CollectionId,
    /// Which object.
    pub object: ObjectKey,
    /// Its version in nanoseconds since 1970 UTC (STIX `modified`, else `created`). An object without either
    /// has one version only: the time of its addition.
    pub version: Option<i64>,
    /// Its bytes, which are never rewritten.
    pub bytes: Vec<u8>,
}

/// What its owner takes out of a collection again (TAXII 2.1 section 5.7). The bytes stay in the file until
/// they are purged; no answer shows them any more. Never used on an outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// From which collection.
    pub collection: CollectionId,
    /// Which object.
    pub object: ObjectKey,
    /// Which versions.
    pub versions: VersionMatch,
}

/// Which versions of an object (TAXII 2.1 section 3.4, `match[version]`). Members are alternatives; where
/// none is set, all versions are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionMatch {
    /// The first there is.
    pub first: bool,
    /// The last there is.
    pub last: bool,
    /// All.
    pub all: bool,
    /// These, in nanoseconds since 1970 UTC.
    pub at: Vec<i64>,
}

impl VersionMatch {
    /// Whether every version is meant.
    #[must_use]
    pub const fn names_all(&self) -> bool {
        self.all || !(self.first || self.last || !self.at.is_empty())
    }
}

/// That a partner fetched entries of a collection: a line of the delivery ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// From which collection.
    pub collection: CollectionId,
    /// Who.
    pub partner: PartnerId,
    /// The first position that was on the page.
    pub from: i64,
    /// The last position that was on the page.
    pub to: i64,
    /// When.
    pub at: Timestamp,
}

/// A small thing that is kept by name and may be replaced: a key, a cursor, a hash of a credential. `None`
/// takes it away.
#[derive(Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name, parts separated by `/`.
    pub name: String,
    /// Its value.
    pub value: Option<Vec<u8>>,
}

impl std::fmt::Debug for Setting {
    /// The name only: values may be secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Setting({})", self.name)
    }
}

/// What is done in one transaction: all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Commit {
    /// The end of the log on which the caller decided: if it has moved since, nothing is done
    /// ([`StoreError::Moved`](crate::StoreError::Moved)), and the caller decides again.
    pub expects: Option<Seq>,
    /// Records to append.
    pub records: Vec<NewRecord>,
    /// Entries to add, in order.
    pub entries: Vec<NewEntry>,
    /// Whether entries are leaves of the Merkle logs of their collections (outboxes). A collection is logged
    /// from its first entry or never ([`StoreError::OtherKind`](crate::StoreError::OtherKind)).
    pub logged: bool,
    /// Whether an entry with a known id and version and other bytes undoes all of it
    /// ([`StoreError::Conflict`](crate::StoreError::Conflict)). Otherwise it alone is refused.
    pub strict: bool,
    /// The time of addition, by the caller's clock. Positions rise strictly whatever it says.
    pub now: Timestamp,
    /// What is taken out.
    pub removals: Vec<Removal>,
    /// Lines of the delivery ledger.
    pub fetches: Vec<Fetch>,
    /// Settings to replace.
    pub settings: Vec<Setting>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryOutcome {
    /// It was added at this position.
    Added {
        /// `date_added`: microseconds since 1970 UTC, strictly rising within the collection.
        position: i64,
    },
    /// It lay there before, byte for byte.
    Known {
        /// Where.
        position: i64,
    },
    /// Another content lies there under the same id and version (STIX 2.1 section 3.6 forbids two).
    Conflict,
}

/// What became of a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// What became of the records.
    pub appended: Appended,
    /// What became of the entries, in their order.
    pub entries: Vec<EntryOutcome>,
    /// How many versions of objects were taken out.
    pub removed: usize,
}
