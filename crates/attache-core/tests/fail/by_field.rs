//! Nor is it altered in place.

use attache_core::{marking::{Marking, Tlp}, release::Released};

fn widen(released: &mut Released) {
    released.marking = Marking::of(Tlp::Clear);
}

fn main() {
    let _ = widen;
}
