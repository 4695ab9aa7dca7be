//! What a reader of the original sees at a place, read without the map: the check on the map.

use encoding_rs::{Encoding, UTF_8};

use super::Form;
use super::encoding::Decoded;
use super::html::stream::Stream;

/// What a reader sees in a slice of an original in UTF-8: entities resolved, tags and marks dropped, white space
/// folded to single spaces. Text of the original that intake left out (an advertisement between two paragraphs)
/// is in it if it lies inside the slice.
#[must_use]
pub fn decode_original(form: Form, original_slice: &[u8]) -> String {
    decode_as(form, "UTF-8", original_slice)
}

/// As [`decode_original`], for a named encoding.
pub(super) fn decode_as(form: Form, encoding: &str, slice: &[u8]) -> String {
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
    let text = Decoded::slice(encoding, slice);
    match form {
        Form::Plain => fold(&text),
        Form::Markdown => fold(&unmarked(&text)),
        Form::Html => fold(&untagged(&text)),
    }
}

/// White space folded to single spaces; characters without width dropped.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The text of a stretch of HTML.
pub(super) fn untagged(html: &str) -> String {
    let stream = Stream::read(html, usize::MAX);
    stream.words(0..stream.pieces.len(), html)
}

/// The text of a stretch of Markdown, perhaps out of the middle of a sentence: a plain walk over its marks
/// that does not use the parser, so that it can check what the parser's positions gave.
fn unmarked(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        let content = line.trim_start_matches([' ', '\t', '>', '#']);
        let content =
            ["- ", "* ", "+ "].iter().find_map(|mark| content.strip_prefix(mark)).unwrap_or(content);
        let mut characters = content.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => {
                    text.extend(characters.next())
                }
                '*' | '[' | '`' | '|' => {}
                '_' if !text.ends_with(char::is_alphanumeric) => {}
                '_' if !characters.peek().is_some_and(|next| next.is_alphanumeric()) => {}
                ']' if characters.peek() == Some(&'(') => {
                    while characters.next().is_some_and(|c| c != ')') {}
                }
                ']' => {}
                _ => text.push(character),
            }
        }
        text.push('\n');
    }
    untagged(&text)
}
