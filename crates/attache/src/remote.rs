//! The machines of partners from which collections are pulled: where, with which secret, how often.
//!
//! Kept as settings (`remote/PARTNER`): secrets belong to this store and to no record.

use std::{collections::BTreeSet, fmt};

use attache_core::{canonical, partner::PartnerId};
use attache_store::{Commit, Setting, Store};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroize;

use crate::{effects::Effects, failure::Failure};

/// What the names of the settings begin with.
const PREFIX: &str = "remote/";

/// A text that is shown to nobody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Hidden(String);

impl Hidden {
    /// Hides a text.
    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, where it must be used.
    pub(crate) fn shown(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// How we say who we are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Login {
    /// HTTP Basic (RFC 7617), which every TAXII server must know (TAXII 2.1 section 1.6.6).
    Basic {
        /// The name.
        user: String,
        /// The password.
        password: Hidden,
    },
    /// A bearer token (RFC 6750).
    Bearer {
        /// The token.
        token: Hidden,
    },
}

impl Login {
    /// The kind, for people.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Basic { user, .. } => format!("as {user}, with a password"),
            Self::Bearer { .. } => "with a token".to_owned(),
        }
    }
}

/// A partner's machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remote {
    /// Whose it is.
    pub(crate) partner: PartnerId,
    /// Its discovery resource or one API root (TAXII 2.1 section 4).
    pub(crate) url: Url,
    /// Which collections to follow; where empty, all that may be read.
    #[serde(default)]
    pub(crate) collections: BTreeSet<String>,
    /// How we say who we are.
    #[serde(default)]
    pub(crate) login: Option<Login>,
    /// A certificate authority to trust besides those of the system, PEM.
    #[serde(default)]
    pub(crate) authority: Option<String>,
    /// Our certificate with its key, PEM.
    #[serde(default)]
    pub(crate) client_certificate: Option<Hidden>,
    /// The key by which its log is verified, where the partner's record holds none (C2SP signed-note).
    #[serde(default)]
    pub(crate) verifier: Option<String>,
    /// Whether it may be spoken to without TLS.
    #[serde(default)]
    pub(crate) plain_http: bool,
    /// How many minutes to wait from one pull to the next in the background.
    pub(crate) minutes: u32,
}

impl Remote {
    fn setting(partner: &PartnerId) -> String {
        format!("{PREFIX}{partner}")
    }

    fn read(bytes: &[u8], name: &str) -> Result<Self, Failure> {
        serde_json::from_slice(bytes).map_err(|_| {
            Failure::Input(format!(
                "the setting {name} cannot be read: set it again with `attache remote set`"
            ))
        })
    }

    /// The remote of a partner, where there is one.
    pub(crate) fn load(store: &dyn Store, partner: &PartnerId) -> Result<Option<Self>, Failure> {
        let name = Self::setting(partner);
        store.setting(&name)?.map(|bytes| Self::read(&bytes, &name)).transpose()
    }

    /// Every remote, by partner.
    pub(crate) fn all(store: &dyn Store) -> Result<Vec<Self>, Failure> {
        let settings = store.settings(PREFIX)?;
        let kept = settings.iter().filter_map(|one| one.value.as_ref().map(|value| (value, &one.name)));
        kept.map(|(value, name)| Self::read(value, name)).collect()
    }

    /// Keeps it, in place of an earlier one.
    pub(crate) fn keep(&self, effects: &Effects<'_>) -> Result<(), Failure> {
        set(effects, Self::setting(&self.partner), Some(canonical::to_bytes(self)?))
    }

    /// Takes the remote of a partner away; what came from it stays.
    pub(crate) fn remove(effects: &Effects<'_>, partner: &PartnerId) -> Result<bool, Failure> {
        let known = Self::load(effects.store, partner)?.is_some();
        if known {
            set(effects, Self::setting(partner), None)?;
        }
        Ok(known)
    }
}

fn set(effects: &Effects<'_>, name: String, value: Option<Vec<u8>>) -> Result<(), Failure> {
    let settings = vec![Setting { name, value }];
    effects.store.commit(&Commit { now: effects.clock.now(), settings, ..Commit::default() })?;
    Ok(())
}

/// Reads the address of a remote.
pub(crate) fn address(text: &str) -> Result<Url, String> {
    let mut url: Url = text
        .parse()
        .map_err(|cause| format!("{cause}; write an address such as https://desk.example/taxii2/"))?;
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
        return Err("write an https address, such as https://desk.example/taxii2/".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            "an address holds no name and no password: give them by --basic and the prompt".to_owned()
        );
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("the address of a server holds no ? and no #".to_owned());
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::{Hidden, Login, Remote, address};

    #[test]
    fn an_address_is_one_of_a_server_and_holds_no_secret() {
        assert_eq!(address("https://desk.example/taxii2").unwrap().as_str(), "https://desk.example/taxii2/");
        for bad in
            ["desk.example", "ftp://desk.example/", "https://a:b@desk.example/", "https://d.example/?a=1", ""]
        {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let remote = Remote {
            partner: "harbour-desk".parse().unwrap(),
            url: address("https://desk.example/").unwrap(),
            collections: std::collections::BTreeSet::new(),
            login: Some(Login::Bearer { token: Hidden::new("marigold".into()) }),
            authority: None,
            client_certificate: Some(Hidden::new("marigold".into())),
            verifier: None,
            plain_http: false,
            minutes: 15,
        };
        assert!(!format!("{remote:?}").contains("marigold"));
        let kept = attache_core::canonical::to_bytes(&remote).unwrap();
        assert_eq!(Remote::read(&kept, "x").unwrap(), remote);
    }
}
