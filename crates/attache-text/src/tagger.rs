//! The trained tagger: which tokens of a paragraph are a source, a cue or a content, and which of them
//! belong together.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over features made by
//! hand, behind a tagger of parts of speech, before a linker that joins sources and contents to their
//! cues. `cargo xtask train` makes the model; this module only applies it, and so is as pure as the rest
//! of reading. What each group of features gave stands in `EVAL.md`.

pub mod about;
pub mod attributions;
pub mod columns;
pub mod confidence;
pub mod hints;
pub mod keys;
pub mod label;
pub mod lattice;
pub mod linking;
pub mod model;
pub mod observed;
pub mod part_of_speech;
pub mod sorted_keys;
pub mod table;
pub mod tag_weights;
