//! That two names are of one person, as an edge.

use crate::{
    id::{EdgeId, SourceId},
    name::{Form, Match},
};

use super::{Edge, EdgeEvidence, End};

impl Edge {
    /// The inferred edge between two names of persons, with what the comparison of the two came to. It holds in both
    /// directions. The ids are those of who bears the names, after the joining of names.
    #[must_use]
    pub fn same_name(a: (SourceId, &Form), b: (SourceId, &Form), found: &Match) -> Self {
        let ((from, one), (to, other)) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        Self {
            id: same_name_id(from, to),
            from: End::Source(from),
            to: End::Source(to),
            evidence: EdgeEvidence::SameName {
                forms: Box::new([one.clone(), other.clone()]),
                verdict: found.verdict,
                why: found.why.clone(),
            },
        }
    }
}

/// The id of the edge between two names; in which order they come does not matter.
fn same_name_id(a: SourceId, b: SourceId) -> EdgeId {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    EdgeId::derive(&[b"same-name", a.as_bytes(), b.as_bytes()])
}
