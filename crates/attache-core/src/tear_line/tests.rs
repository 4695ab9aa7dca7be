//! What a tear-line keeps, and that it names nothing else.

use super::{Cut, CutError, Keep, KeptDate, TearLine, Withheld};
use crate::{
    article::Article,
    chain::Chain,
    claim::{ClaimDraft, Originator},
    claim_state::{ClaimState, Standing},
    event_time::TimeOf,
    marking::{Marking, Tlp},
    modality::Modality,
    proposition::ItemCategory,
    record::Happening,
    release::fixture::{accepted, apply, article, body, country, received},
    reliance::Reliance,
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};

mod canary;
mod origins;
mod text;

pub(super) const ALL: Keep =
    Keep { figures: true, place: true, date: KeptDate::Day, items: true, parties: true };

pub(super) fn cut(
    claims: &[&ClaimState],
    articles: &[&Article],
    keep: Keep,
    text: Option<&str>,
) -> Result<TearLine, CutError> {
    TearLine::tear(&Cut {
        claims,
        articles,
        text,
        keep,
        marking: Marking::of(Tlp::Green),
        reliance: &Reliance::default(),
    })
}

fn of_one(keep: Keep) -> TearLine {
    let article = article();
    cut(&[&accepted(body(), &article)], &[&article], keep, None).unwrap()
}

/// A claim of the same content from another article and another origin.
fn another(source: Source, change: impl FnOnce(&mut ClaimDraft)) -> (ClaimState, Article) {
    let mut article = article();
    article.url = Some(format!("https://{}.example/", source.name.len()));
    article.text.push_str(&source.name);
    let mut body = body();
    body.chain = Chain::new(article.carrier(), vec![source]);
    change(&mut body);
    (accepted(body, &article), article)
}

#[test]
fn all_that_is_kept_is_codes_classes_and_days() {
    let line = of_one(ALL);
    assert_eq!((line.actor(), line.counterpart(), line.country()), (country("KP"), None, country("RU")));
    assert_eq!(line.subdivision(), Some("RU-KRS"));
    assert_eq!(line.items(), [ItemCategory::Personnel]);
    assert_eq!(line.sourcing(), "an official source");
    assert_eq!(
        line.text(),
        "Reported: a deployment of forces, by North Korea, in Russia (RU-KRS), on 2024-10-21: more than 10,000 (personnel)."
    );
}

#[test]
fn the_default_leaves_out_figures_and_place_and_keeps_the_month() {
    let line = of_one(Keep::default());
    assert!(line.figures().is_empty() && line.country().is_none() && line.subdivision().is_none());
    assert_eq!(line.text(), "Reported: a deployment of forces, by North Korea, October 2024: personnel.");
    let nothing = Keep { figures: false, place: false, date: KeptDate::None, items: false, parties: false };
    assert_eq!(of_one(nothing).text(), "Reported: a deployment of forces.");
}

#[test]
fn a_subdivision_that_is_no_code_and_the_time_of_a_statement_are_left_out() {
    let article = article();
    let mut body = body();
    body.place.as_mut().unwrap().subdivision = Some("RU-the hangar at mile 7".into());
    body.date.as_mut().unwrap().of = TimeOf::Statement;
    let line = cut(&[&accepted(body, &article)], &[&article], ALL, None).unwrap();
    assert_eq!((line.subdivision(), line.from(), line.until()), (None, None, None));
}

#[test]
fn of_several_claims_remains_what_all_of_them_say() {
    let first_article = article();
    let first = accepted(body(), &first_article);
    let staff = Source::new("Joint Staff", SourceKind::Military).of_country(country("KR"));
    let (second, second_article) = another(staff, |body| {
        body.quantities.clear();
        body.date.as_mut().unwrap().start = Some(jiff::civil::date(2024, 9, 30));
        body.proposition.items.clear();
    });
    let line = cut(&[&second, &first], &[&first_article, &second_article], ALL, None).unwrap();
    assert_eq!(line.sourcing(), "two independent origins (two official sources of different countries)");
    assert!(line.figures().is_empty() && line.items().is_empty(), "one of them gives neither");
    assert_eq!(line.from(), Some(jiff::civil::date(2024, 9, 30)));
    assert_eq!(line.rests_on().len(), 2);
    assert!(line.without_grounds().rests_on().is_empty());
    let back: TearLine = serde_json::from_str(&serde_json::to_string(&line).unwrap()).unwrap();
    assert_eq!(back, line);
}

#[test]
fn sourcing_counts_names_and_never_the_nameless() {
    let first_article = article();
    let first = accepted(body(), &first_article);
    let with = |sources: Vec<Source>| {
        let others: Vec<_> = sources.into_iter().map(|source| another(source, |_| {})).collect();
        let claims: Vec<_> = std::iter::once(&first).chain(others.iter().map(|(state, _)| state)).collect();
        let articles: Vec<_> = std::iter::once(&first_article).chain(others.iter().map(|(_, a)| a)).collect();
        let line = cut(&claims, &articles, ALL, None).unwrap();
        line.sourcing().to_owned()
    };
    let unnamed = |name: &str| Source::new(name, SourceKind::OfficialAnonymous);
    assert_eq!(with(vec![Source::new("Vantor", SourceKind::Person)]), "a named person");
    assert_eq!(
        with(vec![unnamed("an official"), unnamed("a senior official abroad")]),
        "an official source and an unnamed official"
    );
    let institute = Source::new("Lantern Institute", SourceKind::ResearchInstitute);
    let ministry = Source::new("Ministry of Harbours", SourceKind::GovernmentBody);
    assert_eq!(
        with(vec![institute, ministry, Source::reporting_outlet()]),
        "three independent origins (two official sources, a research institute and unnamed media)"
    );
}

#[test]
fn claims_that_differ_make_no_line() {
    let first_article = article();
    let first = accepted(body(), &first_article);
    let differ = |change: fn(&mut ClaimDraft)| {
        let (second, second_article) = another(Source::new("Joint Staff", SourceKind::Military), change);
        cut(&[&first, &second], &[&first_article, &second_article], ALL, None).unwrap_err()
    };
    assert_eq!(
        differ(|body| body.kind = crate::claim_kind::ClaimKind::Transfer),
        CutError::Differ { part: "kind" }
    );
    assert_eq!(differ(|body| body.modality = Modality::Denied), CutError::Differ { part: "modality" });
    let other_actor =
        |body: &mut ClaimDraft| body.proposition.actor.as_mut().unwrap().country = country("BY");
    assert_eq!(differ(other_actor), CutError::Differ { part: "actor" });
    let likely = |body: &mut ClaimDraft| body.likelihood = Some(crate::likelihood::Likelihood::Likely);
    assert_eq!(differ(likely), CutError::Differ { part: "likelihood" });
}

#[test]
fn only_our_own_accepted_claims_with_their_article_make_a_line() {
    let article = article();
    let ours = accepted(body(), &article);
    assert_eq!(cut(&[], &[&article], ALL, None), Err(CutError::NoClaims));
    assert!(matches!(cut(&[&ours], &[], ALL, None), Err(CutError::NoArticle { .. })));
    assert!(matches!(
        cut(&[&received(body(), &article, "desk")], &[&article], ALL, None),
        Err(CutError::NotOurs { .. })
    ));
    let retracted = apply(&ours, Happening::ClaimRetracted { claim: ours.id, reason: "wrong".into() });
    let standing = Standing::Retracted;
    assert_eq!(
        cut(&[&retracted], &[&article], ALL, None),
        Err(CutError::NotAccepted { claim: ours.id, standing })
    );
}

#[test]
fn what_a_partner_sent_stays_the_partners_also_when_accepted_here() {
    let article = article();
    let theirs = received(body(), &article, "desk");
    let claim = crate::release::fixture::seal(body(), &article, crate::claim::Provenance::Read, "us");
    let accepted = apply(&theirs, Happening::ClaimAccepted { claim, basis: crate::record::Basis::Person });
    assert_eq!(accepted.standing, Standing::Accepted);
    assert_eq!(accepted.originator(), Some(&Originator("them".into())));
    assert!(matches!(cut(&[&accepted], &[&article], ALL, None), Err(CutError::NotOurs { .. })));
}

#[test]
fn a_line_made_by_hand_does_not_follow_from_its_claims() {
    let article = article();
    let state = accepted(body(), &article);
    let line = of_one(Keep::default());
    assert_eq!(line.still_clean(&[&state], &[&article], &Reliance::default()), Ok(()));
    let json = serde_json::to_string(&line).unwrap();
    for (from, to, part) in [
        ("an official source", "Mirel Vantor", "sourcing"),
        ("\"subdivision\":null", "\"subdivision\":\"the Kursk region\"", "subdivision"),
        ("\"actor\":\"KP\"", "\"actor\":\"PL\"", "actor"),
        ("\"from\":\"2024-10-01\"", "\"from\":\"2024-10-20\"", "days"),
        ("\"kind\":\"deployment\"", "\"kind\":\"clash\"", "kind"),
        ("personnel\"]", "missile\"]", "items"),
    ] {
        assert!(json.contains(from), "{json} {from}");
        let forged: TearLine = serde_json::from_str(&json.replace(from, to)).unwrap();
        assert_eq!(
            forged.still_clean(&[&state], &[&article], &Reliance::default()),
            Err(CutError::NotFromThese { part })
        );
    }
    let forged: TearLine = serde_json::from_str(&json.replace("Reported: ", "Mirel Vantor: ")).unwrap();
    assert!(matches!(
        forged.still_clean(&[&state], &[&article], &Reliance::default()),
        Err(CutError::Leaks { .. })
    ));
    let other = another(Source::new("Joint Staff", SourceKind::Military), |_| {});
    assert_eq!(
        line.still_clean(&[&other.0], &[&other.1], &Reliance::default()),
        Err(CutError::NotFromThese { part: "claims" })
    );
}

#[test]
fn a_correction_of_what_it_says_makes_it_stale() {
    let article = article();
    let state = accepted(body(), &article);
    let line = of_one(ALL);
    let mut changed = body();
    changed.quantities[0].low = Some(crate::quantity::Figure::from(11_000));
    let claim = crate::release::fixture::seal(changed, &article, crate::claim::Provenance::Read, "us");
    let corrected = apply(&state, Happening::ClaimCorrected { claim, reason: "misread".into() });
    assert_eq!(
        line.still_clean(&[&corrected], &[&article], &Reliance::default()),
        Err(CutError::NotFromThese { part: "figures" })
    );
}

/// An excerpt of these words, for claims that no article holds.
pub(super) fn words(text: &str) -> Excerpt {
    Excerpt { span: Span::new(0, text.len()), text: text.to_owned() }
}

#[test]
fn withheld_says_what_it_is() {
    assert_eq!(Withheld::Carrier.to_string(), "a source");
}
