//! A bare server: it returns bytes that it holds in memory and does nothing else. How near to it a server comes
//! is what all its work costs.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use anyhow::Context as _;
use axum::{
    Router,
    body::Body,
    extract::{Path as InPath, State},
    response::Response,
    routing::get,
};
use bytes::Bytes;
use hyper::{StatusCode, header};

use super::{connection::Connection, server::Server, work::Drained};

/// Serves the pages `0`, `1`, … of a folder until it is killed; says first where.
pub(crate) fn serve(folder: &Path) -> anyhow::Result<()> {
    let pages: Arc<[Bytes]> = (0..)
        .map_while(|number| std::fs::read(folder.join(format!("{number}"))).ok().map(Bytes::from))
        .collect();
    let router = Router::new().route("/{number}", get(page)).with_state(pages);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let said = format!("listening on http://{}\n", listener.local_addr()?);
        std::io::Write::write_all(&mut std::io::stdout(), said.as_bytes())?;
        axum::serve(listener, router).await
    })?;
    Ok(())
}

async fn page(State(pages): State<Arc<[Bytes]>>, InPath(number): InPath<usize>) -> Response {
    let found = pages.get(number).cloned();
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let mut response = Response::new(Body::from(found.unwrap_or_default()));
    *response.status_mut() = status;
    let media_type = header::HeaderValue::from_static("application/taxii+json;version=2.1");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

/// Drains a bare server that returns what was drained from another, page for page. Where that was more than is
/// kept, the pages are taken in turn.
pub(crate) fn drain(folder: &Path, drained: &Drained) -> anyhow::Result<Drained> {
    let folder: PathBuf = folder.join("pages");
    std::fs::create_dir_all(&folder)?;
    for (number, page) in drained.kept.iter().enumerate() {
        std::fs::write(folder.join(format!("{number}")), page)?;
    }
    let own = std::env::current_exe().context("this program does not know where it is")?;
    let server = Server::start(Command::new(own).args(["bench", "--bare"]).arg(&folder))?;
    let mut connection = Connection::new(&server.address, "")?;
    let mut bare = Drained::default();
    for number in 0..drained.pages.len() {
        let number = number.checked_rem(drained.kept.len()).unwrap_or(0);
        let reply = connection.get(&format!("/{number}"))?.expect_status(200)?;
        bare.bytes = bare.bytes.saturating_add(reply.body.len());
        bare.pages.push(reply.took);
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(bare)
}
