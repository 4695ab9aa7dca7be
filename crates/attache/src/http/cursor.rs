//! Where the next page begins: `next` of TAXII 2.1 section 3.7.
//!
//! A cursor is base64url of version, position, limit and a MAC. It needs no memory here, may be used any
//! number of times and after a restart, and leads nowhere but where it was given: the MAC is over the partner,
//! the collection, the endpoint, the filters and the limit. The position in it is the `date_added` of an entry
//! that its reader has seen.

use attache_core::{collection::CollectionId, partner::PartnerId};
use attache_stix::filters::Filters;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq as _;

use crate::node::Node;

const VERSION: u8 = 1;
/// Version, position, limit.
const HEAD: usize = 1 + 8 + 4;
/// Half of HMAC-SHA256 (RFC 2104 section 5).
const MAC: usize = 16;

/// Where a page begins, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// After this position: microseconds since 1970 UTC.
    pub(crate) after: i64,
    /// With so many entries.
    pub(crate) limit: u32,
}

/// What a cursor is good for.
#[derive(Debug)]
pub(crate) struct Binding<'a> {
    /// For whom.
    pub(crate) partner: &'a PartnerId,
    /// In which collection.
    pub(crate) collection: CollectionId,
    /// For which question: the endpoint, and the object where it is about one.
    pub(crate) endpoint: &'a str,
    /// Under which filters.
    pub(crate) filters: &'a Filters,
}

/// The filters in one form: the order of values says nothing.
pub(super) fn canonical(filters: &Filters) -> String {
    let mut parts = Vec::new();
    let mut part = |name: &str, mut values: Vec<String>| {
        values.sort();
        values.dedup();
        // Quoted, so that no value can look like two, or like the next part.
        parts.push(format!("{name}={values:?}"));
    };
    part("after", filters.added_after.iter().map(|time| time.as_micros().to_string()).collect());
    part("id", filters.ids.iter().map(ToString::to_string).collect());
    part("type", filters.types.clone());
    part("spec", filters.spec_versions.clone());
    let versions = &filters.versions;
    part("at", versions.at.iter().map(|time| time.as_nanos().to_string()).collect());
    part("versions", vec![format!("{}{}{}", versions.first, versions.last, versions.all)]);
    parts.join("&")
}

impl Cursor {
    fn head(self) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        let bytes = std::iter::once(VERSION).chain(self.after.to_be_bytes()).chain(self.limit.to_be_bytes());
        head.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        head
    }

    fn mac(self, node: &Node, binding: &Binding<'_>) -> [u8; MAC] {
        let filters = canonical(binding.filters);
        let whole = node.derive(
            "cursor",
            &[
                &self.head(),
                binding.partner.as_str().as_bytes(),
                binding.collection.0.as_bytes(),
                binding.endpoint.as_bytes(),
                filters.as_bytes(),
            ],
        );
        let mut half = [0; MAC];
        half.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
        half
    }

    /// The text that is given to the client.
    pub(crate) fn write(self, node: &Node, binding: &Binding<'_>) -> String {
        let bytes: Vec<u8> = self.head().into_iter().chain(self.mac(node, binding)).collect();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a client gave back; `None` where it is not one that we gave it for this question.
    pub(crate) fn read(node: &Node, text: &str, binding: &Binding<'_>) -> Option<Self> {
        if text.len() > 64 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (head, mac) = bytes.split_at_checked(HEAD)?;
        let (&version, rest) = head.split_first()?;
        let (after, limit) = rest.split_at_checked(8)?;
        let cursor = Self {
            after: i64::from_be_bytes(after.try_into().ok()?),
            limit: u32::from_be_bytes(limit.try_into().ok()?),
        };
        let known = cursor.mac(node, binding);
        (version == VERSION && mac.len() == MAC && bool::from(known.as_slice().ct_eq(mac))).then_some(cursor)
    }
}
