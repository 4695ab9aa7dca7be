//! The page of all figures, `EVAL.md`: `cargo xtask eval --write EVAL.md`. The same tree and the same corpora give
//! the same page, byte for byte. What a person has to say stands in `tried.md` and is put behind the figures.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use comfy_table::{CellAlignment, Table, presets};
use jiff::civil::{Date, date};

use super::{
    constructions, gold,
    polnear::{Measured, Predictor, Reader},
    report, score_of,
    tally::Figures,
};

/// What a person has to say.
const TRIED: &str = include_str!("tried.md");

/// What `cargo xtask bench reading --profile` printed: times, so not part of what is computed.
const PROFILE: &str = include_str!("profile.md");

/// Coded articles: their folder, and the day of publication where the gold states none.
const CODED: [(&str, Option<Date>); 3] =
    [("../shared/seed", Some(date(2024, 11, 28))), ("eval/dev", None), ("eval/held", None)];

/// Annotated attributions: their folder, and what to know about it.
const ANNOTATED: [(&str, &str); 3] = [
    (
        "../shared/polnear/dev",
        "PolNeAR's development articles (Newell, Margolin and Ruths, LREC 2018), tuned on; their first annotator.",
    ),
    ("eval/dispatches/train", "Invented dispatches, trained on: no measure of what to expect."),
    ("eval/dispatches/held", "Invented dispatches by another hand, neither trained nor tuned on."),
];

/// The page.
///
/// # Errors
/// Where a corpus that is there does not have its form, or the model cannot be loaded.
pub(crate) fn page(root: &Path, model: Option<&Path>) -> anyhow::Result<String> {
    let mut text = String::from(
        "# How well is it read?\n\n\
         The figures are written by `cargo xtask eval --write EVAL.md`; the words behind them are in \
         `xtask/src/eval/tried.md`. All shares are in percent.\n\n",
    );
    text.push_str(&claims(root, model)?);
    text.push_str(
        "## Attributions\n\n\
         Source, cue and content, counted by tokens; `xtask/src/eval/polnear.rs` defines each measure. *Half*: at \
         least half of the larger is shared. A *span* is all that an attribution has in a role, a *run* a \
         part of it without a gap.\n\n",
    );
    for (shown, about) in ANNOTATED {
        writeln!(text, "### {shown}\n\n{about}\n")?;
        let Some(folder) = found(root, shown) else {
            writeln!(text, "Not there when this page was written.\n")?;
            continue;
        };
        for predictor in Predictor::each(model)? {
            let flag = predictor.flag();
            let measured = Measured::of(&folder, &predictor).with_context(|| shown.to_owned())?;
            let name = predictor.name();
            writeln!(
                text,
                "#### {shown}, {name}\n\n```console\ncargo xtask eval --polnear {shown}{flag}\n```\n"
            )?;
            writeln!(text, "{}", measured.for_people())?;
        }
    }
    text.push_str(&crate::sim::copying::section()?);
    text.push_str(&constructions::section(root)?);
    text.push_str(PROFILE);
    text.push_str(TRIED);
    Ok(text)
}

/// The table of claims.
fn claims(root: &Path, model: Option<&Path>) -> anyhow::Result<String> {
    let readers = [("", "", Reader::Joined), (", rules alone", " --rules", Reader::Rules)];
    let head = ["", "articles", "drafts", "P", "R", "F1", "chain", "kind", "modality", "quantities"];
    let more = ["spurious", "place", "date", "embedded"];
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(head.into_iter().chain(more));
    let mut commands = String::new();
    let mut absent = String::new();
    for (shown, day) in CODED {
        let Some(folder) = found(root, shown) else {
            writeln!(absent, "`{shown}` was not there when this page was written.\n")?;
            continue;
        };
        let given = day.map(|day| format!(" --date {day}")).unwrap_or_default();
        for (name, flag, reader) in readers {
            writeln!(commands, "cargo xtask eval --gold {shown}{given}{flag}")?;
            let words = reader.words(model)?;
            let coded = gold::load(&folder)?.into_iter();
            let articles = coded.map(|coded| score_of(coded, None, day, &words));
            let articles = articles.collect::<anyhow::Result<Vec<_>>>()?;
            let mut cells = vec![format!("{shown}{name}"), articles.len().to_string()];
            cells.extend(shares(&report::total(&articles).figures()));
            table.add_row(cells);
        }
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    Ok(format!(
        "## Claims\n\nDrafts against articles whose every claim a person coded; CONTRIBUTING.md says how it is \
         scored. `eval/held` is what to expect: nobody wrote rules from it.\n\n\
         ```console\n{commands}```\n\n{table}\n\n{absent}"
    ))
}

/// The figures of claims, as cells.
fn shares(figures: &Figures) -> Vec<String> {
    let share = |share: f64| format!("{:.1}", share * 100.0);
    let mut cells = vec![figures.drafts.to_string()];
    cells.extend([figures.precision, figures.recall, figures.f1, figures.chain].map(share));
    cells.extend([figures.kind, figures.modality, figures.quantities].map(share));
    cells.push(figures.spurious.to_string());
    cells.extend([figures.place, figures.date, figures.embedded].map(share));
    cells
}

/// The folder, from the root, or from the folder that a worktree lies in.
fn found(root: &Path, shown: &str) -> Option<PathBuf> {
    [root.join(shown), root.join("..").join(shown)].into_iter().find(|folder| folder.is_dir())
}

#[cfg(test)]
mod tests {
    use super::{claims, found, page};

    /// A root with one coded article and one annotated one.
    fn root() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join("desk/work/repository").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let text = "The Latvian Defence Ministry said that 200 shells were sent to Riga.";
        write("eval/dispatches/held/text/a.txt", text);
        write(
            "eval/dispatches/held/attributions/a_own.ann",
            "T1\tSource 0 28\tThe Latvian Defence Ministry\nT2\tCue 29 33\tsaid\n\
             T3\tContent 34 67\tthat 200 shells were sent to Riga\n\
             E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
        );
        write("eval/dev/a.txt", text);
        write("eval/dev/a.gold.json", r#"{"meta": {"file": "a.txt"}, "sources": {}, "claims": []}"#);
        root
    }

    #[test]
    fn the_page_tells_what_is_there_and_what_is_not_and_is_the_same_again() {
        let root = root();
        let text = page(&root.path().join("desk/work/repository"), None).unwrap();
        assert_eq!(text, page(&root.path().join("desk/work/repository"), None).unwrap());
        assert!(text.contains("`../shared/seed` was not there"), "{text}");
        assert!(text.contains("\ncargo xtask eval --gold eval/dev\n"), "{text}");
        assert!(text.contains("\ncargo xtask eval --polnear eval/dispatches/held --rules\n"), "{text}");
        assert!(text.contains("1 articles, 13 tokens, 1 attributions; found by the rules: 1\n"), "{text}");
        assert_eq!(text.matches("Not there when this page was written.").count(), 2);
        assert!(text.ends_with(super::TRIED));
    }

    #[test]
    fn the_claims_are_those_of_the_folder() {
        let root = root();
        let text = claims(&root.path().join("desk/work/repository"), None).unwrap();
        let row = text.lines().find(|line| line.starts_with("| eval/dev")).unwrap();
        assert!(row.contains(" 1 "), "{row}");
    }

    #[test]
    fn a_corpus_beside_the_folder_of_a_worktree_is_found() {
        let root = root();
        std::fs::create_dir_all(root.path().join("desk/tree/work/inner")).unwrap();
        std::fs::create_dir_all(root.path().join("desk/tree/shared/seed")).unwrap();
        assert!(found(&root.path().join("desk/tree/work"), "../shared/seed").is_some());
        assert!(found(&root.path().join("desk/tree/work/inner"), "../shared/seed").is_some());
        assert_eq!(found(&root.path().join("desk/work/repository"), "../shared/seed"), None);
    }
}
