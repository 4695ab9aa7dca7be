//! What receives the tokenizer's finds and makes pieces of them.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, naive_next_state};

use super::super::tag::{Role, role};
use super::{Piece, Stream, What};

/// A tag name longer than this is none that matters.
const NAME: usize = 32;

/// The tag that is being read.
#[derive(Debug, Default)]
struct Tag {
    name: Vec<u8>,
    is_end: bool,
    is_closed: bool,
    start: usize,
    /// Name and value of attributes, kept only for tags that say something about the page.
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Where text goes that is not part of the page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    Nothing,
    Title,
    Data,
}

/// Receives what the tokenizer finds.
pub(super) struct Reading<'a> {
    source: &'a [u8],
    stream: &'a mut Stream,
    limit: usize,
    /// How far the tokenizer has come.
    position: usize,
    /// How far what was received reaches.
    covered: usize,
    tag: Tag,
    last_start: Vec<u8>,
    /// The element whose content is skipped, and how many of its name are open.
    skipped: Option<(Vec<u8>, usize)>,
    heard: Heard,
    /// The last piece with content was a line break.
    broken: bool,
}

/// Most attributes of a tag, and bytes of a value, that are kept.
const ATTRIBUTES: usize = 24;
const VALUE: usize = 4096;

impl<'a> Reading<'a> {
    /// At the beginning of a page.
    pub(super) fn new(source: &'a str, stream: &'a mut Stream, limit: usize) -> Self {
        Self {
            source: source.as_bytes(),
            stream,
            limit,
            position: 0,
            covered: 0,
            tag: Tag::default(),
            last_start: Vec::new(),
            skipped: None,
            heard: Heard::Nothing,
            broken: false,
        }
    }
}

impl Reading<'_> {
    fn push(&mut self, range: Range<usize>, what: What) {
        if self.stream.pieces.len() >= self.limit {
            self.stream.full = true;
            return;
        }
        let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else {
            self.stream.full = true;
            return;
        };
        if let Some(last) = self.stream.pieces.last_mut() {
            let follows = last.what == What::Same && what == What::Same && last.end == start;
            if follows || (last.what == What::Break && what == What::Break) {
                last.end = end;
                return;
            }
        }
        self.stream.pieces.push(Piece { start, end, what });
    }

    /// Text that ends at the current position.
    fn text(&mut self, text: &[u8]) {
        let start = self.position.saturating_sub(text.len());
        let same = start >= self.covered && self.source.get(start..self.position) == Some(text);
        let place = if same { start..self.position } else { self.covered.min(self.position)..self.position };
        self.covered = self.position;
        match self.heard {
            Heard::Title => self.stream.sayings.title_text(text),
            Heard::Data => self.stream.sayings.data_text(text),
            Heard::Nothing => {}
        }
        if self.skipped.is_some() {
            return;
        }
        if !text.iter().all(u8::is_ascii_whitespace) {
            self.broken = false;
        }
        if same {
            let signs = text.iter().filter(|byte| **byte == b'&').count();
            self.stream.weight.codes = self.stream.weight.codes.saturating_add(signs);
            self.push(place, What::Same);
        } else {
            self.stream.weight.codes = self.stream.weight.codes.saturating_add(1);
            // A carriage return is read as a line feed; both are white space here.
            for character in String::from_utf8_lossy(text).chars() {
                self.push(place.clone(), What::Char(character));
            }
        }
    }

    fn start_tag(&mut self, kind: Role, place: Range<usize>) {
        if let Some((name, open)) = &mut self.skipped {
            if *name == self.tag.name && !self.tag.is_closed {
                *open = open.saturating_add(1);
            }
            return;
        }
        match kind {
            Role::LineBreak if self.broken => self.push(place, What::Break),
            Role::LineBreak => {
                self.broken = true;
                self.push(place, What::Space);
            }
            Role::Block | Role::Scope | Role::Implied => self.push(place, What::Break),
            Role::Void if self.tag.name == b"hr" => self.push(place, What::Break),
            Role::Skipped => {
                let empty = self.tag.is_closed && self.tag.name == b"svg";
                self.skipped = (!empty).then(|| (self.tag.name.clone(), 1));
            }
            _ => {}
        }
    }

    fn end_tag(&mut self, kind: Role, place: Range<usize>) {
        self.heard = Heard::Nothing;
        if let Some((name, open)) = &mut self.skipped {
            if *name == self.tag.name {
                *open = open.saturating_sub(1);
                if *open == 0 {
                    self.skipped = None;
                }
            } else if self.tag.name == b"body" {
                self.skipped = None;
            }
            return;
        }
        if matches!(kind, Role::Block | Role::Scope | Role::Implied) {
            self.push(place, What::Break);
        }
    }

    /// Whether the attributes of the tag being read are kept.
    fn listens(&self) -> bool {
        !self.tag.is_end
            && matches!(self.tag.name.as_slice(), b"meta" | b"link" | b"time" | b"html" | b"script")
    }
}

impl Emitter for Reading<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start = last_start_tag.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _error: Error) {
        self.stream.weight.codes = self.stream.weight.codes.saturating_add(1);
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        if !text.is_empty() {
            self.text(text);
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.name.clear();
        self.tag.attributes.clear();
        self.tag.is_end = false;
        self.tag.is_closed = false;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.tag.is_end = true;
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        let place = self.covered.max(self.tag.start).min(self.position)..self.position;
        self.covered = self.position;
        let kind = role(&self.tag.name);
        if self.tag.is_end {
            self.last_start.clear();
            self.stream.weight.end(&self.tag.name, kind);
            self.end_tag(kind, place);
            return None;
        }
        self.last_start.clone_from(&self.tag.name);
        self.stream.weight.start(&self.tag.name, kind);
        if self.skipped.is_none() {
            let is_data = self.stream.sayings.start_tag(&self.tag.name, &self.tag.attributes);
            self.heard = match self.tag.name.as_slice() {
                b"title" => Heard::Title,
                b"script" if is_data => Heard::Data,
                _ => Heard::Nothing,
            };
        }
        self.start_tag(kind, place);
        naive_next_state(&self.tag.name)
    }

    fn emit_current_comment(&mut self) {
        self.covered = self.position;
    }

    fn emit_current_doctype(&mut self) {
        self.covered = self.position;
    }

    fn set_self_closing(&mut self) {
        self.tag.is_closed = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        // One more byte than any known name is kept, so that a longer name equals none of them.
        let room = NAME.saturating_sub(self.tag.name.len());
        self.tag.name.extend(name.iter().take(room));
    }

    fn push_comment(&mut self, _text: &[u8]) {}

    fn push_doctype_name(&mut self, _name: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        if self.listens() && self.tag.attributes.len() < ATTRIBUTES {
            self.tag.attributes.push((Vec::new(), Vec::new()));
        }
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if self.listens()
            && let Some((kept, _)) = self.tag.attributes.last_mut()
        {
            kept.extend(name.iter().take(NAME.saturating_sub(kept.len())));
        }
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if self.listens()
            && let Some((_, kept)) = self.tag.attributes.last_mut()
        {
            kept.extend(value.iter().take(VALUE.saturating_sub(kept.len())));
        }
    }

    fn set_doctype_public_identifier(&mut self, _value: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _value: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _value: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _value: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.tag.start = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag.is_end && !self.last_start.is_empty() && self.last_start == self.tag.name
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
