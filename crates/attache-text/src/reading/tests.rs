//! Reading, end to end, on sentences: fixtures marked beneath the line (one file a construction, form and
//! meaning in [`fixture`]), and properties over made-up text.

mod fixture;
mod properties;

use fixture::check;

/// A test for each file of fixtures, so that a failure names its construction.
macro_rules! fixtures {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            check(include_str!(concat!("tests/", stringify!($name), ".txt")));
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
