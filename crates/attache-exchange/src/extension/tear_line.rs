//! The extension that carries a tear-line.

use attache_core::{
    claim::Originator,
    claim_kind::ClaimKind,
    country::CountryCode,
    likelihood::Likelihood,
    modality::Modality,
    proposition::ItemCategory,
    quantity::Figure,
    tear_line::{TearLine, TornFigure},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ExtensionFault, ExtensionType,
    bounds::{check_ends, check_name, check_plain_name},
};

/// `attache-tear-line`: what was kept, and nothing of what it rests on. The members are described in
/// `schemas/tear-line.json`.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TearLineExtension {
    extension_type: ExtensionType,
    pub(crate) originator: String,
    pub(crate) kind: ClaimKind,
    pub(crate) modality: Modality,
    #[serde(default)]
    pub(crate) likelihood: Option<Likelihood>,
    #[serde(default)]
    pub(crate) actor: Option<CountryCode>,
    #[serde(default)]
    pub(crate) counterpart: Option<CountryCode>,
    #[serde(default)]
    pub(crate) items: Vec<ItemCategory>,
    #[serde(default)]
    pub(crate) figures: Vec<FigurePart>,
    #[serde(default)]
    pub(crate) country: Option<CountryCode>,
    #[serde(default)]
    pub(crate) subdivision: Option<String>,
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    pub(crate) sourcing: String,
    pub(crate) text: String,
}

/// As [`TornFigure`], under names that STIX allows: a property has three letters at least (section 3.1).
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct FigurePart {
    #[serde(default)]
    pub(crate) low: Option<Figure>,
    pub(crate) low_open: bool,
    #[serde(default)]
    pub(crate) high: Option<Figure>,
    pub(crate) high_open: bool,
    #[serde(default)]
    pub(crate) category: Option<ItemCategory>,
    #[serde(default)]
    pub(crate) percent: bool,
    pub(crate) approximate: bool,
}

impl TearLineExtension {
    /// Part by part, so that a part which a tear-line gets later is not sent unless somebody says so here.
    pub(crate) fn of(line: &TearLine, originator: &Originator) -> Self {
        Self {
            extension_type: ExtensionType::Property,
            originator: originator.0.clone(),
            kind: line.kind(),
            modality: line.modality(),
            likelihood: line.likelihood(),
            actor: line.actor(),
            counterpart: line.counterpart(),
            items: line.items().to_vec(),
            figures: line.figures().iter().map(FigurePart::of).collect(),
            country: line.country(),
            subdivision: line.subdivision().map(str::to_owned),
            from: line.from(),
            until: line.until(),
            sourcing: line.sourcing().to_owned(),
            text: line.text().to_owned(),
        }
    }

    /// Whether its parts can stand together.
    pub(crate) fn check(&self) -> Result<(), ExtensionFault> {
        check_plain_name("originator", &self.originator)?;
        check_name("sourcing", &self.sourcing)?;
        if self.text.trim().is_empty() {
            return Err(ExtensionFault::at("text", "is empty"));
        }
        self.subdivision.as_deref().map_or(Ok(()), |code| check_name("subdivision", code))?;
        for (at, figure) in self.figures.iter().enumerate() {
            check_ends(&format!("figures[{at}]"), figure.low, figure.high)?;
        }
        check_ends("from", self.from, self.until)
    }
}

impl FigurePart {
    const fn of(figure: &TornFigure) -> Self {
        Self {
            low: figure.low,
            low_open: figure.low_open,
            high: figure.high,
            high_open: figure.high_open,
            category: figure.of,
            percent: figure.percent,
            approximate: figure.approximate,
        }
    }
}
