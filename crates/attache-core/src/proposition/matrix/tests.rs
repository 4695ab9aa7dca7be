//! Whether the committed tables are those of the rules.

use std::path::Path;

use super::written;

#[test]
fn the_tables_are_the_rules() {
    assert!(
        written() == include_str!("../comparison_matrix.txt"),
        "the rules of comparison are no longer those of comparison_matrix.txt. To see the difference:\n\
         \tcargo test -p attache-core write_comparison_matrix -- --ignored && git diff -- '*comparison_matrix.txt'\n\
         Commit the new table only if each changed cell is meant."
    );
}

/// Writes the file anew, for a change of the rules that is meant.
#[test]
#[ignore = "rewrites comparison_matrix.txt; run it by hand and read the difference"]
fn write_comparison_matrix() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/proposition/comparison_matrix.txt");
    std::fs::write(path, written()).unwrap();
}
