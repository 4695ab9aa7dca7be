//! Tables of the output.

use comfy_table::{
    Attribute, Cell, Color, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table,
    TableStyle, Width,
};

use crate::{screen::Screen, visible::visible};

/// A line under the headings, a blank line between rows: rows of several lines stay apart without walls.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none())
    .row_separator(LineStyle::none().fill(' ').junction(' '));

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Like any text.
    Plain,
    /// What the eye should find first.
    Strong,
    /// What matters less.
    Faint,
    /// What has changed, or is denied.
    Notice,
}

/// A table that fills the screen and not more.
pub(crate) struct Grid {
    table: Table,
}

impl Grid {
    /// A table with these headings; a heading with a width keeps it.
    pub(crate) fn new(screen: &Screen, headings: &[(&str, Option<u16>)]) -> Self {
        let mut table = Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        table.force_no_tty();
        if screen.colour() {
            table.enforce_styling();
        }
        table.set_width(u16::try_from(screen.width()).unwrap_or(u16::MAX));
        table.set_header(headings.iter().map(|(name, _)| Cell::new(name).add_attribute(Attribute::Bold)));
        for (at, (_, width)) in headings.iter().enumerate() {
            if let (Some(column), Some(width)) = (table.column_mut(at), width) {
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(*width)));
            }
        }
        Self { table }
    }

    /// Adds a row; what comes from articles is made harmless here.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = (String, Look)>) {
        self.table.add_row(cells.into_iter().map(|(text, look)| {
            let cell = Cell::new(visible(&text));
            match look {
                Look::Plain => cell,
                Look::Strong => cell.add_attribute(Attribute::Bold),
                Look::Faint => cell.add_attribute(Attribute::Dim),
                Look::Notice => cell.fg(Color::Yellow),
            }
        }));
    }

    /// The lines of the table.
    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        self.table.lines().map(|line| line.trim_end().to_owned())
    }
}
