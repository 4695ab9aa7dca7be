//! What survives a kill: the store in memory of a node, through which every process of it works.

use std::sync::Arc;

use attache_store::{
    Memory, Store,
    faulty::{Faulty, Moment},
};

/// The disk of a node.
#[derive(Clone, Default)]
pub(super) struct Disk(pub(super) Arc<Memory>);

impl Disk {
    /// The store as a process sees it whose `nth` call fails; none where there is no number.
    pub(super) fn opened(&self, nth: Option<u64>, moment: Moment) -> Arc<Faulty> {
        let inner: Arc<dyn Store> = self.0.clone();
        Arc::new(Faulty::over(inner, nth.unwrap_or(u64::MAX), moment))
    }
}
