//! The extensions of STIX that are ours (STIX 2.1 section 7.3). Their JSON schemas lie in `schemas/` of this crate.

use attache_stix::{
    stix_id::StixId,
    stix_time::StixTime,
    typed::{Common, ExtensionDefinition, ExtensionDefinitionType, Identity, IdentityType},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::writing::WriteFault;

pub use fault::ExtensionFault;

pub(crate) mod bounds;
pub(crate) mod claim;
mod fault;
pub(crate) mod place;
pub(crate) mod releasability;
pub(crate) mod tear_line;

/// Each extension of ours. Ids and schemas are fixed for ever; a change that a reader must know of is a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// On `note`: a claim, whole.
    Claim,
    /// On `note`: a tear-line.
    TearLine,
    /// On `marking-definition`: to whom it may be released, caveats, dates.
    Releasability,
    /// On `location`: the alpha-3 code of the country, and how fine the place is.
    Place,
}

/// The value of `extension_type` in each of them (STIX 2.1 section 7.3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ExtensionType {
    /// Properties within the extension.
    #[default]
    #[serde(rename = "property-extension")]
    Property,
}

/// The identity in whose name the definitions are made: the project, not an operator of it.
const PROJECT: &str = "identity--db465519-9d71-4b85-b72a-2a03a3cd4a61";

/// 2026-11-25T00:00:00Z, in microseconds.
const DEFINED: i64 = 1_795_564_800_000_000;

impl Extension {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Claim, Self::TearLine, Self::Releasability, Self::Place];

    /// The id of its definition, which is its key in `extensions`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Claim => "extension-definition--0b4afbfd-8f3a-4b04-b2f6-b6bbb107e252",
            Self::TearLine => "extension-definition--f2404483-bb94-46a2-9a6e-11bcfecda969",
            Self::Releasability => "extension-definition--e15dc284-9012-49a1-bde0-7e55367668a9",
            Self::Place => "extension-definition--594136e2-1c06-4618-9cb6-ec6564bb4f96",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claim => "attache-claim",
            Self::TearLine => "attache-tear-line",
            Self::Releasability => "attache-releasability",
            Self::Place => "attache-place",
        }
    }

    /// Its JSON schema (draft 2020-12).
    #[must_use]
    pub const fn schema(self) -> &'static str {
        match self {
            Self::Claim => include_str!("../schemas/claim.json"),
            Self::TearLine => include_str!("../schemas/tear-line.json"),
            Self::Releasability => include_str!("../schemas/releasability.json"),
            Self::Place => include_str!("../schemas/place.json"),
        }
    }

    const fn description(self) -> &'static str {
        match self {
            Self::Claim => {
                "An attributed claim: who said it on whose word, how it is put, how many, where and when, with \
                 the places in the article that it was read from."
            }
            Self::TearLine => {
                "A claim from which all that is withheld was torn off: codes, classes, figures with their \
                 bounds, and general sourcing."
            }
            Self::Releasability => {
                "To whom the marked object may be released further (any one name suffices), the caveats that a \
                 recipient must hold (all of them), and from when until when. Without a list: to nobody, \
                 unless the object is TLP:CLEAR."
            }
            Self::Place => "The ISO 3166-1 alpha-3 code of the country, and how fine the place is.",
        }
    }

    /// Its definition (STIX 2.1 section 7.3).
    pub(crate) fn definition(self) -> Result<ExtensionDefinition, WriteFault> {
        let mut common = Common::new(self.id().parse()?, defined());
        common.created_by_ref = Some(project_id()?);
        Ok(ExtensionDefinition {
            type_name: ExtensionDefinitionType::ExtensionDefinition,
            common,
            name: self.name().into(),
            description: Some(self.description().into()),
            schema: format!(
                "urn:attache:stix-extension:{}:1.0.0, a JSON schema that lies in the sources of attache under \
                 crates/attache-exchange/schemas",
                self.name()
            ),
            version: "1.0.0".into(),
            extension_types: vec!["property-extension".into()],
            extension_properties: Vec::new(),
            rest: Map::new(),
        })
    }
}

/// The identity of the project.
pub(crate) fn project() -> Result<Identity, WriteFault> {
    Ok(Identity {
        type_name: IdentityType::Identity,
        common: Common::new(project_id()?, defined()),
        name: "attache".into(),
        description: Some(
            "The project that defines the extensions of STIX by which attache nodes exchange.".into(),
        ),
        roles: Vec::new(),
        identity_class: Some("organization".into()),
        sectors: Vec::new(),
        contact_information: None,
        rest: Map::new(),
    })
}

fn project_id() -> Result<StixId, WriteFault> {
    Ok(PROJECT.parse()?)
}

fn defined() -> StixTime {
    StixTime::from_micros(DEFINED).unwrap_or(StixTime::EPOCH)
}

/// The JSON value of an extension, without what STIX forbids: nulls, and lists and objects with nothing in them (STIX
/// 2.1 section 2.8).
pub(crate) fn value_of<T: Serialize>(extension: &T) -> Result<Value, WriteFault> {
    let mut value = serde_json::to_value(extension).map_err(attache_core::canonical::CanonicalError::from)?;
    drop_empty(&mut value);
    Ok(value)
}

fn drop_empty(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_empty),
        Value::Object(members) => {
            members.values_mut().for_each(drop_empty);
            members.retain(|_, value| match value {
                Value::Null => false,
                Value::Array(items) => !items.is_empty(),
                Value::Object(members) => !members.is_empty(),
                Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
            });
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Reads an extension that somebody sent.
pub(crate) fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, ExtensionFault> {
    bounds::check_sizes(value)?;
    serde_path_to_error::deserialize(value).map_err(|error| fault_of(&error))
}

/// Reads an object that somebody sent.
pub(crate) fn read_bytes<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, ExtensionFault> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| fault_of(&error))
}

fn fault_of(error: &serde_path_to_error::Error<serde_json::Error>) -> ExtensionFault {
    ExtensionFault::at(&error.path().to_string(), &error.inner().to_string())
}

#[cfg(test)]
mod tests;
