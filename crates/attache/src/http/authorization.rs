//! What the head of a request says about who asks (RFC 9110 section 11; RFC 7617; RFC 6750).

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::extract::ConnectInfo;
use axum_server::tls::TlsInfo;
use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use http::{HeaderMap, header, request::Parts};
use zeroize::Zeroizing;

use crate::credentials::{self, Token};

/// Base64 with or without padding: clients differ.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Who the client says it is, unproved.
pub(super) enum Claimed {
    /// It says nothing.
    Nothing,
    /// It says something that cannot be read, or twice.
    Unreadable,
    /// It sends a token.
    Token(Token),
    /// It sends a name and a password.
    Password {
        /// The name.
        user: String,
        /// The password.
        password: Zeroizing<String>,
    },
}

/// What stands in `Authorization`.
pub(super) fn claimed(headers: &HeaderMap) -> Claimed {
    let mut all = headers.get_all(header::AUTHORIZATION).into_iter();
    let Some(value) = all.next() else { return Claimed::Nothing };
    let read = value.to_str().ok().filter(|_| all.next().is_none());
    let read = read.and_then(|text| text.trim().split_once(' '));
    let Some((scheme, rest)) = read else { return Claimed::Unreadable };
    let rest = rest.trim();
    let read = match scheme.to_ascii_lowercase().as_str() {
        // taxii2-client calls it `Token`.
        "bearer" | "token" => Token::presented(rest).map(Claimed::Token),
        "basic" => basic(rest),
        _ => None,
    };
    read.unwrap_or(Claimed::Unreadable)
}

/// A name and a password. Where a client knows no tokens, one may stand in place of the password; it says by
/// itself whose it is.
fn basic(encoded: &str) -> Option<Claimed> {
    if encoded.len() > 4096 {
        return None;
    }
    let decoded = Zeroizing::new(LENIENT.decode(encoded).ok()?);
    let (user, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    if let Some(token) = Token::presented(password) {
        return Some(Claimed::Token(token));
    }
    Some(Claimed::Password { user: user.to_owned(), password: Zeroizing::new(password.to_owned()) })
}

/// SHA-256 of the certificate by which the client opened the connection, if it did.
pub(super) fn certificate_of(parts: &Parts) -> Option<String> {
    let info = parts.extensions.get::<Arc<TlsInfo>>()?;
    info.peer_certificates.first().map(|certificate| credentials::fingerprint(certificate))
}

/// From where the connection comes; the same for all where there is no connection.
pub(super) fn address_of(parts: &Parts) -> IpAddr {
    let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    info.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
}

#[cfg(test)]
mod tests {
    use super::{Claimed, claimed};
    use http::{HeaderMap, HeaderValue, header};

    fn read(value: &str) -> Claimed {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        claimed(&headers)
    }

    #[test]
    fn every_way_of_saying_it_is_understood() {
        let token = format!("attache_{}", "a".repeat(43));
        for value in [format!("Bearer {token}"), format!("bearer  {token}"), format!("Token {token}")] {
            assert!(matches!(read(&value), Claimed::Token(read) if read.expose() == token), "{value}");
        }
        for value in ["Basic YTpiOmM=", "basic YTpiOmM"] {
            let Claimed::Password { user, password } = read(value) else { panic!("{value}") };
            assert_eq!((user.as_str(), password.as_str()), ("a", "b:c"));
        }
        assert!(matches!(claimed(&HeaderMap::new()), Claimed::Nothing));
    }

    #[test]
    fn the_rest_is_unreadable() {
        for value in ["", "Bearer", "Bearer x", "Basic !", "Basic YWI=", "Basic /w==", "Digest a=b", " "] {
            assert!(matches!(read(value), Claimed::Unreadable), "{value}");
        }
        let mut twice = HeaderMap::new();
        twice.append(header::AUTHORIZATION, HeaderValue::from_static("Basic YTpi"));
        twice.append(header::AUTHORIZATION, HeaderValue::from_static("Basic YTpi"));
        assert!(matches!(claimed(&twice), Claimed::Unreadable));
    }
}
