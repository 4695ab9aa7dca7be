//! `/taxii2/` and `/exchange/`: what this server is (TAXII 2.1 section 4).

use std::sync::Arc;

use attache_stix::{
    media_type::TAXII,
    taxii::{ApiRoot, Discovery},
};
use axum::{extract::State, response::Response};
use http::StatusCode;

use super::{answer, service::Service, session::PartnerSession};

/// The one API root.
pub(super) const ROOT: &str = "/exchange/";

/// The server and its API root.
#[utoipa::path(get, path = "/taxii2/", tag = "taxii", operation_id = "discovery",
    responses((status = 200, description = "The discovery resource", content_type = TAXII, body = Object)))]
pub(super) async fn discovery(State(service): State<Arc<Service>>, _: PartnerSession) -> Response {
    let resource = Discovery {
        title: format!("Exchange of {}", service.node.name),
        default: Some(ROOT.to_owned()),
        api_roots: vec![ROOT.to_owned()],
        ..Discovery::default()
    };
    answer::json(StatusCode::OK, &resource)
}

/// The API root.
#[utoipa::path(get, path = "/exchange/", tag = "taxii", operation_id = "api_root",
    responses((status = 200, description = "The API root resource", content_type = TAXII, body = Object)))]
pub(super) async fn api_root(State(service): State<Arc<Service>>, _: PartnerSession) -> Response {
    let resource = ApiRoot {
        title: format!("Exchange of {}", service.node.name),
        versions: vec![TAXII.to_owned()],
        max_content_length: service.limits.body as u64,
        ..ApiRoot::default()
    };
    answer::json(StatusCode::OK, &resource)
}
