//! Objects of a partner as claims.
//!
//! Nothing that comes in is trusted. The object is read by STIX, the extension part by part; what does not agree with
//! itself is refused with the place. What is not ours to understand is [`Incoming::Foreign`]: it is kept whole.
//!
//! What a reader cannot know it does not judge: that the channel is the partner's, that a claim which says that it is
//! ours is, and whether an object that is called back was ever here, is for the caller.

use attache_core::partner::PartnerId;
use attache_stix::{
    fault::ObjectFault,
    limits::Limits,
    object::{ObjectHead, Version},
    stix_id::StixId,
    stix_time::StixTime,
    typed::Note,
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    extension::{self, Extension, ExtensionFault, claim::ClaimExtension, tear_line::TearLineExtension},
    issuer::Issuer,
    marking_wire::{self, Resolve},
};

pub use received::{Brought, ReceivedClaim, ReceivedTearLine};

mod received;
mod torn;

/// Who sent an object: the partner whose channel it came by.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// Its short name here.
    pub partner: &'a PartnerId,
    /// The id of its identity object, where it is known. Then it may make objects in no other name.
    pub identity: Option<&'a StixId>,
}

/// What an object is to us.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// A claim, whole.
    Claim(Box<ReceivedClaim>),
    /// A tear-line.
    TearLine(Box<ReceivedTearLine>),
    /// A note is called back by its maker.
    Recall {
        /// Which object.
        object: StixId,
        /// The version that calls it back.
        version: StixTime,
    },
    /// Another object: to be kept under its marking.
    Foreign {
        /// Which object.
        object: StixId,
    },
    /// Nothing that can be taken.
    Refused {
        /// Which object, if that can be made out.
        object: Option<StixId>,
        /// Why.
        why: Refusal,
    },
}

/// Why an object is not taken. Fit to be told to the sender.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no STIX object.
    #[error(transparent)]
    Object(#[from] ObjectFault),
    /// It is no note, though it calls itself one.
    #[error("the note cannot be read: {0}")]
    Note(ExtensionFault),
    /// The sender makes it in the name of another.
    #[error("`created_by_ref` is not the identity of the sender")]
    InAnothersName,
    /// It is a claim and a tear-line at once.
    #[error("a note is either a claim or a tear-line")]
    Both,
    /// The extension is not as its schema says, or its parts do not agree.
    #[error("in the extension {name}: {fault}")]
    Extension {
        /// Which extension.
        name: &'static str,
        /// What is wrong, and where.
        fault: ExtensionFault,
    },
}

/// A clock may be wrong by so much before a time counts as one that is to come.
const LEEWAY: SignedDuration = SignedDuration::from_hours(24);

/// Reads one object of a partner. `resolve` finds the marking definitions that it refers to, among the objects of the
/// same sender; `at` is now.
#[must_use]
pub fn read(
    object: &[u8],
    resolve: Resolve<'_>,
    sender: &Sender<'_>,
    ours: &Issuer,
    at: Timestamp,
) -> Incoming {
    let head = match ObjectHead::read(object, &Limits::default()) {
        Ok(head) => head,
        Err(fault) => return Incoming::Refused { object: None, why: fault.into() },
    };
    let id = head.id.clone();
    note(object, &head, resolve, sender, ours, at)
        .unwrap_or_else(|why| Incoming::Refused { object: Some(id), why })
}

fn note(
    object: &[u8],
    head: &ObjectHead,
    resolve: Resolve<'_>,
    sender: &Sender<'_>,
    ours: &Issuer,
    at: Timestamp,
) -> Result<Incoming, Refusal> {
    let foreign = || Ok(Incoming::Foreign { object: head.id.clone() });
    let Version::At(version) = head.version else { return foreign() };
    if head.id.type_name() != "note" {
        return foreign();
    }
    let by_sender = sender.identity.is_none_or(|identity| head.created_by.as_ref() == Some(identity));
    if head.revoked {
        let recall = Incoming::Recall { object: head.id.clone(), version };
        return if by_sender { Ok(recall) } else { Err(Refusal::InAnothersName) };
    }
    let note: Note = extension::read_bytes(object).map_err(Refusal::Note)?;
    let of = |which: Extension| note.common.extensions.get(which.id());
    let brought = Brought {
        object: head.id.clone(),
        version,
        marking: marking_wire::read(head, resolve),
        from_the_future: [note.common.created, version]
            .iter()
            .any(|time| time.timestamp() > at.saturating_add(LEEWAY).unwrap_or(at)),
    };
    let incoming = match (of(Extension::Claim), of(Extension::TearLine)) {
        (None, None) => return foreign(),
        (Some(_), Some(_)) => return Err(Refusal::Both),
        (Some(value), None) => {
            let told = extension::read::<ClaimExtension>(value).and_then(ClaimExtension::told);
            let told = told.map_err(|fault| refused(Extension::Claim, fault))?;
            Incoming::Claim(Box::new(ReceivedClaim::of(told, brought, ours)))
        }
        (None, Some(value)) => {
            let line = extension::read::<TearLineExtension>(value);
            let line = line.and_then(|line| line.check().map(|()| line));
            let line = line.map_err(|fault| refused(Extension::TearLine, fault))?;
            let received = torn::received(&line, note.common.created, brought, ours);
            Incoming::TearLine(Box::new(received.map_err(|fault| refused(Extension::TearLine, fault))?))
        }
    };
    if by_sender { Ok(incoming) } else { Err(Refusal::InAnothersName) }
}

const fn refused(which: Extension, fault: ExtensionFault) -> Refusal {
    Refusal::Extension { name: which.name(), fault }
}

#[cfg(test)]
pub(crate) mod round_trip;
#[cfg(test)]
mod tests;
