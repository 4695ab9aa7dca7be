//! Words of a text, folded so that they can be compared.

use crate::{source::folded, span::Span};

/// A word and where it stands.
pub(super) struct Word {
    /// Without case; British spelling as American.
    pub(super) folded: String,
    /// Where it stands.
    pub(super) at: Span,
}

/// The words of a text: runs of letters and digits. In scripts that put no space between words each
/// character is a word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (start, c) in text.char_indices() {
        let end = start.saturating_add(c.len_utf8());
        let alone = is_unspaced(c);
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        match words.last_mut().filter(|_| open && !alone) {
            Some(word) => word.at.end = end,
            None => words.push(Word { folded: String::new(), at: Span::new(start, end) }),
        }
        open = !alone;
    }
    for word in &mut words {
        word.folded = word.at.text(text).map(folded).unwrap_or_default();
    }
    words
}

/// The folded words alone.
pub(super) fn bare(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// Kana and Chinese characters.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// A word without the ending that its derivatives lack ("korea" gives "kore", for "Korean").
pub(super) fn stem(word: &str) -> &str {
    if word.chars().count() < 5 { word } else { word.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']) }
}

/// Whether a word is another word, or made from it.
pub(super) fn is_made_from(word: &str, of: &str) -> bool {
    word == of || (stem(of).chars().count() >= 4 && of.chars().count() >= 5 && word.starts_with(stem(of)))
}

/// Words of which many names are made: one of them alone points to nobody.
const GENERIC: &[&str] = &[
    "administration",
    "affairs",
    "agencies",
    "agency",
    "air",
    "airfield",
    "ambassador",
    "analyst",
    "analysts",
    "armed",
    "army",
    "assembly",
    "association",
    "authorities",
    "authority",
    "base",
    "board",
    "both",
    "branch",
    "broadcaster",
    "bureau",
    "cabinet",
    "center",
    "chief",
    "city",
    "command",
    "commission",
    "committee",
    "company",
    "corporation",
    "council",
    "country",
    "daily",
    "defense",
    "delegation",
    "department",
    "deputy",
    "desk",
    "directorate",
    "district",
    "document",
    "documents",
    "east",
    "eastern",
    "embassy",
    "experts",
    "external",
    "federal",
    "federation",
    "force",
    "forces",
    "foreign",
    "from",
    "general",
    "government",
    "group",
    "head",
    "headquarters",
    "house",
    "institute",
    "institution",
    "intelligence",
    "interior",
    "international",
    "journal",
    "kingdom",
    "main",
    "media",
    "military",
    "minister",
    "ministry",
    "national",
    "nations",
    "navy",
    "near",
    "network",
    "news",
    "north",
    "northern",
    "oblast",
    "office",
    "officer",
    "official",
    "officials",
    "organization",
    "outlets",
    "parliament",
    "parties",
    "party",
    "people",
    "peoples",
    "police",
    "policy",
    "port",
    "post",
    "presidency",
    "president",
    "presidential",
    "press",
    "prime",
    "province",
    "public",
    "radio",
    "region",
    "report",
    "reporters",
    "reports",
    "republic",
    "research",
    "secretary",
    "security",
    "senior",
    "service",
    "services",
    "several",
    "site",
    "some",
    "source",
    "sources",
    "south",
    "southern",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "state",
    "statement",
    "states",
    "studies",
    "study",
    "survey",
    "television",
    "that",
    "their",
    "they",
    "times",
    "town",
    "union",
    "united",
    "university",
    "unnamed",
    "west",
    "western",
    "with",
    "a",
    "an",
    "and",
    "at",
    "by",
    "for",
    "he",
    "her",
    "him",
    "his",
    "in",
    "it",
    "its",
    "of",
    "on",
    "one",
    "she",
    "the",
    "to",
    "we",
];

/// Whether many names are made of this word.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}
