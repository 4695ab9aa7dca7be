//! What holds for any reports, chains and edges.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest},
    sample::{Index, select},
};

use super::super::weigh;
use super::fixture::{
    Told, article, claim, counts, credits, exchange, government, kept_apart, reliance, reports, source,
    strike, taken, told, weighed,
};
use crate::{
    chain::Chain,
    edge::{Credited, Edge, EdgeEvidence, End, stated_id},
    exchange::Topic,
    id::{ClaimId, EdgeId},
    namesakes::{self, Bearer, Bearers},
    origin::OriginId,
    record::Happening,
    source::Source,
};

const TEXTS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const CARRIERS: [&str; 7] = ["wire:North", "wire:South", "out:a", "out:b", "Mia", "PL/six", "윤석열"];
const ORIGINS: [&str; 12] = [
    "KR/one",
    "KR/two",
    "UA/three",
    "UA/four",
    "US/five",
    "Ona",
    "Ivo",
    "wire:North",
    "out:a",
    "?",
    "KR?",
    "Lea",
];

/// Names of persons that may be one.
const NAMES: [&str; 9] = [
    "Yoon Suk-yeol",
    "Юн Сок Ёль",
    "KR/Yun Seok-yeol",
    "UA/Yoon Suk Yeol",
    "Yoon",
    "Umerov",
    "UA/Rustem Umerov",
    "KR/one",
    "Ona",
];

fn day() -> impl Strategy<Value = Option<Date>> {
    proptest::option::weighted(0.8, (1_i8..28).prop_map(|day| jiff::civil::date(2024, 11, day)))
}

fn any_report(origins: &'static [&'static str]) -> impl Strategy<Value = Told> {
    let carriers = proptest::collection::vec(select(CARRIERS.to_vec()), 0..3);
    let origin = proptest::option::weighted(0.9, select(origins));
    (0_u32..1_000_000, select(TEXTS.to_vec()), carriers, origin, day()).prop_map(
        |(number, text, carriers, origin, said)| {
            let outlet = if text == "f" { "-".to_owned() } else { format!("out:{text}") };
            let words: Vec<&str> = std::iter::once(outlet.as_str()).chain(carriers).chain(origin).collect();
            Told { said, ..told(&number.to_string(), text, &words.join(" > ")) }
        },
    )
}

fn any_edge() -> impl Strategy<Value = Happening> {
    let ends = || select(vec![government("KR"), government("UA"), government("US"), ona()]);
    let exchange = (ends(), ends(), 1_i8..28)
        .prop_map(|(one, other, day)| exchange(one, other, jiff::civil::date(2024, 11, day)));
    let copy = (select(TEXTS.to_vec()), select(TEXTS.to_vec()), 300_u16..1000)
        .prop_map(|(from, to, share)| taken(from, to, share));
    let merged = Just(Happening::SourcesMerged {
        into: Box::new(source("Ona")),
        from: Box::new(source("Ivo")),
        reason: "one".into(),
    });
    let agency = vec!["wire:North", "wire:South", "out:a", "out:b"];
    let credit = (select(TEXTS.to_vec()), select(agency)).prop_map(|(text, outlet)| credits(text, outlet));
    let apart = Just(kept_apart("Yoon Suk-yeol", "Юн Сок Ёль"));
    proptest::prop_oneof![8 => exchange, 8 => copy, 8 => credit, 2 => merged, 1 => apart]
}

fn ona() -> OriginId {
    OriginId::Source(source("Ona").id())
}

fn many() -> impl Strategy<Value = (Vec<Told>, Vec<Happening>)> {
    // Names take long to read: every fourth question is of them.
    let reports = |origins| proptest::collection::vec(any_report(origins), 0..14);
    let reports = proptest::prop_oneof![3 => reports(&ORIGINS), 1 => reports(&NAMES)].prop_map(|mut told| {
        told.sort_by_key(|one| one.claim);
        told.dedup_by_key(|one| one.claim);
        told
    });
    (reports, proptest::collection::vec(any_edge(), 0..8))
}

/// Every edge that bears on these reports: found, declared, same body, credit lines; of the lines at head and foot only
/// those of articles that say nothing in their own words, which without them would have no lineage. Of the stated ones
/// those of texts that neither took nor gave, and before which a named source remains that is no agency: what is left of
/// a chain may else be joint with another text, and then rests on more, not on less.
fn edges(told: &[Told], whats: &[Happening]) -> Vec<EdgeId> {
    let mut found = reliance(whats).edges();
    let speaks = |end: End| told.iter().any(|one| end == End::Article(one.article) && own_word(one));
    let by_line = |edge: &Edge| matches!(edge.evidence, EdgeEvidence::CreditLine { .. });
    found.retain(|edge| !(by_line(edge) && speaks(edge.from)));
    let copied = |one: &Told| {
        let end = End::Article(one.article);
        found.iter().any(|edge| edge.from == end || edge.to == end)
    };
    let mut edges: Vec<EdgeId> = found.iter().map(|edge| edge.id).collect();
    for one in told {
        let sources: Vec<&Source> = one.chain.iter().collect();
        edges.extend(sources.iter().filter_map(|source| Edge::same_body(source)).map(|edge| edge.id));
        edges.extend(named(told).map(|edge| edge.id));
        if !speaks(End::Article(one.article)) {
            edges.extend(sources.iter().map(|source| Edge::credit_line(one.article, source.id()).id));
        }
        let stays = |from: &Source| from.kind.is_named() && !OriginId::carries(from.kind) && !copied(one);
        // A chain that comes back to its outlet had no lineage before the strike, and has one after.
        let returns = sources.iter().skip(1).any(|source| source.id() == sources[0].id());
        let pairs = sources.windows(2).skip(1).filter(|pair| stays(pair[0]) && !returns);
        edges.extend(pairs.map(|pair| stated_id(one.claim, pair[0].id(), pair[1].id())));
    }
    edges.sort();
    edges.dedup();
    edges
}

/// Whether a report is in the outlet's own words, or comes to that: one of an outlet that credits itself.
fn own_word(one: &Told) -> bool {
    one.chain.origin().id() == one.chain.outlet().id()
}

/// The edges between names that may be of one person.
fn named(told: &[Told]) -> impl Iterator<Item = Edge> {
    let persons = told.iter().flat_map(|one| one.chain.iter()).filter_map(|source| {
        let form = namesakes::person(source)?;
        Some((source.id(), form))
    });
    let mut bearers: BTreeMap<_, Bearer> = BTreeMap::new();
    for (id, form) in persons {
        bearers.entry(id).or_insert_with(|| Bearer { id, forms: BTreeSet::new() }).forms.insert(form);
    }
    Bearers::of(bearers.into_values()).namesakes().into_iter().map(|pair| pair.edge)
}

fn counted(weighed: &super::super::Count) -> BTreeSet<ClaimId> {
    weighed.origins.iter().flat_map(|origin| origin.claims.iter().copied()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn strict_is_at_most_normal_and_normal_at_most_lenient((told, whats) in many()) {
        let weighed = weighed(&told, &whats);
        prop_assert!(weighed.strict.cut <= weighed.normal.cut);
        prop_assert!(weighed.normal.cut <= weighed.lenient.cut);
        prop_assert!(weighed.through_outlets <= weighed.normal.cut || weighed.normal.cut == 0);
        for count in [&weighed.strict, &weighed.normal, &weighed.lenient] {
            prop_assert!(count.exact);
            prop_assert_eq!(count.cut, count.origins.len());
        }
    }

    #[test]
    fn the_order_of_arrival_changes_nothing((mut told, whats) in many(), by in 0_usize..14) {
        let before = weighed(&told, &whats);
        let by = by.min(told.len());
        told.rotate_left(by);
        told.reverse();
        prop_assert_eq!(weighed(&told, &whats), before);
    }

    #[test]
    fn the_proof_lists_exactly_the_claims_that_it_counted((told, whats) in many()) {
        let weighed = weighed(&told, &whats);
        let all: BTreeSet<ClaimId> = told.iter().map(|one| one.claim).collect();
        for count in [&weighed.strict, &weighed.normal, &weighed.lenient] {
            let lines: Vec<ClaimId> = count.proof.lines.iter().map(|line| line.claim).collect();
            prop_assert_eq!(lines, all.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(count.proof.counted().collect::<BTreeSet<_>>(), counted(count));
            let of_origins: usize = count.origins.iter().map(|origin| origin.claims.len()).sum();
            prop_assert_eq!(of_origins, counted(count).len(), "no claim counts for two origins");
            prop_assert!(count.origins.iter().all(|origin| !origin.claims.is_empty()));
            // What is counted is enough: without the rest, the count is the same.
            if count.cut > 0 {
                prop_assert!(count.to_text().contains(&count.origins[0].name));
            }
        }
        let grounds: BTreeSet<ClaimId> = weighed.grounds.variables().into_iter().copied().collect();
        prop_assert_eq!(grounds, counted(&weighed.normal));
    }

    #[test]
    fn striking_an_edge_never_lowers_the_count((told, whats) in many(), which in proptest::arbitrary::any::<Index>()) {
        let edges = edges(&told, &whats);
        if !edges.is_empty() {
            let edge = *which.get(&edges);
            let mut struck = whats.clone();
            struck.push(strike(edge));
            let (before, after) = (counts(&told, &whats), counts(&told, &struck));
            prop_assert!(before.0 <= after.0 && before.1 <= after.1, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_dependent_report_never_raises_the_count(
        (told, whats) in many(),
        which in proptest::arbitrary::any::<Index>(),
        further in proptest::option::of(select(CARRIERS.to_vec())),
        later in 0_i32..20,
        way in 0_usize..3,
    ) {
        // A report that is itself a copy is joint with another one: who repeats it elsewhere need not be.
        let named = |one: &&Told| one.chain.origin().id() != one.chain.outlet().id();
        let known: Vec<&Told> = told.iter().filter(named).collect();
        if !known.is_empty() {
            let relayed = *which.get(&known);
            let (new, edge) = repeat(relayed, further, later, way);
            let joint = reliance(&whats).taken_by(relayed.article).count() > 0
                || reliance(&whats).credited_by(relayed.article).count() > 0
                || OriginId::carries(relayed.chain.origin().kind);
            if way == 0 || !joint {
                let mut more = told.clone();
                more.push(new);
                let mut edges = whats;
                edges.extend(edge);
                let (before, after) = (counts(&told, &edges), counts(&more, &edges));
                prop_assert!(after.0 <= before.0 && after.1 <= before.1, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn one_more_outlet_that_credits_the_same_raises_nothing(
        (told, whats) in many(),
        which in proptest::arbitrary::any::<Index>(),
    ) {
        let before = reliance(&whats);
        // One that credits itself as well had its own word from nobody.
        let credited = |one: &&Told| {
            let own = one.chain.outlet().id();
            let mut credits = before.credited_by(one.article).map(|credit| credit.outlet.id()).peekable();
            let has_some = credits.peek().is_some() && credits.all(|id| id != own);
            one.chain.len() == 1 && has_some && before.taken_by(one.article).count() == 0
        };
        let known: Vec<&Told> = told.iter().filter(credited).collect();
        if !known.is_empty() {
            let one = *which.get(&known);
            let (mut more, mut edges) = (told.clone(), whats.clone());
            more.push(super::fixture::told("the new one", "a new article", "out:new"));
            for credit in before.credited_by(one.article) {
                let credit = Credited { article: article("a new article"), ..credit.clone() };
                edges.push(Happening::CreditInferred { credit: Box::new(credit) });
            }
            let (before, after) = (counts(&told, &whats), counts(&more, &edges));
            prop_assert!(after.0 <= before.0 && after.1 <= before.1, "{before:?} {after:?}");
        }
    }

    #[test]
    fn what_is_weighed_twice_is_weighed_once((told, whats) in many()) {
        let twice = [told.clone(), told.clone()].concat();
        let reliance = reliance(&whats);
        let (once, twice) =
            (weigh(&reports(&told), &reliance, &Topic::ANY), weigh(&reports(&twice), &reliance, &Topic::ANY));
        prop_assert_eq!(once.normal.cut, twice.normal.cut);
    }
}

/// The same said again, later and perhaps with a further carrier before it: in the same article, in another one, or in
/// a copy of the article.
fn repeat(one: &Told, further: Option<&str>, later: i32, way: usize) -> (Told, Option<Happening>) {
    let mut sources: Vec<Source> = one.chain.iter().cloned().collect();
    if let Some(carrier) = further {
        sources.insert(1, source(carrier));
    }
    let new_article = article("a new article");
    if way > 0 {
        sources[0] = source("out:new");
    }
    let said = one.said.map(|day| day.saturating_add(jiff::Span::new().days(later)));
    let new = Told {
        claim: claim("the new one"),
        article: if way == 0 { one.article } else { new_article },
        chain: Chain::try_from(sources).unwrap(),
        said,
    };
    let copy = crate::edge::Reprint { from: new_article, to: one.article, share: 1000, given: 0 };
    (new, (way == 2).then_some(Happening::EdgeInferred { reprint: copy }))
}
