//! How far into a partner's inbox everything was looked at.

use attache_core::{canonical, partner::PartnerId};
use attache_store::{Commit, Setting, Store};
use serde::{Deserialize, Serialize};

use crate::{effects::Effects, failure::Failure};

/// Where looking goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Watermark {
    /// The position of the last entry that was looked at (microseconds since 1970 UTC).
    pub(crate) after: i64,
}

fn name(partner: &PartnerId) -> String {
    format!("received/{partner}")
}

impl Watermark {
    /// Of a partner; before everything where nothing was looked at.
    pub(crate) fn load(store: &dyn Store, partner: &PartnerId) -> Result<Self, Failure> {
        let bytes = store.setting(&name(partner))?;
        // Looking again at what was looked at changes nothing, so one that cannot be read begins anew.
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
    }

    /// The setting that keeps it.
    pub(super) fn setting(self, partner: &PartnerId) -> Result<Setting, Failure> {
        Ok(Setting { name: name(partner), value: Some(canonical::to_bytes(&self)?) })
    }
}

/// Lets all of a partner's inbox be looked at again.
pub(super) fn reset(effects: &Effects<'_>, partner: &PartnerId) -> Result<(), Failure> {
    let settings = vec![Watermark::default().setting(partner)?];
    effects.store.commit(&Commit { now: effects.clock.now(), settings, ..Commit::default() })?;
    Ok(())
}
