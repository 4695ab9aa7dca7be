//! Words and phrases by id: one look-up a token, then whole phrases through a tree.

use rustc_hash::FxHashMap;

use crate::token::{Token, tokenize};

/// A known word, by number; 0 is any other word.
pub type WordId = u32;

/// Grammar classes of a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u64);

impl Classes {
    /// Whether any of `other`'s classes is among these.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These classes and those.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A phrase found: how many tokens it takes and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<E> {
    /// First token.
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// What it is.
    pub entry: E,
}

/// How the case of a phrase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As written in the table: a name.
    Exact,
    /// Not at all.
    Any,
}

#[derive(Debug, Default)]
struct Node<E> {
    entries: Vec<(E, Option<Box<str>>)>,
}

/// Words with their classes, and phrases with what they mean (`E`).
#[derive(Debug)]
pub(crate) struct Lexicon<E> {
    ids: FxHashMap<Box<str>, WordId>,
    classes: Vec<Classes>,
    starts: Vec<bool>,
    edges: FxHashMap<(u32, WordId), u32>,
    nodes: Vec<Node<E>>,
}

impl<E: Copy> Default for Lexicon<E> {
    fn default() -> Self {
        Self {
            ids: FxHashMap::default(),
            classes: vec![Classes::default()],
            starts: vec![false],
            edges: FxHashMap::default(),
            nodes: vec![Node { entries: Vec::new() }],
        }
    }
}

/// The form in which words are compared: lower case, straight apostrophes.
fn normal(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

impl<E: Copy> Lexicon<E> {
    fn intern(&mut self, word: &str) -> WordId {
        let normal = normal(word);
        if let Some(id) = self.ids.get(normal.as_str()) {
            return *id;
        }
        let id = WordId::try_from(self.classes.len()).unwrap_or(0);
        self.classes.push(Classes::default());
        self.starts.push(false);
        self.ids.insert(normal.into(), id);
        id
    }

    /// Adds classes to a word.
    pub(crate) fn classify(&mut self, word: &str, classes: Classes) {
        let id = self.intern(word);
        if let Some(slot) = usize::try_from(id).ok().and_then(|id| self.classes.get_mut(id)) {
            *slot = slot.with(classes);
        }
    }

    /// Adds a phrase. Returns false where it holds no word.
    pub(crate) fn phrase(&mut self, phrase: &str, case: Case, entry: E) -> bool {
        let mut tokens = Vec::new();
        tokenize(phrase, 0, phrase.len(), &mut tokens);
        let mut node = 0u32;
        for (at, token) in tokens.iter().enumerate() {
            let id = self.intern(token.span().text(phrase).unwrap_or(""));
            if at == 0
                && let Some(start) = usize::try_from(id).ok().and_then(|id| self.starts.get_mut(id))
            {
                *start = true;
            }
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry((node, id)).or_insert(fresh);
            if node == fresh {
                self.nodes.push(Node { entries: Vec::new() });
            }
        }
        let exact = matches!(case, Case::Exact).then(|| phrase.replace('’', "'").into_boxed_str());
        match usize::try_from(node).ok().and_then(|node| self.nodes.get_mut(node)) {
            Some(slot) if node != 0 => slot.entries.push((entry, exact)),
            _ => return false,
        }
        true
    }

    /// The number of a word; 0 where no table knows it. `scratch` saves an allocation a word.
    pub(crate) fn id(&self, word: &str, scratch: &mut String) -> WordId {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.ids.get(word).copied().unwrap_or(0);
        }
        scratch.clear();
        if word.is_ascii() {
            scratch.push_str(word);
            scratch.make_ascii_lowercase();
        } else {
            scratch
                .extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        self.ids.get(scratch.as_str()).copied().unwrap_or(0)
    }

    /// The classes of a word by number.
    #[must_use]
    pub(crate) fn classes(&self, id: WordId) -> Classes {
        usize::try_from(id).ok().and_then(|id| self.classes.get(id)).copied().unwrap_or_default()
    }

    /// Calls `found` for every phrase that begins at token `first`, shortest first.
    pub(crate) fn phrases_at(
        &self,
        text: &str,
        tokens: &[Token],
        ids: &[WordId],
        first: usize,
        mut found: impl FnMut(Phrase<E>),
    ) {
        let start = ids.get(first).and_then(|id| usize::try_from(*id).ok());
        if !start.is_some_and(|id| self.starts.get(id).copied().unwrap_or(false)) {
            return;
        }
        let mut node = 0u32;
        for (at, id) in ids.iter().enumerate().skip(first) {
            let Some(next) = self.edges.get(&(node, *id)) else { return };
            node = *next;
            let Some(slot) = usize::try_from(node).ok().and_then(|node| self.nodes.get(node)) else { return };
            for (entry, exact) in &slot.entries {
                if exact.as_deref().is_none_or(|exact| stands_exactly(text, tokens, first, at, exact)) {
                    found(Phrase { first, last: at.saturating_add(1), entry: *entry });
                }
            }
        }
    }
}

/// Whether the tokens read as the name is written; all capitals count as the name too ("SEOUL").
fn stands_exactly(text: &str, tokens: &[Token], first: usize, last: usize, exact: &str) -> bool {
    let (Some(from), Some(to)) = (tokens.get(first), tokens.get(last)) else { return false };
    let Some(written) = text.get(from.start..to.end) else { return false };
    if written == exact {
        return true;
    }
    // Words in capitals (headlines, datelines), curly apostrophes and folded white space.
    let mut a = written.chars().map(|c| if c == '’' { '\'' } else { c }).filter(|c| !c.is_whitespace());
    let mut b = exact.chars().filter(|c| !c.is_whitespace());
    let shouted = written.len() > 3 && !written.chars().any(char::is_lowercase);
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y || (shouted && x.to_lowercase().eq(y.to_lowercase())) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Lexicon, tokenize};

    fn find(lexicon: &Lexicon<u8>, text: &str) -> Vec<(u8, String)> {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        let mut scratch = String::new();
        let ids: Vec<_> =
            tokens.iter().map(|t| lexicon.id(t.span().text(text).unwrap(), &mut scratch)).collect();
        let mut found = Vec::new();
        for first in 0..tokens.len() {
            lexicon.phrases_at(text, &tokens, &ids, first, |p| {
                let run = tokens[p.first].start..tokens[p.last - 1].end;
                found.push((p.entry, text.get(run).unwrap().to_owned()));
            });
        }
        found
    }

    #[test]
    fn names_keep_their_case_and_phrases_do_not() {
        let mut lexicon = Lexicon::default();
        assert!(lexicon.phrase("Turkey", Case::Exact, 1));
        assert!(lexicon.phrase("more than", Case::Any, 2));
        assert!(lexicon.phrase("president's office", Case::Any, 3));
        assert!(!lexicon.phrase("  ", Case::Any, 4));
        let found = find(&lexicon, "Turkey ate turkey; More than TURKEY. The president’s office");
        let expected = [(1, "Turkey"), (2, "More than"), (1, "TURKEY"), (3, "president’s office")];
        assert_eq!(found, expected.map(|(n, t)| (n, t.to_owned())));
    }
}
