//! The highest credibility that the evidence allows: the definitions of FM 2-22.3, appendix B, table B-2, as a rule
//! table (`grade_table.txt`).
//!
//! The table defines each grade by three things: whether other independent sources confirm, whether the report is
//! logical in itself, whether it is consistent with what else is known. The first and the last follow from the
//! records. Whether something is logical in itself is a person's judgement: the program only ever says which grade
//! is too high, never which is right, and takes "logical" for granted.
//!
//! - **1** "confirmed by other independent sources; logical in itself; consistent with other information on the
//!   subject": two independent origins, by the strict count, and none against it.
//! - **2** "not confirmed; logical in itself; consistent with other information on the subject": none against it. Where
//!   nothing else is known on the subject, nothing is inconsistent: 2 stays open. What parts it from **4** ("not
//!   confirmed; possible but not logical; no other information on the subject") is whether it is logical.
//! - **3** "not confirmed; reasonably logical in itself; agrees with some other information on the subject": something
//!   is against it, so it is not consistent with all, and a second origin says it or a part of it.
//! - **4** where something is against it and no second origin says any of it: neither "consistent" nor "agrees with
//!   some". **5** ("not confirmed; not logical in itself; contradicted by other information on the subject") would
//!   need the person's judgement besides, so the cap does not go so far.
//! - **6** "no basis exists for evaluating the validity of the information" is no place on this scale: never capped.
//!
//! A report that names nobody confirms nothing (design, section 5), and for the same reason nothing is contradicted by
//! it: else a rumour of nobody's would lower what anybody says.

use serde::Serialize;

use super::Credibility;
use crate::corroboration::Count;

/// How many independent origins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Tally {
    /// So many, or at least so many.
    pub count: usize,
    /// Whether there are not more.
    pub exact: bool,
}

impl Tally {
    /// Exactly so many.
    #[must_use]
    pub const fn exactly(count: usize) -> Self {
        Self { count, exact: true }
    }

    /// What was counted: how many would have to be wrong at once.
    #[must_use]
    pub const fn of(count: &Count) -> Self {
        Self { count: count.cut, exact: count.exact }
    }
}

impl std::fmt::Display for Tally {
    /// "one independent origin", "at least 12 independent origins".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.exact {
            f.write_str("at least ")?;
        }
        match self.count {
            0 => f.write_str("no origin"),
            1 => f.write_str("one independent origin"),
            2 => f.write_str("two independent origins"),
            3 => f.write_str("three independent origins"),
            more => write!(f, "{more} independent origins"),
        }
    }
}

/// What the records say for and against a claim, by the strict count of accepted claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Evidence {
    /// Who says all of it, the claim's own origin among them.
    pub origins: Tally,
    /// Who says it or a part of it, the claim's own origin among them.
    pub agreeing: Tally,
    /// Who says what cannot be true together with it.
    pub opposing: Tally,
}

/// Which row of the rule table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Two independent origins, none against it.
    Confirmed,
    /// Not confirmed, none against it.
    Consistent,
    /// Something is against it, and a second origin agrees with some of it.
    AgreesWithSome,
    /// Something is against it, and no second origin agrees.
    Contradicted,
}

impl Rule {
    /// The highest credibility by this row.
    #[must_use]
    pub const fn highest(self) -> Credibility {
        match self {
            Self::Confirmed => Credibility::Confirmed,
            Self::Consistent => Credibility::ProbablyTrue,
            Self::AgreesWithSome => Credibility::PossiblyTrue,
            Self::Contradicted => Credibility::Doubtful,
        }
    }

    /// The part of the definitions that it rests on (FM 2-22.3, table B-2).
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Confirmed => "1 is “confirmed by other independent sources”",
            Self::Consistent => "1 means “confirmed by other independent sources”",
            Self::AgreesWithSome => {
                "1 and 2 mean “consistent with other information on the subject”; 3 means that it “agrees with \
                 some other information”"
            }
            Self::Contradicted => {
                "1 and 2 mean “consistent with other information on the subject”, and 3 that it “agrees with some \
                 other information”"
            }
        }
    }
}

/// The highest credibility that the evidence allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Allowed {
    /// The highest.
    pub highest: Credibility,
    /// By which row of the table.
    pub rule: Rule,
}

impl Allowed {
    /// By the rule table.
    #[must_use]
    pub const fn by(evidence: &Evidence) -> Self {
        let rule = match (evidence.origins.count, evidence.opposing.count) {
            (2.., 0) => Rule::Confirmed,
            (_, 0) => Rule::Consistent,
            // Who says all of it also says a part of it.
            (2.., _) => Rule::AgreesWithSome,
            _ if evidence.agreeing.count >= 2 => Rule::AgreesWithSome,
            _ => Rule::Contradicted,
        };
        Self { highest: rule.highest(), rule }
    }

    /// The grade that can be recorded where this one was asked for: never a better one, and 6 as it is.
    #[must_use]
    pub fn cap(self, wanted: Credibility) -> Credibility {
        if self.permits(wanted) { wanted } else { self.highest }
    }

    /// Whether the evidence allows this grade. That truth cannot be judged can always be said.
    #[must_use]
    pub fn permits(self, grade: Credibility) -> bool {
        grade == Credibility::CannotBeJudged || grade >= self.highest
    }
}
