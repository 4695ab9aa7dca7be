//! What a change calls back.

use proptest::prelude::*;

use super::{Change, Consequence, consequences, touched};
use crate::{
    article::Article,
    claim::Provenance,
    claim_state::ClaimState,
    digest::Digest,
    grade::Credibility,
    marking::{Marking, Tlp},
    record::Happening,
    release::{
        Case, Decision, Form, Reason, decide,
        fixture::{
            accepted, agree, agreement, apply, article, body, desk, marked, marking, noon, partner, persons,
            roster, seal, set, us,
        },
    },
    reliance::Reliance,
    roster::Roster,
    sharing::Release,
    tear_line::{Cut, Keep, TearLine},
};

fn out(state: &ClaimState, to: &str, marking: Marking, tear_line: Option<TearLine>) -> ClaimState {
    let release = Release {
        to: to.parse().unwrap(),
        object: format!("note--{to}"),
        version: noon(),
        marking,
        digest: Digest::of_bytes(b"x"),
        tear_line,
        persons: persons(&["ana"]),
    };
    apply(state, Happening::ClaimReleased { claim: state.id, release: Box::new(release) })
}

/// Out with `desk` and with its group, under GREEN to the group.
fn released() -> ClaimState {
    let green = marking(Tlp::Green, &["G-DESK"]);
    let state = marked(&accepted(body(), &article()), green.clone());
    out(&out(&state, "desk", green.clone(), None), "G-DESK", green, None)
}

fn after(claim: &ClaimState, roster: &Roster) -> Vec<Consequence> {
    let article = article();
    consequences(&Change {
        claim,
        article: Some(&article),
        others: &[],
        roster,
        at: noon(),
        ours: &us(),
        reliance: &Reliance::default(),
    })
}

/// One letter for each: keep, renew, withdraw.
fn letters(consequences: &[Consequence]) -> String {
    let letter = |one: &Consequence| match one {
        Consequence::Keep => 'k',
        Consequence::Renew(_) => 'r',
        Consequence::Withdraw(_) => 'w',
    };
    consequences.iter().map(letter).collect()
}

#[test]
fn what_is_still_permitted_stays() {
    assert_eq!(letters(&after(&released(), &desk())), "kk");
    assert_eq!(letters(&after(&accepted(body(), &article()), &desk())), "");
}

#[test]
fn what_is_no_longer_permitted_is_called_back_once() {
    let narrowed = marked(&released(), marking(Tlp::Green, &["desk"]));
    let consequences = after(&narrowed, &desk());
    assert_eq!(letters(&consequences), "rk", "the group got it as one of which desk is the only member");
    let nobody = marked(&released(), marking(Tlp::Green, &[]));
    let consequences = after(&nobody, &desk());
    let Consequence::Withdraw(what) = &consequences[0] else { panic!("{consequences:?}") };
    let Happening::ReleaseWithdrawn { claim, to, object, reason } = &**what else { panic!("{what:?}") };
    assert_eq!((*claim, to.to_string().as_str(), object.as_str()), (nobody.id, "desk", "note--desk"));
    assert_eq!(reason, "it is not releasable to desk");
    let done = consequences.into_iter().fold(nobody, |state, one| match one {
        Consequence::Withdraw(what) => apply(&state, *what),
        _ => state,
    });
    assert_eq!(letters(&after(&done, &desk())), "", "what is back is not called back again");
}

#[test]
fn retraction_calls_back_everywhere() {
    let state = released();
    let retracted = apply(&state, Happening::ClaimRetracted { claim: state.id, reason: "wrong".into() });
    assert_eq!(letters(&after(&retracted, &desk())), "ww");
}

#[test]
fn another_colour_body_or_grade_goes_out_anew() {
    let state = released();
    let amber = marked(&state, marking(Tlp::Amber, &["G-DESK"]));
    let consequences = after(&amber, &desk());
    assert_eq!(letters(&consequences), "rr");
    let Consequence::Renew(anew) = &consequences[0] else { panic!("{consequences:?}") };
    assert_eq!(*anew.marking(), marking(Tlp::Amber, &["G-DESK"]));
    let claim = state.id;
    let graded =
        apply(&state, Happening::ClaimGraded { claim, credibility: Credibility::Doubtful, reason: None });
    assert_eq!(letters(&after(&graded, &desk())), "rr");
    let mut changed = body();
    changed.modality = crate::modality::Modality::Denied;
    let sealed = seal(changed, &article(), Provenance::Read, "us");
    let corrected = apply(&state, Happening::ClaimCorrected { claim: sealed, reason: "misread".into() });
    assert_eq!(letters(&after(&corrected, &desk())), "rr");
    let again = out(&corrected, "desk", marking(Tlp::Green, &["G-DESK"]), None);
    assert_eq!(letters(&after(&again, &desk())), "rk", "the new version is what is out now");
}

#[test]
fn a_new_member_or_an_agreement_that_ends_calls_back() {
    let mut bare = partner("bare");
    bare.holds.clear();
    let mut caveat = marking(Tlp::Green, &["G-DESK"]);
    caveat.caveats.insert("EYES".into());
    let state = marked(&accepted(body(), &article()), caveat.clone());
    let state = out(&out(&state, "desk", caveat.clone(), None), "G-DESK", caveat, None);
    let joined =
        roster(vec![set(partner("desk")), set(bare), agree(agreement("desk")), agree(agreement("G-DESK"))]);
    assert_eq!(letters(&after(&state, &joined)), "kw");
    let ended = Happening::AgreementEnded { with: "desk".parse().unwrap(), reason: "over".into() };
    let ended =
        roster(vec![set(partner("desk")), agree(agreement("desk")), agree(agreement("G-DESK")), ended]);
    assert_eq!(letters(&after(&state, &ended)), "wk");
}

#[test]
fn while_exchange_rests_nothing_is_called_back_but_what_would_be_anyway() {
    let suspend = Happening::PartnerSuspended { partner: "desk".parse().unwrap(), reason: "rest".into() };
    let alone = vec![set(partner("desk")), agree(agreement("desk")), agree(agreement("G-DESK")), suspend];
    let resting = roster(alone.clone());
    assert_eq!(letters(&after(&released(), &resting)), "kk");
    let narrowed = marked(&released(), marking(Tlp::Green, &[]));
    assert_eq!(letters(&after(&narrowed, &resting)), "ww");
    let amber = marked(&released(), marking(Tlp::Amber, &["G-DESK"]));
    assert_eq!(letters(&after(&amber, &resting)), "kk", "nobody is there to read it");
    let with_another = roster(alone.into_iter().chain([set(partner("near"))]).collect());
    assert_eq!(letters(&after(&amber, &with_another)), "kr", "the other member hears of it");
}

#[test]
fn a_tear_line_falls_with_any_of_its_claims() {
    let (first_article, mut other) = (article(), article());
    other.text.push_str(" More.");
    let (first, second) = (accepted(body(), &first_article), accepted(body(), &other));
    let green = marking(Tlp::Green, &["desk"]);
    let line = TearLine::tear(&Cut {
        claims: &[&first, &second],
        articles: &[&first_article, &other],
        text: Some("Soldiers of North Korea moved."),
        keep: Keep::default(),
        marking: green.clone(),
        reliance: &Reliance::default(),
    });
    let first = out(&first, "desk", green, Some(line.unwrap()));
    assert_eq!(touched(&first).into_iter().collect::<Vec<_>>(), [second.id]);
    let ask = |first: &ClaimState, second: &ClaimState, other: &Article| {
        let (roster, ours) = (desk(), us());
        let others = [(second, Some(other))];
        let article = Some(&first_article);
        letters(&consequences(&Change {
            claim: first,
            article,
            others: &others,
            roster: &roster,
            at: noon(),
            ours: &ours,
            reliance: &Reliance::default(),
        }))
    };
    assert_eq!(ask(&first, &second, &other), "k");
    // Its own marking decides, and not that of the claims.
    assert_eq!(ask(&marked(&first, Marking::of(Tlp::Red)), &second, &other), "k");
    let claim = second.id;
    let retracted = apply(&second, Happening::ClaimRetracted { claim, reason: "wrong".into() });
    assert_eq!(ask(&first, &retracted, &other), "w");
    let mut changed = body();
    changed.chain = crate::chain::Chain::new(
        other.carrier(),
        vec![crate::source::Source::new("Moved Soldiers Watch", crate::source::SourceKind::Official)],
    );
    let sealed = seal(changed, &other, Provenance::Read, "us");
    let corrected = apply(&second, Happening::ClaimCorrected { claim: sealed, reason: "misread".into() });
    assert_eq!(ask(&first, &corrected, &other), "w", "its sourcing, and its text, are not what they were");
}

fn any_change() -> impl Strategy<Value = Happening> {
    let markings = vec![
        marking(Tlp::Clear, &[]),
        marking(Tlp::Green, &["KR"]),
        marking(Tlp::Amber, &["desk"]),
        marking(Tlp::Red, &["desk"]),
        marking(Tlp::Green, &[]),
    ];
    let claim = accepted(body(), &article()).id;
    prop_oneof![
        prop::sample::select(markings).prop_map(move |marking| Happening::MarkingSet { claim, marking }),
        Just(Happening::ClaimRetracted { claim, reason: "wrong".into() }),
        Just(Happening::ClaimGraded { claim, credibility: Credibility::Doubtful, reason: None }),
    ]
}

fn any_roster_change() -> impl Strategy<Value = Happening> {
    let mut lowered = agreement("desk");
    lowered.ceiling = Tlp::Green;
    let mut abroad = partner("abroad");
    abroad.country = None;
    let mut left = partner("desk");
    left.groups.clear();
    prop::sample::select(vec![
        agree(lowered),
        set(abroad),
        set(left),
        Happening::AgreementEnded { with: "G-DESK".parse().unwrap(), reason: "over".into() },
        Happening::PartnerSuspended { partner: "desk".parse().unwrap(), reason: "rest".into() },
        Happening::PartnerResumed { partner: "desk".parse().unwrap(), reason: "on".into() },
    ])
}

proptest! {
    #[test]
    fn after_its_consequences_nothing_is_out_that_would_not_go(
        changes in prop::collection::vec(any_change(), 0..3),
        of_roster in prop::collection::vec(any_roster_change(), 0..3),
    ) {
        let mut state = changes.iter().fold(released(), |state, what| apply(&state, what.clone()));
        let start = vec![set(partner("desk")), agree(agreement("desk")), agree(agreement("G-DESK"))];
        let roster = roster(start.into_iter().chain(of_roster).collect());
        for one in after(&state, &roster) {
            match one {
                Consequence::Withdraw(what) => state = apply(&state, *what),
                Consequence::Renew(anew) => {
                    state = out(&state, &anew.to().to_string(), anew.marking().clone(), None);
                }
                Consequence::Keep => {}
            }
        }
        let article = article();
        for one in state.out() {
            let audience = roster.audience(&one.release.to);
            let decision = decide(&Case {
                claim: &state,
                article: Some(&article),
                form: Form::Whole,
                audience: &audience,
                at: noon(),
                ours: &us(),
                persons: &one.release.persons,
                reliance: &Reliance::default(),
            });
            if let Decision::Withhold(reasons) = decision {
                let rests = reasons.iter().all(|reason| matches!(reason, Reason::Suspended { .. }));
                prop_assert!(rests, "{:?}", reasons);
            }
        }
        prop_assert!(!letters(&after(&state, &roster)).contains(['w', 'r']), "once is enough");
    }
}
