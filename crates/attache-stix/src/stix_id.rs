//! Identifiers of STIX objects.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::excerpt::Excerpt;

/// The length of a UUID with its hyphens.
const UUID_LENGTH: usize = 36;

/// So much of a text that is no identifier is shown: the name of the member it stands in is shown with it.
const SHOWN: usize = 50;

/// A STIX identifier, `TYPE--UUID` (STIX 2.1 section 2.9).
///
/// The UUID is read in either case, as RFC 9562 asks, and written in lower case; the type name knows only lower
/// case. Versions of UUID are not told apart: producers use 1, 4, 5 and newer ones.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StixId {
    type_name: Cow<'static, str>,
    uuid: Uuid,
}

/// A text that is no STIX identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no STIX identifier: {why}")]
pub struct NotAStixId {
    text: Excerpt,
    why: &'static str,
}

/// What is wrong with a type name (STIX 2.1 section 3.1), if anything is.
fn wrong_with(type_name: &str) -> Option<&'static str> {
    let bytes = type_name.as_bytes();
    if !(3..=250).contains(&bytes.len()) {
        return Some("a type name has 3 to 250 characters");
    }
    if !bytes.iter().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        return Some("a type name has only a to z, 0 to 9 and hyphens");
    }
    if bytes.first() == Some(&b'-') || bytes.last() == Some(&b'-') || type_name.contains("--") {
        return Some("a type name neither begins nor ends with a hyphen, nor has two in a row");
    }
    None
}

impl StixId {
    /// An identifier from its parts.
    ///
    /// # Errors
    /// Where `type_name` is no type name of STIX 2.1.
    pub fn new(type_name: &str, uuid: Uuid) -> Result<Self, NotAStixId> {
        match wrong_with(type_name) {
            None => Ok(Self { type_name: Cow::Owned(type_name.to_owned()), uuid }),
            Some(why) => Err(NotAStixId { text: Excerpt::within(type_name, SHOWN), why }),
        }
    }

    /// An identifier of which this crate knows that it is one.
    pub(crate) const fn known(type_name: &'static str, uuid: u128) -> Self {
        Self { type_name: Cow::Borrowed(type_name), uuid: Uuid::from_u128(uuid) }
    }

    /// The name of the object's type, e.g. `report`.
    #[must_use]
    pub fn type_name(&self) -> &str {
        &self.type_name
    }

    /// The UUID alone.
    #[must_use]
    pub const fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// The sixteen bytes of the UUID alone; the type name is not in them.
    #[must_use]
    pub const fn as_bytes(&self) -> [u8; 16] {
        *self.uuid.as_bytes()
    }
}

impl FromStr for StixId {
    type Err = NotAStixId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = |why| NotAStixId { text: Excerpt::within(text, SHOWN), why };
        let (head, uuid) = text
            .len()
            .checked_sub(UUID_LENGTH)
            .and_then(|at| text.split_at_checked(at))
            .ok_or_else(|| wrong("it is written TYPE--UUID"))?;
        let type_name = head.strip_suffix("--").ok_or_else(|| wrong("it is written TYPE--UUID"))?;
        let uuid = Uuid::try_parse(uuid).map_err(|_| wrong("what follows the `--` is no UUID"))?;
        match wrong_with(type_name) {
            None => Ok(Self { type_name: Cow::Owned(type_name.to_owned()), uuid }),
            Some(why) => Err(wrong(why)),
        }
    }
}

impl fmt::Display for StixId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}--{}", self.type_name, self.uuid.hyphenated())
    }
}

impl fmt::Debug for StixId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for StixId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StixId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = StixId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a STIX identifier")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<StixId, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use uuid::Uuid;

    use super::StixId;

    const TEXT: &str = "x-depot2--613f2e26-407d-48c7-9eca-b8e91df99dc9";

    #[test]
    fn an_identifier_has_a_type_and_a_uuid() {
        let id: StixId = TEXT.parse().unwrap();
        assert_eq!((id.type_name(), id.to_string().as_str()), ("x-depot2", TEXT));
        assert_eq!(StixId::new("x-depot2", id.uuid()).unwrap(), id);
        assert_eq!(id.as_bytes(), *id.uuid().as_bytes());
        assert_eq!(TEXT.replace("613f2e26", "613F2E26").parse::<StixId>().unwrap(), id);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{TEXT}\""));
    }

    #[test]
    fn what_is_none_is_refused_with_the_reason() {
        let uuid = "613f2e26-407d-48c7-9eca-b8e91df99dc9";
        for (text, why) in [
            (uuid.to_owned(), "TYPE--UUID"),
            (format!("report-{uuid}"), "TYPE--UUID"),
            (String::new(), "TYPE--UUID"),
            (format!("ab--{uuid}"), "3 to 250"),
            (format!("{}--{uuid}", "a".repeat(251)), "3 to 250"),
            (format!("Report--{uuid}"), "a to z"),
            (format!("re_port--{uuid}"), "a to z"),
            (format!("-report--{uuid}"), "hyphen"),
            (format!("report---{uuid}"), "hyphen"),
            (format!("re--port--{uuid}"), "hyphen"),
            ("report--613f2e26407d48c79ecab8e91df99dc9".into(), "TYPE--UUID"),
            (format!("report--{{{}}}", "613f2e26-407d-48c7-9eca-b8e91df99d"), "no UUID"),
            ("report--é3f2e26-407d-48c7-9eca-b8e91df99dc9".into(), "no UUID"),
        ] {
            let told = text.parse::<StixId>().unwrap_err().to_string();
            assert!(told.contains(why), "{text}: {told}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(name in "[a-z0-9]{1,5}(-[a-z0-9]{2,5}){1,3}", uuid in any::<u128>()) {
            let id = StixId::new(&name, Uuid::from_u128(uuid)).unwrap();
            prop_assert_eq!(id.to_string().parse::<StixId>().unwrap(), id);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}") {
            let _ = text.parse::<StixId>();
        }
    }
}
