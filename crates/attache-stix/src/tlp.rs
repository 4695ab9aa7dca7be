//! The Traffic Light Protocol as marking definitions.

use serde_json::{Map, Value};

use crate::{excerpt::Excerpt, stix_id::StixId, stix_time::StixTime, typed::MarkingDefinition};

/// The OASIS extension that defines TLP 2.0 (cti-stix-common-objects, tlp-2.0).
pub const TLP2_EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

const MARKING: &str = "marking-definition";

/// TLP 2.0 (FIRST, 2022), from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tlp2 {
    /// No limit.
    Clear,
    /// Within the community.
    Green,
    /// Within the recipient's organisation and its clients, where they need to know.
    Amber,
    /// Within the recipient's organisation, where they need to know.
    AmberStrict,
    /// The recipients alone.
    Red,
}

/// TLP 1, as STIX 2.1 itself defines it (section 7.2.1.4), from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tlp1 {
    /// No limit.
    White,
    /// Within the community.
    Green,
    /// Within the recipient's organisation and its clients, where they need to know.
    Amber,
    /// The recipients alone.
    Red,
}

/// Why a marking that calls itself TLP is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TlpFault {
    /// It has the form or the name of a TLP marking, but another identifier: only the published ones may be used.
    #[error("`{id}` calls itself `{name}`, but is none of the published TLP markings")]
    WrongId {
        /// What it has.
        id: Excerpt,
        /// What it calls itself.
        name: Excerpt,
    },
    /// It has the identifier of a TLP marking and says something else than the published definition.
    #[error("`{id}` is the identifier of {name}, but its content is not the published one")]
    OtherContent {
        /// The identifier.
        id: StixId,
        /// Whose it is.
        name: &'static str,
    },
}

impl Tlp2 {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// The identifier of its marking definition.
    #[must_use]
    pub const fn id(self) -> StixId {
        StixId::known(
            MARKING,
            match self {
                Self::Clear => 0x94868c89_83c2_464b_929b_a1a8aa3c8487,
                Self::Green => 0xbab4a63c_aed9_4cf5_a766_dfca5abac2bb,
                Self::Amber => 0x55d920b0_5e8b_4f79_9ee9_91f868d9b421,
                Self::AmberStrict => 0x939a9414_2ddd_4d32_a0cd_375ea402b003,
                Self::Red => 0xe828b379_4e03_4974_9ac4_e53a884c97c1,
            },
        )
    }

    /// Its name as FIRST writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }

    /// The value of the extension's property `tlp_2_0`.
    const fn value(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::AmberStrict => "amber+strict",
            Self::Red => "red",
        }
    }

    /// The marking of an identifier.
    #[must_use]
    pub fn of_id(id: &StixId) -> Option<Self> {
        Self::ALL.into_iter().find(|tlp| tlp.id() == *id)
    }

    /// The published definition.
    #[must_use]
    pub fn definition(self) -> MarkingDefinition {
        let mut extension = Map::new();
        extension.insert("extension_type".into(), "property-extension".into());
        extension.insert("tlp_2_0".into(), self.value().into());
        let mut definition = MarkingDefinition::new(self.id(), published());
        definition.name = Some(self.name().into());
        definition.extensions.insert(TLP2_EXTENSION.into(), Value::Object(extension));
        definition
    }
}

/// 2022-10-01T00:00:00.000Z, when OASIS published the five.
fn published() -> StixTime {
    const MICROS: i64 = 1_664_582_400_000_000;
    StixTime::from_micros(MICROS).unwrap_or(StixTime::EPOCH)
}

impl Tlp1 {
    /// All four.
    pub const ALL: [Self; 4] = [Self::White, Self::Green, Self::Amber, Self::Red];

    /// The identifier of its marking definition.
    #[must_use]
    pub const fn id(self) -> StixId {
        StixId::known(
            MARKING,
            match self {
                Self::White => 0x613f2e26_407d_48c7_9eca_b8e91df99dc9,
                Self::Green => 0x34098fce_860f_48ae_8e50_ebd3cc5e41da,
                Self::Amber => 0xf88d31f6_486f_44da_b317_01333bde0b82,
                Self::Red => 0x5e57c739_391a_4eb3_b6be_7d15ca92d5ed,
            },
        )
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::White => "TLP:WHITE",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::Red => "TLP:RED",
        }
    }

    /// The marking of an identifier.
    #[must_use]
    pub fn of_id(id: &StixId) -> Option<Self> {
        Self::ALL.into_iter().find(|tlp| tlp.id() == *id)
    }

    /// Whether a definition says what its identifier stands for.
    fn is_said_by(self, definition: &MarkingDefinition) -> bool {
        let said = definition.definition.get("tlp").and_then(Value::as_str);
        said.is_some_and(|said| {
            self.name().strip_prefix("TLP:").is_some_and(|name| name.eq_ignore_ascii_case(said))
        }) && definition.definition_type.as_deref() == Some("tlp")
            && !definition.extensions.contains_key(TLP2_EXTENSION)
    }
}

/// What a marking definition of somebody is: a TLP 2.0 marking, or none (`Ok(None)`: a TLP 1 marking as STIX defines
/// it, or a marking of another kind). What calls itself TLP and is not the published definition is refused: wrong
/// identifiers are common, and a `red` that nobody recognises protects nothing.
///
/// # Errors
/// [`TlpFault`].
pub fn check_definition(definition: &MarkingDefinition) -> Result<Option<Tlp2>, TlpFault> {
    let id = &definition.id;
    if let Some(tlp) = Tlp2::of_id(id) {
        let other = || TlpFault::OtherContent { id: id.clone(), name: tlp.name() };
        return if *definition == tlp.definition() { Ok(Some(tlp)) } else { Err(other()) };
    }
    if let Some(tlp) = Tlp1::of_id(id) {
        let other = || TlpFault::OtherContent { id: id.clone(), name: tlp.name() };
        return if tlp.is_said_by(definition) { Ok(None) } else { Err(other()) };
    }
    match called_tlp(definition) {
        None => Ok(None),
        Some(name) => Err(TlpFault::WrongId {
            id: Excerpt::within(&id.to_string(), 60),
            name: Excerpt::within(name, 20),
        }),
    }
}

/// By what a definition calls itself a TLP marking, if it does.
fn called_tlp(definition: &MarkingDefinition) -> Option<&str> {
    let is_name = |text: &&str| {
        let names = Tlp2::ALL.map(Tlp2::name).into_iter().chain([Tlp1::White.name()]);
        names.into_iter().any(|name| name.eq_ignore_ascii_case(text.trim()))
    };
    let named = definition.name.as_deref().filter(is_name);
    let typed = definition.definition_type.as_deref();
    named
        .or_else(|| typed.filter(|text| is_name(text) || text.eq_ignore_ascii_case("tlp")))
        .or_else(|| definition.extensions.contains_key(TLP2_EXTENSION).then_some("TLP 2.0"))
}

#[cfg(test)]
mod tests;
