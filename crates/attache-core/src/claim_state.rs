//! What the records say of one claim, up to some point of the log.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::{
    claim::{Claim, ClaimDraft, Originator},
    digest::Digest,
    grade::Credibility,
    id::{ArticleId, ClaimId},
    marking::Marking,
    recipient::Recipient,
    record::{Basis, RecordedAt, Seq},
    sharing::{Content, Proposed, ReleaseState},
};

mod folding;
#[cfg(test)]
mod tests;

/// Whether a claim stands.
#[derive(
    Clone,
    Copy,
    Debug,
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
pub enum Standing {
    /// Proposed by the reader; nobody has looked at it.
    Draft,
    /// Accepted as read.
    Accepted,
    /// Accepted after a correction.
    Corrected,
    /// Turned down.
    Rejected,
    /// Withdrawn after it had been accepted.
    Retracted,
    /// A partner sent it; nobody here has judged it.
    Received,
}

impl Standing {
    /// Whether answers may rest on it.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Draft | Self::Accepted | Self::Corrected | Self::Received)
    }
}

/// A credibility given by somebody at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grading {
    /// By whom.
    pub by: String,
    /// When.
    pub at: RecordedAt,
    /// How.
    pub credibility: Credibility,
    /// Why.
    pub reason: Option<String>,
}

/// From whom a claim came that nobody here had accepted before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supply {
    /// The partner that sent it first.
    pub from: String,
    /// Whose it is to release, as it was sent first.
    pub originator: Originator,
    /// The marking under which that partner sent it last.
    pub marking: Marking,
}

/// The state of one claim: the fold of its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimState {
    /// Its id.
    pub id: ClaimId,
    /// The article that it was read in.
    pub article: ArticleId,
    /// What it says: the sealed body where there is one, else the draft.
    pub body: ClaimDraft,
    /// The sealed claim, once accepted or corrected.
    pub claim: Option<Claim>,
    /// Whether it stands.
    pub standing: Standing,
    /// On what ground it was accepted.
    pub basis: Option<Basis>,
    /// Who decided last, with the reason given.
    pub decided: Option<(String, String)>,
    /// Every grade given, in order; the last of each grader counts.
    pub gradings: Vec<Grading>,
    /// How far it may travel now, by what was set here; for a release see [`ClaimState::marking_in_force`].
    pub marking: Marking,
    /// Whether the marking was set here. Then no later version of the claim changes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
    /// From whom it came, where it is not our own. It stays theirs, whoever seals it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply: Option<Supply>,
    /// To whom it may go on by leave of its originator, where it is not ours.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub leaves: BTreeSet<Recipient>,
    /// Proposals to release it that wait for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposed>,
    /// Every release, in order, with what was called back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<ReleaseState>,
    /// Which partners sent it, in order: it returned by these roads, and corroborates nothing by them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub received_from: BTreeSet<String>,
    /// When it was first recorded: since then we have known of it.
    pub known_since: Timestamp,
    /// The last record that touched it.
    pub last: Seq,
}

impl ClaimState {
    /// What is out now: of each object with each recipient the version that went last, unless it was called
    /// back.
    pub fn out(&self) -> impl Iterator<Item = &ReleaseState> {
        let is_last = |at: usize, one: &ReleaseState| {
            let later = self.releases.iter().skip(at.saturating_add(1));
            !later
                .into_iter()
                .any(|l| l.release.to == one.release.to && l.release.object == one.release.object)
        };
        let numbered = self.releases.iter().enumerate();
        numbered.filter(move |(at, one)| one.withdrawn.is_none() && is_last(*at, one)).map(|(_, one)| one)
    }

    /// What is out now with a recipient.
    pub fn released_to<'a>(&'a self, to: &'a Recipient) -> impl Iterator<Item = &'a ReleaseState> {
        self.out().filter(move |state| state.release.to == *to)
    }

    /// What of it would go out whole, as marks to compare by.
    #[must_use]
    pub fn content(&self) -> Content {
        let body = self.claim.as_ref().and_then(|claim| Digest::of(claim.body()).ok());
        Content { body, credibility: self.credibility() }
    }

    /// Whether a partner sent it before anybody here accepted it. That somebody here accepts it or corrects it
    /// later does not make it ours to release.
    #[must_use]
    pub const fn is_received(&self) -> bool {
        self.supply.is_some()
    }

    /// Whose it is to release; nobody's while it is a draft.
    #[must_use]
    pub fn originator(&self) -> Option<&Originator> {
        let supplied = self.supply.as_ref().map(|supply| &supply.originator);
        supplied.or_else(|| self.claim.as_ref().map(Claim::originator))
    }

    /// The marking by which a release is decided. What came from a partner keeps at least the colour, the
    /// caveats, the dates and the unknown markings under which it came, whatever was set here. Its list does
    /// not carry over: it names us, by the sender's names; the originator's leave stands in its place.
    #[must_use]
    pub fn marking_in_force(&self) -> Marking {
        self.supply
            .as_ref()
            .map_or_else(|| self.marking.clone(), |supply| self.marking.at_least(&supply.marking))
    }

    /// The grade that each grader gave last, in the order in which these were given: graders stand side by side.
    #[must_use]
    pub fn graders(&self) -> Vec<&Grading> {
        let later = |at: usize| self.gradings.iter().skip(at.saturating_add(1));
        let numbered = self.gradings.iter().enumerate();
        numbered.filter(|(at, one)| !later(*at).any(|next| next.by == one.by)).map(|(_, one)| one).collect()
    }

    /// The credibility given last.
    #[must_use]
    pub fn credibility(&self) -> Option<Credibility> {
        self.gradings.last().map(|grading| grading.credibility)
    }
}
