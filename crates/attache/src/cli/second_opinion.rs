//! Which language model is asked for a second opinion, and how.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    time::Duration,
};

use clap::Args;
use url::Url;

use crate::{
    drafter::{
        Drafter,
        endpoint::{address, check},
    },
    failure::Failure,
    palette::{FAINT, NOTICE, styled},
    remote::{Hidden, Login},
    screen::Screen,
    transport::{self, posting::Poster},
    visible::visible_line,
};

/// How long a key may be, in bytes.
const KEY_LIMIT: u64 = 64 * 1024;
/// The variable that holds the key.
const KEY_VARIABLE: &str = "ATTACHE_DRAFTER_KEY";

/// Which language model is asked for a second opinion, and how.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "A second opinion by a language model")]
pub(crate) struct SecondOpinion {
    /// Ask the model at this address too (llama.cpp, Ollama, vLLM or another with /v1/chat/completions). It gets
    /// the text, passage by passage: unless it runs on this machine, the text leaves it. Only words that stand
    /// in the text are taken, as marked drafts that no policy accepts
    #[arg(long, value_name = "URL", value_parser = address)]
    drafter: Option<Url>,

    /// Which model to ask for, where the server has several; drafts are marked with this name
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = name, requires = "drafter")]
    drafter_model: String,

    /// Wait so long for one answer
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "drafter",
          value_parser = clap::value_parser!(u16).range(1..=3600))]
    drafter_timeout: u16,

    /// Show the key in this file; without it, the one in the variable ATTACHE_DRAFTER_KEY, if there is one
    #[arg(long, value_name = "FILE", requires = "drafter")]
    drafter_key_file: Option<PathBuf>,

    /// The model runs on another machine: the text of the reports leaves this one
    #[arg(long, requires = "drafter")]
    drafter_remote: bool,

    /// Speak to another machine without TLS: everybody on the way can read the reports and change the answers
    #[arg(long, requires = "drafter_remote")]
    drafter_plain_http: bool,
}

impl SecondOpinion {
    /// The drafter, where one was asked for.
    ///
    /// # Errors
    /// Where it may not be asked so, or its key cannot be used.
    pub(crate) fn drafter(&self, screen: &mut Screen) -> Result<Option<Drafter>, Failure> {
        let Some(url) = &self.drafter else { return Ok(None) };
        check(url, self.drafter_remote, self.drafter_plain_http)?;
        let login = self.key()?.map(|token| Login::Bearer { token });
        let limit = Duration::from_secs(u64::from(self.drafter_timeout));
        let poster = Poster::new(url.clone(), login.as_ref(), limit)
            .map_err(|cause| Failure::Input(format!("the drafter cannot be asked: {cause}")))?;
        if !transport::is_here(url) {
            let told = format!("the text of the reports goes to {}", url.origin().ascii_serialization());
            screen.note(styled(NOTICE, &visible_line(&told)));
        }
        Ok(Some(Drafter::new(Box::new(poster), self.drafter_model.clone())))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a key: where clap reads a variable, it takes the same on the command line, which everybody on the machine can see"
    )]
    fn key(&self) -> Result<Option<Hidden>, Failure> {
        let text = match &self.drafter_key_file {
            Some(path) => Some(key_in(path)?),
            None => std::env::var(KEY_VARIABLE).ok().filter(|text| !text.trim().is_empty()),
        };
        let key = text.map(|text| Hidden::new(text.trim().to_owned()));
        if key.as_ref().is_some_and(|key| key.shown().is_empty()) {
            return Err(Failure::Input("the file of --drafter-key-file holds no key".into()));
        }
        Ok(key)
    }
}

fn key_in(path: &Path) -> Result<String, Failure> {
    let unreadable = |cause: std::io::Error| {
        Failure::Input(format!("the key in {} cannot be read ({cause})", path.display()))
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(KEY_LIMIT).read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// Tells what became of what the drafter was asked.
pub(crate) fn tell(screen: &mut Screen, drafter: Option<&Drafter>) {
    if let Some(drafter) = drafter {
        screen.note(styled(FAINT, &format!("drafter: {}", drafter.tally.told())));
    }
}

/// Reads the name of a model.
fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() || text.chars().count() > 120 || text.chars().any(char::is_control) {
        return Err("write the name of a model, up to 120 characters, such as qwen3:8b".to_owned());
    }
    Ok(text.trim().to_owned())
}
