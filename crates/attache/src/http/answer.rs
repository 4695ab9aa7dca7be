//! Answers: TAXII resources, and the headers that go with them.

use attache_stix::{media_type::TAXII, stix_time::StixTime};
use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

/// `X-TAXII-Date-Added-First` (TAXII 2.1 section 3.8.1).
pub(crate) const FIRST: &str = "x-taxii-date-added-first";
/// `X-TAXII-Date-Added-Last` (TAXII 2.1 section 3.8.2).
pub(crate) const LAST: &str = "x-taxii-date-added-last";

/// An answer of some media type.
pub(crate) fn bytes(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    // What is for one partner is kept by no proxy, and no browser guesses what it might be.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// A TAXII resource that is written already.
pub(crate) fn taxii(body: impl Into<Bytes>) -> Response {
    bytes(StatusCode::OK, TAXII, body)
}

/// A TAXII resource.
pub(crate) fn json(status: StatusCode, resource: &impl Serialize) -> Response {
    match serde_json::to_vec(resource) {
        Ok(body) => bytes(status, TAXII, body),
        Err(cause) => {
            tracing::error!(%cause, "a resource has no JSON form");
            bytes(StatusCode::INTERNAL_SERVER_ERROR, TAXII, "{\"title\":\"The server could not do it\"}")
        }
    }
}

/// Says between which times the entries of a page were added, in microseconds since 1970 UTC.
pub(crate) fn dated(mut response: Response, dates: Option<(i64, i64)>) -> Response {
    let Some((first, last)) = dates else { return response };
    for (name, position) in [(FIRST, first), (LAST, last)] {
        let written = StixTime::from_micros(position).map(StixTime::write_micros);
        if let Some(value) = written.ok().and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
