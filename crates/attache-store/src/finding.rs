//! What a check of the store found.

use std::fmt;

use attache_core::record::Seq;
use serde::Serialize;

/// One thing that is not as it should be, in words for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The record that it is about, where it is about one.
    pub seq: Option<Seq>,
    /// What is wrong.
    pub words: String,
}

impl Finding {
    /// Something about one record.
    #[must_use]
    pub fn at(seq: Seq, words: impl Into<String>) -> Self {
        Self { seq: Some(seq), words: words.into() }
    }

    /// Something about the store as a whole.
    #[must_use]
    pub fn whole(words: impl Into<String>) -> Self {
        Self { seq: None, words: words.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "record {seq}: {}", self.words),
            None => f.write_str(&self.words),
        }
    }
}

/// The result of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Records looked at.
    pub records: u64,
    /// Articles among them.
    pub articles: u64,
    /// Claims among them.
    pub claims: u64,
    /// Everything that is wrong, by record; empty where all is well.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}
