//! What an object in an inbox tells.

use std::collections::BTreeSet;

use attache_core::{
    article::Article,
    claim::{ClaimDraft, Originator},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    marking::Marking,
    object_key::ObjectKey,
    partner::Partner,
};
use jiff::Timestamp;

use crate::{failure::Failure, node::Node};

/// A claim as an object tells it. Nothing of it is believed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Its id.
    pub(super) claim: ClaimId,
    /// The article that it was read in.
    pub(super) article: ArticleId,
    /// What it says.
    pub(super) body: ClaimDraft,
    /// How credible its sender holds it.
    pub(super) credibility: Option<Credibility>,
    /// Whose it is to release.
    pub(super) originator: Originator,
    /// Whether that is our own name.
    pub(super) names_us: bool,
    /// How far it may travel.
    pub(super) marking: Marking,
    /// Of a tear-line: its words, as the article that its places are in.
    pub(super) torn: Option<Article>,
}

/// What an object tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A claim or a tear-line.
    Claim(Box<Told>),
    /// That it was called back.
    Recall,
    /// Something that others refer to: a report, an identity, a marking.
    Beside,
    /// Nothing yet: it refers to these objects, which have not come.
    Waits(BTreeSet<String>),
    /// Nothing that can be read here.
    Unread(String),
    /// It calls itself a claim, and its parts do not agree.
    Faulty(String),
}

/// An object with who says to have made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Object {
    /// The id of the identity that made it (`created_by_ref`).
    pub(super) creator: Option<String>,
    /// What it tells.
    pub(super) meaning: Meaning,
}

/// Finds the bytes of another object of the same inbox.
pub(super) type Find<'a> = dyn FnMut(&ObjectKey) -> Result<Option<Vec<u8>>, Failure> + 'a;

/// In what an object is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// Who sent it.
    pub(super) partner: &'a Partner,
    /// This node.
    pub(super) node: &'a Node,
    /// Now.
    pub(super) now: Timestamp,
    /// Whether what it refers to is waited for no longer.
    pub(super) give_up: bool,
}

/// Reads an object; fails only where finding others fails.
pub(super) type Read = fn(&[u8], &Around<'_>, &mut Find<'_>) -> Result<Object, Failure>;
