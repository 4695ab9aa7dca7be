//! The figures of a score, for programs and for floors.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    agreement::{Agreement, AgreementFigures, ByRoleFigures},
    confidence::{Bin, Surest, bins, calibration_error, surest},
    score::Score,
};

/// All figures: shares from 0 to 1, and counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Figures {
    /// Who found the attributions.
    pub(super) reader: &'static str,
    pub(super) articles: usize,
    pub(super) tokens: usize,
    /// See [`Score`] for these.
    pub(super) token: ByRoleFigures,
    pub(super) span_exact: ByRoleFigures,
    pub(super) span_half: ByRoleFigures,
    pub(super) run_exact: ByRoleFigures,
    pub(super) run_half: ByRoleFigures,
    pub(super) attribution_half: AgreementFigures,
    pub(super) attribution_exact: AgreementFigures,
    pub(super) reporting: AgreementFigures,
    pub(super) kinds: Vec<Kind>,
    /// Of the reporting attributions.
    pub(super) surest: Vec<Surest>,
    /// Of the reporting attributions.
    pub(super) reliability: Vec<Bin>,
    pub(super) calibration_error: f64,
}

/// The figures of one kind of claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Kind {
    pub(super) kind: String,
    /// The share of gold whose cue was found.
    pub(super) cue_found: f64,
    #[serde(flatten)]
    pub(super) figures: AgreementFigures,
    /// For rows of tables.
    #[serde(skip)]
    pub(super) agreement: Agreement,
}

impl Figures {
    /// Those of a score.
    pub(super) fn of(score: &Score, reader: &'static str) -> Self {
        let reliability = bins(&score.verdicts);
        let kinds = score.slices.iter().map(|(slice, score)| Kind {
            kind: slice.to_string(),
            cue_found: score.cue.value(),
            figures: score.agreement.figures(),
            agreement: score.agreement,
        });
        Self {
            reader,
            articles: score.articles,
            tokens: score.tokens,
            token: score.token.figures(),
            span_exact: score.exact.figures(),
            span_half: score.half.figures(),
            run_exact: score.run_exact.figures(),
            run_half: score.run_half.figures(),
            attribution_half: score.whole_half.figures(),
            attribution_exact: score.whole_exact.figures(),
            reporting: score.reporting.figures(),
            kinds: kinds.collect(),
            surest: surest(&score.verdicts, score.reporting.recall.of),
            calibration_error: calibration_error(&reliability),
            reliability,
        }
    }

    /// Those that a floor can hold, by name.
    pub(super) fn held(&self) -> BTreeMap<&'static str, f64> {
        let half = self.surest.iter().find(|surest| surest.percent == 50);
        BTreeMap::from([
            ("token", self.token.all.f1),
            ("span_exact", self.span_exact.all.f1),
            ("span_half", self.span_half.all.f1),
            ("run_exact", self.run_exact.all.f1),
            ("run_half", self.run_half.all.f1),
            ("attribution_half", self.attribution_half.f1),
            ("attribution_exact", self.attribution_exact.f1),
            ("reporting", self.reporting.f1),
            ("surest_half_precision", half.map_or(0.0, |half| half.precision)),
            ("calibration_error", self.calibration_error),
        ])
    }
}
