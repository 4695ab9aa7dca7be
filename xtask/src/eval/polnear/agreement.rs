//! Precision, recall and F1, overall and by role.

use std::ops::AddAssign;

use serde::Serialize;

use crate::eval::tally::Share;

/// How far what was found agrees with gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    /// What is right, of what was found.
    pub(super) precision: Share,
    /// What was found, of gold.
    pub(super) recall: Share,
}

impl Agreement {
    /// Where what is right stands for one of the gold each.
    pub(super) fn of(right: usize, found: usize, gold: usize) -> Self {
        Self { precision: Share { hit: right, of: found }, recall: Share { hit: right, of: gold } }
    }

    /// The harmonic mean of precision and recall; 0 where nothing is right.
    pub(super) fn f1(self) -> f64 {
        let (p, r) = (self.precision.value(), self.recall.value());
        2.0 * p * r / (p + r).max(1e-9)
    }

    /// For programs.
    pub(super) fn figures(self) -> AgreementFigures {
        AgreementFigures {
            precision: self.precision.value(),
            recall: self.recall.value(),
            f1: self.f1(),
            found: self.precision.of,
            gold: self.recall.of,
        }
    }

    /// `P R F`, in percent, for a row of a table.
    pub(super) fn cells(self) -> [String; 3] {
        [self.precision.value(), self.recall.value(), self.f1()].map(percent)
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.precision += other.precision;
        self.recall += other.recall;
    }
}

/// A share in percent, with one decimal.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// An agreement for programs: shares from 0 to 1, and counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct AgreementFigures {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
    pub(super) found: usize,
    pub(super) gold: usize,
}

/// Agreement on sources, on cues and on contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ByRole {
    pub(super) source: Agreement,
    pub(super) cue: Agreement,
    pub(super) content: Agreement,
}

impl ByRole {
    /// Of all roles: the counts are added up (micro average).
    pub(super) fn all(&self) -> Agreement {
        let mut all = self.source;
        all += self.cue;
        all += self.content;
        all
    }

    /// With the names of the roles.
    pub(super) fn named(&self) -> [(&'static str, Agreement); 4] {
        [("source", self.source), ("cue", self.cue), ("content", self.content), ("all", self.all())]
    }

    /// For programs.
    pub(super) fn figures(&self) -> ByRoleFigures {
        ByRoleFigures {
            source: self.source.figures(),
            cue: self.cue.figures(),
            content: self.content.figures(),
            all: self.all().figures(),
        }
    }
}

impl AddAssign for ByRole {
    fn add_assign(&mut self, other: Self) {
        self.source += other.source;
        self.cue += other.cue;
        self.content += other.content;
    }
}

/// [`ByRole`] for programs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct ByRoleFigures {
    pub(super) source: AgreementFigures,
    pub(super) cue: AgreementFigures,
    pub(super) content: AgreementFigures,
    pub(super) all: AgreementFigures,
}

#[cfg(test)]
mod tests {
    use super::{Agreement, ByRole};

    #[test]
    fn the_figures_of_counts() {
        let agreement = Agreement::of(3, 4, 6);
        assert_eq!(agreement.cells(), ["75.0", "50.0", "60.0"]);
        assert_eq!(Agreement::default().cells(), ["0.0", "0.0", "0.0"]);
    }

    #[test]
    fn all_adds_counts_up_and_does_not_average_shares() {
        let roles = ByRole {
            source: Agreement::of(1, 1, 1),
            cue: Agreement::of(0, 2, 1),
            content: Agreement::of(2, 3, 8),
        };
        assert_eq!(roles.all(), Agreement::of(3, 6, 10));
    }
}
