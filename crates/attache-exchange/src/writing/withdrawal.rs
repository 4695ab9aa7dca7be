//! The last version of a note: withdrawn.

use attache_core::marking::Marking;
use attache_stix::{
    stix_id::StixId,
    typed::{Common, Note, NoteType},
};
use serde_json::Map;

use super::{Pile, When, WriteFault, Written};
use crate::{marking_wire, shelf::Shelf};

pub(super) fn write(
    note: &StixId,
    when: When,
    marking: &Marking,
    shelf: &Shelf<'_>,
) -> Result<Written, WriteFault> {
    let mut pile = Pile::new(shelf)?;
    let markings = marking_wire::write(marking, &mut pile)?;
    let issuer = pile.issuer().clone();
    let mut common = Common::new(note.clone(), when.created);
    common.modified = when.modified;
    common.revoked = true;
    common.created_by_ref = Some(issuer.clone());
    common.object_marking_refs = markings;
    pile.close(&Note {
        type_name: NoteType::Note,
        common,
        summary: None,
        content: "Withdrawn.".into(),
        authors: Vec::new(),
        object_refs: vec![issuer],
        rest: Map::new(),
    })
}
