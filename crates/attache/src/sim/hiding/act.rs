//! What happens in a history, in both nodes or in one of them.

use attache_core::marking::Tlp;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};

/// One thing that happens. What `hidden` says is true of happens in one of the two nodes only.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// An article is read, and its claims are accepted.
    Read { hidden: bool, number: u16 },
    /// A claim is marked: for the observer or not, for others or not.
    Mark { which: usize, observer: bool, others: bool, tlp: Tlp },
    /// What may go out goes out to the observer.
    Release,
    /// A claim goes out to it as a tear-line.
    Tear { which: usize },
    /// A claim is retracted.
    Retract { which: usize },
    /// A claim is called back from the observer.
    Withdraw { which: usize },
    /// The agreement with the observer changes.
    Agree { ceiling: Tlp },
    /// Something that is none of its business.
    Elsewhere(Elsewhere),
    /// The observer pushes objects.
    Push { number: u16, version: u8, times: u8 },
    /// The observer deletes an object.
    Delete { number: u16 },
    /// The observer looks at everything.
    Look,
}

/// What happens in one of the two nodes only.
#[derive(Clone, Debug)]
pub(super) enum Elsewhere {
    Release,
    Mark { which: usize },
    Retract { which: usize },
    Grade,
    Agreement { end: bool },
    Partner { number: u16 },
    Suspend,
    Push { number: u16 },
    Poll,
    Knock,
}

pub(super) fn act() -> impl Strategy<Value = Act> {
    let tlp = || prop::sample::select(vec![Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red]);
    let elsewhere = prop_oneof![
        3 => Just(Elsewhere::Release),
        2 => (0..8usize).prop_map(|which| Elsewhere::Mark { which }),
        1 => (0..8usize).prop_map(|which| Elsewhere::Retract { which }),
        1 => Just(Elsewhere::Grade),
        1 => any::<bool>().prop_map(|end| Elsewhere::Agreement { end }),
        1 => any::<u16>().prop_map(|number| Elsewhere::Partner { number }),
        1 => Just(Elsewhere::Suspend),
        2 => (0..6u16).prop_map(|number| Elsewhere::Push { number }),
        1 => Just(Elsewhere::Poll),
        1 => Just(Elsewhere::Knock),
    ];
    prop_oneof![
        3 => (any::<bool>(), any::<u16>()).prop_map(|(hidden, number)| Act::Read { hidden, number }),
        4 => (0..8usize, any::<bool>(), any::<bool>(), tlp())
            .prop_map(|(which, observer, others, tlp)| Act::Mark { which, observer, others, tlp }),
        3 => Just(Act::Release),
        1 => (0..8usize).prop_map(|which| Act::Tear { which }),
        1 => (0..8usize).prop_map(|which| Act::Retract { which }),
        1 => (0..8usize).prop_map(|which| Act::Withdraw { which }),
        1 => tlp().prop_map(|ceiling| Act::Agree { ceiling }),
        6 => elsewhere.prop_map(Act::Elsewhere),
        2 => (0..6u16, 1..4u8, 1..3u8).prop_map(|(number, version, times)| Act::Push { number, version, times }),
        1 => (0..6u16).prop_map(|number| Act::Delete { number }),
        2 => Just(Act::Look),
    ]
}
