//! Nor is a tear-line altered, once it was cut.

use attache_core::tear_line::TearLine;

fn reword(line: &mut TearLine, text: String) -> TearLine {
    TearLine { text, ..line.clone() }
}

fn main() {
    let _ = reword;
}
