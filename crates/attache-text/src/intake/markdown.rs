//! Markdown: the words of paragraphs, headings, list items, block quotes and table cells. Link targets, images,
//! code blocks and embedded HTML are left out.

mod front_matter;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::encoding::Decoded;
use super::run::{Mapped, part};
use super::{Limits, Particulars};

pub(super) use front_matter::front_matter;

/// Reads a Markdown text. The headline (from the front matter, otherwise a first heading of level 1) is not part
/// of the stored text.
pub(super) fn read(decoded: &Decoded, limits: &Limits) -> (Mapped, Particulars) {
    let text = decoded.text.as_str();
    let matter = front_matter(text);
    let start = matter.as_ref().map_or(0, |matter| matter.end);
    let mut particulars = matter.map(|matter| matter.particulars).unwrap_or_default();
    let mut blocks = Blocks::new(decoded);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let body = text.get(start..).unwrap_or_default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let shifted = range.start.saturating_add(start)..range.end.saturating_add(start);
        blocks.event(event, &shifted);
        if blocks.pieces.len() >= limits.runs {
            break;
        }
    }
    blocks.end_block();
    let mut mapped = Mapped::with_limit(limits.runs);
    for (index, block) in blocks.blocks.iter().enumerate() {
        let words = blocks.words(block);
        let headline = block.headline && (index == 0 || particulars.title.as_deref() == Some(words.as_str()));
        if headline && particulars.title.as_deref().is_none_or(|title| title == words) {
            particulars.title = Some(words);
            continue;
        }
        mapped.push_break();
        for piece in blocks.pieces.get(block.pieces.clone()).unwrap_or_default() {
            match piece {
                Piece::Same(range) => mapped.push_same(decoded, range.clone()),
                Piece::As(character, range) => mapped.push_as(decoded, *character, range),
            }
        }
    }
    (mapped, particulars)
}

/// Words from the decoded text: as they stand there, or one character for a stretch of it.
#[derive(Debug)]
enum Piece {
    Same(Range<usize>),
    As(char, Range<usize>),
}

#[derive(Debug)]
struct Block {
    pieces: Range<usize>,
    headline: bool,
}

/// Paragraphs as they are collected from the parser's events.
struct Blocks<'a> {
    decoded: &'a Decoded,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    /// Where the pieces of the open block begin.
    open: usize,
    headline: bool,
    /// Inside how many things that are left out (code blocks, images, metadata).
    left_out: usize,
    /// White space that becomes one space if words follow.
    space: Option<Range<usize>>,
}

impl<'a> Blocks<'a> {
    fn new(decoded: &'a Decoded) -> Self {
        Self {
            decoded,
            pieces: Vec::new(),
            blocks: Vec::new(),
            open: 0,
            headline: false,
            left_out: 0,
            space: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                self.end_block_unless_inline(&event);
                self.left_out = self.left_out.saturating_add(1);
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            Event::Start(ref tag) if is_block(tag) => {
                self.end_block();
                self.headline = matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. });
            }
            Event::End(end) if is_block_end(end) => self.end_block(),
            Event::Rule => self.end_block(),
            _ if self.left_out > 0 => {}
            Event::Text(words) => self.words_at(&words, range),
            Event::Code(words) => {
                let source = part(&self.decoded.text, range.clone());
                let inside = source.find(words.as_ref()).unwrap_or_default();
                let start = range.start.saturating_add(inside);
                self.words_at(&words, &(start..start.saturating_add(words.len())));
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.white(range.clone()),
            Event::SoftBreak | Event::HardBreak => self.white(range.clone()),
            _ => {}
        }
    }

    fn end_block_unless_inline(&mut self, event: &Event<'_>) {
        if !matches!(event, Event::Start(Tag::Image { .. })) {
            self.end_block();
        }
    }

    fn words_at(&mut self, words: &str, range: &Range<usize>) {
        let source = self.decoded.text.as_str();
        if part(source, range.clone()) != words {
            // An entity, or a character that the parser replaced: each stands for the whole stretch.
            for character in words.chars() {
                if character.is_whitespace() {
                    self.white(range.clone())
                } else {
                    self.character(character, range)
                }
            }
            return;
        }
        let mut at = range.start;
        for (index, stretch) in words.split(char::is_whitespace).enumerate() {
            if index > 0 {
                let length = part(source, at..range.end).chars().next().map_or(0, char::len_utf8);
                self.white(at..at.saturating_add(length));
                at = at.saturating_add(length);
            }
            if !stretch.is_empty() {
                self.same(at..at.saturating_add(stretch.len()));
                at = at.saturating_add(stretch.len());
            }
        }
    }

    fn white(&mut self, range: Range<usize>) {
        if self.pieces.len() > self.open {
            let start = self.space.as_ref().map_or(range.start, |space| space.start);
            self.space = Some(start..range.end);
        }
    }

    fn flush_space(&mut self) {
        if let Some(space) = self.space.take() {
            self.pieces.push(Piece::As(' ', space));
        }
    }

    fn character(&mut self, character: char, range: &Range<usize>) {
        self.flush_space();
        self.pieces.push(Piece::As(character, range.clone()));
    }

    fn same(&mut self, range: Range<usize>) {
        self.flush_space();
        let text = self.decoded.text.as_str();
        let first = part(text, range.clone()).chars().next();
        // A backslash before punctuation is no word of its own: it belongs to the character that it escapes.
        if let Some(mark) = first.filter(char::is_ascii_punctuation)
            && text.get(..range.start).is_some_and(|before| before.ends_with('\\'))
            && !self.ends_at(range.start)
        {
            let after = range.start.saturating_add(1);
            self.pieces.push(Piece::As(mark, range.start.saturating_sub(1)..after));
            if after < range.end {
                self.pieces.push(Piece::Same(after..range.end));
            }
            return;
        }
        self.pieces.push(Piece::Same(range));
    }

    /// Whether the last piece already reaches this place, so that a backslash before it is a word itself.
    fn ends_at(&self, at: usize) -> bool {
        match self.pieces.last() {
            Some(Piece::Same(range) | Piece::As(_, range)) => range.end >= at,
            None => false,
        }
    }

    fn end_block(&mut self) {
        self.space = None;
        if self.pieces.len() > self.open {
            self.blocks.push(Block { pieces: self.open..self.pieces.len(), headline: self.headline });
        }
        self.open = self.pieces.len();
        self.headline = false;
    }

    fn words(&self, block: &Block) -> String {
        let pieces = self.pieces.get(block.pieces.clone()).unwrap_or_default();
        let mut words = String::new();
        for piece in pieces {
            match piece {
                Piece::Same(range) => words.push_str(part(&self.decoded.text, range.clone())),
                Piece::As(character, _) => words.push(*character),
            }
        }
        words
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

fn is_block_end(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
