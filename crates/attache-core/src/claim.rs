//! Claims as they enter the record: sealed.

use serde::{Deserialize, Serialize};

pub use crate::claim_draft::ClaimDraft;

use crate::{
    canonical::CanonicalError,
    digest::Digest,
    id::{ArticleId, ClaimId},
    marking::Marking,
};

/// Whose a claim is to release.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Originator(pub String);

/// How we came by a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// We read it in an article.
    Read,
    /// A partner sent it.
    Received {
        /// Which partner.
        from: String,
    },
}

/// A claim in the record. Made only by [`Claim::seal`]; it never changes, and its digest says so.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UnverifiedClaim")]
pub struct Claim {
    id: ClaimId,
    article: ArticleId,
    body: ClaimDraft,
    originator: Originator,
    provenance: Provenance,
    marking: Marking,
    digest: Digest,
}

/// Why a draft cannot be sealed, or a sealed claim not be read.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// It says nothing.
    #[error("a claim needs content: at least one place in its article")]
    NoContent,
    /// It has no canonical form.
    #[error(transparent)]
    NotCanonical(#[from] CanonicalError),
    /// What it says is not what was sealed.
    #[error("{claim} was altered after it was sealed: its digest is {found}, not {sealed}")]
    Altered {
        /// Which claim.
        claim: ClaimId,
        /// The digest that it carries.
        sealed: Digest,
        /// The digest of what it says now.
        found: Digest,
    },
}

/// What the digest is taken over.
#[derive(Serialize)]
struct Sealed<'a> {
    id: ClaimId,
    article: ArticleId,
    body: &'a ClaimDraft,
    originator: &'a Originator,
    provenance: &'a Provenance,
    marking: &'a Marking,
}

impl Claim {
    /// Seals a draft: fixes its id, its owner and its marking, and takes the digest over all of it.
    ///
    /// # Errors
    /// Where the draft has no content or no canonical form.
    pub fn seal(
        id: ClaimId,
        article: ArticleId,
        body: ClaimDraft,
        originator: Originator,
        provenance: Provenance,
        marking: Marking,
    ) -> Result<Self, SealError> {
        if body.spans.iter().all(|excerpt| excerpt.span.is_empty()) {
            return Err(SealError::NoContent);
        }
        let sealed = Sealed {
            id,
            article,
            body: &body,
            originator: &originator,
            provenance: &provenance,
            marking: &marking,
        };
        let digest = Digest::of(&sealed)?;
        Ok(Self { id, article, body, originator, provenance, marking, digest })
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> ClaimId {
        self.id
    }

    /// The article that it was read in.
    #[must_use]
    pub const fn article(&self) -> ArticleId {
        self.article
    }

    /// What it says.
    #[must_use]
    pub const fn body(&self) -> &ClaimDraft {
        &self.body
    }

    /// Whose it is to release.
    #[must_use]
    pub const fn originator(&self) -> &Originator {
        &self.originator
    }

    /// How we came by it.
    #[must_use]
    pub const fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The marking that it was sealed with; later markings are records of their own.
    #[must_use]
    pub const fn marking(&self) -> &Marking {
        &self.marking
    }

    /// The digest over all of it.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }
}

impl std::fmt::Debug for Claim {
    /// The id only: no content reaches a log line by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.id)
    }
}

/// A claim as it comes from a disk or a wire, before its digest is checked.
#[derive(Deserialize)]
struct UnverifiedClaim {
    id: ClaimId,
    article: ArticleId,
    body: ClaimDraft,
    originator: Originator,
    provenance: Provenance,
    marking: Marking,
    digest: Digest,
}

impl TryFrom<UnverifiedClaim> for Claim {
    type Error = SealError;

    fn try_from(raw: UnverifiedClaim) -> Result<Self, Self::Error> {
        let claim = Self::seal(raw.id, raw.article, raw.body, raw.originator, raw.provenance, raw.marking)?;
        if claim.digest == raw.digest {
            Ok(claim)
        } else {
            Err(SealError::Altered { claim: claim.id, sealed: raw.digest, found: claim.digest })
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Claim, ClaimDraft, Originator, Provenance, SealError};
    use crate::{
        article::Article,
        attribution::Quotation,
        chain::Chain,
        claim_kind::ClaimKind,
        marking::Marking,
        modality::Modality,
        proposition::Proposition,
        quantity::Figure,
        source::Source,
        span::{Excerpt, Span},
    };

    /// A draft whose content is all of `text`.
    pub(crate) fn draft(text: &str) -> ClaimDraft {
        let whole = Excerpt::of(text, Span::new(0, text.len())).unwrap();
        ClaimDraft {
            kind: ClaimKind::Background,
            modality: Modality::Asserted,
            quote: Quotation::None,
            confidence: Figure::from(1),
            spans: vec![whole.clone()],
            source: Vec::new(),
            cue: Vec::new(),
            chain: Chain::new(Source::reporting_outlet(), Vec::new()),
            quantities: Vec::new(),
            place: None,
            date: None,
            embedded_in: None,
            likelihood: None,
            proposition: Proposition::default(),
            sentence: whole,
            published: None,
            drafter: None,
            differences: Vec::new(),
        }
    }

    fn sealed(text: &str) -> Result<Claim, SealError> {
        let article = Article::plain(text).id();
        let body = draft(text);
        let id = body.id(article);
        Claim::seal(id, article, body, Originator("us".into()), Provenance::Read, Marking::default())
    }

    #[test]
    fn an_altered_claim_does_not_read_back() {
        let claim = sealed("Shells arrived.").unwrap();
        let json = serde_json::to_string(&claim).unwrap();
        assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
        let forged = json.replace("Shells", "Spells");
        let error = serde_json::from_str::<Claim>(&forged).unwrap_err().to_string();
        assert!(error.contains("altered after it was sealed"), "{error}");
    }

    #[test]
    fn a_claim_without_content_cannot_be_sealed() {
        assert!(matches!(sealed(""), Err(SealError::NoContent)));
    }

    #[test]
    fn debug_shows_no_content() {
        let claim = sealed("Shells arrived.").unwrap();
        assert_eq!(format!("{claim:?}"), claim.id().to_string());
        assert!(!format!("{:?}", claim.body()).contains("Shells"));
    }
}
