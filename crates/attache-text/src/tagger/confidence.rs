//! Confidence: from the field's marginals and the linker's probabilities to the chance that an
//! attribution is right.
//!
//! A logistic regression on a handful of log-odds (Platt 1999), fitted where the model was not trained.

use serde::{Deserialize, Serialize};

/// How many measures there are.
pub const MEASURES: usize = 8;

/// What is known of one attribution, each about 0 in doubt and larger when sure.
pub type Measures = [f32; MEASURES];

/// The weights of the measures; the first measure is always 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration(pub Measures);

impl Default for Calibration {
    fn default() -> Self {
        Self([0.0, 0.5, 0.2, 0.5, 0.0, 0.2, 0.2, 0.0])
    }
}

impl Calibration {
    /// The chance that an attribution with these measures is right.
    #[must_use]
    pub fn chance(&self, measures: &Measures) -> f32 {
        let sum: f32 = self.0.iter().zip(measures).map(|(weight, measure)| weight * measure).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The log-odds of a probability, within ±6.
#[must_use]
pub fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(0.0025, 0.9975);
    (p / (1.0 - p)).ln()
}
