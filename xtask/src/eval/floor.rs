//! Figures that may not fall.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context as _;
use serde::Deserialize;

use super::tally::Figures;

/// The floor of one folder of articles. `spurious_most` is a ceiling: figures made up may not rise.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    chain: Option<f64>,
    kind: Option<f64>,
    modality: Option<f64>,
    quantities: Option<f64>,
    place: Option<f64>,
    date: Option<f64>,
    embedded: Option<f64>,
    spurious_most: Option<usize>,
}

/// Reads the floor for the folder `name` from a TOML file with one table for each folder.
///
/// # Errors
/// Where the file cannot be read, names an unknown figure or has no table of that name.
pub(crate) fn load(path: &Path, name: &str) -> anyhow::Result<Floor> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    parse(&text, name).with_context(|| shown.to_string())
}

fn parse(text: &str, name: &str) -> anyhow::Result<Floor> {
    let mut floors: BTreeMap<String, Floor> = toml::from_str(text).context("is no floor file")?;
    floors.remove(name).with_context(|| format!("has no table [{name}]: add one"))
}

impl Floor {
    /// The figures that fell, in words; empty where all hold.
    pub(crate) fn fallen(&self, figures: &Figures) -> Vec<String> {
        let held = [
            ("precision", self.precision, figures.precision),
            ("recall", self.recall, figures.recall),
            ("f1", self.f1, figures.f1),
            ("chain", self.chain, figures.chain),
            ("kind", self.kind, figures.kind),
            ("modality", self.modality, figures.modality),
            ("quantities", self.quantities, figures.quantities),
            ("place", self.place, figures.place),
            ("date", self.date, figures.date),
            ("embedded", self.embedded, figures.embedded),
        ];
        let fell = held.into_iter().filter_map(|(name, floor, now)| {
            // A floor is written with two or three decimals; what it rounds off is not a fall.
            let floor = floor?;
            (now + 1e-9 < floor).then(|| format!("{name} fell to {now:.3}, its floor is {floor}"))
        });
        let most = self.spurious_most.filter(|most| figures.spurious > *most);
        let rose =
            most.map(|most| format!("spurious figures rose to {}, at most {most} may be", figures.spurious));
        fell.chain(rose).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::eval::tally::{Share, Tally};

    #[test]
    fn a_figure_below_its_floor_is_told() {
        let tally = Tally {
            precision: Share { hit: 4, of: 5 },
            recall: Share { hit: 4, of: 5 },
            spurious: 3,
            ..Tally::default()
        };
        let floor = |text: &str| parse(text, "dev").unwrap().fallen(&tally.figures());
        assert!(floor("[dev]\nf1 = 0.8\nspurious_most = 3\n").is_empty());
        assert_eq!(floor("[dev]\nf1 = 0.81\n"), ["f1 fell to 0.800, its floor is 0.81"]);
        assert_eq!(floor("[dev]\nspurious_most = 2\n").len(), 1);
    }

    #[test]
    fn a_floor_that_says_nothing_known_is_refused() {
        assert!(parse("[dev]\nfone = 1.0\n", "dev").is_err());
        assert!(parse("[dev]\nf1 = 1.0\n", "held").unwrap_err().to_string().contains("no table [held]"));
    }
}
