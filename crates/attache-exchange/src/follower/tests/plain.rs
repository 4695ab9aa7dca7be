//! Servers without a log: nothing that they offer is lost, whatever their peculiarities.

use proptest::prelude::{Just, ProptestConfig, prop_oneof, proptest};

use super::{
    machine::{BEGIN, Machine, SECOND},
    server::{Dice, Entry, NextKind, Server, object},
};
use crate::follower::{FollowLimits, Step};

/// Objects that were all added at once.
fn at_once(count: u64, added: i64) -> Vec<Entry> {
    (0..count).map(|number| Entry { added, visible: added, bytes: object(number) }).collect()
}

/// Objects that were added one after the other.
fn one_by_one(count: u64) -> Vec<Entry> {
    let entry = |number: u64| {
        let added = BEGIN - 100 * SECOND + i64::try_from(number).unwrap();
        Entry { added, visible: added, bytes: object(number) }
    };
    (0..count).map(entry).collect()
}

fn small_pages(page: u32) -> FollowLimits {
    FollowLimits { page, ..FollowLimits::default() }
}

#[test]
fn a_settled_collection_is_not_read_again() {
    let mut server = Server::of(one_by_one(25));
    let mut machine = Machine::new(None, small_pages(10));
    machine.until_idle(&mut server);
    assert_eq!(machine.times_kept(&server), vec![1; 25]);
    for _ in 0..6 {
        machine.until_idle(&mut server);
    }
    let settled = machine.kept.len();
    let last = server.asked.last().unwrap().clone();
    assert!(last.contains("added_after=2026-09-21T") && last.contains("000024Z"), "{last}");
    machine.until_idle(&mut server);
    assert_eq!(machine.kept.len(), settled);
    assert_eq!(machine.stored.health().failures, 0);
    assert!(machine.stored.health().last_success.is_some());
}

/// Trap 2: an envelope of one time, in pages smaller than it, by a `next` that is good once.
#[test]
fn objects_of_one_time_are_all_taken() {
    for next in [NextKind::Lasting, NextKind::OneUse, NextKind::None] {
        let mut server = Server::of(at_once(50, BEGIN - SECOND));
        server.next = next;
        let mut machine = Machine::new(None, small_pages(7));
        machine.until_idle(&mut server);
        assert!(machine.times_kept(&server).iter().all(|times| *times >= 1), "{next:?}");
        // A crash in the midst: the `next` is gone, the time is not passed.
        let mut machine = Machine::new(None, small_pages(7));
        machine.step(&mut |fetch, now| server.answer(fetch, now));
        machine.crash();
        machine.until_idle(&mut server);
        assert!(machine.times_kept(&server).iter().all(|times| *times >= 1), "{next:?} after a crash");
    }
}

/// Trap 3, where even larger pages do not help: an error and no endless loop, and nothing is passed over.
#[test]
fn a_server_that_leads_nowhere_is_an_error() {
    let told = |server: &mut Server, page| {
        let mut machine = Machine::new(None, small_pages(page));
        for _ in 0..40 {
            machine.step(&mut |fetch, now| server.answer(fetch, now));
        }
        assert!(server.asked.len() < 60, "{} questions", server.asked.len());
        let health = machine.stored.health();
        let all = machine.times_kept(server).iter().all(|times| *times >= 1);
        (health.failures > 0, all, health.last_error.clone().unwrap().1)
    };
    let mut stuck = Server::of(at_once(50, BEGIN - SECOND));
    (stuck.next, stuck.largest) = (NextKind::None, 7);
    let (failed, all, what) = told(&mut stuck, 7);
    assert!(failed && !all && what.contains("again and again"), "{failed} {all} {what}");
    let mut deaf = Server::of(one_by_one(50));
    deaf.next = NextKind::Ignored;
    let (failed, all, what) = told(&mut deaf, 7);
    assert!(!failed && all && what.contains("again and again"), "by time it leads on: {what}");
    let mut dateless = Server::of(one_by_one(50));
    (dateless.next, dateless.digits) = (NextKind::None, None);
    let (failed, all, what) = told(&mut dateless, 7);
    assert!(failed && !all && what.contains("does not say where"), "{what}");
}

/// Trap 1: objects stamped before others, and visible after them.
#[test]
fn what_becomes_visible_late_is_taken() {
    let mut entries = one_by_one(30);
    for (number, entry) in (0..).zip(entries.iter_mut()) {
        entry.added = BEGIN - SECOND + number;
        entry.visible = BEGIN + if number < 20 { 30 * SECOND } else { 0 };
    }
    let mut server = Server::of(entries);
    let mut machine = Machine::new(None, small_pages(7));
    machine.until_idle(&mut server);
    assert_eq!(machine.kept.len(), 10);
    machine.until_idle(&mut server);
    assert!(machine.times_kept(&server).iter().all(|times| *times >= 1));
}

#[test]
fn a_time_from_the_far_future_hides_nothing() {
    let mut entries = one_by_one(3);
    entries[2].added = BEGIN + 90 * 365 * 24 * 3600 * SECOND;
    entries[2].visible = BEGIN - SECOND;
    let mut server = Server::of(entries);
    let mut machine = Machine::new(None, small_pages(10));
    machine.until_idle(&mut server);
    server.entries.push(Entry { added: BEGIN + SECOND, visible: BEGIN + SECOND, bytes: object(99) });
    machine.now += 10 * SECOND;
    machine.until_idle(&mut server);
    assert!(machine.times_kept(&server).iter().all(|times| *times >= 1));
}

#[test]
fn a_bad_object_is_refused_alone() {
    let mut entries = one_by_one(5);
    entries[1].bytes = "{\"type\":\"note\",\"id\":\"note--no\"}".into();
    entries[2].bytes = object(2).replace("number 2", &"long ".repeat(100));
    entries[3].bytes = "7".into();
    let mut server = Server::of(entries.clone());
    let mut limits = FollowLimits::default();
    limits.objects.max_object_bytes = 500;
    limits.quarantine_bytes = 400;
    let mut machine = Machine::new(None, limits);
    machine.until_idle(&mut server);
    assert_eq!(machine.times_kept(&server), [1, 0, 0, 0, 1]);
    let told: Vec<_> = machine.refused.iter().map(|refused| refused.id.clone()).collect();
    assert_eq!(told[0].as_deref(), Some("note--no"));
    assert!(told[1].as_deref().is_some_and(|id| id.starts_with("note--a11c")));
    assert_eq!(told[2], None);
    assert_eq!(machine.refused[0].bytes.as_deref(), Some(entries[1].bytes.as_bytes()));
    assert_eq!(machine.refused[1].bytes, None, "longer than the quarantine takes");
    assert_eq!(machine.stored.health().refused, 3);
}

#[test]
fn pages_that_are_too_large_become_smaller() {
    let mut server = Server::of(one_by_one(40));
    let mut machine = Machine::new(None, FollowLimits { max_bytes: 2000, ..small_pages(64) });
    machine.through_faults(&mut server);
    assert!(machine.times_kept(&server).iter().all(|times| *times >= 1));
    assert_eq!(machine.stored.health().last_error, None);
}

#[test]
fn waits_are_kept_and_end() {
    let mut server = Server::of(one_by_one(3));
    let mut machine = Machine::new(None, FollowLimits::default());
    let step = machine.step(&mut |_, _| {
        let busy = crate::follower::Response {
            status: 429,
            headers: vec![("RETRY-AFTER".into(), "120".into())],
            body: b"{\"title\":\"slow\\ndown\"}".to_vec(),
        };
        crate::follower::Answer::Response(busy)
    });
    assert!(matches!(step, Step::Fetch(_)));
    let (_, told) = machine.stored.health().last_error.clone().unwrap();
    assert!(told.contains("HTTP 429") && !told.contains('\n'), "{told}");
    machine.crash();
    let before = machine.now;
    assert!(matches!(machine.step(&mut |_, _| panic!("asked while it should wait")), Step::Wait { .. }));
    assert_eq!((machine.now - before) / SECOND, 120);
    machine.until_idle(&mut server);
    // The clock went back by a year: the wait that was set before is not waited for.
    machine.skew = -365 * 24 * 3600 * SECOND;
    assert!(matches!(machine.step(&mut |fetch, now| server.answer(fetch, now)), Step::Fetch(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nothing_is_lost(
        seed: u64,
        count in 0_u64..60,
        page in 1_u32..12,
        largest in 1_usize..12,
        digits in prop_oneof![Just(Some(6)), Just(Some(3)), Just(Some(0)), Just(None)],
        next in prop_oneof![Just(NextKind::Lasting), Just(NextKind::OneUse), Just(NextKind::None)],
        late: bool,
        crowded: bool,
        dated: bool,
    ) {
        let mut dice = Dice(seed);
        let mut added = BEGIN - 30 * SECOND;
        let mut entries = Vec::new();
        for number in 0..count {
            if !crowded || dice.roll(6) == 0 {
                added += i64::try_from(dice.roll(8_000_000)).unwrap() + 1;
            }
            let delay = if late { i64::try_from(dice.roll(40)).unwrap() * SECOND } else { 0 };
            entries.push(Entry { added, visible: added + delay, bytes: object(number) });
        }
        let mut server = Server::of(entries);
        (server.next, server.largest, server.digits) = (next, largest, digits);
        server.dated = dated;
        if next == NextKind::None {
            // Without a place to go on, a server must give all objects of one time on one page, and say times.
            server.largest = 1000;
            server.digits = server.digits.or(Some(6));
        }
        let mut machine = Machine::new(None, small_pages(page));
        (machine.dice, machine.faults) = (dice, 25);
        machine.through_faults(&mut server);
        for _ in 0..4 {
            machine.now += 100 * SECOND;
            machine.until_idle(&mut server);
        }
        let times = machine.times_kept(&server);
        assert!(times.iter().all(|times| *times >= 1), "{times:?} {:?}", machine.stored);
    }
}
