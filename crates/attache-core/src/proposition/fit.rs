//! How what one claim covers lies to what another covers.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// One side of what a claim covers.
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
pub enum Dimension {
    /// What is spoken of at all: presence of troops, a transfer, a meeting.
    Matter,
    /// Whether it is told as having happened, as expected, or as what somebody wants.
    Manner,
    /// Who acts.
    Actor,
    /// To, with or for whom.
    Counterpart,
    /// With what.
    Thing,
    /// Where.
    Place,
    /// When.
    Time,
    /// How many.
    Count,
    /// Whether it is put as true or as untrue.
    Polarity,
}

/// A few dimensions, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimensions(u16);

impl Dimensions {
    /// These and one more.
    #[must_use]
    pub const fn with(self, dimension: Dimension) -> Self {
        Self(self.0 | (1 << dimension as u16))
    }

    /// Whether it is one of them.
    #[must_use]
    pub const fn has(self, dimension: Dimension) -> bool {
        self.0 & (1 << dimension as u16) != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each, in the order of [`Dimension`].
    pub fn iter(self) -> impl Iterator<Item = Dimension> {
        Dimension::VARIANTS.iter().copied().filter(move |dimension| self.has(*dimension))
    }
}

impl std::fmt::Display for Dimensions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<String> = self.iter().map(|dimension| dimension.to_string()).collect();
        f.write_str(&names.join(", "))
    }
}

/// How what the first covers lies to what the second covers, in one dimension. What a claim leaves out
/// covers everything: troops "in Russia" are narrower than troops without a place.
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
pub enum Fit {
    /// The same.
    Equal,
    /// The first lies in the second.
    Narrower,
    /// The second lies in the first.
    Wider,
    /// They may have something in common; neither lies in the other as far as is known.
    Overlapping,
    /// They have nothing in common.
    Disjoint,
}

impl Fit {
    /// From whether the first lies in the second, the second in the first, and whether they are apart.
    #[must_use]
    pub const fn of(within: bool, holds: bool, apart: bool) -> Self {
        match (within, holds) {
            (true, true) => Self::Equal,
            (true, false) => Self::Narrower,
            (false, true) => Self::Wider,
            (false, false) if apart => Self::Disjoint,
            (false, false) => Self::Overlapping,
        }
    }

    /// Two things of which a missing one covers everything.
    pub fn of_optional<T>(a: Option<&T>, b: Option<&T>, fit: impl FnOnce(&T, &T) -> Self) -> Self {
        match (a, b) {
            (Some(a), Some(b)) => fit(a, b),
            (Some(_), None) => Self::Narrower,
            (None, Some(_)) => Self::Wider,
            (None, None) => Self::Equal,
        }
    }

    /// Whether the first lies in the second.
    #[must_use]
    pub const fn is_within(self) -> bool {
        matches!(self, Self::Equal | Self::Narrower)
    }

    /// The same, seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Narrower => Self::Wider,
            Self::Wider => Self::Narrower,
            other => other,
        }
    }

    /// Both dimensions together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Disjoint, _) | (_, Self::Disjoint) => Self::Disjoint,
            (Self::Equal, fit) | (fit, Self::Equal) => fit,
            (Self::Narrower, Self::Narrower) => Self::Narrower,
            (Self::Wider, Self::Wider) => Self::Wider,
            _ => Self::Overlapping,
        }
    }
}
