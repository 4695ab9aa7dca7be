//! Who takes part in the exchange: partners, groups and agreements, folded from the records.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::{
    agreement::Agreement,
    partner::{GroupName, PartnerId, PartnerState},
    recipient::Recipient,
    record::{Happening, Record},
    release::Audience,
};

/// An agreement and since when there has been one with this recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementState {
    /// As recorded last; `None` once it was ended.
    pub agreement: Option<Agreement>,
    /// When one was first made with this recipient: its collection has been there since.
    pub since: Timestamp,
}

/// Partners and agreements as the records say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    partners: BTreeMap<PartnerId, PartnerState>,
    agreements: BTreeMap<Recipient, AgreementState>,
}

impl Roster {
    /// The roster after these records. Records of other things change nothing.
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut roster = Self::default();
        records.into_iter().for_each(|record| roster.apply(record));
        roster
    }

    /// Takes in the next record.
    pub fn apply(&mut self, record: &Record) {
        let at = record.new.at;
        match &record.new.what {
            Happening::PartnerSet { partner } => {
                let state = self.partners.entry(partner.id.clone()).or_insert_with(|| PartnerState {
                    partner: (**partner).clone(),
                    since: at,
                    suspended: false,
                });
                state.partner = (**partner).clone();
            }
            Happening::PartnerSuspended { partner, .. } => self.suspend(partner, true),
            Happening::PartnerResumed { partner, .. } => self.suspend(partner, false),
            Happening::AgreementSet { agreement } => {
                let state = self
                    .agreements
                    .entry(agreement.with.clone())
                    .or_insert(AgreementState { agreement: None, since: at });
                state.agreement = Some((**agreement).clone());
            }
            Happening::AgreementEnded { with, .. } => {
                if let Some(state) = self.agreements.get_mut(with) {
                    state.agreement = None;
                }
            }
            _ => {}
        }
    }

    fn suspend(&mut self, partner: &PartnerId, suspended: bool) {
        if let Some(state) = self.partners.get_mut(partner) {
            state.suspended = suspended;
        }
    }

    /// A partner.
    #[must_use]
    pub fn partner(&self, id: &PartnerId) -> Option<&PartnerState> {
        self.partners.get(id)
    }

    /// Every partner, by name.
    pub fn partners(&self) -> impl Iterator<Item = &PartnerState> {
        self.partners.values()
    }

    /// Every recipient with which there is or was an agreement.
    pub fn agreements(&self) -> impl Iterator<Item = (&Recipient, &AgreementState)> {
        self.agreements.iter()
    }

    /// What was agreed with a recipient.
    #[must_use]
    pub fn agreement(&self, with: &Recipient) -> Option<&AgreementState> {
        self.agreements.get(with)
    }

    /// The groups that any partner is a member of.
    #[must_use]
    pub fn groups(&self) -> BTreeSet<&GroupName> {
        self.partners.values().flat_map(|state| &state.partner.groups).collect()
    }

    /// Who is behind a recipient.
    #[must_use]
    pub fn members(&self, of: &Recipient) -> Vec<&PartnerState> {
        match of {
            Recipient::Partner(id) => self.partners.get(id).into_iter().collect(),
            Recipient::Group(name) => {
                self.partners.values().filter(|state| state.partner.groups.contains(name)).collect()
            }
        }
    }

    /// A recipient as a release is decided for it.
    #[must_use]
    pub fn audience<'a>(&'a self, to: &'a Recipient) -> Audience<'a> {
        let agreement = self.agreements.get(to).and_then(|state| state.agreement.as_ref());
        Audience { to, members: self.members(to), agreement }
    }
}

#[cfg(test)]
mod tests;
