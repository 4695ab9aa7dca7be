//! A look at a collection whose log is verified.
//!
//! The collection is served in the order of its leaves, each version of each object being one, at strictly
//! rising times: so the k-th object that we receive is leaf k, and "after the last time" is exact. First the
//! checkpoint is fetched, then the objects up to its size, and none of them is handed over before the root over
//! all leaves is the signed one.
//!
//! A long log is taken in batches. That a batch is right is seen by a proof that the log of the checkpoint
//! begins with the leaves up to the batch's end (RFC 6962 section 2.1.2), against the root of our own replay.
//! A checkpoint once taken stays the goal until it is reached; newer ones may only be longer. So each checkpoint
//! that was ever taken is compared with our own replay, which is the one thing that tells a fork.

use crate::{
    checkpoint::Checkpoint,
    release_log::{ConsistencyProof, MAX_SIZE, ProofFault, Replay},
};

use super::{
    Response,
    alarm::{AlarmCause, Finding, SeenCheckpoint},
    follow_state::{FollowState, Reached},
    haul::Haul,
    page::Page,
    question,
    step::Fetch,
    target::{FollowedLog, Target},
    turn::Turn,
};

/// A look at a collection with a log.
pub(super) struct LogLook {
    goal: Option<SeenCheckpoint>,
    /// The leaves so far, those of the batch included.
    replay: Replay,
    /// The last object of the batch.
    reached: Option<Reached>,
    batch: Haul,
    limit: u64,
    proving: bool,
    /// Failures in a row when it began. What interrupts the look is forgiven as soon as it goes on.
    failures: u32,
}

impl LogLook {
    /// A look that begins behind the last verified leaf.
    pub(super) fn begin(state: &FollowState, target: &Target) -> Self {
        Self {
            goal: None,
            replay: state.replay.clone(),
            reached: state.reached,
            batch: Haul::default(),
            limit: state.page.unwrap_or(target.limits.page).max(1).into(),
            proving: false,
            failures: state.health.failures,
        }
    }

    pub(super) fn question(&self, target: &Target) -> Fetch {
        match &self.goal {
            None => question::checkpoint(target),
            Some(goal) if self.proving => question::consistency(target, self.replay.size(), goal.size),
            Some(goal) => question::objects(target, self.asked(goal), self.after(), None),
        }
    }

    /// Whether objects are asked for now: an answer that is too large can be made smaller.
    pub(super) const fn asks_objects(&self) -> bool {
        self.goal.is_some() && !self.proving
    }

    /// Asks for smaller pages from here on.
    pub(super) fn shrink(&mut self, limit: u32) {
        self.limit = limit.into();
    }

    fn after(&self) -> Option<i64> {
        self.reached.map(|reached| reached.micros)
    }

    /// Never more than lead to the checkpoint: what lies beyond is not signed yet.
    fn asked(&self, goal: &SeenCheckpoint) -> u64 {
        self.limit.min(goal.size.saturating_sub(self.replay.size()))
    }

    /// Takes an answer.
    pub(super) fn take(
        &mut self,
        response: &Response,
        target: &Target,
        log: &FollowedLog,
        state: &mut FollowState,
        haul: &mut Haul,
    ) -> Turn {
        let Some(goal) = self.goal.clone() else { return self.take_checkpoint(response, log, state) };
        if self.proving {
            self.take_proof(response, log, &goal, state, haul)
        } else {
            self.take_page(response, target, &goal, state, haul)
        }
    }

    fn take_checkpoint(&mut self, response: &Response, log: &FollowedLog, state: &mut FollowState) -> Turn {
        let offered = match Checkpoint::open(&response.body, &log.verifier, &log.origin) {
            Ok(checkpoint) => SeenCheckpoint::from(&checkpoint),
            Err(fault) if fault.accuses() => return Finding::bad_checkpoint(&response.body, &fault).into(),
            Err(fault) => return Turn::Interrupted(fault.to_string()),
        };
        if offered.size > MAX_SIZE {
            return Turn::Failed(format!("the log claims {} leaves: too many", offered.size));
        }
        let replayed = self.replay.size();
        let known = state.seen.as_ref().map_or(replayed, |seen| seen.size.max(replayed));
        if offered.size < known {
            let what = format!("the log has {} leaves now, and had {known}", offered.size);
            return Finding::contradiction(AlarmCause::RolledBack, &offered, what).into();
        }
        if state.seen.as_ref().is_some_and(|seen| seen.size == offered.size && seen.root != offered.root) {
            let what = format!("two different logs of {} leaves are signed", offered.size);
            return Finding::contradiction(AlarmCause::Forked, &offered, what).into();
        }
        let unreached = state.seen.clone().filter(|seen| seen.size > replayed);
        let goal = unreached.unwrap_or(offered);
        if goal.size == replayed {
            return match self.compare(&goal) {
                Ok(()) => {
                    state.seen = Some(goal);
                    state.page = None;
                    Turn::Done
                }
                Err(turn) => turn,
            };
        }
        state.seen = Some(goal.clone());
        self.goal = Some(goal);
        Turn::On
    }

    fn take_page(
        &mut self,
        response: &Response,
        target: &Target,
        goal: &SeenCheckpoint,
        state: &mut FollowState,
        haul: &mut Haul,
    ) -> Turn {
        let page = match Page::read(response) {
            Ok(page) => page,
            Err(why) => return Turn::Interrupted(why),
        };
        if page.objects.is_empty() {
            let had = self.replay.size();
            return Turn::Failed(format!("the log has {} leaves, but only {had} are served", goal.size));
        }
        if u64::try_from(page.objects.len()).is_ok_and(|got| got > self.asked(goal)) {
            return Turn::Failed("the server gives more objects than were asked for".into());
        }
        let (Some(first), Some(last)) = (page.first, page.last) else {
            return Turn::Failed("the server does not say when the objects were added".into());
        };
        if self.after().is_some_and(|after| first.micros <= after) || last.micros < first.micros {
            return Turn::Failed("the server gives objects again that it gave before".into());
        }
        for text in &page.objects {
            if let Err(fault) = self.replay.push(text.as_bytes()) {
                return Turn::Failed(fault.to_string());
            }
            self.batch.add(text, &target.limits.objects, target.limits.quarantine_bytes);
        }
        self.reached = Some(last);
        state.health.failures = self.failures;
        if self.replay.size() == goal.size {
            return match self.compare(goal) {
                Ok(()) => self.hand_over(state, haul),
                Err(turn) => turn,
            };
        }
        let full =
            self.batch.len() >= target.limits.batch_objects || self.batch.bytes >= target.limits.batch_bytes;
        self.proving = full;
        Turn::On
    }

    fn take_proof(
        &mut self,
        response: &Response,
        log: &FollowedLog,
        goal: &SeenCheckpoint,
        state: &mut FollowState,
        haul: &mut Haul,
    ) -> Turn {
        let (size, root) = match self.replay.root() {
            Ok(root) => (self.replay.size(), root),
            Err(fault) => return Turn::Failed(fault.to_string()),
        };
        let proof = ConsistencyProof::read(&response.body);
        let proven = proof.and_then(|proof| proof.verify(&log.verifier, &log.origin, size, root));
        match proven.map(|checkpoint| SeenCheckpoint::from(&checkpoint)) {
            Ok(signed) if signed.size == goal.size && signed.root == goal.root => self.hand_over(state, haul),
            Ok(signed) if signed.size == goal.size => {
                let what = format!("two different logs of {} leaves are signed", goal.size);
                Finding::contradiction(AlarmCause::Forked, &signed, what).into()
            }
            Ok(_) => Turn::Failed("the server proves another length than was asked for".into()),
            Err(fault @ ProofFault::Rewritten { .. }) => {
                Finding::rewritten(goal, size, root, fault.to_string()).into()
            }
            Err(ProofFault::Checkpoint(fault)) if fault.accuses() => {
                Finding::bad_checkpoint(&response.body, &fault).into()
            }
            Err(fault) => Turn::Interrupted(fault.to_string()),
        }
    }

    /// Whether the leaves are those of the checkpoint, which has as many.
    fn compare(&self, goal: &SeenCheckpoint) -> Result<(), Turn> {
        let root = self.replay.root().map_err(|fault| Turn::Failed(fault.to_string()))?;
        if root == goal.root {
            return Ok(());
        }
        let what = format!("the {} objects served are not those of the log that is signed", goal.size);
        Err(Finding::rewritten(goal, goal.size, root, what).into())
    }

    /// The batch is verified: it may leave this place.
    fn hand_over(&mut self, state: &mut FollowState, haul: &mut Haul) -> Turn {
        *haul = std::mem::take(&mut self.batch);
        state.replay = self.replay.clone();
        state.reached = self.reached;
        Turn::Again
    }
}
