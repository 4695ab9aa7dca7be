//! The place that objects are written for: one collection of this node.

use std::fmt;

use attache_core::collection::CollectionId;
use attache_stix::stix_id::StixId;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;
use uuid::Builder;

use crate::{issuer::Issuer, writing::WriteFault};

/// One collection, and what is needed to make ids for it.
///
/// Every id that is minted here is a UUID of version 4 whose bits are HMAC-SHA256 (RFC 2104) over the collection,
/// the type and the parts. With the secret, nobody can test a guess of a withheld article, claim or source against
/// an id; with the collection, two partners cannot tell by ids that they were given the same.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// In whose name objects are made.
    pub issuer: &'a Issuer,
    /// Which collection.
    pub collection: CollectionId,
    /// When the collection came into being. Objects that never change (sources, places, articles, markings) are
    /// dated so: their true date would tell when something else was released.
    pub since: Timestamp,
    /// A secret of this node, the same for ever: another one gives other ids.
    pub key: &'a [u8; 32],
}

impl fmt::Debug for Shelf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shelf({})", self.collection)
    }
}

impl Shelf<'_> {
    /// The id that follows from these parts, on this shelf.
    pub(crate) fn mint(&self, type_name: &str, parts: &[&[u8]]) -> Result<StixId, WriteFault> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key).map_err(|_| WriteFault::Key)?;
        let head: [&[u8]; 3] = [b"attache object id 1", self.collection.0.as_bytes(), type_name.as_bytes()];
        // Length prefixes keep ("ab", "c") and ("a", "bc") apart.
        for part in head.iter().chain(parts) {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        let mut bits = [0; 16];
        bits.iter_mut().zip(mac.finalize().into_bytes()).for_each(|(to, from)| *to = from);
        Ok(StixId::new(type_name, Builder::from_random_bytes(bits).into_uuid())?)
    }
}

#[cfg(test)]
mod tests {
    use attache_core::collection::CollectionId;
    use uuid::Uuid;

    use crate::{sample, shelf::Shelf};

    #[test]
    fn an_id_is_a_uuid_of_version_4_and_follows_from_secret_collection_type_and_parts() {
        let issuer = sample::issuer();
        let shelf = sample::shelf(&issuer);
        let id = shelf.mint("note", &[b"ab", b"c"]).unwrap();
        assert_eq!(id.uuid().get_version_num(), 4);
        assert_eq!(shelf.mint("note", &[b"ab", b"c"]).unwrap(), id);
        let others = [
            shelf.mint("note", &[b"a", b"bc"]),
            shelf.mint("report", &[b"ab", b"c"]),
            Shelf { key: &[8; 32], ..shelf }.mint("note", &[b"ab", b"c"]),
            Shelf { collection: CollectionId(Uuid::from_u128(9)), ..shelf }.mint("note", &[b"ab", b"c"]),
        ];
        for other in others {
            assert_ne!(other.unwrap().uuid(), id.uuid());
        }
        assert!(!format!("{shelf:?}").contains('7'), "no secret in a log line");
    }
}
