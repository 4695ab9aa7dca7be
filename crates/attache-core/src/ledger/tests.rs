//! The fold of records into state.

use jiff::{Timestamp, civil::date};

use super::Ledger;
use crate::{
    claim::{Claim, Originator, Provenance, tests::draft},
    claim_kind::ClaimKind,
    claim_state::Standing,
    filter::{Filter, Term},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    marking::{Marking, Tlp},
    proposition::Party,
    record::{Basis, Happening, NewRecord, Record, Seq},
};

fn log(whats: Vec<Happening>) -> Vec<Record> {
    let at = |n: usize| Timestamp::from_second(1_732_000_000 + 60 * n as i64).unwrap();
    whats
        .into_iter()
        .enumerate()
        .map(|(n, what)| Record {
            seq: Seq(n as u64 + 1),
            new: NewRecord { at: at(n), by: "ana".into(), what },
        })
        .collect()
}

fn ids() -> (ArticleId, ClaimId) {
    let article = ArticleId::derive(&[b"a"]);
    (article, draft("Troops left.").id(article))
}

fn drafted() -> Happening {
    let (article, claim) = ids();
    Happening::ClaimDrafted { claim, article, draft: Box::new(draft("Troops left.")) }
}

fn sealed(kind: ClaimKind) -> Box<Claim> {
    let (article, id) = ids();
    let mut body = draft("Troops left.");
    body.kind = kind;
    let originator = Originator("desk".into());
    Box::new(Claim::seal(id, article, body, originator, Provenance::Read, Marking::default()).unwrap())
}

#[test]
fn a_correction_keeps_the_id_and_a_marking_set_in_between() {
    let (_, id) = ids();
    let marking = Marking { tlp: Tlp::Red, ..Marking::default() };
    let records = log(vec![
        drafted(),
        Happening::ClaimAccepted { claim: sealed(ClaimKind::Background), basis: Basis::Person },
        Happening::MarkingSet { claim: id, marking: marking.clone() },
        Happening::ClaimCorrected { claim: sealed(ClaimKind::Deployment), reason: "wrong kind".into() },
        Happening::ClaimGraded { claim: id, credibility: Credibility::Doubtful, reason: None },
    ]);
    let ledger = Ledger::fold(&records);
    let state = ledger.claim(id).unwrap();
    assert_eq!(state.standing, Standing::Corrected);
    assert_eq!(state.body.kind, ClaimKind::Deployment);
    assert_eq!(state.marking, marking, "sealing again must not widen a marking");
    assert_eq!(state.credibility(), Some(Credibility::Doubtful));
    assert_eq!(state.known_since, records[0].new.at);
    assert_eq!(state.last, Seq(5));
}

#[test]
fn what_was_known_then_is_the_fold_up_to_then() {
    let (_, id) = ids();
    let records = log(vec![drafted(), Happening::ClaimRejected { claim: id, reason: "not a claim".into() }]);
    let before = Ledger::fold(&records[..1]);
    assert_eq!(before.find(&Filter::default()).len(), 1);
    assert!(Ledger::fold(&records).find(&Filter::default()).is_empty());
    let early = Filter { as_of: Some(Timestamp::from_second(0).unwrap()), ..Filter::default() };
    assert!(before.find(&early).is_empty());
}

#[test]
fn a_term_fits_codes_by_code_and_words_by_fold() {
    let mut body = draft("Troops left.");
    let (article, claim) = ids();
    body.proposition.actor = Some(Party { name: "North Korea".into(), country: Some("KP".parse().unwrap()) });
    body.published = Some(date(2024, 11, 28));
    let records = log(vec![Happening::ClaimDrafted { claim, article, draft: Box::new(body) }]);
    let ledger = Ledger::fold(&records);
    let fits = |filter: Filter| ledger.find(&filter).len() == 1;
    assert!(fits(Filter { by: Some(Term::Country("KP".parse().unwrap())), ..Filter::default() }));
    assert!(!fits(Filter { by: Some(Term::Country("KR".parse().unwrap())), ..Filter::default() }));
    assert!(fits(Filter { by: Some(Term::Words("north-korea".into())), ..Filter::default() }));
    assert!(!fits(Filter { to: Some(Term::Words("north".into())), ..Filter::default() }));
    assert!(fits(Filter { since: Some(date(2024, 11, 28)), ..Filter::default() }));
    assert!(!fits(Filter { until: Some(date(2024, 11, 27)), ..Filter::default() }));
    assert!(fits(Filter { outlet: Some(Term::Words("Reporting".into())), ..Filter::default() }));
    assert!(!fits(Filter { source: Some(Term::Words("reporting".into())), ..Filter::default() }));
}
