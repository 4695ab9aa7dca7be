//! Any bytes in place of a word table: the loader takes them or names the row, and does not panic.
//!
//! The first byte of the input chooses the table. The other tables hold their header alone, so that a
//! round takes microseconds.

#![no_main]

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use attache_text::words::Words;
use libfuzzer_sys::fuzz_target;

/// Headers of all tables, by name.
static HEADERS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/attache-text/words");
    let mut headers = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the tables are there").flatten() {
        let path = entry.path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a table has a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("a table can be read");
        let header = text.lines().find(|line| !line.starts_with('#')).expect("a table has a header");
        headers.insert(name, format!("{header}\n"));
    }
    headers
});

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let nth = usize::from(*choice) % HEADERS.len();
    let Some((chosen, header)) = HEADERS.iter().nth(nth) else { return };
    let text = String::from_utf8_lossy(bytes);
    // Half of the rounds start below the right header, or the fuzzer would have to guess it first.
    let text = if choice & 128 == 0 { format!("{header}{text}") } else { text.into_owned() };
    let table = |name: &str| {
        if name == chosen { Some(text.as_str()) } else { HEADERS.get(name).map(String::as_str) }
    };
    match Words::from_tables(table) {
        Ok(words) => {
            for word in text.split(['\t', '|', '\n']).take(64) {
                let _ = words.term(word);
            }
        }
        Err(error) => {
            let lines = u64::try_from(text.lines().count()).unwrap_or(u64::MAX);
            assert!(error.line <= lines.saturating_add(1), "{error}: the table has {lines} lines");
            assert!(!error.what.is_empty(), "{error}: nothing is said");
        }
    }
});
