//! From the words that were answered to places in the text: what does not stand there, word for word, is dropped.

use attache_core::{attribution::Attribution, span::Span};

use super::reply::Answered;

/// Most places of one run of words that are looked at.
const MOST: usize = 64;

/// Why something that was answered is no draft; its text says it after a count ("2 not in the text").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
pub(crate) enum Dropped {
    /// An entry is not of the form that was asked for.
    #[strum(to_string = "of another form")]
    Malformed,
    /// There is no content in it.
    #[strum(to_string = "empty")]
    Empty,
    /// Its words do not stand in the passage.
    #[strum(to_string = "not in the text")]
    NotInText,
    /// Its content stands there more than once, and nothing says which is meant.
    #[strum(to_string = "in several places")]
    Ambiguous,
    /// Source, cue and content lie over one another.
    #[strum(to_string = "with overlapping parts")]
    Overlapping,
    /// The rules see no claim in it: it lies in two paragraphs, or holds no word.
    #[strum(to_string = "no claim")]
    NoClaim,
    /// Answered before.
    #[strum(to_string = "said twice")]
    Repeated,
    /// Beyond what is taken of one article.
    #[strum(to_string = "beyond the most of one report")]
    TooMany,
}

/// Finds the places of an entry within a window of the text. Of several places of the same words, those nearest to
/// one another are meant.
///
/// # Errors
/// Why it cannot be placed.
pub(super) fn placed(text: &str, window: Span, entry: &Answered) -> Result<Attribution, Dropped> {
    if entry.content.trim().is_empty() {
        return Err(Dropped::Empty);
    }
    let found = |words: &str| -> Result<Vec<Option<Span>>, Dropped> {
        if words.trim().is_empty() {
            return Ok(vec![None]);
        }
        let places = places(text, window, words.trim());
        if places.is_empty() { Err(Dropped::NotInText) } else { Ok(places.into_iter().map(Some).collect()) }
    };
    let (sources, cues) = (found(&entry.source)?, found(&entry.cue)?);
    let contents = found(&entry.content)?;
    if contents.len() > 1 && sources == [None] && cues == [None] {
        return Err(Dropped::Ambiguous);
    }
    let mut best: Option<(Apart, Parts)> = None;
    for content in &contents {
        for cue in &cues {
            for source in &sources {
                let parts = [*source, *cue, *content];
                let apart = apart(parts);
                if best.is_none_or(|(least, _)| apart < least) {
                    best = Some((apart, parts));
                }
            }
        }
    }
    // A content that holds its own credit is none, though the same words may stand elsewhere too.
    let best = best.filter(|((_, overlap), _)| !overlap);
    let (_, [source, cue, content]) = best.ok_or(Dropped::Overlapping)?;
    let list = |span: Option<Span>| span.into_iter().collect();
    Ok(Attribution { source: list(source), cue: list(cue), content: list(content) })
}

/// Source, cue and content.
type Parts = [Option<Span>; 3];
/// How far parts lie from one another, in bytes, and whether any lie over one another.
type Apart = (usize, bool);

fn apart([source, cue, content]: Parts) -> Apart {
    let gap = |one: Option<Span>, other: Option<Span>| {
        let pair = one.zip(other);
        pair.map_or(0, |(one, other)| one.start.max(other.start).saturating_sub(one.end.min(other.end)))
    };
    let over = |one: Option<Span>, other: Option<Span>| {
        one.zip(other).is_some_and(|(one, other)| one.overlaps(other))
    };
    let gaps = match cue {
        Some(_) => gap(source, cue).saturating_add(gap(cue, content)),
        None => gap(source, content),
    };
    (gaps, over(source, cue) || over(cue, content) || over(source, content))
}

/// Where words stand in the window, from word boundary to word boundary.
fn places(text: &str, window: Span, words: &str) -> Vec<Span> {
    let Some(shown) = window.text(text) else { return Vec::new() };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (letter(words.chars().next()), letter(words.chars().next_back()));
    let whole = |at: &usize| {
        let before = shown.get(..*at).and_then(|before| before.chars().next_back());
        let after = shown.get(at.saturating_add(words.len())..).and_then(|after| after.chars().next());
        !(first && letter(before) || last && letter(after))
    };
    let found = shown.match_indices(words).map(|(at, _)| at).filter(whole).take(MOST);
    found
        .map(|at| {
            let start = window.start.saturating_add(at);
            Span::new(start, start.saturating_add(words.len()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use attache_core::span::Span;
    use proptest::prelude::*;

    use super::{Dropped, placed};
    use crate::drafter::reply::Answered;

    const TEXT: &str = "Outside. “Ü”: the envoy said he left, and the envoy said the others stayed; the café – 서울 – closed, \
        the others said. Outside.";

    fn place(source: &str, cue: &str, content: &str) -> Result<[Vec<(usize, String)>; 3], Dropped> {
        let window = Span::new(9, TEXT.len() - 9);
        let entry = Answered { source: source.into(), cue: cue.into(), content: content.into() };
        let told = |spans: Vec<Span>| -> Vec<(usize, String)> {
            spans.iter().map(|span| (span.start, span.text(TEXT).unwrap().to_owned())).collect()
        };
        placed(TEXT, window, &entry).map(|found| [told(found.source), told(found.cue), told(found.content)])
    }

    fn at(words: &str, number: usize) -> Vec<(usize, String)> {
        let at = TEXT.match_indices(words).nth(number).unwrap().0;
        vec![(at, words.to_owned())]
    }

    #[test]
    fn the_nearest_of_several_places_is_meant() {
        let first = place("the envoy", "said", "he left").unwrap();
        assert_eq!(first, [at("the envoy", 0), at("said", 0), at("he left", 0)]);
        let second = place("the envoy", "said", "the others stayed").unwrap();
        assert_eq!(second, [at("the envoy", 1), at("said", 1), at("the others stayed", 0)]);
        let last = place(" the others ", "said", "the café – 서울 – closed").unwrap();
        assert_eq!(last, [at("the others", 1), at("said", 2), at("the café – 서울 – closed", 0)]);
        assert_eq!(place("the envoy", "", "he left").unwrap()[0], at("the envoy", 0));
        assert_eq!(place("", "", "Ü").unwrap(), [vec![], vec![], at("Ü", 0)]);
    }

    #[test]
    fn what_does_not_stand_there_word_for_word_is_dropped() {
        let not = || Err(Dropped::NotInText);
        assert_eq!(place("the envoy", "said", "they left"), not());
        assert_eq!(place("The envoy", "said", "he left"), not(), "another case");
        assert_eq!(place("the envoy", "said", "e left"), not(), "within a word");
        assert_eq!(place("the envoy", "said", "Outside"), not(), "outside of the window");
        assert_eq!(place("the envoy", "said", "cafe\u{301}"), not(), "another form of é");
        assert_eq!(place("the minister", "said", "he left"), not());
        assert_eq!(place("the envoy", "says", "he left"), not());
        assert_eq!(place("", "", "the others"), Err(Dropped::Ambiguous));
        assert_eq!(place("the envoy", "said", "the envoy said he left"), Err(Dropped::Overlapping));
        assert_eq!(place("Ü", "Ü", "he left"), Err(Dropped::Overlapping));
        for empty in ["", " \n"] {
            assert_eq!(place("the envoy", "said", empty), Err(Dropped::Empty));
        }
    }

    proptest! {
        #[test]
        fn what_is_placed_stands_in_the_window_and_nothing_panics(
            start in 0_usize..140, end in 0_usize..140,
            source in "[a-z é서“]{0,4}", cue in "[a-z é서“]{0,4}", content in "[a-z é서“]{0,4}",
        ) {
            let entry = Answered { source: source.clone(), cue: cue.clone(), content: content.clone() };
            if let Ok(found) = placed(TEXT, Span::new(start, end), &entry) {
                for (spans, words) in [(found.source, source), (found.cue, cue), (found.content, content)] {
                    for span in spans {
                        prop_assert!(span.start >= start && span.end <= end);
                        prop_assert_eq!(span.text(TEXT), Some(words.trim()));
                    }
                }
            }
        }
    }
}
