//! A release is not read from a text.

use attache_core::release::Released;

fn main() {
    let _: Released = serde_json::from_str("{}").unwrap();
}
