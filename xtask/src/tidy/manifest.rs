//! What every crate takes from the workspace: the lints above all, so that none escapes them.

use super::finding::Finding;

/// Keys of `[package]` that are inherited.
const INHERITED: [&str; 5] = ["version", "edition", "rust-version", "license", "publish"];

/// The manifest at `path` with the text `text`.
pub(crate) fn check(path: &str, text: &str) -> Vec<Finding> {
    let manifest: toml::Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![Finding::new(path, 1, format!("no TOML: {error}"))],
    };
    let inherits = |value: Option<&toml::Value>| {
        value.and_then(|value| value.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
    };
    let mut findings = Vec::new();
    if !inherits(manifest.get("lints")) {
        let what = "the crate escapes the workspace's lints: write `[lints]` with `workspace = true`";
        findings.push(Finding::new(path, line_of(text, "[lints"), what));
    }
    let package = manifest.get("package");
    for key in INHERITED {
        if !inherits(package.and_then(|package| package.get(key))) {
            let what = format!("`{key}` is the workspace's to say: write `{key}.workspace = true`");
            findings.push(Finding::new(path, line_of(text, key), what));
        }
    }
    findings
}

/// The first line that starts with `key`, else the first line.
fn line_of(text: &str, key: &str) -> usize {
    (1..).zip(text.lines()).find(|(_, line)| line.starts_with(key)).map_or(1, |(line, _)| line)
}

#[cfg(test)]
mod tests {
    use super::check;

    const GOOD: &str = "[package]\nname = \"x\"\nversion.workspace = true\nedition.workspace = true\n\
        rust-version.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\n\
        [lints]\nworkspace = true\n";

    #[test]
    fn a_crate_that_inherits_all_passes() {
        assert_eq!(check("Cargo.toml", GOOD), []);
    }

    #[test]
    fn a_crate_with_its_own_lints_or_edition_fails() {
        let own = GOOD.replace("[lints]\nworkspace = true", "[lints.clippy]\nall = \"warn\"");
        let told: Vec<_> = check("Cargo.toml", &own).iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1);
        assert!(
            told.concat().starts_with("Cargo.toml:9: the crate escapes the workspace's lints"),
            "{told:?}"
        );
        let own = GOOD.replace("edition.workspace = true", "edition = \"2021\"");
        let told: Vec<_> = check("Cargo.toml", &own).iter().map(ToString::to_string).collect();
        assert!(told.concat().starts_with("Cargo.toml:4: `edition`"), "{told:?}");
        assert_eq!(check("Cargo.toml", "[package").len(), 1);
    }
}
