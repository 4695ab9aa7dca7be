//! Edges of reliance: who or what rests on whom or what, and how we know.
//!
//! *Stated*: an article says on whose word a claim rests. *Inferred*: found by a program (the same text, a credit
//! line, the same body). *Declared*: a person says that two origins exchange information. Each edge has an id that
//! follows from what it joins, carries its evidence, and can be struck by a person.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use strum::Display;

use crate::{
    claim_draft::ClaimDraft,
    country::CountryCode,
    exchange::Topic,
    id::{ArticleId, ClaimId, EdgeId, SourceId},
    name::{Form, Reason, Verdict},
    origin::OriginId,
    record::Seq,
    source::Source,
    span::Excerpt,
};

mod credited;
mod declared;
mod reprint;
mod same_name;

pub use credited::Credited;
pub use declared::Declared;
pub use reprint::{Derivation, Reprint};

/// What an edge joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// A claim.
    Claim(ClaimId),
    /// An article's text.
    Article(ArticleId),
    /// A source as it is named.
    Source(SourceId),
    /// An origin.
    Origin(OriginId),
}

/// How an edge is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EdgeSort {
    /// An article says so.
    Stated,
    /// A program found it.
    Inferred,
    /// A person says so.
    Declared,
}

/// What an edge rests on itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "evidence", rename_all = "kebab-case")]
pub enum EdgeEvidence {
    /// Words of an article that credit.
    Credit {
        /// In which claim.
        claim: ClaimId,
        /// The source and the cue, as worded.
        words: Vec<Excerpt>,
    },
    /// The same text in two articles.
    Reprint {
        /// What was found.
        reprint: Reprint,
    },
    /// The article credits an outlet: at its head or foot, or by a claim's chain where the outlet's own article on the
    /// same question says on whose word it rests.
    CreditLine {
        /// The article that credits.
        article: ArticleId,
        /// The outlet credited.
        outlet: SourceId,
        /// The words of the line at head or foot; none where a chain credits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Excerpt>,
    },
    /// An office or official of a country.
    SameBody {
        /// The source's name.
        name: String,
        /// The country.
        country: CountryCode,
        /// The office, as worded.
        office: Option<String>,
    },
    /// Two names of persons that are spellings of one name.
    SameName {
        /// The two names as they are written, with what is known of who bears them.
        forms: Box<[Form; 2]>,
        /// How sure it is.
        verdict: Verdict,
        /// What speaks for it and against it.
        why: Vec<Reason>,
    },
    /// A declaration.
    Declaration {
        /// On what.
        topic: Topic,
        /// Since which day.
        since: Date,
        /// By whom.
        by: String,
        /// When.
        at: Timestamp,
        /// In which record.
        record: Seq,
        /// Why.
        reason: String,
        /// The claim in which it was read, where it was read.
        read_in: Option<ClaimId>,
    },
}

impl std::fmt::Debug for EdgeEvidence {
    /// Its sort only: words of an article are content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Credit { .. } => "Credit",
            Self::Reprint { .. } => "Reprint",
            Self::CreditLine { .. } => "CreditLine",
            Self::SameBody { .. } => "SameBody",
            Self::SameName { .. } => "SameName",
            Self::Declaration { .. } => "Declaration",
        })
    }
}

/// `from` rests on `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Follows from what it joins.
    pub id: EdgeId,
    /// What rests on the other.
    pub from: End,
    /// On what it rests.
    pub to: End,
    /// How that is known.
    pub evidence: EdgeEvidence,
}

impl Edge {
    /// How it is known.
    #[must_use]
    pub const fn sort(&self) -> EdgeSort {
        match self.evidence {
            EdgeEvidence::Credit { .. } => EdgeSort::Stated,
            EdgeEvidence::Reprint { .. }
            | EdgeEvidence::CreditLine { .. }
            | EdgeEvidence::SameBody { .. }
            | EdgeEvidence::SameName { .. } => EdgeSort::Inferred,
            EdgeEvidence::Declaration { .. } => EdgeSort::Declared,
        }
    }

    /// The stated edges of a claim: each carrier of its chain rests on the next one. Empty where the outlet speaks for
    /// itself.
    #[must_use]
    pub fn stated(claim: ClaimId, body: &ClaimDraft) -> Vec<Self> {
        let pairs = body.chain.iter().zip(body.chain.iter().skip(1));
        let words = || body.source.iter().chain(&body.cue).cloned().collect();
        let edge = |(from, to): (&Source, &Source)| Self {
            id: stated_id(claim, from.id(), to.id()),
            from: End::Source(from.id()),
            to: End::Source(to.id()),
            evidence: EdgeEvidence::Credit { claim, words: words() },
        };
        pairs.map(edge).collect()
    }

    /// The inferred edge from a source to the body that it belongs to, if it is an office or an official of a country.
    #[must_use]
    pub fn same_body(source: &Source) -> Option<Self> {
        let country = OriginId::body_of(source)?;
        Some(Self {
            id: same_body_id(source.id(), country),
            from: End::Source(source.id()),
            to: End::Origin(OriginId::Government(country)),
            evidence: EdgeEvidence::SameBody {
                name: source.name.clone(),
                country,
                office: source.office.clone(),
            },
        })
    }

    /// The inferred edge between two texts.
    #[must_use]
    pub fn reprint(reprint: &Reprint) -> Self {
        Self {
            id: reprint.id(),
            from: End::Article(reprint.from),
            to: End::Article(reprint.to),
            evidence: EdgeEvidence::Reprint { reprint: *reprint },
        }
    }

    /// The inferred edge from an article to an outlet that it credits.
    #[must_use]
    pub fn credit_line(article: ArticleId, outlet: SourceId) -> Self {
        Self {
            id: credit_line_id(article, outlet),
            from: End::Article(article),
            to: End::Source(outlet),
            evidence: EdgeEvidence::CreditLine { article, outlet, words: None },
        }
    }

    /// The inferred edge from an article to an outlet that a line at its head or foot credits.
    #[must_use]
    pub fn credited(credited: &Credited) -> Self {
        let (article, outlet) = (credited.article, credited.outlet.id());
        let words = Some(credited.words.clone());
        Self {
            evidence: EdgeEvidence::CreditLine { article, outlet, words },
            ..Self::credit_line(article, outlet)
        }
    }
}

/// The id of a stated edge. It is of one claim: another article may credit otherwise.
pub(crate) fn stated_id(claim: ClaimId, from: SourceId, to: SourceId) -> EdgeId {
    EdgeId::derive(&[b"stated", claim.as_bytes(), from.as_bytes(), to.as_bytes()])
}

/// The id of the edge from a source to its body.
pub(crate) fn same_body_id(source: SourceId, country: CountryCode) -> EdgeId {
    EdgeId::derive(&[b"same-body", source.as_bytes(), country.as_str().as_bytes()])
}

/// The id of the edge from an article to an outlet that it credits.
pub(crate) fn credit_line_id(article: ArticleId, outlet: SourceId) -> EdgeId {
    EdgeId::derive(&[b"credit-line", article.as_bytes(), outlet.as_bytes()])
}

#[cfg(test)]
mod tests;
