//! What ends a command early, and with which exit code.

use std::io;

use attache_core::{canonical::CanonicalError, claim::SealError};
use attache_store::StoreError;
use attache_text::{tagger::model::ModelError, words::TableError};

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// What was asked for makes no sense: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// Something in the input is not as it should be: exit code 1.
    #[error("{0}")]
    Input(String),
    /// The store could not do it: exit code 1.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A claim could not be sealed: exit code 1.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Something has no canonical form: exit code 1.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// The built-in word tables are broken: exit code 1.
    #[error("the built-in word tables cannot be read: {0}; this is a defect of attache, please report it")]
    Words(#[from] TableError),
    /// The built-in model of the tagger is broken: exit code 1.
    #[error("the built-in model cannot be read: {0}; this is a defect of attache, please report it")]
    Model(#[from] ModelError),
    /// Nobody reads the output any more (`attache ask … | head`): ends quietly.
    #[error("the output was closed")]
    OutputClosed,
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
}

impl From<io::Error> for Failure {
    /// Only output is written by way of `io::Result`; files that are read name their path instead.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::Output(error),
        }
    }
}

impl Failure {
    /// The exit code that stands for it.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::OutputClosed => 0,
            _ => 1,
        }
    }
}

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it was done.
    Done,
    /// The rest was done, but something was wrong with some input, and was said: exit code 1.
    SomethingWrong,
}
