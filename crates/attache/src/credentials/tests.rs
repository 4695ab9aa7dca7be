//! Credentials are kept as hashes, found again, and taken away.

use attache_core::partner::PartnerId;
use attache_store::{Commit, Memory, Setting, Store as _};
use jiff::Timestamp;

use super::{
    CredentialKind, Token, fingerprint, new_token, partner_of_certificate, partner_of_token, password,
    phc_of, revoke_all, setting_for_certificate, setting_for_password, setting_for_token, settings_of,
};
use crate::effects::SystemChance;

fn keep(store: &Memory, settings: Vec<Setting>) {
    store.commit(&Commit { settings, ..Commit::default() }).unwrap();
}

fn partner(name: &str) -> PartnerId {
    name.parse().unwrap()
}

#[test]
fn a_token_is_found_by_its_hash_and_shows_nothing() {
    let (store, now) = (Memory::new(), Timestamp::UNIX_EPOCH);
    let token = new_token(&SystemChance).unwrap();
    assert_eq!(token.expose().len(), 51);
    assert_eq!(format!("{token:?}"), "Token(…)");
    let setting = setting_for_token(&token, &partner("a"), now).unwrap();
    assert!(!setting.name.contains(token.expose()));
    keep(&store, vec![setting]);
    let presented = Token::presented(token.expose()).unwrap();
    assert_eq!(partner_of_token(&store, &presented).unwrap(), Some(partner("a")));
    let other = new_token(&SystemChance).unwrap();
    assert_eq!(partner_of_token(&store, &other).unwrap(), None);
    for bad in
        ["", "attache_", "attache_x", token.expose().trim_start_matches('a'), &format!("{} ", token.expose())]
    {
        assert!(Token::presented(bad).is_none());
    }
}

#[test]
fn a_password_is_kept_as_argon2id_and_only_it_fits() {
    let store = Memory::new();
    let right = "correct horse battery";
    keep(
        &store,
        vec![setting_for_password(right, &partner("a"), &SystemChance, Timestamp::UNIX_EPOCH).unwrap()],
    );
    let phc = phc_of(&store, &partner("a")).unwrap().unwrap();
    assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
    assert!(password::fits(right, &phc));
    assert!(!password::fits("correct horse batterz", &phc));
    assert!(!password::fits(right, password::OF_NOBODY));
    assert!(!password::fits(right, "garbage"));
    assert!(argon2::password_hash::phc::PasswordHash::new(password::OF_NOBODY).is_ok());
    assert!(phc_of(&store, &partner("b")).unwrap().is_none());
    assert!(setting_for_password("short", &partner("a"), &SystemChance, Timestamp::UNIX_EPOCH).is_err());
}

#[test]
fn all_of_a_partner_are_listed_and_revoked_and_nobody_elses() {
    let (store, now) = (Memory::new(), Timestamp::UNIX_EPOCH);
    let (one, two) = (new_token(&SystemChance).unwrap(), new_token(&SystemChance).unwrap());
    let certified = rcgen::generate_simple_self_signed(vec!["a.example".into()]).unwrap();
    keep(
        &store,
        vec![
            setting_for_token(&one, &partner("a"), now).unwrap(),
            setting_for_token(&two, &partner("b"), now).unwrap(),
            setting_for_certificate(certified.cert.pem().as_bytes(), &partner("a"), now).unwrap(),
        ],
    );
    let print = fingerprint(certified.cert.der());
    assert_eq!(partner_of_certificate(&store, &print).unwrap(), Some(partner("a")));
    let kinds: Vec<_> =
        settings_of(&store, &partner("a")).unwrap().into_iter().map(|info| info.kind).collect();
    assert_eq!(kinds, [CredentialKind::Token, CredentialKind::Certificate]);
    keep(&store, revoke_all(&store, &partner("a")).unwrap());
    assert_eq!(partner_of_token(&store, &one).unwrap(), None);
    assert_eq!(partner_of_certificate(&store, &print).unwrap(), None);
    assert_eq!(partner_of_token(&store, &two).unwrap(), Some(partner("b")));
    assert!(setting_for_certificate(b"nothing", &partner("a"), now).is_err());
}
