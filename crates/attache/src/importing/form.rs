//! What a file is.

use attache_exchange::{bundle::BundleLimits, stix_bundle};
use attache_stix::limits::Limits;
use serde::{Deserialize, Serialize};

use super::{Misfit, Read, object};
use crate::failure::Failure;

/// The longest file that is read, in bytes.
pub(crate) const LONGEST: u64 = 1 << 30;

/// What is taken of a file: as much as one may hold, and of each object what the network would bring.
pub(super) const STIX_LIMITS: Limits =
    Limits { max_depth: 64, max_object_bytes: 1 << 20, max_objects: 1_000_000 };

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// A signed bundle of an attache node.
    SignedBundle,
    /// A STIX bundle (STIX 2.1 section 8), a TAXII envelope (TAXII 2.1 section 3.7), or one object.
    StixBundle,
    /// One object a line.
    Lines,
}

impl Form {
    /// In words.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::SignedBundle => "signed bundle",
            Self::StixBundle => "STIX bundle",
            Self::Lines => "lines of STIX objects",
        }
    }

    /// What a file is, by a look at its outermost members. What is none of these is taken as lines, each of which is
    /// told of.
    pub(super) fn of(bytes: &[u8]) -> Self {
        #[derive(Deserialize)]
        struct Outer {
            attache_bundle: Option<serde::de::IgnoredAny>,
        }
        match serde_json::from_slice::<Outer>(bytes) {
            Ok(Outer { attache_bundle: Some(_) }) => Self::SignedBundle,
            Ok(_) => Self::StixBundle,
            Err(_) => Self::Lines,
        }
    }
}

/// How much of a signed bundle is taken.
pub(super) fn bundle_limits() -> BundleLimits {
    BundleLimits { object: STIX_LIMITS, ..BundleLimits::default() }
}

/// The objects of a plain file.
pub(super) fn objects(form: Form, bytes: &[u8]) -> Result<Vec<Read>, Failure> {
    if form == Form::Lines {
        let found: Vec<_> = bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii)
            .filter(|line| !line.is_empty())
            .map(object)
            .collect();
        // An empty file as well.
        if found.iter().all(Result::is_err) {
            return Err(Failure::Input(
                "this is neither an attache bundle, a STIX bundle, a TAXII envelope nor lines of STIX objects: nothing was imported".into(),
            ));
        }
        return Ok(found);
    }
    let envelope = stix_bundle::read(bytes, &STIX_LIMITS)
        .map_err(|cause| Failure::Input(format!("{cause}: nothing was imported")))?;
    if envelope.objects.is_empty() {
        // One object by itself.
        return match object(bytes) {
            Ok(object) if object.head.id.type_name() != "bundle" => Ok(vec![Ok(object)]),
            _ => Ok(Vec::new()),
        };
    }
    let read = envelope.objects.into_iter().map(|one| match one {
        Ok(object) => Ok(object.into_owned()),
        Err((id, why)) => Err(Misfit { id, why: why.to_string(), bytes: None }),
    });
    Ok(read.collect())
}

#[cfg(test)]
mod tests {
    use super::{Form, objects};

    const OBJECT: &str = r#"{"type":"malware","spec_version":"2.1","id":"malware--00000000-0000-4000-8000-000000000001","created":"2026-11-01T00:00:00.000Z","modified":"2026-11-01T00:00:00.000Z","name":"x","is_family":false}"#;

    /// How many objects a file holds, and how many of what stands there is none.
    fn counted(file: &str) -> (usize, usize) {
        let found = objects(Form::of(file.as_bytes()), file.as_bytes()).unwrap();
        let fine = found.iter().filter(|one| one.is_ok()).count();
        (fine, found.len() - fine)
    }

    #[test]
    fn every_form_of_plain_stix_gives_its_objects() {
        let id = "bundle--00000000-0000-4000-8000-000000000002";
        assert_eq!(
            counted(&format!(r#"{{"type":"bundle","id":"{id}","objects":[{OBJECT},{OBJECT}]}}"#)),
            (2, 0)
        );
        assert_eq!(counted(&format!(r#"{{"more":false,"objects":[{OBJECT},7]}}"#)), (1, 1));
        assert_eq!(counted(&format!("{OBJECT}\n\n  {OBJECT}\r\n{{\"no\":1}}\n")), (2, 1));
        assert_eq!(counted(OBJECT), (1, 0));
        assert_eq!(counted(&format!(r#"{{"type":"bundle","id":"{id}"}}"#)), (0, 0));
        assert_eq!(Form::of(br#"{"attache_bundle":1,"payload":{}}"#), Form::SignedBundle);
    }

    #[test]
    fn garbage_is_refused_and_never_taken_for_objects() {
        for file in ["", "<html>", "hello\nworld", "\u{0}", "[", "{\"objects\":7}"] {
            let bytes = file.as_bytes();
            assert!(objects(Form::of(bytes), bytes).map_or(true, |found| found.is_empty()), "{file:?}");
        }
    }
}
