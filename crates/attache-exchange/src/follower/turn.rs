//! Where an answer leaves a look at a collection.

use super::alarm::Finding;

/// Where an answer leaves a look at a collection.
pub(super) enum Turn {
    /// There is more to ask in this look.
    On,
    /// All is read.
    Done,
    /// Progress was made; another look begins at once.
    Again,
    /// Nothing could be made of this answer; the same question may be asked again.
    Interrupted(String),
    /// The look leads nowhere: what follows begins anew.
    Failed(String),
    /// The log contradicts itself.
    Found(Box<Finding>),
}

impl From<Finding> for Turn {
    fn from(finding: Finding) -> Self {
        Self::Found(Box::new(finding))
    }
}
