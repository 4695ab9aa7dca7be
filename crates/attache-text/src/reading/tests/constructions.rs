//! What is read of each construction: a file of fixtures each (their form is told in [`fixture`](super::fixture)).

use super::fixture::{check, check_joined};

/// A test for each file of fixtures, so that a failure names its construction.
macro_rules! fixtures {
    ($check:ident: $($name:ident)*) => {$(
        #[test]
        fn $name() {
            $check(include_str!(concat!(stringify!($name), ".txt")));
        }
    )*};
}

fixtures! { check:
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

fixtures! { check_joined:
    agentless
    content_of_tagger
    disputed
    divided_quotation
    open_quotation
    unknown_verb
}
