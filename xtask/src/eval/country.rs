//! Country codes: gold has ISO 3166-1 alpha-3, drafts have alpha-2.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context as _, ensure};

/// The reader's own table of countries, from the repository's root.
const TABLE: &str = "crates/attache-text/words/countries.tsv";

/// Alpha-2 by alpha-3.
#[derive(Debug, Default)]
pub(crate) struct Countries(BTreeMap<String, String>);

impl Countries {
    /// Reads the reader's table.
    ///
    /// # Errors
    /// Where it is not there or lacks the columns `alpha2` and `alpha3`.
    pub(crate) fn load(root: &Path) -> anyhow::Result<Self> {
        let text =
            std::fs::read_to_string(root.join(TABLE)).with_context(|| format!("cannot read {TABLE}"))?;
        Self::parse(&text).with_context(|| format!("{TABLE} is no table of countries"))
    }

    /// Reads a table: tab-separated, `#` for remarks, the first line names the columns.
    ///
    /// # Errors
    /// Where a column is missing.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let mut table = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .comment(Some(b'#'))
            .quoting(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let headers = table.headers().context("the first line names no columns")?.clone();
        let column = |name: &str| {
            headers.iter().position(|header| header == name).with_context(|| format!("no column {name}"))
        };
        let (two, three) = (column("alpha2")?, column("alpha3")?);
        let mut codes = BTreeMap::new();
        for row in table.records() {
            let row = row.context("a row cannot be read")?;
            if let (Some(two), Some(three)) = (row.get(two), row.get(three)) {
                codes.insert(three.to_owned(), two.to_owned());
            }
        }
        ensure!(!codes.is_empty(), "no row");
        Ok(Self(codes))
    }

    /// The alpha-2 code of an alpha-3 code.
    pub(crate) fn alpha2(&self, alpha3: &str) -> Option<&str> {
        self.0.get(alpha3).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Countries;

    #[test]
    fn the_readers_table_has_what_gold_needs() {
        let countries = Countries::load(&crate::root()).unwrap();
        for (three, two) in [("KOR", "KR"), ("UKR", "UA"), ("DEU", "DE"), ("COD", "CD")] {
            assert_eq!(countries.alpha2(three), Some(two));
        }
        assert_eq!(countries.alpha2("KR"), None);
        assert!(Countries::parse("name\tcode\nLatvia\tLV\n").is_err());
    }
}
