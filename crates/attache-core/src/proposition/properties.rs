//! The rules of comparison, on forms drawn by chance.

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    comparison::{Relation, compare, relation},
    count::{Count, Interval},
    ground::Ground,
    index_key::{keys, probes},
    matter::{Manner, Matter},
    normal_form::NormalForm,
    telling::Telling,
    thing::{Qualifiers, Thing},
    who::Who,
    window::Window,
};
use crate::{
    id::SourceId,
    item_class::ItemClass,
    modality::Modality,
    place::{Place, PlaceClass},
    quantity::{Figure, Quantity},
};

fn who() -> impl Strategy<Value = Who> {
    let country = prop_oneof![Just(None), Just("KP".parse().ok()), Just("RU".parse().ok())];
    let name = prop_oneof![3 => Just(None), 1 => Just(Some("ona".to_owned()))];
    (country, name).prop_filter_map("a party", |(country, name)| {
        (country.is_some() || name.is_some()).then_some(Who { country, name })
    })
}

fn thing() -> impl Strategy<Value = Thing> {
    let names =
        ["troops", "arms", "ammunition", "artillery shells", "ballistic missiles", "MANPADS", "missiles"];
    let class = proptest::sample::select(names.to_vec()).prop_map(|name| ItemClass::named(name).unwrap().0);
    let designation =
        prop_oneof![3 => Just(None), 1 => Just(Some("155mm".to_owned())), 1 => Just(Some("k9".to_owned()))];
    let words = prop_oneof![3 => Just(""), 1 => Just("defensive"), 1 => Just("rapid defensive")];
    (class, designation, words).prop_map(|(class, designation, words)| Thing {
        class,
        designation,
        qualifiers: Qualifiers::of(words),
    })
}

fn ground() -> impl Strategy<Value = Ground> {
    let places = [
        ("Russia", "RU", None, PlaceClass::Country),
        ("Kursk region", "RU", Some("RU-KRS"), PlaceClass::Subdivision),
        ("Sudzha", "RU", Some("RU-KRS"), PlaceClass::City),
        ("Rylsk", "RU", None, PlaceClass::City),
        ("Ukraine", "UA", None, PlaceClass::Country),
        ("Donetsk region", "UA", Some("UA-14"), PlaceClass::Subdivision),
        ("Donbas", "UA", None, PlaceClass::Region),
        ("Donbas", "", None, PlaceClass::Region),
        ("Black Sea", "", None, PlaceClass::Sea),
    ];
    proptest::sample::select(places.to_vec()).prop_map(|(text, country, code, class)| {
        let subdivision = code.map(String::from);
        Ground::of(&Place { text: text.into(), country: country.parse().ok(), subdivision, class }).unwrap()
    })
}

fn window() -> impl Strategy<Value = Window> {
    let day = || proptest::option::of((1_i8..28).prop_map(|day| date(2024, 11, day)));
    (day(), day()).prop_filter_map("ends in order", |(start, end)| {
        start.zip(end).is_none_or(|(start, end)| start <= end).then_some(Window { start, end })
    })
}

fn interval() -> impl Strategy<Value = Interval> {
    let end = || proptest::option::of((0_u32..12).prop_map(|n| Figure::from(n * 1000)));
    let unit = prop_oneof![3 => Just(None), 1 => Just(Some("containers".to_owned()))];
    (end(), any::<bool>(), end(), any::<bool>(), any::<bool>(), unit).prop_filter_map(
        "says something",
        |(low, low_open, high, high_open, approximate, unit)| {
            let text = Quantity::exactly("", Figure::ZERO);
            Interval::of(
                &Quantity { low, low_open, high, high_open, approximate, rounded: true, ..text },
                unit,
            )
        },
    )
}

fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        2 => Just(Count::Some),
        2 => Just(Count::Zero),
        4 => interval().prop_map(Count::Within),
        2 => interval().prop_map(Count::Outside),
    ]
}

fn manner() -> impl Strategy<Value = Manner> {
    prop_oneof![
        6 => Just(Manner::Told),
        1 => Just(Manner::Expected(None)),
        1 => Just(Manner::Held(Modality::Considered)),
        1 => Just(Manner::Held(Modality::NotConsidered)),
        1 => Just(Manner::Nothing),
    ]
}

/// Forms from a small world, so that most of them have to do with one another.
fn form() -> impl Strategy<Value = NormalForm> {
    let matter =
        prop_oneof![4 => Just(Matter::Transfer), 4 => Just(Matter::Presence), 1 => Just(Matter::Other)];
    let told = proptest::option::of((1_i8..28).prop_map(|day| date(2024, 11, day)));
    (
        (matter, manner(), count()),
        proptest::option::of(who()),
        proptest::collection::vec(who(), 0..3),
        any::<bool>(),
        proptest::option::of(thing()),
        proptest::option::of(ground()),
        window(),
        told,
    )
        .prop_map(|((matter, manner, count), actor, mut others, mutual, thing, place, time, told)| {
            let mutual = mutual && others.len() > 1;
            others.sort();
            others.dedup();
            let gist = (matter == Matter::Other).then(|| "thesame".to_owned());
            let actor = actor.filter(|_| !mutual);
            let presupposed = false;
            NormalForm {
                matter,
                manner,
                actor,
                others,
                mutual,
                thing,
                place,
                time,
                count,
                gist,
                presupposed,
                told,
            }
        })
}

/// A form and two more that differ from it in little, so that chains come up often.
fn near(form: &NormalForm, other: &NormalForm, parts: u16) -> NormalForm {
    let mut near = form.clone();
    let takes = |at: u16| parts & (1 << at) != 0;
    if takes(0) {
        (near.actor, near.others, near.mutual) = (other.actor.clone(), other.others.clone(), other.mutual);
    }
    if takes(1) {
        near.thing.clone_from(&other.thing);
    }
    if takes(2) {
        near.place.clone_from(&other.place);
    }
    if takes(3) {
        near.time = other.time;
    }
    if takes(4) {
        near.count.clone_from(&other.count);
    }
    if takes(5) {
        near.thing = None;
    }
    if takes(6) {
        near.place = None;
    }
    if takes(7) {
        near.time = Window::default();
    }
    near
}

fn three() -> impl Strategy<Value = [NormalForm; 3]> {
    (form(), form(), form(), any::<u16>(), any::<u16>()).prop_map(|(a, b, c, some, others)| {
        let second = near(&a, &b, some);
        let third = near(&second, &c, others);
        [a, second, third]
    })
}

fn telling() -> impl Strategy<Value = Telling> {
    let origin = prop_oneof![Just(None), Just(Some(SourceId::derive(&[b"one"])))];
    let told = proptest::option::of((1_i8..28).prop_map(|day| date(2024, 11, day)));
    (proptest::collection::vec(form(), 0..3), origin, told).prop_map(|(forms, origin, told)| Telling {
        forms,
        origin,
        told,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1200))]

    #[test]
    fn a_form_says_the_same_as_itself(a in form()) {
        prop_assert_eq!(relation(&a, &a), Relation::Same);
        prop_assert!(!compare(&a, &a).why.findings.is_empty());
    }

    #[test]
    fn each_relation_is_mirrored([a, b, c] in three()) {
        for (a, b) in [(&a, &b), (&b, &c), (&a, &c)] {
            prop_assert_eq!(relation(a, b), relation(b, a).mirrored());
            let (there, back) = (compare(a, b), compare(b, a));
            prop_assert_eq!(there.relation, relation(a, b));
            let words = |findings: &[super::comparison::Finding]| {
                findings.iter().map(|finding| finding.words.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(words(&there.why.findings), words(&back.why.findings));
        }
    }

    #[test]
    fn support_is_handed_on([a, b, c] in three()) {
        if relation(&a, &b).entails() && relation(&b, &c).entails() {
            prop_assert!(relation(&a, &c).entails(), "{} → {} → {}", a, b, c);
        }
    }

    #[test]
    fn what_a_claim_supports_does_not_contradict_it([a, b, c] in three()) {
        if relation(&a, &b).entails() && relation(&a, &c).entails() {
            prop_assert!(!relation(&b, &c).contradicts(), "{} → {} and {}", a, b, c);
        }
        prop_assert!(!(relation(&a, &b).entails() && relation(&b, &a).contradicts()));
    }

    #[test]
    fn a_store_finds_what_bears_on_a_claim([a, b, _] in three()) {
        let bears = matches!(
            relation(&a, &b),
            Relation::Same | Relation::Entails | Relation::EntailedBy | Relation::Contradicts(_)
        );
        let named = |form: &NormalForm| form.parties().next().is_some_and(|party| party.country.is_some());
        let all = |form: &NormalForm| form.parties().all(|party| party.country.is_some());
        if bears && named(&a) && named(&b) && all(&a) && all(&b) {
            prop_assert!(!probes(&a).is_disjoint(&keys(&b)), "{:?} {:?}", probes(&a), keys(&b));
        }
    }

    #[test]
    fn claims_of_several_things_are_mirrored_too(a in telling(), b in telling()) {
        prop_assert_eq!(a.compare(&b).relation, b.compare(&a).relation.mirrored());
        for form in &b.forms {
            let _ = (a.supports(form), a.opposes(form), form.to_string());
        }
    }
}
