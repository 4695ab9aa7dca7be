//! Reading, end to end, on sentences.

mod constructions;
mod fixture;
mod properties;
mod unique_ids;
