//! A release is not made of its parts.

use attache_core::{
    claim::Originator,
    marking::Marking,
    recipient::Recipient,
    release::{Payload, Released},
};
use jiff::Timestamp;

fn forge(to: Recipient, at: Timestamp, marking: Marking, originator: Originator, payload: Payload) -> Released {
    Released { to, at, marking, originator, payload }
}

fn main() {
    let _ = forge;
}
