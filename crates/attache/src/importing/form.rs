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
