//! `/exchange/collections/{id}/manifest/`: what a collection holds, without the objects (TAXII 2.1 section 5.3).

use std::sync::Arc;

use attache_stix::{
    filters::Filter,
    media_type::{STIX, TAXII},
    stix_id::StixId,
    stix_time::StixTime,
    taxii::{Manifest, ManifestRecord},
};
use attache_store::Entry;
use axum::{
    extract::{Path, RawQuery, State, rejection::PathRejection},
    response::Response,
};
use http::StatusCode;

use super::{
    answer,
    asking::{self, Asked},
    paging::Paging,
    refusal::Refusal,
    service::Service,
    session::PartnerSession,
};

const TAKEN: [Filter; 7] = [
    Filter::AddedAfter,
    Filter::Limit,
    Filter::Next,
    Filter::Id,
    Filter::Type,
    Filter::Version,
    Filter::SpecVersion,
];

/// What the collection holds.
#[utoipa::path(get, path = "/exchange/collections/{id}/manifest/", tag = "taxii", operation_id = "manifest",
    params(("id" = String, Path, description = "The id of a collection"), Paging,
        ("match[id]" = Option<String>, Query, description = "Only these objects"),
        ("match[type]" = Option<String>, Query, description = "Only objects of these types"),
        ("match[version]" = Option<String>, Query, description = "first, last, all or times")),
    responses(
        (status = 200, description = "A page of the manifest", content_type = TAXII, body = Object),
        (status = 400, description = "The query cannot be understood", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such collection", content_type = TAXII, body = Object)))]
pub(super) async fn manifest(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            let filters = asking::filters(query.as_deref(), &TAKEN)?;
            let asked = Asked::new(service, &visible, "manifest".to_owned(), filters)?;
            let page = asked.page(service, None)?;
            visible.still(service)?;
            let objects = page.entries.iter().map(record).collect::<Result<_, _>>()?;
            let resource = Manifest { more: page.more, next: asked.next(service, &page), objects };
            Ok(answer::dated(answer::json(StatusCode::OK, &resource), asking::dates(&page.entries)))
        })
        .await
}

fn record(entry: &Entry) -> Result<ManifestRecord, Refusal> {
    let time = |read: Result<StixTime, _>| read.map_err(|fault| Refusal::internal(&fault));
    Ok(ManifestRecord {
        id: StixId::new(&entry.object.type_name, entry.object.uuid)
            .map_err(|fault| Refusal::internal(&fault))?,
        date_added: time(StixTime::from_micros(entry.position))?,
        version: time(StixTime::from_nanos(entry.version))?,
        media_type: Some(STIX.to_owned()),
    })
}
