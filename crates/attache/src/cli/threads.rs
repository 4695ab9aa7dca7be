//! On how many threads a folder is read.

use std::num::NonZeroUsize;

use clap::Args;

use crate::crew::Crew;

/// On how many threads a folder is read.
#[derive(Args, Debug, Default)]
pub(crate) struct Threads {
    /// Read so many files at once; the result is the same [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER")]
    threads: Option<NonZeroUsize>,
}

impl Threads {
    /// What it means.
    pub(crate) fn crew(&self) -> Crew {
        Crew::new(self.threads)
    }
}
