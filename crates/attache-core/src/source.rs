//! Who is credited, once known.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::{country::CountryCode, id::SourceId};

/// What sort of source it is. The `…-anonymous` and `…-unnamed` kinds name nobody: they are never
/// merged with one another, and they cannot be graded.
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
pub enum SourceKind {
    /// A newspaper, broadcaster or site that publishes under its own name.
    Outlet,
    /// An agency whose copy others reprint.
    NewsAgency,
    /// A ministry, a government, an embassy, a president's office.
    GovernmentBody,
    /// Armed forces, a general staff.
    Military,
    /// An intelligence service.
    Intelligence,
    /// A parliament or one of its chambers.
    Parliament,
    /// The UN, NATO, the EU and the like.
    InternationalOrganisation,
    /// A research institute or think tank.
    ResearchInstitute,
    /// A company.
    Company,
    /// A non-state armed group.
    ArmedGroup,
    /// A pollster, or a named survey.
    Survey,
    /// A named holder of an office.
    Official,
    /// Another named person.
    Person,
    /// A party, a delegation, a group of named or describable people.
    Group,
    /// A document, a statement, images.
    Document,
    /// An official or officials without a name.
    OfficialAnonymous,
    /// Experts or analysts without a name.
    ExpertsUnnamed,
    /// "Several media outlets": one unresolved source, however many there are.
    OutletsUnnamed,
    /// A survey whose pollster is not named.
    SurveyUnnamed,
    /// "It was reported": nobody at all.
    Unnamed,
}

impl SourceKind {
    /// Whether a source of this kind is a person or persons.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Official | Self::Person | Self::OfficialAnonymous | Self::ExpertsUnnamed)
    }

    /// Whether a source of this kind has an identity that can be recognised again.
    #[must_use]
    pub const fn is_named(self) -> bool {
        !matches!(
            self,
            Self::OfficialAnonymous
                | Self::ExpertsUnnamed
                | Self::OutletsUnnamed
                | Self::SurveyUnnamed
                | Self::Unnamed
        )
    }
}

/// One carrier of a chain: an outlet, an agency, an office, a person, or a description where the text
/// names nobody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Its name, or the description that the text gives where it names nobody.
    pub name: String,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// The country that it belongs to or speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// The office that a person holds, as the text words it ("Defense Minister").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
}

impl Source {
    /// A source with neither country nor office.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: SourceKind) -> Self {
        Self { name: name.into(), kind, country: None, office: None }
    }

    /// The same source with a country.
    #[must_use]
    pub fn of_country(mut self, country: Option<CountryCode>) -> Self {
        self.country = country;
        self
    }

    /// The outlet of an article that does not say who publishes it.
    #[must_use]
    pub fn reporting_outlet() -> Self {
        Self::new(REPORTING_OUTLET, SourceKind::Outlet)
    }

    /// The identity under which it is graded: the name, folded to lower-case letters and digits. The
    /// office and the country are left out: one article may know them and another not.
    #[must_use]
    pub fn id(&self) -> SourceId {
        SourceId::derive(&[folded(&self.name).as_bytes()])
    }
}

/// How the carrier of an article is called when neither the article nor the operator says who it is.
pub const REPORTING_OUTLET: &str = "the reporting outlet";

/// A name without case, spaces and punctuation, for comparing names ("Han Seo-yun", "han seo yun").
/// British spelling counts as American: the Defence Ministry is the Defense Ministry.
#[must_use]
pub fn folded(name: &str) -> String {
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    [("defence", "defense"), ("centre", "center"), ("organisation", "organization")]
        .iter()
        .fold(bare, |name, (british, american)| name.replace(british, american))
}

#[cfg(test)]
mod tests {
    use super::{Source, SourceKind, folded};

    #[test]
    fn spelling_with_hyphen_or_space_is_one_identity() {
        let a = Source::new("Han Seo-yun", SourceKind::Official);
        let b = Source::new("HAN SEO YUN", SourceKind::Person);
        assert_eq!(a.id(), b.id());
        assert_ne!(a.id(), Source::new("Han", SourceKind::Official).id());
        assert_eq!(folded("Новак, Р."), "новакр");
    }
}
