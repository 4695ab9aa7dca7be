//! The world is true to itself, and the program counts better in it than those who do not weigh.

use std::collections::BTreeSet;

use attache_text::words::Words;

use super::{
    Figures, Score, chances::Chances, edges::by_chance, figures, line::Origin, score::Way, table,
    truth::Truth, world::World, writing::Manner,
};

fn worlds() -> impl Iterator<Item = World> {
    (0..40).map(|seed| World::new(seed, &Chances::USUAL))
}

fn texts(world: &World) -> Vec<String> {
    world.writings.iter().map(|writing| writing.text(&world.events[writing.event])).collect()
}

#[test]
fn the_same_seed_is_the_same_world_and_another_is_not() {
    let world = |seed| texts(&World::new(seed, &Chances::USUAL));
    assert_eq!(world(7), world(7));
    assert_ne!(world(7), world(8));
}

#[test]
fn a_copy_goes_back_to_the_root_of_its_model_and_comes_later() {
    let mut manners = BTreeSet::new();
    for world in worlds() {
        for writing in &world.writings {
            manners.insert(writing.manner);
            let Some(from) = writing.from else {
                assert_eq!(writing.manner, Manner::FirstHand);
                assert!(writing.statements().all(|statement| statement.through.is_empty()));
                continue;
            };
            let model = &world.writings[from];
            assert!(writing.day >= model.day && writing.event == model.event);
            assert_ne!(writing.outlet, model.outlet);
            let roots = |of: &super::writing::Writing| -> BTreeSet<Origin> {
                of.statements().map(|statement| statement.root.clone()).collect()
            };
            assert!(roots(writing).is_superset(&roots(model)), "what was copied keeps its root");
            let came = |statement: &super::line::Line| statement.through.contains(&from);
            assert!(writing.statements().any(came));
        }
    }
    assert_eq!(manners.len(), 7, "every manner comes: {manners:?}");
}

#[test]
fn the_truth_counts_finders_and_no_copies() {
    for world in worlds() {
        for event in 0..world.events.len() {
            let truth = Truth::without(&world, event, None);
            assert!(truth.cut <= truth.finders && truth.finders <= truth.all, "{truth:?}");
            let of_event = |writing: &&super::writing::Writing| writing.event == event && writing.collected;
            let first_hand: BTreeSet<Origin> = world
                .writings
                .iter()
                .filter(|writing| writing.event == event)
                .flat_map(|writing| writing.statements().map(|statement| statement.root.clone()))
                .collect();
            assert!(truth.all <= first_hand.len());
            assert_eq!(truth.all == 0, world.writings.iter().filter(of_event).count() == 0);
        }
    }
}

#[test]
fn texts_written_apart_share_almost_no_run_of_five_words() {
    let (mut pairs, mut sharing, mut most) = (0, 0, 0);
    for world in worlds() {
        let first_hand: Vec<_> =
            world.writings.iter().filter(|writing| writing.manner == Manner::FirstHand).collect();
        for (at, one) in first_hand.iter().enumerate() {
            for other in &first_hand[at + 1..] {
                if one.event != other.event || one.outlet == other.outlet {
                    continue;
                }
                let event = &world.events[one.event];
                let shared = by_chance(one, other, &one.text(event), &other.text(event));
                pairs += 1;
                sharing += shared;
                most = most.max(shared);
            }
        }
    }
    assert!(pairs > 300, "{pairs}");
    assert!(sharing < pairs * 6 / 5, "{sharing} runs in {pairs} pairs: the event's own words, and chance");
    assert!(most < 12, "{most}: fewer than make a copy");
}

fn scored(worlds: usize) -> Figures {
    let words = Words::built_in().unwrap();
    Figures::of(&Score::over(1, worlds, &Chances::USUAL, &words), 1, Chances::USUAL)
}

#[test]
fn weighing_is_nearer_to_the_truth_than_counting() {
    let found = scored(3);
    let of = |way| found.counted.iter().find(|one| one.way == way).unwrap();
    assert!(of(Way::StrictChainsGiven).mean_error < of(Way::Names).mean_error, "{found:?}");
    assert!(of(Way::Names).mean_error < of(Way::Domains).mean_error, "{found:?}");
    assert!(of(Way::Strict).exact > of(Way::Mentions).exact, "{found:?}");
    assert!(found.precision.share > 0.9 && found.drafted.share > 0.8, "{found:?}");
    assert_eq!(table::page(&found), table::page(&scored(3)), "the same seed, the same page");
}

#[test]
fn the_sweep_rewrites_as_many_as_it_says() {
    for share in [0, 40, 100] {
        let chances = Chances::USUAL.rewriting_without_credit(share);
        let silent = chances.manners[3] * 100 / chances.manners.iter().sum::<usize>();
        assert!(silent.abs_diff(share) <= 1, "{silent} instead of {share}");
    }
    let words = Words::built_in().unwrap();
    let swept = figures(1, 1, true, &words);
    assert_eq!(swept.sweep.len(), super::SWEEP.len());
    assert!(table::page(&swept).contains("rewritten without credit %"));
}
