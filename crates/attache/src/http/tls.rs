//! TLS: rustls with ring, 1.2 or newer; a certificate of the server, and where wanted of the clients.

use std::{path::Path, sync::Arc};

use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::{WebPkiClientVerifier, danger::ClientCertVerifier},
};

use crate::failure::Failure;

/// What protects connections.
pub(crate) struct TlsFiles<'a> {
    /// The chain of the server's certificate, PEM.
    pub(crate) certificate: &'a Path,
    /// Its key, PEM.
    pub(crate) key: &'a Path,
    /// Who signs the certificates of clients, PEM: then a client without one gets no connection.
    pub(crate) client_authority: Option<&'a Path>,
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let all: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(path).and_then(|found| found.collect()).map_err(|cause| {
            Failure::Input(format!("{} cannot be read as certificates in PEM form: {cause}", path.display()))
        });
    let all = all?;
    if all.is_empty() {
        return Err(Failure::Input(format!("{} holds no certificate", path.display())));
    }
    Ok(all)
}

/// Reads the files.
///
/// # Errors
/// Where one cannot be read, or certificate and key do not belong together.
pub(crate) fn config(files: &TlsFiles<'_>) -> Result<Arc<ServerConfig>, Failure> {
    let wrong = |what: &str, cause: &dyn std::fmt::Display| Failure::Input(format!("{what}: {cause}"));
    let chain = certificates(files.certificate)?;
    let key = PrivateKeyDer::from_pem_file(files.key)
        // The cause is not told: it could hold a part of the key.
        .map_err(|_| Failure::Input(format!("{} holds no private key in PEM form", files.key.display())))?;
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|cause| wrong("TLS cannot be used", &cause))?;
    let builder = match files.client_authority {
        None => builder.with_no_client_auth(),
        Some(path) => builder.with_client_cert_verifier(verifier(path, provider)?),
    };
    let mut config = builder
        .with_single_cert(chain, key)
        .map_err(|cause| wrong("this certificate and this key cannot be used together", &cause))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn verifier(
    path: &Path,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Arc<dyn ClientCertVerifier>, Failure> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path)? {
        roots.add(certificate).map_err(|cause| {
            Failure::Input(format!("{} holds a certificate that cannot sign others: {cause}", path.display()))
        })?;
    }
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map_err(|cause| Failure::Input(format!("{} cannot be used: {cause}", path.display())))
}
