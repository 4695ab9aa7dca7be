//! Why something is withheld.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    claim::Originator, claim_kind::ClaimKind, claim_state::Standing, marking::Tlp, partner::PartnerId,
};

/// Why something is withheld. For our own people: a reason never goes on a wire, since it tells of what is
/// withheld.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// Nobody accepted it, or it no longer stands.
    #[error("it is {standing}: only what was accepted or received goes out")]
    NotAccepted {
        /// How it stands.
        standing: Standing,
    },
    /// Another organisation decides.
    #[error("it is {}'s to release, and no leave of theirs is recorded", .originator.0)]
    NoLeave {
        /// Whose it is.
        originator: Originator,
    },
    /// What is not ours is passed on whole or not at all.
    #[error("it is {}'s: a tear-line can be made of our own claims only", .originator.0)]
    NotOursToRedact {
        /// Whose it is.
        originator: Originator,
    },
    /// The tear-line does not follow from its claims, or names what they withhold.
    #[error("as a tear-line it may not go: {why}")]
    TearLineLeaks {
        /// What is wrong with it. It may quote the text of the tear-line.
        why: String,
    },
    /// Nothing was agreed.
    #[error("there is no agreement with this recipient")]
    NoAgreement,
    /// Too early for the agreement.
    #[error("the agreement holds from {from}")]
    AgreementNotYet {
        /// Its first day.
        from: Date,
    },
    /// Too late for the agreement.
    #[error("the agreement ran until {until}")]
    AgreementOver {
        /// Its last day.
        until: Date,
    },
    /// The agreement is on other things.
    #[error("the agreement does not cover claims of kind {kind}")]
    TopicNotCovered {
        /// The kind of the claim.
        kind: ClaimKind,
    },
    /// Its colour is too narrow for the agreement.
    #[error("it is TLP:{}, and the agreement ends at TLP:{}", .tlp.to_string().to_uppercase(), .ceiling.to_string().to_uppercase())]
    AboveCeiling {
        /// Its colour.
        tlp: Tlp,
        /// The narrowest colour of the agreement.
        ceiling: Tlp,
    },
    /// One person is not enough.
    #[error("a second person must confirm it")]
    NeedsSecondPerson,
    /// Too early by its marking.
    #[error("its marking holds it back until {from}")]
    Embargoed {
        /// The first day.
        from: Date,
    },
    /// Too late by its marking.
    #[error("its marking allowed release until {until}")]
    Expired {
        /// The last day.
        until: Date,
    },
    /// It carries a marking that nobody here can read.
    #[error("it carries a marking that is not known here, {id}")]
    UnknownMarking {
        /// The id of the marking.
        id: String,
    },
    /// The group has no members.
    #[error("nobody is behind this recipient")]
    NobodyThere,
    /// RED is for named recipients, and the members of a group change.
    #[error("it is TLP:RED, which goes to single partners only and never to a group")]
    RedToGroup,
    /// Exchange with the partner rests.
    #[error("{partner} is suspended")]
    Suspended {
        /// Which.
        partner: PartnerId,
    },
    /// The list does not name it.
    #[error("it is not releasable to {partner}")]
    NotReleasableTo {
        /// Which.
        partner: PartnerId,
    },
    /// A restrictive caveat that the partner does not hold.
    #[error("{partner} does not hold the caveat `{caveat}`")]
    LacksCaveat {
        /// Which partner.
        partner: PartnerId,
        /// Which caveat.
        caveat: String,
    },
}
