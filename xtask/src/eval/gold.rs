//! Articles that a person coded, with the claims found in them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use attache_core::{article::Outlet, source::SourceKind};
use jiff::civil::Date;
use serde::Deserialize;

/// One article with its coding.
#[derive(Debug)]
pub(crate) struct Coded {
    /// The article's file name.
    pub(crate) name: String,
    /// The article, byte for byte.
    pub(crate) bytes: Vec<u8>,
    /// The coding.
    pub(crate) gold: Gold,
}

/// A gold file. Keys that scoring does not need are left unread.
#[derive(Debug, Deserialize)]
pub(crate) struct Gold {
    pub(crate) meta: Meta,
    pub(crate) sources: BTreeMap<String, GoldSource>,
    pub(crate) claims: Vec<GoldClaim>,
    #[serde(default)]
    pub(crate) entities: Vec<Entity>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Meta {
    /// The article that is coded, beside the gold file.
    pub(crate) file: String,
    #[serde(default)]
    publication_date: Option<String>,
}

impl Meta {
    /// The day of publication, where the gold states one (its words "not stated" are none).
    pub(crate) fn published(&self) -> Option<Date> {
        self.publication_date.as_deref()?.parse().ok()
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct GoldSource {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// Other names that count as right.
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Whether the text names it; of the outlet: whether the coder said who it is.
    #[serde(default)]
    pub(crate) named: bool,
}

impl Gold {
    /// The outlet of the article, where the coding says who it is: given to the reader as an operator
    /// would give it.
    pub(crate) fn outlet(&self) -> Option<Outlet> {
        let outlet = self.sources.get("SEED").filter(|source| source.named)?;
        let kind = outlet.kind.parse().unwrap_or(SourceKind::Outlet);
        Some(Outlet { name: outlet.name.clone(), kind })
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Entity {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) forms: Vec<String>,
    #[serde(default)]
    pub(crate) other_spellings: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// Told for its own sake.
    Primary,
    /// Presupposed by another claim, or subordinate to it.
    Embedded,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct GoldClaim {
    pub(crate) id: String,
    pub(crate) level: Level,
    pub(crate) spans: Vec<GoldSpan>,
    pub(crate) chain: Vec<String>,
    pub(crate) alt_chains: Vec<Vec<String>>,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(rename = "alt_types")]
    pub(crate) alt_kinds: Vec<String>,
    pub(crate) modality: String,
    pub(crate) quantities: Vec<GoldQuantity>,
    pub(crate) place: Option<GoldPlace>,
    pub(crate) date: Option<GoldDate>,
}

/// A place in the article's bytes, end exclusive.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct GoldSpan {
    pub(crate) byte_start: usize,
    pub(crate) byte_end: usize,
    pub(crate) text: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct GoldQuantity {
    pub(crate) text: String,
    pub(crate) bound: String,
    #[serde(default)]
    pub(crate) value: Option<f64>,
    #[serde(default)]
    pub(crate) lower: Option<f64>,
    #[serde(default)]
    pub(crate) upper: Option<f64>,
    #[serde(default)]
    pub(crate) alt_values: Vec<f64>,
    #[serde(default)]
    pub(crate) alt_lower: Option<f64>,
    #[serde(default)]
    pub(crate) alt_bounds: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct GoldPlace {
    pub(crate) text: String,
    /// ISO 3166-1 alpha-3; none for a sea or a region across borders.
    pub(crate) country: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct GoldDate {
    pub(crate) expr: Option<String>,
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    /// Whether only somebody who knows the world can date it; such dates are not scored.
    #[serde(default)]
    pub(crate) world_knowledge: bool,
}

/// All coded articles of a folder, by name: each `NAME.gold.json`, or a single `gold.json`.
///
/// # Errors
/// Where the folder holds none, or one cannot be read or does not fit its article.
pub(crate) fn load(folder: &Path) -> anyhow::Result<Vec<Coded>> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("{}: give a folder of articles and gold files", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name == "gold.json" || name.ends_with(".gold.json")
    });
    paths.sort();
    ensure!(!paths.is_empty(), "{}: holds neither gold.json nor NAME.gold.json", folder.display());
    paths.iter().map(|path| coded(folder, path)).collect()
}

fn coded(folder: &Path, path: &Path) -> anyhow::Result<Coded> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let gold: Gold = serde_json::from_str(&text).with_context(|| format!("{shown} is no gold file"))?;
    let name = gold.meta.file.clone();
    let article = folder.join(&name);
    let bytes = std::fs::read(&article)
        .with_context(|| format!("cannot read {}, which {shown} codes", article.display()))?;
    verify(&gold, &bytes).with_context(|| format!("{shown} does not fit {}", article.display()))?;
    Ok(Coded { name, bytes, gold })
}

/// Holds every span against the article and every chain against the sources: a slip in the coding would
/// otherwise count as a slip of the reader.
fn verify(gold: &Gold, article: &[u8]) -> anyhow::Result<()> {
    for claim in &gold.claims {
        for span in &claim.spans {
            if article.get(span.byte_start..span.byte_end) != Some(span.text.as_bytes()) {
                bail!("{}: bytes {}..{} are not “{}”", claim.id, span.byte_start, span.byte_end, span.text);
            }
        }
        let named = claim.chain.iter().chain(claim.alt_chains.iter().flatten());
        if let Some(unknown) = named.into_iter().find(|id| !gold.sources.contains_key(*id)) {
            bail!("{}: its chain names {unknown}, which is not among the sources", claim.id);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::load;

    const GOLD: &str = r#"{"meta": {"file": "a.txt", "publication_date": "not stated"},
        "sources": {"SEED": {"name": "the outlet", "kind": "outlet", "country": null}},
        "claims": [{"id": "C1", "level": "primary", "spans": [{"byte_start": 0, "byte_end": 4, "text": "Arms"}],
          "chain": ["SEED"], "alt_chains": [], "type": "transfer", "alt_types": [], "modality": "asserted",
          "quantities": [], "place": null, "date": null}]}"#;

    fn told(gold: &str) -> Result<usize, String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "Arms went.").unwrap();
        std::fs::write(folder.path().join("a.gold.json"), gold).unwrap();
        load(folder.path()).map(|coded| coded.len()).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn a_gold_file_that_does_not_fit_its_article_is_refused() {
        assert_eq!(told(GOLD), Ok(1));
        assert!(
            told(&GOLD.replace("\"Arms\"", "\"Guns\""))
                .unwrap_err()
                .contains("C1: bytes 0..4 are not “Guns”")
        );
        assert!(told(&GOLD.replace("[\"SEED\"]", "[\"X\"]")).unwrap_err().contains("its chain names X"));
        assert!(told(&GOLD.replace("a.txt", "b.txt")).unwrap_err().contains("cannot read"));
        assert!(load(tempfile::tempdir().unwrap().path()).unwrap_err().to_string().contains("holds neither"));
    }
}
