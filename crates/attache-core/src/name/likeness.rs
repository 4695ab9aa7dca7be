//! How alike two names are, whoever bears them.

use super::Reason;

/// How far two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Degree {
    /// They are no spellings of one name.
    None,
    /// They differ by one letter in a long word.
    Near,
    /// One gives less than the other (a surname alone, an initial), and what both give agrees.
    Part,
    /// They agree by a reading that is possible but not the usual one.
    Loose,
    /// They agree, and at least one of them could also be another name.
    Full,
    /// They agree, and neither can be another name.
    Certain,
    /// They are the same letters.
    Identical,
}

/// A degree with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// How far.
    pub(super) degree: Degree,
    /// Why.
    pub(super) why: Vec<Reason>,
}

impl Likeness {
    pub(super) const fn new(degree: Degree, why: Vec<Reason>) -> Self {
        Self { degree, why }
    }

    /// The better of two; this one where they are equal.
    pub(super) fn or_better(self, other: Option<Self>) -> Self {
        match other {
            Some(other) if other.degree > self.degree => other,
            _ => self,
        }
    }
}
