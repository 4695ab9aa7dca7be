//! Only `decide` makes a `Released`: every other way does not compile, and for the reason that is meant. The
//! expected errors stand beside the cases in `fail/`; after a change of the compiler's wording they are written
//! anew by `TRYBUILD=overwrite cargo test -p attache-core --test forging`.

#[test]
fn a_released_that_was_not_decided_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/fail/*.rs");
}
