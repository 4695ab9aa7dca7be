//! Stages of reading, for whoever wants to know where its time goes.
//!
//! This crate reads no clock. A reader says when it enters a stage, and a watch outside looks at the time.
//! Reading that nobody watches is compiled without the calls.

use std::fmt;

/// A stage of reading, in the order in which a paragraph goes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Bytes become an article. [`take_in`](crate::reading::take_in) does it, before reading, and names no stage.
    TakingIn,
    /// Paragraphs, sentences, tokens, quotations and what the word tables know of them.
    Passage,
    /// The credits that the rules see.
    Rules,
    /// What the tagger knows of each token: looks, parts of speech, hints, neighbours.
    Columns,
    /// Keys of features, and the weights found by them.
    Weights,
    /// Marginals and the best path.
    Lattice,
    /// Runs linked to attributions, and their confidence.
    Linking,
    /// The credits of the rules and the attributions of the tagger become one list.
    Joining,
    /// Who is meant by a name, an office or a pronoun.
    Cast,
    /// Drafts: kind, manner, figures, place, date and the parts of what is said.
    Drafts,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Self; 10] = [
        Self::TakingIn,
        Self::Passage,
        Self::Rules,
        Self::Columns,
        Self::Weights,
        Self::Lattice,
        Self::Linking,
        Self::Joining,
        Self::Cast,
        Self::Drafts,
    ];
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TakingIn => "taking in",
            Self::Passage => "passage",
            Self::Rules => "credits of the rules",
            Self::Columns => "tagger: columns",
            Self::Weights => "tagger: keys and weights",
            Self::Lattice => "tagger: lattice",
            Self::Linking => "tagger: linking",
            Self::Joining => "joining",
            Self::Cast => "cast",
            Self::Drafts => "drafts",
        })
    }
}

/// Somebody who watches a reader.
pub trait Watch {
    /// From here on the reader works at this stage.
    fn enter(&mut self, stage: Stage);
}

impl<W: Watch> Watch for &mut W {
    fn enter(&mut self, stage: Stage) {
        (**self).enter(stage);
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    #[inline]
    fn enter(&mut self, _: Stage) {}
}
