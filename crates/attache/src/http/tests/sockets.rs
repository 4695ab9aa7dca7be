//! Over real sockets: slow clients, half bodies, TLS, client certificates.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    sync::Arc,
    time::Duration,
};

use attache_store::{Commit, Memory};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

use super::desk::Desk;
use crate::{
    credentials,
    http::{
        Limits,
        server::{self, Stop},
        tls::{self, TlsFiles},
    },
};

struct Served {
    address: SocketAddr,
    stop: Stop,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

fn serve(desk: &Desk, tls: Option<Arc<rustls::ServerConfig>>) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stop = Stop::default();
    let task = tokio::spawn(server::serve(Arc::clone(&desk.service), listener, tls, stop.clone()));
    Served { address, stop, task }
}

fn quick() -> Desk {
    let limits = Limits {
        head_time: Duration::from_millis(300),
        body_time: Duration::from_millis(300),
        body: 2_000,
        ..Limits::default()
    };
    Desk::with(Arc::new(Memory::new()), limits)
}

/// Sends bytes, waits for the end of the connection, gives what came.
async fn raw(address: SocketAddr, sent: Vec<u8>) -> String {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(&sent).unwrap();
        let mut came = Vec::new();
        let _ = stream.read_to_end(&mut came);
        String::from_utf8_lossy(&came).into_owned()
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_clients_are_cut_off_and_half_bodies_leave_nothing() {
    let desk = quick();
    let served = serve(&desk, None);
    let (token, inbox) = (desk.token("harbour"), desk.inbox("harbour"));
    let head = |rest: &str| {
        format!(
            "POST /exchange/collections/{inbox}/objects/ HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-type: application/taxii+json\r\n{rest}"
        )
    };
    // A head that never ends.
    let came = raw(served.address, b"GET /taxii2/ HTTP/1.1\r\nhost: x\r\n".to_vec()).await;
    assert!(came.is_empty() || came.contains(" 408 "), "{came}");
    // Nothing at all.
    assert_eq!(raw(served.address, Vec::new()).await, "");
    // A body that stays away, and one that comes by halves.
    for sent in [head("content-length: 100\r\n\r\n"), head("content-length: 100\r\n\r\n{\"objects\":[")] {
        let came = raw(served.address, sent.into_bytes()).await;
        assert!(came.starts_with("HTTP/1.1 408 "), "{came}");
    }
    // Too large, told before it is sent; and in chunks, which do not tell.
    let came = raw(served.address, head("content-length: 999999999\r\n\r\n").into_bytes()).await;
    assert!(came.starts_with("HTTP/1.1 413 "), "{came}");
    let chunk = format!("7d0\r\n{}\r\n", " ".repeat(2_000));
    let sent = head(&format!("transfer-encoding: chunked\r\n\r\n{chunk}{chunk}0\r\n\r\n"));
    let came = raw(served.address, sent.into_bytes()).await;
    assert!(came.starts_with("HTTP/1.1 413 "), "{came}");
    // Without a token it is refused before the body.
    let came =
        raw(served.address, b"POST /taxii2/ HTTP/1.1\r\nhost: x\r\ncontent-length: 999\r\n\r\n".to_vec())
            .await;
    assert!(came.starts_with("HTTP/1.1 401 "), "{came}");
    assert_eq!(desk.objects("harbour", &inbox, "").await.body.as_ref(), b"{}");
    // No HTTP at all.
    let came = raw(served.address, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec()).await;
    assert!(came.is_empty() || came.starts_with("HTTP/1.1 400"), "{came}");
    served.stop.gracefully();
    served.task.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn more_connections_than_there_are_places_wait_for_one() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let desk = Desk::with(Arc::new(Memory::new()), limits);
    let served = serve(&desk, None);
    let health = || b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".to_vec();
    let held = [TcpStream::connect(served.address).unwrap(), TcpStream::connect(served.address).unwrap()];
    let mut waiting = TcpStream::connect(served.address).unwrap();
    waiting.write_all(&health()).unwrap();
    waiting.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    assert!(waiting.read(&mut [0; 1]).is_err());
    drop(held);
    waiting.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut came = String::new();
    tokio::task::block_in_place(|| waiting.read_to_string(&mut came)).unwrap();
    assert!(came.starts_with("HTTP/1.1 200 "), "{came}");
    served.stop.gracefully();
}

/// An authority, and what it signed, in a folder.
struct Papers {
    folder: tempfile::TempDir,
    issuer: Issuer<'static, KeyPair>,
    authority: String,
}

impl Papers {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let authority = params.self_signed(&key).unwrap().pem();
        let papers =
            Self { folder: tempfile::tempdir().unwrap(), issuer: Issuer::new(params, key), authority };
        std::fs::write(papers.path("ca.pem"), &papers.authority).unwrap();
        papers
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// A certificate and its key, PEM.
    fn signed(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let certificate =
            CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &self.issuer).unwrap();
        (certificate.pem(), key.serialize_pem())
    }

    fn config(&self, client_authority: Option<&Path>) -> Arc<rustls::ServerConfig> {
        let (certificate, key) = self.signed("localhost");
        std::fs::write(self.path("cert.pem"), certificate).unwrap();
        std::fs::write(self.path("key.pem"), key).unwrap();
        let files =
            TlsFiles { certificate: &self.path("cert.pem"), key: &self.path("key.pem"), client_authority };
        tls::config(&files).unwrap()
    }

    fn client(&self, papers: Option<&(String, String)>) -> reqwest::Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let root = reqwest::Certificate::from_pem(self.authority.as_bytes()).unwrap();
        let mut builder = reqwest::Client::builder().tls_certs_only([root]);
        if let Some((certificate, key)) = papers {
            let both = format!("{certificate}{key}");
            builder = builder.identity(reqwest::Identity::from_pem(both.as_bytes()).unwrap());
        }
        builder.build().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_with_a_token_and_with_a_certificate() {
    let (desk, papers) = (Desk::new(), Papers::new());
    let plain = serve(&desk, Some(papers.config(None)));
    let url = |served: &Served| format!("https://localhost:{}/taxii2/", served.address.port());
    let client = papers.client(None);
    let answer = client.get(url(&plain)).bearer_auth(desk.token("harbour")).send().await.unwrap();
    assert_eq!((answer.status(), answer.version()), (http::StatusCode::OK, http::Version::HTTP_2));
    assert_eq!(client.get(url(&plain)).send().await.unwrap().status(), 401);
    // With an authority for clients: none without a certificate, and a certificate says whose it is.
    let mutual = serve(&desk, Some(papers.config(Some(&papers.path("ca.pem")))));
    assert!(client.get(url(&mutual)).bearer_auth(desk.token("harbour")).send().await.is_err());
    let (harbour, unknown) = (papers.signed("harbour.example"), papers.signed("unknown.example"));
    let setting = credentials::setting_for_certificate(
        harbour.0.as_bytes(),
        &"harbour".parse().unwrap(),
        jiff::Timestamp::UNIX_EPOCH,
    );
    desk.store.commit(&Commit { settings: vec![setting.unwrap()], ..Commit::default() }).unwrap();
    let by_certificate = papers.client(Some(&harbour));
    assert_eq!(by_certificate.get(url(&mutual)).send().await.unwrap().status(), 200);
    let two = by_certificate.get(url(&mutual)).bearer_auth(desk.token("lantern")).send().await.unwrap();
    assert_eq!(two.status(), 401);
    let by_unknown = papers.client(Some(&unknown));
    assert_eq!(by_unknown.get(url(&mutual)).send().await.unwrap().status(), 401);
    assert_eq!(
        by_unknown.get(url(&mutual)).bearer_auth(desk.token("lantern")).send().await.unwrap().status(),
        200
    );
    plain.stop.gracefully();
    mutual.stop.gracefully();
}

#[test]
fn files_that_are_no_papers_are_refused_by_name() {
    let papers = Papers::new();
    papers.config(None);
    std::fs::write(papers.path("empty.pem"), "nothing").unwrap();
    let (certificate, key, empty) =
        (papers.path("cert.pem"), papers.path("key.pem"), papers.path("empty.pem"));
    let other = papers.path("other.pem");
    std::fs::write(&other, papers.signed("other.example").1).unwrap();
    for (certificate, key, authority, named) in [
        (&empty, &key, None, "empty.pem"),
        (&certificate, &empty, None, "empty.pem"),
        (&certificate, &key, Some(empty.as_path()), "empty.pem"),
        (&certificate, &other, None, "together"),
        (&papers.path("none.pem"), &key, None, "none.pem"),
    ] {
        let error = tls::config(&TlsFiles { certificate, key, client_authority: authority }).unwrap_err();
        assert!(error.to_string().contains(named), "{error}");
    }
}
