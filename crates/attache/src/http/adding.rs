//! `POST /exchange/collections/{id}/objects/`: what partners send (TAXII 2.1 section 5.5). Each object is taken
//! or refused for itself, and the status says which and why.

use std::{sync::Arc, time::Duration};

use attache_core::collection::CollectionId;
use attache_stix::{
    envelope::{Envelope, EnvelopeFault, ObjectRead},
    media_type::{TAXII, content_type_ok},
    object::{ObjectHead, Version},
    stix_id::StixId,
    stix_time::StixTime,
    taxii::{Progress, Status, StatusDetail},
};
use attache_store::{Commit, EntryOutcome, NewEntry};
use axum::{
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::{answer, asking, refusal::Refusal, service::Service, session::PartnerSession, status::Slot};

/// What is said where id and version are taken. It is said of the partner's own collection only.
const CONFLICT: &str = "another content lies under this id and version: send it with a later `modified`";

/// Adds objects.
#[utoipa::path(post, path = "/exchange/collections/{id}/objects/", tag = "taxii", operation_id = "add_objects",
    params(("id" = String, Path, description = "The id of a collection")),
    request_body(content = Object, content_type = TAXII, description = "An envelope"),
    responses(
        (status = 202, description = "What became of each object", content_type = TAXII, body = Object),
        (status = 400, description = "The body is no JSON", content_type = TAXII, body = Object),
        (status = 403, description = "The collection can only be read", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such collection", content_type = TAXII, body = Object),
        (status = 413, description = "The body is too large", content_type = TAXII, body = Object),
        (status = 415, description = "The media type is not taken", content_type = TAXII, body = Object),
        (status = 422, description = "The body is no envelope", content_type = TAXII, body = Object)))]
pub(super) async fn add_objects(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    // All that can be said without the body is said before it is read.
    let collection = {
        let visible = session.collection(&service, &id)?;
        visible.writable()?;
        visible.id()
    };
    readable(&headers, service.limits.body)?;
    let body = whole(body, service.limits.body, service.limits.body_time).await?;
    let status = service.working(move |service| take_in(service, &session, collection, &body)).await?;
    Ok(answer::bytes(StatusCode::ACCEPTED, TAXII, status))
}

/// That a body with this head is read.
fn readable(headers: &HeaderMap, limit: usize) -> Result<(), Refusal> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    content_type_ok(text(header::CONTENT_TYPE)).map_err(|fault| Refusal::unsupported(fault.to_string()))?;
    if text(header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(Refusal::unsupported("Bodies are read as they are: send no Content-Encoding."));
    }
    let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > limit as u64) {
        return Err(Refusal::too_large(limit));
    }
    Ok(())
}

/// The body, if it comes in time and is not too large.
async fn whole(body: Body, limit: usize, time: Duration) -> Result<Bytes, Refusal> {
    let read = tokio::time::timeout(time, axum::body::to_bytes(body, limit)).await;
    match read {
        Err(_) => Err(Refusal::too_slow()),
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            use std::error::Error as _;
            // axum tells apart only by the cause whether it was too long or broke off.
            let too_long = error.source().is_some_and(|cause| cause.to_string().contains("length limit"));
            Err(if too_long {
                Refusal::too_large(limit)
            } else {
                Refusal::bad_request("The body broke off.")
            })
        }
    }
}

/// Who may have made what a partner sends.
enum Makers {
    /// Itself only.
    Only(StixId),
    /// Anybody: it passes on what others made.
    Any,
    /// Nobody: the operator has not recorded under which identity it makes objects.
    Unknown,
}

impl Makers {
    fn of(session: &PartnerSession) -> Result<Self, Refusal> {
        let partner = session.partner()?;
        if partner.relays {
            return Ok(Self::Any);
        }
        let identity = partner.identity.as_deref().and_then(|identity| identity.parse().ok());
        Ok(identity.map_or(Self::Unknown, Self::Only))
    }

    /// That it may send this; else what is said to it.
    fn admit(&self, head: &ObjectHead) -> Result<(), String> {
        match (self, &head.created_by) {
            (Self::Unknown, _) => Err(
                "the operator of this server has not registered your identity yet: tell them the id of your `identity` object"
                    .to_owned(),
            ),
            (Self::Only(own), Some(maker)) if maker != own => {
                Err(format!("`created_by_ref` is {maker}, but you may send only what {own} made"))
            }
            _ => Ok(()),
        }
    }
}

/// What is said of an object that is taken.
fn success(head: &ObjectHead, added: StixTime) -> StatusDetail {
    let version = match head.version {
        Version::At(time) => time,
        Version::Unversioned => added,
    };
    StatusDetail { id: head.id.to_string(), version: version.to_string(), message: None }
}

fn failure(head: &ObjectHead, added: StixTime, message: String) -> StatusDetail {
    StatusDetail { message: Some(message), ..success(head, added) }
}

/// Takes in an envelope; gives the status, written.
fn take_in(
    service: &Service,
    session: &PartnerSession,
    collection: CollectionId,
    body: &[u8],
) -> Result<Vec<u8>, Refusal> {
    let envelope = Envelope::read(body, &service.limits.objects).map_err(|fault| match fault {
        EnvelopeFault::NotUtf8 { .. } | EnvelopeFault::NotJson { .. } => {
            Refusal::bad_request(fault.to_string())
        }
        EnvelopeFault::TooMany { .. } => Refusal::too_many_objects(fault.to_string()),
        EnvelopeFault::NotAnObject | EnvelopeFault::NotAList | EnvelopeFault::Member(_) => {
            Refusal::unprocessable(fault.to_string())
        }
    })?;
    let now = service.clock.now();
    let request_timestamp = StixTime::try_from(now).map_err(|fault| Refusal::internal(&fault))?;
    let slot = service.slots.next(service, session.id())?;
    let makers = Makers::of(session)?;
    let total = envelope.objects.len();
    let (mut heads, mut entries, mut failures) =
        (Vec::with_capacity(total), Vec::with_capacity(total), Vec::new());
    for object in envelope.objects {
        match sorted(object, &makers, collection, request_timestamp) {
            Ok((head, entry)) => {
                heads.push(head);
                entries.push(entry);
            }
            Err(detail) => failures.push(detail),
        }
    }
    let mut status = Status {
        id: slot.id().to_string(),
        status: Progress::Complete,
        request_timestamp,
        total_count: total as u64,
        success_count: heads.len() as u64,
        successes: heads.iter().map(|head| success(head, request_timestamp)).collect(),
        failure_count: failures.len() as u64,
        failures,
        pending_count: 0,
        pendings: Vec::new(),
    };
    // The status goes with the objects in one transaction, as if all will be taken; nobody knows its id yet.
    let mut commit = Commit { entries, now, ..Commit::default() };
    let written = slot.keep(&status, &mut commit)?;
    let outcomes = service.store.commit(&commit)?.entries;
    if settled(&mut status, &heads, &outcomes) {
        return Ok(written);
    }
    let mut again = Commit { now, ..Commit::default() };
    let written = Slot::again(slot.id(), session.id(), &status, &mut again)?;
    service.store.commit(&again)?;
    Ok(written)
}

/// An object to be stored, or what is said of one that is not.
fn sorted(
    object: ObjectRead<'_>,
    makers: &Makers,
    collection: CollectionId,
    at: StixTime,
) -> Result<(ObjectHead, NewEntry), StatusDetail> {
    let object = object.map_err(|(id, fault)| StatusDetail {
        id: id.unwrap_or_default(),
        version: String::new(),
        message: Some(fault.to_string()),
    })?;
    makers.admit(&object.head).map_err(|message| failure(&object.head, at, message))?;
    let version = match object.head.version {
        Version::At(time) => Some(time.as_nanos()),
        Version::Unversioned => None,
    };
    let entry =
        NewEntry { collection, object: asking::key(&object.head.id), version, bytes: object.bytes.to_vec() };
    Ok((object.head, entry))
}

/// Puts right what was assumed of the outcomes; says whether nothing had to be.
fn settled(status: &mut Status, heads: &[ObjectHead], outcomes: &[EntryOutcome]) -> bool {
    let assumed = |(head, outcome): (&ObjectHead, &EntryOutcome)| {
        matches!(head.version, Version::At(_)) && !matches!(outcome, EntryOutcome::Conflict)
    };
    if heads.iter().zip(outcomes).all(assumed) {
        return true;
    }
    status.successes.clear();
    for (head, outcome) in heads.iter().zip(outcomes) {
        match outcome {
            EntryOutcome::Added { position } | EntryOutcome::Known { position } => {
                let added = StixTime::from_micros(*position).unwrap_or(status.request_timestamp);
                status.successes.push(success(head, added));
            }
            EntryOutcome::Conflict => {
                status.failures.push(failure(head, status.request_timestamp, CONFLICT.to_owned()));
            }
        }
    }
    status.success_count = status.successes.len() as u64;
    status.failure_count = status.failures.len() as u64;
    false
}
