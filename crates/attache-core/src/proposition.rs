//! What a claim says, in a form that can be compared.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::country::CountryCode;

pub mod comparison;
pub mod count;
pub mod fit;
pub mod ground;
pub mod group;
pub mod index_key;
pub mod matter;
pub mod normal_form;
pub mod opposed;
pub mod telling;
pub mod thing;
pub mod who;
pub mod window;

#[cfg(test)]
mod matrix;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod seed;

/// Somebody who acts or is acted on: a country, a body, a person, a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Party {
    /// Its usual name, resolved ("North Korea" for "Pyongyang").
    pub name: String,
    /// The country that it is or belongs to.
    pub country: Option<CountryCode>,
}

/// Coarse class of a thing, after UN Register categories I–VII and small arms, with what the Register
/// leaves out (ammunition, drones, technology, people, money).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ItemCategory {
    /// Soldiers and other people in uniform.
    Personnel,
    /// Small arms and light weapons.
    SmallArms,
    /// Ammunition (Wassenaar ML3).
    Ammunition,
    /// Large-calibre artillery (UN Register III).
    Artillery,
    /// Tanks and armoured vehicles (UN Register I, II).
    Armour,
    /// Combat aircraft (UN Register IV).
    Aircraft,
    /// Helicopters (UN Register V).
    Helicopter,
    /// Drones.
    Drone,
    /// Missiles and launchers (UN Register VII).
    Missile,
    /// Air defence.
    AirDefence,
    /// Ships and submarines (UN Register VI).
    Ship,
    /// Other vehicles.
    Vehicle,
    /// Electronics and components.
    Electronics,
    /// Technology and know-how (Wassenaar ML22).
    Technology,
    /// Fuel and oil.
    Fuel,
    /// Money.
    Money,
    /// Non-military aid.
    Aid,
    /// Weapons without a further word, and all else.
    Other,
}

/// A thing that is sent, held, agreed on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Item {
    /// Normal form ("artillery shells").
    pub name: String,
    /// Its class.
    pub category: ItemCategory,
    /// Calibre or model, which is a name and not a figure ("155mm", "Shahed-136").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designation: Option<String>,
}

/// Who does what to whom with what: the comparable form of a claim. Parts that the text does not give
/// are missing, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Proposition {
    /// Who acts: whose troops, who supplies, who holds the position, who meets.
    pub actor: Option<Party>,
    /// To or with whom: who receives, who is met.
    pub counterpart: Option<Party>,
    /// With what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What the claim is limited to, in the words of the text ("direct supplies of 155mm ammunition").
    /// Two positions of different scope do not contradict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}
