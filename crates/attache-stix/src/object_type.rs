//! The types of objects that STIX 2.1 itself defines.

/// What a type of STIX 2.1 must have beside its identifier (STIX 2.1 section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectType {
    /// A domain or relationship object, an extension definition or a language content: `created` and `modified`.
    Versioned,
    /// A marking definition: `created`, and never another version.
    Created,
    /// None of these: a cyber-observable, or a type that an extension defines.
    Other,
}

/// Sorted, because it is searched.
const VERSIONED: [&str; 23] = [
    "attack-pattern",
    "campaign",
    "course-of-action",
    "extension-definition",
    "grouping",
    "identity",
    "incident",
    "indicator",
    "infrastructure",
    "intrusion-set",
    "language-content",
    "location",
    "malware",
    "malware-analysis",
    "note",
    "observed-data",
    "opinion",
    "relationship",
    "report",
    "sighting",
    "threat-actor",
    "tool",
    "vulnerability",
];

impl ObjectType {
    /// What is known of a type by its name.
    #[must_use]
    pub fn of(type_name: &str) -> Self {
        if VERSIONED.binary_search(&type_name).is_ok() {
            Self::Versioned
        } else if type_name == "marking-definition" {
            Self::Created
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ObjectType, VERSIONED};

    #[test]
    fn the_list_can_be_searched() {
        assert!(VERSIONED.is_sorted());
        assert_eq!(ObjectType::of("report"), ObjectType::Versioned);
        assert_eq!(ObjectType::of("marking-definition"), ObjectType::Created);
        assert_eq!(ObjectType::of("ipv4-addr"), ObjectType::Other);
    }
}
