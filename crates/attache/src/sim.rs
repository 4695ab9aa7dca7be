//! Nodes in one thread, from one seed: a network that loses answers, splits and heals, clocks that jump, stores
//! that fail at any call, nodes that are killed at any instant. After it has healed, what the agreements say
//! lies where it should, the logs verify, and nothing lies where it should not.
//!
//! `cargo xtask sim --seed N --runs K` runs many seeds; the tests run a few.

mod chance;
mod disk;
mod hiding;
mod history;
mod network;
mod site;
mod verdict;
mod world;

use world::World;

/// How many steps one history has.
const STEPS: usize = 60;

/// One history, and how much happened in it; the error says what does not hold, and the seed shows it again.
fn run(seed: u64, steps: usize) -> Result<[usize; 3], String> {
    let mut world = World::new(seed);
    world.introduce();
    for _ in 0..steps {
        world.step();
    }
    world.heal();
    verdict::converged(&world).map_err(|why| format!("seed {seed}: {why}\n{}", world.told()))?;
    Ok(world.counts())
}

/// A number from the environment, as `cargo xtask sim` sets it.
fn asked(name: &str, otherwise: u64) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a test is asked by its runner")]
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn all_nodes_converge_whatever_happens_on_the_way() {
    let (first, runs) = (asked("ATTACHE_SIM_SEED", 1), asked("ATTACHE_SIM_RUNS", 12));
    let (mut failed, mut happened) = (Vec::new(), [0; 3]);
    for seed in first..first.saturating_add(runs) {
        match run(seed, STEPS) {
            Ok(counts) => happened.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count),
            Err(why) => failed.push(why),
        }
    }
    assert!(failed.is_empty(), "{} of {runs} histories failed:\n{}", failed.len(), failed[0]);
    println!("{runs} histories: {happened:?} released, called back, come by two roads");
    // Where nothing happens, nothing can go wrong.
    assert!(runs < 10 || happened.iter().all(|count| *count > 0), "{happened:?}");
}

/// A check that cannot fail is none: a node that sends what was not released must be found.
#[test]
fn a_leak_is_found() {
    let mut world = World::new(7);
    world.introduce();
    world.read(0);
    let canary = world.canaries().next().unwrap().to_owned();
    world.heal();
    verdict::converged(&world).unwrap();
    world.smuggle(0, 1, &canary);
    world.heal();
    let found = verdict::converged(&world).unwrap_err();
    assert!(found.contains("leak"), "{found}");
}

/// The same for a log that was written anew.
#[test]
fn a_rewritten_log_is_found() {
    let mut world = World::new(8);
    world.introduce();
    world.read(0);
    world.mark_all(0);
    world.release_all(0);
    world.heal();
    verdict::converged(&world).unwrap();
    assert!(world.counts()[0] > 0);
    world.lose_disk(0);
    world.heal();
    let found = verdict::no_alarm(&world, 1, 0).unwrap_err();
    assert!(found.contains("alarm"), "{found}");
}
