//! Words that may not stand in the repository: registry hosts, notes of things left undone, and names
//! that the design gives to nothing.

use super::{finding::Finding, tree::File};

/// Notes of things left undone: an issue is the place for them.
const UNDONE: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Hosts of package registries: a build must work behind any mirror. Split, so that this file may stand.
const HOSTS: [&str; 6] = [
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("python", "hosted.org"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("proxy.golang", ".org"),
];

/// Names that design section 2 refuses, where no other meaning is likely, and the word to use.
const REFUSED: [(&str, &str); 26] = [
    ("Document", "Article"),
    ("NewsItem", "Article"),
    ("Story", "Article"),
    ("Feed", "Outlet or Collection"),
    ("Chunk", "Span"),
    ("Triple", "Attribution"),
    ("Speaker", "Source"),
    ("Author", "Source"),
    ("ClaimPath", "Chain"),
    ("SourcePath", "Chain"),
    ("Fact", "Claim"),
    ("Statement", "Claim"),
    ("ClaimType", "ClaimKind"),
    ("Mood", "Modality"),
    ("Amount", "Quantity"),
    ("Lineage", "Provenance"),
    ("Owner", "Originator"),
    ("TrustScore", "Reliability or Credibility"),
    ("Classification", "Marking"),
    ("AccessControlList", "Agreement"),
    ("Acl", "Agreement"),
    ("Permissions", "Agreement"),
    ("Peer", "Partner"),
    ("Conflict", "Contradiction"),
    ("PositionUpdate", "PositionChange"),
    ("AnswerRefs", "Evidence"),
];

/// Words of one file. The lock file is left out: cargo writes it, and the index's name stands in it.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if file.name() == "Cargo.lock" {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, text) in file.lines() {
        if let Some(host) = HOSTS.iter().find(|host| text.contains(**host)) {
            let what = format!("`{host}` is a registry's host: leave it to the operator's configuration");
            findings.push(Finding::new(&file.path, line, what));
        }
        if let Some(mark) = UNDONE.iter().find(|mark| words(text).any(|word| word == **mark)) {
            let what = format!("`{mark}`: do it, or open an issue and remove the note");
            findings.push(Finding::new(&file.path, line, what));
        }
        if file.is_rust()
            && let Some(name) = declared(text)
            && let Some((name, word)) = REFUSED.iter().find(|(refused, _)| *refused == name)
        {
            let what = format!("a type named `{name}`: the design's word is {word}");
            findings.push(Finding::new(&file.path, line, what));
        }
    }
    findings
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The name of the type that a line declares to others, if it declares one.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest =
        line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(")?.split_once(") ").map(|x| x.1))?;
    let (keyword, name) = rest.split_once(' ')?;
    ["struct", "enum", "trait", "type", "union"].contains(&keyword).then(|| words(name).next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{File, HOSTS, UNDONE, check, declared};

    fn told(path: &str, text: &str) -> Vec<String> {
        check(&File::new(path, text)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_registry_host_fails() {
        for host in HOSTS {
            let told = told("README.md", &format!("a\nsee https://{host}/x\n"));
            assert_eq!(told.len(), 1, "{host}");
            assert!(told.concat().starts_with("README.md:2: "), "{told:?}");
        }
        assert!(told("Cargo.lock", HOSTS[0]).is_empty());
    }

    #[test]
    fn a_note_of_things_undone_fails_as_a_word_only() {
        for mark in UNDONE {
            assert_eq!(told("a.md", &format!("// {mark}: later")).len(), 1);
            assert!(told("a.md", &format!("MAS{mark}NS and {}", mark.to_lowercase())).is_empty());
        }
    }

    #[test]
    fn a_name_that_the_design_refuses_fails() {
        let refused = told("a.rs", "//! x\npub(crate) struct Speaker<'a>(&'a str);\n");
        assert_eq!(refused, ["a.rs:2: a type named `Speaker`: the design's word is Source"]);
        assert!(told("a.rs", "pub enum SpeakerPhone {}\nstruct Fact;\n/// A Fact.\n").is_empty());
    }

    #[test]
    fn declarations_are_recognised() {
        assert_eq!(declared("    pub type Acl = Vec<u8>;"), Some("Acl"));
        assert_eq!(declared("pub(in crate::x) enum Mood {"), Some("Mood"));
        assert_eq!(declared("pub fn struct_of()"), None);
        assert_eq!(declared("use x::Story;"), None);
    }
}
