//! `cargo xtask tidy`: what the compiler and clippy do not check, checked on every test run.
//!
//! Each check is a pure function from what it looks at to its findings, so that a fixture is a few
//! lines of text. [`tree`] and [`packages`] do the looking.

mod edges;
mod finding;
mod manifest;
mod module;
mod packages;
mod purity;
mod ratchet;
mod tree;
mod wording;

use std::{fmt::Write as _, path::Path};

use anyhow::Context as _;

use crate::Outcome;
use finding::Finding;

/// How tidy is run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Lower the numbers of the ratchet to the real lengths (never raises one).
    #[arg(long)]
    lower: bool,
}

/// Looks at the whole repository.
pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<Outcome> {
    if options.lower {
        ratchet::lower(root)?;
    }
    let (findings, files) = look(root)?;
    let mut text = String::new();
    for finding in &findings {
        writeln!(text, "{finding}").context("cannot write the findings")?;
    }
    if findings.is_empty() {
        writeln!(text, "tidy: nothing to say about {files} files").context("cannot write the findings")?;
    } else {
        writeln!(text, "tidy: {} findings in {files} files", findings.len())
            .context("cannot write the findings")?;
    }
    Ok(Outcome { text, ok: findings.is_empty() })
}

/// All findings, and how many files were looked at.
fn look(root: &Path) -> anyhow::Result<(Vec<Finding>, usize)> {
    let files = tree::files(root)?;
    let packages = packages::load(root)?;
    let exceptions = tree::text_of(&files, ratchet::PATH);
    let mut findings = edges::check(&packages, edges::TABLE);
    findings.extend(packages.iter().flat_map(|package| manifest::check(&package.manifest, &package.text)));
    findings.extend(ratchet::check(&files, exceptions));
    for file in &files {
        findings.extend(module::check(file));
        findings.extend(purity::check(file));
        findings.extend(wording::check(file));
    }
    findings.sort();
    Ok((findings, files.len()))
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn the_repository_is_tidy() {
        let (findings, files) = look(&crate::root()).unwrap();
        assert!(files > 20, "only {files} files were found");
        let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(findings.is_empty(), "\n{}\n", told.join("\n"));
    }
}
