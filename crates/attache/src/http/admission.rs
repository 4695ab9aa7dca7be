//! What happens to every request before and after it is worked on: a place, who asks, how often, what it
//! accepts; and a line in the log of this machine, without contents.

use std::sync::Arc;

use attache_stix::media_type::{Accepts, JSON, TAXII, accepts};
use axum::{
    body::HttpBody as _,
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};

use super::{
    refusal::Refusal,
    service::Service,
    session::{self, PartnerSession},
};

/// Lets a request in, or not.
pub(super) async fn admit(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let begun = service.clock.now();
    let (mut parts, body) = request.into_parts();
    let method = parts.method.clone();
    let path = parts.extensions.get::<MatchedPath>().cloned();
    let uri = parts.uri.path().to_owned();
    // Held until the answer is there.
    let place = service.places.try_acquire();
    let admitted = match &place {
        Ok(_) => admitted(&service, &mut parts).await,
        Err(_) => Err(Refusal::busy()),
    };
    let (partner, response) = match admitted {
        Ok((session, accepts)) => {
            let response = next.run(Request::from_parts(parts, body)).await;
            let response = finished(&service, &session, &uri, response);
            (Some(session), in_the_type_asked_for(response, accepts))
        }
        Err(refusal) => (None, refusal.into_response()),
    };
    tracing::info!(
        method = %method,
        path = path.as_ref().map_or("-", MatchedPath::as_str),
        partner = partner.as_ref().map_or("-", |session| session.id().as_str()),
        status = response.status().as_u16(),
        bytes = response.body().size_hint().exact().unwrap_or_default(),
        milliseconds = service.clock.now().as_millisecond().saturating_sub(begun.as_millisecond()),
        "answered"
    );
    response
}

async fn admitted(service: &Arc<Service>, parts: &mut Parts) -> Result<(PartnerSession, Accepts), Refusal> {
    let session = session::authenticate(service, parts).await?;
    service.requests.take(session.id(), service.clock.now()).map_err(Refusal::too_often)?;
    let accepted = accepted(&parts.headers);
    let is_log = parts.uri.path().contains("/log/");
    if accepted == Accepts::No && !is_log {
        return Err(Refusal::not_acceptable());
    }
    parts.extensions.insert(session.clone());
    Ok((session, accepted))
}

/// What the client accepts. A header may stand several times (RFC 9110 section 5.3).
fn accepted(headers: &HeaderMap) -> Accepts {
    let all: Vec<_> = headers.get_all(header::ACCEPT).into_iter().map(HeaderValue::to_str).collect();
    let all: Result<Vec<_>, _> = all.into_iter().collect();
    match all {
        Ok(values) if values.is_empty() => accepts(None),
        Ok(values) => accepts(Some(&values.join(","))),
        Err(_) => Accepts::No,
    }
}

/// A method that is not there: on a collection that is not there for this partner it is as if all were missing.
fn finished(service: &Service, session: &PartnerSession, path: &str, response: Response) -> Response {
    if response.status() != StatusCode::METHOD_NOT_ALLOWED {
        return response;
    }
    let mut parts = path.split('/').skip_while(|part| *part != "collections").skip(1);
    let hidden =
        parts.next().filter(|id| !id.is_empty()).is_some_and(|id| session.collection(service, id).is_err());
    if hidden {
        return Refusal::not_found().into_response();
    }
    Refusal::no_such_method(response.headers().get(header::ALLOW)).into_response()
}

/// Plain JSON for those who accept only that.
fn in_the_type_asked_for(mut response: Response, accepts: Accepts) -> Response {
    if accepts == Accepts::Json
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|value| value.as_bytes() == TAXII.as_bytes())
    {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    }
    response
}

/// Whether the request asks for a body: what HEAD is told delivers nothing.
pub(super) fn wants_body(method: &Method) -> bool {
    *method != Method::HEAD
}
