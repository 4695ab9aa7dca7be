//! Figures without the words of the text.

use serde::{Deserialize, Serialize};

use crate::{
    proposition::{Item, ItemCategory},
    quantity::{Figure, Quantity},
    source::folded,
};

/// A figure with its bound, without the words of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TornFigure {
    /// Lower end.
    pub low: Option<Figure>,
    /// Whether the lower end itself is excluded.
    pub low_open: bool,
    /// Upper end.
    pub high: Option<Figure>,
    /// Whether the upper end itself is excluded.
    pub high_open: bool,
    /// What is counted, as a class, where classes are kept.
    pub of: Option<ItemCategory>,
    /// A share in percent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub percent: bool,
    /// Hedged by "about".
    pub approximate: bool,
}

impl TornFigure {
    /// What remains of a quantity. What it counts is told where its unit names one of the items.
    pub(super) fn of(quantity: &Quantity, items: Option<&[Item]>) -> Self {
        let unit = quantity.unit.as_deref().unwrap_or_default();
        let named = |item: &&Item| !item.name.is_empty() && folded(unit).contains(&folded(&item.name));
        let of = items.unwrap_or_default().iter().find(named).map(|item| item.category);
        Self {
            low: quantity.low,
            low_open: quantity.low_open,
            high: quantity.high,
            high_open: quantity.high_open,
            of,
            percent: unit.starts_with('%'),
            approximate: quantity.approximate,
        }
    }

    /// Figure and bound in words: "more than 10,000", "5 to 7", "about 300".
    #[must_use]
    pub fn words(&self) -> String {
        let about = if self.approximate { "about " } else { "" };
        let sign = if self.percent { " %" } else { "" };
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => format!("{about}{low}{sign}"),
            (Some(low), Some(high)) => {
                let above = if self.low_open { "more than " } else { "" };
                let below = if self.high_open { "less than " } else { "" };
                format!("{about}{above}{low} to {below}{high}{sign}")
            }
            (Some(low), None) if self.low_open => format!("more than {about}{low}{sign}"),
            (Some(low), None) => format!("at least {about}{low}{sign}"),
            (None, Some(high)) if self.high_open => format!("less than {about}{high}{sign}"),
            (None, Some(high)) => format!("at most {about}{high}{sign}"),
            (None, None) => "an unknown number".to_owned(),
        }
    }
}
