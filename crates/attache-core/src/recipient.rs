//! To whom something is released: one partner, or a group of them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::partner::{GroupName, NotAName, PartnerId};

/// One partner or one group. Written as the partner's name, or as the group's name, which differ in case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Recipient {
    /// One partner.
    Partner(PartnerId),
    /// All members of a group; each of them sees the same.
    Group(GroupName),
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Partner(id) => id.fmt(f),
            Self::Group(name) => name.fmt(f),
        }
    }
}

impl FromStr for Recipient {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Partner(id));
        }
        match text.parse() {
            Ok(name) => Ok(Self::Group(name)),
            Err(group) if text.chars().any(|c| c.is_ascii_uppercase()) => Err(group),
            Err(_) => Err(NotAName::Partner(text.chars().take(60).collect())),
        }
    }
}

impl TryFrom<String> for Recipient {
    type Error = NotAName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Recipient> for String {
    fn from(recipient: Recipient) -> Self {
        recipient.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Recipient;
    use crate::partner::NotAName;

    #[test]
    fn case_tells_a_partner_from_a_group() {
        for (text, is_group) in
            [("desk", false), ("g7-desk", false), ("7", false), ("G7", true), ("G-DESK", true)]
        {
            let recipient: Recipient = text.parse().unwrap();
            assert_eq!(matches!(recipient, Recipient::Group(_)), is_group, "{text}");
            assert_eq!(recipient.to_string(), text);
            let json = serde_json::to_string(&recipient).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Recipient>(&json).unwrap(), recipient);
        }
    }

    #[test]
    fn what_is_neither_is_told_as_what_it_resembles() {
        for group in ["KR", "Desk", "G DESK", " MSMT"] {
            assert!(matches!(group.parse::<Recipient>(), Err(NotAName::Group(_))), "{group}");
        }
        for partner in ["", "a b", "desk ", "-desk", "d\u{e9}sk"] {
            assert!(matches!(partner.parse::<Recipient>(), Err(NotAName::Partner(_))), "{partner}");
        }
        assert!(serde_json::from_str::<Recipient>("\"KR\"").is_err(), "a country is no recipient");
    }
}
