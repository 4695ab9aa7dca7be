//! Where shared words come from.

use serde::Serialize;

use super::Kept;

/// Which of two texts the words come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Root {
    /// The first.
    First,
    /// The second, though it came later (what it prints was sent out before).
    Second,
    /// Neither: both name this source, folded.
    Third(String),
    /// Nothing tells.
    Unknown,
}

/// What tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// A credit line names the other, or both name one source.
    CreditLine,
    /// The day of publication: a guess, as an agency's own page may be later than a paper's.
    Earlier,
    /// Nothing.
    Nothing,
}

/// A credit line tells most; then the day. Two texts of one day are not told apart.
pub(super) fn of<Id>(first: &Kept<Id>, second: &Kept<Id>) -> (Root, Ground) {
    let names = |text: &Kept<Id>, other: &Kept<Id>| {
        other.outlet.as_ref().is_some_and(|outlet| text.credits.contains(outlet))
    };
    match (names(second, first), names(first, second)) {
        (true, false) => return (Root::First, Ground::CreditLine),
        (false, true) => return (Root::Second, Ground::CreditLine),
        _ => {}
    }
    if let Some(third) = first.credits.iter().find(|name| second.credits.contains(name)) {
        return (Root::Third(third.to_string()), Ground::CreditLine);
    }
    match (first.published, second.published) {
        (Some(a), Some(b)) if a < b => (Root::First, Ground::Earlier),
        _ => (Root::Unknown, Ground::Nothing),
    }
}
