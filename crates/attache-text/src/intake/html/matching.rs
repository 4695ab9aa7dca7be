//! Finds the paragraphs of the main part in the page, in order.
//!
//! Long paragraphs are found first, going forward; they are landmarks. Short ones ("Background", a table cell) may
//! well also stand in a menu, so they are looked for only between the landmarks around them, nearest to the one
//! that follows.

use std::collections::HashMap;
use std::ops::Range;

use super::letters::Letters;

/// A paragraph with as many bytes of letters is a landmark.
const LONG: usize = 40;
/// A shorter match has to begin and end where a piece of the page does.
const SURE: usize = 12;
/// Pieces of the page that may be missing from a paragraph (an advertisement in its middle).
const GAPS: usize = 48;
/// Bytes that all searches together may look through, over what hashing finds: bounds the time.
const BUDGET: usize = 256 << 20;

/// Where a paragraph's letters stand in the page; several ranges if something between them was left out.
pub(super) type Place = Vec<Range<usize>>;

/// The place of each wanted paragraph (letters only).
pub(super) fn find(letters: &Letters, wanted: &[String]) -> Vec<Option<Place>> {
    let mut search = Search::new(letters);
    let mut found: Vec<Option<Place>> = vec![None; wanted.len()];
    let mut cursor = 0;
    for (paragraph, slot) in wanted.iter().zip(&mut found) {
        if paragraph.len() >= LONG {
            *slot = search.landmark(paragraph, cursor);
            cursor = slot.as_ref().and_then(|place| place.last()).map_or(cursor, |range| range.end);
        }
    }
    search.between(wanted, &mut found);
    found
}

struct Search<'a> {
    letters: &'a Letters,
    /// The blocks of the page by their letters, in order.
    blocks: HashMap<&'a str, Vec<usize>>,
    budget: usize,
}

impl<'a> Search<'a> {
    fn new(letters: &'a Letters) -> Self {
        let mut blocks: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, block) in letters.blocks.iter().enumerate() {
            blocks.entry(letters.part(block.letters.clone())).or_default().push(index);
        }
        Self { letters, blocks, budget: BUDGET }
    }

    fn spend(&mut self, bytes: usize) -> bool {
        let enough = self.budget >= bytes;
        self.budget = self.budget.saturating_sub(bytes);
        enough
    }

    fn landmark(&mut self, paragraph: &str, from: usize) -> Option<Place> {
        let whole = self.whole_blocks(paragraph, &(from..self.letters.text.len())).next();
        if let Some(range) = whole {
            return Some(one(range));
        }
        let rest = self.letters.part(from..self.letters.text.len());
        if self.spend(rest.len())
            && let Some(at) = rest.find(paragraph)
        {
            let start = from.saturating_add(at);
            return Some(one(start..start.saturating_add(paragraph.len())));
        }
        self.sewn(paragraph, from)
    }

    /// The blocks of the page with exactly these letters, inside a region.
    fn whole_blocks(
        &self,
        paragraph: &str,
        region: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let places = self.blocks.get(paragraph).map(Vec::as_slice).unwrap_or_default();
        let at = |index: &usize| self.letters.blocks.get(*index).map_or(0..0, |block| block.letters.clone());
        let first = places.partition_point(|index| at(index).start < region.start);
        let last = places.partition_point(|index| at(index).end <= region.end);
        places.get(first..last.max(first)).unwrap_or_default().iter().map(at)
    }

    /// A paragraph of which the page has more: pieces between its own were left out of the main part.
    fn sewn(&mut self, paragraph: &str, from: usize) -> Option<Place> {
        let first = self.letters.blocks.partition_point(|block| block.letters.start < from);
        for index in first..self.letters.blocks.len() {
            if !self.spend(16) {
                return None;
            }
            if let Some(place) = self.sewn_from(paragraph, index) {
                return Some(place);
            }
        }
        None
    }

    fn sewn_from(&mut self, paragraph: &str, block: usize) -> Option<Place> {
        let mut piece = self.letters.blocks.get(block)?.pieces.start;
        let (mut rest, mut gaps, mut place) = (paragraph, 0_usize, Place::new());
        while gaps <= GAPS {
            let (start, end) =
                (self.letters.start_of(piece)?, self.letters.start_of(piece.saturating_add(1))?);
            piece = piece.saturating_add(1);
            let here = self.letters.part(start..end);
            if !self.spend(here.len().min(rest.len()).saturating_add(1)) {
                return None;
            }
            if here.is_empty() {
                continue;
            }
            if let Some(after) = rest.strip_prefix(here) {
                join(&mut place, start..end);
                rest = after;
            } else if here.starts_with(rest) {
                join(&mut place, start..start.saturating_add(rest.len()));
                rest = "";
            } else if place.is_empty() {
                return None;
            } else {
                gaps = gaps.saturating_add(1);
            }
            if rest.is_empty() {
                return Some(place);
            }
        }
        None
    }

    /// Finds the short paragraphs between the landmarks.
    fn between(&mut self, wanted: &[String], found: &mut [Option<Place>]) {
        let end_of =
            |place: &Option<Place>| place.as_ref().and_then(|place| place.last()).map(|range| range.end);
        let start_of =
            |place: &Option<Place>| place.as_ref().and_then(|place| place.first()).map(|range| range.start);
        let mut index = 0;
        let mut low = 0;
        while index < wanted.len() {
            if let Some(end) = found.get(index).and_then(end_of) {
                low = end;
                index = index.saturating_add(1);
                continue;
            }
            let ahead = found.iter().skip(index).take_while(|place| place.is_none()).count();
            let next = index.saturating_add(ahead);
            let high = found.get(next).and_then(start_of);
            let region = low..high.unwrap_or(self.letters.text.len());
            let places =
                self.run_of_short(wanted.get(index..next).unwrap_or_default(), region, high.is_some());
            for (slot, place) in found.iter_mut().skip(index).zip(places) {
                *slot = place;
            }
            index = next;
        }
    }

    /// A run of short paragraphs in a region, backward from a landmark that follows or forward from one before.
    fn run_of_short(
        &mut self,
        wanted: &[String],
        mut region: Range<usize>,
        backward: bool,
    ) -> Vec<Option<Place>> {
        let mut places = Vec::with_capacity(wanted.len());
        let mut ordered: Vec<&String> = wanted.iter().collect();
        if backward {
            ordered.reverse();
        }
        for paragraph in ordered {
            let short = paragraph.len() < LONG && !paragraph.is_empty();
            let range = if short { self.short(paragraph, &region, backward) } else { None };
            if let Some(range) = &range {
                region = if backward { region.start..range.start } else { range.end..region.end };
            }
            places.push(range.map(one));
        }
        if backward {
            places.reverse();
        }
        places
    }

    fn short(&mut self, paragraph: &str, region: &Range<usize>, backward: bool) -> Option<Range<usize>> {
        let mut whole = self.whole_blocks(paragraph, region);
        let block = if backward { whole.next_back() } else { whole.next() };
        drop(whole);
        if block.is_some() {
            return block;
        }
        let inside = self.letters.part(region.clone());
        if !self.spend(inside.len()) {
            return None;
        }
        let at = if backward { inside.rfind(paragraph) } else { inside.find(paragraph) }?;
        let start = region.start.saturating_add(at);
        let range = start..start.saturating_add(paragraph.len());
        let sure =
            paragraph.len() >= SURE || (self.letters.is_edge(range.start) && self.letters.is_edge(range.end));
        sure.then_some(range)
    }
}

/// A place of one range.
pub(super) fn one(range: Range<usize>) -> Place {
    std::iter::once(range).collect()
}

/// Adds a range to a place, as part of the last range if it follows directly.
pub(super) fn join(place: &mut Place, range: Range<usize>) {
    match place.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => place.push(range),
    }
}
