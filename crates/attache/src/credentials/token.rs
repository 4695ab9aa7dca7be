//! API tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use crate::{effects::Chance, failure::Failure};

/// How every token begins, so that people and scanners recognise a leaked one.
pub(crate) const PREFIX: &str = "attache_";
/// 32 bytes in base64url without padding.
const LENGTH: usize = 43;

/// An API token: `attache_` and 43 characters of base64url (256 random bits). It is shown once and wiped from
/// memory when dropped; the store keeps its hash.
#[derive(Clone)]
pub(crate) struct Token(Zeroizing<String>);

impl std::fmt::Debug for Token {
    /// Nothing of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Draws one.
    pub(super) fn draw(chance: &dyn Chance) -> Result<Self, Failure> {
        let mut bytes = [0_u8; 32];
        chance.fill(&mut bytes)?;
        let drawn = Self(Zeroizing::new(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))));
        bytes.zeroize();
        Ok(drawn)
    }

    /// The token that somebody presents; `None` where it has not the form of one.
    pub(crate) fn presented(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?;
        let fits =
            rest.len() == LENGTH && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The token itself: to show it once, or to send it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// SHA-256 of it, in hexadecimal digits. 256 random bits need no slower hash.
    pub(crate) fn digest(&self) -> String {
        super::hex(&Sha256::digest(self.0.as_bytes()))
    }
}
