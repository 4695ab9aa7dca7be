//! Seeing whether anything changed.

use rusqlite::Connection;

use super::trouble::Trouble;

/// A connection of its own, which writes nothing: what SQLite tells of changes is about those of other
/// connections, of this process and of others (`PRAGMA data_version`), and compares only with what the same
/// connection was told before.
#[derive(Default)]
pub(super) struct Watch {
    connection: Option<Connection>,
    /// How many connections there have been.
    opened: u64,
}

impl Watch {
    /// Another number whenever anything was committed.
    pub(super) fn stamp(
        &mut self,
        open: impl FnOnce() -> Result<Connection, Trouble>,
    ) -> Result<u64, Trouble> {
        // One that failed is not asked again.
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                self.opened = self.opened.saturating_add(1);
                open()?
            }
        };
        let version: u32 =
            connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        self.connection = Some(connection);
        Ok(self.opened << 32 | u64::from(version))
    }
}
