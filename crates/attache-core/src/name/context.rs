//! What surrounds two names: the countries and the offices.

use std::collections::BTreeSet;

use super::{Form, Reason};

/// Words of an office that tell no office apart.
const EMPTY_WORDS: [&str; 12] =
    ["of", "the", "for", "and", "national", "former", "then", "acting", "south", "north", "s", "his"];
/// Words of rank: two offices that share only these are different.
const RANKS: [&str; 10] =
    ["minister", "ministry", "deputy", "vice", "first", "chief", "head", "director", "secretary", "adviser"];

/// Whether what both forms give is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Accord {
    /// Both give it, and it is the same.
    Agrees,
    /// Both give it, and it is another.
    Differs,
    /// One gives nothing, or it cannot be told.
    Unknown,
}

/// Countries and offices of two forms.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) country: Accord,
    office: Accord,
    code: Option<String>,
}

impl Context {
    pub(super) fn of(a: &Form, b: &Form) -> Self {
        let country = match (a.country, b.country) {
            (Some(a), Some(b)) if a == b => Accord::Agrees,
            (Some(_), Some(_)) => Accord::Differs,
            _ => Accord::Unknown,
        };
        let office = match (&a.office, &b.office) {
            (Some(a), Some(b)) => offices(a, b),
            _ => Accord::Unknown,
        };
        let code = a.country.map(|code| code.as_str().to_owned());
        Self { country, office, code }
    }

    /// How far it speaks for one person (above 0) or against (below).
    pub(super) const fn balance(&self) -> i8 {
        let country: i8 = match self.country {
            Accord::Agrees => 1,
            Accord::Differs => -2,
            Accord::Unknown => 0,
        };
        let office: i8 = match self.office {
            Accord::Agrees => 1,
            Accord::Differs => -1,
            Accord::Unknown => 0,
        };
        country.saturating_add(office)
    }

    pub(super) fn reasons(&self) -> Vec<Reason> {
        let country = match (self.country, &self.code) {
            (Accord::Agrees, Some(code)) => Some(Reason::SameCountry { country: code.clone() }),
            (Accord::Differs, _) => Some(Reason::OtherCountry),
            _ => None,
        };
        let office = match self.office {
            Accord::Agrees => Some(Reason::SameOffice),
            Accord::Differs => Some(Reason::OtherOffice),
            Accord::Unknown => None,
        };
        country.into_iter().chain(office).collect()
    }
}

/// Two offices as worded. They agree if the words of one are among the other's ("Minister of Defence", "Defense
/// Minister"); they differ if they share no word that tells offices apart. Offices in two scripts cannot be told.
pub(super) fn offices(a: &str, b: &str) -> Accord {
    let (left, right) = (words(a), words(b));
    if left.is_empty() || right.is_empty() || is_latin(&left) != is_latin(&right) {
        return Accord::Unknown;
    }
    let told = |words: &BTreeSet<String>| -> BTreeSet<String> {
        words.iter().filter(|word| !RANKS.contains(&word.as_str())).cloned().collect()
    };
    let (kind, other) = (told(&left), told(&right));
    if kind.is_empty() || other.is_empty() {
        return if left == right { Accord::Agrees } else { Accord::Unknown };
    }
    if kind.is_disjoint(&other) {
        return Accord::Differs;
    }
    if left.is_subset(&right) || right.is_subset(&left) { Accord::Agrees } else { Accord::Unknown }
}

fn words(office: &str) -> BTreeSet<String> {
    let words = office.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(crate::source::folded)
        .map(|word| if word == "ministry" { "minister".to_owned() } else { word })
        .filter(|word| !EMPTY_WORDS.contains(&word.as_str()))
        .collect()
}

fn is_latin(words: &BTreeSet<String>) -> bool {
    words.iter().all(|word| word.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::{Accord, offices};

    #[test]
    fn the_same_office_in_other_words_agrees() {
        assert_eq!(offices("Defense Minister", "Minister of National Defence"), Accord::Agrees);
        assert_eq!(offices("President", "former president"), Accord::Agrees);
        assert_eq!(offices("Defense Minister", "Foreign Minister"), Accord::Differs);
        assert_eq!(offices("Defense Minister", "Deputy Defense Minister"), Accord::Agrees);
        assert_eq!(offices("Defense Minister", "міністр оборони"), Accord::Unknown);
        assert_eq!(offices("Minister", "Deputy Minister"), Accord::Unknown);
        assert_eq!(offices("", "President"), Accord::Unknown);
    }
}
