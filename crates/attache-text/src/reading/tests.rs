//! Reading, end to end, on sentences.
