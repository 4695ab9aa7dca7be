//! How much one partner may ask of this node.

use std::time::Duration;

use attache_stix::limits::Limits as ObjectLimits;

/// Bounds on size, depth, rate and time.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Objects on a page, where the client asks for no fewer; it never gets more.
    pub(crate) page: usize,
    /// Bytes of objects on a page: it ends early, with `more`, before it becomes larger.
    pub(crate) page_bytes: usize,
    /// Bytes of a request's body (`max_content_length` of TAXII 2.1 section 4.2).
    pub(crate) body: usize,
    /// What one object may be.
    pub(crate) objects: ObjectLimits,
    /// How long the head of a request may take to come.
    pub(crate) head_time: Duration,
    /// How long a body may take to come.
    pub(crate) body_time: Duration,
    /// How many connections are open at once; more wait until one ends.
    pub(crate) connections: usize,
    /// How many requests are worked on at once; more are told to come again.
    pub(crate) at_once: usize,
    /// Requests a second of one partner in the long run; 0 for no limit.
    pub(crate) rate: u32,
    /// Requests of one partner that may come at once.
    pub(crate) burst: u32,
    /// Passwords that may be wrong from one address for one user name; then one in ten seconds.
    pub(crate) wrong_passwords: u32,
    /// Passwords that may be wrong from one address for all names together; then one in two seconds.
    pub(crate) wrong_passwords_of_address: u32,
    /// Bytes of rendered pages that are kept for those who ask next.
    pub(crate) page_cache: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page: 1_000,
            page_bytes: 16 << 20,
            body: 64 << 20,
            objects: ObjectLimits::default(),
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(60),
            connections: 1_024,
            at_once: 512,
            rate: 1_000,
            burst: 4_000,
            wrong_passwords: 5,
            wrong_passwords_of_address: 30,
            page_cache: 16 << 20,
        }
    }
}
