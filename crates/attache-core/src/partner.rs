//! The other organisations.

use std::{collections::BTreeSet, fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::country::CountryCode;

/// The short name under which a partner is known here: 1 to 40 lower-case letters, digits and single
/// hyphens ("kyiv-desk").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartnerId(String);

/// The name of a group of partners: 2 to 40 upper-case letters, digits and hyphens, longer than a country
/// code where it consists of letters only ("MSMT", "G7-DESK").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GroupName(String);

/// A text that is no name of a partner or of a group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    /// Not of a partner.
    #[error(
        "`{0}` is no name of a partner: write 1 to 40 lower-case letters, digits and hyphens, such as kyiv-desk"
    )]
    Partner(String),
    /// Not of a group.
    #[error(
        "`{0}` is no name of a group: write 2 to 40 capital letters, digits and hyphens, such as G7-DESK; two letters alone are a country"
    )]
    Group(String),
}

fn well_formed(text: &str, letter: fn(&char) -> bool) -> bool {
    let fits = |c: char| letter(&c) || c.is_ascii_digit() || c == '-';
    (1..=40).contains(&text.len())
        && text.chars().all(fits)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

impl FromStr for PartnerId {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if well_formed(text, char::is_ascii_lowercase) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAName::Partner(text.chars().take(60).collect()))
        }
    }
}

impl FromStr for GroupName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let country = text.len() <= 2 && text.chars().all(|c| c.is_ascii_uppercase());
        if well_formed(text, char::is_ascii_uppercase) && text.len() >= 2 && !country {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAName::Group(text.chars().take(60).collect()))
        }
    }
}

macro_rules! text_form {
    ($name:ident) => {
        impl $name {
            /// The name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAName;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    };
}

text_form!(PartnerId);
text_form!(GroupName);

/// Another organisation with which claims are exchanged. No secret is part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Its short name here.
    pub id: PartnerId,
    /// Its full name.
    pub name: String,
    /// The country that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// The groups that it is a member of.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<GroupName>,
    /// The restrictive caveats that it holds: it may receive what carries them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub holds: BTreeSet<String>,
    /// The id of the STIX identity under which it makes objects (`created_by_ref`). It may write only
    /// those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// Whether it passes on what others made: then it may write objects of any creator, and none of them
    /// counts as vouched for by that creator.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relays: bool,
    /// The key by which its log is verified: a verifier key of C2SP signed-note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifier: Option<String>,
}

/// A partner and how it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerState {
    /// As recorded last.
    pub partner: Partner,
    /// When it was first recorded.
    pub since: Timestamp,
    /// Whether nothing may be exchanged with it for now.
    pub suspended: bool,
}

#[cfg(test)]
mod tests {
    use super::{GroupName, PartnerId};

    #[test]
    fn names_of_partners_and_groups_and_countries_cannot_be_confused() {
        for good in ["kyiv-desk", "a", "desk-2"] {
            assert!(good.parse::<PartnerId>().is_ok(), "{good}");
        }
        for bad in ["", "Kyiv", "a--b", "-a", "a-", "a b", "é", &"a".repeat(41)] {
            assert!(bad.parse::<PartnerId>().is_err(), "{bad}");
        }
        for good in ["MSMT", "G7", "G7-DESK"] {
            assert!(good.parse::<GroupName>().is_ok(), "{good}");
        }
        for bad in ["KR", "K", "msmt", "A B", ""] {
            assert!(bad.parse::<GroupName>().is_err(), "{bad}");
        }
    }
}
