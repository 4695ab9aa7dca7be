//! The rows of the tables as they stand in the files, and the place of a row for what is wrong with it.

use serde::Deserialize;

use super::{TableError, table};

#[derive(Deserialize)]
pub(super) struct GrammarRow {
    pub(super) class: String,
    pub(super) words: String,
}

#[derive(Deserialize)]
pub(super) struct VerbRow {
    pub(super) base: String,
    pub(super) past: String,
    pub(super) participle: String,
}

#[derive(Deserialize)]
pub(super) struct CueRow {
    pub(super) base: String,
    pub(super) forms: String,
    pub(super) sort: String,
    pub(super) puts: String,
    pub(super) object: String,
}

#[derive(Deserialize)]
pub(super) struct CountryRow {
    pub(super) alpha2: String,
    pub(super) alpha3: String,
    pub(super) name: String,
    pub(super) aliases: String,
    pub(super) demonyms: String,
    pub(super) capital: String,
    pub(super) metonyms: String,
    pub(super) regions: String,
}

#[derive(Deserialize)]
pub(super) struct PlaceRow {
    pub(super) name: String,
    pub(super) aliases: String,
    pub(super) class: String,
    pub(super) country: String,
    pub(super) subdivision: String,
}

#[derive(Deserialize)]
pub(super) struct OrganisationRow {
    pub(super) name: String,
    pub(super) aliases: String,
    pub(super) kind: String,
    pub(super) country: String,
}

#[derive(Deserialize)]
pub(super) struct ItemRow {
    pub(super) name: String,
    pub(super) forms: String,
    pub(super) category: String,
    pub(super) unit: String,
}

#[derive(Deserialize)]
pub(super) struct OfficeRow {
    pub(super) office: String,
    pub(super) is: String,
}

#[derive(Deserialize)]
pub(super) struct CollectiveRow {
    pub(super) kind: String,
    pub(super) nouns: String,
}

#[derive(Deserialize)]
pub(super) struct CreditLineRow {
    pub(super) sort: String,
    pub(super) phrases: String,
}

#[derive(Deserialize)]
pub(super) struct PredicateRow {
    pub(super) kind: String,
    pub(super) needs: String,
    pub(super) words: String,
}

#[derive(Deserialize)]
pub(super) struct ModalityRow {
    pub(super) modality: String,
    pub(super) likelihood: String,
    pub(super) words: String,
}

#[derive(Deserialize)]
pub(super) struct FigureRow {
    pub(super) sort: String,
    pub(super) value: String,
    pub(super) words: String,
}

#[derive(Deserialize)]
pub(super) struct TimeRow {
    pub(super) rule: String,
    pub(super) words: String,
}

/// A row that is being taken in: says where it stands when a cell of it is wrong.
pub(super) struct Place<'a> {
    table: &'a str,
    line: u64,
}

impl Place<'_> {
    pub(super) fn fault(&self, what: impl Into<String>) -> TableError {
        TableError { table: self.table.to_owned(), line: self.line, what: what.into() }
    }

    pub(super) fn word<T: std::str::FromStr>(&self, column: &str, cell: &str) -> Result<T, TableError> {
        cell.parse().map_err(|_| self.fault(format!("`{cell}` is no {column}")))
    }

    pub(super) fn optional<T: std::str::FromStr>(
        &self,
        column: &str,
        cell: &str,
    ) -> Result<Option<T>, TableError> {
        if cell.is_empty() { Ok(None) } else { self.word(column, cell).map(Some) }
    }

    pub(super) fn index(&self, length: usize) -> Result<u16, TableError> {
        u16::try_from(length).map_err(|_| self.fault("the table has more rows than it may (65,535)"))
    }
}

/// The texts of the tables, by their names.
pub(super) type Tables<'t, 'a> = &'t dyn Fn(&str) -> Option<&'a str>;

/// Takes in every row of a table.
///
/// # Errors
/// At the first row that cannot be used, or where there is no such table.
pub(super) fn each<T: serde::de::DeserializeOwned>(
    source: Tables<'_, '_>,
    name: &str,
    mut take: impl FnMut(&Place<'_>, T) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let text = source(name).ok_or_else(|| TableError {
        table: name.to_owned(),
        line: 0,
        what: "the table is missing".to_owned(),
    })?;
    for row in table::rows::<T>(name, text)? {
        take(&Place { table: name, line: row.line }, row.value)?;
    }
    Ok(())
}
