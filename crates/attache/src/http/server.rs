//! The router behind a socket: time limits for slow clients, TLS, an orderly end.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use axum_server::{
    Handle,
    accept::{TcpConfigAcceptor, TcpSocketConfig},
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use rustls::ServerConfig;

use super::{Service, router};

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

/// Serves until it is stopped.
///
/// # Errors
/// Where the socket cannot be used.
pub(crate) async fn serve(
    service: Arc<Service>,
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    stop: Stop,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let head_time = service.limits.head_time;
    // Both apart from the head: a request whose body is slow is cut off by the handler that reads it.
    let first = head_time.saturating_add(service.limits.body_time);
    let app = router(service).into_make_service_with_connect_info::<SocketAddr>();
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
