//! Arguments that every command takes, as typed.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, ValueEnum};

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always, also into a file.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// What it means to the output.
    pub(crate) const fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// Arguments that every command takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct GlobalArgs {
    /// The store: one file [default: attache.db in your data folder, such as ~/.local/share/attache]
    #[arg(long, global = true, value_name = "PATH", env = "ATTACHE_STORE", hide_env_values = true)]
    pub(crate) store: Option<PathBuf>,

    /// Under which name to record [default: your user name]
    #[arg(long = "as", global = true, value_name = "NAME", env = "USER", hide_env_values = true)]
    pub(crate) recorder: Option<String>,

    /// Whose the claims are that are read here: the organisation that may release them
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "ATTACHE_ORIGINATOR",
        hide_env_values = true,
        default_value = crate::node::UNNAMED
    )]
    pub(crate) originator: String,

    /// Answer in JSON, one object a line, instead of tables
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// When to use colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        hide_possible_values = false
    )]
    pub(crate) color: Colour,

    /// Columns to fill [default: those of the terminal, else 120]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,
}
