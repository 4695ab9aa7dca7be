//! How much of foreign content is read.

/// Bounds on what somebody may send. A string or a member name is bounded by the object that it stands in, and the
/// body as a whole by the server that received it (`max_content_length` of TAXII 2.1 section 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of objects and arrays in one another, the outermost counted: 64. STIX itself needs fewer than ten. More
    /// than 120 have no effect, because the JSON reader stops there.
    pub max_depth: usize,
    /// Bytes of one object as it came: 1 MiB. The median STIX object has less than a kilobyte; reports with
    /// thousands of references have a few hundred.
    pub max_object_bytes: usize,
    /// Objects in one envelope: 10 000. More are sent in several envelopes.
    pub max_objects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_depth: 64, max_object_bytes: 1 << 20, max_objects: 10_000 }
    }
}
