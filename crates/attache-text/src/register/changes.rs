//! What a later edition of the register says otherwise.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Register, RegisterRow};

/// A cell that reads otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// The heading.
    pub column: String,
    /// What stood there; nothing where it was blank.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
}

/// A row that an edition has and another has not, or that reads otherwise. Rows are named by their place in the editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum RowChange {
    /// Only the later edition has it.
    Added {
        /// The row's place in the later edition.
        new: usize,
    },
    /// Only the earlier edition has it.
    Removed {
        /// The row's place in the earlier edition.
        old: usize,
    },
    /// Both have it, and it reads otherwise.
    Revised {
        /// The row's place in the earlier edition.
        old: usize,
        /// The row's place in the later edition.
        new: usize,
        /// The cells that differ, in the order of the columns.
        cells: Vec<CellChange>,
    },
}

/// Two editions of two layouts: their rows do not correspond one to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the editions are of two layouts (a row a deal, and a row a delivery): their rows do not correspond")]
pub struct LayoutsDiffer;

/// What changed from an edition to a later one, by the keys of the rows. That columns stand in another order, or that
/// rows do, is no change.
///
/// # Errors
/// Where the editions are of two layouts.
pub fn changes(old: &Register, new: &Register) -> Result<Vec<RowChange>, LayoutsDiffer> {
    if old.layout != new.layout {
        return Err(LayoutsDiffer);
    }
    let before: BTreeMap<&str, (usize, &RegisterRow)> = by_key(old);
    let after: BTreeMap<&str, (usize, &RegisterRow)> = by_key(new);
    let mut found = Vec::new();
    for (key, (place, row)) in &before {
        match after.get(key) {
            None => found.push(RowChange::Removed { old: *place }),
            Some((now, later)) => {
                let cells = differing(row, later);
                if !cells.is_empty() {
                    found.push(RowChange::Revised { old: *place, new: *now, cells });
                }
            }
        }
    }
    let added = after.iter().filter(|(key, _)| !before.contains_key(*key));
    found.extend(added.map(|(_, (place, _))| RowChange::Added { new: *place }));
    Ok(found)
}

fn by_key(register: &Register) -> BTreeMap<&str, (usize, &RegisterRow)> {
    register.rows.iter().enumerate().map(|(place, row)| (row.key.as_str(), (place, row))).collect()
}

fn differing(old: &RegisterRow, new: &RegisterRow) -> Vec<CellChange> {
    let of = |row: &RegisterRow, column: &str| {
        row.cells.iter().find(|(own, _)| own == column).map(|(_, cell)| cell.clone())
    };
    let only_new = new.cells.iter().filter(|(column, _)| of(old, column).is_none());
    let columns = old.cells.iter().chain(only_new).map(|(column, _)| column);
    columns
        .map(|column| CellChange { column: column.clone(), before: of(old, column), after: of(new, column) })
        .filter(|change| change.before != change.after)
        .collect()
}
