//! This node as its partners see it.

use attache_stix::{
    stix_id::StixId,
    stix_time::StixTime,
    typed::{Common, Identity, IdentityType},
};
use jiff::Timestamp;
use serde_json::Map;
use uuid::Uuid;

use crate::writing::WriteFault;

/// The organisation in whose name this node makes objects (STIX 2.1 section 3.2, `created_by_ref`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Its name. It is the originator of what it releases of its own.
    pub name: String,
    /// The UUID of its identity object, the same on every shelf: a partner knows us by it. Version 4, since the
    /// validator of OASIS takes no newer ones.
    pub identity: Uuid,
    /// When the identity was made. A new name needs a new time.
    pub created: Timestamp,
}

impl Issuer {
    /// The id of its identity object.
    ///
    /// # Errors
    /// None that is known: `identity` is the name of a type.
    pub fn id(&self) -> Result<StixId, WriteFault> {
        Ok(StixId::new("identity", self.identity)?)
    }

    /// Its identity object (STIX 2.1 section 4.5).
    ///
    /// # Errors
    /// Where it was made outside the years that STIX can write.
    pub(crate) fn object(&self) -> Result<Identity, WriteFault> {
        Ok(Identity {
            type_name: IdentityType::Identity,
            common: Common::new(self.id()?, StixTime::try_from(self.created)?),
            name: self.name.clone(),
            description: None,
            roles: Vec::new(),
            identity_class: Some("organization".into()),
            sectors: Vec::new(),
            contact_information: None,
            rest: Map::new(),
        })
    }
}
