//! The tables as files: tab-separated rows, `#` comments, several values in a cell separated by `|`.

use serde::de::DeserializeOwned;

/// A row of a table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("word table {table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Which line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub what: String,
}

/// A row and the line that it stands on.
pub(crate) struct Row<T> {
    /// Line, from 1.
    pub(crate) line: u64,
    /// What stands there.
    pub(crate) value: T,
}

/// Reads the rows of a table.
///
/// # Errors
/// At the first row that does not have the columns of the header, or whose cells are not what `T` wants.
pub(crate) fn rows<T: DeserializeOwned>(table: &str, text: &str) -> Result<Vec<Row<T>>, TableError> {
    let wrong = |line: u64, what: String| TableError { table: table.to_owned(), line, what };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .flexible(false)
        .from_reader(text.as_bytes());
    // The reader counts from where a record's comments begin; people count from the row itself.
    let skipped: Vec<bool> = text.lines().map(|l| l.is_empty() || l.starts_with('#')).collect();
    let row_line = |position: Option<&csv::Position>| {
        let first = position.map_or(1, csv::Position::line);
        let before = usize::try_from(first).unwrap_or(1).saturating_sub(1);
        let comments = skipped.iter().skip(before).take_while(|skipped| **skipped).count();
        first.saturating_add(u64::try_from(comments).unwrap_or(0))
    };
    let headers = reader.headers().map_err(|e| wrong(1, e.to_string()))?.clone();
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            let line = row_line(e.position());
            let what = match e.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("the row has {len} columns where the header names {expected_len}")
                }
                _ => e.to_string(),
            };
            wrong(line, what)
        })?;
        let line = row_line(record.position());
        let value = record.deserialize(Some(&headers)).map_err(|e| wrong(line, cell_fault(&e)))?;
        found.push(Row { line, value });
    }
    Ok(found)
}

fn cell_fault(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        _ => error.to_string(),
    }
}

/// The values of a cell.
pub(crate) fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::rows;
    use serde::Deserialize;

    #[derive(Deserialize, Debug)]
    struct Pair {
        #[expect(dead_code, reason = "only its presence is tested")]
        name: String,
        value: f64,
    }

    #[test]
    fn a_bad_row_is_named_by_its_line() {
        let missing = rows::<Pair>("t", "name\tvalue\n# note\na\t1\nb\n").err().unwrap();
        assert_eq!((missing.line, missing.table.as_str()), (4, "t"));
        assert!(missing.what.contains("1 columns"), "{missing}");
        let wrong = rows::<Pair>("t", "name\tvalue\na\t1\nb\tx\n").err().unwrap();
        assert_eq!(wrong.line, 3);
        let good = rows::<Pair>("t", "# note\nname\tvalue\na\t1\n").unwrap();
        assert_eq!((good[0].line, good[0].value.value), (3, 1.0));
    }
}
