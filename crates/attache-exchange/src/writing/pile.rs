//! The objects that go out together.

use attache_core::{canonical, digest::Digest};
use attache_stix::{
    limits::Limits,
    object::{ObjectHead, Version},
    stix_id::StixId,
    stix_time::StixTime,
    typed::{Common, MarkingDefinition},
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{WriteFault, Written, WrittenObject};
use crate::{
    extension::{self, Extension},
    shelf::Shelf,
};

/// Objects in the order in which they were put, each once.
pub(crate) struct Pile<'a> {
    shelf: &'a Shelf<'a>,
    objects: Vec<WrittenObject>,
    issuer: StixId,
}

impl<'a> Pile<'a> {
    /// A pile with the identity of the issuer.
    pub(crate) fn new(shelf: &'a Shelf<'a>) -> Result<Self, WriteFault> {
        let mut pile = Self { shelf, objects: Vec::new(), issuer: shelf.issuer.id()? };
        pile.put(&shelf.issuer.object()?)?;
        Ok(pile)
    }

    pub(super) const fn shelf(&self) -> &'a Shelf<'a> {
        self.shelf
    }

    /// The identity of the issuer.
    pub(super) const fn issuer(&self) -> &StixId {
        &self.issuer
    }

    /// Puts an object that has its id.
    pub(crate) fn put<T: Serialize>(&mut self, object: &T) -> Result<StixId, WriteFault> {
        let bytes = canonical::to_bytes(object)?;
        let head = ObjectHead::read(&bytes, &Limits::default())?;
        if !self.objects.iter().any(|there| there.id == head.id) {
            let version = match head.version {
                Version::At(time) => Some(time.as_nanos()),
                Version::Unversioned => None,
            };
            self.objects.push(WrittenObject { id: head.id.clone(), version, bytes });
        }
        Ok(head.id)
    }

    /// Puts an object that never changes: its id follows from all that it says, so that another content has another
    /// id, and the one id never two contents (STIX 2.1 section 3.2). What stands for its id until then is nothing.
    pub(super) fn put_named<T: Serialize>(
        &mut self,
        type_name: &str,
        object: &T,
    ) -> Result<StixId, WriteFault> {
        let mut value = serde_json::to_value(object).map_err(canonical::CanonicalError::from)?;
        let id = self.shelf.mint(type_name, &[&canonical::to_bytes(&value)?])?;
        if let Some(slot) = value.get_mut("id") {
            *slot = Value::String(id.to_string());
        }
        self.put(&value)
    }

    /// The common properties of an object for [`Self::put_named`], made by the issuer under these markings.
    ///
    /// What a claim refers to is marked as the claim is: that a source or an article plays a part in it is as
    /// sensitive as the claim. Under another marking it is therefore another object.
    pub(super) fn common(&self, type_name: &str, marking_refs: &[StixId]) -> Result<Common, WriteFault> {
        let mut common = Common::new(StixId::new(type_name, Uuid::nil())?, self.since()?);
        common.created_by_ref = Some(self.issuer.clone());
        common.object_marking_refs = marking_refs.to_vec();
        Ok(common)
    }

    /// Puts the definition of one of our extensions and of who defined it; gives the key and the value for
    /// `extensions`.
    pub(super) fn extension<T: Serialize>(
        &mut self,
        which: Extension,
        says: &T,
    ) -> Result<(String, Value), WriteFault> {
        self.define(which)?;
        Ok((which.id().to_owned(), extension::value_of(says)?))
    }

    fn define(&mut self, which: Extension) -> Result<(), WriteFault> {
        self.put(&extension::project()?)?;
        self.put(&which.definition()?)?;
        Ok(())
    }

    /// Puts a marking definition of ours.
    pub(crate) fn marking(&mut self, name: String, says: Value) -> Result<StixId, WriteFault> {
        const TYPE: &str = "marking-definition";
        let which = Extension::Releasability;
        self.define(which)?;
        let mut definition = MarkingDefinition::new(StixId::new(TYPE, Uuid::nil())?, self.since()?);
        definition.created_by_ref = Some(self.issuer.clone());
        definition.name = Some(name);
        definition.extensions.insert(which.id().to_owned(), says);
        self.put_named(TYPE, &definition)
    }

    /// The objects with the note that they are for.
    pub(crate) fn close<T: Serialize>(mut self, note: &T) -> Result<Written, WriteFault> {
        let id = self.put(note)?;
        let bytes = self.objects.last().map(|note| note.bytes.as_slice()).unwrap_or_default();
        Ok(Written { digest: Digest::of_bytes(bytes), note: id, objects: self.objects })
    }

    fn since(&self) -> Result<StixTime, WriteFault> {
        Ok(self.shelf.since.try_into()?)
    }
}
