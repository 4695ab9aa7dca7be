//! What was counted: origins with their claims and the reasons.

use jiff::civil::Date;
use serde::Serialize;
use strum::Display;

use crate::{
    exchange::Topic,
    id::{ClaimId, EdgeId},
    name::{Reason, Verdict},
    origin::OriginId,
    record::Seq,
};

use super::proof::Proof;

/// How dependence is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reading {
    /// With declared exchanges, and with names that are only likely to be of one person.
    Strict,
    /// Without them.
    Normal,
    /// Named sources at face value.
    Lenient,
}

/// The origins of one reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// As many as the cut has vertices, in the order of their ids.
    pub origins: Vec<Origin>,
    /// How many would have to be wrong at once.
    pub cut: usize,
    /// Whether the cut is exact; otherwise there are at least so many.
    pub exact: bool,
    /// Report by report.
    pub proof: Proof,
}

/// What counts as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The vertex that all of its reports run through.
    pub id: OriginId,
    /// How it is called.
    pub name: String,
    /// The ultimate origins that are one by it; often only itself.
    pub members: Vec<OriginId>,
    /// The named sources that spoke, as they are spelled.
    pub voices: Vec<String>,
    /// The claims that count for it, by id.
    pub claims: Vec<ClaimId>,
    /// Claims of unnamed officials of its bodies: they add nothing, and contradict nothing.
    pub beside: Vec<ClaimId>,
    /// Why these are one.
    pub because: Vec<Because>,
}

/// Why several are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum Because {
    /// Offices and officials of one country.
    SameBody {
        /// The body.
        body: String,
        /// Who spoke.
        voices: Vec<String>,
    },
    /// Two names that a person joined.
    SameName {
        /// The name.
        name: String,
        /// Who it is.
        is: String,
        /// By whom it was joined.
        by: String,
        /// Why.
        reason: String,
    },
    /// Two names of persons that are spellings of one name, though nobody joined them.
    SameSpelling {
        /// The name.
        name: String,
        /// Who it is taken for.
        is: String,
        /// How sure that is; what is only likely counts in the strict reading.
        verdict: Verdict,
        /// What speaks for it and against it.
        why: Vec<Reason>,
        /// The edge, which can be struck.
        edge: EdgeId,
        /// The two by id.
        between: [OriginId; 2],
    },
    /// What it says was only heard through a carrier.
    Carried {
        /// Whose word.
        origin: String,
        /// Through whom.
        by: String,
    },
    /// They exchange information.
    Exchange {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// On what.
        topic: String,
        /// Since which day.
        since: Date,
        /// By whom it was declared.
        by: String,
        /// In which record.
        record: Seq,
        /// Why.
        reason: String,
        /// The edge, which can be struck.
        edge: EdgeId,
        /// The two by id.
        between: [OriginId; 2],
    },
}

impl Because {
    pub(super) fn exchange(one: String, other: String, declared: &crate::edge::Declared) -> Self {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        let topic: &Topic = &declared.exchange.topic;
        Self::Exchange {
            one,
            other,
            topic: topic.to_string(),
            since: declared.exchange.since,
            by: declared.by.clone(),
            record: declared.record,
            reason: declared.reason.clone(),
            edge: declared.id,
            between: declared.exchange.between,
        }
    }
}

impl std::fmt::Display for Because {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SameBody { body, voices } => write!(f, "{} are one body, {body}", voices.join(" and ")),
            Self::SameName { name, is, by, reason } => {
                write!(f, "{name} is {is} (joined by {by}: {reason})")
            }
            Self::SameSpelling { name, is, verdict, why, edge, .. } => {
                let likely = if *verdict == Verdict::Same { "is" } else { "may be" };
                let why: Vec<String> = why.iter().map(ToString::to_string).collect();
                write!(f, "{name} {likely} {is} by its spelling ({}; {edge})", why.join(", "))
            }
            Self::Carried { origin, by } => write!(f, "what {origin} says was heard through {by}"),
            Self::Exchange { one, other, topic, since, by, record, reason, .. } => write!(
                f,
                "{one} and {other} exchange information on this since {since} (on {topic}; declared by {by}, \
                 record {record}: {reason})"
            ),
        }
    }
}
