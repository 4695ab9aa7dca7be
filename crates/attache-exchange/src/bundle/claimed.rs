//! What a bundle says of itself before anything of it was verified: enough to find out whose key to ask.

use super::Bundle;

impl Bundle {
    /// The log that its checkpoint says to be of; `None` where that says nothing.
    #[must_use]
    pub fn claimed_origin(&self) -> Option<&str> {
        self.payload.checkpoint.lines().next().filter(|line| !line.is_empty())
    }

    /// Its checkpoint, a signed note.
    #[must_use]
    pub fn claimed_checkpoint(&self) -> &str {
        &self.payload.checkpoint
    }
}
