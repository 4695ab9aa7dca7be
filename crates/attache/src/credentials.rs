//! How partners prove who they are: API tokens, passwords, client certificates. Only hashes are kept, as
//! settings of the store; no secret is ever part of a record, a log line or a `Debug`.
//!
//! A setting is `credential/token/<SHA-256 of the token>`, `credential/password/<partner>` (argon2id) or
//! `credential/certificate/<SHA-256 of the certificate>`.

use attache_core::partner::PartnerId;
use attache_store::{Setting, Store};
use jiff::Timestamp;
use rustls::pki_types::{CertificateDer, pem::PemObject as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{effects::Chance, failure::Failure};

pub(crate) mod password;
pub(crate) mod token;

pub(crate) use token::Token;

const TOKEN: &str = "credential/token/";
const PASSWORD: &str = "credential/password/";
const CERTIFICATE: &str = "credential/certificate/";

/// What is kept of a credential.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Credential {
    /// Whose it is.
    pub(crate) partner: PartnerId,
    /// When it was made.
    pub(crate) made: Timestamp,
    /// The argon2id hash of a password, as a PHC string; none for the other kinds, whose hash is their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phc: Option<String>,
}

impl std::fmt::Debug for Credential {
    /// Without the hash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credential({}, {})", self.partner, self.made)
    }
}

/// By what a partner can prove who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CredentialKind {
    /// An API token.
    Token,
    /// A password, for HTTP Basic. The user name is the partner's name.
    Password,
    /// A client certificate.
    Certificate,
}

/// A credential of a partner, without anything secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CredentialInfo {
    /// Its kind.
    pub(crate) kind: CredentialKind,
    /// When it was made.
    pub(crate) made: Timestamp,
}

/// Draws a new token.
///
/// # Errors
/// Where the machine gives no random bytes.
pub(crate) fn new_token(chance: &dyn Chance) -> Result<Token, Failure> {
    Token::draw(chance)
}

/// What to keep so that this token stands for the partner.
pub(crate) fn setting_for_token(
    token: &Token,
    partner: &PartnerId,
    now: Timestamp,
) -> Result<Setting, Failure> {
    kept(format!("{TOKEN}{}", token.digest()), partner, now, None)
}

/// What to keep so that this password stands for the partner; it replaces the one before.
///
/// # Errors
/// Where the password is too short or too long, or the machine gives no random bytes.
pub(crate) fn setting_for_password(
    password: &str,
    partner: &PartnerId,
    chance: &dyn Chance,
    now: Timestamp,
) -> Result<Setting, Failure> {
    let phc = password::hash(password, chance)?;
    kept(format!("{PASSWORD}{partner}"), partner, now, Some(phc))
}

/// What to keep so that this client certificate (PEM, the first one in it) stands for the partner.
///
/// # Errors
/// Where there is no certificate in it.
pub(crate) fn setting_for_certificate(
    pem: &[u8],
    partner: &PartnerId,
    now: Timestamp,
) -> Result<Setting, Failure> {
    let certificate = CertificateDer::from_pem_slice(pem).map_err(|_| {
        Failure::Input(
            "there is no certificate in this file: give one in PEM form (-----BEGIN CERTIFICATE-----)".into(),
        )
    })?;
    kept(format!("{CERTIFICATE}{}", fingerprint(&certificate)), partner, now, None)
}

fn kept(name: String, partner: &PartnerId, made: Timestamp, phc: Option<String>) -> Result<Setting, Failure> {
    let value = Credential { partner: partner.clone(), made, phc };
    Ok(Setting { name, value: Some(attache_core::canonical::to_bytes(&value)?) })
}

/// SHA-256 of a certificate, in hexadecimal digits.
pub(crate) fn fingerprint(certificate: &[u8]) -> String {
    hex(&Sha256::digest(certificate))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn read(setting: &Setting) -> Option<Credential> {
    setting.value.as_deref().and_then(|value| serde_json::from_slice(value).ok())
}

fn stored(store: &dyn Store, name: &str) -> Result<Option<Credential>, Failure> {
    Ok(store.setting(name)?.and_then(|value| serde_json::from_slice(&value).ok()))
}

/// Whose token this is. It is looked up by its hash, so that the time tells nothing of other tokens.
pub(crate) fn partner_of_token(store: &dyn Store, token: &Token) -> Result<Option<PartnerId>, Failure> {
    Ok(stored(store, &format!("{TOKEN}{}", token.digest()))?.map(|kept| kept.partner))
}

/// Whose certificate this is (DER).
pub(crate) fn partner_of_certificate(
    store: &dyn Store,
    fingerprint: &str,
) -> Result<Option<PartnerId>, Failure> {
    Ok(stored(store, &format!("{CERTIFICATE}{fingerprint}"))?.map(|kept| kept.partner))
}

/// The password hash kept for a partner, as a PHC string.
pub(crate) fn phc_of(store: &dyn Store, partner: &PartnerId) -> Result<Option<String>, Failure> {
    Ok(stored(store, &format!("{PASSWORD}{partner}"))?.and_then(|kept| kept.phc))
}

fn all_of(store: &dyn Store, partner: &PartnerId) -> Result<Vec<(CredentialKind, Setting)>, Failure> {
    let kinds = [
        (TOKEN, CredentialKind::Token),
        (PASSWORD, CredentialKind::Password),
        (CERTIFICATE, CredentialKind::Certificate),
    ];
    let mut found = Vec::new();
    for (prefix, kind) in kinds {
        let settings = store.settings(prefix)?.into_iter();
        let its_own = settings.filter(|setting| read(setting).is_some_and(|kept| kept.partner == *partner));
        found.extend(its_own.map(|setting| (kind, setting)));
    }
    Ok(found)
}

/// The credentials of a partner: kinds and when they were made.
pub(crate) fn settings_of(store: &dyn Store, partner: &PartnerId) -> Result<Vec<CredentialInfo>, Failure> {
    let all = all_of(store, partner)?.into_iter();
    let told = all.filter_map(|(kind, setting)| Some(CredentialInfo { kind, made: read(&setting)?.made }));
    Ok(told.collect())
}

/// What to keep so that no credential stands for the partner any more.
pub(crate) fn revoke_all(store: &dyn Store, partner: &PartnerId) -> Result<Vec<Setting>, Failure> {
    let all = all_of(store, partner)?.into_iter();
    Ok(all.map(|(_, setting)| Setting { name: setting.name, value: None }).collect())
}

#[cfg(test)]
mod tests;
