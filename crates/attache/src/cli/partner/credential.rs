//! Credentials of partners. A secret is printed once or typed without echo; it is never an argument, and only its
//! hash is kept.

use std::path::Path;

use attache_core::partner::PartnerId;
use attache_store::{Commit, Setting};
use zeroize::Zeroizing;

use crate::{
    credentials,
    effects::Effects,
    failure::{Failure, Outcome},
    palette::{FAINT, GOOD, styled},
    partnering,
    session::Session,
};

/// The most bytes that are read of a certificate.
const MOST_BYTES: u64 = 1 << 20;

/// Makes an API token and prints it, once.
pub(super) fn token(name: &PartnerId, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    partnering::known(&partnering::roster(effects.store)?, name)?;
    new_token(&effects, name, Vec::new(), session)
}

/// Revokes everything and makes a new token.
pub(super) fn rotate(name: &PartnerId, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    partnering::known(&partnering::roster(effects.store)?, name)?;
    let revoked = credentials::revoke_all(effects.store, name)?;
    let told = format!("{} of {name} revoked", crate::wording::counted(revoked.len(), "credential"));
    session.screen.note(styled(GOOD, &told));
    new_token(&effects, name, revoked, session)
}

fn new_token(
    effects: &Effects<'_>,
    name: &PartnerId,
    mut settings: Vec<Setting>,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let token = credentials::new_token(effects.chance)?;
    let now = effects.clock.now();
    settings.push(credentials::setting_for_token(&token, name, now)?);
    effects.store.commit(&Commit { now, settings, ..Commit::default() })?;
    session.screen.note(styled(
        FAINT,
        &format!("The token of {name}: hand it over by a safe way; it is not kept and not shown again."),
    ));
    if session.json {
        let row = serde_json::json!({ "partner": name.as_str(), "token": token.expose() });
        return session.screen.json(&row).map(|()| Outcome::Done);
    }
    session.screen.line(token.expose())?;
    Ok(Outcome::Done)
}

/// Sets the password of a partner, for clients that know HTTP Basic only.
pub(super) fn password(name: &PartnerId, stdin: bool, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    partnering::known(&partnering::roster(effects.store)?, name)?;
    let password = if stdin { piped()? } else { typed(session)? };
    let now = effects.clock.now();
    let setting = credentials::setting_for_password(&password, name, effects.chance, now)?;
    effects.store.commit(&Commit { now, settings: vec![setting], ..Commit::default() })?;
    told(session, name, "password")
}

fn told(session: &mut Session, name: &PartnerId, kind: &str) -> Result<Outcome, Failure> {
    if session.json {
        let row = serde_json::json!({ "partner": name.as_str(), "credential": kind });
        return session.screen.json(&row).map(|()| Outcome::Done);
    }
    session.screen.line(styled(GOOD, &format!("{name} has a new {kind}")))?;
    Ok(Outcome::Done)
}

fn piped() -> Result<Zeroizing<String>, Failure> {
    let mut line = Zeroizing::new(String::new());
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|cause| Failure::Input(format!("the password cannot be read ({cause})")))?;
    Ok(Zeroizing::new(line.trim_end_matches(['\n', '\r']).to_owned()))
}

fn typed(session: &mut Session) -> Result<Zeroizing<String>, Failure> {
    let ask = |question: &str| {
        rpassword::prompt_password(question).map(Zeroizing::new).map_err(|cause| {
            Failure::Input(format!(
                "there is no terminal to ask for the password ({cause}): give it on standard input with --stdin"
            ))
        })
    };
    session.screen.flush()?;
    let first = ask("Password: ")?;
    let again = ask("The same again: ")?;
    if *first == *again {
        Ok(first)
    } else {
        Err(Failure::Input("the two were not the same: nothing was set; run it again".into()))
    }
}

/// Registers a client certificate.
pub(super) fn certificate(name: &PartnerId, file: &Path, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    partnering::known(&partnering::roster(effects.store)?, name)?;
    let pem = limited(file)
        .map_err(|cause| Failure::Input(format!("{} cannot be read ({cause})", file.display())))?;
    let now = effects.clock.now();
    let setting = credentials::setting_for_certificate(&pem, name, now)?;
    effects.store.commit(&Commit { now, settings: vec![setting], ..Commit::default() })?;
    told(session, name, "certificate")
}

fn limited(file: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
