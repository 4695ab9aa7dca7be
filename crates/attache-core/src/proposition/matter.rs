//! What claims speak of, so that those of one thing meet, and how they put it.

use strum::{Display, EnumString, VariantArray};

use crate::{claim_kind::ClaimKind, likelihood::Likelihood, modality::Modality};

/// What a claim speaks of. Claims of several kinds may speak of one matter: fighting presupposes troops, and a
/// position on supplies speaks of the same transfer as the news of one. The PLOVER code that stands nearest
/// (manual draft 0.8, 2021) is named where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Matter {
    /// Troops are somewhere, were sent, take part in a war (MOBILIZE troops, AID military).
    Presence,
    /// Something goes from one to another (AID, COOPERATE).
    Transfer,
    /// Somebody has something.
    Stock,
    /// Parties met (CONSULT).
    Meeting,
    /// Parties agreed (AGREE).
    Agreement,
    /// Parties fought (ASSAULT).
    Clash,
    /// A law binds.
    Rule,
    /// A survey found something.
    Poll,
    /// Somebody judges how things stand.
    Judgement,
    /// Somebody said nothing.
    Silence,
    /// Anything else.
    Other,
}

impl Matter {
    /// What claims of a kind speak of first. Positions and forecasts speak of what they are about; that is
    /// seen from their items.
    #[must_use]
    pub const fn of(kind: ClaimKind) -> Self {
        match kind {
            ClaimKind::Deployment => Self::Presence,
            ClaimKind::Transfer => Self::Transfer,
            ClaimKind::Stock => Self::Stock,
            ClaimKind::Meeting => Self::Meeting,
            ClaimKind::Agreement => Self::Agreement,
            ClaimKind::Clash => Self::Clash,
            ClaimKind::LegalConstraint => Self::Rule,
            ClaimKind::Poll => Self::Poll,
            ClaimKind::Assessment => Self::Judgement,
            ClaimKind::NoComment => Self::Silence,
            ClaimKind::Position | ClaimKind::Forecast | ClaimKind::Background => Self::Other,
        }
    }

    /// Whether the parts of a proposition say all of it. Where not, two claims are one only if their words
    /// are.
    #[must_use]
    pub const fn is_told_by_parts(self) -> bool {
        matches!(
            self,
            Self::Presence | Self::Transfer | Self::Stock | Self::Meeting | Self::Agreement | Self::Clash
        )
    }
}

/// How a claim puts what it speaks of. Claims of two manners neither support nor contradict each other: what
/// is considered, not ruled out or expected may come or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// As a fact, true or untrue.
    Told,
    /// As what is to come, or as more or less likely.
    Expected(Option<Likelihood>),
    /// As what somebody wants, weighs or excludes.
    Held(Modality),
    /// Not at all: silence, or words that are only reported. "Declined to comment" denies nothing.
    Nothing,
}

impl Manner {
    /// How a claim is put.
    #[must_use]
    pub const fn of(kind: ClaimKind, modality: Modality, likelihood: Option<Likelihood>) -> Self {
        match (kind, modality) {
            (ClaimKind::NoComment, _) | (_, Modality::Quoted) => Self::Nothing,
            (ClaimKind::Position, modality)
            | (_, modality @ (Modality::Considered | Modality::NotConsidered | Modality::NotRuledOut)) => {
                Self::Held(modality)
            }
            (_, Modality::Unlikely) => Self::Expected(Some(match likelihood {
                Some(term) => term,
                None => Likelihood::Unlikely,
            })),
            (ClaimKind::Forecast, _) => Self::Expected(likelihood),
            (_, Modality::Asserted | Modality::Denied) => {
                if let Some(term) = likelihood {
                    Self::Expected(Some(term))
                } else {
                    Self::Told
                }
            }
        }
    }

    /// Whether two claims of this manner can contradict each other: positions of an actor change, and what
    /// is likely is not excluded.
    #[must_use]
    pub const fn excludes(self) -> bool {
        matches!(self, Self::Told | Self::Expected(None))
    }
}

impl std::fmt::Display for Manner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Told => f.write_str("told as a fact"),
            Self::Expected(None) => f.write_str("expected"),
            Self::Expected(Some(term)) => write!(f, "called {term}"),
            Self::Held(modality) => write!(f, "a position ({modality})"),
            Self::Nothing => f.write_str("put neither as true nor as untrue"),
        }
    }
}
