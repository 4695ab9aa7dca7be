//! Which collections a server offers (TAXII 2.1 sections 4 and 5).

use std::collections::BTreeSet;

use attache_stix::{
    media_type,
    taxii::{ApiRoot, CollectionResource, Collections, Discovery},
};
use serde::de::DeserializeOwned;
use url::Url;

use crate::{
    remote::Remote,
    transport::{Fetch, Wanted},
};

/// How long such a resource may be.
const LIMIT: usize = 4 << 20;
/// How many API roots of one server are looked at.
const ROOTS: usize = 32;
/// How many collections of one server are followed.
const COLLECTIONS: usize = 256;

/// A collection to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offered {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) title: String,
    /// Its URL, with a slash at the end.
    pub(crate) url: Url,
}

/// The collections of a remote that are to be followed. Of a node with a log, those that we may write to are left
/// out unless they are named: what lies there came from us.
///
/// # Errors
/// In words, where nothing can be found out.
pub(crate) fn collections(remote: &Remote, has_log: bool, fetch: &dyn Fetch) -> Result<Vec<Offered>, String> {
    let mut offered = Vec::new();
    let mut seen = BTreeSet::new();
    let mut failed = None;
    for root in roots(remote, fetch)? {
        let listed = match join(&root, "collections/").and_then(|url| get::<Collections>(fetch, &url)) {
            Ok(listed) => listed.collections,
            Err(why) => {
                failed.get_or_insert(why);
                continue;
            }
        };
        for one in listed {
            let named = remote.collections.contains(&one.id)
                || one.alias.as_ref().is_some_and(|alias| remote.collections.contains(alias));
            let wanted = if remote.collections.is_empty() { !(has_log && one.can_write) } else { named };
            if one.can_read && wanted && seen.insert(one.id.clone()) {
                offered.push(offer(&root, one)?);
            }
        }
    }
    let missing: Vec<_> =
        remote.collections.iter().filter(|id| !offered.iter().any(|o| o.id == **id)).collect();
    match (offered.is_empty(), failed, missing.first()) {
        (true, Some(why), _) => Err(why),
        (true, None, Some(id)) => Err(format!("the server shows us no collection {id} that we may read")),
        _ => {
            offered.truncate(COLLECTIONS);
            Ok(offered)
        }
    }
}

fn offer(root: &Url, one: CollectionResource) -> Result<Offered, String> {
    // A UUID, whatever the server calls one: it becomes part of a path and of a name.
    if one.id.parse::<uuid::Uuid>().is_err() {
        let id: String = one.id.chars().take(60).collect();
        return Err(format!(
            "the server calls a collection `{id}`, which is no UUID (TAXII 2.1 section 5.2.1)"
        ));
    }
    let url = join(root, &format!("collections/{}/", one.id))?;
    Ok(Offered { id: one.id, title: one.title.chars().take(200).collect(), url })
}

/// The API roots of a remote: those of its discovery resource, or itself.
fn roots(remote: &Remote, fetch: &dyn Fetch) -> Result<Vec<Url>, String> {
    let body: serde_json::Value = get(fetch, &remote.url)?;
    if body.get("api_roots").is_none() {
        return match serde_json::from_value::<ApiRoot>(body) {
            Ok(_) => Ok(vec![remote.url.clone()]),
            Err(_) => {
                Err(format!("{} is neither a discovery resource nor an API root of TAXII 2.1", remote.url))
            }
        };
    }
    let discovery: Discovery = serde_json::from_value(body)
        .map_err(|cause| format!("the discovery resource cannot be read ({cause})"))?;
    let listed = discovery.api_roots.iter().take(ROOTS).map(|root| {
        let url = join(&remote.url, root)?;
        if url.origin() == remote.url.origin() {
            Ok(url)
        } else {
            Err(format!(
                "the server names an API root elsewhere, at {url}: set that as the remote if it is meant"
            ))
        }
    });
    let (found, elsewhere): (Vec<_>, Vec<_>) = listed.partition(Result::is_ok);
    let found: Vec<Url> = found.into_iter().flatten().collect();
    match (found.is_empty(), elsewhere.into_iter().find_map(Result::err)) {
        (true, Some(why)) => Err(why),
        (true, None) => Err("the server names no API root".into()),
        _ => Ok(found),
    }
}

fn join(base: &Url, relative: &str) -> Result<Url, String> {
    let shown = || relative.chars().take(100).collect::<String>();
    let mut url = base.join(relative).map_err(|cause| format!("`{}` is no address ({cause})", shown()))?;
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

fn get<T: DeserializeOwned>(fetch: &dyn Fetch, url: &Url) -> Result<T, String> {
    let wanted = Wanted { url: url.clone(), accept: media_type::TAXII.to_owned(), limit: LIMIT };
    let answer = fetch.get(&wanted).map_err(|cause| cause.to_string())?;
    match answer.status {
        200 => serde_json::from_slice(&answer.body)
            .map_err(|cause| format!("what {} answers cannot be read ({cause})", url.path())),
        401 | 403 => Err(format!(
            "{} does not let us in (HTTP {}): look at name and secret",
            url.path(),
            answer.status
        )),
        404 => Err(format!("{} is not there (HTTP 404): look at the address", url.path())),
        status => Err(format!("{} answers with HTTP {status}", url.path())),
    }
}
