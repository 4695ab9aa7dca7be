//! Which positions are one topic, and what counts as a change.

use jiff::{Timestamp, civil::date};

use super::{Subject, tracks};
use crate::{
    claim::tests::draft,
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    id::ArticleId,
    modality::Modality,
    proposition::{Item, ItemCategory, Party},
    record::{Happening, NewRecord, Record, Seq},
};

/// A position of South Korea on weapons for Ukraine, stated on a day of November 2024.
fn position(day: i8, modality: Modality, scope: Option<&str>, to: Option<&str>) -> ClaimState {
    let mut body = draft(&format!("Position of day {day} {modality} {scope:?}"));
    body.kind = ClaimKind::Position;
    body.modality = modality;
    body.published = Some(date(2024, 11, day));
    body.proposition.actor = Some(Party { name: "South Korea".into(), country: "KR".parse().ok() });
    body.proposition.counterpart = to.map(|to| Party { name: to.into(), country: to.parse().ok() });
    let weapons = Item { name: "weapons".into(), category: ItemCategory::Other, designation: None };
    body.proposition.items = vec![weapons];
    body.proposition.scope = scope.map(String::from);
    let article = ArticleId::derive(&[&[day.unsigned_abs()]]);
    let claim = body.id(article);
    let what = Happening::ClaimDrafted { claim, article, draft: Box::new(body) };
    let new = NewRecord { at: Timestamp::UNIX_EPOCH, by: "ana".into(), what };
    ClaimState::open(&Record { seq: Seq(1), new }).unwrap()
}

fn changed(states: &[ClaimState]) -> Vec<Vec<(Modality, Modality)>> {
    tracks(states).iter().map(|t| t.changes.iter().map(|c| (c.from, c.to)).collect()).collect()
}

#[test]
fn a_ladder_climbed_in_time_is_one_track_with_two_changes() {
    let states = [
        position(20, Modality::Considered, Some("defensive weapons"), Some("UA")),
        position(2, Modality::NotConsidered, None, Some("UA")),
        position(9, Modality::NotRuledOut, None, None),
        position(11, Modality::NotRuledOut, None, Some("UA")),
    ];
    let found = tracks(&states);
    assert_eq!(found.len(), 1, "the position without a counterpart joins the only topic");
    assert_eq!(found[0].subject, Subject::Arms);
    assert_eq!(
        changed(&states),
        [vec![
            (Modality::NotConsidered, Modality::NotRuledOut),
            (Modality::NotRuledOut, Modality::Considered)
        ]]
    );
    assert_eq!(found[0].changes[0].earlier, states[1].id);
}

#[test]
fn another_scope_or_the_same_day_or_mere_words_change_nothing() {
    let mut narrow = position(5, Modality::NotConsidered, None, Some("UA"));
    for item in &mut narrow.body.proposition.items {
        (item.category, item.designation) = (ItemCategory::Ammunition, Some("155mm".into()));
    }
    let scopes = [narrow, position(6, Modality::Considered, Some("defensive weapons"), Some("UA"))];
    assert_eq!(changed(&scopes), [vec![]]);
    let same_day = [
        position(5, Modality::NotConsidered, None, Some("UA")),
        position(5, Modality::Considered, None, Some("UA")),
    ];
    assert_eq!(changed(&same_day), [vec![]]);
    let words = [
        position(5, Modality::NotConsidered, None, Some("UA")),
        position(6, Modality::Quoted, None, Some("UA")),
    ];
    assert_eq!(changed(&words), [vec![]]);
}

#[test]
fn towards_another_country_it_is_another_topic() {
    let states = [
        position(5, Modality::NotConsidered, None, Some("UA")),
        position(6, Modality::Considered, None, Some("PL")),
        position(7, Modality::Denied, None, None),
    ];
    assert_eq!(tracks(&states).len(), 3, "two counterparts are known, so the third stays apart");
    assert!(changed(&states).iter().all(Vec::is_empty));
}
