//! STIX 2.1 and TAXII 2.1 wire types. They know no claims.
//!
//! Objects of others travel byte for byte as they came: [`envelope::Envelope::read`] slices an envelope into
//! [`object::RawObject`]s and reads of each only its head; [`envelope::write_envelope`] splices stored bytes into
//! a page. The types under [`typed`] are for objects that are made or understood here, never for passing on.

pub mod content_type;
pub mod envelope;
pub mod excerpt;
pub mod fault;
pub mod filters;
pub mod limits;
pub mod media_type;
pub mod object;
pub mod object_type;
pub mod stix_id;
pub mod stix_time;
pub mod taxii;
pub mod tlp;
pub mod typed;
mod walk;
