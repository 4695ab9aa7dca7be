//! Articles with annotated attributions, in the form of PolNeAR: `DIR/text/NAME.txt` is the article,
//! `DIR/attributions/NAME_ANNOTATOR.ann` its annotation in brat standoff.
//!
//! Ranges are bytes of the article, as everywhere else; the files count code points. An attribution without
//! cue or content is none (some were begun and left empty) and is left out.

mod offsets;
mod silver;
mod standoff;

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};

use offsets::Offsets;

pub(crate) use silver::{Silver, load_silver};

/// An article as one annotator saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Annotated {
    /// The file name of the article without its ending.
    pub(crate) name: String,
    /// The article.
    pub(crate) text: String,
    /// Its attributions, in the order of their cues.
    pub(crate) attributions: Vec<Gold>,
    /// What is no part of the article (captions, credits, tweets): left out of training and scoring. In order.
    pub(crate) discard: Vec<Range<usize>>,
}

/// Who is credited, by which words, with what: bytes of the article, in order, apart from one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gold {
    /// Empty where the text names no source.
    pub(crate) source: Vec<Range<usize>>,
    /// Never empty.
    pub(crate) cue: Vec<Range<usize>>,
    /// Never empty.
    pub(crate) content: Vec<Range<usize>>,
}

/// Each article of a folder, by name, as its first annotator (in alphabetical order) saw it.
///
/// # Errors
/// Where the folder does not have the form, or a file cannot be read; the message names file and line.
pub(crate) fn load(folder: &Path) -> anyhow::Result<Vec<Annotated>> {
    let read = |(name, paths): (String, Vec<PathBuf>)| {
        let text = text_of(folder, &name)?;
        let first = paths.first().context("an article has no annotation")?;
        annotated(&name, &text, first)
    };
    annotations(folder)?.into_iter().map(read).collect()
}

/// Each article of a folder, by name, once for each of its annotators, in alphabetical order.
///
/// # Errors
/// As [`load`].
#[cfg_attr(not(test), expect(dead_code, reason = "for comparing annotators with one another"))]
pub(crate) fn load_all(folder: &Path) -> anyhow::Result<Vec<Vec<Annotated>>> {
    let read = |(name, paths): (String, Vec<PathBuf>)| {
        let text = text_of(folder, &name)?;
        paths.iter().map(|path| annotated(&name, &text, path)).collect()
    };
    annotations(folder)?.into_iter().map(read).collect()
}

fn text_of(folder: &Path, name: &str) -> anyhow::Result<String> {
    let path = folder.join("text").join(format!("{name}.txt"));
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn annotated(name: &str, text: &str, path: &Path) -> anyhow::Result<Annotated> {
    let shown = path.display();
    let rows = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let (attributions, discard) =
        standoff::parse(&rows, text, &Offsets::of(text)).map_err(|slip| slip.in_file(path))?;
    Ok(Annotated { name: name.to_owned(), text: text.to_owned(), attributions, discard })
}

/// The annotations of each article, both in alphabetical order.
fn annotations(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in files(&folder.join("text"), "txt")? {
        found.insert(stem(&path)?, Vec::new());
    }
    ensure!(!found.is_empty(), "{}: holds no text/NAME.txt", folder.display());
    for path in files(&folder.join("attributions"), "ann")? {
        let stem = stem(&path)?;
        let (name, _) = stem
            .rsplit_once('_')
            .with_context(|| format!("{}: should be named NAME_ANNOTATOR.ann", path.display()))?;
        let paths = found
            .get_mut(name)
            .with_context(|| format!("{}: text/{name}.txt is not there", path.display()))?;
        paths.push(path);
    }
    if let Some((name, _)) = found.iter().find(|(_, paths)| paths.is_empty()) {
        anyhow::bail!("{}: text/{name}.txt has no attributions/{name}_*.ann", folder.display());
    }
    Ok(found)
}

/// The files of a folder with this ending, sorted.
fn files(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let shown = folder.display();
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read the folder {shown}"))? {
        let path = entry.with_context(|| format!("cannot read the folder {shown}"))?.path();
        if path.extension().is_some_and(|found| found == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> anyhow::Result<String> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    Ok(stem.with_context(|| format!("{}: the name is not UTF-8", path.display()))?.to_owned())
}

/// What is wrong in a line of a file.
#[derive(Debug, PartialEq, Eq)]
struct Slip {
    /// From 1.
    line: usize,
    /// What is wrong with it.
    what: String,
}

impl Slip {
    fn in_file(&self, path: &Path) -> anyhow::Error {
        anyhow::anyhow!("{}:{}: {}", path.display(), self.line, self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::{Gold, load, load_all, load_silver};

    const TEXT: &str = "“Ovens work”, Ana said. Photo: Bo.";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn the_first_annotator_is_taken_and_all_can_be_had() {
        let first = "T1\tSource 14 17\tAna\nT2\tCue 18 22\tsaid\nT3\tContent 0 12\t“Ovens work”\n\
                     T4\tAttribution 18 22\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n\
                     T5\tDiscard 24 34\tPhoto: Bo.\n";
        let folder = folder(&[
            ("text/a_b.txt", TEXT),
            ("attributions/a_b_02.ann", ""),
            ("attributions/a_b_01.ann", first),
            ("notes.txt", "not looked at"),
        ]);
        let found = load(folder.path()).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].text.as_str()), ("a_b", TEXT));
        let gold = &found[0].attributions;
        assert_eq!(gold.len(), 1);
        let told = |ranges: &[std::ops::Range<usize>]| {
            ranges.iter().map(|range| TEXT.get(range.clone()).unwrap().to_owned()).collect::<Vec<_>>()
        };
        let Gold { source, cue, content } = &gold[0];
        assert_eq!((told(source), told(cue)), (vec!["Ana".to_owned()], vec!["said".to_owned()]));
        assert_eq!(told(content), ["“Ovens work”"]);
        assert_eq!(told(&found[0].discard), ["Photo: Bo."]);
        let all = load_all(folder.path()).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].iter().map(|a| a.attributions.len()).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(all[0][0], found[0]);
    }

    /// The corpus itself, where it lies beside the repository or beside the folder of a worktree.
    #[test]
    fn the_corpus_has_what_its_authors_counted() {
        let root = crate::root();
        let near = ["../shared/polnear", "../../shared/polnear"].map(|near| root.join(near).join("dev"));
        let Some(folder) = near.into_iter().find(|folder| folder.is_dir()) else {
            return eprintln!("skipped: ../shared/polnear is not there");
        };
        let found = load(&folder).unwrap();
        let count = found.iter().map(|article| article.attributions.len()).sum::<usize>();
        let without =
            found.iter().flat_map(|a| &a.attributions).filter(|gold| gold.source.is_empty()).count();
        assert_eq!((found.len(), count, without), (84, 2192, 126));
        let silver = load_silver(&folder).unwrap();
        assert_eq!(silver.len(), 83);
        assert_eq!(silver.iter().map(|article| article.tokens.len()).sum::<usize>(), 74_406);
    }

    #[test]
    fn a_folder_of_another_form_is_refused_by_name() {
        let told = |files: &[(&str, &str)]| format!("{:#}", load(folder(files).path()).unwrap_err());
        assert!(told(&[]).contains("text"));
        assert!(told(&[("text/a.txt", TEXT), ("attributions/b_1.ann", "")]).contains("text/b.txt is not"));
        assert!(told(&[("text/a.txt", TEXT), ("attributions/b.ann", "")]).contains("NAME_ANNOTATOR.ann"));
        assert!(
            told(&[("text/a.txt", TEXT), ("attributions/x", "")]).contains("has no attributions/a_*.ann")
        );
        let slip =
            told(&[("text/a.txt", TEXT), ("attributions/a_1.ann", "T1\tCue 0 2\t“O\nT2\tCue 0 99\tx\n")]);
        assert!(slip.contains("a_1.ann:2: "), "{slip}");
    }
}
