//! Examples and properties of intake.

mod bombs;
mod encodings;
mod markdown;
mod pages;
mod properties;

use super::{Form, Intake, IntakeNote, intake};

/// White space folded, as `decode` folds it.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The map's rules that hold for every original.
fn check_map(taken: &Intake, original: &[u8]) {
    let mut text_end = 0;
    let mut original_start = 0;
    for run in &taken.runs {
        assert!(
            run.text.start >= text_end && run.text.start < run.text.end,
            "runs overlap in the text: {run:?}"
        );
        assert!(taken.text.is_char_boundary(run.text.start) && taken.text.is_char_boundary(run.text.end));
        assert!(run.original.start >= original_start, "runs go back in the original: {run:?}");
        assert!(run.original.start < run.original.end && run.original.end <= original.len(), "{run:?}");
        assert!(taken.text[text_end..run.text.start].chars().all(|c| c == '\n'), "a character without a run");
        text_end = run.text.end;
        original_start = run.original.start;
    }
    assert!(taken.text[text_end..].is_empty(), "text after the last run");
    assert_eq!(taken.original(0..taken.text.len().saturating_add(1)), None);
}

/// The text of a place and what a reader of the original sees there are the same.
fn check_place(taken: &Intake, original: &[u8], range: std::ops::Range<usize>) {
    let seen = taken.decode(original, range.clone());
    let wanted = fold(&taken.text[range.clone()]);
    assert_eq!(seen.unwrap_or_default(), wanted, "at {range:?} of {:?}", taken.text);
}

/// Every word, and every pair of neighbouring words, is where the map says.
fn check_words(taken: &Intake, original: &[u8]) {
    check_map(taken, original);
    let mut last = 0;
    for word in taken.text.split_whitespace() {
        let start = word.as_ptr() as usize - taken.text.as_ptr() as usize;
        check_place(taken, original, start..start + word.len());
        if !taken.text[last..start].contains("\n\n") {
            check_place(taken, original, last..start + word.len());
        }
        last = start;
    }
}

fn html(page: &str) -> Intake {
    let taken = intake(page.as_bytes(), Some(Form::Html));
    check_words(&taken, page.as_bytes());
    taken
}

#[test]
fn plain_text_is_stored_byte_for_byte() {
    for text in
        ["One line.\r\n\r\nTwo \u{201c}lines\u{201d}.\r\n", "  leading\ttabs  \n\n\n", "nul \0 inside", ""]
    {
        let taken = intake(text.as_bytes(), Some(Form::Plain));
        assert_eq!(taken.text, text);
        assert!(taken.identity());
        check_map(&taken, text.as_bytes());
        let all = 0..text.len();
        assert_eq!(taken.original(all.clone()), (!text.is_empty()).then_some(all).or(taken.original(0..0)));
    }
}

#[test]
fn the_form_is_recognised_by_content() {
    let form = |text: &str| intake(text.as_bytes(), None).form;
    assert_eq!(form("  \n<!DOCTYPE html><p>x"), Form::Html);
    assert_eq!(form("<?xml version=\"1.0\"?><html xmlns=\"x\"><body/></html>"), Form::Html);
    assert_eq!(form("<p>One</p><p>Two</p>"), Form::Html);
    assert_eq!(form("---\ntitle: A\ndate: 2030-01-02\n---\nText."), Form::Markdown);
    assert_eq!(form("# Head line\n\nText."), Form::Markdown);
    assert_eq!(form("See [the report](https://a.example/r) for more."), Form::Markdown);
    assert_eq!(form("A report (see [1]) of 5 < 6 # and ---\n---\n"), Form::Plain);
    assert_eq!(form("<unclear> said the minister"), Form::Plain);
    assert_eq!(form(""), Form::Plain);
}

#[test]
fn forms_have_names() {
    for form in [Form::Plain, Form::Markdown, Form::Html] {
        assert_eq!(form.to_string().parse(), Ok(form));
        assert_eq!(serde_json::to_value(form).expect("a name"), form.to_string());
    }
    let error = "pdf".parse::<Form>().expect_err("no form");
    assert!(error.to_string().contains("pdf") && error.to_string().contains("markdown"));
}

#[test]
fn a_range_off_the_text_has_no_original() {
    let taken = intake("caf\u{e9} one".as_bytes(), None);
    assert_eq!(taken.original(0..99), None);
    assert_eq!(taken.original(0..4), None, "inside a character");
    #[expect(clippy::reversed_empty_ranges, reason = "a caller's mistake must not panic")]
    let backward = taken.original(3..1);
    assert_eq!(backward, None);
    assert_eq!(taken.original(3..3), Some(3..3));
    assert_eq!(taken.original(3..5), Some(3..5));
}

#[test]
fn notes_speak_plainly() {
    let taken = intake(b"", None);
    assert_eq!(taken.notes, [IntakeNote::NoText]);
    assert_eq!(taken.notes[0].to_string(), "There is no text in the file.");
}
