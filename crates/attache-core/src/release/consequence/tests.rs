//! What a change calls back.
