//! The nouns of attache and its pure decisions.
//!
//! Nothing here does I/O, reads a clock or draws a random number: callers load, core decides,
//! callers append. A noun of the design leads to the file of that name.

pub mod agreement;
pub mod article;
pub mod attribution;
pub mod canonical;
pub mod chain;
pub mod claim;
pub mod claim_draft;
pub mod claim_kind;
pub mod claim_state;
pub mod collection;
pub mod corroboration;
pub mod country;
pub mod difference;
pub mod digest;
pub mod edge;
pub mod event_time;
pub mod exchange;
pub mod filter;
pub mod grade;
pub mod id;
pub mod item_class;
pub mod ledger;
pub mod likelihood;
pub mod marking;
pub mod modality;
pub mod name;
pub mod namesakes;
pub mod object_key;
pub mod origin;
pub mod partner;
pub mod place;
pub mod polynomial;
pub mod position_change;
pub mod proposition;
pub mod quantity;
pub mod recipient;
pub mod record;
pub mod release;
pub mod reliance;
pub mod roster;
pub mod sharing;
pub mod shingles;
pub mod source;
pub mod span;
pub mod tear_line;
