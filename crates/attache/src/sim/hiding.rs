//! Non-interference: what a partner can observe does not depend on what is withheld from it (design, invariant 3).
//!
//! Two nodes live through the same history. One of them also does things that are none of the observer's
//! business: it reads, marks, releases to others, recalls, changes agreements and partners; and the others push,
//! poll and fail to log in. Whatever the observer asks or writes, both must answer with the same bytes.

use http::{HeaderMap, StatusCode};
use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

use act::{Act, act};
use desk::Desk;

mod act;
mod asking;
mod desk;
mod doing;

/// The one who looks.
const OBSERVER: &str = "observer";
/// Everybody else.
const OTHERS: [&str; 2] = ["quarry", "rampart"];
/// A word in everything that the observer may not learn.
const CANARY: &str = "Zwk7canary";

proptest! {
    #![proptest_config(ProptestConfig { cases: u32::try_from(super::asked("ATTACHE_SIM_HIDING", 24)).unwrap(), ..ProptestConfig::default() })]

    #[test]
    fn what_is_withheld_changes_nothing_that_a_partner_sees(acts in prop::collection::vec(act(), 1..24)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (mut bare, mut full) = (Desk::new(false), Desk::new(true));
        for (moment, act) in (11..).zip(acts.iter().chain([&Act::Look])) {
            for desk in [&mut bare, &mut full] {
                desk.act(&runtime, moment, act);
            }
            prop_assert_eq!(bare.seen.len(), full.seen.len());
            for (one, other) in bare.seen.drain(..).zip(full.seen.drain(..)) {
                let told = |answer: &(StatusCode, HeaderMap, Vec<u8>)| String::from_utf8_lossy(&answer.2).into_owned();
                prop_assert_eq!(told(&one), told(&other), "after {:?}", act);
                prop_assert_eq!(&one, &other, "after {:?}", act);
                prop_assert!(!told(&other).contains(CANARY), "after {:?}", act);
                prop_assert!(OTHERS.iter().all(|name| !told(&other).contains(name)), "after {:?}", act);
                let headers = format!("{:?}", other.1);
                prop_assert!(!headers.contains(CANARY), "after {:?}", act);
            }
        }
    }
}
