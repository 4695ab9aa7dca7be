//! Answers that are errors (TAXII 2.1 section 3.6). They say what the client can do, and never a reason that
//! tells of things that it may not see: hidden and missing look alike to the byte.

use attache_stix::{media_type::TAXII, taxii::ErrorMessage};
use attache_store::StoreError;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};

use super::answer;

/// An answer that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    title: &'static str,
    description: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    fn new(status: StatusCode, title: &'static str) -> Self {
        Self { status, title, description: None, headers: Vec::new() }
    }

    fn saying(status: StatusCode, title: &'static str, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..Self::new(status, title) }
    }

    fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// 400: the request cannot be understood.
    pub(crate) fn bad_request(why: impl Into<String>) -> Self {
        Self::saying(StatusCode::BAD_REQUEST, "The request cannot be understood", why)
    }

    /// 401: whoever asks is not known. Nobody learns whether the name, the secret or a suspension is the cause.
    pub(crate) fn unauthenticated() -> Self {
        Self::saying(
            StatusCode::UNAUTHORIZED,
            "Authentication is needed",
            "Send a token (Authorization: Bearer …) or a name and password (HTTP Basic) that were given to you.",
        )
        .with(header::WWW_AUTHENTICATE, "Basic realm=\"attache\", charset=\"UTF-8\"")
        .with(header::WWW_AUTHENTICATE, "Bearer realm=\"attache\"")
    }

    /// 403: the collection can be seen, but this cannot be done with it.
    pub(crate) fn forbidden(why: &str) -> Self {
        Self::saying(StatusCode::FORBIDDEN, "This is not permitted", why)
    }

    /// 404: there is no such thing, or none that may be seen.
    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not found")
    }

    /// 405: that cannot be done here; `allow` can.
    pub(crate) fn no_such_method(allow: Option<&HeaderValue>) -> Self {
        let refusal = Self::new(StatusCode::METHOD_NOT_ALLOWED, "This method is not allowed here");
        match allow.and_then(|allow| allow.to_str().ok()) {
            Some(allow) => refusal.with(header::ALLOW, allow),
            None => refusal,
        }
    }

    /// 406: the client accepts nothing that this server sends.
    pub(crate) fn not_acceptable() -> Self {
        Self::saying(StatusCode::NOT_ACCEPTABLE, "Nothing acceptable", format!("This server sends {TAXII}."))
    }

    /// 408: the body took too long.
    pub(crate) fn too_slow() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "The body took too long to come")
            .with(header::CONNECTION, "close")
    }

    /// 413: the body is too large.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::saying(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is too large",
            format!("At most {limit} bytes are taken: send the objects in several envelopes."),
        )
        .with(header::CONNECTION, "close")
    }

    /// 413: more objects than are taken at once.
    pub(crate) fn too_many_objects(why: impl Into<String>) -> Self {
        Self::saying(StatusCode::PAYLOAD_TOO_LARGE, "The envelope has too many objects", why)
    }

    /// 415: the body is of a kind that is not read.
    pub(crate) fn unsupported(why: impl Into<String>) -> Self {
        Self::saying(StatusCode::UNSUPPORTED_MEDIA_TYPE, "This media type is not taken", why)
    }

    /// 422: it is JSON, but no envelope.
    pub(crate) fn unprocessable(why: impl Into<String>) -> Self {
        Self::saying(StatusCode::UNPROCESSABLE_ENTITY, "The body cannot be processed", why)
    }

    /// 429: too much at once.
    pub(crate) fn too_often(seconds: u32) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests")
            .with(header::RETRY_AFTER, &seconds.to_string())
    }

    /// 503: not now.
    pub(crate) fn busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "The server is busy").with(header::RETRY_AFTER, "1")
    }

    /// 500: something is wrong here. What, stands in the log of this node, not in the answer.
    pub(crate) fn internal(cause: &impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "The server could not do it")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy { .. } => Self::busy(),
            error => Self::internal(&error),
        }
    }
}

impl From<crate::failure::Failure> for Refusal {
    fn from(failure: crate::failure::Failure) -> Self {
        match failure {
            crate::failure::Failure::Store(error) => error.into(),
            failure => Self::internal(&failure),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let message = ErrorMessage {
            title: self.title.to_owned(),
            description: self.description,
            http_status: Some(self.status.as_u16().to_string()),
            ..ErrorMessage::default()
        };
        let mut response = answer::json(self.status, &message);
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}
