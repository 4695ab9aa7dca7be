//! `/exchange/collections/{id}/objects/`: the objects of a collection (TAXII 2.1 sections 5.4 and 5.6). Stored
//! bytes stand in the envelope as they came.

use std::sync::Arc;

use attache_core::object_key::ObjectKey;
use attache_stix::{filters::Filter, media_type::TAXII};
use attache_store::Edge;
use axum::{
    extract::{Path, RawQuery, State, rejection::PathRejection},
    response::Response,
};
use http::Method;

use super::{
    admission, answer,
    asking::{self, Asked},
    outgoing,
    page_cache::Rendered,
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
    if let Some(page) = at_hand(&service, &session, &id, query.as_deref()) {
        return Ok(answered(page));
    }
    let ahead = Arc::clone(&service);
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            let asked = asked(service, &visible, query.as_deref())?;
            let mut page = outgoing::page(service, &visible, &asked)?;
            visible.still(service)?;
            if admission::wants_body(&method) {
                if let Some(owed) = page.owed.take() {
                    service.deliveries.record(service, &visible, &owed)?;
                    service.pages.settle(&asked.key(), &page);
                }
                outgoing::make_next_ready(&ahead, &session, &asked, &page);
            }
            Ok(answered(page))
        })
        .await
}

fn asked<'v>(
    service: &Service,
    visible: &'v VisibleCollection<'v>,
    query: Option<&str>,
) -> Result<Asked<'v>, Refusal> {
    Asked::new(service, visible, "objects".to_owned(), asking::filters(query, &OF_COLLECTION)?)
}

/// The page, if it needs no reading and no writing.
fn at_hand(
    service: &Arc<Service>,
    session: &PartnerSession,
    id: &str,
    query: Option<&str>,
) -> Option<Rendered> {
    let visible = session.collection(service, id).ok()?;
    // What is wrong with the question is told to whoever asks in earnest.
    let asked = asked(service, &visible, query).ok()?;
    let page = outgoing::at_hand(service, &visible, &asked)?;
    outgoing::make_next_ready(service, session, &asked, &page);
    Some(page)
}

fn answered(page: Rendered) -> Response {
    answer::dated(answer::taxii(page.body), page.dates)
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
            let sheet = asked.sheet(service, Some(&object), outgoing::HEAD)?;
            visible.still(service)?;
            if sheet.places.is_empty() && !asked.holds(service, &object)? {
                return Err(Refusal::not_found());
            }
            if admission::wants_body(&method) {
                service.deliveries.record(service, &visible, &sheet.places)?;
            }
            Ok(answered(outgoing::enveloped(service, &visible, &asked, sheet, Edge::default())))
        })
        .await
}
