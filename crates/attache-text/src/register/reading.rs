//! Reading an edition: headings, then rows.

use std::collections::BTreeMap;

use attache_core::span::Span;

use super::{
    Column, Estimated, Layout, Register, RegisterError, RegisterRow, Years, cell,
    column::{self, Marked},
};

/// How many lines may stand before the headings.
const BEFORE: usize = 40;
/// The most rows of an edition: an article holds no more drafts.
const MOST_ROWS: usize = 100_000;

/// The headings, with where they stand.
struct Headings {
    line: u64,
    columns: Vec<(String, Column)>,
    delimiter: u8,
    /// Where the rows begin: byte and line.
    rest: (usize, u64),
}

pub(super) fn read(text: &str) -> Result<Register, RegisterError> {
    let headings = headings(text)?;
    let has = |wanted: Column| headings.columns.iter().any(|(_, column)| *column == wanted);
    for (wanted, name) in [
        (Column::Supplier, "Supplier"),
        (Column::Recipient, "Recipient"),
        (Column::Designation, "Designation"),
        (Column::Delivered, "Number delivered"),
    ] {
        if !has(wanted) {
            return Err(RegisterError::Missing { line: headings.line, column: name });
        }
    }
    let layout = if has(Column::Id) { Layout::Deliveries } else { Layout::Deals };
    let unknown = headings.columns.iter().filter(|(_, column)| *column == Column::Unknown);
    let unknown = unknown.map(|(name, _)| name.clone()).collect();
    let rows = rows(text, &headings, layout)?;
    Ok(Register { layout, unknown, rows })
}

/// The first line with most of the headings. Exports have some lines of prose before it.
fn headings(text: &str) -> Result<Headings, RegisterError> {
    let mut start = 0_usize;
    for (number, line) in (1_u64..).zip(text.split_inclusive('\n').take(BEFORE)) {
        let end = start.saturating_add(line.len());
        for delimiter in [b',', b';', b'\t'] {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(delimiter)
                .from_reader(line.trim_start_matches('\u{feff}').as_bytes());
            let Some(Ok(record)) = reader.records().next() else { continue };
            let mut columns: Vec<(String, Column)> = Vec::new();
            for name in &record {
                let meaning = column::of(name, columns.last().map(|(_, column)| *column));
                columns.push((name.trim().to_owned(), meaning));
            }
            let named =
                columns.iter().filter(|(name, column)| !name.is_empty() && *column != Column::Unknown);
            if named.count() >= 4 {
                return Ok(Headings { line: number, columns, delimiter, rest: (end, number) });
            }
        }
        start = end;
    }
    Err(RegisterError::NoHeadings)
}

fn rows(text: &str, headings: &Headings, layout: Layout) -> Result<Vec<RegisterRow>, RegisterError> {
    let (offset, lines) = headings.rest;
    let rest = text.get(offset..).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(headings.delimiter)
        .from_reader(rest.as_bytes());
    let mut rows = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut record = csv::StringRecord::new();
    loop {
        let line = |position: &csv::Position| lines.saturating_add(position.line());
        let at = reader.position().clone();
        let more = reader.read_record(&mut record).map_err(|error| RegisterError::Row {
            line: line(error.position().unwrap_or(&at)),
            what: "the row cannot be read as a row of a table".to_owned(),
        })?;
        if !more {
            return Ok(rows);
        }
        let position = record.position().unwrap_or(&at).clone();
        // Prose behind the table, and blank rows.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let from = byte(&position).saturating_add(offset);
        let to = byte(reader.position()).saturating_add(offset);
        let whole = text.get(from..to).unwrap_or_default();
        let lead = whole.get(..whole.len().saturating_sub(whole.trim_start().len())).unwrap_or_default();
        // Blank lines are passed over, and counted.
        let line = line(&position).saturating_add(lead.matches('\n').count() as u64);
        if record.len() > headings.columns.len() || record.len().saturating_mul(2) < headings.columns.len() {
            let what = format!("the row has {} cells, the headings {}", record.len(), headings.columns.len());
            return Err(RegisterError::Row { line, what });
        }
        if rows.len() >= MOST_ROWS {
            return Err(RegisterError::Row { line, what: format!("there are more than {MOST_ROWS} rows") });
        }
        let start = from.saturating_add(lead.len());
        let span = Span::new(start, start.saturating_add(whole.trim().len()));
        let mut row = Cells { headings, record: &record, line }.row(span, layout)?;
        // Deals that nothing tells apart are told apart by their order.
        let count = seen.entry(row.key.clone()).or_default();
        *count = count.saturating_add(1);
        if *count > 1 {
            row.key.push_str(&format!(" #{count}"));
        }
        rows.push(row);
    }
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Reads a cell, told whether its column marks it as an estimate.
type CellReader<T> = fn(&str, bool) -> Result<Option<Estimated<T>>, String>;

/// One row by its columns.
struct Cells<'a> {
    headings: &'a Headings,
    record: &'a csv::StringRecord,
    line: u64,
}

impl Cells<'_> {
    fn get(&self, wanted: Column) -> Option<(&str, &str)> {
        let mut found = self.headings.columns.iter().zip(self.record.iter());
        found.find(|((_, column), _)| *column == wanted).map(|((name, _), cell)| (name.as_str(), cell.trim()))
    }

    fn text(&self, wanted: Column) -> String {
        self.get(wanted).map(|(_, cell)| cell.to_owned()).unwrap_or_default()
    }

    fn wrong(&self, column: &str, what: String) -> RegisterError {
        RegisterError::Cell { line: self.line, column: column.to_owned(), what }
    }

    fn needed(&self, wanted: Column) -> Result<String, RegisterError> {
        let (name, cell) = self.get(wanted).unwrap_or_default();
        if cell.is_empty() {
            Err(self.wrong(name, "the cell is empty".to_owned()))
        } else {
            Ok(cell.to_owned())
        }
    }

    fn read<T>(
        &self,
        wanted: Column,
        mark: Marked,
        read: CellReader<T>,
    ) -> Result<Option<Estimated<T>>, RegisterError> {
        let Some((name, cell)) = self.get(wanted) else { return Ok(None) };
        let marked = match self.get(Column::Estimate(mark)) {
            Some((own, mark)) => {
                let own = if own.is_empty() { format!("mark behind {name}") } else { own.to_owned() };
                cell::mark(mark).map_err(|what| self.wrong(&own, what))?
            }
            None => false,
        };
        read(cell, marked).map_err(|what| self.wrong(name, what))
    }

    fn row(&self, span: Span, layout: Layout) -> Result<RegisterRow, RegisterError> {
        let recipient = self.needed(Column::Recipient)?;
        let non_state = recipient.ends_with('*');
        let order: Option<Estimated<Years>> = self.read(Column::Order, Marked::Order, cell::years)?;
        let delivery: Option<Estimated<Years>> =
            self.read(Column::Delivery, Marked::Delivery, cell::years)?;
        let supplier = self.needed(Column::Supplier)?;
        let designation = self.needed(Column::Designation)?;
        let recipient = recipient.trim_end_matches(['*', ' ']).to_owned();
        let year = |years: &Option<Estimated<Years>>| {
            years.as_ref().map_or_else(|| "-".to_owned(), |years| years.value.first.to_string())
        };
        let key = match layout {
            Layout::Deliveries => format!("{} / {}", self.needed(Column::Id)?, year(&delivery)),
            Layout::Deals => format!("{supplier} / {recipient} / {designation} / {}", year(&order)),
        };
        let names = self.headings.columns.iter().enumerate().map(|(at, (name, _))| {
            if name.is_empty() { format!("column {}", at.saturating_add(1)) } else { name.clone() }
        });
        let cells = names.zip(self.record.iter().map(|cell| cell.trim().to_owned()));
        Ok(RegisterRow {
            line: self.line,
            span,
            key,
            supplier,
            recipient,
            non_state,
            designation,
            description: self.text(Column::Description),
            category: self
                .get(Column::Category)
                .map(|(_, cell)| cell.to_owned())
                .filter(|cell| !cell.is_empty()),
            order,
            ordered: self.read(Column::Ordered, Marked::Ordered, cell::number)?,
            delivered: self.read(Column::Delivered, Marked::Delivered, cell::number)?,
            delivery,
            cells: cells.filter(|(_, cell)| !cell.is_empty()).collect(),
        })
    }
}
