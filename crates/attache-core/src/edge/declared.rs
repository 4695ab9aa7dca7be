//! A declared exchange as an edge.

use jiff::Timestamp;

use crate::{exchange::Exchange, id::EdgeId, record::Seq};

use super::{Edge, EdgeEvidence, End};

/// A declared exchange as the record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its edge.
    pub id: EdgeId,
    /// What was declared.
    pub exchange: Exchange,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// In which record.
    pub record: Seq,
    /// Why.
    pub reason: String,
}

impl Declared {
    /// As an edge. It holds in both directions.
    #[must_use]
    pub fn edge(&self) -> Edge {
        let [from, to] = self.exchange.between;
        Edge {
            id: self.id,
            from: End::Origin(from),
            to: End::Origin(to),
            evidence: EdgeEvidence::Declaration {
                topic: self.exchange.topic.clone(),
                since: self.exchange.since,
                by: self.by.clone(),
                at: self.at,
                record: self.record,
                reason: self.reason.clone(),
                read_in: self.exchange.read_in,
            },
        }
    }
}
