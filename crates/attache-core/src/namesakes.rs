//! Who bears which names, and which bearers may be one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    edge::{Edge, EdgeEvidence},
    id::SourceId,
    name::{self, Form, Reading, Reason, Verdict},
    source::{Source, SourceKind},
};

/// Somebody with all the forms in which the articles name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// Who it is, after the joining of names.
    pub id: SourceId,
    /// How they are named.
    pub forms: BTreeSet<Form>,
}

/// Two bearers that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesakes {
    /// The two by number, the smaller one first.
    pub between: (usize, usize),
    /// That they are one, as an edge that can be struck.
    pub edge: Edge,
    /// How sure that is.
    pub verdict: Verdict,
    /// Whether a third name may join them, where it is like both: nothing tells them apart, and not their countries.
    pub joinable: bool,
}

/// The form in which a source names a person; `None` where it is no person, or one without a name.
#[must_use]
pub fn person(source: &Source) -> Option<Form> {
    let is_person = matches!(source.kind, SourceKind::Official | SourceKind::Person);
    is_person.then(|| form(source))
}

/// The form in which a source names itself, whatever it is.
#[must_use]
pub fn form(source: &Source) -> Form {
    Form { name: source.name.clone(), office: source.office.clone(), country: source.country }
}

/// Bearers whose names were read, to be compared with one another.
#[derive(Clone, Debug, Default)]
pub struct Bearers {
    all: Vec<(Bearer, Vec<Reading>)>,
}

impl Bearers {
    /// Reads their names. They keep their order.
    #[must_use]
    pub fn of(bearers: impl IntoIterator<Item = Bearer>) -> Self {
        let mut known: BTreeMap<String, Reading> = BTreeMap::new();
        let mut reading =
            |form: &Form| known.entry(form.name.clone()).or_insert_with(|| Reading::of(&form.name)).clone();
        let all = bearers
            .into_iter()
            .map(|bearer| {
                let readings = bearer.forms.iter().map(&mut reading).collect();
                (bearer, readings)
            })
            .collect();
        Self { all }
    }

    /// One of them, by number.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Bearer> {
        self.all.get(at).map(|(bearer, _)| bearer)
    }

    fn read(&self, at: usize) -> Option<(SourceId, impl Iterator<Item = (&Form, &Reading)> + Clone)> {
        let (bearer, readings) = self.all.get(at)?;
        Some((bearer.id, bearer.forms.iter().zip(readings)))
    }

    /// Compares two by each form of the one with each of the other; the surest counts. More forms never make it less
    /// sure. `None` where there is no such number.
    #[must_use]
    pub fn compare(&self, between: (usize, usize)) -> Option<Namesakes> {
        let ((a, forms), (b, others)) = (self.read(between.0)?, self.read(between.1)?);
        let mut best: Option<(name::Match, &Form, &Form)> = None;
        let mut joinable = false;
        for one in forms {
            for other in others.clone() {
                let found = name::compare_read(one, other);
                joinable |= found.verdict != Verdict::Different && !found.why.contains(&Reason::OtherCountry);
                if best.as_ref().is_none_or(|(before, ..)| before.verdict < found.verdict) {
                    best = Some((found, one.0, other.0));
                }
            }
        }
        let (found, one, other) = best?;
        let verdict = found.verdict;
        Some(Namesakes { between, edge: Edge::same_name((a, one), (b, other), &found), verdict, joinable })
    }

    /// Every two that are not `Different`, of those whose names share a key.
    #[must_use]
    pub fn namesakes(&self) -> Vec<Namesakes> {
        let mut owners: Vec<usize> = Vec::new();
        let mut names: Vec<Reading> = Vec::new();
        for (at, (bearer, readings)) in self.all.iter().enumerate() {
            let mut told = BTreeSet::new();
            for (form, reading) in bearer.forms.iter().zip(readings) {
                if told.insert(form.name.as_str()) {
                    owners.push(at);
                    names.push(reading.clone());
                }
            }
        }
        let owner = |number: usize| owners.get(number).copied();
        let pairs: BTreeSet<(usize, usize)> = name::candidates(&names)
            .into_iter()
            .filter_map(|(a, b)| Some((owner(a)?, owner(b)?)))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        let compared = pairs.into_iter().filter_map(|between| self.compare(between));
        compared.filter(|pair| pair.verdict != Verdict::Different).collect()
    }
}

impl Namesakes {
    /// What speaks for it and against it.
    #[must_use]
    pub fn why(&self) -> &[Reason] {
        match &self.edge.evidence {
            EdgeEvidence::SameName { why, .. } => why,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bearer, Bearers, Namesakes};
    use crate::{
        name::{Form, Verdict},
        source::{Source, SourceKind},
    };

    fn found(bearers: &[Bearer]) -> Vec<Namesakes> {
        Bearers::of(bearers.to_vec()).namesakes()
    }

    fn bearer(name: &str, office: Option<&str>, country: Option<&str>) -> Bearer {
        let id = Source::new(name, SourceKind::Person).id();
        let country = country.and_then(|code| code.parse().ok());
        Bearer { id, forms: [Form { name: name.into(), office: office.map(str::to_owned), country }].into() }
    }

    #[test]
    fn the_surest_of_several_forms_counts() {
        let mut long = bearer("Yoon Suk-yeol", None, Some("UA"));
        let other = bearer("Yun Seok-yeol", Some("President"), Some("KR"));
        let verdict = |long: &Bearer| found(&[long.clone(), other.clone()]).first().map(|pair| pair.verdict);
        assert_eq!(verdict(&long), Some(Verdict::Doubtful));
        long.forms.extend(bearer("Yoon Suk-yeol", Some("President"), Some("KR")).forms);
        assert_eq!(verdict(&long), Some(Verdict::Same));
    }

    #[test]
    fn names_that_differ_are_not_found() {
        let two = [bearer("Kim Jong-un", None, Some("KP")), bearer("Kim Jong-il", None, Some("KP"))];
        assert_eq!(found(&two), []);
    }
}
