//! Reading: `article → text → sentences → tokens → tags → attributions → chains → drafts`.
//!
//! A pure function of the article and the word tables: no I/O, no clock, no chance, the same bytes for
//! the same input. Odd input is data ([`reading::Note`]), never an error, never a panic.

pub mod cast;
pub mod clause;
pub mod content;
pub mod credit;
pub mod date;
pub mod dateline;
pub mod draft;
pub mod insertion;
pub mod intake;
pub mod kind;
pub mod location;
pub mod manner;
pub mod nation;
pub mod noun_phrase;
pub mod paragraph;
pub mod passage;
pub mod person;
pub mod quantity;
pub mod quotation;
pub mod reading;
pub mod roles;
pub mod sentence;
pub mod token;
pub mod words;
