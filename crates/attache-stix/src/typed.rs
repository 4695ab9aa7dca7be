//! STIX objects that are made or understood here. What they do not know is kept in `rest`, but integers beyond 64 bits
//! become doubles, and the order of members is ours: to pass an object of somebody on, use its bytes
//! ([`crate::object`]).

mod bundle;
mod common_properties;
mod extension_definition;
mod identity;
mod location;
mod marking_definition;
mod note;
mod opinion;
mod relationship;
mod report;

pub use bundle::{Bundle, BundleType, write_bundle};
pub use common_properties::{Common, ExternalReference, GranularMarking, SpecVersion};
pub use extension_definition::{ExtensionDefinition, ExtensionDefinitionType};
pub use identity::{Identity, IdentityType};
pub use location::{Location, LocationType};
pub use marking_definition::{MarkingDefinition, MarkingDefinitionType};
pub use note::{Note, NoteType};
pub use opinion::{Opinion, OpinionType, OpinionValue};
pub use relationship::{Relationship, RelationshipType};
pub use report::{Report, ReportType};

#[cfg(test)]
mod tests;
