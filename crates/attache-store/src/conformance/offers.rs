//! Random commits and random pages over a small vocabulary, so that they meet often.

use attache_core::{collection::CollectionId, object_key::ObjectKey};
use jiff::Timestamp;
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
};
use uuid::Uuid;

use crate::{Commit, Fetch, NewEntry, PageQuery, Removal, Setting, VersionMatch};

/// The collections, by number. The last is a log.
#[must_use]
pub const fn collection(number: u8) -> CollectionId {
    CollectionId(Uuid::from_u128(0xc011_ec71_0000_4000_8000_0000_0000_0000 | number as u128))
}

/// The collection that is a log.
pub const LOG: u8 = 2;

/// An object by number; two of them share their UUID.
#[must_use]
pub fn object(number: u8) -> ObjectKey {
    let type_name = if number.is_multiple_of(3) { "identity" } else { "note" };
    ObjectKey { type_name: type_name.to_owned(), uuid: Uuid::from_u128(u128::from(number / 2) << 64 | 7) }
}

/// An entry of this object in this version.
#[must_use]
pub fn entry(collection: CollectionId, object: ObjectKey, version: Option<i64>, bytes: &[u8]) -> NewEntry {
    NewEntry { collection, object, version, bytes: bytes.to_vec() }
}

/// A page of a collection: everything, in pages of `limit`, after a position.
#[must_use]
pub fn everything(collection: CollectionId, after: i64, limit: usize) -> PageQuery {
    PageQuery {
        collection,
        after,
        limit,
        objects: Vec::new(),
        types: Vec::new(),
        versions: VersionMatch::default(),
        bytes: true,
        room: usize::MAX,
    }
}

/// Moments that come often, in any order: clocks go back, and stand still.
fn now() -> impl Strategy<Value = Timestamp> {
    let microseconds = select(vec![0_i64, 1, 2, 3, 1_000, -5, 1_732_800_000_000_000]);
    microseconds.prop_filter_map("a moment", |now| Timestamp::from_microsecond(now).ok())
}

fn version() -> impl Strategy<Value = Option<i64>> {
    // Also the versions that objects without one get at those moments.
    option::weighted(0.8, select(vec![0_i64, 1_000, 2_000, 3_000, -7]))
}

fn new_entry() -> impl Strategy<Value = NewEntry> {
    let bytes = select(vec![&b"{\"a\":1}"[..], &b"{\"a\":2}"[..], &b""[..]]);
    let bytes = prop_oneof![6 => Just(&b"{}"[..]), 1 => bytes];
    (0..3_u8, 0..8_u8, version(), bytes)
        .prop_map(|(number, one, version, bytes)| entry(collection(number), object(one), version, bytes))
}

fn versions() -> impl Strategy<Value = VersionMatch> {
    let at = vec(select(vec![0_i64, 1_000, 2_000, 3_000, -7, 1_000_000]), 0..3);
    let rarely = || prop_oneof![2 => Just(false), 1 => Just(true)];
    let seldom = prop_oneof![5 => Just(false), 1 => Just(true)];
    (rarely(), rarely(), seldom, prop_oneof![2 => Just(Vec::new()), 1 => at])
        .prop_map(|(first, last, all, at)| VersionMatch { first, last, all, at })
}

fn removal() -> impl Strategy<Value = Removal> {
    (prop_oneof![9 => 0..2_u8, 1 => 0..4_u8], 0..9_u8, versions()).prop_map(|(number, one, versions)| {
        Removal { collection: collection(number), object: object(one), versions }
    })
}

fn fetch() -> impl Strategy<Value = Fetch> {
    let partner = select(vec!["kyiv-desk", "seoul-desk"]);
    (0..4_u8, partner, any::<(i64, i64)>(), now()).prop_filter_map(
        "a fetch",
        |(number, partner, (from, to), at)| {
            Some(Fetch { collection: collection(number), partner: partner.parse().ok()?, from, to, at })
        },
    )
}

fn setting() -> impl Strategy<Value = Setting> {
    let name = select(vec!["key/a", "key/b", "key", "", "keyé", "zz"]);
    (name, option::weighted(0.7, vec(any::<u8>(), 0..4)))
        .prop_map(|(name, value)| Setting { name: name.to_owned(), value })
}

/// A commit. Now and then it mixes a log with others, and is to be refused.
pub fn commit() -> impl Strategy<Value = Commit> {
    let rest = (vec(fetch(), 0..2), vec(setting(), 0..2));
    let removals = prop_oneof![2 => Just(Vec::new()), 1 => vec(removal(), 1..3)];
    let (strict, mixed) = (any::<bool>(), prop_oneof![15 => Just(false), 1 => Just(true)]);
    (vec(new_entry(), 0..6), removals, rest, now(), (any::<bool>(), strict, mixed)).prop_map(
        |(mut entries, removals, (fetches, settings), now, (logged, strict, mixed))| {
            if !mixed {
                entries.retain(|new| (new.collection == collection(LOG)) == logged);
            }
            Commit { entries, removals, fetches, settings, now, logged, strict, ..Commit::default() }
        },
    )
}

/// A page.
pub fn page() -> impl Strategy<Value = PageQuery> {
    let after = select(vec![i64::MIN, -6, -1, 0, 1, 2, 5, 1_000, 1_732_800_000_000_000, i64::MAX]);
    let after = prop_oneof![1 => Just(i64::MIN), 2 => after];
    let limit = select(vec![0_usize, 1, 2, 3, 7, 100, usize::MAX]);
    let types = vec(select(vec!["note", "identity", "x-unknown"]).prop_map(str::to_owned), 0..3);
    let types = prop_oneof![2 => Just(Vec::new()), 1 => types];
    let objects = prop_oneof![2 => Just(Vec::new()), 1 => vec((0..9_u8).prop_map(object), 1..4)];
    let room = select(vec![0_usize, 1, 9, 40, usize::MAX]);
    (0..4_u8, after, limit, objects, types, versions(), any::<bool>(), room).prop_map(
        |(number, after, limit, objects, types, versions, bytes, room)| PageQuery {
            collection: collection(number),
            after,
            limit,
            objects,
            types,
            versions,
            bytes,
            room,
        },
    )
}
