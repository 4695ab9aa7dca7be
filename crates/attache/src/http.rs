//! The TAXII 2.1 server. A URL leads to the file of that name under `http/`.
//!
//! [`router`](router::router) answers without a socket: tests and the simulation call it as it is. What a
//! request may do is decided by a value, [`PartnerSession`](session::PartnerSession), that only
//! authentication makes; what may be read, by a
//! [`VisibleCollection`](visible_collection::VisibleCollection), that only a session makes.

mod adding;
mod admission;
mod answer;
mod asking;
mod authorization;
mod basic;
mod collections;
mod cursor;
mod deleting;
mod delivery_ledger;
mod discovery;
mod known;
mod limits;
mod log;
mod manifest;
mod objects;
mod outgoing;
mod page_cache;
mod paging;
mod refusal;
mod router;
pub(crate) mod server;
mod service;
mod session;
mod status;
mod throttle;
pub(crate) mod tls;
mod versions;
mod visible_collection;

pub(crate) use limits::Limits;
pub(crate) use router::router;
pub(crate) use service::Service;

#[cfg(test)]
mod tests;
