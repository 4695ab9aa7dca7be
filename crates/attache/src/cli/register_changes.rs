//! `attache ask changes`: what the newest edition of a register says otherwise than the first.

use attache_text::register::{CellChange, RegisterRow, RowChange};
use jiff::Timestamp;

use crate::{
    failure::{Failure, Outcome},
    palette::{FAINT, styled},
    registering::{self, Changed, Edition},
    screen::Screen,
    session::{Session, words},
    table::{Grid, Look},
    visible::visible_line,
    wording::counted,
};

/// Asks and prints.
pub(crate) fn run(as_of: Option<Timestamp>, limit: usize, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let editions = registering::editions(opened.effects().store, as_of)?;
    let changed = registering::changed(&editions, &words()?)?;
    if session.json {
        for one in changed.iter().take(limit) {
            session.screen.json(one)?;
        }
        return Ok(Outcome::Done);
    }
    let screen = &mut session.screen;
    let (Some(first), Some(newest)) = (editions.first(), editions.last()) else {
        screen.line("No edition of a register is in the store: `attache import sipri FILE`.")?;
        return Ok(Outcome::Done);
    };
    if editions.len() == 1 {
        screen.line(format!("There is one edition, {}: nothing to hold it against.", told(first)))?;
        return Ok(Outcome::Done);
    }
    screen.line(visible_line(&format!("From the edition {} to that {}", told(first), told(newest))))?;
    print(&changed, limit, screen)?;
    let words =
        if changed.len() > limit { format!(", the first {limit} shown (--limit)") } else { String::new() };
    screen.line("")?;
    screen.line(styled(FAINT, &format!("{} changed{words}", counted(changed.len(), "row"))))?;
    Ok(Outcome::Done)
}

/// An edition by its day.
fn told(edition: &Edition) -> String {
    match edition.listing.published {
        Some(day) => format!("of {day}"),
        None => format!("imported {}", edition.listing.at.strftime("%Y-%m-%d")),
    }
}

fn print(changed: &[Changed], limit: usize, screen: &mut Screen) -> Result<(), Failure> {
    let headings = [("Change", Some(9)), ("Row", None), ("What", None), ("Claims", Some(12))];
    let mut grid = Grid::new(screen, &headings);
    for one in changed.iter().take(limit) {
        let (word, what) = match &one.change {
            RowChange::Added { .. } => ("added", one.after.as_ref().map(figures).unwrap_or_default()),
            RowChange::Removed { .. } => ("removed", one.before.as_ref().map(figures).unwrap_or_default()),
            RowChange::Revised { cells, .. } => {
                ("revised", cells.iter().map(cell).collect::<Vec<_>>().join("\n"))
            }
        };
        let row = one.after.as_ref().or(one.before.as_ref()).map(deal).unwrap_or_default();
        let claims: Vec<String> = one.evidence.iter().map(|claim| claim.short()).collect();
        grid.row([
            (word.to_owned(), Look::Notice),
            (row, Look::Plain),
            (what, Look::Plain),
            (claims.join("\n"), Look::Faint),
        ]);
    }
    let lines: Vec<String> = grid.lines().collect();
    lines.into_iter().try_for_each(|line| screen.line(line))
}

fn deal(row: &RegisterRow) -> String {
    format!("{} → {}\n{} ({})", row.supplier, row.recipient, row.designation, row.key)
}

fn figures(row: &RegisterRow) -> String {
    let delivered = row.delivered.as_ref().map(|number| format!("delivered {}", number.text));
    let years = row.delivery.as_ref().map(|years| format!("in {}", years.text));
    delivered.into_iter().chain(years).collect::<Vec<_>>().join(" ")
}

fn cell(change: &CellChange) -> String {
    let shown = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "–".to_owned());
    format!("{}: {} → {}", change.column, shown(&change.before), shown(&change.after))
}
