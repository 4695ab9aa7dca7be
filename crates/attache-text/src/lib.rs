//! Reading: `article → text → sentences → tokens → tags → attributions → chains → drafts`.
//!
//! A pure function of the article and the word tables: no I/O, no clock, no chance, the same bytes for
//! the same input. Odd input is data ([`reading::Note`]), never an error, never a panic.

pub mod reading;
pub mod token;
pub mod words;
