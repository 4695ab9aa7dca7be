//! The router behind a socket: time limits for slow clients, TLS, an orderly end.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum_server::{
    Handle,
    accept::{TcpConfigAcceptor, TcpSocketConfig},
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use rustls::ServerConfig;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

use super::{Service as Node, router};

/// How long requests that are being worked on may take when the server is told to end.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

/// Stops a server from outside.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Handle<SocketAddr>);

impl Stop {
    /// Takes no more connections, and ends when the last request is answered.
    pub(crate) fn gracefully(&self) {
        self.0.graceful_shutdown(Some(LAST_REQUESTS));
    }
}

/// What answers on one connection, and the place that the connection takes up until it ends.
#[derive(Clone, Debug)]
struct Connection<S> {
    service: S,
    _place: Arc<OwnedSemaphorePermit>,
}

impl<R, S: Service<R>> Service<R> for Connection<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.service.call(request)
    }
}

/// Serves until it is stopped.
///
/// # Errors
/// Where the socket cannot be used.
pub(crate) async fn serve(
    service: Arc<Node>,
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    stop: Stop,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let head_time = service.limits.head_time;
    // Both apart from the head: a request whose body is slow is cut off by the handler that reads it.
    let first = head_time.saturating_add(service.limits.body_time);
    let places = Arc::new(Semaphore::new(service.limits.connections));
    let app = router(service).into_make_service_with_connect_info::<SocketAddr>();
    let app = tower::service_fn(move |address: SocketAddr| {
        let (mut app, places) = (app.clone(), Arc::clone(&places));
        async move {
            let place = places.acquire_owned().await.map_err(io::Error::other)?;
            let service = app.call(address).await.map_err(io::Error::other)?;
            Ok::<_, io::Error>(Connection { service, _place: Arc::new(place) })
        }
    });
    let socket = TcpConfigAcceptor::new(TcpSocketConfig::new().nodelay(true));
    let mut server = axum_server::from_tcp(listener)?.handle(stop.0).first_request_timeout(first);
    server.http_builder().http1().header_read_timeout(head_time);
    server
        .http_builder()
        .http2()
        .keep_alive_interval(Some(head_time))
        .keep_alive_timeout(head_time)
        .max_concurrent_streams(64);
    match tls {
        None => server.acceptor(socket).serve(app).await,
        Some(config) => {
            let acceptor =
                RustlsAcceptor::new(RustlsConfig::from_config(config)).handshake_timeout(head_time);
            server.acceptor(acceptor.acceptor(socket)).serve(app).await
        }
    }
}
