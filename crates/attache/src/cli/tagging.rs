//! Which tagger reads: the model that is built in, another one, or none.

use std::{fs::File, io::Read as _, path::PathBuf};

use attache_text::{tagger::model::Model, words::Words};
use clap::Args;

use crate::{failure::Failure, session::words};

/// The options of `read` and `add` for the tagger.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Tagging {
    /// Another model of the tagger than the one that is built in (`attache model info` tells of both)
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only")]
    model: Option<PathBuf>,

    /// Read by the rules alone, without the trained tagger
    #[arg(long)]
    rules_only: bool,
}

impl Tagging {
    /// What reading knows, with the tagger that was asked for.
    pub(crate) fn words(&self) -> Result<Words, Failure> {
        let words = words()?;
        if self.rules_only {
            return Ok(words);
        }
        Ok(words.with_model(model(self.model.as_ref())?))
    }
}

/// No model is larger: what is longer is some other file.
const LONGEST: u64 = 64 << 20;

/// The model in a file, or the one that is built in.
pub(crate) fn model(path: Option<&PathBuf>) -> Result<Model, Failure> {
    let Some(path) = path else { return Ok(Model::built_in()?) };
    let shown = path.display();
    let unreadable = |error| Failure::Input(format!("{shown} cannot be read: {error}"));
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes)).map_err(unreadable)?;
    Model::from_bytes(&bytes).map_err(|error| Failure::Input(format!("{shown}: {error}")))
}
