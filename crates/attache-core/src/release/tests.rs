//! What goes out, and what does not: the ways round that must be closed. The rules themselves stand in
//! `release_matrix.txt`.

use jiff::{Timestamp, civil::date};

use super::{
    Case, Decision, Form, Payload, Reason, Released, decide,
    fixture::{
        accepted, agree, agreement, apply, article, body, country, desk, leave, marked, marking, noon,
        partner, persons, received_under, roster, seal, set, us,
    },
};
use crate::{
    article::Article,
    claim::{Originator, Provenance},
    claim_state::ClaimState,
    grade::Credibility,
    marking::{Marking, Tlp},
    record::{Basis, Happening},
    reliance::Reliance,
    roster::Roster,
    tear_line::{Cut, Keep, TearLine},
};

mod narrowing;

fn ask_at(state: &ClaimState, form: Form<'_>, to: &str, roster: &Roster, at: Timestamp) -> Decision {
    let article = article();
    let (to, persons, ours) = (to.parse().unwrap(), persons(&["ana"]), us());
    let audience = roster.audience(&to);
    let article = Some(&article);
    decide(&Case {
        claim: state,
        article,
        form,
        audience: &audience,
        at,
        ours: &ours,
        persons: &persons,
        reliance: &Reliance::default(),
    })
}

fn ask(state: &ClaimState, form: Form<'_>, to: &str, roster: &Roster) -> Decision {
    ask_at(state, form, to, roster, noon())
}

fn released(decision: Decision) -> Released {
    match decision {
        Decision::Release(released) => *released,
        Decision::Withhold(reasons) => panic!("{reasons:?}"),
    }
}

fn reasons(decision: Decision) -> Vec<Reason> {
    match decision {
        Decision::Release(released) => panic!("{released:?}"),
        Decision::Withhold(reasons) => reasons,
    }
}

fn ours(marking: Marking) -> ClaimState {
    marked(&accepted(body(), &article()), marking)
}

fn line(claims: &[&ClaimState], articles: &[&Article], marking: Marking) -> TearLine {
    TearLine::tear(&Cut {
        claims,
        articles,
        text: None,
        keep: Keep::default(),
        marking,
        reliance: &Reliance::default(),
    })
    .unwrap()
}

/// A second claim, of another article.
fn second() -> (ClaimState, Article) {
    let mut other = article();
    other.text.push_str(" More.");
    (accepted(body(), &other), other)
}

#[test]
fn the_list_that_goes_names_the_recipient_and_nobody_else() {
    let list = marking(Tlp::Green, &["desk", "far-desk", "KR", "UA", "G-DESK", "G-OTHER"]);
    let to_partner = released(ask(&ours(list.clone()), Form::Whole, "desk", &desk()));
    assert_eq!(*to_partner.marking(), marking(Tlp::Green, &["desk", "G-DESK", "KR"]));
    let to_group = released(ask(&ours(list.clone()), Form::Whole, "G-DESK", &desk()));
    assert_eq!(*to_group.marking(), marking(Tlp::Green, &["G-DESK"]));
    // Nor does the marking inside of a tear-line.
    let line = line(&[&accepted(body(), &article())], &[&article()], list);
    let torn = released(ask(&accepted(body(), &article()), Form::TearLine(&line), "desk", &desk()));
    let Payload::TearLine(sent) = torn.payload() else { panic!("a tear-line goes") };
    assert_eq!(sent.marking(), torn.marking());
    assert!(sent.rests_on().is_empty());
}

#[test]
fn what_goes_whole_is_what_was_sealed_without_the_number_of_its_siblings() {
    let mut with_parent = body();
    with_parent.embedded_in = Some(3);
    let state = marked(&accepted(with_parent, &article()), marking(Tlp::Green, &["desk"]));
    let claim = state.id;
    let state =
        apply(&state, Happening::ClaimGraded { claim, credibility: Credibility::Doubtful, reason: None });
    let released = released(ask(&state, Form::Whole, "desk", &desk()));
    let Payload::Whole(whole) = released.payload() else { panic!("it goes whole") };
    assert_eq!((whole.id, whole.body.embedded_in), (state.id, None));
    assert_eq!((whole.body.kind, whole.credibility), (body().kind, Some(Credibility::Doubtful)));
    assert_eq!(whole.article.outlet.as_deref(), Some("The Quayside Courier"));
}

#[test]
fn accepting_here_makes_a_received_claim_no_less_the_senders() {
    let theirs = received_under(marking(Tlp::Amber, &["us"]), body(), &article(), "ally");
    for sealed in [
        Happening::ClaimAccepted {
            claim: seal(body(), &article(), Provenance::Read, "us"),
            basis: Basis::Person,
        },
        Happening::ClaimCorrected {
            claim: seal(body(), &article(), Provenance::Read, "us"),
            reason: "ours now".into(),
        },
    ] {
        let taken = marked(&apply(&theirs, sealed), marking(Tlp::Clear, &["desk"]));
        let originator = Originator("them".into());
        assert_eq!(reasons(ask(&taken, Form::Whole, "desk", &desk())), [Reason::NoLeave { originator }]);
        let allowed = apply(&taken, leave(taken.id, "desk"));
        let released = released(ask(&allowed, Form::Whole, "desk", &desk()));
        assert_eq!(released.marking().tlp, Tlp::Amber, "the colour under which it came");
        assert_eq!(released.originator().0, "them");
        assert!(
            matches!(ask(&allowed, Form::Whole, "G-DESK", &desk()), Decision::Withhold(_)),
            "leave is for one"
        );
    }
}

#[test]
fn caveats_and_dates_of_the_sender_bind_whatever_is_set_here() {
    let theirs = Marking {
        caveats: ["NOBODY".to_owned()].into(),
        valid_until: Some(date(2024, 11, 30)),
        unknown: ["marking-definition--x".to_owned()].into(),
        ..marking(Tlp::Green, &["us"])
    };
    let state = received_under(theirs, body(), &article(), "ally");
    let state = marked(&apply(&state, leave(state.id, "desk")), marking(Tlp::Clear, &["desk"]));
    assert_eq!(reasons(ask(&state, Form::Whole, "desk", &desk())).len(), 3);
}

#[test]
fn names_are_compared_byte_for_byte() {
    for name in ["kr", "KOR", " KR", "Desk", "desk ", "g-desk", "G-DESK\u{200b}"] {
        let state = ours(marking(Tlp::Green, &[name]));
        assert!(matches!(ask(&state, Form::Whole, "desk", &desk()), Decision::Withhold(_)), "{name:?}");
    }
    let mut loose = partner("desk");
    loose.holds = ["eyes".to_owned(), "EYES ".to_owned()].into();
    let roster = roster(vec![set(loose), agree(agreement("desk"))]);
    let mut caveat = marking(Tlp::Green, &["desk"]);
    caveat.caveats.insert("EYES".into());
    assert!(matches!(ask(&ours(caveat), Form::Whole, "desk", &roster), Decision::Withhold(_)));
}

#[test]
fn days_begin_and_end_in_utc() {
    let dated = Marking {
        valid_from: Some(date(2024, 12, 1)),
        valid_until: Some(date(2024, 12, 1)),
        ..marking(Tlp::Green, &["desk"])
    };
    let mut short = agreement("desk");
    (short.from, short.until) = (date(2024, 12, 1), Some(date(2024, 12, 1)));
    let roster = roster(vec![set(partner("desk")), agree(short)]);
    let goes = |at: &str| {
        let decision = ask_at(&ours(dated.clone()), Form::Whole, "desk", &roster, at.parse().unwrap());
        matches!(decision, Decision::Release(_))
    };
    assert!(!goes("2024-11-30T23:59:59.999999999Z"));
    assert!(goes("2024-12-01T00:00:00Z") && goes("2024-12-01T23:59:59.999999999Z"));
    assert!(!goes("2024-12-02T00:00:00Z"));
}

#[test]
fn a_group_is_as_wide_as_its_narrowest_member() {
    let state = ours(marking(Tlp::Green, &["G-DESK"]));
    assert!(matches!(ask(&state, Form::Whole, "G-DESK", &desk()), Decision::Release(_)));
    let mut bare = partner("bare");
    bare.holds.clear();
    bare.country = country("PL");
    let joined = roster(vec![set(partner("desk")), set(bare.clone()), agree(agreement("G-DESK"))]);
    assert!(matches!(ask(&state, Form::Whole, "G-DESK", &joined), Decision::Release(_)));
    let mut caveat = marking(Tlp::Green, &["G-DESK"]);
    caveat.caveats.insert("EYES".into());
    let lacks = Reason::LacksCaveat { partner: bare.id.clone(), caveat: "EYES".into() };
    assert_eq!(reasons(ask(&ours(caveat), Form::Whole, "G-DESK", &joined)), [lacks]);
    let empty = roster(vec![agree(agreement("G-DESK"))]);
    assert_eq!(reasons(ask(&state, Form::Whole, "G-DESK", &empty)), [Reason::NobodyThere]);
    assert!(
        matches!(ask(&state, Form::Whole, "bare", &joined), Decision::Withhold(_)),
        "no agreement of its own"
    );
}

#[test]
fn an_audience_put_together_wrongly_gets_nothing() {
    let (roster, other) = (desk(), agreement("other"));
    let (to, persons, ours_) = ("desk".parse().unwrap(), persons(&["ana"]), us());
    let state = ours(marking(Tlp::Clear, &[]));
    let stranger = roster.partners().next().unwrap().clone();
    let stranger = crate::partner::PartnerState { partner: partner("stranger"), ..stranger };
    let mut audience = roster.audience(&to);
    audience.agreement = Some(&other);
    audience.members = vec![&stranger];
    let case = Case {
        claim: &state,
        article: None,
        form: Form::Whole,
        audience: &audience,
        at: noon(),
        ours: &ours_,
        persons: &persons,
        reliance: &Reliance::default(),
    };
    assert_eq!(reasons(decide(&case)), [Reason::NoAgreement, Reason::NobodyThere]);
}

#[test]
fn a_tear_line_of_several_claims_asks_each_of_them() {
    let (first, (second, other)) = (accepted(body(), &article()), second());
    let green = marking(Tlp::Green, &["desk"]);
    let line = line(&[&first, &second], &[&article(), &other], green);
    let joint = |others: &[super::WithArticle<'_>]| {
        ask(&first, Form::JointTearLine { line: &line, others }, "desk", &desk())
    };
    assert!(matches!(joint(&[(&second, Some(&other))]), Decision::Release(_)));
    let first_article = article();
    let all = [(&first, Some(&first_article)), (&second, Some(&other))];
    assert!(matches!(joint(&all), Decision::Release(_)), "naming the first again does no harm");
    for decision in
        [joint(&[]), ask(&first, Form::TearLine(&line), "desk", &desk()), joint(&[(&second, None)])]
    {
        assert!(matches!(reasons(decision)[..], [Reason::TearLineLeaks { .. }]));
    }
    let claim = second.id;
    let retracted = apply(&second, Happening::ClaimRetracted { claim, reason: "wrong".into() });
    assert!(matches!(reasons(joint(&[(&retracted, Some(&other))]))[..], [Reason::NotAccepted { .. }]));
    let held = Marking { valid_from: Some(date(2024, 12, 2)), ..Marking::of(Tlp::Red) };
    let held = reasons(joint(&[(&marked(&second, held), Some(&other))]));
    assert!(matches!(held[..], [Reason::Embargoed { .. }]), "when it may be told is not torn off: {held:?}");
}

#[test]
fn a_tear_line_written_by_hand_or_of_another_claim_does_not_go() {
    let state = accepted(body(), &article());
    let good = line(&[&state], &[&article()], marking(Tlp::Clear, &[]));
    assert!(matches!(ask(&state, Form::TearLine(&good), "desk", &desk()), Decision::Release(_)));
    let json = serde_json::to_string(&good).unwrap().replace("an official source", "Mirel Vantor");
    let forged: TearLine = serde_json::from_str(&json).unwrap();
    assert!(matches!(
        reasons(ask(&state, Form::TearLine(&forged), "desk", &desk()))[..],
        [Reason::TearLineLeaks { .. }]
    ));
    let (second, _) = second();
    assert!(matches!(ask(&second, Form::TearLine(&good), "desk", &desk()), Decision::Withhold(_)));
    let bare = good.without_grounds();
    assert!(matches!(ask(&state, Form::TearLine(&bare), "desk", &desk()), Decision::Withhold(_)));
}

// It cannot be read from bytes, nor be there by default (what `trybuild` would tell lists other types, which change).
static_assertions::assert_not_impl_any!(super::Released: serde::de::DeserializeOwned, Default);
