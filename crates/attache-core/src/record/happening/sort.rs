//! What a happening is about, where it is not a claim: who takes part, and who rests on whom.

use super::Happening;
use crate::id::ArticleId;

impl Happening {
    /// Whether it is about who rests on whom (see [`Reliance`](crate::reliance::Reliance)).
    #[must_use]
    pub const fn is_of_reliance(&self) -> bool {
        matches!(
            self,
            Self::ExchangeDeclared { .. }
                | Self::EdgeInferred { .. }
                | Self::CreditInferred { .. }
                | Self::EdgeStruck { .. }
                | Self::EdgeRestored { .. }
                | Self::SourcesMerged { .. }
                | Self::SourcesSplit { .. }
                | Self::SourcesKeptApart { .. }
        )
    }

    /// The article of whose text alone it says on whom it rests; `None` where it says something of sources, origins or
    /// edges, or nothing of reliance.
    #[must_use]
    pub const fn reliance_of(&self) -> Option<ArticleId> {
        match self {
            Self::EdgeInferred { reprint } => Some(reprint.from),
            Self::CreditInferred { credit } => Some(credit.article),
            _ => None,
        }
    }

    /// Whether it is about who takes part in the exchange (see [`Roster`](crate::roster::Roster)).
    #[must_use]
    pub const fn is_of_roster(&self) -> bool {
        matches!(
            self,
            Self::PartnerSet { .. }
                | Self::PartnerSuspended { .. }
                | Self::PartnerResumed { .. }
                | Self::AgreementSet { .. }
                | Self::AgreementEnded { .. }
        )
    }
}
