//! One rule each.

use jiff::civil::date;

use super::{
    super::Why,
    fixture::{article, counts, credits, exchange, government, source, strike, taken, told, weighed},
};
use crate::{
    edge::{Edge, Reprint},
    origin::OriginId,
    record::Happening,
    source::{Source, SourceKind},
};

#[test]
fn five_outlets_that_cite_one_agency_that_cites_one_office_are_one_origin() {
    let five: Vec<_> = ["a", "b", "c", "d", "e"]
        .iter()
        .map(|name| told(name, name, &format!("out:{name} > wire:North > KR/the office")))
        .collect();
    let weighed = weighed(&five, &[]);
    assert_eq!((weighed.normal.cut, weighed.through_outlets), (1, 1));
    assert!(
        weighed.normal.to_text().starts_with("5 reports, 1 origin (normal): the government of South Korea")
    );
}

#[test]
fn what_both_had_said_before_the_exchange_counts_as_two() {
    let mut two = vec![told("1", "x", "out:x > KR/one"), told("2", "y", "out:y > UA/two")];
    let declared = [exchange(government("KR"), government("UA"), date(2024, 11, 27))];
    assert_eq!(counts(&two, &declared).0, 1);
    two[0].said = Some(date(2024, 11, 26));
    assert_eq!(counts(&two, &declared).0, 1, "the second may have it from the first");
    two[1].said = Some(date(2024, 11, 20));
    assert_eq!(counts(&two, &declared).0, 2);
    // Saying it again later takes nothing away.
    two.push(told("3", "z", "out:z > KR/one"));
    assert_eq!(counts(&two, &declared).0, 2);
    two[1].said = None;
    assert_eq!(counts(&two, &declared).0, 1, "of an unknown day the exchange holds");
}

#[test]
fn two_that_exchange_with_a_third_rest_on_the_third() {
    let two = [told("1", "x", "out:x > KR/one"), told("2", "y", "out:y > UA/two")];
    let declared = [
        exchange(government("KR"), government("US"), date(2024, 11, 1)),
        exchange(government("US"), government("UA"), date(2024, 11, 1)),
    ];
    let weighed = weighed(&two, &declared);
    assert_eq!(weighed.strict.cut, 1);
    assert_eq!(weighed.strict.origins[0].name, "the government of United States");
    assert_eq!(weighed.strict.origins[0].because.len(), 2);
    // Four in a row are not one.
    let four = ["KR", "US", "UA", "PL"].map(|code| told(code, code, &format!("out:{code} > {code}/one")));
    let row: Vec<_> = [("KR", "US"), ("US", "UA"), ("UA", "PL")]
        .map(|(a, b)| exchange(government(a), government(b), date(2024, 11, 1)))
        .into();
    assert_eq!(counts(&four, &row).0, 2);
}

#[test]
fn an_official_struck_from_the_body_is_an_origin_of_its_own() {
    let two = [told("1", "x", "out:x > KR/one"), told("2", "y", "out:y > KR/two")];
    assert_eq!(counts(&two, &[]), (1, 1, 2));
    let edge = Edge::same_body(&source("KR/two")).unwrap().id;
    assert_eq!(counts(&two, &[strike(edge)]), (2, 2, 2));
}

#[test]
fn an_article_that_leaves_out_the_country_is_helped_by_one_that_gives_it() {
    let mut three = vec![told("1", "x", "out:x > Vek"), told("2", "y", "out:y > UA/Vek")];
    assert_eq!(counts(&three, &[]), (1, 1, 1));
    three.push(told("3", "z", "out:z > KR/Vek"));
    let weighed = weighed(&three, &[]);
    assert_eq!(weighed.normal.cut, 2, "two bear the name: which the first means is not known");
    assert_eq!(weighed.normal.proof.lines.iter().filter(|line| line.why == Why::Ambiguous).count(), 1);
}

#[test]
fn joined_names_are_one_source() {
    let two = [told("1", "x", "out:x > Ona Vek"), told("2", "y", "out:y > O. Vek")];
    assert_eq!(counts(&two, &[]), (2, 2, 2));
    let person = |name: &str| Box::new(Source::new(name, SourceKind::Person));
    let joined = Happening::SourcesMerged {
        into: person("Ona Vek"),
        from: person("O. Vek"),
        reason: "one spelling".into(),
    };
    assert_eq!(counts(&two, std::slice::from_ref(&joined)), (1, 1, 1));
    let weighed = weighed(&two, &[joined]);
    assert!(weighed.normal.to_text().contains("O. Vek is Ona Vek (joined by ana: one spelling)"));
}

#[test]
fn an_outlets_own_word_counts_at_face_value_only() {
    let five = ["a", "b"].map(|name| told(name, name, &format!("out:{name}")));
    assert_eq!(counts(&five, &[]), (0, 0, 2));
    let unnamed = [told("1", "x", "-"), told("2", "y", "out:y > ?"), told("3", "z", "out:z > KR?")];
    assert_eq!(counts(&unnamed, &[]), (0, 0, 0));
    // A ministry that publishes speaks for itself, with its name.
    assert_eq!(counts(&[told("1", "x", "KR/the ministry")], &[]), (1, 1, 1));
}

#[test]
fn a_copied_text_that_credits_another_wire_is_one_with_it() {
    let two = [told("1", "x", "out:x > wire:North"), told("2", "y", "out:y > wire:South")];
    assert_eq!(counts(&two, &[]), (2, 2, 2));
    let copy = taken("y", "x", 900);
    assert_eq!(counts(&two, std::slice::from_ref(&copy)), (1, 1, 2));
    let proof = weighed(&two, std::slice::from_ref(&copy)).normal.to_text();
    assert!(proof.contains("counts with the text it was taken from"), "{proof}");
    let edge = Reprint { from: two[1].article, to: two[0].article, share: 0, given: 0 }.id();
    assert_eq!(counts(&two, &[copy, strike(edge)]), (2, 2, 2));
    // Two copies of a text that is not among the reports.
    assert_eq!(counts(&two, &[taken("x", "w", 500), taken("y", "w", 500)]), (1, 1, 2));
}

#[test]
fn copies_are_not_joined_through_a_third() {
    let three = ["a", "b", "c"].map(|name| told(name, name, &format!("out:{name} > wire:wire {name}")));
    let chain = [taken("b", "a", 500), taken("c", "b", 500)];
    assert_eq!(counts(&three, &chain).1, 2, "a and c share nothing");
    let all = [taken("b", "a", 500), taken("c", "b", 500), taken("c", "a", 500)];
    assert_eq!(counts(&three, &all).1, 1);
}

#[test]
fn a_text_taken_in_part_may_have_found_an_origin_itself() {
    let two = [told("1", "x", "out:x > UA/one"), told("2", "y", "out:y > Ona Vek")];
    assert_eq!(counts(&two, &[taken("y", "x", 500)]).1, 2);
    assert_eq!(counts(&two, &[taken("y", "x", 900)]).1, 1, "taken wholly, it has found nothing");
}

#[test]
fn an_outlet_that_is_credited_rests_on_what_its_own_article_rests_on() {
    let two = [told("1", "x", "wire:North > KR/one"), told("2", "y", "out:y > wire:North")];
    assert_eq!(counts(&two, &[]), (1, 1, 2));
    let OriginId::Source(north) = OriginId::Source(source("wire:North").id()) else { panic!() };
    let edge = Edge::credit_line(two[1].article, north).id;
    assert_eq!(counts(&two, &[strike(edge)]), (2, 2, 2));
    let own = [told("1", "x", "wire:North"), told("2", "y", "out:y > wire:North")];
    assert_eq!(counts(&own, &[]), (1, 1, 1), "its own article says no more than that it says so");
}

#[test]
fn a_struck_credit_ends_the_chain_before_it() {
    let two = [told("1", "x", "out:x > wire:North > KR/one"), told("2", "y", "out:y > KR/one")];
    assert_eq!(counts(&two, &[]).1, 1);
    let stated = crate::edge::stated_id(two[0].claim, source("wire:North").id(), source("KR/one").id());
    assert_eq!(counts(&two, &[strike(stated)]).1, 2, "the wire has it of its own");
    let stated = crate::edge::stated_id(two[0].claim, source("out:x").id(), source("wire:North").id());
    assert_eq!(counts(&two[..1], &[strike(stated)]).1, 0, "then the outlet speaks for itself");
}

#[test]
fn what_outlets_say_themselves_rests_on_whom_they_credit() {
    let three = ["a", "b", "c"].map(|name| told(name, name, &format!("out:{name}")));
    assert_eq!(counts(&three, &[]), (0, 0, 3));
    let credited = ["a", "b", "c"].map(|text| credits(text, "wire:North"));
    let weighed = weighed(&three, &credited);
    assert_eq!((weighed.strict.cut, weighed.normal.cut, weighed.lenient.cut), (1, 1, 1));
    assert_eq!(weighed.normal.origins[0].name, "North");
    assert!(weighed.normal.to_text().contains("counts for North, which its article credits"));
    let edge = Edge::credit_line(article("a"), source("wire:North").id()).id;
    let mut struck = credited.to_vec();
    struck.push(strike(edge));
    assert_eq!(counts(&three, &struck), (1, 1, 2), "that one speaks for itself again");
    // A credit of its own is none.
    assert_eq!(counts(&three[..1], &[credits("a", "out:a")]), (0, 0, 1));
}

#[test]
fn an_article_that_credits_two_agencies_rests_on_both_at_once() {
    let three = ["a", "b", "c"].map(|name| told(name, name, &format!("out:{name}")));
    let both = [credits("a", "wire:North"), credits("a", "wire:South"), credits("b", "wire:North")];
    assert_eq!(counts(&three, &both).1, 1);
    let more = [both.as_slice(), &[credits("c", "wire:South")]].concat();
    assert_eq!(counts(&three, &more).1, 2, "each of the two is credited alone as well");
}

#[test]
fn a_named_source_comes_through_whom_the_article_credits() {
    let two = [told("1", "x", "out:x > KR/one"), told("2", "y", "out:y > UA/two")];
    let credited = [credits("x", "wire:North"), credits("y", "wire:North")];
    assert_eq!(counts(&two, &[]), (2, 2, 2));
    assert_eq!(counts(&two, &credited), (1, 1, 2), "all of it was heard through one agency");
    assert_eq!(counts(&two, &credited[..1]), (2, 2, 2));
    // A chain that passes another agency may still be part of what is credited.
    let passes = [told("1", "x", "out:x > wire:South > KR/one"), told("2", "y", "out:y > UA/two")];
    assert_eq!(counts(&passes, &credited).1, 1);
    // A ministry has its word from itself.
    let ministry = [told("1", "x", "KR/one"), told("2", "y", "out:y > UA/two")];
    assert_eq!(counts(&ministry, &credited).1, 2);
    // Who names nobody still corroborates nothing.
    assert_eq!(counts(&[told("1", "x", "out:x > KR?")], &credited), (0, 0, 0));
}

#[test]
fn a_credited_agency_rests_on_what_its_own_article_rests_on() {
    let two = [told("1", "w", "wire:North > KR/one"), told("2", "x", "out:x")];
    let credited = [credits("x", "wire:North")];
    assert_eq!(counts(&two, &credited), (1, 1, 2));
}
