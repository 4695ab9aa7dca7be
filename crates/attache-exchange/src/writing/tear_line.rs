//! A tear-line.

use attache_core::{canonical, release::Released, tear_line::TearLine};
use attache_stix::typed::{Common, Note, NoteType};
use serde_json::Map;

use super::{Pile, When, WriteFault, Written, place};
use crate::{
    extension::{self, Extension, tear_line::TearLineExtension},
    marking_wire,
    shelf::Shelf,
};

pub(super) fn write(
    line: &TearLine,
    released: &Released,
    shelf: &Shelf<'_>,
    when: When,
) -> Result<Written, WriteFault> {
    let mut pile = Pile::new(shelf)?;
    let markings = marking_wire::write(released.marking(), &mut pile)?;
    let says = TearLineExtension::of(line, released.originator());
    let (key, value) = pile.extension(Extension::TearLine, &says)?;
    // What we would not take from others we do not send.
    extension::read::<TearLineExtension>(&value)?.check()?;

    // A note must be about something; all else that it could be about is withheld.
    let mut about = vec![pile.issuer().clone()];
    if let Some(country) = line.country() {
        about.push(place::put_by_code(country, line.subdivision(), &markings, &mut pile)?);
    }
    let id = shelf.mint("note", &[b"tear-line", &canonical::to_bytes(&value)?, &when.mark()])?;
    let mut common = Common::new(id, when.created);
    common.modified = when.modified;
    common.created_by_ref = Some(pile.issuer().clone());
    common.object_marking_refs = markings;
    common.labels = vec![line.kind().to_string(), line.modality().to_string(), "tear-line".into()];
    common.extensions.insert(key, value);
    pile.close(&Note {
        type_name: NoteType::Note,
        common,
        summary: Some(format!("{}, {}: tear-line", line.kind(), line.modality())),
        content: format!("{}\nSourcing: {}", line.text(), line.sourcing()),
        authors: Vec::new(),
        object_refs: about,
        rest: Map::new(),
    })
}
