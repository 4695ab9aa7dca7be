//! Where a collection stands.

/// Where a collection stands: what its pages follow from. A page that others follow stays as it is until
/// [`turned`](Self::turned) grows; the last page, until anything here changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// The last position in it (microseconds since 1970 UTC), also where what lay there was taken out; `None` where
    /// nothing was ever added.
    pub last: Option<i64>,
    /// How often something was added to it under the name of another version, or taken out: only that can change
    /// what lies before the last position.
    pub turned: u64,
}
