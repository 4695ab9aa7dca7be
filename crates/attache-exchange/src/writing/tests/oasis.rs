//! Test: the validator of OASIS finds nothing in what is written. It is not part of this repository; to run it:
//! `pip install stix2-validator`, then `cargo test -p attache-exchange -- --ignored oasis`.

use std::{collections::BTreeSet, process::Command};

use attache_core::{
    marking::{Marking, Tlp},
    release::{Form, Released},
};
use jiff::{SignedDuration, civil::date};
use proptest::{
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};
use strum::VariantArray as _;

use crate::{
    reading::round_trip::claim,
    sample, stix_bundle,
    writing::{revoke, write},
};

/// Whole claims and tear-lines under every colour and list, one passed on, and claims of any content.
fn releases() -> Vec<Released> {
    let mut all = Vec::new();
    for tlp in Tlp::VARIANTS {
        all.extend([sample::released_whole(*tlp), sample::released_tear_line(*tlp)]);
    }
    let article = sample::article();
    let whole = |state| sample::release(&state, Some(&article), Form::Whole);
    all.push(whole(sample::state(sample::body(), &article, Marking::of(Tlp::Clear))));
    let mut dated = sample::marking(Tlp::Amber);
    (dated.valid_from, dated.valid_until) = (Some(date(2024, 11, 1)), Some(date(2025, 1, 1)));
    all.push(whole(sample::passed_on(sample::body(), &article, dated)));
    let mut runner = TestRunner::deterministic();
    for _ in 0..60 {
        let (article, body) = claim().new_tree(&mut runner).unwrap().current();
        let state = sample::state(body, &article, sample::marking(Tlp::Green));
        all.push(sample::release(&state, Some(&article), Form::Whole));
    }
    all
}

#[test]
#[ignore = "needs the validator of OASIS, a Python program"]
fn the_validator_of_oasis_finds_nothing() {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let (mut seen, mut objects) = (BTreeSet::new(), Vec::new());
    let mut version = sample::noon();
    for (at, released) in releases().iter().enumerate() {
        let first = version;
        version = version.checked_add(SignedDuration::from_millis(1)).unwrap();
        let written = write(released, &shelf, first, None).unwrap();
        let gone = revoke(&written.note, first, version, released.marking(), &shelf).unwrap();
        for object in written.objects.into_iter().chain(gone.objects.into_iter().filter(|_| at < 4)) {
            if seen.insert((object.id.clone(), object.version)) {
                objects.push(object.bytes);
            }
        }
    }
    let file = stix_bundle::write(objects.iter().map(Vec::as_slice), &shelf).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.json");
    std::fs::write(&path, file).unwrap();
    // Strict: what should be counts as what must be. But 302: a URL should come with a hash of what lies there. An
    // article on the web changes, and its bytes are not ours to give.
    let options = ["--strict", "--version", "2.1", "--disable", "302"];
    let run = Command::new("stix2_validator").args(options).arg(&path).output();
    let run = run.expect("stix2_validator is not on the path: pip install stix2-validator");
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && told.contains("STIX JSON: Valid") && !told.contains("[!]"), "{told}");
}
