//! The rules of release, every combination.
