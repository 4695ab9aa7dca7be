//! On whose word something rests in the end.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    country::CountryCode,
    id::{ArticleId, SourceId},
    source::{Source, SourceKind},
};

/// Somebody on whom a claim can rest: a vertex of the graph of reliance. Written `government--KR`,
/// `source--UUID`, `article--UUID`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum OriginId {
    /// The offices, forces, services and officials of one country: one body, one origin.
    Government(CountryCode),
    /// Any other named source; an agency or an outlet where nobody stands behind it in the chain.
    Source(SourceId),
    /// A text that others copied and of whose own origin nothing is known; an outlet without a name.
    Article(ArticleId),
}

/// A text that is no id of an origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no origin: government--CC (a country code), source--UUID or article--UUID")]
pub struct NotAnOrigin(pub String);

impl OriginId {
    /// The country of the body that a source belongs to, if it is an office or an official of one: inferred from its
    /// kind and its country.
    #[must_use]
    pub const fn body_of(source: &Source) -> Option<CountryCode> {
        match source.kind {
            SourceKind::GovernmentBody
            | SourceKind::Military
            | SourceKind::Intelligence
            | SourceKind::Parliament
            | SourceKind::Official
            | SourceKind::OfficialAnonymous => source.country,
            _ => None,
        }
    }

    /// How the body of a country is called.
    #[must_use]
    pub fn name_of_body(country: CountryCode) -> String {
        format!("the government of {}", country.short_name().unwrap_or(country.as_str()))
    }

    /// Whether sources of this kind carry what others say: they are an origin only where nobody stands behind them.
    #[must_use]
    pub const fn carries(kind: SourceKind) -> bool {
        matches!(kind, SourceKind::Outlet | SourceKind::NewsAgency)
    }
}

impl fmt::Display for OriginId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Government(country) => write!(f, "government--{country}"),
            Self::Source(id) => id.fmt(f),
            Self::Article(id) => id.fmt(f),
        }
    }
}

impl FromStr for OriginId {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let government = text.strip_prefix("government--").and_then(|code| code.parse().ok());
        let source = || text.parse().ok().map(Self::Source);
        let article = || text.parse().ok().map(Self::Article);
        let read = government.map(Self::Government).or_else(source).or_else(article);
        read.ok_or_else(|| NotAnOrigin(text.to_owned()))
    }
}

impl TryFrom<String> for OriginId {
    type Error = NotAnOrigin;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OriginId> for String {
    fn from(id: OriginId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::OriginId;
    use crate::{
        id::ArticleId,
        source::{Source, SourceKind},
    };

    #[test]
    fn an_id_reads_back_and_another_text_does_not() {
        let ids = [
            OriginId::Government("KR".parse().unwrap()),
            OriginId::Source(Source::new("Yonhap", SourceKind::NewsAgency).id()),
            OriginId::Article(ArticleId::derive(&[b"x"])),
        ];
        for id in ids {
            assert_eq!(id.to_string().parse::<OriginId>().unwrap(), id);
        }
        assert_eq!(ids[0].to_string(), "government--KR");
        assert!("government--Korea".parse::<OriginId>().is_err());
        assert!("Yonhap".parse::<OriginId>().is_err());
    }

    #[test]
    fn offices_and_officials_of_a_country_are_one_body() {
        let kr = "KR".parse().ok();
        let body = |kind, country| OriginId::body_of(&Source::new("x", kind).of_country(country));
        assert_eq!(body(SourceKind::Official, kr), kr);
        assert_eq!(body(SourceKind::GovernmentBody, kr), kr);
        assert_eq!(body(SourceKind::Official, None), None);
        assert_eq!(body(SourceKind::NewsAgency, kr), None, "an agency is nobody's office");
        assert_eq!(body(SourceKind::Person, kr), None);
    }
}
