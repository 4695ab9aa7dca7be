//! Keys of release logs: one signs what a node publishes, the other checks it (C2SP signed-note, Ed25519).

use std::fmt;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use rand_core::{CryptoRng, CryptoRngCore, RngCore};
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList, is_key_name_valid};
use zeroize::{Zeroize as _, Zeroizing};

/// Why a text is no key. It never repeats the text, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogKeyFault {
    /// The name breaks the rules of signed-note.
    #[error("a key's name may not be empty and may hold neither spaces, nor control characters, nor `+`")]
    Name,
    /// It is no signer key, or its parts contradict each other.
    #[error("this is no signing key (PRIVATE+KEY+name+number+key)")]
    Signer,
    /// It is no verifier key, or its parts contradict each other.
    #[error("this is no verifier key (name+number+key)")]
    Verifier,
}

/// Whether a key may be named so: not empty, no spaces, no `+` (C2SP signed-note), and no control
/// characters, which no note may hold.
#[must_use]
pub fn is_key_name(name: &str) -> bool {
    is_key_name_valid(name) && !name.chars().any(char::is_control)
}

/// The key by which a node signs its checkpoints and bundles.
pub struct LogKey {
    signer: StandardSigner,
    encoded: Zeroizing<String>,
    verifier: LogVerifier,
}

impl LogKey {
    /// A new key of this name.
    ///
    /// # Errors
    /// Where the name breaks the rules of signed-note.
    pub fn generate(rng: &mut impl CryptoRngCore, name: &str) -> Result<Self, LogKeyFault> {
        if !is_key_name(name) {
            return Err(LogKeyFault::Name);
        }
        let (encoded, verifier) = signed_note::generate_key(rng, name);
        let encoded = Zeroizing::new(encoded);
        let signer = StandardSigner::new(&encoded).map_err(|_| LogKeyFault::Signer)?;
        Ok(Self { signer, encoded, verifier: LogVerifier::read(&verifier)? })
    }

    /// The key that follows from 32 bytes drawn by chance: the secret key of Ed25519 (RFC 8032 section 5.1.5).
    ///
    /// # Errors
    /// Where the name breaks the rules of signed-note.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, LogKeyFault> {
        let key = Self::generate(&mut Drawn { bytes: *seed, used: 0 }, name)?;
        // That a key is drawn as its 32 bytes is how ed25519 works; were it ever otherwise, no other key
        // may take its place unnoticed.
        if *secret_of(&key.encoded)? == *seed { Ok(key) } else { Err(LogKeyFault::Signer) }
    }

    /// The key of an encoded signer key (`PRIVATE+KEY+name+number+key`).
    ///
    /// # Errors
    /// Where the text is none.
    pub fn read(encoded: &str) -> Result<Self, LogKeyFault> {
        let encoded = encoded.trim();
        StandardSigner::new(encoded).map_err(|_| LogKeyFault::Signer)?;
        let name = encoded.split('+').nth(2).ok_or(LogKeyFault::Signer)?;
        let key = Self::from_seed(name, &*secret_of(encoded)?)?;
        if *key.encoded == encoded { Ok(key) } else { Err(LogKeyFault::Signer) }
    }

    /// The encoded signer key. A secret.
    #[must_use]
    pub fn encoded(&self) -> &str {
        &self.encoded
    }

    /// The key that checks what this one signed.
    #[must_use]
    pub const fn verifier(&self) -> &LogVerifier {
        &self.verifier
    }

    /// A text signed as a note (C2SP signed-note). `None` where the text is no text of a note: empty, not
    /// closed by a newline, or with control characters.
    pub(crate) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
        let mut note = Note::new(text, &[]).ok()?;
        note.add_sigs(&[&self.signer]).ok()?;
        Some(note.to_bytes())
    }
}

impl fmt::Debug for LogKey {
    /// Whose it is, not what it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({})", self.verifier.name())
    }
}

/// The key by which others check what a node signed. Its text may be shown to everybody; that it is the
/// right one must be known by another way (a call, a meeting).
#[derive(Clone)]
pub struct LogVerifier {
    verifier: StandardVerifier,
    encoded: String,
}

/// Why a note is not what it claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteFault {
    /// It is no note.
    NotANote,
    /// It has no signature of this key.
    OtherKey,
    /// It names this key, and the signature does not fit the text.
    Forged,
}

impl LogVerifier {
    /// The key of an encoded verifier key (`name+number+key`).
    ///
    /// # Errors
    /// Where the text is none.
    pub fn read(encoded: &str) -> Result<Self, LogKeyFault> {
        let encoded = encoded.trim();
        let verifier = StandardVerifier::new(encoded).map_err(|_| LogKeyFault::Verifier)?;
        let key = Self { verifier, encoded: encoded.to_owned() };
        if is_key_name(key.name()) { Ok(key) } else { Err(LogKeyFault::Name) }
    }

    /// Whose it is.
    #[must_use]
    pub fn name(&self) -> &str {
        signed_note::Verifier::name(&self.verifier)
    }

    /// The text of a note that this key signed. Signatures of other keys beside it are passed over.
    pub(crate) fn open(&self, note: &[u8]) -> Result<Vec<u8>, NoteFault> {
        let note = Note::from_bytes(note).map_err(|_| NoteFault::NotANote)?;
        match note.verify(&VerifierList::new(vec![Box::new(self.verifier.clone())])) {
            Ok(_) => Ok(note.text().to_vec()),
            Err(signed_note::NoteError::UnverifiedNote) => Err(NoteFault::OtherKey),
            Err(_) => Err(NoteFault::Forged),
        }
    }
}

impl fmt::Display for LogVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.encoded)
    }
}

impl fmt::Debug for LogVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogVerifier({self})")
    }
}

impl PartialEq for LogVerifier {
    fn eq(&self, other: &Self) -> bool {
        self.encoded == other.encoded
    }
}

impl Eq for LogVerifier {}

/// The 32 bytes in an encoded signer key: after the algorithm's byte, in the last part.
fn secret_of(encoded: &str) -> Result<Zeroizing<[u8; 32]>, LogKeyFault> {
    let last = encoded.splitn(5, '+').nth(4).ok_or(LogKeyFault::Signer)?;
    let bytes = Zeroizing::new(BASE64_STANDARD.decode(last).map_err(|_| LogKeyFault::Signer)?);
    let secret = bytes.get(1..).and_then(|secret| <[u8; 32]>::try_from(secret).ok());
    secret.map(Zeroizing::new).ok_or(LogKeyFault::Signer)
}

/// Bytes that the caller drew, in the form in which signed-note draws a key. They go round if asked for more.
struct Drawn {
    bytes: [u8; 32],
    used: usize,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl RngCore for Drawn {
    fn next_u32(&mut self) -> u32 {
        let mut four = [0; 4];
        self.fill_bytes(&mut four);
        u32::from_le_bytes(four)
    }

    fn next_u64(&mut self) -> u64 {
        let mut eight = [0; 8];
        self.fill_bytes(&mut eight);
        u64::from_le_bytes(eight)
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        let drawn = self.bytes.iter().cycle().skip(self.used);
        dest.iter_mut().zip(drawn).for_each(|(to, from)| *to = *from);
        self.used = (self.used + dest.len()) % self.bytes.len();
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

impl CryptoRng for Drawn {}

#[cfg(test)]
mod tests {
    use super::{LogKey, LogKeyFault, LogVerifier, NoteFault};

    #[test]
    fn the_known_key_of_signed_note_signs_the_known_note() {
        // The example of the Go package and of the crate's own documentation.
        let known = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        let key = LogKey::read(known).unwrap();
        let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert_eq!(key.verifier().to_string(), public);
        assert_eq!(key.encoded(), known);
        let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        let note = key.sign(text.as_bytes()).unwrap();
        let signature =
            "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
        assert!(String::from_utf8(note).unwrap().ends_with(&format!("\n\n— PeterNeumann {signature}\n")));
    }

    #[test]
    fn a_seed_gives_one_key_that_reads_back() {
        let key = LogKey::from_seed("hanbit.example", &[7; 32]).unwrap();
        assert_eq!(LogKey::read(key.encoded()).unwrap().verifier(), key.verifier());
        assert_ne!(LogKey::from_seed("hanbit.example", &[8; 32]).unwrap().verifier(), key.verifier());
        assert_eq!(&LogVerifier::read(&format!(" {}\n", key.verifier())).unwrap(), key.verifier());
    }

    #[test]
    fn names_keep_to_the_rules_of_signed_note() {
        for name in ["", "two words", "a+b", "no\u{a0}break", "bell\u{7}", "line\nbreak"] {
            assert_eq!(LogKey::from_seed(name, &[7; 32]).unwrap_err(), LogKeyFault::Name, "{name:?}");
        }
        assert!(LogKey::from_seed("한빛.example/log", &[7; 32]).is_ok());
    }

    #[test]
    fn what_is_no_key_is_refused_and_not_repeated() {
        let key = LogKey::from_seed("a.example", &[7; 32]).unwrap();
        let secret = key.encoded();
        assert!(!format!("{key:?}").contains(secret.rsplit('+').next().unwrap()));
        let (renamed, cut) = (secret.replace("a.example", "b.example"), secret.replacen('P', "", 1));
        for text in ["", "x", "PRIVATE+KEY+a+b+c", &renamed, &cut] {
            let fault = LogKey::read(text).unwrap_err();
            assert_eq!(fault, LogKeyFault::Signer, "{text}");
            assert!(LogVerifier::read(text).is_err());
        }
        // The secret key given where the public one is asked for.
        assert_eq!(LogVerifier::read(secret).unwrap_err(), LogKeyFault::Verifier);
    }

    #[test]
    fn only_the_notes_of_the_key_open() {
        let (key, other) =
            (LogKey::from_seed("a", &[1; 32]).unwrap(), LogKey::from_seed("a", &[2; 32]).unwrap());
        let note = key.sign(b"text\n").unwrap();
        assert_eq!(key.verifier().open(&note).unwrap(), b"text\n");
        assert_eq!(other.verifier().open(&note), Err(NoteFault::OtherKey));
        let forged: Vec<u8> = [b"T", &note[1..]].concat();
        assert_eq!(key.verifier().open(&forged), Err(NoteFault::Forged));
        assert_eq!(key.verifier().open(b"text\n"), Err(NoteFault::NotANote));
        assert_eq!(key.sign(b"no newline"), None);
    }
}
