//! Attache nodes with a log: each object exactly once and in order, and no contradiction is missed.

use proptest::prelude::{ProptestConfig, proptest};

use super::{
    machine::{BEGIN, Machine, SECOND},
    server::{Dice, Entry, NextKind, Server, object},
};
use crate::{
    checkpoint::{Checkpoint, CheckpointFault, sign},
    follower::{Alarm, AlarmCause, Answer, FollowLimits, FollowState, Response, Step},
    log_key::LogKey,
};

fn entry(number: u64) -> Entry {
    let added = BEGIN - 100 * SECOND + i64::try_from(number).unwrap();
    Entry { added, visible: added, bytes: object(number) }
}

fn server(count: u64) -> Server {
    let mut server = Server::of((0..count).map(entry).collect());
    server.next = NextKind::None;
    server
}

fn machine(server: &Server) -> Machine {
    let limits = FollowLimits { page: 4, batch_objects: 10, ..FollowLimits::default() };
    Machine::new(Some(server.log()), limits)
}

/// The alarm that stops the machine.
fn alarm(machine: &mut Machine, server: &mut Server) -> Alarm {
    let had = machine.kept.len();
    match machine.until_idle(server) {
        Step::Alarm(alarm) => {
            assert_eq!(machine.kept.len(), had, "nothing unverified leaves the follower");
            machine.crash();
            let step = machine.step(&mut |_, _| panic!("asked in spite of an alarm"));
            assert_eq!(step, Step::Alarm(alarm.clone()), "an alarm outlives a crash");
            *alarm
        }
        step => panic!("no alarm but {step:?}"),
    }
}

#[test]
fn a_long_log_is_taken_in_verified_batches() {
    let mut server = server(47);
    let mut machine = machine(&server);
    machine.until_idle(&mut server);
    assert_eq!(machine.times_kept(&server), vec![1; 47]);
    assert!(server.asked.iter().any(|asked| asked.ends_with("log/consistency?old=12&new=47")));
    assert_eq!(machine.stored.replay().size(), 47);
    // Nothing new: one question, no object.
    let asked = server.asked.len();
    machine.until_idle(&mut server);
    assert_eq!(server.asked.len(), asked + 1);
    assert_eq!(machine.kept.len(), 47);
}

#[test]
fn objects_beyond_the_checkpoint_wait_for_the_next() {
    let mut server = server(9);
    server.signed = Some(6);
    let mut machine = machine(&server);
    machine.until_idle(&mut server);
    assert_eq!(machine.times_kept(&server), [1, 1, 1, 1, 1, 1, 0, 0, 0]);
    server.signed = None;
    machine.until_idle(&mut server);
    assert_eq!(machine.times_kept(&server), vec![1; 9]);
}

#[test]
fn an_object_that_is_refused_is_still_a_leaf() {
    let mut server = server(5);
    server.entries[2].bytes = "{\"type\":\"note\",\"id\":\"note--no\"}".into();
    let mut machine = machine(&server);
    machine.until_idle(&mut server);
    assert_eq!(machine.times_kept(&server), [1, 1, 0, 1, 1]);
    assert_eq!(machine.refused.len(), 1);
}

#[test]
fn an_altered_object_is_an_alarm() {
    let mut server = server(30);
    server.claimed = Some(server.entries.iter().map(|entry| entry.bytes.clone()).collect());
    server.entries[3].bytes = object(3).replace("number", "Number");
    let mut machine = machine(&server);
    let alarm = alarm(&mut machine, &mut server);
    assert_eq!(alarm.cause, AlarmCause::Rewritten);
    assert_eq!(alarm.replayed.map(|(size, _)| size), Some(12), "found in the first batch");
    let evidence = Checkpoint::open_any(alarm.offered.as_bytes(), server.key.verifier()).unwrap();
    assert_eq!(evidence.size(), 30);
    assert!(machine.kept.is_empty());
}

#[test]
fn a_log_that_grows_shorter_is_an_alarm() {
    let mut server = server(8);
    let mut machine = machine(&server);
    machine.until_idle(&mut server);
    server.entries.truncate(7);
    let alarm = alarm(&mut machine, &mut server);
    assert_eq!(alarm.cause, AlarmCause::RolledBack);
    assert_eq!(alarm.seen.unwrap().size, 8);
}

#[test]
fn two_logs_of_one_length_are_an_alarm() {
    let mut server = server(8);
    let mut machine = machine(&server);
    machine.until_idle(&mut server);
    server.entries[7].bytes = object(99);
    let alarm = alarm(&mut machine, &mut server);
    assert_eq!(alarm.cause, AlarmCause::Forked);
    let opened = |note: &str| Checkpoint::open_any(note.as_bytes(), server.key.verifier()).unwrap();
    let (before, now) = (opened(&alarm.seen.unwrap().note), opened(&alarm.offered));
    assert_eq!((before.size(), now.size()), (8, 8));
    assert_ne!(before.root(), now.root());
}

#[test]
fn a_log_rewritten_below_is_an_alarm_even_if_it_grows() {
    let mut server = server(8);
    let mut machine = machine(&server);
    machine.until_idle(&mut server);
    server.entries[2].bytes = object(99);
    server.entries.extend((8..11).map(entry));
    assert_eq!(alarm(&mut machine, &mut server).cause, AlarmCause::Rewritten);
    // A person lets it go on: it stands where it stood, and finds the same again.
    machine.stored.clear_alarm();
    machine.crash();
    assert_eq!(alarm(&mut machine, &mut server).cause, AlarmCause::Rewritten);
    // A person trusts the new log.
    machine.stored.start_over();
    machine.crash();
    machine.until_idle(&mut server);
    assert_eq!(machine.stored.replay().size(), 11);
}

#[test]
fn a_checkpoint_of_another_key_or_log_is_an_alarm_and_garbage_is_not() {
    let server = server(3);
    let root = server.checkpoint(3).root();
    let other = LogKey::from_seed("hanbit.example", &[4; 32]).unwrap();
    let given = |body: Vec<u8>| {
        let mut machine = machine(&server);
        let response = Response { status: 200, headers: Vec::new(), body };
        machine.step(&mut |_, _| Answer::Response(response.clone()));
        let cause = machine.stored.alarm().map(|alarm| (alarm.cause, alarm.what.clone()));
        (cause, machine.stored.health().failures)
    };
    let told = |fault: CheckpointFault| (Some((AlarmCause::Signature, fault.to_string())), 0);
    let origin = server.log().origin;
    assert_eq!(given(sign(&origin, 3, root, &other).unwrap()), told(CheckpointFault::OtherKey));
    let elsewhere = given(sign("hanbit.example/x", 3, root, &server.key).unwrap());
    assert_eq!(elsewhere.0.unwrap().0, AlarmCause::Signature);
    let mut forged = sign(&origin, 3, root, &server.key).unwrap();
    let at = forged.iter().position(|byte| *byte == b'3').unwrap();
    let at = at + forged[at + 1..].iter().position(|byte| *byte == b'\n').unwrap();
    forged[at] = b'4';
    assert!(given(forged).0.is_some());
    assert_eq!(given(b"<html>Please log in</html>".to_vec()), (None, 1));
}

#[test]
fn objects_that_are_withheld_are_an_error() {
    let mut server = server(20);
    server.entries.iter_mut().skip(15).for_each(|entry| entry.visible = i64::MAX);
    let mut machine = machine(&server);
    for _ in 0..60 {
        machine.step(&mut |fetch, now| server.answer(fetch, now));
    }
    assert_eq!(machine.kept.len(), 12, "what is verified is taken");
    let health = machine.stored.health();
    assert!(health.failures > 3, "{health:?}");
    assert!(health.last_error.as_ref().unwrap().1.contains("20 leaves, but only 15"), "{health:?}");
}

#[test]
fn a_state_of_a_newer_version_is_refused() {
    let mut state: serde_json::Value = serde_json::from_slice(&FollowState::new().to_bytes()).unwrap();
    state["version"] = 2.into();
    let told = FollowState::read(state.to_string().as_bytes()).unwrap_err();
    assert!(told.to_string().contains("version 2"));
    assert!(FollowState::read(b"{").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]

    #[test]
    fn each_object_comes_once_and_in_order(seed: u64, batch in 1_usize..20, page in 1_u32..9, largest in 1_usize..9) {
        let mut dice = Dice(seed);
        let mut server = server(dice.roll(30));
        server.largest = largest;
        let limits = FollowLimits { page, batch_objects: batch, ..FollowLimits::default() };
        let mut machine = Machine::new(Some(server.log()), limits);
        machine.dice = Dice(seed);
        for _ in 0..3 {
            machine.faults = 15;
            machine.through_faults(&mut server);
            let from = server.entries.len() as u64;
            server.entries.extend((from..from + dice.roll(20)).map(entry));
        }
        // The first may be the end of a wait that began before the last objects came.
        machine.until_idle(&mut server);
        machine.until_idle(&mut server);
        assert_eq!(machine.stored.alarm(), None);
        assert_eq!(machine.numbers_kept(), (0..server.entries.len() as u64).collect::<Vec<_>>());
    }
}
