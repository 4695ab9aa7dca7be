//! Which positions are one topic, and what counts as a change.

use jiff::{Timestamp, civil::date};
use strum::VariantArray as _;

use super::{NotATopic, PositionRelation, PositionTopic, Rung, Stand, Subject, relate, tracks};
use crate::{
    claim::{ClaimDraft, tests::draft},
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    country::CountryCode,
    id::{ArticleId, ClaimId},
    modality::Modality,
    proposition::{Item, ItemCategory, Party},
    record::{Happening, NewRecord, Record, Seq},
    span::{Excerpt, Span},
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
    state_of(body)
}

/// A draft as it lies in the record, in an article of its day.
pub(crate) fn state_of(body: ClaimDraft) -> ClaimState {
    let day = body.published.map_or(0, |day| day.day());
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

#[test]
fn the_positions_of_the_seed_change_narrow_and_strain_but_do_not_contradict() {
    let claims = crate::proposition::seed::claims();
    for (a, b, relation) in [
        ("C36", "C15", PositionRelation::PositionChange),
        ("C36", "C34", PositionRelation::Tension),
        ("C33", "C15", PositionRelation::Narrows),
        ("C33", "C34", PositionRelation::DifferentScope),
        ("C25", "C15", PositionRelation::Tension),
        ("C29", "C33", PositionRelation::Tension),
    ] {
        assert_eq!(relate(&claims[a], &claims[b]), relation, "{a} {b}");
        assert_eq!(relate(&claims[b], &claims[a]), relation.mirrored(), "{b} {a}");
    }
    assert_eq!(Stand::of(&claims["C36"]), Stand::Changed);
    assert_eq!(Stand::of(&claims["C33"]), Stand::On(Rung::NotConsidered));
    for id in ["C15", "C25", "C33", "C34", "C36"] {
        assert_eq!(Subject::of(&claims[id]), Subject::Arms);
    }
}

#[test]
fn what_is_excluded_for_the_whole_and_open_for_a_part_has_changed_if_it_is_later() {
    let shells = |mut state: ClaimState| {
        for item in &mut state.body.proposition.items {
            (item.category, item.name) = (ItemCategory::Ammunition, "artillery shells".into());
        }
        state
    };
    let against = position(2, Modality::NotConsidered, None, Some("UA"));
    let open = shells(position(9, Modality::NotRuledOut, None, Some("UA")));
    assert_eq!(relate(&against.body, &open.body), PositionRelation::PositionChange);
    let same_day = shells(position(2, Modality::NotRuledOut, None, Some("UA")));
    assert_eq!(relate(&against.body, &same_day.body), PositionRelation::Tension);
    let weighed = position(2, Modality::Considered, None, Some("UA"));
    let without = shells(position(9, Modality::NotConsidered, None, Some("UA")));
    assert_eq!(relate(&without.body, &weighed.body), PositionRelation::Narrows);
    let mut silence = position(9, Modality::Asserted, None, Some("UA"));
    silence.body.kind = ClaimKind::NoComment;
    assert_eq!(
        relate(&weighed.body, &silence.body),
        PositionRelation::Consistent,
        "who says nothing changes nothing"
    );
}

#[test]
fn a_change_names_its_reason_and_who_reported_it() {
    let before = position(2, Modality::NotConsidered, None, Some("UA"));
    let mut after = position(9, Modality::Considered, None, Some("UA"));
    let text = "Weapons are considered due to the election; more is not known.";
    let words = "the election";
    let at = text.find(words).unwrap();
    after.body.sentence = Excerpt::of(text, Span::new(0, text.len())).unwrap();
    after.body.spans = vec![Excerpt::of(text, Span::new(0, 22)).unwrap()];
    let mut ground = position(9, Modality::Asserted, None, Some("UA"));
    (ground.body.kind, ground.id) = (ClaimKind::Assessment, before.id);
    ground.id = ClaimId::derive(&[b"ground"]);
    ground.article = after.article;
    ground.body.spans = vec![Excerpt::of(text, Span::new(at, at + words.len())).unwrap()];
    let states = [before, after, ground];
    let change = tracks(&states)[0].changes[0].clone();
    let reason = change.reason.unwrap();
    assert_eq!((reason.words.as_str(), reason.claim), (words, Some(states[2].id)));
    assert_eq!((change.stood, change.stands), (Stand::On(Rung::NotConsidered), Stand::On(Rung::Considered)));
    assert_eq!(change.reported_by, states[1].body.chain);
}

#[test]
fn a_topic_is_read_as_it_is_written() {
    let nobody = |_: &str| None;
    let ukraine = "UA".parse().ok();
    let topic = PositionTopic::read("arms-to-ukraine", nobody).unwrap();
    assert_eq!((topic.subject, topic.counterpart), (Subject::Arms, ukraine));
    let letters = || (b'A'..=b'Z').map(char::from);
    let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}").parse().unwrap()));
    for code in codes.filter(|code: &CountryCode| code.short_name().is_some()) {
        let topic = PositionTopic { subject: Subject::Troops, counterpart: Some(code) };
        assert_eq!(PositionTopic::read(&topic.to_string(), nobody), Ok(topic));
    }
    assert_eq!(PositionTopic::read("Weapons-to-UA", nobody).unwrap(), topic);
    assert_eq!(PositionTopic::read("arms-to-kyiv", |_| ukraine).unwrap(), topic);
    assert_eq!(PositionTopic::read("arms-to-zz", nobody), Err(NotATopic::Country("zz".into())));
    assert_eq!(PositionTopic::read("peace", nobody), Err(NotATopic::Subject("peace".into())));
    for words in ["weapons to Ukraine", " Artillery shells  to UA", "tanks-to-ukraine"] {
        assert_eq!(PositionTopic::read(words, nobody), Ok(topic), "{words}");
    }
    assert_eq!(PositionTopic::read("attacks-to-ukraine", nobody), Err(NotATopic::Subject("attacks".into())));
    let states = [position(5, Modality::NotConsidered, None, Some("UA"))];
    assert!(tracks(&states)[0].is_of(topic));
}

#[test]
fn a_track_has_the_slug_of_its_topic_whatever_stands_in_it() {
    let slug = |to: Option<&str>, modality| tracks(&[position(5, modality, None, to)])[0].slug();
    for modality in [Modality::NotConsidered, Modality::Considered] {
        assert_eq!(slug(Some("UA"), modality), "arms-to-ukraine");
        assert_eq!(slug(None, modality), "arms");
        assert_eq!(slug(Some("the Border Guard (east)"), modality), "arms-to-the-border-guard-east");
    }
    let mut troops = position(5, Modality::Considered, None, Some("RU"));
    troops.body.proposition.items[0] =
        Item { name: "troops".into(), category: ItemCategory::Personnel, designation: None };
    assert_eq!(tracks(&[troops])[0].slug(), "troops-to-russia");
}

#[test]
fn a_delivery_is_the_last_rung_of_a_track_that_is_there() {
    let mut delivery = position(20, Modality::Asserted, None, Some("UA"));
    delivery.body.kind = ClaimKind::Transfer;
    assert!(tracks([&delivery]).is_empty(), "a transfer alone is no position");
    let considered = position(5, Modality::Considered, None, Some("UA"));
    let both = [considered, delivery];
    let found = tracks(&both);
    assert_eq!(found[0].changes[0].stands, Stand::On(Rung::Delivered));
    assert_eq!(Rung::VARIANTS.iter().max(), Some(&Rung::Delivered));
    let [considered, mut denied] = both;
    denied.body.modality = Modality::Denied;
    assert_eq!(tracks([&considered, &denied])[0].positions.len(), 1, "a denied deed moves nobody");
    denied.body.modality = Modality::Asserted;
    denied.body.proposition.actor = None;
    assert_eq!(tracks([&considered, &denied])[0].positions.len(), 1, "nor does one of somebody not named");
}
