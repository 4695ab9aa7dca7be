//! How many of the invented sentences of each construction of the joined reader are read rightly.
//!
//! The sentences stand with the reader's tests, which fail where one without a mark is read wrongly, and where one
//! with a mark (`? REASON`) is read rightly. So counting the marks is enough.

use std::{fmt::Write as _, path::Path};

use anyhow::Context as _;
use comfy_table::{CellAlignment, Table, presets};

/// The constructions that rules and tagger read together; each is a file of the folder.
const FILES: [&str; 6] =
    ["agentless", "content_of_tagger", "disputed", "divided_quotation", "open_quotation", "unknown_verb"];

/// Where they are.
const FOLDER: &str = "crates/attache-text/src/reading/tests";

/// How many there are, and how many are read rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    all: usize,
    right: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.all = self.all.saturating_add(other.all);
        self.right = self.right.saturating_add(other.right);
    }
}

/// The section of the page of all figures.
///
/// # Errors
/// Where the folder is there and a file of it is not.
pub(crate) fn section(root: &Path) -> anyhow::Result<String> {
    if !root.join(FOLDER).is_dir() {
        return Ok(format!("## Constructions of the joined reader\n\n`{FOLDER}` was not there.\n\n"));
    }
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header([
        "",
        "sentences",
        "read rightly",
        "traps",
        "passed",
    ]);
    let row = |name: &str, [with, traps]: [Count; 2]| {
        let figures = [with.all, with.right, traps.all, traps.right].map(|figure| figure.to_string());
        std::iter::once(name.to_owned()).chain(figures).collect::<Vec<String>>()
    };
    let mut total = [Count::default(); 2];
    for name in FILES {
        let path = root.join(FOLDER).join(name).with_extension("txt");
        let file = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let counts = counts(&file);
        total.iter_mut().zip(counts).for_each(|(sum, count)| sum.add(count));
        table.add_row(row(name, counts));
    }
    table.add_row(row("all", total));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut text = String::from("## Constructions of the joined reader\n\n");
    writeln!(
        text,
        "Invented sentences in `{FOLDER}`, half of them traps in which the construction must not be seen. What is read \
         wrongly is marked there with its reason.\n\n```console\ncargo test -p attache-text --lib constructions\n```\n\n\
         {table}\n"
    )?;
    Ok(text)
}

/// The sentences with the construction, and the traps.
fn counts(file: &str) -> [Count; 2] {
    let mut counts = [Count::default(); 2];
    let fixtures = format!("\n{file}");
    for fixture in fixtures.split("\n== ").skip(1) {
        let right = usize::from(!fixture.contains("\n? "));
        let [with, traps] = &mut counts;
        let count = if fixture.starts_with("trap: ") { traps } else { with };
        count.add(Count { all: 1, right });
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Count, counts, section};

    #[test]
    fn marks_are_counted_by_sort() {
        let file = "# about\n\n== one\nA.\n! no credit\n\n== two\n? wrong\nB.\n== trap: three\nC.\n";
        assert_eq!(counts(file), [Count { all: 2, right: 1 }, Count { all: 1, right: 1 }]);
    }

    #[test]
    fn every_construction_has_its_line() {
        let text = section(&crate::root()).unwrap();
        assert_eq!(text.lines().filter(|line| line.starts_with("| ")).count(), 8, "{text}");
    }
}
