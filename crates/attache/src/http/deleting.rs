//! `DELETE /exchange/collections/{id}/objects/{object-id}/`: a partner takes back what it sent (TAXII 2.1
//! section 5.7). Without `match[version]` all versions go: to take away only the last would bring an older one
//! to the fore.

use std::sync::Arc;

use attache_stix::{filters::Filter, media_type::TAXII};
use attache_store::{Commit, Removal, VersionMatch};
use axum::{
    extract::{Path, RawQuery, State, rejection::PathRejection},
    response::Response,
};

use super::{answer, asking, refusal::Refusal, service::Service, session::PartnerSession};

const TAKEN: [Filter; 2] = [Filter::Version, Filter::SpecVersion];

/// Takes back an object, or versions of it.
#[utoipa::path(delete, path = "/exchange/collections/{id}/objects/{object_id}/", tag = "taxii",
    operation_id = "delete_object",
    params(("id" = String, Path, description = "The id of a collection"),
        ("object_id" = String, Path, description = "The id of an object"),
        ("match[version]" = Option<String>, Query, description = "first, last, all or times; all where missing"),
        ("match[spec_version]" = Option<String>, Query, description = "Only objects of these versions of STIX")),
    responses(
        (status = 200, description = "It is gone", content_type = TAXII, body = Object),
        (status = 400, description = "The query cannot be understood", content_type = TAXII, body = Object),
        (status = 403, description = "The collection can only be read", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such object", content_type = TAXII, body = Object)))]
pub(super) async fn delete_object(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<(String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let Path((id, object_id)) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            visible.writable()?;
            let object = asking::object(&object_id)?;
            let filters = asking::filters(query.as_deref(), &TAKEN)?;
            let spec = &filters.spec_versions;
            if !spec.is_empty() && !spec.iter().any(|version| version == asking::SPEC_VERSION) {
                return Err(Refusal::not_found());
            }
            let all = VersionMatch { all: true, ..VersionMatch::default() };
            let named = filters.versions != attache_stix::filters::VersionMatch::default()
                || query.as_deref().is_some_and(names_a_version);
            let versions = if named { asking::versions(&filters) } else { all };
            let commit = Commit {
                now: service.clock.now(),
                removals: vec![Removal { collection: visible.id(), object, versions }],
                ..Commit::default()
            };
            match service.store.commit(&commit)?.removed {
                0 => Err(Refusal::not_found()),
                _ => Ok(answer::taxii("{}")),
            }
        })
        .await
}

/// Whether a query says which versions: `last` is also what is meant elsewhere where nothing is said.
fn names_a_version(query: &str) -> bool {
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    names.into_iter().any(|name| {
        let name = name.to_ascii_lowercase().replace("%5b", "[").replace("%5d", "]");
        name == "match[version]"
    })
}
