//! Columns: what the tagger knows of each token, one number a question.

mod cues_around;
mod looks;
mod quotations;
mod ruled;
mod segments;
mod sentences;

use crate::{
    credit::{Credit, credits},
    dateline,
    passage::Passage,
    words::{Entry, Words},
};

use super::{
    hints::{Hint, Hints},
    part_of_speech::{Look, PartsOfSpeech},
};

/// A question about a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Column {
    /// The word in lower case, digits as 0.
    Word,
    /// The word without its ending; the base form of a known cue.
    Stem,
    /// The first three characters.
    Prefix,
    /// The last three characters.
    Ending,
    /// The last two characters.
    ShortEnding,
    /// Capitals, small letters, digits and marks, runs folded.
    Shape,
    /// Outside, inside, opening, closing, first or last within a quotation.
    Quote,
    /// How long the quotation is and how it ends; outside, how near one is.
    QuoteRun,
    /// Whether the paragraph goes on with a quotation of the one before.
    Carried,
    /// Part of speech.
    Tag,
    /// Classes of grammar.
    Class,
    /// What the word tables know of the phrase.
    Entry,
    /// Sort and form of a known cue.
    CueSort,
    /// The hint.
    Hint,
    /// The nearest cue-like word to the left in the sentence.
    CueLeft,
    /// The same to the right.
    CueRight,
    /// The nearest word to the left that nearly always is a cue, and what stands between.
    CueLeftFar,
    /// The same to the right.
    CueRightFar,
    /// How cue-like the nearest to the left is, how far, and what stands between.
    CueLeftStep,
    /// The same to the right.
    CueRightStep,
    /// The sentence's first sure cue, and on which side it stands.
    FirstCue,
    /// The nearest verb to the left.
    VerbLeft,
    /// The nearest verb to the right.
    VerbRight,
    /// The verb to which an auxiliary, an adverb or "to" leads.
    VerbGroup,
    /// Which of the sentence's segments between commas.
    Segment,
    /// The segment's first word.
    SegmentFirst,
    /// The mark behind the segment and the word behind that.
    SegmentLast,
    /// How many cues stand in this segment, the one before and the one behind.
    SegmentCues,
    /// Place in the sentence.
    Place,
    /// What the sentence holds.
    SentenceFlags,
    /// Which sentence of the paragraph.
    SentenceNumber,
    /// What the sentence before holds.
    SentenceBefore,
    /// What the sentence behind holds.
    SentenceAfter,
    /// What the rules take the token for.
    Rule,
}

/// How many columns there are.
pub const COLUMNS: usize = Column::Rule as usize + 1;

/// Rows before the first and behind the last token, so that neighbours need no check.
const PAD: usize = 4;

/// The value of a column where there is no token.
const NOWHERE: u32 = 0xffff_fff0;

/// The answers for one token.
pub(crate) type Row = [u32; COLUMNS];

/// The columns of one paragraph. Made again for each, in the same buffers.
#[derive(Debug, Default)]
pub struct Columns {
    rows: Vec<Row>,
    pub(crate) looks: Vec<Look>,
    pub(crate) tags: Vec<u8>,
    pub(crate) hints: Vec<Hint>,
    /// Tags below this number are those of verbs.
    verb_tags: u8,
}

/// What the columns are made with, beside the word tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aids {
    /// Parts of speech.
    pub parts: PartsOfSpeech,
    /// Hints.
    pub hints: Hints,
}

/// How the paragraph before ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carry {
    /// It ended within an open quotation.
    pub(crate) open: bool,
    /// It held a sure cue.
    pub(crate) cue: bool,
}

impl Columns {
    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.looks.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.looks.is_empty()
    }

    /// The value of a column at a distance from a token.
    #[must_use]
    pub(crate) fn value(&self, at: usize, offset: i8, column: Column) -> u32 {
        let row = at.wrapping_add(PAD).wrapping_add_signed(isize::from(offset));
        self.rows.get(row).and_then(|row| row.get(column as usize)).copied().unwrap_or(NOWHERE)
    }

    /// The hint of a token's word.
    #[must_use]
    pub(crate) fn hint(&self, at: usize) -> Hint {
        self.hints.get(at).copied().unwrap_or_default()
    }

    /// Whether a token is a verb, by its part of speech (tags "VB…" come first in the model's list).
    #[must_use]
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.tags.get(at).is_some_and(|tag| *tag < self.verb_tags)
    }

    fn set(&mut self, at: usize, column: Column, value: u32) {
        let row = self.rows.get_mut(at.wrapping_add(PAD));
        if let Some(slot) = row.and_then(|row| row.get_mut(column as usize)) {
            *slot = value;
        }
    }

    /// The looks of the words: what parts of speech and hints are found by.
    pub(crate) fn look(&mut self, text: &str, p: &Passage) {
        self.looks.clear();
        self.rows.clear();
        self.rows.resize(p.tokens.len().saturating_add(PAD.saturating_mul(2)), [NOWHERE; COLUMNS]);
        if let Some(inner) = self.rows.get_mut(PAD..PAD.saturating_add(p.tokens.len())) {
            inner.fill([0; COLUMNS]);
        }
        looks::fill(self, text, p);
    }

    /// Fills all columns of a paragraph whose looks are there.
    pub(crate) fn fill(
        &mut self,
        text: &str,
        p: &Passage,
        words: &Words,
        aids: &Aids,
        ruled: &[Vec<Credit>],
        carry: Carry,
    ) -> Carry {
        self.tags.clear();
        self.verb_tags = aids.parts.verb_tags();
        for sentence in &p.sentences {
            let looks = self.looks.get(sentence.clone()).unwrap_or(&[]);
            aids.parts.tag(looks, &mut self.tags);
        }
        self.hints.clear();
        self.hints.extend(self.looks.iter().map(|look| aids.hints.of(look.word)));
        for at in 0..self.looks.len() {
            let tag = self.tags.get(at).copied().unwrap_or_default();
            let hint = self.hint(at);
            self.set(at, Column::Tag, u32::from(tag).saturating_add(1));
            self.set(
                at,
                Column::Hint,
                u32::from(hint.cue).saturating_mul(16).saturating_add(u32::from(hint.source)),
            );
            self.set(at, Column::Class, folded_bits(p.class(at).0));
        }
        entries(self, p, words);
        let open = quotations::fill(self, text, p, carry);
        sentences::fill(self, text, p);
        cues_around::fill(self, text, p);
        segments::fill(self, text, p);
        ruled::fill(self, ruled);
        let cue = self.hints.iter().any(|hint| hint.cue >= super::hints::CUE_SURE);
        Carry { open, cue }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "both halves are folded into one")]
const fn folded_bits(bits: u64) -> u32 {
    (bits ^ (bits >> 32)) as u32
}

/// The credits that the rules find in a paragraph.
pub(crate) fn ruled_credits(text: &str, p: &Passage, words: &Words) -> Vec<Vec<Credit>> {
    p.sentences.iter().map(|sentence| credits(text, p, &dateline::behind(text, p, sentence), words)).collect()
}

/// What the word tables know of the phrases.
fn entries(columns: &mut Columns, p: &Passage, words: &Words) {
    let mut covered = 0usize;
    for at in 0..p.tokens.len() {
        for phrase in p.phrases_at(at) {
            if let Entry::Cue(number, form) = phrase.entry {
                let sort = words.cues.get(usize::from(number)).map_or(0, |cue| cue.sort as u32);
                let value = sort.saturating_mul(8).saturating_add(form as u32).saturating_add(1);
                columns.set(at, Column::CueSort, value);
            }
        }
        if at < covered {
            continue;
        }
        let Some(longest) = p.phrases_at(at).iter().rev().find(|phrase| number_of(phrase.entry) > 0) else {
            continue;
        };
        covered = longest.last;
        for inner in at..longest.last {
            let first = u32::from(inner == at);
            columns.set(
                inner,
                Column::Entry,
                number_of(longest.entry).saturating_mul(2).saturating_add(first),
            );
        }
    }
}

/// The sort of an entry, by number; 0 for those that have columns of their own.
const fn number_of(entry: Entry) -> u32 {
    match entry {
        Entry::Country(_, form) => 1 + form as u32,
        Entry::Place(_) => 5,
        Entry::Outlet(_) => 6,
        Entry::Body(_) => 7,
        Entry::Item(_) => 8,
        Entry::Office(_) => 9,
        Entry::Collective(_) => 10,
        Entry::Figure(_) => 11,
        Entry::Time(_) => 12,
        Entry::Region(_) => 13,
        Entry::Manner(..) => 14,
        Entry::Cue(..) | Entry::Predicate(..) => 0,
    }
}
