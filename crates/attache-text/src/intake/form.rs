//! The form of an original: plain text, Markdown or HTML.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How an original is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Plain text, stored byte for byte.
    Plain,
    /// Markdown (CommonMark with tables and footnotes), perhaps with front matter.
    Markdown,
    /// A web page.
    Html,
}

impl Form {
    /// The form's name, as in its serialised form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Recognises the form by content. In doubt it is plain text, because plain text loses nothing.
    pub(super) fn detect(text: &str) -> Self {
        let head = leading(text, 64 << 10);
        if is_html(head) {
            Self::Html
        } else if is_markdown(head) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is no form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFormError {
    given: String,
}

impl fmt::Display for ParseFormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\u{201c}{}\u{201d} is no form of an article; say plain, markdown or html", self.given)
    }
}

impl std::error::Error for ParseFormError {}

impl FromStr for Form {
    type Err = ParseFormError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name.to_ascii_lowercase().as_str() {
            "plain" | "text" | "txt" => Ok(Self::Plain),
            "markdown" | "md" => Ok(Self::Markdown),
            "html" | "htm" | "xhtml" => Ok(Self::Html),
            _ => Err(ParseFormError { given: name.to_owned() }),
        }
    }
}

/// At most `bytes` bytes from the beginning, at a character boundary.
pub(super) fn leading(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

fn is_html(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    let start = leading(lower.trim_start(), 4 << 10);
    let opens = ["<!doctype html", "<html", "<head", "<body", "<article", "<main"];
    if opens.iter().any(|tag| start.starts_with(tag)) {
        return true;
    }
    if (start.starts_with("<?xml") || start.starts_with("<!--")) && start.contains("<html") {
        return true;
    }
    // A piece of a page: it begins with a tag and closes paragraphs or divisions.
    start.starts_with('<') && ["</p>", "</div>", "</h1>"].iter().any(|tag| lower.contains(tag))
}

fn is_markdown(head: &str) -> bool {
    if super::markdown::front_matter(head).is_some() {
        return true;
    }
    let mut blank_before = true;
    for line in head.lines() {
        if blank_before && is_heading(line) || has_link(line) {
            return true;
        }
        blank_before = line.trim().is_empty();
    }
    false
}

/// An ATX heading: one to six `#`, a space and words.
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let marks = line.len().saturating_sub(words.len());
    (1..=6).contains(&marks) && words.starts_with(' ') && words.contains(char::is_alphabetic)
}

/// An inline link with an address or a path behind it.
fn has_link(line: &str) -> bool {
    line.match_indices("](").any(|(at, _)| {
        let opened = line.get(..at).is_some_and(|before| before.contains('['));
        let rest = line.get(at.saturating_add(2)..).unwrap_or_default();
        opened
            && rest.contains(')')
            && ["http://", "https://", "/", "#", "mailto:"].iter().any(|s| rest.starts_with(s))
    })
}
