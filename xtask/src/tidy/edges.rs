//! The table of edges between the crates of the workspace (design section 8). A crate exists only to
//! forbid an edge; this is where the edges are written down.

use super::{finding::Finding, packages::Package};

/// One crate and what it may know.
pub(crate) struct Row {
    /// The crate.
    krate: &'static str,
    /// The crates of the workspace that it uses: no fewer and no more.
    uses: &'static [&'static str],
    /// Those that its tests may use beside them.
    tests: &'static [&'static str],
    /// Crates from outside that may not end up in it, by whatever way.
    never: &'static [&'static str],
    /// Why it is not there yet, if it is not.
    comes_with: Option<&'static str>,
}

/// A crate that is a function of its arguments knows no runtime, no database, no network, no chance.
const EFFECTS: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "rusqlite",
    "libsqlite3-sys",
    "postgres",
    "sqlx",
    "reqwest",
    "hyper",
    "ureq",
    "axum",
    "rand",
    "rand_core",
    "getrandom",
    "fastrand",
    "clap",
];

/// The exchange draws no chance either, but signed notes make keys by the traits of `rand_core`: it holds the
/// traits, and the caller the chance. With the traits comes `getrandom` where another crate of the workspace (age)
/// turns on that feature of theirs; that our code does not call it is what `purity` looks at.
const EFFECTS_BUT_TRAITS: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "rusqlite",
    "libsqlite3-sys",
    "postgres",
    "sqlx",
    "reqwest",
    "hyper",
    "ureq",
    "axum",
    "rand",
    "fastrand",
    "clap",
];

/// Keeping reads from disks, never from a network, and knows no command line.
const NETWORK: &[&str] = &["reqwest", "hyper", "ureq", "axum", "clap"];

/// The table.
#[rustfmt::skip]
pub(crate) const TABLE: &[Row] = &[
    Row { krate: "attache-core",     uses: &[],                                                                  tests: &[], never: EFFECTS, comes_with: None },
    Row { krate: "attache-text",     uses: &["attache-core"],                                                    tests: &[], never: EFFECTS, comes_with: None },
    Row { krate: "attache-stix",     uses: &[],                                                                  tests: &[], never: EFFECTS, comes_with: None },
    Row { krate: "attache-exchange", uses: &["attache-core", "attache-stix"],                                    tests: &[], never: EFFECTS_BUT_TRAITS, comes_with: None },
    Row { krate: "attache-store",    uses: &["attache-core"],                                                    tests: &[], never: NETWORK, comes_with: None },
    Row { krate: "attache",          uses: &["attache-core", "attache-text", "attache-stix", "attache-exchange", "attache-store"], tests: &[], never: &[],     comes_with: None },
    Row { krate: "xtask",            uses: &["attache-core", "attache-text", "attache-store"],                   tests: &[], never: &[],     comes_with: None },
];

/// Where the table stands, for the findings.
const PATH: &str = "xtask/src/tidy/edges.rs";

/// The crates as they are against the table.
pub(crate) fn check(packages: &[Package], table: &[Row]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let there = |name: &str| packages.iter().any(|package| package.name == name);
    for package in packages {
        let Some(row) = table.iter().find(|row| row.krate == package.name) else {
            let what = format!("{} has no row in {PATH}: say there which edge it forbids", package.name);
            findings.push(Finding::new(&package.manifest, 1, what));
            continue;
        };
        if let Some(issue) = row.comes_with {
            let what = format!("{} is here: its row no longer comes with {issue}", package.name);
            findings.push(Finding::new(PATH, 1, what));
        }
        findings.extend(edges_of(package, row));
        for used in row.uses.iter().filter(|used| there(used) && !package.uses.contains(**used)) {
            let what = format!("{} does not use {used}: strike the edge from the table", package.name);
            findings.push(Finding::new(PATH, 1, what));
        }
        for (name, way) in &package.reaches {
            if row.never.contains(&name.as_str()) {
                let what = format!("{} may not hold {name}, which comes by {way}", package.name);
                findings.push(Finding::new(&package.manifest, line_of(package, name), what));
            }
        }
    }
    for row in table.iter().filter(|row| row.comes_with.is_none() && !there(row.krate)) {
        let what = format!("{} is not there: strike its row, or say what it comes with", row.krate);
        findings.push(Finding::new(PATH, 1, what));
    }
    findings
}

/// Edges of one crate that its row does not have.
fn edges_of(package: &Package, row: &Row) -> Vec<Finding> {
    let built = package.uses.iter().filter(|used| !row.uses.contains(&used.as_str()));
    let tested = package
        .tests_use
        .iter()
        .filter(|used| !row.uses.contains(&used.as_str()) && !row.tests.contains(&used.as_str()));
    built
        .chain(tested)
        .map(|used| {
            let what = format!(
                "{} may not use {used} (design section 8): turn the edge round, or pass the value in",
                package.name
            );
            Finding::new(&package.manifest, line_of(package, used), what)
        })
        .collect()
}

/// The line of the manifest that names a crate, else the first.
fn line_of(package: &Package, name: &str) -> usize {
    let names = |line: &str| line.split(['=', '.', ' ']).next() == Some(name);
    (1..).zip(package.text.lines()).find(|(_, line)| names(line)).map_or(1, |(line, _)| line)
}

#[cfg(test)]
mod tests {
    use super::{EFFECTS, Package, Row, check};

    const TABLE: &[Row] = &[
        Row { krate: "core", uses: &[], tests: &[], never: EFFECTS, comes_with: None },
        Row { krate: "store", uses: &["core"], tests: &["wire"], never: &[], comes_with: None },
        Row { krate: "wire", uses: &["core"], tests: &[], never: &[], comes_with: Some("a later issue") },
    ];

    fn package(name: &str, uses: &[&str], tests_use: &[&str]) -> Package {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        Package {
            name: name.into(),
            manifest: format!("{name}/Cargo.toml"),
            text: "[dependencies]\nstore = 1\n".into(),
            uses: owned(uses),
            tests_use: owned(tests_use),
            ..Package::default()
        }
    }

    fn told(packages: &[Package]) -> String {
        check(packages, TABLE).iter().map(|finding| format!("{finding}\n")).collect()
    }

    #[test]
    fn the_edges_of_the_table_pass() {
        assert_eq!(told(&[package("core", &[], &[]), package("store", &["core"], &["wire"])]), "");
    }

    #[test]
    fn an_edge_that_is_not_in_the_table_fails_in_code_and_in_tests() {
        let store = || package("store", &["core"], &[]);
        for core in [package("core", &["store"], &[]), package("core", &[], &["store"])] {
            let told = told(&[core, store()]);
            assert!(told.starts_with("core/Cargo.toml:2: core may not use store"), "{told}");
        }
    }

    #[test]
    fn the_table_says_no_more_than_is_true() {
        let core = || package("core", &[], &[]);
        assert!(told(&[core(), package("store", &[], &[])]).contains("strike the edge"));
        assert!(told(&[core()]).contains("store is not there"));
        let wire = package("wire", &["core"], &[]);
        let store = || package("store", &["core"], &[]);
        assert!(told(&[core(), store(), wire]).contains("no longer comes with a later issue"));
        assert!(told(&[core(), store(), package("more", &[], &[])]).contains("more has no row"));
    }

    #[test]
    fn an_effect_in_a_pure_crate_fails_however_it_came() {
        let mut core = package("core", &[], &[]);
        core.reaches.insert("tokio".into(), "core → x → tokio".into());
        let told = told(&[core, package("store", &["core"], &[])]);
        assert_eq!(told, "core/Cargo.toml:1: core may not hold tokio, which comes by core → x → tokio\n");
    }
}
