//! `attache man`: manual pages.

use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man;

use crate::{
    failure::{Failure, Outcome},
    session::Session,
};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  attache man | man -l -\n  attache man --dir ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Folder to write the pages of all commands into
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Prints or writes them.
pub(crate) fn run(args: &ManArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let Some(dir) = &args.dir else {
        let mut page = Vec::new();
        Man::new(super::command()).render(&mut page)?;
        session.screen.raw().write_all(&page)?;
        return Ok(Outcome::Done);
    };
    let written = std::fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(super::command(), dir));
    written.map_err(|cause| {
        Failure::Input(format!("the manual pages cannot be written to {} ({cause})", dir.display()))
    })?;
    session.screen.line(format!("manual pages written to {}", dir.display()))?;
    Ok(Outcome::Done)
}
