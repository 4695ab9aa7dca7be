//! Speaking to another machine: the only way out of this program.
//!
//! [`Fetch`] is what the follower needs, [`Https`] the real one; [`posting`] is for what is asked of a language
//! model. Nothing of the other side is trusted:
//! bodies and times are limited, redirects to another host are not followed, no proxy is asked, and without
//! TLS only this machine itself is spoken to, unless the operator said otherwise.

pub(crate) mod posting;

use std::time::Duration;

use http::HeaderMap;
use reqwest::{
    Certificate, Client, ClientBuilder, Identity, RequestBuilder,
    header::{ACCEPT, AUTHORIZATION, HeaderValue},
    redirect::Policy,
};
use tokio::runtime::Runtime;
use url::{Host, Url};

use crate::remote::{Login, Remote};

/// How long one page may take, from the first byte out to the last byte in.
const TIME_LIMIT: Duration = Duration::from_secs(90);
/// How long it may take to be connected.
const CONNECT_LIMIT: Duration = Duration::from_secs(15);
/// How many redirects within one host are followed.
const REDIRECTS: usize = 4;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Where.
    pub(crate) url: Url,
    /// Which media type.
    pub(crate) accept: String,
    /// How many bytes at most.
    pub(crate) limit: usize,
}

/// What came, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// Why nothing came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FetchError {
    /// It would go over the network unprotected.
    #[error(
        "{0} is not https: what is sent there could be read and changed on the way; use https, or set the remote with --plain-http"
    )]
    Unprotected(String),
    /// No connection, or it broke.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("no whole answer within {} seconds", TIME_LIMIT.as_secs())]
    TooSlow,
    /// The body is longer than it may be.
    #[error("the answer is longer than {limit} bytes: it was not read to the end")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// A certificate or a secret cannot be used.
    #[error("{0}")]
    Unusable(String),
}

/// Gets pages from one partner's machine.
pub(crate) trait Fetch: Send + Sync {
    /// Gets one page. Any status is an answer.
    ///
    /// # Errors
    /// Where no whole answer came.
    fn get(&self, wanted: &Wanted) -> Result<Answer, FetchError>;
}

/// Over the network.
pub(crate) struct Https {
    runtime: Runtime,
    client: Client,
    authorization: Option<HeaderValue>,
    plain_http: bool,
}

impl Https {
    /// A client for a remote. Must not be made or used inside an async task: it waits.
    ///
    /// # Errors
    /// Where a certificate, a key or a secret cannot be used.
    pub(crate) fn new(remote: &Remote) -> Result<Self, FetchError> {
        let unusable = |what: &str, cause: &dyn std::fmt::Display| {
            FetchError::Unusable(format!("{what} cannot be used ({cause})"))
        };
        let mut client = builder(TIME_LIMIT).redirect(within_one_host());
        if let Some(pem) = &remote.authority {
            let certificates = Certificate::from_pem_bundle(pem.as_bytes())
                .map_err(|cause| unusable("the certificate of --ca", &cause))?;
            if certificates.is_empty() {
                return Err(FetchError::Unusable("the file of --ca holds no certificate".into()));
            }
            client = client.tls_certs_merge(certificates);
        }
        if let Some(pem) = &remote.client_certificate {
            let identity = Identity::from_pem(pem.shown().as_bytes())
                .map_err(|cause| unusable("the client certificate", &cause))?;
            client = client.identity(identity);
        }
        Ok(Self {
            runtime: waiting()?,
            client: client.build().map_err(|cause| unusable("the TLS set-up", &told(&cause)))?,
            authorization: remote.login.as_ref().map(authorization).transpose()?,
            plain_http: remote.plain_http,
        })
    }

    async fn got(&self, wanted: &Wanted) -> Result<Answer, FetchError> {
        let mut request = self.client.get(wanted.url.clone()).header(ACCEPT, &wanted.accept);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        answered(request, wanted.limit).await
    }
}

/// What all clients have in common.
fn builder(limit: Duration) -> ClientBuilder {
    // Another part of the program may have installed it already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(concat!("attache/", env!("CARGO_PKG_VERSION")))
        .timeout(limit)
        .connect_timeout(CONNECT_LIMIT.min(limit))
        .no_proxy()
        .referer(false)
}

/// A runtime for one who waits for each answer.
fn waiting() -> Result<Runtime, FetchError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|cause| FetchError::Unusable(format!("the network cannot be used ({cause})")))
}

/// Sends a request and reads the answer, of so many bytes at most.
async fn answered(request: RequestBuilder, limit: usize) -> Result<Answer, FetchError> {
    let mut response = request.send().await.map_err(|cause| failure(&cause))?;
    let too_long = FetchError::TooLong { limit };
    let stated = response.content_length().and_then(|length| usize::try_from(length).ok());
    if stated.is_some_and(|length| length > limit) {
        return Err(too_long);
    }
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::with_capacity(stated.unwrap_or_default());
    while let Some(chunk) = response.chunk().await.map_err(|cause| failure(&cause))? {
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(too_long);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, headers, body })
}

impl Fetch for Https {
    fn get(&self, wanted: &Wanted) -> Result<Answer, FetchError> {
        if !self.plain_http && !is_protected(&wanted.url) {
            return Err(FetchError::Unprotected(wanted.url.origin().ascii_serialization()));
        }
        self.runtime.block_on(self.got(wanted))
    }
}

/// Whether nobody between can read or change what goes there: https, or this machine itself.
pub(crate) fn is_protected(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_here(url))
}

/// Whether it is this machine itself.
pub(crate) fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// A redirect is followed only to the same scheme, host and port: the secret goes nowhere else.
fn within_one_host() -> Policy {
    Policy::custom(|attempt| {
        let first = attempt.previous().first().map(Url::origin);
        if first.as_ref() != Some(&attempt.url().origin()) {
            attempt.stop()
        } else if attempt.previous().len() > REDIRECTS {
            attempt.error("too many redirects")
        } else {
            attempt.follow()
        }
    })
}

fn authorization(login: &Login) -> Result<HeaderValue, FetchError> {
    let text = match login {
        Login::Basic { user, password } => {
            use base64::Engine as _;
            let pair = format!("{user}:{}", password.shown());
            format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
        }
        Login::Bearer { token } => format!("Bearer {}", token.shown()),
    };
    let mut value = HeaderValue::from_str(&text)
        .map_err(|_| FetchError::Unusable("the secret holds characters that no header may hold".into()))?;
    value.set_sensitive(true);
    Ok(value)
}

fn failure(cause: &reqwest::Error) -> FetchError {
    if cause.is_timeout() { FetchError::TooSlow } else { FetchError::Unreachable(told(cause)) }
}

/// An error with what is behind it; without the address, which may carry more than is wanted in a log.
fn told(error: &reqwest::Error) -> String {
    let mut said = String::new();
    let mut next: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(cause) = next {
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(&cause.to_string());
        next = cause.source();
    }
    if said.is_empty() { "the request could not be made".to_owned() } else { said }
}

#[cfg(test)]
pub(crate) mod tests;
