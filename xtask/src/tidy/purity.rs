//! What the pure crates may not even name: files, the network, the clock, chance, the terminal.
//!
//! Clippy's `disallowed-methods` holds some of it for all crates; here the whole of it is held for the
//! crates that promise to be functions of their arguments.

use super::{finding::Finding, tree::File};

/// Sources that promise to be pure.
const PURE: [&str; 4] = [
    "crates/attache-core/src/",
    "crates/attache-text/src/",
    "crates/attache-stix/src/",
    "crates/attache-exchange/src/",
];

/// What they may not name.
const EFFECTS: [(&str, &str); 14] = [
    ("std::fs", "callers load files"),
    ("std::net", "callers reach the network"),
    ("std::io::std", "callers print and read"),
    ("std::process", "callers run programs"),
    ("std::env", "callers read the environment"),
    ("std::thread", "callers decide on threads"),
    ("SystemTime", "time is an argument"),
    ("Instant::now", "time is an argument"),
    ("Timestamp::now", "time is an argument"),
    ("Zoned::now", "time is an argument"),
    ("rand::", "chance is an argument"),
    ("getrandom", "chance is an argument"),
    ("OsRng", "chance is an argument"),
    ("async fn", "a pure function does not wait"),
];

/// Effects named in one file, its tests and its comments apart.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !PURE.iter().any(|pure| file.path.starts_with(pure))
        || !file.is_rust()
        || file.name() == "tests.rs"
        || file.path.contains("/tests/")
    {
        return Vec::new();
    }
    let shipped = file.lines().take_while(|(_, text)| !text.starts_with("#[cfg(test)]"));
    let code = shipped.filter(|(_, text)| !text.trim_start().starts_with("//"));
    code.flat_map(|(line, text)| {
        EFFECTS.iter().filter(|(effect, _)| text.contains(effect)).map(move |(effect, instead)| {
            Finding::new(&file.path, line, format!("`{effect}` in a pure crate: {instead}"))
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{File, check};

    #[test]
    fn an_effect_in_a_pure_crate_fails() {
        let text =
            "//! x\nuse std::fs::read;\n// std::net is for others\n#[cfg(test)]\nuse std::fs::write;\n";
        let told = check(&File::new("crates/attache-core/src/a.rs", text));
        assert_eq!(told.len(), 1);
        let told = told.first().map(ToString::to_string).unwrap();
        assert_eq!(told, "crates/attache-core/src/a.rs:2: `std::fs` in a pure crate: callers load files");
    }

    #[test]
    fn the_binary_may_do_things() {
        assert!(check(&File::new("crates/attache/src/a.rs", "use std::fs::read;\n")).is_empty());
        assert!(check(&File::new("crates/attache-core/src/a/tests.rs", "use std::fs::read;\n")).is_empty());
        assert!(check(&File::new("crates/attache-core/src/a/tests/b.rs", "use std::fs::read;\n")).is_empty());
    }
}
