//! Pages of a collection.

use attache_core::{collection::CollectionId, object_key::ObjectKey};

use crate::VersionMatch;

/// Which entries of a collection. Empty lists restrict nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageQuery {
    /// Which collection.
    pub collection: CollectionId,
    /// Only after this position (microseconds since 1970 UTC), exclusive.
    pub after: i64,
    /// At most so many entries.
    pub limit: usize,
    /// These objects.
    pub objects: Vec<ObjectKey>,
    /// Objects of these types.
    pub types: Vec<String>,
    /// These versions. "First" and "last" are of all that lies in the collection, not of what other
    /// conditions leave over.
    pub versions: VersionMatch,
    /// Whether the bytes are wanted; a manifest needs none.
    pub bytes: bool,
    /// How many bytes of objects a page may hold. It ends, with `more`, before an entry that would take it past
    /// this; the first entry is always there.
    pub room: usize,
}

/// An entry of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `date_added`: microseconds since 1970 UTC, strictly rising within the collection.
    pub position: i64,
    /// Which object.
    pub object: ObjectKey,
    /// Its version in nanoseconds since 1970 UTC; that of an object without one is its time of addition.
    pub version: i64,
    /// Its number among the leaves of the collection's Merkle log, from 0; `None` where the collection has none.
    pub leaf: Option<u64>,
    /// Its bytes as they came; empty where they were not asked for.
    pub bytes: Vec<u8>,
}

/// Entries in the order of their positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Whether more of them follow.
    pub more: bool,
}

/// The version of an object that came without one: the time of its addition, from microseconds to
/// nanoseconds. It stops at the years 1677 and 2262, where 64 bits of nanoseconds end.
pub(crate) fn version_of(position: i64) -> i64 {
    position.clamp(-9_223_372_036_854_775, 9_223_372_036_854_775).saturating_mul(1_000)
}
