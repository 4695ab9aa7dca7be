//! `attache model`: what the tagger was trained on and what it reached.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    cli::tagging,
    failure::{Failure, Outcome},
    session::Session,
    visible::visible_line,
};

/// Show what the trained tagger was made from
#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    #[command(subcommand)]
    command: ModelCommand,
}

#[derive(Subcommand, Debug)]
enum ModelCommand {
    /// Show a model's date, corpora, settings and figures
    #[command(after_help = "Examples:\n  attache model info\n  attache model info --json other.bin")]
    Info {
        /// A model file; without it the model that is built in
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

/// Prints what a model says of itself.
pub(crate) fn run(args: &ModelArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let ModelCommand::Info { file } = &args.command;
    let model = tagging::model(file.as_ref())?;
    let about = &model.about;
    if session.json {
        let told = serde_json::json!({
            "format": attache_text::tagger::model::FORMAT,
            "built_in": file.is_none(),
            "about": about,
        });
        session.screen.json(&told)?;
        return Ok(Outcome::Done);
    }
    let mut rows: Vec<(&str, String)> = Vec::new();
    let mut row = |name, value: String| rows.push((name, value));
    row("model", about.name.clone());
    row("format", attache_text::tagger::model::FORMAT.to_string());
    row("trained on", about.date.clone());
    for corpus in &about.corpora {
        let counts = format!(
            "{}: {} articles, {} tokens, {} attributions",
            corpus.name, corpus.articles, corpus.tokens, corpus.attributions
        );
        row("corpus", counts);
    }
    row("settings", about.settings.clone());
    for figure in &about.figures {
        row("measured", format!("{}: {} F1 {:.1}", figure.on, figure.what, figure.f1));
    }
    for (name, value) in rows {
        session.screen.line(format!("{name:<11} {}", visible_line(&value)))?;
    }
    Ok(Outcome::Done)
}
