//! Alarms: the log of a partner contradicts itself. The evidence stays when an alarm is cleared.

use attache_core::{canonical, partner::PartnerId};
use attache_exchange::follower::FollowState;
use attache_store::{Commit, Setting};

use super::{setting, state};
use crate::{effects::Effects, failure::Failure};

/// How following goes on after an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// From what was verified: a log that was put right is followed further.
    Verified,
    /// From the beginning: whatever the log says now is trusted anew.
    Beginning,
}

/// Clears the alarms of a partner's collections; answers how many collections that changed.
pub(crate) fn clear(effects: &Effects<'_>, partner: &PartnerId, after: After) -> Result<usize, Failure> {
    let prefix = setting(partner, "");
    let now = effects.clock.now();
    let mut settings = Vec::new();
    let mut changed = 0_usize;
    for kept in effects.store.settings(&prefix)? {
        let Some(collection) = kept.name.strip_prefix(&prefix) else { continue };
        let mut follow = match state(effects.store, partner, collection) {
            Ok(follow) => follow,
            // A state that cannot be read has nothing to go on from.
            Err(_) if after == After::Beginning => FollowState::new(),
            Err(cause) => return Err(cause),
        };
        if let Some(alarm) = follow.alarm() {
            let name = format!("evidence/{partner}/{collection}/{now}");
            settings.push(Setting { name, value: Some(canonical::to_bytes(alarm)?) });
        } else if after == After::Verified {
            continue;
        }
        match after {
            After::Verified => follow.clear_alarm(),
            After::Beginning => follow.start_over(),
        }
        changed = changed.saturating_add(1);
        settings.push(Setting { name: kept.name, value: Some(follow.to_bytes()) });
    }
    if !settings.is_empty() {
        effects.store.commit(&Commit { now, settings, ..Commit::default() })?;
    }
    Ok(changed)
}
