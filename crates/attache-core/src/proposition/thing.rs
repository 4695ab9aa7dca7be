//! What is sent, held or spoken of, as far as claims compare.

use super::{Item, fit::Fit};
use crate::{item_class::ItemClass, source::folded};

/// Words that narrow what a position or a forecast is about, whatever the class: "defensive weapons" are some
/// weapons, and "rapid supplies" some supplies. "Direct" narrows nothing: a supply is direct unless the text says
/// otherwise.
const QUALIFIERS: [&str; 9] = [
    "defensive",
    "offensive",
    "lethal",
    "nonlethal",
    "indirect",
    "rapid",
    "large-scale",
    "long-range",
    "short-range",
];

/// Some of the words that narrow, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Qualifiers(u16);

impl Qualifiers {
    /// Those that stand in a text as words of their own.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase().replace("non-lethal", "nonlethal");
        let words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
        Self(words.fold(0, |found, word| {
            let at = QUALIFIERS.iter().position(|known| *known == word);
            found | at.map_or(0, |at| 1 << at)
        }))
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn words(self) -> impl Iterator<Item = &'static str> {
        QUALIFIERS.iter().enumerate().filter(move |(at, _)| self.0 & (1 << at) != 0).map(|(_, word)| *word)
    }
}

/// A class of things, narrowed by a model or a calibre and by words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    /// Its class.
    pub class: ItemClass,
    /// Calibre or model, folded, by its usual name ("155mm", "hwasong11").
    pub designation: Option<String>,
    /// What else narrows it.
    pub qualifiers: Qualifiers,
}

impl Thing {
    /// All of a class.
    #[must_use]
    pub const fn all(class: ItemClass) -> Self {
        Self { class, designation: None, qualifiers: Qualifiers(0) }
    }

    /// An item, by the model where its name or its designation is that of one.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        let model = |name: &str| ItemClass::named(name).and_then(|(_, model)| model).map(str::to_owned);
        let given = item.designation.as_deref().filter(|text| !folded(text).is_empty());
        let designation = given.map(|text| model(text).unwrap_or_else(|| folded(text)));
        Self {
            class: ItemClass::of(item),
            designation: designation.or_else(|| model(&item.name)),
            qualifiers: Qualifiers::of(&item.name),
        }
    }

    /// The same, narrowed by more words.
    #[must_use]
    pub const fn narrowed(mut self, qualifiers: Qualifiers) -> Self {
        self.qualifiers = self.qualifiers.and(qualifiers);
        self
    }

    fn is_within(&self, other: &Self) -> bool {
        self.class.is_a(other.class)
            && (other.designation.is_none() || other.designation == self.designation)
            && self.qualifiers.holds(other.qualifiers)
    }

    /// How it lies to another. Two models are two things, and so are two calibres; a gun of a model may have
    /// a calibre.
    #[must_use]
    pub fn fit(&self, other: &Self) -> Fit {
        let designated = self.designation.as_deref().zip(other.designation.as_deref());
        let calibre = |text: &str| text.ends_with("mm");
        let two = designated.is_some_and(|(a, b)| a != b && calibre(a) == calibre(b));
        let apart = two || !self.class.overlaps(other.class);
        Fit::of(self.is_within(other), other.is_within(self), apart)
    }
}

impl std::fmt::Display for Thing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for word in self.qualifiers.words() {
            write!(f, "{word} ")?;
        }
        f.write_str(self.class.name())?;
        self.designation.as_ref().map_or(Ok(()), |designation| write!(f, " ({designation})"))
    }
}
