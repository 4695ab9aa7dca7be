//! Names of persons across scripts: which spellings can be of one person.
//!
//! 윤석열, "Yoon Suk-yeol", "Yun Seok-yeol" and "Юн Сок Ёль" are spellings of one name by different public rules, and so are
//! "Умєров", "Umerov" and "Umierov". Two readings are tried: a Korean one, syllable by syllable (`korean`), and an
//! alphabetic one for names that go between Cyrillic and Latin letters (`alphabetic`). Office and country decide where the
//! names alone do not. Nothing here knows a particular person: the tables are of spellings, surnames and given names.
//!
//! [`keys`] find candidates in an index, [`compare`] judges a pair and says why. Names in Chinese characters, and
//! foreign names written in Hangul, are not read.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::country::CountryCode;

mod alphabetic;
mod context;
mod korean;
mod likeness;
mod offices;
mod pairing;
mod reading;
mod reason;
mod spelling;

pub use offices::compare_offices;
pub use pairing::candidates;
pub use reading::Reading;
pub use reason::Reason;

use context::Context;
use likeness::{Degree, Likeness};

/// How a source names a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Form {
    /// The name, in any of the scripts, without a title.
    pub name: String,
    /// The office, as worded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The country that the person belongs to or speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
}

impl Form {
    /// A name without office and country.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), office: None, country: None }
    }
}

/// Whether two forms are of one person.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// The names cannot be spellings of one name, or all that surrounds them speaks against it.
    Different,
    /// A person has to decide.
    Doubtful,
    /// The names are spellings of one name, and nothing speaks against one person.
    Likely,
    /// The same name, and office or country agree, or the spelling is the very same.
    Same,
}

/// What a comparison came to, with what spoke for it and against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The judgement.
    pub verdict: Verdict,
    /// Why, names first, then country, then office.
    pub why: Vec<Reason>,
}

/// Keys under which an index holds a name (see [`Reading::keys`]).
#[must_use]
pub fn keys(name: &str) -> Vec<String> {
    Reading::of(name).keys()
}

/// Keys of the surname alone (see [`Reading::surname_keys`]).
#[must_use]
pub fn surname_keys(name: &str) -> Vec<String> {
    Reading::of(name).surname_keys()
}

/// Compares two forms. The order of the two does not matter, and the answer follows from them alone.
#[must_use]
pub fn compare(a: &Form, b: &Form) -> Match {
    compare_read((a, &Reading::of(&a.name)), (b, &Reading::of(&b.name)))
}

/// The same for forms whose names were read before.
#[must_use]
pub fn compare_read(a: (&Form, &Reading), b: (&Form, &Reading)) -> Match {
    let likeness = likeness_of(a, b);
    let context = Context::of(a.0, b.0);
    let verdict = verdict(likeness.degree, context.balance());
    let mut why = likeness.why;
    why.extend(context.reasons());
    Match { verdict, why }
}

fn likeness_of((a, left): (&Form, &Reading), (b, right): (&Form, &Reading)) -> Likeness {
    if left.spelled == right.spelled && !left.spelled.is_empty() {
        return Likeness::new(Degree::Identical, vec![Reason::SameSpelling]);
    }
    let korean = korean::compare(&left.korean, &right.korean);
    let alphabetic = || alphabetic::compare(&left.spelled, &right.spelled);
    let elsewhere =
        |form: &Form| form.country.is_some_and(|country| !matches!(country.as_str(), "KR" | "KP"));
    match korean {
        // Where both read as Korean names, the looser alphabetic reading has no say, unless the person is of another
        // country: a Russian may be called Ким.
        Some(likeness) if !elsewhere(a) && !elsewhere(b) => likeness,
        Some(likeness) => likeness.or_better(alphabetic()),
        None => alphabetic().unwrap_or_else(|| Likeness::new(Degree::None, vec![Reason::NoCommonReading])),
    }
}

/// The rule table: how alike the names are against what country and office say (each agreement one up, a differing
/// office one down, a differing country two down).
const fn verdict(degree: Degree, balance: i8) -> Verdict {
    match (degree, balance) {
        (Degree::None, _) | (Degree::Part | Degree::Near, ..=-1) => Verdict::Different,
        (Degree::Identical, 0..) | (Degree::Certain, 1..) | (Degree::Full, 2..) => Verdict::Same,
        (Degree::Identical, -1)
        | (Degree::Certain | Degree::Full | Degree::Loose, 0..)
        | (Degree::Part, 2..) => Verdict::Likely,
        _ => Verdict::Doubtful,
    }
}

#[cfg(test)]
mod tests;
