//! Names of persons that are one though nobody joined them.

use super::fixture::{Told, counts, kept_apart, strike, told, weighed};
use crate::{
    corroboration::Because,
    edge::Edge,
    id::EdgeId,
    name::{Form, compare},
    namesakes,
    source::Source,
};

/// One report of each, in articles of their own.
fn by(names: &[&str]) -> Vec<Told> {
    let one = |name: &&str| told(name, name, &format!("out:of {name} > {name}"));
    names.iter().map(one).collect()
}

fn edge(a: &str, b: &str) -> EdgeId {
    let [a, b] = [a, b].map(|name| Source::new(name, crate::source::SourceKind::Person));
    let [one, other]: [Form; 2] = [&a, &b].map(namesakes::form);
    Edge::same_name((a.id(), &one), (b.id(), &other), &compare(&one, &other)).id
}

#[test]
fn one_official_in_four_spellings_is_one_in_the_strict_reading() {
    let four = by(&["KR/윤석열", "KR/Yoon Suk-yeol", "Yun Seok-yeol", "Юн Сок Ёль"]);
    assert_eq!(counts(&four, &[]).0, 1);
    assert_eq!(counts(&four, &[]).2, 4, "at face value they are four names");
    let three = by(&["Рустем Умєров", "Rustem Umerov", "Rustem Umierov"]);
    assert_eq!(counts(&three, &[]).0, 1);
}

#[test]
fn two_persons_stay_two() {
    assert_eq!(counts(&by(&["Kim Jong-un", "Kim Jong-il"]), &[]), (2, 2, 2));
    assert_eq!(counts(&by(&["KR/Yoon Suk-yeol", "UA/Yun Seok-yeol"]), &[]), (2, 2, 2));
}

#[test]
fn what_is_likely_counts_as_one_in_the_strict_reading_only() {
    let two = by(&["Rustem Umerov", "Рустем Умєров"]);
    assert_eq!(counts(&two, &[]), (1, 2, 2));
    let text = weighed(&two, &[]).strict.to_text();
    assert!(text.contains("may be") && text.contains("by its spelling") && text.contains("edge--"), "{text}");
}

#[test]
fn an_edge_of_names_is_struck_and_a_pair_is_kept_apart() {
    let two = by(&["Rustem Umerov", "Рустем Умєров"]);
    assert_eq!(counts(&two, &[strike(edge("Rustem Umerov", "Рустем Умєров"))]), (2, 2, 2));
    assert_eq!(counts(&two, &[kept_apart("Rustem Umerov", "Рустем Умєров")]), (2, 2, 2));
}

#[test]
fn names_that_differ_are_not_joined_through_a_third() {
    // "Jong" can be 정 and 종.
    let three = by(&["김정은", "Kim Jong-eun", "김종은"]);
    let weighed = weighed(&three, &[]);
    assert_eq!(weighed.strict.cut, 2, "{}", weighed.strict.to_text());
    assert!(weighed.strict.origins.iter().any(|origin| origin.because.len() == 1));
}

#[test]
fn a_name_without_a_country_leans_on_the_body_of_the_official() {
    let three = by(&["KR/Yoon Suk-yeol", "Юн Сок Ёль", "KR/the ministry"]);
    let weighed = weighed(&three, &[]);
    assert_eq!(weighed.strict.cut, 1);
    let origin = &weighed.strict.origins[0];
    assert_eq!((origin.name.as_str(), origin.claims.len()), ("the government of South Korea", 3));
    assert!(origin.because.iter().any(|because| matches!(because, Because::SameSpelling { .. })));
}
