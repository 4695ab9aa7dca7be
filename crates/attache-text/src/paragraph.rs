//! Paragraphs of a text, and which of them are headings.

use attache_core::span::Span;

/// Longest paragraph that is read as one, in bytes. A longer one (a file that is one line) is cut at a
/// space, so that memory stays flat in the length of the input.
pub(crate) const LONGEST: usize = 1 << 16;

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its place, without the white space around it.
    pub span: Span,
    /// A heading, a byline or a caption: no sentence, and so no claim.
    pub heading: bool,
}

/// The paragraphs of a text in order, each made when it is asked for.
pub(crate) struct Paragraphs<'t> {
    text: &'t str,
    at: usize,
    wrapped: bool,
    first: bool,
}

/// The paragraphs of `text`. A line is a paragraph, unless the text is wrapped by hand at some column:
/// then a blank line ends one.
#[must_use]
pub(crate) fn paragraphs(text: &str) -> Paragraphs<'_> {
    Paragraphs { text, at: 0, wrapped: is_wrapped(text), first: true }
}

/// Whether lines break in the middle of sentences: among lines that another line follows directly, half
/// or more do not end as sentences do, and none is longer than a wrapped line would be.
fn is_wrapped(text: &str) -> bool {
    let mut pairs = 0usize;
    let mut broken = 0usize;
    let mut previous = "";
    for line in text.lines().take(400) {
        let line = line.trim_end();
        if !previous.is_empty() && !line.trim().is_empty() {
            if previous.len() > 120 {
                return false;
            }
            pairs = pairs.saturating_add(1);
            broken = broken.saturating_add(usize::from(previous.len() > 40 && !ends_sentence(previous)));
        }
        previous = line;
    }
    pairs > 0 && broken.saturating_mul(2) >= pairs
}

/// Whether a line ends as a sentence does.
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    bare.ends_with(['.', '!', '?', ':', '…', ';']) || bare.is_empty()
}

impl Iterator for Paragraphs<'_> {
    type Item = Paragraph;

    fn next(&mut self) -> Option<Paragraph> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let length = if self.wrapped { block_length(rest) } else { line_length(rest) };
            let length = cut(rest, length);
            let part = rest.get(..length).unwrap_or(rest);
            let start = self.at.saturating_add(part.len().saturating_sub(part.trim_start().len()));
            let bare = part.trim();
            self.at = self.at.saturating_add(length.max(1));
            if bare.is_empty() {
                continue;
            }
            let heading = is_heading(bare, self.first);
            self.first = false;
            return Some(Paragraph { span: Span::new(start, start.saturating_add(bare.len())), heading });
        }
    }
}

fn line_length(rest: &str) -> usize {
    memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at.saturating_add(1))
}

fn block_length(rest: &str) -> usize {
    let mut length = 0usize;
    for line in rest.split_inclusive('\n') {
        length = length.saturating_add(line.len());
        if line.trim().is_empty() {
            break;
        }
    }
    length
}

/// Cuts at the last space before the longest length, on a character boundary in any case.
fn cut(rest: &str, length: usize) -> usize {
    if length <= LONGEST {
        return length;
    }
    let mut end = LONGEST;
    while !rest.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let space = rest.get(..end).and_then(|part| part.rfind([' ', '\t', '.']));
    space.map_or(end, |at| at.saturating_add(1))
}

fn is_heading(bare: &str, first: bool) -> bool {
    let words = bare.split_whitespace().take(30).count();
    if bare.starts_with('#') {
        return true;
    }
    let byline = (bare.starts_with("By ") || bare.starts_with("From ")) && words <= 12;
    !ends_sentence(bare) && (byline || words <= 14 || (first && words < 26))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, paragraphs};

    fn check(text: &str, expected: &[(&str, bool)]) {
        let found: Vec<_> = paragraphs(text).map(|p| (p.span.text(text).unwrap(), p.heading)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_paragraph_unless_lines_are_wrapped() {
        check(
            "Title here\nOne ended.\nTwo ended.\n",
            &[("Title here", true), ("One ended.", false), ("Two ended.", false)],
        );
        let wrapped =
            "The ministry said on Tuesday that it had sent the\nfirst of the shells to Ukraine.\n\nNext one.";
        let first = "The ministry said on Tuesday that it had sent the\nfirst of the shells to Ukraine.";
        check(wrapped, &[(first, false), ("Next one.", false)]);
    }

    #[test]
    fn one_endless_line_is_cut_at_spaces() {
        let text = "word ".repeat(40_000);
        let parts: Vec<_> = paragraphs(&text).collect();
        assert!(parts.iter().all(|p| p.span.len() <= LONGEST));
        assert_eq!(parts.iter().map(|p| p.span.len() + 1).sum::<usize>(), text.len());
        let solid = "é".repeat(LONGEST);
        assert!(paragraphs(&solid).all(|p| p.span.text(&solid).is_some()));
    }

    #[test]
    fn a_byline_is_no_sentence() {
        check("By Ana Novak\nIt rained.", &[("By Ana Novak", true), ("It rained.", false)]);
    }
}
