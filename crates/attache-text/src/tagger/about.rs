//! What a model says of itself: from what it was trained, how, and what it reached.

use serde::{Deserialize, Serialize};

/// What a model says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Its name.
    pub name: String,
    /// On which day it was trained (ISO 8601), as told to the training.
    pub date: String,
    /// From which corpora.
    pub corpora: Vec<Corpus>,
    /// How: the settings of the training.
    pub settings: String,
    /// What it reached, in percent.
    pub figures: Vec<Measured>,
}

/// A corpus that a model was trained on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corpus {
    /// Its name.
    pub name: String,
    /// How many articles.
    pub articles: u32,
    /// How many tokens.
    pub tokens: u32,
    /// How many attributions.
    pub attributions: u32,
}

/// One figure of a model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// On which corpus.
    pub on: String,
    /// What was measured.
    pub what: String,
    /// F1 in percent.
    pub f1: f32,
}
