//! The facts of the seed article, as a person coded them, and what must come out: the deployment is one
//! proposition that seven claims bear out, the transfers one that two do.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::{
    Item, ItemCategory, Party,
    comparison::Relation,
    group::groups,
    normal_form::NormalForm,
    telling::{Strength, Telling},
};
use crate::{
    chain::Chain,
    claim::{ClaimDraft, tests::draft},
    claim_kind::ClaimKind,
    country::CountryCode,
    event_time::{EventTime, Precision, TimeOf},
    likelihood::Likelihood,
    modality::Modality,
    place::{Place, PlaceClass},
    quantity::{Figure, Quantity},
    source::{Source, SourceKind},
};

fn party(code: &str) -> Option<Party> {
    let country: CountryCode = code.parse().ok()?;
    Some(Party { name: country.short_name()?.to_owned(), country: Some(country) })
}

fn item(name: &str, category: ItemCategory, designation: Option<&str>) -> Item {
    Item { name: name.into(), category, designation: designation.map(String::from) }
}

fn by(name: &str, kind: SourceKind, country: &str) -> Chain {
    Chain::new(Source::reporting_outlet(), vec![Source::new(name, kind).of_country(country.parse().ok())])
}

fn claim(kind: ClaimKind, words: &str, actor: &str, counterpart: &str, chain: Chain) -> ClaimDraft {
    let mut body = draft(words);
    (body.kind, body.chain) = (kind, chain);
    (body.proposition.actor, body.proposition.counterpart) = (party(actor), party(counterpart));
    body.published = Some(date(2024, 11, 28));
    body
}

fn place(text: &str, subdivision: Option<&str>) -> Option<Place> {
    let class = if subdivision.is_some() { PlaceClass::Subdivision } else { PlaceClass::Country };
    let subdivision = subdivision.map(String::from);
    Some(Place { text: text.into(), country: "RU".parse().ok(), subdivision, class })
}

fn until_november_27(of: TimeOf) -> Option<EventTime> {
    let end = Some(date(2024, 11, 27));
    Some(EventTime { text: String::new(), start: None, end, precision: Precision::OnOrBefore, of })
}

/// What some claims of the seed say: kind, modality, parties, things, figures, place, time, origin.
pub(crate) fn claims() -> BTreeMap<&'static str, ClaimDraft> {
    let umerov = || by("Rustem Umerov", SourceKind::Official, "UA");
    let yoon = || by("Yoon Suk-yeol", SourceKind::Official, "KR");
    let office = || by("South Korean presidential office", SourceKind::GovernmentBody, "KR");
    let nobody = || by("nobody named", SourceKind::Unnamed, "");
    let outlet = || Chain::new(Source::reporting_outlet(), Vec::new());
    let troops = || vec![item("troops", ItemCategory::Personnel, None)];
    let mut all = BTreeMap::new();
    let mut c06 = claim(ClaimKind::Deployment, "its forces support the attacks", "KP", "RU", umerov());
    c06.date = until_november_27(TimeOf::Event);
    all.insert("C06", c06);
    let mut c11 = claim(ClaimKind::Assessment, "its troops gain experience of combat", "KP", "", umerov());
    c11.proposition.items = troops();
    all.insert("C11", c11);
    let mut c13 = claim(ClaimKind::Background, "its involvement in the war", "KP", "RU", outlet());
    c13.embedded_in = Some(0);
    all.insert("C13", c13);
    let mut c16 = claim(ClaimKind::Deployment, "its sending troops", "KP", "", yoon());
    (c16.proposition.items, c16.place, c16.embedded_in) = (troops(), place("Russia", None), Some(0));
    let mut c18 = c16.clone();
    c18.chain = office();
    all.insert("C16", c16);
    all.insert("C18", c18);
    let mut c21 = claim(ClaimKind::Deployment, "more than 10,000 troops were sent", "KP", "RU", nobody());
    (c21.proposition.items, c21.place) = (troops(), place("Russia", None));
    let mut figure = Quantity::exactly("more than 10,000", Figure::from(10_000));
    (figure.high, figure.low_open, figure.unit) = (None, true, Some("troops".into()));
    c21.quantities = vec![figure];
    c21.date = until_november_27(TimeOf::Statement);
    all.insert("C21", c21);
    let mut c22 = claim(ClaimKind::Clash, "first clashes were recorded", "KP", "UA", nobody());
    (c22.place, c22.date) = (place("the Kursk region", Some("RU-KRS")), until_november_27(TimeOf::Event));
    all.insert("C22", c22);
    let mut c19 =
        claim(ClaimKind::Transfer, "weapons and technology go between the two", "RU", "KP", office());
    c19.proposition.items =
        vec![item("weapons", ItemCategory::Other, None), item("technology", ItemCategory::Technology, None)];
    all.insert("C19", c19);
    let mut c23 = claim(ClaimKind::Transfer, "a supplier of shells and missiles", "KP", "RU", outlet());
    c23.proposition.items = vec![
        item("artillery shells", ItemCategory::Ammunition, None),
        item("ballistic missiles", ItemCategory::Missile, None),
    ];
    all.insert("C23", c23);
    all.extend(positions());
    all
}

/// The positions on arms for Ukraine, and what others expect of them.
fn positions() -> BTreeMap<&'static str, ClaimDraft> {
    let weapons = || vec![item("weapons", ItemCategory::Other, None)];
    let position = |words: &str, modality: Modality, chain: Chain| {
        let mut body = claim(ClaimKind::Position, words, "KR", "UA", chain);
        (body.modality, body.date) = (modality, until_november_27(TimeOf::Statement));
        body
    };
    let yoon = || by("Yoon Suk-yeol", SourceKind::Official, "KR");
    let mut c15 = position("may change and provide support", Modality::NotRuledOut, yoon());
    c15.proposition.items = vec![item("military aid", ItemCategory::Aid, None)];
    let official = by("a South Korean official", SourceKind::OfficialAnonymous, "KR");
    let mut c33 = position("direct supplies are not weighed", Modality::NotConsidered, official);
    c33.proposition.items = vec![item("artillery shells", ItemCategory::Ammunition, Some("155mm"))];
    c33.proposition.scope = Some("direct supplies of 155mm ammunition only".into());
    let mut c34 = position("the possibility is explored", Modality::Considered, yoon());
    (c34.proposition.items, c34.proposition.scope) = (weapons(), Some("\"defensive weapons\"".into()));
    let mut c36 = position(
        "it changed its mind on weapons",
        Modality::Asserted,
        by("Bloomberg", SourceKind::Outlet, "US"),
    );
    c36.proposition.items = weapons();
    let experts = || by("experts", SourceKind::ExpertsUnnamed, "");
    let mut c25 = claim(ClaimKind::Forecast, "rapid supplies are unlikely", "KR", "UA", experts());
    (c25.proposition.items, c25.modality, c25.likelihood) =
        (weapons(), Modality::Unlikely, Some(Likelihood::Unlikely));
    let mut c29 = claim(ClaimKind::Assessment, "ammunition would help most", "KR", "UA", experts());
    c29.proposition.items = vec![item("ammunition", ItemCategory::Ammunition, None)];
    BTreeMap::from([("C15", c15), ("C33", c33), ("C34", c34), ("C36", c36), ("C25", c25), ("C29", c29)])
}

fn tellings() -> BTreeMap<&'static str, Telling> {
    claims().iter().map(|(id, body)| (*id, Telling::of(body))).collect()
}

#[test]
fn seven_claims_bear_out_the_deployment_and_two_the_transfers() {
    let tellings = tellings();
    let all: Vec<_> = tellings.iter().map(|(id, telling)| (*id, telling)).collect();
    let groups = groups(&all);
    let of = |words: &str| {
        let group = groups.iter().find(|group| group.proposition.to_string() == words);
        let names: Vec<&str> = group
            .unwrap_or_else(|| panic!("{words} in {groups:#?}"))
            .supporting
            .iter()
            .map(|(id, _)| *id)
            .collect();
        names
    };
    let deployment = ["C06", "C11", "C13", "C16", "C18", "C21", "C22"];
    assert_eq!(of("troops of North Korea in or for Russia"), deployment);
    assert_eq!(of("arms between North Korea and Russia"), ["C19", "C23"]);
    assert!(groups.iter().all(|group| group.opposing.is_empty()));
    let theirs = groups.iter().filter(|group| group.supporting.len() > 2).count();
    assert_eq!(theirs, 1, "positions, expectations and judgements of supplies corroborate no supply");
}

#[test]
fn how_firmly_each_claim_bears_it_out_is_told() {
    let tellings = tellings();
    let all: Vec<_> = tellings.iter().map(|(id, telling)| (*id, telling)).collect();
    let group = groups(&all).swap_remove(0);
    let by_id: BTreeMap<&str, Strength> =
        group.supporting.iter().map(|(id, support)| (*id, support.strength)).collect();
    assert_eq!(by_id["C21"], Strength::Says);
    assert_eq!(by_id["C16"], Strength::Presupposes);
    assert_eq!(by_id["C22"], Strength::Presupposes);
    assert!(matches!(by_id["C11"], Strength::LeavesOpen(_)), "experience of combat, without a word of where");
    let c22 = group.supporting.iter().find(|(id, _)| *id == "C22").unwrap();
    assert!(!c22.1.comparison.why.findings.is_empty());
}

#[test]
fn the_stronger_claim_supports_the_weaker_and_says_why() {
    let tellings = tellings();
    let found = tellings["C21"].compare(&tellings["C18"]);
    assert_eq!(found.relation, Relation::Entails);
    let why = found.why.to_string();
    assert!(why.starts_with("more than 10,000 troops of North Korea in Russia supports: troops"), "{why}");
    assert_eq!(tellings["C16"].compare(&tellings["C18"]).relation, Relation::Same);
    let place = tellings["C22"].compare(&tellings["C18"]);
    assert_eq!(place.relation, Relation::Entails);
    assert!(place.why.to_string().contains("Kursk region lies in Russia"), "{}", place.why);
    let shells = tellings["C23"].supports(&tellings["C19"].forms[0]).unwrap();
    assert!(
        shells.comparison.why.to_string().contains("artillery shells are arms"),
        "{}",
        shells.comparison.why
    );
}

#[test]
fn nothing_in_the_seed_contradicts_anything_else() {
    let tellings = tellings();
    for (one, a) in &tellings {
        for (other, b) in &tellings {
            assert!(!a.compare(b).relation.contradicts(), "{one} {other}");
        }
    }
}

#[test]
fn figures_of_different_scope_are_explained_and_those_of_one_origin_are_a_series() {
    let body = |figure: u32, place: Option<Place>, day: i8, name: &str| {
        let mut body =
            claim(ClaimKind::Deployment, "troops", "KP", "", by(name, SourceKind::Intelligence, "KR"));
        body.proposition.items = vec![item("troops", ItemCategory::Personnel, None)];
        let mut quantity = Quantity::exactly(figure.to_string(), Figure::from(figure));
        quantity.unit = Some("troops".into());
        (body.quantities, body.place, body.published) = (vec![quantity], place, Some(date(2024, 11, day)));
        Telling::of(&body)
    };
    let russia = body(12_000, place("Russia", None), 5, "one service");
    let kursk = body(8_000, place("the Kursk region", Some("RU-KRS")), 5, "another service");
    let found = kursk.compare(&russia);
    assert!(matches!(found.relation, Relation::DifferentScope(_)));
    let why = found.why.to_string();
    assert!(why.contains("Kursk region lies in Russia") && why.contains("8,000 fits in 12,000"), "{why}");
    let revised = body(10_900, place("Russia", None), 12, "one service");
    assert_eq!(russia.compare(&revised).relation, Relation::Series);
    let other = body(10_900, place("Russia", None), 12, "another service");
    let found = russia.compare(&other);
    assert!(found.relation.contradicts());
    assert!(found.why.to_string().contains("10,900 and 12,000 cannot both hold"), "{}", found.why);
    let later = body(11_000, place("Russia", None), 28, "one service");
    assert_eq!(russia.compare(&later).relation, Relation::Series);
}

#[test]
fn a_denial_contradicts_and_silence_does_not() {
    let all = claims();
    let mut denial = all["C21"].clone();
    (denial.modality, denial.quantities) = (Modality::Denied, Vec::new());
    let c18 = Telling::of(&all["C18"]);
    let found = Telling::of(&denial).compare(&c18);
    assert!(found.relation.contradicts(), "{}", found.why);
    let mut silence = denial.clone();
    (silence.modality, silence.kind) = (Modality::Asserted, ClaimKind::NoComment);
    assert_eq!(Telling::of(&silence).compare(&c18).relation, Relation::Unrelated);
    let mut figure_denied = all["C21"].clone();
    figure_denied.modality = Modality::Denied;
    let found = Telling::of(&figure_denied);
    assert!(found.compare(&Telling::of(&all["C21"])).relation.contradicts());
    assert!(!found.compare(&c18).relation.contradicts(), "a denied figure leaves open whether there are any");
    for modality in [Modality::Considered, Modality::NotRuledOut, Modality::NotConsidered, Modality::Quoted] {
        let mut put = all["C18"].clone();
        put.modality = modality;
        assert!(!Telling::of(&put).compare(&c18).relation.contradicts());
    }
    let opposing: Vec<(&str, Telling)> = vec![("no", Telling::of(&denial)), ("yes", c18)];
    let both: Vec<_> = opposing.iter().map(|(id, telling)| (*id, telling)).collect();
    let against = &groups(&both)[0].opposing;
    assert_eq!(against.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["no"]);
    assert_eq!(NormalForm::of(&denial)[0].to_string(), "no troops of North Korea in Russia");
}
