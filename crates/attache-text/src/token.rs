//! Tokens: words, numbers, marks, each with its place in the text.

use attache_core::span::Span;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word in lower case.
    Lower,
    /// A word that begins with a capital.
    Capital,
    /// A word of two or more capitals and no small letter ("DPRK", "U.S.").
    Upper,
    /// Digits, with separators ("10,000", "3.4").
    Number,
    /// Digits and letters ("155mm", "122-millimetre", "20th").
    Mixed,
    /// A quotation mark that may open or close (straight).
    Quote,
    /// An opening quotation mark.
    OpenQuote,
    /// A closing quotation mark.
    CloseQuote,
    /// Any other mark.
    Mark,
}

/// A token: its place, and how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How it looks.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
}

impl Token {
    /// Its place.
    #[must_use]
    pub(crate) const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Whether it is a word of any shape.
    #[must_use]
    pub(crate) const fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// Whether it begins with a capital letter.
    #[must_use]
    pub(crate) const fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// Appends the tokens of `text[from..to]` to `out`. Both ends must be character boundaries; where they
/// are not, nothing is appended.
pub(crate) fn tokenize(text: &str, from: usize, to: usize, out: &mut Vec<Token>) {
    let Some(part) = text.get(from..to) else { return };
    let mut rest = part;
    let mut at = from;
    let mut spaced = true;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() || first == '\u{feff}' {
            spaced = true;
            first.len_utf8()
        } else {
            let (length, shape) = token_at(rest, first);
            out.push(Token { start: at, end: at.saturating_add(length), shape, spaced });
            spaced = false;
            length
        };
        at = at.saturating_add(length);
        rest = rest.get(length..).unwrap_or("");
    }
}

fn token_at(rest: &str, first: char) -> (usize, Shape) {
    if first.is_ascii_digit() {
        return number_at(rest);
    }
    if first.is_alphanumeric() {
        return word_at(rest, first);
    }
    // Two single marks for one double, as some agencies write.
    if rest.starts_with("''") || rest.starts_with("``") {
        return (2, Shape::Quote);
    }
    if apostrophe(first)
        && let Some(length) = clitic(rest, first)
    {
        return (length, Shape::Lower);
    }
    let shape = match first {
        '"' | '\u{ff02}' => Shape::Quote,
        '“' | '«' | '„' | '‟' | '‘' => Shape::OpenQuote,
        '”' | '»' | '’' => Shape::CloseQuote,
        '\'' => Shape::Quote,
        _ => Shape::Mark,
    };
    (first.len_utf8(), shape)
}

const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The possessive "'s", split from the word before it.
fn clitic(rest: &str, first: char) -> Option<usize> {
    let mut after = rest.chars().skip(1);
    let s = after.next().filter(|c| matches!(c, 's' | 'S'))?;
    match after.next() {
        Some(next) if next.is_alphanumeric() => None,
        _ => Some(first.len_utf8().saturating_add(s.len_utf8())),
    }
}

/// Digits with inner separators; letters that follow without a space make it a designation.
fn number_at(rest: &str) -> (usize, Shape) {
    let bytes = rest.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let mut end = 0usize;
    loop {
        while byte(end).is_ascii_digit() {
            end = end.saturating_add(1);
        }
        let next = end.saturating_add(1);
        if matches!(byte(end), b',' | b'.') && byte(next).is_ascii_digit() {
            end = next;
        } else if let Some(space) = thousands_space(rest.get(end..).unwrap_or("")) {
            end = end.saturating_add(space);
        } else {
            break;
        }
    }
    let tail = rest.get(end..).unwrap_or("");
    let letters = inner_length(tail);
    if letters == 0 { (end, Shape::Number) } else { (end.saturating_add(letters), Shape::Mixed) }
}

/// A space that parts thousands ("1 200", with a no-break or thin space as SI writes it): its length,
/// where exactly three digits follow. An ordinary space parts words.
fn thousands_space(tail: &str) -> Option<usize> {
    let space = tail.chars().next().filter(|c| matches!(c, '\u{a0}' | '\u{2009}' | '\u{202f}'))?;
    let digits = tail.chars().skip(1).take(4).take_while(char::is_ascii_digit).count();
    (digits == 3).then_some(space.len_utf8())
}

/// How far a word goes on from here: letters, digits, and hyphens or points between them.
fn inner_length(tail: &str) -> usize {
    let mut end = 0usize;
    let mut chars = tail.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || c == '\u{301}' {
            end = at.saturating_add(c.len_utf8());
            continue;
        }
        let joins = matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '&' | '\'' | '’' | '.');
        let next = chars.peek().map(|(_, next)| *next);
        let continues = next.is_some_and(|n| match c {
            // "U.S." and "e.g." go on; a full stop before a new sentence does not.
            '.' => n.is_alphabetic() && single_letter_before(tail, at) && single_letter_after(tail, at),
            '/' => n.is_ascii_digit() || (n.is_uppercase() && at <= 4),
            '\'' | '’' => n.is_alphabetic() && !possessive_at(tail, at, c),
            _ => n.is_alphanumeric(),
        });
        if !(joins && continues) {
            break;
        }
    }
    end
}

fn single_letter_before(tail: &str, at: usize) -> bool {
    let before = tail.get(..at).unwrap_or("");
    let last = before.rsplit(['.', '-']).next().unwrap_or("");
    last.chars().count() <= 1
}

fn single_letter_after(tail: &str, at: usize) -> bool {
    let mut after = tail.get(at..).unwrap_or("").chars().skip(2);
    after.next().is_none_or(|c| !c.is_alphanumeric())
}

fn possessive_at(tail: &str, at: usize, mark: char) -> bool {
    clitic(tail.get(at..).unwrap_or(""), mark).is_some()
}

fn word_at(rest: &str, first: char) -> (usize, Shape) {
    let head = first.len_utf8();
    let more = word_tail(rest, head);
    let mut length = head.saturating_add(more);
    // "U.S." keeps its last point.
    let word = rest.get(..length).unwrap_or("");
    if word.contains('.') && rest.get(length..).is_some_and(|r| r.starts_with('.')) {
        length = length.saturating_add(1);
    }
    let word = rest.get(..length).unwrap_or("");
    let shape = if is_hangul(first) {
        // Hangul has no capitals; among words in other letters it writes a name.
        Shape::Capital
    } else if !first.is_uppercase() {
        Shape::Lower
    } else if word.chars().count() > 1 && !word.chars().any(char::is_lowercase) {
        Shape::Upper
    } else {
        Shape::Capital
    };
    (length, shape)
}

/// Whether this is a syllable of Hangul (Unicode block "Hangul Syllables").
const fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// Most words are ASCII letters; only the others take the long way.
fn word_tail(rest: &str, head: usize) -> usize {
    let tail = rest.get(head..).unwrap_or("");
    let letters = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match tail.as_bytes().get(letters) {
        None | Some(b' ' | b',' | b'\n' | b'"' | b')') => letters,
        Some(b'.') if letters > 0 => letters,
        _ => inner_length_from(rest, head),
    }
}

/// The inner length counted with the first letter in view ("U.S." needs it).
fn inner_length_from(rest: &str, head: usize) -> usize {
    inner_length(rest).saturating_sub(head)
}

#[cfg(test)]
mod tests {
    use super::{Shape, tokenize};

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        let found: Vec<_> = tokens.iter().map(|t| t.span().text(text).unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_numbers_and_marks() {
        check("Han Seo-yun's 10,000 men.", &["Han", "Seo-yun", "'s", "10,000", "men", "."]);
        check("155mm, 3.4 million; 82%", &["155mm", ",", "3.4", "million", ";", "82", "%"]);
        check("the U.S. said", &["the", "U.S.", "said"]);
        check("the U.S.-led bloc", &["the", "U.S.", "-", "led", "bloc"]);
        check("1\u{202f}200 drones, 12\u{a0}345", &["1\u{202f}200", "drones", ",", "12\u{a0}345"]);
        check("in 2023 1200 men", &["in", "2023", "1200", "men"]);
        check("It ended. Then", &["It", "ended", ".", "Then"]);
        check("didn’t O’Brien’s", &["didn’t", "O’Brien", "’s"]);
        check("Shahed-131/136 and Su-35", &["Shahed-131/136", "and", "Su-35"]);
        check("“We will,” he said", &["“", "We", "will", ",", "”", "he", "said"]);
        check("(region – ed.)", &["(", "region", "–", "ed", ".", ")"]);
    }

    #[test]
    fn shapes() {
        let text = "DPRK sent 155mm Shells 12 백성호";
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        let shapes: Vec<_> = tokens.iter().map(|t| t.shape).collect();
        let expected =
            [Shape::Upper, Shape::Lower, Shape::Mixed, Shape::Capital, Shape::Number, Shape::Capital];
        assert_eq!(shapes, expected);
    }

    #[test]
    fn ends_inside_a_character_give_nothing() {
        let mut tokens = Vec::new();
        tokenize("é", 1, 2, &mut tokens);
        assert!(tokens.is_empty());
    }
}
