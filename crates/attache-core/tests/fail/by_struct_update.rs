//! A release to one is not turned into a release to another.

use attache_core::{recipient::Recipient, release::Released};

fn readdress(released: Released, to: Recipient) -> Released {
    Released { to, ..released }
}

fn main() {
    let _ = readdress;
}
