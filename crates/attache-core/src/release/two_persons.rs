//! Release by two persons: one proposes, another confirms.

use std::collections::BTreeSet;

use crate::sharing::Proposed;

/// Why somebody cannot confirm a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnother {
    /// The same person.
    #[error("who proposed it cannot confirm it: another person must")]
    Proposer,
    /// Nobody.
    #[error("a name is needed: who confirms goes into the record")]
    Nameless,
}

/// Whether `by` may confirm a proposal: anybody but who made it. Names are compared without case and without
/// space around or between their words, so that "Ana " is no second person beside "ana".
///
/// # Errors
/// Where it is the same person, or no name.
pub fn may_confirm(proposed: &Proposed, by: &str) -> Result<(), NotAnother> {
    let (one, other) = (one_form(&proposed.by), one_form(by));
    if other.is_empty() {
        return Err(NotAnother::Nameless);
    }
    if one == other { Err(NotAnother::Proposer) } else { Ok(()) }
}

/// How many persons these names are. A name that differs only in case or space is the same person; no name is
/// nobody.
#[must_use]
pub fn persons_among(names: &BTreeSet<String>) -> usize {
    let persons: BTreeSet<String> = names.iter().map(|name| one_form(name)).collect();
    persons.iter().filter(|person| !person.is_empty()).count()
}

fn one_form(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{NotAnother, may_confirm, persons_among};
    use crate::sharing::{Proposal, Proposed};

    #[test]
    fn the_same_person_written_otherwise_is_no_second_person() {
        let proposal = Proposal { to: "desk".parse().unwrap(), tear_line: None };
        let proposed = Proposed { proposal, by: "Ana Lind".into(), at: jiff::Timestamp::UNIX_EPOCH };
        for same in ["Ana Lind", "ana lind", " ANA  LIND\t"] {
            assert_eq!(may_confirm(&proposed, same), Err(NotAnother::Proposer), "{same:?}");
        }
        assert_eq!(may_confirm(&proposed, "  "), Err(NotAnother::Nameless));
        assert_eq!(may_confirm(&proposed, "ben"), Ok(()));
    }

    #[test]
    fn persons_are_counted_by_name_and_not_by_spelling() {
        let count = |names: &[&str]| persons_among(&names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(count(&["ana", "Ana", " ana "]), 1);
        assert_eq!(count(&["", " ", "ana"]), 1);
        assert_eq!(count(&["ana", "ben"]), 2);
    }
}
