//! Lengths of source files: at most [`LIMIT`] lines, with a list of exceptions that only shrinks.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use anyhow::Context as _;

use super::{finding::Finding, tree, tree::File};

/// Lines that a source file may have without being an exception.
pub(crate) const LIMIT: usize = 300;

/// Where the exceptions stand: a path and a number of lines on each line, `#` for remarks.
pub(crate) const PATH: &str = "xtask/ratchet.txt";

/// Lengths of `files` against the limit and against the exceptions in `listed`.
pub(crate) fn check(files: &[File], listed: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut allowed = BTreeMap::new();
    for (line, row) in rows(listed) {
        match parsed(row) {
            Some((path, lines)) => {
                if allowed.insert(path, (line, lines)).is_some() {
                    findings.push(Finding::new(PATH, line, format!("{path} is listed twice: keep one row")));
                }
            }
            None => findings.push(Finding::new(PATH, line, format!("`{row}` is no row: write `path lines`"))),
        }
    }
    let lengths: BTreeMap<&str, usize> = files
        .iter()
        .filter(|file| file.is_rust())
        .map(|file| (file.path.as_str(), file.text.lines().count()))
        .collect();
    for (path, length) in &lengths {
        let most = allowed.get(path).map_or(LIMIT, |(_, lines)| *lines);
        if *length > most {
            let what = format!("{length} lines, {most} are allowed: split it by nouns");
            findings.push(Finding::new(path, *length, what));
        }
    }
    for (path, (line, lines)) in allowed {
        let what = match lengths.get(path) {
            None => format!("{path} is gone: remove its row"),
            Some(_) if lines <= LIMIT => format!("{path} needs no exception up to {LIMIT}: remove its row"),
            Some(length) if *length <= LIMIT => format!("{path} has {length} lines now: remove its row"),
            Some(length) if *length < lines => {
                format!("{path} has {length} lines, not {lines}: lower it (cargo xtask tidy --lower)")
            }
            Some(_) => continue,
        };
        findings.push(Finding::new(PATH, line, what));
    }
    findings
}

/// Writes the list anew with every number lowered to the real length and rows without need removed.
///
/// # Errors
/// Where a file cannot be read or written.
pub(crate) fn lower(root: &Path) -> anyhow::Result<()> {
    let files = tree::files(root)?;
    let listed = tree::text_of(&files, PATH);
    let lowered = lowered(&files, listed);
    if lowered != listed {
        std::fs::write(root.join(PATH), lowered).with_context(|| format!("cannot write {PATH}"))?;
    }
    Ok(())
}

fn lowered(files: &[File], listed: &str) -> String {
    let mut kept = String::new();
    let mut seen = BTreeSet::new();
    for row in listed.lines() {
        let Some((path, lines)) = (!is_remark(row)).then(|| parsed(row)).flatten() else {
            let _ = writeln!(kept, "{row}");
            continue;
        };
        let length = files.iter().find(|file| file.path == path).map_or(0, |file| file.text.lines().count());
        if length > LIMIT && seen.insert(path) {
            let _ = writeln!(kept, "{path} {}", length.min(lines));
        }
    }
    kept
}

fn is_remark(row: &str) -> bool {
    row.trim().is_empty() || row.starts_with('#')
}

fn rows(listed: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(listed.lines()).filter(|(_, row)| !is_remark(row))
}

fn parsed(row: &str) -> Option<(&str, usize)> {
    let (path, lines) = row.trim().rsplit_once(' ')?;
    Some((path.trim(), lines.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{File, LIMIT, check, lowered};

    fn file(path: &str, lines: usize) -> File {
        File::new(path, "x\n".repeat(lines))
    }

    fn told(files: &[File], listed: &str) -> String {
        check(files, listed).iter().map(|finding| format!("{finding}\n")).collect()
    }

    #[test]
    fn a_long_file_fails_and_data_do_not() {
        let files = [file("a.rs", LIMIT), file("b.rs", LIMIT + 1), file("words.tsv", 5000)];
        assert_eq!(told(&files, ""), "b.rs:301: 301 lines, 300 are allowed: split it by nouns\n");
    }

    #[test]
    fn an_exception_may_not_grow() {
        assert_eq!(told(&[file("b.rs", 320)], "# why\nb.rs 320\n"), "");
        assert!(told(&[file("b.rs", 321)], "b.rs 320\n").contains("321 lines, 320 are allowed"));
    }

    #[test]
    fn an_exception_may_not_be_wider_than_its_file() {
        assert!(told(&[file("b.rs", 319)], "b.rs 320\n").contains("lower it"));
        assert!(told(&[file("b.rs", 12)], "b.rs 320\n").contains("remove its row"));
        assert!(told(&[file("b.rs", 12)], "b.rs 290\n").contains("needs no exception"));
        assert!(told(&[], "b.rs 320\n").contains("is gone"));
        assert!(told(&[file("b.rs", 320)], "b.rs 320\nb.rs 320\n").contains("listed twice"));
        assert!(told(&[], "b.rs many\n").contains("is no row"));
    }

    #[test]
    fn lowering_never_raises() {
        let files = [file("a.rs", 310), file("b.rs", 400), file("c.rs", 10)];
        let listed = "# why\na.rs 350\nb.rs 390\nc.rs 320\ngone.rs 301\n";
        assert_eq!(lowered(&files, listed), "# why\na.rs 310\nb.rs 390\n");
    }
}
