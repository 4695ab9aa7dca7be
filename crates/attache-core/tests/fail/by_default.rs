//! There is no release by default.

use attache_core::release::Released;

fn main() {
    let _: Released = Default::default();
}
