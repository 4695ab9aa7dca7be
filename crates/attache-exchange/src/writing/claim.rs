//! A claim, whole.

use attache_core::{
    grade::Credibility,
    release::{Released, Whole},
};
use attache_stix::typed::{Common, Note, NoteType};
use serde_json::Map;

use super::{Pile, When, WriteFault, Written, article, place, prose, source};
use crate::{
    extension::{
        self, Extension,
        claim::{ClaimExtension, ClaimRefs},
    },
    marking_wire,
    shelf::Shelf,
};

pub(super) fn write(
    whole: &Whole,
    released: &Released,
    shelf: &Shelf<'_>,
    when: When,
) -> Result<Written, WriteFault> {
    let mut pile = Pile::new(shelf)?;
    let markings = marking_wire::write(released.marking(), &mut pile)?;
    let body = &whole.body;
    let mut refs = ClaimRefs::default();
    for carrier in body.chain.iter() {
        refs.chain.push(source::put(carrier, &markings, &mut pile)?);
    }
    refs.originator = Some(source::put_originator(released.originator(), &markings, &mut pile)?);
    refs.location = match &body.place {
        Some(place) => place::put(place, &markings, &mut pile)?,
        None => None,
    };
    refs.report = article::put(whole, &refs.chain, &markings, &mut pile)?;

    let says = ClaimExtension::of(whole, released.originator(), &refs);
    let (key, value) = pile.extension(Extension::Claim, &says)?;
    // What we would not take from others we do not send.
    extension::read::<ClaimExtension>(&value)?.told()?;

    let mut common =
        Common::new(shelf.mint("note", &[b"claim", whole.id.as_bytes(), &when.mark()])?, when.created);
    common.modified = when.modified;
    common.created_by_ref = Some(pile.issuer().clone());
    common.object_marking_refs = markings;
    common.labels = vec![body.kind.to_string(), body.modality.to_string()];
    common.confidence = whole.credibility.and_then(confidence);
    common.lang = whole.article.language.as_deref().and_then(article::language);
    if refs.report.is_none() {
        common.external_references.extend(article::reference(&whole.article));
    }
    common.extensions.insert(key, value);

    let mut about = Vec::new();
    for id in refs.report.into_iter().chain(refs.chain).chain(refs.location) {
        if !about.contains(&id) {
            about.push(id);
        }
    }
    pile.close(&Note {
        type_name: NoteType::Note,
        common,
        summary: Some(prose::summary(whole)),
        content: prose::content(whole),
        authors: Vec::new(),
        object_refs: about,
        rest: Map::new(),
    })
}

/// STIX 2.1 appendix A, the Admiralty scale of credibility. That truth cannot be judged is no number.
const fn confidence(credibility: Credibility) -> Option<u8> {
    match credibility {
        Credibility::Confirmed => Some(90),
        Credibility::ProbablyTrue => Some(70),
        Credibility::PossiblyTrue => Some(50),
        Credibility::Doubtful => Some(30),
        Credibility::Improbable => Some(10),
        Credibility::CannotBeJudged => None,
    }
}
