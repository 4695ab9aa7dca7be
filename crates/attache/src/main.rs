//! attache.
fn main() {}
