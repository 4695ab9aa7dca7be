//! `/exchange/collections/`: the collections that there are for the partner (TAXII 2.1 sections 5.1 and 5.2).

use std::sync::Arc;

use attache_stix::{media_type::TAXII, taxii::Collections};
use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};
use http::StatusCode;

use super::{answer, refusal::Refusal, service::Service, session::PartnerSession};

/// Every collection that there is for whoever asks.
#[utoipa::path(get, path = "/exchange/collections/", tag = "taxii", operation_id = "collections",
    responses((status = 200, description = "The collections", content_type = TAXII, body = Object)))]
pub(super) async fn collections(State(service): State<Arc<Service>>, session: PartnerSession) -> Response {
    let all = session.collections(&service);
    let collections = all.iter().map(|visible| visible.resource(&service.node)).collect();
    answer::json(StatusCode::OK, &Collections { collections })
}

/// One of them.
#[utoipa::path(get, path = "/exchange/collections/{id}/", tag = "taxii", operation_id = "collection",
    params(("id" = String, Path, description = "The id of a collection")),
    responses(
        (status = 200, description = "The collection", content_type = TAXII, body = Object),
        (status = 404, description = "There is none for whoever asks", content_type = TAXII, body = Object)))]
pub(super) async fn collection(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    let visible = session.collection(&service, &id)?;
    Ok(answer::json(StatusCode::OK, &visible.resource(&service.node)))
}
