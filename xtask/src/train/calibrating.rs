//! Fits the confidence: a logistic regression on attributions of articles that the field was not trained on.

use std::path::Path;

use attache_text::{
    reading::tokens,
    tagger::{
        attributions::attributions,
        confidence::{Calibration, MEASURES, Measures},
        model::Model,
    },
    words::Words,
};

use crate::{
    corpus,
    eval::polnear::{Predicted, verdicts},
};

/// What each attribution's confidence is made from, and whether it is right.
pub(super) fn outcomes(folder: &Path, words: &Words, model: &Model) -> anyhow::Result<Vec<(Measures, bool)>> {
    let mut outcomes = Vec::new();
    for article in corpus::load(folder)? {
        let found = attributions(&article.text, words, model);
        let measures: Vec<Measures> = found.iter().map(|found| found.measures).collect();
        let found: Vec<Predicted> = found.into_iter().map(Predicted::from).collect();
        let right = verdicts(&article, tokens(&article.text), &found)?;
        outcomes
            .extend(measures.into_iter().zip(right).filter_map(|(measures, right)| Some((measures, right?))));
    }
    Ok(outcomes)
}

/// The weights under which the outcomes are likeliest; plain gradient steps, a small penalty on squares.
pub(super) fn fit(outcomes: &[(Measures, bool)]) -> Calibration {
    let mut weights = [0f64; MEASURES];
    let count = outcomes.len().max(1) as f64;
    for _ in 0..12_000 {
        let mut slope = [0f64; MEASURES];
        for (measures, right) in outcomes {
            let sum: f64 = weights.iter().zip(measures).map(|(w, m)| w * f64::from(*m)).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*right));
            slope.iter_mut().zip(measures).for_each(|(s, m)| *s += error * f64::from(*m));
        }
        weights.iter_mut().zip(slope).for_each(|(w, s)| *w -= 0.01 * (s / count + 1e-4 * *w));
    }
    Calibration(weights.map(|w| w as f32))
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn the_measure_that_tells_gets_the_weight() {
        let outcomes: Vec<_> = (0..200)
            .map(|n| {
                let told = if n % 2 == 0 { 2.0 } else { -2.0 };
                let noise = if n % 3 == 0 { 1.0 } else { -1.0 };
                ([1.0, told, noise, 0.0, 0.0, 0.0, 0.0, 0.0], n % 2 == 0)
            })
            .collect();
        let fitted = fit(&outcomes);
        assert!(fitted.0[1] > 1.0 && fitted.0[2].abs() < 0.5, "{fitted:?}");
        assert!(fitted.chance(&outcomes[0].0) > 0.9 && fitted.chance(&outcomes[1].0) < 0.1);
    }
}
