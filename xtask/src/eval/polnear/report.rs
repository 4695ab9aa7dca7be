//! The tables of a score.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, Table, presets};

use super::{
    agreement::{Agreement, ByRole, percent},
    figures::Figures,
    score::Score,
};

/// All tables, in Markdown: figures in percent, but for counts.
pub(super) fn tables(score: &Score, figures: &Figures) -> String {
    let counts = score.whole_half;
    let mut text = format!(
        "{} articles, {} tokens, {} attributions; found by the {}: {}\n\n",
        score.articles, score.tokens, counts.recall.of, figures.reader, counts.precision.of,
    );
    let mut by_role = table(&["", "", "P", "R", "F1", "found", "gold"]);
    let roles: [(&str, &ByRole); 5] = [
        ("tokens", &score.token),
        ("spans, exact", &score.exact),
        ("spans, half", &score.half),
        ("runs, exact", &score.run_exact),
        ("runs, half", &score.run_half),
    ];
    for (measure, roles) in roles {
        for (role, agreement) in roles.named() {
            row(&mut by_role, &[measure, role], agreement);
        }
    }
    row(&mut by_role, &["attributions", "half"], score.whole_half);
    row(&mut by_role, &["attributions", "exact"], score.whole_exact);
    row(&mut by_role, &["reporting", "half"], score.reporting);
    let _ = writeln!(text, "{}\n", right_but_first(by_role, 2));
    let mut kinds = table(&["kind of claim", "cue found", "P", "R", "F1", "found", "gold"]);
    for kind in &figures.kinds {
        row(&mut kinds, &[&kind.kind, &percent(kind.cue_found)], kind.agreement);
    }
    let _ = writeln!(text, "{}\n", right_but_first(kinds, 1));
    let mut sure = table(&["surest of the reporting", "count", "P", "R"]);
    for part in &figures.surest {
        sure.add_row([
            format!("{} %", part.percent),
            part.count.to_string(),
            percent(part.precision),
            percent(part.recall),
        ]);
    }
    let _ = writeln!(text, "{}\n", right_but_first(sure, 1));
    let mut bins = table(&["confidence (reporting)", "mean", "right", "count"]);
    for bin in &figures.reliability {
        let range = format!("{:.1} to {:.1}", bin.from, bin.from + 0.1);
        bins.add_row([range, percent(bin.confidence), percent(bin.right), bin.count.to_string()]);
    }
    let _ = writeln!(text, "{}\n", right_but_first(bins, 1));
    let _ = writeln!(text, "Expected calibration error: {}", percent(figures.calibration_error));
    text
}

/// A table with these columns.
fn table(columns: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(columns.iter().copied());
    table
}

fn row(table: &mut Table, head: &[&str], agreement: Agreement) {
    let counts = [agreement.precision.of, agreement.recall.of].map(|count| count.to_string());
    let head = head.iter().map(ToString::to_string);
    table.add_row(head.chain(agreement.cells()).chain(counts));
}

/// Figures stand at the right edge.
fn right_but_first(mut table: Table, first: usize) -> Table {
    for column in table.column_iter_mut().skip(first) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
