//! Opinions: how somebody judges what another made.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Common;
use crate::stix_id::StixId;

/// The value of `type`: `opinion`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpinionType {
    /// `opinion`
    #[default]
    #[serde(rename = "opinion")]
    Opinion,
}

/// A judgement on objects of another maker (STIX 2.1 section 4.14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: OpinionType,
    /// What every object has.
    #[serde(flatten)]
    pub common: Common,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Who judges, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The judgement.
    pub opinion: OpinionValue,
    /// On what; at least one.
    pub object_refs: Vec<StixId>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A judgement (STIX 2.1 section 10.18, `opinion-enum`), from the strongest no to the strongest yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpinionValue {
    /// Strongly disagree.
    StronglyDisagree,
    /// Disagree.
    Disagree,
    /// Neither.
    Neutral,
    /// Agree.
    Agree,
    /// Strongly agree.
    StronglyAgree,
}
