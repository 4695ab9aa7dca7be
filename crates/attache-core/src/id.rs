//! Ids that follow from content: the same thing has the same id on every machine.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A text that is no id of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id of the form {prefix}--UUID")]
pub struct NotAnId {
    text: String,
    prefix: &'static str,
}

/// The first 16 bytes of SHA-256 over length-prefixed parts, as a UUID of version 8 (RFC 9562 section
/// 5.8, made for such uses). Length prefixes keep ("ab", "c") and ("a", "bc") apart.
fn derive(prefix: &str, parts: &[&[u8]]) -> Uuid {
    let mut hash = Sha256::new();
    for part in std::iter::once(prefix.as_bytes()).chain(parts.iter().copied()) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let mut first = [0; 16];
    first.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    Uuid::new_v8(first)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// What stands before the two hyphens.
            pub const PREFIX: &'static str = $prefix;

            /// The id that follows from these parts.
            #[must_use]
            pub fn derive(parts: &[&[u8]]) -> Self {
                Self(derive($prefix, parts))
            }

            /// The 16 bytes, for an index.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The id that was written as these 16 bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The first eight hexadecimal digits: short enough for a table; commands take any
            /// beginning that fits one id only.
            #[must_use]
            pub fn short(&self) -> String {
                self.0.simple().to_string().chars().take(8).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "--{}"), self.0.hyphenated())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix(concat!($prefix, "--"))
                    .and_then(|uuid| Uuid::parse_str(uuid).ok())
                    .map(Self)
                    .ok_or_else(|| NotAnId { text: text.to_owned(), prefix: $prefix })
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

id!(
    /// An article: follows from its stored text, its outlet and its address.
    ArticleId, "article"
);
id!(
    /// A claim: follows from its article and from the places that it was read from. A correction keeps it.
    ClaimId, "claim"
);
id!(
    /// A source: follows from its folded name.
    SourceId, "source"
);
id!(
    /// An edge of reliance: follows from its sort and from what it joins, so that it can be struck before and after it
    /// is found again.
    EdgeId, "edge"
);
id!(
    /// A record: follows from what it records, so that recording the same thing twice is one record.
    RecordId, "record"
);

#[cfg(test)]
mod tests {
    use super::{ArticleId, ClaimId};

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(ClaimId::derive(&[b"ab", b"c"]), ClaimId::derive(&[b"a", b"bc"]));
        assert_ne!(ClaimId::derive(&[b"a"]).as_bytes(), ArticleId::derive(&[b"a"]).as_bytes());
    }

    #[test]
    fn an_id_reads_back_and_another_kind_does_not() {
        let id = ClaimId::derive(&[b"x"]);
        assert_eq!(id.to_string().parse::<ClaimId>().unwrap(), id);
        assert!(id.to_string().parse::<ArticleId>().is_err());
        assert!(id.to_string().starts_with(&format!("claim--{}", id.short())));
        assert_eq!(ClaimId::from_bytes(*id.as_bytes()), id);
    }
}
