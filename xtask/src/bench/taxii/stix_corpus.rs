//! Objects to exchange: made by `gen_stix.py` of the shared folder, which is no part of this repository.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};

/// Where the generator stands, from the repository's root.
const GENERATOR: &str = "../shared/bench/gen_stix.py";

/// So many more objects are made, for what is added last.
pub(crate) const SPARE: usize = 1_000;

/// A file of STIX objects, one a line.
pub(crate) struct StixCorpus {
    path: PathBuf,
    /// How many of its objects are meant to be there from the beginning.
    pub(crate) size: usize,
}

/// Why there is none; nothing where there is.
pub(crate) fn missing(root: &Path) -> Option<String> {
    let generator = root.join(GENERATOR);
    if !generator.is_file() {
        return Some(format!("{} is not there", generator.display()));
    }
    let python = Command::new("python3").arg("--version").output();
    python.is_err().then(|| "python3 is not there".to_owned())
}

impl StixCorpus {
    /// Makes it, unless it was made before.
    pub(crate) fn make(root: &Path, size: usize) -> anyhow::Result<Self> {
        let folder = root.join("target/bench");
        std::fs::create_dir_all(&folder).context("cannot make target/bench/")?;
        let path = folder.join(format!("stix-{size}.ndjson"));
        if !path.is_file() {
            let unfinished = folder.join(format!("stix-{size}.unfinished"));
            let made = Command::new("python3")
                .arg(root.join(GENERATOR))
                .arg(size.saturating_add(SPARE).to_string())
                .arg("--out")
                .arg(&unfinished)
                .status()
                .context("python3 does not run")?;
            ensure!(made.success(), "{GENERATOR} failed");
            std::fs::rename(&unfinished, &path)?;
        }
        Ok(Self { path, size })
    }

    /// Its objects as text, those to spare at the end.
    pub(crate) fn objects(&self) -> anyhow::Result<impl Iterator<Item = std::io::Result<String>> + use<>> {
        let file = File::open(&self.path).with_context(|| format!("cannot read {}", self.path.display()))?;
        Ok(BufReader::new(file).lines())
    }

    /// The objects that are added last.
    pub(crate) fn spare(&self) -> anyhow::Result<Vec<String>> {
        Ok(self.objects()?.skip(self.size).collect::<Result<_, _>>()?)
    }

    /// Identifiers of so many of its objects, spread over all of them.
    pub(crate) fn ids(&self, count: usize) -> anyhow::Result<Vec<String>> {
        let step = self.size.checked_div(count).unwrap_or(1).max(1);
        let lines = self.objects()?.take(self.size).step_by(step).take(count);
        lines.map(|line| id(&line?).context("an object of the corpus has no id")).collect()
    }
}

fn id(object: &str) -> Option<String> {
    let object: serde_json::Value = serde_json::from_str(object).ok()?;
    Some(object.get("id")?.as_str()?.to_owned())
}
