//! The fold of what is recorded of partners and agreements.

use std::collections::BTreeSet;

use crate::{
    marking::Tlp,
    partner::PartnerId,
    recipient::Recipient,
    record::Happening,
    release::fixture::{agree, agreement, partner, record, roster, set},
    roster::Roster,
};

fn desk() -> PartnerId {
    "desk".parse().unwrap()
}

fn to(text: &str) -> Recipient {
    text.parse().unwrap()
}

fn suspend() -> Happening {
    Happening::PartnerSuspended { partner: desk(), reason: "rest".into() }
}

#[test]
fn a_partner_recorded_anew_keeps_its_first_day_and_its_suspension() {
    let mut moved = partner("desk");
    moved.groups = BTreeSet::from(["G-NEW".parse().unwrap()]);
    let roster = roster(vec![set(partner("desk")), suspend(), set(moved.clone())]);
    let state = roster.partner(&desk()).unwrap();
    assert_eq!(state.partner, moved);
    assert!(state.suspended, "to be recorded anew is not to be resumed");
    assert_eq!(state.since, record(1, set(partner("desk"))).new.at);
    assert_eq!(roster.groups().into_iter().map(ToString::to_string).collect::<Vec<_>>(), ["G-NEW"]);
    assert!(roster.members(&to("G-DESK")).is_empty());
}

#[test]
fn suspension_ends_when_exchange_goes_on_and_touches_nobody_else() {
    let resume = Happening::PartnerResumed { partner: desk(), reason: "on".into() };
    let both = vec![set(partner("desk")), set(partner("near")), suspend()];
    let resting = roster(both.clone());
    assert!(resting.partner(&desk()).unwrap().suspended);
    assert_eq!(resting.members(&to("G-DESK")).iter().filter(|member| member.suspended).count(), 1);
    let again = roster(both.into_iter().chain([resume]).collect());
    assert!(again.partners().all(|state| !state.suspended));
    assert_eq!(roster(vec![suspend()]), Roster::default(), "nobody of that name");
}

#[test]
fn an_agreement_that_ended_leaves_its_recipient_known_and_nothing_agreed() {
    let ended = Happening::AgreementEnded { with: to("desk"), reason: "over".into() };
    let mut later = agreement("desk");
    later.ceiling = Tlp::Green;
    let whats = vec![set(partner("desk")), agree(agreement("desk")), ended.clone()];
    let over = roster(whats.clone());
    let state = over.agreement(&to("desk")).unwrap();
    assert_eq!(state.agreement, None);
    let desk = to("desk");
    assert!(over.audience(&desk).agreement.is_none());
    let anew = roster(whats.into_iter().chain([agree(later.clone())]).collect());
    let since = state.since;
    let state = anew.agreement(&desk).unwrap();
    assert_eq!(
        (state.agreement.as_ref(), state.since),
        (Some(&later), since),
        "its collection has been there"
    );
    assert_eq!(roster(vec![ended]).agreements().count(), 0);
}

#[test]
fn an_audience_is_the_partner_or_all_members_with_their_own_agreement_only() {
    let mut outside = partner("outside");
    outside.groups.clear();
    let roster = roster(vec![
        set(partner("desk")),
        set(partner("near")),
        set(outside),
        agree(agreement("desk")),
        agree(agreement("G-OTHER")),
    ]);
    let names = |text: &str| -> Vec<String> {
        roster.members(&to(text)).iter().map(|state| state.partner.id.to_string()).collect()
    };
    assert_eq!(names("desk"), ["desk"]);
    assert_eq!(names("G-DESK"), ["desk", "near"]);
    assert!(names("nobody").is_empty() && names("G-OTHER").is_empty());
    let (group, near) = (to("G-DESK"), to("near"));
    assert!(roster.audience(&group).agreement.is_none(), "that with a member is not that with the group");
    assert!(roster.audience(&near).agreement.is_none());
}

#[test]
fn other_records_change_nothing() {
    let article = crate::release::fixture::article();
    let mut after = roster(vec![set(partner("desk"))]);
    let before = after.clone();
    after.apply(&record(2, Happening::ArticleAdded { article: Box::new(article) }));
    assert_eq!(after, before);
}
