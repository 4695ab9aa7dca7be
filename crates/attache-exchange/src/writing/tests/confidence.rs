//! Grades and terms of likelihood on the wire: STIX 2.1 appendix A.

use std::collections::BTreeSet;

use attache_core::{
    grade::{Credibility, Reliability},
    likelihood::Likelihood,
    marking::Tlp,
    release::Form,
};
use serde_json::Value;
use strum::VariantArray as _;

use super::note;
use crate::{sample, writing::write};

/// The Admiralty scale of credibility, as appendix A gives it; that truth cannot be judged has no value.
const APPENDIX_A: [(u8, Option<u64>); 6] =
    [(1, Some(90)), (2, Some(70)), (3, Some(50)), (4, Some(30)), (5, Some(10)), (6, None)];

fn told(credibility: Option<Credibility>, likelihood: Option<Likelihood>) -> Value {
    let article = sample::article();
    let mut body = sample::body();
    body.likelihood = likelihood;
    let mut state = sample::state(body, &article, sample::marking(Tlp::Green));
    if let Some(credibility) = credibility {
        state = sample::graded(state, credibility);
    }
    let issuer = sample::issuer();
    let released = sample::release(&state, Some(&article), Form::Whole);
    note(&write(&released, &sample::shelf(&issuer), sample::noon(), None).unwrap())
}

/// What the extension says of a member.
fn said<'a>(note: &'a Value, member: &str) -> &'a Value {
    let extensions = note["extensions"].as_object().unwrap();
    extensions.values().find_map(|extension| extension.get(member)).unwrap_or(&Value::Null)
}

#[test]
fn confidence_is_that_of_appendix_a_and_the_grade_stays_beside_it() {
    for (grade, number) in APPENDIX_A {
        let note = told(Some(Credibility::try_from(grade).unwrap()), None);
        assert_eq!(note.get("confidence").map(|value| value.as_u64().unwrap()), number, "{grade}");
        assert_eq!(said(&note, "credibility"), grade, "the grade as it was given");
    }
    let ungraded = told(None, None);
    assert!(ungraded.get("confidence").is_none(), "not graded is no number either");
    assert!(said(&ungraded, "credibility").is_null());
}

#[test]
fn six_is_told_as_six_and_as_no_number() {
    let note = told(Some(Credibility::CannotBeJudged), Some(Likelihood::Likely));
    assert!(note.get("confidence").is_none());
    assert_eq!(said(&note, "credibility"), 6);
}

#[test]
fn a_term_of_icd_203_stays_as_written_and_moves_no_number() {
    for term in Likelihood::VARIANTS {
        for (grade, number) in APPENDIX_A {
            let note = told(Some(Credibility::try_from(grade).unwrap()), Some(*term));
            assert_eq!(said(&note, "likelihood"), &term.to_string());
            assert_eq!(
                note.get("confidence").and_then(Value::as_u64),
                number,
                "how sure we are is not how likely"
            );
        }
        assert!(told(None, Some(*term)).get("confidence").is_none());
    }
}

#[test]
fn there_is_no_number_for_the_reliability_of_a_source() {
    let words: BTreeSet<&str> = Reliability::VARIANTS.iter().map(|grade| grade.meaning()).collect();
    let text = told(Some(Credibility::ProbablyTrue), None).to_string();
    assert!(words.iter().all(|word| !text.contains(word)) && !text.contains("reliability"), "{text}");
}
