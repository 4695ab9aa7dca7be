//! Media types of what clients send (TAXII 2.1 section 5.5).

use crate::{excerpt::Excerpt, media_type::Range};

/// Why a body was refused by its media type: answer 415.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentTypeFault {
    /// There is no header.
    #[error("the request has no Content-Type: send application/taxii+json;version=2.1")]
    Missing,
    /// It is of another type or version.
    #[error("`{0}` is not taken: send application/taxii+json;version=2.1")]
    Unsupported(Excerpt),
}

/// Whether a body of this `Content-Type` is read: TAXII and STIX of version 2.1, also where the version is missing,
/// in any case of letters and with blanks, and plain JSON. Clients in use send each of them.
///
/// # Errors
/// [`ContentTypeFault`].
pub fn content_type_ok(header: Option<&str>) -> Result<(), ContentTypeFault> {
    let header =
        header.map(str::trim).filter(|header| !header.is_empty()).ok_or(ContentTypeFault::Missing)?;
    let range = Range::of(header);
    match (range.name.as_str(), range.version.as_deref()) {
        ("application/taxii+json" | "application/stix+json", None | Some("2.1"))
        | ("application/json", _) => Ok(()),
        _ => Err(ContentTypeFault::Unsupported(Excerpt::of(header))),
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentTypeFault, content_type_ok};

    /// Trap 13: a space behind the semicolon is legal, and connectors send the type of STIX.
    #[test]
    fn what_clients_in_use_send_is_read() {
        for header in [
            "application/taxii+json;version=2.1",
            "application/taxii+json; version=2.1",
            "application/taxii+json",
            "Application/TAXII+JSON; Version=2.1; charset=utf-8",
            "application/stix+json;version=2.1",
            "application/stix+json",
            "application/json",
            "application/json; charset=utf-8",
        ] {
            assert_eq!(content_type_ok(Some(header)), Ok(()), "{header}");
        }
    }

    #[test]
    fn the_rest_is_refused() {
        assert_eq!(content_type_ok(None), Err(ContentTypeFault::Missing));
        assert_eq!(content_type_ok(Some(" ")), Err(ContentTypeFault::Missing));
        for header in [
            "application/taxii+json;version=2.0",
            "application/vnd.oasis.stix+json",
            "text/plain",
            "*/*",
            ";",
        ] {
            assert!(
                matches!(content_type_ok(Some(header)), Err(ContentTypeFault::Unsupported(_))),
                "{header}"
            );
        }
    }
}
