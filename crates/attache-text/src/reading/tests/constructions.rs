//! What is read of each construction: a file of fixtures each (their form is told in [`fixture`](super::fixture)).

use super::fixture::check;

/// A test for each file of fixtures, so that a failure names its construction.
macro_rules! fixtures {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            check(include_str!(concat!(stringify!($name), ".txt")));
        }
    )*};
}

fixtures! {
    chain
    document
    unnamed
    outlets_own
    direct_quotation
    mixed_quotation
    insertion
    granted
    no_comment
    denial
    modality
    quantity
    designation
    date
    place
    country
    person
    poll
    heading
    kind
}
