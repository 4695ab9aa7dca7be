//! Rendered pages. A page follows from what was asked and from where the collection stands: one that others follow
//! stays as it is until something is added under a known name or taken out, the last one until anything is added. So
//! it may be kept as long as there is room.

use std::{
    collections::{HashMap, VecDeque},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use attache_core::{collection::CollectionId, partner::PartnerId};
use attache_store::{Edge, Place};
use bytes::Bytes;

/// What a page follows from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PageKey {
    /// For whom: `next` is for one partner only.
    pub(super) partner: PartnerId,
    /// Of which collection.
    pub(super) collection: CollectionId,
    /// What is let through, in one form.
    pub(super) filters: String,
    /// How many entries at most.
    pub(super) limit: usize,
    /// After which position.
    pub(super) after: i64,
}

/// A page as it goes out.
#[derive(Clone, Debug)]
pub(super) struct Rendered {
    /// The envelope.
    pub(super) body: Bytes,
    /// Between which times its entries were added.
    pub(super) dates: Option<(i64, i64)>,
    /// Whether others follow it.
    pub(super) more: bool,
    /// Where the collection stood before it was read.
    pub(super) edge: Edge,
    /// The entries of an outbox whose delivery is to be written down before the page leaves; none where it was.
    pub(super) owed: Option<Arc<[Place]>>,
}

impl Rendered {
    /// Whether it would be the same if it were made of the collection as it stands now.
    fn stands(&self, now: &Edge) -> bool {
        self.edge.turned == now.turned && (self.more || self.edge.last == now.last)
    }
}

#[derive(Debug, Default)]
struct Held {
    pages: HashMap<PageKey, Rendered>,
    oldest: VecDeque<PageKey>,
    bytes: usize,
}

/// So many pages are made at once at most; some wait for each other by chance.
const TURNS: usize = 32;

/// Pages that were asked for before, or are asked for next.
#[derive(Debug)]
pub(super) struct PageCache {
    room: usize,
    held: Mutex<Held>,
    turns: [Mutex<()>; TURNS],
}

impl PageCache {
    /// With room for so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self { room, held: Mutex::default(), turns: std::array::from_fn(|_| Mutex::default()) }
    }

    /// The page of a collection that stands there now.
    pub(super) fn get(&self, key: &PageKey, now: &Edge) -> Option<Rendered> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.pages.get(key).filter(|page| page.stands(now)).cloned()
    }

    /// The right to make this page: of two who want the same, one waits, and then finds it.
    pub(super) fn turn(&self, key: &PageKey) -> Option<MutexGuard<'_, ()>> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let number = usize::try_from(hasher.finish() % TURNS as u64).unwrap_or_default();
        self.turns.get(number).map(|turn| turn.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// That this page owes nothing any more, if it is still kept.
    pub(super) fn settle(&self, key: &PageKey, settled: &Rendered) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |page: &&mut Rendered| page.body.as_ptr() == settled.body.as_ptr();
        let owed = held.pages.get_mut(key).filter(same).and_then(|page| page.owed.take());
        held.bytes = held.bytes.saturating_sub(owed.map_or(0, |owed| size_of_val(&*owed)));
    }

    /// Whether pages are kept at all.
    pub(super) const fn keeps(&self) -> bool {
        self.room > 0
    }

    /// Keeps a page; the oldest make room for it.
    pub(super) fn put(&self, key: PageKey, page: Rendered) {
        let size = size_of(&key, &page);
        if size > self.room {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        while held.bytes.saturating_add(size) > self.room {
            let Some(oldest) = held.oldest.pop_front() else { break };
            let gone = held.pages.remove(&oldest).map_or(0, |page| size_of(&oldest, &page));
            held.bytes = held.bytes.saturating_sub(gone);
        }
        if let Some(before) = held.pages.insert(key.clone(), page) {
            held.bytes = held.bytes.saturating_sub(size_of(&key, &before));
        } else {
            held.oldest.push_back(key);
        }
        held.bytes = held.bytes.saturating_add(size);
    }
}

/// What a page takes besides its bytes, about.
const BESIDE: usize = 256;

/// What a page takes. The filters count, twice as they are kept: a client may make them long.
fn size_of(key: &PageKey, page: &Rendered) -> usize {
    let owed = page.owed.as_ref().map_or(0, |owed| size_of_val(&**owed));
    let filters = key.filters.len().saturating_mul(2);
    page.body.len().saturating_add(owed).saturating_add(filters).saturating_add(BESIDE)
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, PageCache, PageKey, Rendered};
    use attache_core::collection::CollectionId;
    use attache_store::Edge;
    use bytes::Bytes;

    const NOW: Edge = Edge { last: Some(9), turned: 1 };

    fn key(query: &str) -> PageKey {
        PageKey {
            partner: "a".parse().unwrap(),
            collection: CollectionId(uuid::Uuid::nil()),
            filters: query.into(),
            limit: 1,
            after: 0,
        }
    }

    fn page(text: &'static str) -> Rendered {
        Rendered { body: Bytes::from_static(text.as_bytes()), dates: None, more: true, edge: NOW, owed: None }
    }

    #[test]
    fn the_oldest_make_room() {
        let cache = PageCache::new(2 * (BESIDE + 2) + 9);
        cache.put(key("1"), page("12345"));
        cache.put(key("2"), page("12345"));
        cache.put(key("2"), page("1234"));
        cache.put(key("3"), page("123"));
        assert!(cache.get(&key("1"), &NOW).is_none());
        assert_eq!(cache.get(&key("2"), &NOW).unwrap().body, "1234");
        assert!(cache.get(&key("3"), &NOW).is_some());
        let large: &'static str = "1".repeat(BESIDE * 2 + 14).leak();
        cache.put(key("4"), page(large));
        assert!(cache.get(&key("4"), &NOW).is_none());
    }

    #[test]
    fn a_page_stands_while_the_collection_does() {
        let cache = PageCache::new(10_000);
        cache.put(key("1"), page("one"));
        cache.put(key("2"), Rendered { more: false, ..page("the last") });
        let (longer, turned) = (Edge { last: Some(10), ..NOW }, Edge { turned: 2, ..NOW });
        let found = |edge: &Edge| ["1", "2"].map(|query| cache.get(&key(query), edge).is_some());
        assert_eq!(found(&NOW), [true, true]);
        assert_eq!(found(&longer), [true, false]);
        assert_eq!(found(&turned), [false, false]);
    }
}
