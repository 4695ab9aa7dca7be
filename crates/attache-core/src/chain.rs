//! The carriers of a claim, from the outlet to the origin.

use serde::{Deserialize, Serialize};

use crate::source::Source;

/// Carriers outermost first: the reporting outlet, then whom it cites, and so on to the origin. Never
/// empty: the first element is the outlet itself, also where it is not named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Source>", into = "Vec<Source>")]
pub struct Chain {
    outlet: Source,
    carriers: Vec<Source>,
}

/// A chain without a carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a chain needs at least the outlet that published the text")]
pub struct EmptyChain;

impl Chain {
    /// A chain from the outlet through `carriers` to the origin.
    #[must_use]
    pub const fn new(outlet: Source, carriers: Vec<Source>) -> Self {
        Self { outlet, carriers }
    }

    /// Who published the text.
    #[must_use]
    pub const fn outlet(&self) -> &Source {
        &self.outlet
    }

    /// On whose word it rests: the innermost carrier, the outlet itself where it cites nobody.
    #[must_use]
    pub fn origin(&self) -> &Source {
        self.carriers.last().unwrap_or(&self.outlet)
    }

    /// All carriers, outermost first.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.outlet).chain(&self.carriers)
    }

    /// How many carriers there are, at least one.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.carriers.len().saturating_add(1)
    }

    /// Always false; here because a length without it surprises.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }
}

impl TryFrom<Vec<Source>> for Chain {
    type Error = EmptyChain;

    fn try_from(sources: Vec<Source>) -> Result<Self, Self::Error> {
        let mut sources = sources.into_iter();
        let outlet = sources.next().ok_or(EmptyChain)?;
        Ok(Self { outlet, carriers: sources.collect() })
    }
}

impl From<Chain> for Vec<Source> {
    fn from(chain: Chain) -> Self {
        std::iter::once(chain.outlet).chain(chain.carriers).collect()
    }
}

impl std::fmt::Display for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.outlet.name)?;
        for carrier in &self.carriers {
            write!(f, " › {}", carrier.name)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Chain;
    use crate::source::{Source, SourceKind};

    #[test]
    fn origin_is_the_innermost_carrier() {
        let outlet = Source::reporting_outlet();
        let agency = Source::new("Yonhap", SourceKind::NewsAgency);
        let chain = Chain::new(outlet.clone(), vec![agency]);
        assert_eq!(chain.origin().name, "Yonhap");
        assert_eq!(Chain::new(outlet, Vec::new()).origin().name, "the reporting outlet");
        assert_eq!(chain.to_string(), "the reporting outlet › Yonhap");
        assert_eq!(chain.len(), 2);
    }

    #[test]
    fn an_empty_list_is_no_chain() {
        assert!(serde_json::from_str::<Chain>("[]").is_err());
    }
}
