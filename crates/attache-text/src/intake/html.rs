//! Web pages: what they say about themselves, and their main text with an exact map.
//!
//! The main part is found by `dom_smoothie`, which keeps no positions. So the page is also read as a stream of
//! text pieces with positions, and every paragraph of the main part is looked up in that stream; what is stored
//! is the stream's own text.

mod json_ld;
pub(super) mod letters;
mod main_text;
mod matching;
mod metadata;
pub(super) mod stream;
mod tag;
mod weight;

use std::ops::Range;

use super::encoding::Decoded;
use super::note::IntakeNote;
use super::run::Mapped;
use super::{Limits, Particulars};
use letters::Letters;
use stream::{Stream, What};

/// Below this many letters a main part is doubtful.
const SHORT: usize = 100;
/// Characters of a paragraph that a note shows.
const SHOWN: usize = 60;

/// Labels over advertisements, without white space, in the languages that are read most.
const ADVERTISEMENT: [&str; 17] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "sponsoredcontent",
    "anzeige",
    "werbung",
    "publicit\u{e9}",
    "publicidad",
    "reklama",
    "\u{440}\u{435}\u{43a}\u{43b}\u{430}\u{43c}\u{430}",
    "\u{ad11}\u{ace0}",
    "\u{5e83}\u{544a}",
    "\u{5e7f}\u{544a}",
];

/// Reads a page.
pub(super) fn read(decoded: &Decoded, limits: &Limits, notes: &mut Vec<IntakeNote>) -> (Mapped, Particulars) {
    let stream = Stream::read(&decoded.text, limits.runs);
    let mut particulars = metadata::particulars(&stream.sayings);
    let mut mapped = Mapped::with_limit(limits.runs);
    let letters = Letters::of(&stream, &decoded.text);
    let main = if too_much(&stream, &decoded.text, limits, notes) {
        None
    } else {
        main_text::find(&decoded.text, limits)
    };
    let mut found = None;
    if let Some(main) = main {
        metadata::complete(&mut particulars, &main);
        found = trace(&letters, &main.paragraphs, notes);
    }
    let paragraphs = match found {
        Some(found) => found,
        None => whole_page(&letters, notes),
    };
    let headline = particulars.title.as_deref().map(letters::only).filter(|title| !title.is_empty());
    let mut body = false;
    for paragraph in paragraphs {
        let words = paragraph.first().map_or(0, Range::len);
        let is_headline = paragraph.len() == 1
            && headline.as_deref() == paragraph.first().and_then(|range| letters.text.get(range.clone()));
        if is_headline && !body {
            continue;
        }
        body = body || words > SHORT;
        mapped.push_break();
        push(&mut mapped, decoded, &stream, &letters, &paragraph);
    }
    mapped.full = mapped.full || stream.full;
    (mapped, particulars)
}

/// Whether the page is too much for a tree, with a note that says why.
fn too_much(stream: &Stream, text: &str, limits: &Limits, notes: &mut Vec<IntakeNote>) -> bool {
    let note = if text.len() > limits.tree_bytes {
        IntakeNote::PageTooLarge { bytes: text.len() }
    } else if stream.weight.tags > limits.tags || stream.weight.copies > limits.tags.saturating_mul(2) {
        IntakeNote::TooManyTags { limit: limits.tags }
    } else if stream.weight.codes > limits.codes {
        IntakeNote::TooManyCodes { limit: limits.codes }
    } else if stream.weight.deepest > limits.depth {
        IntakeNote::TooDeep { limit: limits.depth }
    } else {
        return false;
    };
    notes.push(note);
    true
}

/// Looks the main part's paragraphs up in the page. `None` if that gives too little.
fn trace(
    letters: &Letters,
    paragraphs: &[String],
    notes: &mut Vec<IntakeNote>,
) -> Option<Vec<Vec<Range<usize>>>> {
    let wanted: Vec<String> = paragraphs.iter().map(|paragraph| letters::only(paragraph)).collect();
    let found = matching::find(letters, &wanted);
    let total: usize = found.iter().flatten().flatten().map(Range::len).sum();
    if total == 0 || (total < SHORT && letters.text.len() > total.saturating_mul(2)) {
        return None;
    }
    let mut missing =
        paragraphs.iter().zip(&found).filter(|(_, place)| place.is_none()).map(|(text, _)| text);
    if let Some(first) = missing.next() {
        let first = first.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
        notes.push(IntakeNote::NotTraced { paragraphs: missing.count().saturating_add(1), first });
    }
    let mut kept = by_block(letters, found.into_iter().flatten().flatten());
    kept.retain(|paragraph| !is_advertisement(letters, paragraph));
    Some(kept)
}

/// Whether a paragraph is nothing but the label over an advertisement.
fn is_advertisement(letters: &Letters, paragraph: &[Range<usize>]) -> bool {
    let words: String = paragraph.iter().map(|range| letters.part(range.clone())).collect();
    words.len() <= 40 && ADVERTISEMENT.contains(&words.to_lowercase().as_str())
}

/// The found ranges, one paragraph for each block of the page: the finder of the main part sometimes tears a block
/// apart or joins two.
fn by_block(letters: &Letters, found: impl Iterator<Item = Range<usize>>) -> Vec<Vec<Range<usize>>> {
    let mut paragraphs: Vec<Vec<Range<usize>>> = Vec::new();
    let (mut block, mut filled) = (0_usize, None);
    for range in found {
        let mut start = range.start;
        while start < range.end {
            while letters.blocks.get(block).is_some_and(|here| here.letters.end <= start) {
                block = block.saturating_add(1);
            }
            let Some(here) = letters.blocks.get(block) else { return paragraphs };
            let end = range.end.min(here.letters.end);
            match paragraphs.last_mut() {
                Some(last) if filled == Some(block) => matching::join(last, start..end),
                _ => paragraphs.push(matching::one(start..end)),
            }
            filled = Some(block);
            start = end;
        }
    }
    paragraphs
}

fn whole_page(letters: &Letters, notes: &mut Vec<IntakeNote>) -> Vec<Vec<Range<usize>>> {
    let explained = notes.iter().any(|note| {
        matches!(
            note,
            IntakeNote::PageTooLarge { .. }
                | IntakeNote::TooManyTags { .. }
                | IntakeNote::TooManyCodes { .. }
                | IntakeNote::TooDeep { .. }
        )
    });
    if !explained && !letters.text.is_empty() {
        notes.push(IntakeNote::NoMainText);
    }
    letters.blocks.iter().map(|block| vec![block.letters.clone()]).collect()
}

/// Adds one paragraph: the letters in `ranges`, with the white space between them folded.
fn push(mapped: &mut Mapped, decoded: &Decoded, stream: &Stream, letters: &Letters, ranges: &[Range<usize>]) {
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
    let mut writer = Writer { mapped, decoded, ranges, next: 0, begun: false, space: None };
    let start = letters.piece_at(first.start);
    for index in start..stream.pieces.len() {
        let (Some(piece), Some(mut at)) = (stream.pieces.get(index), letters.start_of(index)) else { break };
        if at >= last.end {
            break;
        }
        let place = piece.range();
        match piece.what {
            What::Space | What::Break => writer.white(place),
            What::Char(character) if character.is_whitespace() => writer.white(place),
            What::Char(character) if letters::ignored(character) => {}
            What::Char(character) => {
                if writer.wants(at) {
                    writer.character(character, &place);
                }
            }
            What::Same => {
                for (offset, stretch, white) in letters::stretches(stream.same(piece, &decoded.text)) {
                    let begin = place.start.saturating_add(offset);
                    let end = begin.saturating_add(stretch.len());
                    if white {
                        writer.white(begin..end);
                    } else {
                        writer.same(at, begin..end);
                        at = at.saturating_add(stretch.len());
                    }
                }
            }
        }
    }
}

/// Writes the wanted letters of one paragraph.
struct Writer<'a> {
    mapped: &'a mut Mapped,
    decoded: &'a Decoded,
    ranges: &'a [Range<usize>],
    /// The first of the ranges that does not lie behind.
    next: usize,
    begun: bool,
    space: Option<Range<usize>>,
}

impl Writer<'_> {
    /// The wanted range at or after this letter.
    fn range(&mut self, at: usize) -> Option<Range<usize>> {
        while self.ranges.get(self.next).is_some_and(|range| range.end <= at) {
            self.next = self.next.saturating_add(1);
        }
        self.ranges.get(self.next).cloned()
    }

    fn wants(&mut self, at: usize) -> bool {
        self.range(at).is_some_and(|range| range.start <= at)
    }

    fn white(&mut self, place: Range<usize>) {
        if self.begun {
            let start = self.space.as_ref().map_or(place.start, |space| space.start);
            self.space = Some(start..place.end);
        }
    }

    fn before_letters(&mut self) {
        self.begun = true;
        if let Some(space) = self.space.take() {
            self.mapped.push_as(self.decoded, ' ', &space);
        }
    }

    fn character(&mut self, character: char, place: &Range<usize>) {
        self.before_letters();
        self.mapped.push_as(self.decoded, character, place);
    }

    /// Letters that begin at `at`, of which perhaps only a part is wanted.
    fn same(&mut self, at: usize, place: Range<usize>) {
        let end = at.saturating_add(place.len());
        let mut from = at;
        while let Some(range) = self.range(from) {
            let (start, stop) = (range.start.max(from), range.end.min(end));
            if start >= stop {
                return;
            }
            self.before_letters();
            let begin = place.start.saturating_add(start.saturating_sub(at));
            let finish = place.start.saturating_add(stop.saturating_sub(at));
            self.mapped.push_same(self.decoded, begin..finish);
            from = stop;
        }
    }
}
