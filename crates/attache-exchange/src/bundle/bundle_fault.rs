//! What can be wrong with a bundle.

use attache_stix::excerpt::Excerpt;

use crate::checkpoint::CheckpointFault;

/// Why a bundle is not written or not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// It is longer than is taken.
    #[error("the bundle has {bytes} bytes: at most {limit} are taken")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// There are more objects than are taken.
    #[error("the bundle has more than {limit} objects")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// It is something else, or was cut short.
    #[error("this is no whole bundle: {0}")]
    NotABundle(Excerpt),
    /// A newer version of the program wrote it.
    #[error("the bundle is of version {0}: this program reads version 1")]
    Newer(u32),
    /// It is not signed by the key that is asked for.
    #[error("the bundle is not signed by the expected key")]
    OtherKey,
    /// It names the right key, and its signature is wrong.
    #[error("the signature of the bundle is wrong: it was altered")]
    Forged,
    /// What was signed is not what it holds.
    #[error("the bundle was altered after it was signed")]
    Altered,
    /// It is for somebody else.
    #[error("the bundle is for `{0}`, not for us")]
    OtherRecipient(Excerpt),
    /// Its checkpoint is not to be trusted.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
    /// An object to be written is no text.
    #[error("object {0} of the bundle is no UTF-8")]
    NotText(u64),
    /// There is nothing in it.
    #[error("there is no object for the bundle")]
    Empty,
    /// The objects are not those of the log.
    #[error("the objects of the bundle are not the leaves of the log that its checkpoint signs")]
    NotTheLog,
    /// Between what we have and what it holds, something is missing.
    #[error(
        "we have the log up to leaf {have}, the bundle begins at leaf {first}: bring the one before it first"
    )]
    Gap {
        /// How many leaves we have.
        have: u64,
        /// Its first leaf.
        first: u64,
    },
    /// We have all that it holds: an older bundle, or the same one again.
    #[error("we have the log up to leaf {have} already: the bundle ends at leaf {end}")]
    Known {
        /// How many leaves we have.
        have: u64,
        /// How many leaves it leads to.
        end: u64,
    },
    /// It goes on from another log than ours, though the same node signed both.
    #[error("the bundle does not go on from the {have} leaves that we have: the log was rewritten")]
    Rewritten {
        /// How many leaves we have.
        have: u64,
    },
}
