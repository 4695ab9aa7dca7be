//! What every source file owes its reader: docs at its head, a name that says what it is about, and no
//! lint switched off in silence.

use super::{finding::Finding, tree::File};

/// Names that say nothing; anything could go there, and in time everything does.
const NAMELESS: [&str; 9] = [
    "mod.rs",
    "common.rs",
    "utils.rs",
    "util.rs",
    "types.rs",
    "errors.rs",
    "error.rs",
    "helpers.rs",
    "helper.rs",
];

/// Head, name and lints of one file.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if let Some(name) = NAMELESS.iter().find(|name| **name == file.name()) {
        let what = match *name {
            "mod.rs" => "put the module into `x.rs` beside the folder `x/`".to_owned(),
            name => format!("`{name}` names nothing: name the file after the one noun in it"),
        };
        findings.push(Finding::new(&file.path, 1, what));
    }
    if let Some(folder) = file.path.split('/').rev().skip(1).find(|part| is_nameless_folder(part)) {
        let what = format!("the folder `{folder}` names nothing: name it after the one noun in it");
        findings.push(Finding::new(&file.path, 1, what));
    }
    if !file.text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("//!")) {
        let what = "the file starts without `//!` docs: say in a sentence what it is about";
        findings.push(Finding::new(&file.path, 1, what));
    }
    let silenced = [concat!("#[", "allow"), concat!("#![", "allow")];
    for (line, text) in file.lines() {
        if silenced.iter().any(|silenced| text.contains(silenced)) {
            let what = "a lint is switched off: write `#[expect(…, reason = \"…\")]`, which tells when it is no longer needed";
            findings.push(Finding::new(&file.path, line, what));
        }
    }
    findings
}

fn is_nameless_folder(part: &str) -> bool {
    NAMELESS.iter().any(|name| name.strip_suffix(".rs") == Some(part) && *name != "mod.rs")
}

#[cfg(test)]
mod tests {
    use super::{File, check};

    fn told(path: &str, text: &str) -> Vec<String> {
        check(&File::new(path, text)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_without_docs_fails() {
        assert!(told("a.rs", "\n//! About a.\n").is_empty());
        let told = told("a.rs", "// About a.\nfn a() {}\n");
        assert_eq!(told, ["a.rs:1: the file starts without `//!` docs: say in a sentence what it is about"]);
    }

    #[test]
    fn a_name_that_says_nothing_fails() {
        for path in ["src/mod.rs", "src/utils.rs", "src/errors.rs", "src/common/span.rs"] {
            assert_eq!(told(path, "//! x\n").len(), 1, "{path}");
        }
        assert!(told("src/span.rs", "//! x\n").is_empty());
        assert!(told("notes/utils.md", "x\n").is_empty());
    }

    #[test]
    fn a_silenced_lint_fails() {
        let told = told("a.rs", concat!("//! x\n#[", "allow(dead_code)]\nfn a() {}\n"));
        assert_eq!(told.len(), 1);
        assert!(told.concat().starts_with("a.rs:2: a lint is switched off"));
    }
}
