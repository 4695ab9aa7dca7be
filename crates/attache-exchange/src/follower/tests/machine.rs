//! Driving a follower through time, faults and crashes.

use attache_stix::object::OwnedObject;
use jiff::{SignedDuration, Timestamp};

use super::server::{Dice, PATH, Server, status};
use crate::follower::{
    Answer, FollowLimits, FollowState, FollowedLog, Follower, RefusedObject, Step, Target,
};

/// The begin of the simulated time, in microseconds.
pub(super) const BEGIN: i64 = 1_790_000_000_000_000;
pub(super) const SECOND: i64 = 1_000_000;

/// A follower's machine: its store, its clock, its bad luck.
pub(super) struct Machine {
    pub(super) target: Target,
    pub(super) stored: FollowState,
    pub(super) kept: Vec<OwnedObject>,
    pub(super) refused: Vec<RefusedObject>,
    follower: Follower,
    /// True time in microseconds, and how far the machine's own clock is off.
    pub(super) now: i64,
    pub(super) skew: i64,
    pub(super) dice: Dice,
    /// How many more faults and crashes may happen.
    pub(super) faults: u32,
}

impl Machine {
    pub(super) fn new(log: Option<FollowedLog>, limits: FollowLimits) -> Self {
        let target = Target { collection: PATH.to_owned(), log, limits };
        Self {
            follower: Follower::new(target.clone(), FollowState::new()),
            target,
            stored: FollowState::new(),
            kept: Vec::new(),
            refused: Vec::new(),
            now: BEGIN,
            skew: 0,
            dice: Dice(1),
            faults: 0,
        }
    }

    pub(super) fn clock(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now + self.skew).unwrap()
    }

    /// All is lost but what was stored.
    pub(super) fn crash(&mut self) {
        let read = FollowState::read(&self.stored.to_bytes()).unwrap();
        assert_eq!(read, self.stored);
        self.follower = Follower::new(self.target.clone(), read);
    }

    /// One step, its answer given by `answer`; the step. Waits are waited.
    pub(super) fn step(&mut self, answer: &mut dyn FnMut(&crate::follower::Fetch, i64) -> Answer) -> Step {
        let step = self.follower.step(self.clock());
        match &step {
            Step::Fetch(fetch) => {
                assert_eq!(self.follower.step(self.clock()), step, "asking twice changes nothing");
                self.now += SECOND / 10;
                let answer = answer(fetch, self.now);
                let taken = self.follower.take(answer, self.clock(), 0.5);
                // A machine may stop before what was taken is stored: then neither objects nor state are.
                if self.faults > 0 && self.dice.roll(8) == 0 {
                    self.faults -= 1;
                    self.crash();
                    return step;
                }
                self.kept.extend(taken.keep);
                self.refused.extend(taken.refused);
                self.stored = taken.state;
                if self.faults > 0 && self.dice.roll(8) == 0 {
                    self.faults -= 1;
                    self.crash();
                }
            }
            Step::Wait { until } | Step::Idle { until } => {
                let wait = until.duration_since(self.clock());
                assert!(wait > SignedDuration::ZERO && wait <= SignedDuration::from_hours(1), "{wait:?}");
                self.now += i64::try_from(wait.as_micros()).unwrap();
            }
            Step::Alarm(_) => {}
        }
        step
    }

    /// Steps until all is read. Stops at an alarm, or after many steps.
    pub(super) fn until_idle(&mut self, server: &mut Server) -> Step {
        for _ in 0..2000 {
            let step = self.step(&mut |fetch, now| server.answer(fetch, now));
            if matches!(step, Step::Idle { .. } | Step::Alarm(_)) {
                return step;
            }
        }
        panic!("no end: {:?}", self.stored.health());
    }

    /// Many steps with faults of all sorts, as long as there are faults left to happen.
    pub(super) fn through_faults(&mut self, server: &mut Server) {
        for _ in 0..150 {
            let (roll, cut) = (self.dice.roll(24), self.dice.roll(1000));
            let faulty = self.faults > 0 && roll < 7;
            self.faults -= u32::from(faulty);
            if self.faults > 0 && roll == 8 {
                let hour = 3600 * SECOND;
                self.skew = i64::try_from(cut).unwrap() * hour / 100 - 5 * hour;
            }
            let limit = self.target.limits.max_bytes;
            self.step(&mut |fetch, now| {
                let answer = server.answer(fetch, now);
                match (faulty, roll, answer) {
                    (true, 0, _) => status(503, "busy"),
                    (true, 1, _) => status(401, "who?"),
                    (true, 2, _) => Answer::Failed("connection reset".into()),
                    (true, 3, Answer::Response(mut response)) => {
                        let at = usize::try_from(cut).unwrap() * response.body.len() / 1000;
                        response.body.truncate(at);
                        Answer::Response(response)
                    }
                    (true, 4, Answer::Response(mut response)) => {
                        response.body = b"<html>Please log in</html>".to_vec();
                        Answer::Response(response)
                    }
                    (true, 5, Answer::Response(mut response)) => {
                        response.body = vec![0xff; 40];
                        Answer::Response(response)
                    }
                    (true, 6, _) => Answer::TooLarge,
                    (_, _, Answer::Response(response)) if response.body.len() > limit => Answer::TooLarge,
                    (_, _, answer) => answer,
                }
            });
        }
    }

    /// The numbers of the objects kept, in the order in which they came.
    pub(super) fn numbers_kept(&self) -> Vec<u64> {
        let number = |object: &OwnedObject| {
            let read: serde_json::Value = serde_json::from_slice(&object.bytes).unwrap();
            read["content"].as_str().unwrap().strip_prefix("number ").unwrap().parse().unwrap()
        };
        self.kept.iter().map(number).collect()
    }

    /// Times each of the server's objects was kept.
    pub(super) fn times_kept(&self, server: &Server) -> Vec<usize> {
        let times =
            |bytes: &str| self.kept.iter().filter(|object| *object.bytes == *bytes.as_bytes()).count();
        server.entries.iter().map(|entry| times(&entry.bytes)).collect()
    }
}
