//! Who is credited, with which words, with what (PARC 3, Pareti 2016; PolNeAR, Newell et al. 2018).

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::span::Span;

/// One attribution relation: source, cue and content as places in the text. Each part may be
/// discontinuous ("…," he said, "…"); `source` and `cue` are empty where the text has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who is credited.
    pub source: Vec<Span>,
    /// The words that credit.
    pub cue: Vec<Span>,
    /// What is credited to the source.
    pub content: Vec<Span>,
}

/// How much of the content stands between quotation marks.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Quotation {
    /// Nothing: indirect speech.
    #[default]
    None,
    /// Some of the words: mixed speech.
    Partial,
    /// All of it: direct speech.
    Full,
}
