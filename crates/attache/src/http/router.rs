//! Which URL leads where. Every route is also part of the description of the interface (OpenAPI 3.1), because
//! both are made from one list.

use std::sync::Arc;

use axum::{Router, extract::Request, middleware, response::Response, routing::get};
use http::{StatusCode, Uri, header, uri::PathAndQuery};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, Predicate as _, predicate::SizeAbove},
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    adding, admission, answer, collections, deleting, discovery, log, manifest, objects, refusal::Refusal,
    service::Service, status, versions,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "attache exchange", description = "TAXII 2.1, and the log of what was released"),
    security(("basic" = []), ("bearer" = [])),
    modifiers(&Schemes)
)]
struct Description;

/// How partners say who they are.
struct Schemes;

impl Modify for Schemes {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        for (name, scheme) in [("basic", HttpAuthScheme::Basic), ("bearer", HttpAuthScheme::Bearer)] {
            components.add_security_scheme(name, SecurityScheme::Http(Http::new(scheme)));
        }
    }
}

fn described() -> OpenApiRouter<Arc<Service>> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(discovery::discovery))
        .routes(routes!(discovery::api_root))
        .routes(routes!(status::status))
        .routes(routes!(collections::collections))
        .routes(routes!(collections::collection))
        .routes(routes!(manifest::manifest))
        .routes(routes!(objects::objects, adding::add_objects))
        .routes(routes!(objects::object, deleting::delete_object))
        .routes(routes!(versions::versions))
        .routes(routes!(log::checkpoint))
        .routes(routes!(log::consistency))
        .routes(routes!(log::tile::tile))
}

/// The description of the interface.
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    described().split_for_parts().1
}

/// The whole server, without a socket.
pub(crate) fn router(service: Arc<Service>) -> Router {
    let description = openapi().to_json().unwrap_or_default();
    let (guarded, _) = described().split_for_parts();
    let guarded = guarded
        .fallback(|| async { Refusal::not_found() })
        .layer(middleware::from_fn_with_state(Arc::clone(&service), admission::admit))
        .with_state(service);
    // Small answers gain nothing; the fastest level still holds up the largest.
    let compression =
        CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(1024).and(
            tower_http::compression::predicate::NotForContentType::const_new("application/octet-stream"),
        ));
    let outer = ServiceBuilder::new()
        .layer(compression)
        .map_request(with_slash)
        .map_response(without_needless_allow)
        .service(guarded);
    Router::new()
        .route("/healthz", get(|| async { answer::bytes(StatusCode::OK, "text/plain", "ok\n") }))
        .route(
            "/openapi.json",
            get(move || async move { answer::bytes(StatusCode::OK, "application/json", description) }),
        )
        .fallback_service(outer)
}

/// Clients write paths with and without the last slash (TAXII 2.1 section 3.1 has it): both mean the same, and
/// nobody is redirected.
fn with_slash(mut request: Request) -> Request {
    let path = request.uri().path();
    if path.ends_with('/') || path.contains("/log/") {
        return request;
    }
    let whole = match request.uri().query() {
        Some(query) => format!("{path}/?{query}"),
        None => format!("{path}/"),
    };
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(whole).ok().or(parts.path_and_query);
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
    request
}

/// axum says which methods there are also where the answer is about something else.
fn without_needless_allow(mut response: Response) -> Response {
    if response.status() != StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().remove(header::ALLOW);
    }
    response
}
