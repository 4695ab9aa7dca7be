//! A page of a collection as it goes out: one piece of bytes.

use crate::Page;

/// What stands between two objects.
pub(crate) const BETWEEN: u8 = b',';

/// Where an entry lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// `date_added`: microseconds since 1970 UTC, strictly rising within the collection.
    pub position: i64,
    /// Its number among the leaves of the collection's Merkle log, from 0; `None` where the collection has none.
    pub leaf: Option<u64>,
}

/// The bytes of a [`Page`], one object after the other with a comma between, as they stand in a list of JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// As many bytes of no meaning as were asked for, then the objects.
    pub bytes: Vec<u8>,
    /// Where each object lies, in order.
    pub places: Vec<Place>,
    /// Whether more of them follow.
    pub more: bool,
}

impl Sheet {
    /// The sheet of a page, with room for a head of so many bytes.
    #[must_use]
    pub fn of(page: &Page, head: usize) -> Self {
        let mut sheet = Self { bytes: vec![0; head], more: page.more, ..Self::default() };
        for entry in &page.entries {
            sheet.add(Place { position: entry.position, leaf: entry.leaf }, &entry.bytes);
        }
        sheet
    }

    /// Adds an object at the end.
    pub(crate) fn add(&mut self, place: Place, bytes: &[u8]) {
        if !self.places.is_empty() {
            self.bytes.push(BETWEEN);
        }
        self.bytes.extend_from_slice(bytes);
        self.places.push(place);
    }

    /// Between which positions its objects lie; `None` where there are none.
    #[must_use]
    pub fn ends(&self) -> Option<(i64, i64)> {
        Some((self.places.first()?.position, self.places.last()?.position))
    }
}
