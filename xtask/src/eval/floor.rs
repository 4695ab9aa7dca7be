//! Figures that may not fall.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context as _, bail};

/// How the name of a ceiling ends: what it holds may not rise.
const CEILING: &str = "_most";

/// The floor of one folder of articles: the least value of a figure, by its name, or the greatest one of
/// `FIGURE_most`.
#[derive(Debug, Default)]
pub(crate) struct Floor(BTreeMap<String, f64>);

/// Reads the floor for the folder `name` from a TOML file with one table for each folder.
///
/// # Errors
/// Where the file cannot be read or has no table of that name.
pub(crate) fn load(path: &Path, name: &str) -> anyhow::Result<Floor> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    parse(&text, name).with_context(|| shown.to_string())
}

fn parse(text: &str, name: &str) -> anyhow::Result<Floor> {
    let mut floors: BTreeMap<String, BTreeMap<String, f64>> =
        toml::from_str(text).context("is no floor file")?;
    floors.remove(name).map(Floor).with_context(|| format!("has no table [{name}]: add one"))
}

impl Floor {
    /// The figures that fell (or rose above their ceiling), in words; empty where all hold.
    ///
    /// # Errors
    /// Where the floor names a figure that is not among these.
    pub(crate) fn fallen(&self, figures: &BTreeMap<&'static str, f64>) -> anyhow::Result<Vec<String>> {
        let mut fallen = Vec::new();
        for (name, bound) in &self.0 {
            let (figure, ceiling) = match name.strip_suffix(CEILING) {
                Some(figure) => (figure, true),
                None => (name.as_str(), false),
            };
            let Some(now) = figures.get(figure) else {
                let known = figures.keys().copied().collect::<Vec<_>>().join(", ");
                bail!(
                    "the floor names {name}, which is no figure: known are {known}, each also with {CEILING}"
                );
            };
            // A floor is written with two or three decimals; what it rounds off is neither a fall nor a rise.
            if ceiling && *now > bound + 1e-9 {
                fallen.push(format!("{figure} rose to {now:.3}, at most {bound} may be"));
            } else if !ceiling && now + 1e-9 < *bound {
                fallen.push(format!("{figure} fell to {now:.3}, its floor is {bound}"));
            }
        }
        Ok(fallen)
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
        let floor = |text: &str| parse(text, "dev").unwrap().fallen(&tally.figures().held()).unwrap();
        assert!(floor("[dev]\nf1 = 0.8\nspurious_most = 3\n").is_empty());
        assert_eq!(floor("[dev]\nf1 = 0.81\n"), ["f1 fell to 0.800, its floor is 0.81"]);
        assert_eq!(floor("[dev]\nspurious_most = 2\n"), ["spurious rose to 3.000, at most 2 may be"]);
        assert_eq!(floor("[dev]\nspurious = 4\nprecision_most = 0.7\n").len(), 2);
    }

    #[test]
    fn a_floor_that_says_nothing_known_is_refused() {
        let unknown = parse("[dev]\nfone = 1.0\n", "dev").unwrap().fallen(&Tally::default().figures().held());
        assert!(unknown.unwrap_err().to_string().contains("names fone"));
        assert!(parse("[dev]\nf1 = \"high\"\n", "dev").is_err());
        assert!(parse("[dev]\nf1 = 1.0\n", "held").unwrap_err().to_string().contains("no table [held]"));
    }
}
