//! Why a pair can or cannot both hold, in words for people.

use attache_core::{
    claim_state::ClaimState,
    event_time::TimeOf,
    position_change::{PositionRelation, stated},
    proposition::{
        comparison::{Finding, Relation},
        fit::{Dimension, Dimensions},
    },
};

use crate::{
    contradicting::{How, Pair},
    wording,
};

/// A relation as a word for programs.
pub(super) fn slug(how: How) -> String {
    match how {
        How::Told(Relation::Same) => "same".to_owned(),
        How::Told(Relation::Entails) => "supports".to_owned(),
        How::Told(Relation::EntailedBy) => "supported-by".to_owned(),
        How::Told(Relation::Compatible) => "compatible".to_owned(),
        How::Told(Relation::DifferentScope(_)) => "different-scope".to_owned(),
        How::Told(Relation::Contradicts(_)) => "contradicts".to_owned(),
        How::Told(Relation::Series) => "series".to_owned(),
        How::Told(Relation::Unrelated) => "unrelated".to_owned(),
        How::Put(relation) => relation.to_string(),
    }
}

/// The dimensions in which a pair differs, as words for programs.
pub(super) fn dimensions(how: How) -> Vec<String> {
    match how {
        How::Told(Relation::Contradicts(dimension)) => vec![dimension.to_string()],
        How::Told(Relation::DifferentScope(which)) => which.iter().map(|one| one.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The reason in one line.
pub(super) fn heading(pair: &Pair<'_>) -> String {
    match pair.how {
        How::Told(Relation::Contradicts(Dimension::Count)) => {
            format!("How many: {}", deciding(pair).unwrap_or("the figures cannot both hold"))
        }
        How::Told(Relation::Contradicts(_)) => format!(
            "Whether at all: {}",
            deciding(pair).unwrap_or("one says that it is so, the other that it is not")
        ),
        How::Told(Relation::Series) => {
            "A series: the same source gave another figure on another day, and the later one stands"
                .to_owned()
        }
        How::Told(Relation::DifferentScope(which)) => different_scope(pair, which),
        How::Told(Relation::Compatible) if told_before(pair).is_some() => {
            "Told before it began: nobody can speak of what is still to come".to_owned()
        }
        How::Told(Relation::Compatible) if is_of_polarity(pair) => {
            "What is denied is a part only: the rest can be so".to_owned()
        }
        How::Told(Relation::Compatible) => {
            "Both may be so: neither makes the other true or untrue".to_owned()
        }
        How::Told(Relation::Same) => "Says the same".to_owned(),
        How::Told(Relation::Entails) => "Is made true by the claim asked about".to_owned(),
        How::Told(Relation::EntailedBy) => "Makes the claim asked about true".to_owned(),
        How::Told(Relation::Unrelated) => "Has nothing to do with it".to_owned(),
        How::Put(relation) => put(relation).to_owned(),
    }
}

fn different_scope(pair: &Pair<'_>, which: Dimensions) -> String {
    let words = which.iter().map(scope_word).collect::<Vec<_>>().join(", ");
    if is_of_polarity(pair) {
        format!("What is denied is another part ({words})")
    } else if which == Dimensions::default().with(Dimension::Time) {
        "Figures of different days".to_owned()
    } else {
        format!("Figures of different scope ({words})")
    }
}

const fn scope_word(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Actor => "who",
        Dimension::Counterpart => "to or for whom",
        Dimension::Thing => "what",
        Dimension::Place => "where",
        Dimension::Time => "when",
        Dimension::Count => "how many",
        Dimension::Polarity => "whether at all",
        Dimension::Manner => "how it is put",
        Dimension::Matter => "of what it speaks",
    }
}

const fn put(relation: PositionRelation) -> &'static str {
    match relation {
        PositionRelation::PositionChange => "A change of position: both were so in their time",
        PositionRelation::Narrows => {
            "The first is of a part of what the second is about, and leaves the rest as it is"
        }
        PositionRelation::NarrowedBy => {
            "The second is of a part of what the first is about, and leaves the rest as it is"
        }
        PositionRelation::DifferentScope => "Positions on different things",
        PositionRelation::Tension => "They point in different directions, and both may be right",
        PositionRelation::Same | PositionRelation::Consistent | PositionRelation::Unrelated => {
            "They do not touch"
        }
    }
}

/// What the one and the other say, without their wording; `None` where they are positions, whose words matter.
pub(super) fn statements<'a>(pair: &'a Pair<'_>) -> Option<(&'a str, &'a str)> {
    let between = format!(" {}: ", pair.compared.relation);
    match pair.how {
        How::Told(_) => pair.compared.why.headline.split_once(&between),
        How::Put(_) => None,
    }
}

/// What else explains it, one sentence each.
pub(super) fn details(pair: &Pair<'_>) -> Vec<String> {
    let decided = if pair.how.contradicts() { deciding(pair) } else { None };
    let mut all: Vec<String> = match pair.how {
        How::Put(_) => vec![stands(pair)],
        How::Told(_) => Vec::new(),
    };
    if pair.how == How::Told(Relation::Compatible) {
        all.extend(told_before(pair));
    }
    let findings = pair.compared.why.findings.iter().filter(|finding| fits(pair.how, finding));
    let words = findings.map(|finding| finding.words.clone());
    all.extend(words.filter(|words| Some(words.as_str()) != decided));
    if let Some(shared) = &pair.shared {
        all.push(match pair.how.contradicts() {
            true => format!("{}: one origin, not two sides", shared.words()),
            false => shared.words(),
        });
    }
    all
}

/// For positions only the scope matters: how they are put is said by the ladder.
const fn fits(how: How, finding: &Finding) -> bool {
    let scope = matches!(
        finding.dimension,
        Dimension::Thing | Dimension::Counterpart | Dimension::Place | Dimension::Time
    );
    matches!(how, How::Told(_)) || scope
}

fn stands(pair: &Pair<'_>) -> String {
    let told = |state: &ClaimState| {
        let day = stated(&state.body).map_or("day unknown".to_owned(), |day| day.to_string());
        format!("{} ({day})", wording::stand_of(&state.body))
    };
    format!("{} against {}", told(pair.one), told(pair.other))
}

/// The finding that decides a contradiction.
fn deciding<'a>(pair: &'a Pair<'_>) -> Option<&'a str> {
    let findings = pair.compared.why.findings.iter();
    let mut deciding =
        findings.filter(|finding| matches!(finding.dimension, Dimension::Count | Dimension::Polarity));
    deciding.next_back().map(|finding| finding.words.as_str())
}

fn is_of_polarity(pair: &Pair<'_>) -> bool {
    pair.compared.why.findings.iter().any(|finding| finding.dimension == Dimension::Polarity)
}

/// Where one of two was told before the other's event began: with the days.
fn told_before(pair: &Pair<'_>) -> Option<String> {
    let before = |told: &ClaimState, event: &ClaimState| {
        let begins = event.body.date.as_ref().filter(|date| date.of == TimeOf::Event)?.start?;
        let day = stated(&told.body)?;
        (day < begins).then(|| format!("told on {day}; the other speaks of {begins} or later"))
    };
    before(pair.one, pair.other).or_else(|| before(pair.other, pair.one))
}
