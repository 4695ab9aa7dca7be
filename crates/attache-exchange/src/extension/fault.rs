//! What is wrong with an extension.

use attache_stix::excerpt::Excerpt;

/// What is wrong with an extension, and where in it. Foreign text is cut to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{place}`: {what}")]
pub struct ExtensionFault {
    place: Excerpt,
    what: Excerpt,
}

impl ExtensionFault {
    pub(crate) fn at(place: &str, what: &str) -> Self {
        Self { place: Excerpt::of(place), what: Excerpt::of(what) }
    }
}
