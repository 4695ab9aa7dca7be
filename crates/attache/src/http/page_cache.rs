//! Rendered pages of outboxes. An outbox only grows, so that a page follows from what was asked and from how
//! long the collection is: it may be kept as long as there is room.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use attache_core::{collection::CollectionId, partner::PartnerId};
use bytes::Bytes;

/// What a page follows from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PageKey {
    /// For whom: `next` is for one partner only.
    pub(super) partner: PartnerId,
    /// Of which collection.
    pub(super) collection: CollectionId,
    /// How many entries it had.
    pub(super) leaves: u64,
    /// The query, as it was asked.
    pub(super) query: String,
}

/// A page as it goes out, of entries whose delivery was written down.
#[derive(Clone, Debug)]
pub(super) struct Rendered {
    /// The envelope.
    pub(super) body: Bytes,
    /// Between which times its entries were added.
    pub(super) dates: Option<(i64, i64)>,
}

#[derive(Debug, Default)]
struct Held {
    pages: HashMap<PageKey, Rendered>,
    oldest: VecDeque<PageKey>,
    bytes: usize,
}

/// Pages that were asked for before.
#[derive(Debug)]
pub(super) struct PageCache {
    room: usize,
    held: Mutex<Held>,
}

impl PageCache {
    /// With room for so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self { room, held: Mutex::default() }
    }

    pub(super) fn get(&self, key: &PageKey) -> Option<Rendered> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).pages.get(key).cloned()
    }

    /// Keeps a page; the oldest make room for it.
    pub(super) fn put(&self, key: PageKey, page: Rendered) {
        let size = page.body.len();
        if size > self.room {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        while held.bytes.saturating_add(size) > self.room {
            let Some(oldest) = held.oldest.pop_front() else { break };
            let gone = held.pages.remove(&oldest).map_or(0, |page| page.body.len());
            held.bytes = held.bytes.saturating_sub(gone);
        }
        if let Some(before) = held.pages.insert(key.clone(), page) {
            held.bytes = held.bytes.saturating_sub(before.body.len());
        } else {
            held.oldest.push_back(key);
        }
        held.bytes = held.bytes.saturating_add(size);
    }
}

#[cfg(test)]
mod tests {
    use super::{PageCache, PageKey, Rendered};
    use attache_core::collection::CollectionId;
    use bytes::Bytes;

    fn key(query: &str) -> PageKey {
        PageKey {
            partner: "a".parse().unwrap(),
            collection: CollectionId(uuid::Uuid::nil()),
            leaves: 1,
            query: query.into(),
        }
    }

    #[test]
    fn the_oldest_make_room() {
        let cache = PageCache::new(10);
        let page = |text: &'static str| Rendered { body: Bytes::from_static(text.as_bytes()), dates: None };
        cache.put(key("1"), page("12345"));
        cache.put(key("2"), page("12345"));
        cache.put(key("2"), page("1234"));
        cache.put(key("3"), page("123"));
        assert!(cache.get(&key("1")).is_none());
        assert_eq!(cache.get(&key("2")).unwrap().body, "1234");
        assert!(cache.get(&key("3")).is_some());
        cache.put(key("4"), page("12345678901"));
        assert!(cache.get(&key("4")).is_none());
    }
}
