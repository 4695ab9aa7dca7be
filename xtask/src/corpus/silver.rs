//! What another program said of each token (parts of speech, dependencies): silver, not gold. It lies in
//! `DIR.silver.tsv.gz` beside the folder. A line `# NAME` opens an article, then there is one token a line:
//! start, end (code points), tag, entity class, head (-1 for a root), relation, 1 where a sentence starts.

use std::{fs::File, io::Read as _, path::Path};

use anyhow::{Context as _, ensure};
use flate2::read::MultiGzDecoder;

use super::{Offsets, Slip, text_of};

/// The tokens of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Silver {
    /// The article, as [`super::Annotated`] names it.
    pub(crate) name: String,
    /// Its tokens, in order.
    pub(crate) tokens: Vec<SilverToken>,
}

/// A token, by another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SilverToken {
    /// First byte in the article.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Part of speech (Penn Treebank).
    pub(crate) tag: String,
    /// The index of the token that it hangs on; none for a root.
    pub(crate) head: Option<usize>,
    /// How it hangs on it.
    pub(crate) relation: String,
    /// Whether a sentence starts with it.
    pub(crate) sentence_start: bool,
}

/// The silver of a folder's articles, in the order of the file; an article may lack it.
///
/// # Errors
/// Where the file or an article cannot be read, or a line has another form; the message names file and line.
pub(crate) fn load_silver(folder: &Path) -> anyhow::Result<Vec<Silver>> {
    let folder_name = folder.file_name().and_then(|name| name.to_str()).context("DIR names no folder")?;
    let path = folder.with_file_name(format!("{folder_name}.silver.tsv.gz"));
    let shown = path.display();
    let file = File::open(&path).with_context(|| format!("cannot read {shown}"))?;
    let mut rows = String::new();
    MultiGzDecoder::new(file)
        .read_to_string(&mut rows)
        .with_context(|| format!("{shown} is no gzip file of UTF-8 text"))?;
    let mut found: Vec<Silver> = Vec::new();
    let mut offsets = Offsets::of("");
    for (line, row) in (1..).zip(rows.lines()) {
        if let Some(name) = row.strip_prefix("# ") {
            check_heads(found.last()).with_context(|| format!("{shown}:{line}: the article before it"))?;
            let text = text_of(folder, name).with_context(|| format!("{shown}:{line}"))?;
            offsets = Offsets::of(&text);
            found.push(Silver { name: name.to_owned(), tokens: Vec::new() });
            continue;
        }
        let slip = |what: String| Slip { line, what }.in_file(&path);
        let article = found.last_mut().ok_or_else(|| slip("a token before the first “# NAME”".into()))?;
        article.tokens.push(token(row, &offsets).map_err(slip)?);
    }
    check_heads(found.last()).with_context(|| format!("{shown}: the last article"))?;
    Ok(found)
}

fn check_heads(article: Option<&Silver>) -> anyhow::Result<()> {
    let Some(article) = article else { return Ok(()) };
    for (at, token) in article.tokens.iter().enumerate() {
        let inside = token.head.is_none_or(|head| head < article.tokens.len());
        ensure!(inside, "{}: the head of token {at} is beyond its last token", article.name);
    }
    Ok(())
}

fn token(row: &str, offsets: &Offsets) -> Result<SilverToken, String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [start, end, tag, _entity, head, relation, first] = cells.as_slice() else {
        return Err(format!("has {} cells, 7 are wanted", cells.len()));
    };
    let number = |cell: &str| cell.parse::<usize>().map_err(|_| format!("“{cell}” is no number"));
    let range = offsets.bytes(number(start)?, number(end)?).ok_or_else(|| {
        format!("{start}..{end} is no range of the article's {} code points", offsets.len())
    })?;
    let sentence_start = match *first {
        "1" => true,
        "0" => false,
        _ => return Err(format!("“{first}” should be 1 or 0")),
    };
    Ok(SilverToken {
        start: range.start,
        end: range.end,
        tag: (*tag).to_owned(),
        head: if *head == "-1" { None } else { Some(number(head)?) },
        relation: (*relation).to_owned(),
        sentence_start,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::{Silver, load_silver};

    fn told(rows: &str) -> Result<Vec<Silver>, String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("few/text")).unwrap();
        std::fs::write(folder.path().join("few/text/a.txt"), "Bö nods.").unwrap();
        let file = std::fs::File::create(folder.path().join("few.silver.tsv.gz")).unwrap();
        let mut gz = GzEncoder::new(file, Compression::fast());
        gz.write_all(rows.as_bytes()).unwrap();
        gz.finish().unwrap();
        load_silver(&folder.path().join("few")).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn tokens_have_bytes_and_heads() {
        let rows =
            "# a\n0\t2\tNNP\tPERSON\t1\tnsubj\t1\n3\t7\tVBZ\tO\t-1\troot\t0\n7\t8\t.\tO\t1\tpunct\t0\n";
        let found = told(rows).unwrap();
        assert_eq!((found.len(), found[0].name.as_str()), (1, "a"));
        let tokens = &found[0].tokens;
        assert_eq!(tokens.iter().map(|t| (t.start, t.end)).collect::<Vec<_>>(), [(0, 3), (4, 8), (8, 9)]);
        assert_eq!(tokens.iter().map(|t| t.head).collect::<Vec<_>>(), [Some(1), None, Some(1)]);
        assert_eq!((tokens[0].tag.as_str(), tokens[2].relation.as_str()), ("NNP", "punct"));
        assert_eq!(tokens.iter().map(|t| t.sentence_start).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn a_slip_is_told_with_its_line() {
        let slip = |rows: &str| told(rows).unwrap_err();
        assert!(slip("0\t2\tNNP\tO\t-1\troot\t1\n").contains("gz:1: a token before"));
        assert!(slip("# a\n0\t2\tNNP\n").contains("gz:2: has 3 cells"));
        assert!(slip("# a\n0\t22\tNNP\tO\t-1\troot\t1\n").contains("gz:2: 0..22 is no range"));
        assert!(slip("# a\n0\t2\tNNP\tO\t-1\troot\tx\n").contains("“x” should be"));
        assert!(slip("# a\n0\t2\tNNP\tO\t5\tnsubj\t1\n").contains("a: the head of token 0"));
        assert!(slip("# b\n").contains("gz:1"));
    }
}
