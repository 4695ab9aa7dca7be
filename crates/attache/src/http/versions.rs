//! `/exchange/collections/{id}/objects/{object-id}/versions/`: the versions of an object (TAXII 2.1 section 5.8).

use std::sync::Arc;

use attache_stix::{
    filters::{Filter, VersionMatch},
    media_type::TAXII,
    stix_time::StixTime,
    taxii::Versions,
};
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

const TAKEN: [Filter; 4] = [Filter::AddedAfter, Filter::Limit, Filter::Next, Filter::SpecVersion];

/// The versions of an object, in the order in which they were added.
#[utoipa::path(get, path = "/exchange/collections/{id}/objects/{object_id}/versions/", tag = "taxii",
    operation_id = "versions",
    params(("id" = String, Path, description = "The id of a collection"),
        ("object_id" = String, Path, description = "The id of an object"), Paging),
    responses(
        (status = 200, description = "A page of versions", content_type = TAXII, body = Object),
        (status = 400, description = "The query cannot be understood", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such object", content_type = TAXII, body = Object)))]
pub(super) async fn versions(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<(String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let Path((id, object_id)) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            let object = asking::object(&object_id)?;
            let mut filters = asking::filters(query.as_deref(), &TAKEN)?;
            filters.versions = VersionMatch { all: true, last: false, ..VersionMatch::default() };
            let asked = Asked::new(service, &visible, format!("versions/{object}"), filters)?;
            let page = asked.page(service, Some(&object))?;
            visible.still(service)?;
            if page.entries.is_empty() && !asked.holds(service, &object)? {
                return Err(Refusal::not_found());
            }
            let times = page.entries.iter().map(|entry| StixTime::from_nanos(entry.version));
            let versions = times.collect::<Result<_, _>>().map_err(|fault| Refusal::internal(&fault))?;
            let resource = Versions { more: page.more, next: asked.next(service, &page), versions };
            Ok(answer::dated(answer::json(StatusCode::OK, &resource), asking::dates(&page.entries)))
        })
        .await
}
