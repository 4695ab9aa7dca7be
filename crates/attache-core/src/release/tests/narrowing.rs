//! Narrowing lets nothing out.

use jiff::civil::date;
use proptest::prelude::*;

use super::{ask, ours};
use crate::{
    agreement::Topics,
    claim_kind::ClaimKind,
    marking::{Marking, Tlp},
    record::Happening,
    release::{
        Decision, Form,
        fixture::{agree, agreement, desk, partner, roster, set},
    },
    roster::Roster,
};

fn any_marking() -> impl Strategy<Value = Marking> {
    let names =
        prop::collection::btree_set(prop::sample::select(vec!["desk", "KR", "G-DESK", "other"]), 0..3);
    let caveats = prop::collection::btree_set(prop::sample::select(vec!["EYES", "NOBODY"]), 0..2);
    let day = || {
        prop::option::of(prop::sample::select(vec![date(2024, 11, 30), date(2024, 12, 1), date(2024, 12, 2)]))
    };
    let tlp = prop::sample::select(vec![Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red]);
    (tlp, names, caveats, day(), day()).prop_map(|(tlp, names, caveats, valid_from, valid_until)| Marking {
        releasable_to: names.into_iter().map(str::to_owned).collect(),
        caveats: caveats.into_iter().map(str::to_owned).collect(),
        valid_from,
        valid_until,
        ..Marking::of(tlp)
    })
}

/// A roster, and the same after something was taken away.
fn narrower(by: usize) -> Roster {
    let (mut one, mut agreed, mut of_group) = (partner("desk"), agreement("desk"), agreement("G-DESK"));
    let mut whats = Vec::new();
    match by {
        0 => (agreed.ceiling, of_group.ceiling) = (Tlp::Green, Tlp::Green),
        1 => {
            let topics = Topics::Only([ClaimKind::Poll].into());
            (agreed.topics, of_group.topics) = (topics.clone(), topics);
        }
        2 => one.groups.clear(),
        3 => one.holds.clear(),
        4 => one.country = None,
        5 => (agreed.two_persons, of_group.two_persons) = (true, true),
        6 => whats.push(Happening::PartnerSuspended { partner: one.id.clone(), reason: "rest".into() }),
        _ => whats.push(Happening::AgreementEnded { with: "desk".parse().unwrap(), reason: "over".into() }),
    }
    roster([set(one), agree(agreed), agree(of_group)].into_iter().chain(whats).collect())
}

proptest! {
    #[test]
    fn narrowing_never_lets_anything_out(
        a in any_marking(),
        b in any_marking(),
        by in 0usize..8,
        to in prop::sample::select(vec!["desk", "G-DESK"]),
    ) {
        let goes = |marking: &Marking, roster: &Roster| {
            matches!(ask(&ours(marking.clone()), Form::Whole, to, roster), Decision::Release(_))
        };
        let (wide, joined) = (desk(), a.join(&b));
        prop_assert!(!goes(&joined, &wide) || goes(&a, &wide) && goes(&b, &wide), "{} {} {}", a, b, joined);
        prop_assert!(!goes(&a, &narrower(by)) || goes(&a, &wide), "{} {}", a, by);
    }
}
