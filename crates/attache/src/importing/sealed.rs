//! Files encrypted with age (C2SP age, version 1), armoured or not.

use std::io::Read as _;

use age::{Decryptor, Identity, IdentityFile, armor::ArmoredReader};

use super::form::LONGEST;
use crate::failure::Failure;

/// How such a file begins.
const BEGINNINGS: [&[u8]; 2] = [b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// Whether it is one.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.trim_ascii_start().starts_with(beginning))
}

/// What is in it, by one of the identities of these files.
pub(super) fn opened(bytes: &[u8], files: &[Vec<u8>]) -> Result<Vec<u8>, Failure> {
    if files.is_empty() {
        return Err(Failure::Usage(
            "the file is encrypted (age): name your key file with --identity FILE".into(),
        ));
    }
    let mut identities: Vec<Box<dyn Identity + Send + Sync>> = Vec::new();
    for file in files {
        // What is wrong with a key file is not repeated: it may be the key.
        let unreadable =
            || Failure::Input("the file of --identity holds no age identities (AGE-SECRET-KEY-1…)".into());
        let read = IdentityFile::from_buffer(file.as_slice()).map_err(|_| unreadable())?;
        identities.extend(read.into_identities().map_err(|_| unreadable())?);
    }
    let failed = |cause: &dyn std::fmt::Display| {
        Failure::Input(format!("the file cannot be decrypted ({cause}): nothing was imported"))
    };
    let decryptor = Decryptor::new_buffered(ArmoredReader::new(bytes.trim_ascii_start()))
        .map_err(|cause| failed(&cause))?;
    let each = identities.iter().map(|identity| &**identity as &dyn Identity);
    let reader = decryptor.decrypt(each).map_err(|cause| failed(&cause))?;
    let mut clear = Vec::new();
    reader.take(LONGEST.saturating_add(1)).read_to_end(&mut clear).map_err(|cause| failed(&cause))?;
    if clear.len() as u64 > LONGEST {
        return Err(failed(&format!("it holds more than {LONGEST} bytes")));
    }
    Ok(clear)
}
