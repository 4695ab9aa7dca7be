//! Posting JSON to one address and waiting for the answer.

use std::time::Duration;

use reqwest::{
    Client,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    redirect::Policy,
};
use tokio::runtime::Runtime;
use url::Url;

use crate::remote::Login;

use super::{Answer, FetchError, answered, authorization, builder, told, waiting};

/// Most bytes of an answer that are read.
pub(crate) const ANSWER_LIMIT: usize = 256 * 1024;

/// Posts JSON to one address.
pub(crate) trait Post {
    /// Posts one body. Any status is an answer, also a redirect: none is followed.
    ///
    /// # Errors
    /// Where no whole answer came.
    fn post(&self, body: Vec<u8>) -> Result<Answer, FetchError>;

    /// Waits before another attempt.
    fn wait(&self, time: Duration);
}

/// Over the network.
pub(crate) struct Poster {
    runtime: Runtime,
    client: Client,
    url: Url,
    authorization: Option<HeaderValue>,
}

impl Poster {
    /// A client for an address. One answer may take so long, from the first byte out to the last byte in. Must not
    /// be made or used inside an async task: it waits.
    ///
    /// # Errors
    /// Where the secret cannot be sent or TLS cannot be set up.
    pub(crate) fn new(url: Url, login: Option<&Login>, limit: Duration) -> Result<Self, FetchError> {
        let client = builder(limit).redirect(Policy::none()).build();
        Ok(Self {
            runtime: waiting()?,
            client: client.map_err(|cause| {
                FetchError::Unusable(format!("the TLS set-up cannot be used ({})", told(&cause)))
            })?,
            url,
            authorization: login.map(authorization).transpose()?,
        })
    }
}

impl Post for Poster {
    fn post(&self, body: Vec<u8>) -> Result<Answer, FetchError> {
        let json = HeaderValue::from_static("application/json");
        let mut request = self.client.post(self.url.clone()).header(ACCEPT, json.clone());
        request = request.header(CONTENT_TYPE, json).body(body);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        self.runtime.block_on(answered(request, ANSWER_LIMIT))
    }

    fn wait(&self, time: Duration) {
        // The timer is made inside the runtime that turns it.
        self.runtime.block_on(async { tokio::time::sleep(time).await });
    }
}
