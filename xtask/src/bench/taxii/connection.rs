//! One HTTP/1.1 connection that is kept open: so little of its own cost that the server's shows.

use std::time::Duration;

use anyhow::{Context as _, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Method, Request, Response,
    body::Incoming,
    client::conn::http1::{self, SendRequest},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, runtime::Runtime};

use super::super::stopwatch::once;

/// The media type of TAXII 2.1.
const TAXII: &str = "application/taxii+json;version=2.1";

/// A connection to one server as one account.
pub(crate) struct Connection {
    runtime: Runtime,
    /// Host and port.
    address: String,
    /// What stands in `Authorization`; nothing is sent where it is empty.
    authorization: String,
    sender: Option<SendRequest<Full<Bytes>>>,
}

/// What came back.
pub(crate) struct Reply {
    /// The status code.
    pub(crate) status: u16,
    /// `X-TAXII-Date-Added-Last`.
    pub(crate) last: Option<String>,
    /// The whole body.
    pub(crate) body: Bytes,
    /// From the first byte of the request to the last of the reply.
    pub(crate) took: Duration,
}

impl Reply {
    /// The reply, if it has this status; else an error that shows its beginning.
    pub(crate) fn expect_status(self, status: u16) -> anyhow::Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        let beginning: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        bail!("the answer is {}, not {status}: {beginning}", self.status)
    }
}

impl Connection {
    /// A connection that is opened with the first request.
    pub(crate) fn new(address: &str, authorization: &str) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self {
            runtime,
            address: address.to_owned(),
            authorization: authorization.to_owned(),
            sender: None,
        })
    }

    /// GET.
    pub(crate) fn get(&mut self, path: &str) -> anyhow::Result<Reply> {
        self.ask(&Method::GET, path, &Bytes::new())
    }

    /// POST of an envelope.
    pub(crate) fn post(&mut self, path: &str, body: &Bytes) -> anyhow::Result<Reply> {
        self.ask(&Method::POST, path, body)
    }

    fn ask(&mut self, method: &Method, path: &str, body: &Bytes) -> anyhow::Result<Reply> {
        // A server may close a connection that rested: then once more, on a new one.
        let first = self.once(method, path, body);
        if first.is_ok() {
            return first;
        }
        self.sender = None;
        self.once(method, path, body)
    }

    fn once(&mut self, method: &Method, path: &str, body: &Bytes) -> anyhow::Result<Reply> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.address)
            .header(header::ACCEPT, TAXII);
        if !self.authorization.is_empty() {
            request = request.header(header::AUTHORIZATION, &self.authorization);
        }
        if method == Method::POST {
            request = request.header(header::CONTENT_TYPE, TAXII);
        }
        let request = request.body(Full::new(body.clone()))?;
        let Self { runtime, address, sender, .. } = self;
        let mut outcome = None;
        let took = once(|| outcome = Some(runtime.block_on(exchange(address, sender, request))));
        let (response, body) = outcome.context("nothing was done")??;
        let last = response.headers().get("x-taxii-date-added-last");
        let last = last.and_then(|value| value.to_str().ok()).map(str::to_owned);
        if response.headers().get(header::CONNECTION).is_some_and(|value| value == "close") {
            self.sender = None;
        }
        Ok(Reply { status: response.status().as_u16(), last, body, took })
    }
}

/// Sends a request and reads the reply to its end.
async fn exchange(
    address: &str,
    kept: &mut Option<SendRequest<Full<Bytes>>>,
    request: Request<Full<Bytes>>,
) -> anyhow::Result<(Response<()>, Bytes)> {
    let sender = match kept.take().filter(|sender| !sender.is_closed()) {
        Some(sender) => sender,
        None => open(address).await?,
    };
    let sender = kept.insert(sender);
    sender.ready().await?;
    let response: Response<Incoming> = sender.send_request(request).await?;
    let (parts, body) = response.into_parts();
    Ok((Response::from_parts(parts, ()), body.collect().await?.to_bytes()))
}

async fn open(address: &str) -> anyhow::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await.with_context(|| format!("cannot reach {address}"))?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}
