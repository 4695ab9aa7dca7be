//! Registers of arms transfers: an edition as a file, its rows as claims of the register.
//!
//! The SIPRI Arms Transfers Database exports its trade register in two layouts (see [`Column`]). Both are read; what a
//! column means is decided by its heading, lines before the headings are passed over, and columns that nobody knows are kept
//! in a note. A figure that the register marks as its estimate stays one: it is approximate and rounded. A cell that cannot
//! be read is an error with its line and column, and then nothing of the file is taken.

use attache_core::{
    article::Outlet,
    source::{Source, SourceKind},
    span::Span,
};
use serde::Serialize;

mod cell;
mod changes;
mod column;
mod drafting;
mod reading;

pub use changes::{CellChange, LayoutsDiffer, RowChange, changes};
pub use column::{Column, Layout};

/// The name of the register, as the outermost carrier of its claims.
pub const SIPRI: &str = "SIPRI Arms Transfers Database";

/// The register as a publisher.
#[must_use]
pub fn outlet() -> Outlet {
    Outlet { name: SIPRI.to_owned(), kind: SourceKind::ResearchInstitute }
}

/// The register as a source.
#[must_use]
pub fn source() -> Source {
    Source::new(SIPRI, SourceKind::ResearchInstitute)
}

/// Why a file is no edition of the register.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// No line has the headings of one of the layouts.
    #[error("no line has the headings of the register (such as Supplier, Recipient, Designation)")]
    NoHeadings,
    /// A heading without which rows mean nothing is missing.
    #[error("line {line}: there is no column `{column}`")]
    Missing {
        /// The line of the headings.
        line: u64,
        /// The heading.
        column: &'static str,
    },
    /// A cell cannot be read.
    #[error("line {line}, column `{column}`: {what}")]
    Cell {
        /// The line, from 1.
        line: u64,
        /// The heading, or its number where it has none.
        column: String,
        /// What is wrong.
        what: String,
    },
    /// A row is no row of the table.
    #[error("line {line}: {what}")]
    Row {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
}

/// A figure or a year as the register gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimated<T> {
    /// As written.
    pub text: String,
    /// The value.
    pub value: T,
    /// Whether the register marks it as an estimate.
    pub estimate: bool,
}

/// First and last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Years {
    /// The first.
    pub first: i16,
    /// The last.
    pub last: i16,
}

/// A row: a deal, or what was delivered of it in one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegisterRow {
    /// Its line, from 1.
    pub line: u64,
    /// Its place in the text, without the line break.
    #[serde(skip)]
    pub span: Span,
    /// What is the same in every edition: the database's id with the year of delivery, else supplier, recipient,
    /// designation and year of order.
    pub key: String,
    /// Who supplies.
    pub supplier: String,
    /// Who receives, without the mark of a non-state recipient.
    pub recipient: String,
    /// Whether the recipient is marked as no state (`*`).
    pub non_state: bool,
    /// The designation of the weapon.
    pub designation: String,
    /// What it is, in words.
    pub description: String,
    /// The register's category; only in the new layout.
    pub category: Option<String>,
    /// When it was ordered.
    pub order: Option<Estimated<Years>>,
    /// How many were ordered; only in the old layout.
    pub ordered: Option<Estimated<f64>>,
    /// How many were delivered.
    pub delivered: Option<Estimated<f64>>,
    /// When.
    pub delivery: Option<Estimated<Years>>,
    /// All cells as written, by heading, without the blank ones.
    pub cells: Vec<(String, String)>,
}

impl RegisterRow {
    /// Whether another edition says the very same in this row.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.key == other.key && self.cells == other.cells
    }
}

/// An edition of the register.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Register {
    /// Which layout.
    pub layout: Layout,
    /// Headings that nobody knows; their cells are kept with the rows.
    pub unknown: Vec<String>,
    /// The rows, in the order of the file.
    pub rows: Vec<RegisterRow>,
}

impl Register {
    /// Reads an edition.
    ///
    /// # Errors
    /// Where the text is no edition, or a cell of it cannot be read: [`RegisterError`] names line and column.
    pub fn parse(text: &str) -> Result<Self, RegisterError> {
        reading::read(text)
    }
}

#[cfg(test)]
mod tests;
