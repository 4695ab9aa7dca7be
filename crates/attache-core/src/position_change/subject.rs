//! What a position is about, and the name of a topic.

use std::fmt;

use crate::{claim::ClaimDraft, country::CountryCode, item_class::ItemClass, proposition::Item};

/// What a position is about, as coarsely as positions can be followed through time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Weapons and ammunition of any class.
    Arms,
    /// Sending soldiers.
    Troops,
    /// Money, fuel and other help that is no weapon.
    Help,
    /// Technology and components.
    Technology,
    /// No item is named.
    Unstated,
}

impl Subject {
    /// The subject of a position: that of the first thing that it names.
    #[must_use]
    pub fn of(body: &ClaimDraft) -> Self {
        first_thing(body).map_or(Self::Unstated, |item| Self::of_class(ItemClass::of(item)))
    }

    fn of_class(class: ItemClass) -> Self {
        let is_a = |name: &str| ItemClass::named(name).is_some_and(|(wide, _)| class.is_a(wide));
        if class.is_people() {
            Self::Troops
        } else if is_a("military aid") {
            Self::Arms
        } else if is_a("technical goods") {
            Self::Technology
        } else {
            Self::Help
        }
    }

    /// Its name in a heading.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Arms => "weapons and ammunition",
            Self::Troops => "troops",
            Self::Help => "money and other help",
            Self::Technology => "technology",
            Self::Unstated => "other matters",
        }
    }

    /// Its name in a slug ("arms").
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Arms => "arms",
            Self::Troops => "troops",
            Self::Help => "help",
            Self::Technology => "technology",
            Self::Unstated => "other",
        }
    }

    /// By its slug, or by a thing that it is about ("artillery-shells" are arms).
    fn named(slug: &str) -> Option<Self> {
        match slug {
            "arms" | "weapons" | "ammunition" => Some(Self::Arms),
            "troops" | "soldiers" => Some(Self::Troops),
            "help" | "aid" | "money" => Some(Self::Help),
            "technology" => Some(Self::Technology),
            "other" => Some(Self::Unstated),
            thing => {
                let class = ItemClass::named(&thing.replace('-', " ")).map(|(class, _)| class);
                class.filter(|class| !class.is_deed()).map(Self::of_class)
            }
        }
    }
}

/// The first thing that a claim names; deeds that figures count are none.
pub(super) fn first_thing(body: &ClaimDraft) -> Option<&Item> {
    body.proposition.items.iter().find(|item| !ItemClass::of(item).is_deed())
}

/// A topic of positions: a subject, and towards whom ("arms-to-ukraine"). With an actor it names one track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PositionTopic {
    /// About what.
    pub subject: Subject,
    /// Towards whom; any where missing.
    pub counterpart: Option<CountryCode>,
}

/// A text that names no topic.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATopic {
    /// The subject is none that is followed.
    #[error(
        "`{0}` is no subject of positions: give arms, troops, help, technology or other, such as arms-to-ukraine"
    )]
    Subject(String),
    /// The country is not known.
    #[error(
        "`{0}` is no country that is known: give a name or a code, such as arms-to-ukraine or arms-to-UA"
    )]
    Country(String),
}

impl PositionTopic {
    /// Reads "arms", "arms-to-ukraine", "troops-to-north-korea", "technology-to-RU", also as words ("weapons to
    /// Ukraine") and by a thing of the subject ("artillery shells to Ukraine"). `country` knows more names than the
    /// short English ones, where a caller has them.
    ///
    /// # Errors
    /// Where the subject or the country is not known; the error names it.
    pub fn read(text: &str, country: impl Fn(&str) -> Option<CountryCode>) -> Result<Self, NotATopic> {
        let text = text.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
        let (subject, to) = text.split_once("-to-").map_or((text.as_str(), None), |(s, to)| (s, Some(to)));
        let subject = Subject::named(subject).ok_or_else(|| NotATopic::Subject(subject.to_owned()))?;
        let Some(to) = to else { return Ok(Self { subject, counterpart: None }) };
        let spaced = to.replace('-', " ");
        let short = CountryCode::meant_by(&spaced).or_else(|| CountryCode::meant_by(to));
        let known = short.or_else(|| country(&spaced)).or_else(|| by_code(to));
        let counterpart = Some(known.ok_or_else(|| NotATopic::Country(to.to_owned()))?);
        Ok(Self { subject, counterpart })
    }

    /// Whether a track of this subject and towards this country is one of the topic.
    #[must_use]
    pub fn holds(&self, subject: Subject, counterpart: Option<CountryCode>) -> bool {
        self.subject == subject && (self.counterpart.is_none() || self.counterpart == counterpart)
    }
}

/// A code that a country has.
fn by_code(text: &str) -> Option<CountryCode> {
    text.parse::<CountryCode>().ok().filter(|code| code.short_name().is_some())
}

impl fmt::Display for PositionTopic {
    /// The text that is read back as this topic.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.subject.slug())?;
        let Some(to) = self.counterpart else { return Ok(()) };
        let name = to.short_name().map(|name| name.to_lowercase().replace(' ', "-"));
        write!(f, "-to-{}", name.unwrap_or_else(|| to.to_string()))
    }
}
