//! What is asked of a server, as path and query.

use attache_stix::{media_type, stix_time::StixTime};
use url::form_urlencoded::Serializer;

use super::{step::Fetch, target::Target};

/// Bytes of a checkpoint or a proof that are read.
const MAX_NOTE_BYTES: usize = 64 << 10;

/// Objects of the collection, all their versions in the order of addition (TAXII 2.1 sections 3.4 and 5.4).
/// All versions, because each is a leaf of the log, and because a version that is no longer the last one when
/// we look was still sent to us.
pub(super) fn objects(target: &Target, limit: u64, after: Option<i64>, next: Option<&str>) -> Fetch {
    let mut query = Serializer::new(String::new());
    query.append_pair("match[version]", "all").append_pair("limit", &limit.to_string());
    if let Some(after) = after.and_then(|micros| StixTime::from_micros(micros).ok()) {
        query.append_pair("added_after", &after.write_micros());
    }
    if let Some(next) = next {
        query.append_pair("next", next);
    }
    let path_and_query = format!("{}objects/?{}", target.collection, query.finish());
    Fetch { path_and_query, accept: media_type::TAXII, max_bytes: target.limits.max_bytes }
}

/// The newest checkpoint of the collection's log.
pub(super) fn checkpoint(target: &Target) -> Fetch {
    note(format!("{}log/checkpoint", target.collection))
}

/// The proof that the log of `new` leaves begins with that of `old` leaves, with the checkpoint of `new` leaves
/// ([`ConsistencyProof`](crate::release_log::ConsistencyProof)).
pub(super) fn consistency(target: &Target, old: u64, new: u64) -> Fetch {
    note(format!("{}log/consistency?old={old}&new={new}", target.collection))
}

const fn note(path_and_query: String) -> Fetch {
    Fetch { path_and_query, accept: "text/plain, */*;q=0.1", max_bytes: MAX_NOTE_BYTES }
}
