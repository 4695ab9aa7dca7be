//! STIX bundles: objects in one file (STIX 2.1 section 8), for tools that know no TAXII.

use std::collections::BTreeSet;

use attache_core::digest::Digest;
use attache_stix::{
    envelope::{Envelope, EnvelopeFault, EnvelopeIn},
    limits::Limits,
    object::ObjectHead,
    stix_id::StixId,
    typed::write_bundle,
};

use crate::{shelf::Shelf, writing::WriteFault};

/// A bundle of these objects, whose bytes stand in it as they are. Its id follows from them, so that the same objects
/// make the same file; it is minted as all ids of the shelf are, and tells nothing.
///
/// # Errors
/// None that is known: `bundle` is the name of a type.
pub fn write<'o>(
    objects: impl Iterator<Item = &'o [u8]> + Clone,
    shelf: &Shelf<'_>,
) -> Result<Vec<u8>, WriteFault> {
    let mut digests = Vec::new();
    for object in objects.clone() {
        digests.extend_from_slice(Digest::of_bytes(object).as_bytes());
    }
    let mut out = Vec::new();
    write_bundle(&mut out, &shelf.mint("bundle", &[&digests])?, objects);
    Ok(out)
}

/// Takes a bundle apart, or an envelope: each object with its own bytes, or why it is refused.
///
/// # Errors
/// Where the file as a whole is neither.
pub fn read<'a>(file: &'a [u8], limits: &Limits) -> Result<EnvelopeIn<'a>, EnvelopeFault> {
    Envelope::read(file, limits)
}

/// The ids that objects refer to and that are not among them. Empty for what [`write`](crate::writing::write) gives.
#[must_use]
pub fn dangling<'h>(heads: impl Iterator<Item = &'h ObjectHead> + Clone) -> BTreeSet<StixId> {
    let there: BTreeSet<&StixId> = heads.clone().map(|head| &head.id).collect();
    heads.flat_map(|head| &head.refs).filter(|id| !there.contains(id)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use attache_stix::limits::Limits;

    use crate::{sample, stix_bundle};

    #[test]
    fn a_bundle_comes_apart_into_the_same_bytes_and_is_the_same_each_time() {
        let issuer = sample::issuer();
        let shelf = sample::shelf(&issuer);
        let written = sample::written_whole(&shelf);
        let objects = || written.objects.iter().map(|object| object.bytes.as_slice());
        let file = stix_bundle::write(objects(), &shelf).unwrap();
        assert_eq!(stix_bundle::write(objects(), &shelf).unwrap(), file);
        let read = stix_bundle::read(&file, &Limits::default()).unwrap();
        let apart: Vec<&[u8]> = read.objects.iter().map(|one| one.as_ref().unwrap().bytes).collect();
        assert_eq!(apart, objects().collect::<Vec<_>>());
        let heads: Vec<_> = read.objects.into_iter().map(|one| one.unwrap().head).collect();
        assert!(stix_bundle::dangling(heads.iter()).is_empty());
        assert_eq!(stix_bundle::dangling(heads.iter().skip(1)).len(), 1, "the issuer is missing");
        let fewer = stix_bundle::write(objects().skip(1), &shelf).unwrap();
        assert_ne!(fewer.get(..80), file.get(..80), "other objects, other id");
    }
}
