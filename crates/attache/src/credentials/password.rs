//! Passwords: argon2id (RFC 9106).

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};

use crate::{effects::Chance, failure::Failure};

/// Shorter ones are refused. HTTP Basic is for machines: a password is made once and pasted.
pub(crate) const SHORTEST: usize = 12;
/// Longer ones are refused, so that nobody makes us hash megabytes.
pub(crate) const LONGEST: usize = 1024;

/// A hash that no password fits, of the same cost as every other: unknown users are checked against it, so that
/// they take as long as known ones.
pub(crate) const OF_NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIGl0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The parameters that OWASP recommends for argon2id: 19 MiB, two passes, one lane.
fn hasher() -> Result<Argon2<'static>, Failure> {
    let params = Params::new(19_456, 2, 1, None)
        .map_err(|cause| Failure::Input(format!("argon2 cannot be used: {cause}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password, as a PHC string with its own random salt.
pub(super) fn hash(password: &str, chance: &dyn Chance) -> Result<String, Failure> {
    let length = password.chars().count();
    if length < SHORTEST || password.len() > LONGEST {
        return Err(Failure::Input(format!(
            "a password has {SHORTEST} characters or more, and at most {LONGEST} bytes: this one has {length} characters"
        )));
    }
    let mut salt = [0; 16];
    chance.fill(&mut salt)?;
    hasher()?
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|cause| Failure::Input(format!("the password cannot be hashed: {cause}")))
}

/// Whether a password fits a PHC string. Takes tens of milliseconds and 19 MiB, whatever the answer.
pub(crate) fn fits(password: &str, phc: &str) -> bool {
    let Ok(hash) = PasswordHash::new(phc) else { return false };
    hasher().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &hash).is_ok())
}
