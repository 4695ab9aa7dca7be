//! The word tables.

use attache_core::filter::Term;

/// A row of a table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Which line, from 1.
    pub line: u64,
    /// What is wrong and what should stand there.
    pub what: String,
}

/// All word tables, ready for look-up.
#[derive(Debug)]
pub struct Words {}

impl Words {
    /// The tables that are built into the binary.
    ///
    /// # Errors
    /// Where a row of a table cannot be used; the tests hold that this does not happen.
    pub fn built_in() -> Result<Self, TableError> {
        Ok(Self {})
    }

    /// What a person means by a word of a question: a country by any of its names, a subdivision, a
    /// class of items, else the word itself.
    #[must_use]
    pub fn term(&self, word: &str) -> Term {
        Term::Words(word.to_owned())
    }
}
