//! `/exchange/collections/{id}/objects/`: the objects of a collection (TAXII 2.1 sections 5.4 and 5.6). Stored
//! bytes stand in the envelope as they came.

use std::sync::Arc;

use attache_core::object_key::ObjectKey;
use attache_stix::{envelope::write_envelope, filters::Filter, media_type::TAXII};
use attache_store::Page;
use axum::{
    extract::{Path, RawQuery, State, rejection::PathRejection},
    response::Response,
};
use http::Method;

use super::{
    admission, answer,
    asking::{self, Asked},
    page_cache::{PageKey, Rendered},
    paging::Paging,
    refusal::Refusal,
    service::Service,
    session::PartnerSession,
    visible_collection::VisibleCollection,
};

const OF_COLLECTION: [Filter; 7] = [
    Filter::AddedAfter,
    Filter::Limit,
    Filter::Next,
    Filter::Id,
    Filter::Type,
    Filter::Version,
    Filter::SpecVersion,
];
const OF_OBJECT: [Filter; 5] =
    [Filter::AddedAfter, Filter::Limit, Filter::Next, Filter::Version, Filter::SpecVersion];

/// The objects of a collection.
#[utoipa::path(get, path = "/exchange/collections/{id}/objects/", tag = "taxii", operation_id = "objects",
    params(("id" = String, Path, description = "The id of a collection"), Paging,
        ("match[id]" = Option<String>, Query, description = "Only these objects"),
        ("match[type]" = Option<String>, Query, description = "Only objects of these types"),
        ("match[version]" = Option<String>, Query, description = "first, last, all or times")),
    responses(
        (status = 200, description = "A page of objects", content_type = TAXII, body = Object),
        (status = 400, description = "The query cannot be understood", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such collection", content_type = TAXII, body = Object)))]
pub(super) async fn objects(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    method: Method,
    path: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            let key = cached_under(service, &visible, query.as_deref())?;
            if let Some(page) = key.as_ref().and_then(|key| service.pages.get(key)) {
                return Ok(answer::dated(answer::taxii(page.body), page.dates));
            }
            let filters = asking::filters(query.as_deref(), &OF_COLLECTION)?;
            let asked = Asked::new(service, &visible, "objects".to_owned(), filters)?;
            let page = asked.page(service, None, true)?;
            let rendered = rendered(service, &asked, &page);
            if admission::wants_body(&method) {
                service.deliveries.record(service, &visible, &page.entries)?;
                // A page that is not full is short, and soon another.
                if let Some(key) = key.filter(|_| page.entries.len() == asked.limit && asked.is_plain()) {
                    service.pages.put(key, rendered.clone());
                }
            }
            Ok(answer::dated(answer::taxii(rendered.body), rendered.dates))
        })
        .await
}

/// Under which key a page of this collection would be kept; only what never changes is.
fn cached_under(
    service: &Service,
    visible: &VisibleCollection<'_>,
    query: Option<&str>,
) -> Result<Option<PageKey>, Refusal> {
    if !visible.is_outbox() || service.limits.page_cache == 0 {
        return Ok(None);
    }
    Ok(Some(PageKey {
        partner: visible.session().id().clone(),
        collection: visible.id(),
        leaves: service.store.leaves(visible.id())?,
        query: query.unwrap_or_default().to_owned(),
    }))
}

fn rendered(service: &Service, asked: &Asked<'_>, page: &Page) -> Rendered {
    let next = asked.next(service, page);
    let size = page.entries.iter().map(|entry| entry.bytes.len().saturating_add(1)).sum::<usize>();
    let mut body = Vec::with_capacity(size.saturating_add(128));
    let objects = page.entries.iter().map(|entry| entry.bytes.as_slice());
    write_envelope(&mut body, objects, page.more, next.as_deref());
    Rendered { body: body.into(), dates: asking::dates(&page.entries) }
}

/// One object, in the versions asked for.
#[utoipa::path(get, path = "/exchange/collections/{id}/objects/{object_id}/", tag = "taxii",
    operation_id = "object",
    params(("id" = String, Path, description = "The id of a collection"),
        ("object_id" = String, Path, description = "The id of an object"), Paging,
        ("match[version]" = Option<String>, Query, description = "first, last, all or times")),
    responses(
        (status = 200, description = "The object, in an envelope", content_type = TAXII, body = Object),
        (status = 400, description = "The query cannot be understood", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such object", content_type = TAXII, body = Object)))]
pub(super) async fn object(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    method: Method,
    path: Result<Path<(String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let Path((id, object_id)) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            let object: ObjectKey = asking::object(&object_id)?;
            let filters = asking::filters(query.as_deref(), &OF_OBJECT)?;
            let asked = Asked::new(service, &visible, format!("object/{object}"), filters)?;
            let page = asked.page(service, Some(&object), true)?;
            if page.entries.is_empty() && !asked.holds(service, &object)? {
                return Err(Refusal::not_found());
            }
            let rendered = rendered(service, &asked, &page);
            if admission::wants_body(&method) {
                service.deliveries.record(service, &visible, &page.entries)?;
            }
            Ok(answer::dated(answer::taxii(rendered.body), rendered.dates))
        })
        .await
}
