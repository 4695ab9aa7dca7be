//! How asking a remote for its collections goes. How each collection goes is in the state of its follower.

use std::collections::BTreeMap;

use attache_core::{canonical, partner::PartnerId};
use attache_store::{Commit, Setting, Store};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::discovery::Offered;
use crate::{effects::Effects, failure::Failure, remote::Remote};

/// The longest wait after failures.
const LONGEST: SignedDuration = SignedDuration::from_hours(6);

/// Kept as the setting `pulled/PARTNER`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pulled {
    /// When its collections were last listed.
    pub(crate) last_success: Option<Timestamp>,
    /// What went wrong last, and when.
    pub(crate) last_error: Option<(Timestamp, String)>,
    /// Failures since the last success.
    pub(crate) failures: u32,
    /// Not before then, in the background.
    pub(crate) not_before: Option<Timestamp>,
    /// The names of its collections, by id.
    pub(crate) titles: BTreeMap<String, String>,
}

fn name(partner: &PartnerId) -> String {
    format!("pulled/{partner}")
}

impl Pulled {
    /// Of a partner.
    pub(crate) fn load(store: &dyn Store, partner: &PartnerId) -> Result<Self, Failure> {
        let bytes = store.setting(&name(partner))?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
    }

    /// Keeps it.
    pub(super) fn keep(&self, effects: &Effects<'_>, partner: &PartnerId) -> Result<(), Failure> {
        let settings = vec![Setting { name: name(partner), value: Some(canonical::to_bytes(self)?) }];
        effects.store.commit(&Commit { now: effects.clock.now(), settings, ..Commit::default() })?;
        Ok(())
    }

    /// The collections were listed.
    pub(super) fn succeed(&mut self, now: Timestamp, remote: &Remote, offered: &[Offered]) {
        let wait = SignedDuration::from_mins(remote.minutes.into());
        self.last_success = Some(now);
        self.failures = 0;
        self.not_before = now.checked_add(wait).ok();
        self.titles = offered.iter().map(|one| (one.id.clone(), one.title.clone())).collect();
    }

    /// They were not: each failure in a row doubles the wait.
    pub(super) fn fail(&mut self, now: Timestamp, why: &str) {
        self.failures = self.failures.saturating_add(1);
        self.last_error = Some((now, why.chars().take(300).collect()));
        let doublings = self.failures.saturating_sub(1).min(16);
        let wait = SignedDuration::from_secs(30).saturating_mul(1 << doublings).min(LONGEST);
        self.not_before = now.checked_add(wait).ok();
    }

    /// Whether it is time. A time that lies further ahead than we ever wait was set by a clock that has gone back.
    pub(super) fn is_due(&self, now: Timestamp, remote: &Remote) -> bool {
        let longest = LONGEST.max(SignedDuration::from_mins(remote.minutes.into()));
        self.not_before.is_none_or(|until| until <= now || until.duration_since(now) > longest)
    }
}
