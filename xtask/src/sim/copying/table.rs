//! The figures as tables for people.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, Table, presets};

use super::{
    figures::{Counted, Figures, Part},
    score::Way,
};

/// All tables, with what they say.
pub(super) fn page(figures: &Figures) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = fill(&mut text, figures);
    text
}

fn fill(text: &mut String, figures: &Figures) -> std::fmt::Result {
    let Figures { worlds, seed, events, texts_written, texts_collected, .. } = figures;
    writeln!(
        text,
        "{worlds} worlds from seed {seed}: {events} events, {texts_collected} of {texts_written} texts \
         collected. Of an event {:.2} origins on average would have to be wrong at once, {:.2} found out by \
         themselves and are named, {:.2} with those whom nobody names.\n",
        figures.mean_truth, figures.mean_finders, figures.mean_finders_of_all
    )?;
    writeln!(text, "{}\n", counts(&figures.counted))?;
    writeln!(
        text,
        "Reading: {} of the statements have a draft on the event, {} with the stated chain; {} drafts beyond.\n\
         Copies: precision {} (no common ancestor: the rest), recall {} by text, {} with credits; of pairs that have \
         nothing in common {} were joined. Of texts written apart on one event by two outlets, {} of pairs share a run of five words, the event's own \
         or by chance ({} runs in all; twelve make a copy).\n",
        part(figures.drafted),
        part(figures.chain),
        figures.drafted_beyond,
        part(figures.precision),
        part(figures.recall),
        part(figures.recall_either),
        part(figures.false_pairs),
        part(figures.chance_pairs),
        figures.chance_runs
    )?;
    writeln!(text, "{}\n", copies(figures))?;
    writeln!(text, "{}", causes(figures))?;
    if !figures.sweep.is_empty() {
        writeln!(text, "\n{}", sweep(figures))?;
    }
    Ok(())
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn counts(counted: &[Counted]) -> Table {
    let mut table = table(["count", "exact %", "over %", "under %", "mean error"]);
    for one in counted {
        table.add_row([
            one.way.words().to_owned(),
            percent(one.exact),
            percent(one.over),
            percent(one.under),
            format!("{:.2}", one.mean_error),
        ]);
    }
    table
}

fn copies(figures: &Figures) -> Table {
    let mut table = table([
        "copies",
        "number",
        "found by text %",
        "by credit %",
        "either %",
        "right way %",
        "inflate %",
        "inflate, other voice %",
    ]);
    for one in &figures.found {
        let mut cells = vec![one.manner.words().to_owned(), one.by_text.of.to_string()];
        cells.extend(
            [one.by_text, one.by_credit, one.either, one.directed, one.inflate, one.inflate_dressed]
                .map(cell),
        );
        table.add_row(cells);
    }
    table
}

fn causes(figures: &Figures) -> Table {
    let title = format!("why {} strict counts are wrong (several may apply)", figures.wrong);
    let mut table = table([title.as_str(), "events"]);
    for (cause, events) in &figures.causes {
        table.add_row([cause.words().to_owned(), events.to_string()]);
    }
    table
}

fn sweep(figures: &Figures) -> Table {
    let mut table = table([
        "rewritten without credit %",
        "other voice %",
        "copies found %",
        "normal exact %",
        "normal over %",
        "strict exact %",
        "strict over %",
        "strict error",
        "names error",
        "domains error",
    ]);
    for step in &figures.sweep {
        let of = |way| step.counted.iter().find(|one| one.way == way);
        let share = |way, of_one: fn(&Counted) -> f64| percent(of(way).map_or(0.0, of_one));
        let error = |way| format!("{:.2}", of(way).map_or(0.0, |one| one.mean_error));
        table.add_row([
            step.rewritten_without_credit.to_string(),
            step.dressed.to_string(),
            percent(step.recall.share),
            share(Way::Normal, |one| one.exact),
            share(Way::Normal, |one| one.over),
            share(Way::Strict, |one| one.exact),
            share(Way::Strict, |one| one.over),
            error(Way::Strict),
            error(Way::Names),
            error(Way::Domains),
        ]);
    }
    table
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A share as a cell; a dash of nothing.
fn cell(part: Part) -> String {
    if part.of == 0 { "–".to_owned() } else { percent(part.share) }
}

fn part(part: Part) -> String {
    format!("{}% ({} of {})", percent(part.share), part.some, part.of)
}
