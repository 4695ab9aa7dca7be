//! Why two claims lie to each other as they do, in words.

use super::{Relation, ScopeFit, says_nothing};
use crate::proposition::{
    count::Count,
    fit::{Dimension, Fit},
    matter::Manner,
    normal_form::NormalForm,
};

/// What was found in one dimension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// In which.
    pub dimension: Dimension,
    /// How the first lies to the second there.
    pub fit: Fit,
    /// A sentence without its full stop ("Kursk region lies in Russia").
    pub words: String,
}

/// The reasons of a relation; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Both forms and the relation in one line ("more than 10,000 troops of North Korea supports: troops of
    /// North Korea").
    pub headline: String,
    /// What was found in each dimension that matters, in their order.
    pub findings: Vec<Finding>,
}

impl Why {
    /// The reasons why two forms lie as they do.
    #[must_use]
    pub(super) fn of(a: &NormalForm, b: &NormalForm, fit: &ScopeFit, relation: Relation) -> Self {
        Self { headline: format!("{a} {relation}: {b}"), findings: findings(a, b, fit, relation) }
    }
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.headline)?;
        for finding in &self.findings {
            write!(f, "; {}", finding.words)?;
        }
        Ok(())
    }
}

fn findings(a: &NormalForm, b: &NormalForm, fit: &ScopeFit, relation: Relation) -> Vec<Finding> {
    let mut found = Vec::new();
    if a.matter != b.matter || a.gist != b.gist {
        let words = if a.matter == b.matter {
            format!("both are of the sort {}, in other words", a.matter)
        } else {
            format!("one is of {}, the other of {}", a.matter.min(b.matter), a.matter.max(b.matter))
        };
        found.push(Finding { dimension: Dimension::Matter, fit: Fit::Disjoint, words });
        return found;
    }
    if let Some(words) = manner(a, b) {
        found.push(Finding { dimension: Dimension::Manner, fit: Fit::Overlapping, words });
    }
    for (dimension, fit) in fit.each() {
        if let Some(words) = scope(dimension, fit, a, b) {
            found.push(Finding { dimension, fit, words });
        }
    }
    if let (Relation::DifferentScope(which), Some(a), Some(b)) = (relation, a.told, b.told)
        && which.has(Dimension::Time)
        && fit.time == Fit::Equal
    {
        let words = format!("undated figures, told on {} and on {}", a.min(b), a.max(b));
        found.push(Finding { dimension: Dimension::Time, fit: Fit::Equal, words });
    }
    if relation != Relation::Unrelated
        && let Some((dimension, fit, words)) = count(a, b, fit, relation)
    {
        found.push(Finding { dimension, fit, words });
    }
    if found.is_empty() {
        let words = "they agree in every part".to_owned();
        found.push(Finding { dimension: Dimension::Matter, fit: Fit::Equal, words });
    }
    found
}

fn manner(a: &NormalForm, b: &NormalForm) -> Option<String> {
    if a.manner == b.manner {
        return None;
    }
    if says_nothing(a) || says_nothing(b) {
        return Some("who says nothing denies nothing".to_owned());
    }
    let (one, other) = if a.manner <= b.manner { (a.manner, b.manner) } else { (b.manner, a.manner) };
    let note = match (one, other) {
        (Manner::Told, Manner::Expected(_)) => ": what is expected may still come or not",
        (Manner::Told, Manner::Held(_)) => ": what is weighed or excluded is neither done nor denied",
        _ => "",
    };
    Some(format!("one is {one}, the other {other}{note}"))
}

/// The sentence for one dimension of scope; none where both are the same.
fn scope(dimension: Dimension, fit: Fit, a: &NormalForm, b: &NormalForm) -> Option<String> {
    let (narrow, wide) = if fit == Fit::Wider { (b, a) } else { (a, b) };
    let (inner, outer) = (part(narrow, dimension), part(wide, dimension));
    let missing = match dimension {
        Dimension::Actor => "who acts",
        Dimension::Counterpart => "to or for whom",
        Dimension::Thing => "with what",
        Dimension::Place => "where",
        _ => "when",
    };
    match (fit, inner, outer) {
        (Fit::Equal, _, _) => None,
        (Fit::Narrower | Fit::Wider, Some(inner), None) => {
            Some(format!("one says {missing} ({inner}), the other does not"))
        }
        (Fit::Narrower | Fit::Wider, inner, outer) => {
            let verb = match dimension {
                Dimension::Place | Dimension::Time => "lies in",
                Dimension::Thing => "are",
                _ => "is narrower than",
            };
            Some(format!("{} {verb} {}", inner.unwrap_or_default(), outer.unwrap_or_default()))
        }
        (Fit::Overlapping | Fit::Disjoint, inner, outer) => {
            let mut both = [inner.unwrap_or_default(), outer.unwrap_or_default()];
            both.sort();
            let [one, other] = both;
            let how = if fit == Fit::Disjoint { "have nothing in common" } else { "may overlap" };
            Some(format!("{one} and {other} {how}"))
        }
    }
}

fn part(form: &NormalForm, dimension: Dimension) -> Option<String> {
    match dimension {
        Dimension::Actor if form.mutual => Some("both sides".to_owned()),
        Dimension::Actor => form.actor.as_ref().map(ToString::to_string),
        Dimension::Counterpart => {
            let names: Vec<String> = form.others.iter().map(ToString::to_string).collect();
            (!names.is_empty()).then(|| names.join(" and "))
        }
        Dimension::Thing => form.thing.as_ref().map(ToString::to_string),
        Dimension::Place => form.place.as_ref().map(ToString::to_string),
        Dimension::Time => (!form.time.is_open()).then(|| form.time.to_string()),
        _ => None,
    }
}

/// The sentence on the counts; none where neither gives a figure and both say that there are some.
fn count(
    a: &NormalForm,
    b: &NormalForm,
    fit: &ScopeFit,
    relation: Relation,
) -> Option<(Dimension, Fit, String)> {
    if a.count.is_some() != b.count.is_some() {
        let words = match relation {
            Relation::Contradicts(_) => "one says that there are some, the other denies it",
            _ => "one is put as true, the other as untrue, of other parts",
        };
        return Some((Dimension::Polarity, Fit::Disjoint, words.to_owned()));
    }
    let (one, other) = match (&a.count, &b.count) {
        (Count::Within(one), Count::Within(other)) => (one, other),
        (Count::Within(figure), _) => {
            return Some((Dimension::Count, Fit::Narrower, format!("one gives a figure: {figure}")));
        }
        (_, Count::Within(figure)) => {
            return Some((Dimension::Count, Fit::Wider, format!("one gives a figure: {figure}")));
        }
        _ => return None,
    };
    if one.unit() != other.unit() {
        let words = "the figures count different units".to_owned();
        return Some((Dimension::Count, Fit::Overlapping, words));
    }
    let whole = fit.whole();
    let within = one.fit(other);
    let mut both = [one.to_string(), other.to_string()];
    both.sort();
    let [low, high] = both;
    let words = match (relation, whole, within) {
        (Relation::Contradicts(_), ..) => format!("{low} and {high} cannot both hold"),
        (Relation::DifferentScope(_), Fit::Narrower, _) => format!("{one} fits in {other}"),
        (Relation::DifferentScope(_), Fit::Wider, _) => format!("{other} fits in {one}"),
        (_, _, Fit::Equal) => return None,
        (_, _, Fit::Narrower) => format!("{one} is within {other}"),
        (_, _, Fit::Wider) => format!("{other} is within {one}"),
        (_, _, Fit::Overlapping) => format!("{low} and {high} overlap"),
        (_, _, Fit::Disjoint) => format!("{low} and {high} are figures of different scope"),
    };
    Some((Dimension::Count, within, words))
}
