//! What could not be judged when it came, and is looked at again.

use std::collections::BTreeSet;

use attache_store::{Entry, VersionMatch};

use super::Batch;
use crate::{
    failure::Failure,
    receiving::{
        Fate,
        judging::Judged,
        soundness,
        waiting::{self, Waiter},
    },
};

impl Batch<'_> {
    /// Whether there was nothing to look at so far.
    pub(in crate::receiving) fn is_idle(&self) -> bool {
        self.waiting.is_unchanged()
    }

    /// Looks at those whose time has come.
    pub(in crate::receiving) fn take_due(&mut self) -> Result<(), Failure> {
        for waiter in self.waiting.due(|version| soundness::ahead(version, self.now).is_none()) {
            // Out first: whatever becomes of it, it is not due again.
            self.waiting.take(&waiter.object().to_string());
            self.retry(&waiter, false)?;
        }
        Ok(())
    }

    pub(super) fn retry(&mut self, waiter: &Waiter, give_up: bool) -> Result<(), Failure> {
        let versions = VersionMatch { at: vec![waiter.version], ..VersionMatch::default() };
        match self.entry(self.inbox, &waiter.object(), versions)? {
            Some(entry) => self.take(&entry, give_up),
            // Its sender took it out again.
            None => {
                self.waiting.take(&waiter.object().to_string());
                Ok(())
            }
        }
    }

    /// It waits for others.
    pub(super) fn wait(&mut self, entry: &Entry, missing: BTreeSet<String>) -> Judged {
        let reason = format!("refers to {}", waiting::told(&missing));
        self.wait_for(entry, missing, reason)
    }

    /// Its maker's clock is far ahead of ours, or ours behind: it waits until it can have been made.
    pub(super) fn wait_for_its_time(&mut self, entry: &Entry, reason: String) -> Judged {
        self.wait_for(entry, BTreeSet::new(), reason)
    }

    fn wait_for(&mut self, entry: &Entry, missing: BTreeSet<String>, reason: String) -> Judged {
        let waiter = Waiter {
            type_name: entry.object.type_name.clone(),
            uuid: entry.object.uuid,
            version: entry.version,
            missing,
            rounds: 0,
        };
        if self.waiting.put(waiter) {
            Judged::new(Fate::Waiting, None).because(reason)
        } else {
            Judged::new(Fate::Unread, None).because(format!("{reason}, and too many objects wait already"))
        }
    }
}
