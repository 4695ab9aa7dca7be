//! `attache completions`: completion for a shell.

use clap::Args;
use clap_complete::Shell;

use crate::{
    failure::{Failure, Outcome},
    session::Session,
};

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache completions bash > ~/.local/share/bash-completion/completions/attache\n  \
    attache completions zsh > ~/.zfunc/_attache\n  attache completions fish > ~/.config/fish/completions/attache.fish"
)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Prints them.
pub(crate) fn run(args: &CompletionsArgs, session: &mut Session) -> Result<Outcome, Failure> {
    // Generated in memory: the generator panics where the output is closed early.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "attache", &mut script);
    session.screen.raw().write_all(&script)?;
    Ok(Outcome::Done)
}
