//! Reading: `article → text → sentences → tokens → tags → attributions → chains → drafts`.
//!
//! A pure function of the article and the word tables: no I/O, no clock, no chance, the same bytes for
//! the same input. Odd input is data ([`reading::Note`]), never an error, never a panic.

mod cast;
mod clause;
mod content;
mod credit;
pub mod credit_line;
mod date;
mod dateline;
mod draft;
mod granted;
mod insertion;
pub mod intake;
mod joining;
mod kind;
mod location;
mod manner;
mod nation;
mod noun_phrase;
mod paragraph;
mod passage;
mod person;
pub mod printed;
mod quantity;
mod quotation;
pub mod reading;
pub mod register;
mod roles;
mod sentence;
pub mod stage;
pub mod tagger;
mod token;
pub mod words;
