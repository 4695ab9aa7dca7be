//! Which of the versions of its object an entry is.

use crate::VersionMatch;

/// The place of a version among those of its object that lie in the collection, by version and then by
/// position. Its number stands in the table `shown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// The only one.
    Only = 0,
    /// The last of several.
    Last = 1,
    /// The first of several.
    First = 2,
    /// Neither.
    Between = 3,
}

impl Rank {
    /// The rank of the version with this index among so many.
    pub(super) const fn at(index: usize, of: usize) -> Self {
        match (index == 0, index.saturating_add(1) == of) {
            (true, true) => Self::Only,
            (false, true) => Self::Last,
            (true, false) => Self::First,
            (false, false) => Self::Between,
        }
    }

    /// Its number in the table.
    pub(super) const fn number(self) -> i64 {
        self as i64
    }

    /// The ranks that a match names; none where it only names versions.
    pub(super) const fn named(versions: &VersionMatch) -> &'static [Self] {
        match (versions.names_all(), versions.first, versions.last) {
            (true, ..) => &[Self::Only, Self::Last, Self::First, Self::Between],
            (false, true, true) => &[Self::Only, Self::Last, Self::First],
            (false, true, false) => &[Self::Only, Self::First],
            (false, false, true) => &[Self::Only, Self::Last],
            (false, false, false) => &[],
        }
    }
}
