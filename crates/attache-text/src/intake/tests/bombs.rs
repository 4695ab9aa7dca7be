//! Originals made to exhaust memory, time or the stack. All of them finish in a moment.

use super::check_map;
use crate::intake::{Form, Intake, IntakeNote, Limits, intake, read};

fn take(bytes: &[u8], form: Form) -> Intake {
    let taken = intake(bytes, Some(form));
    check_map(&taken, bytes);
    taken
}

#[test]
fn a_million_tags_inside_each_other() {
    let page = format!("{}words", "<div>".repeat(1_000_000));
    let taken = take(page.as_bytes(), Form::Html);
    assert_eq!(taken.text, "words");
    assert!(matches!(taken.notes.as_slice(), [IntakeNote::TooManyTags { .. }]), "{:?}", taken.notes);
}

#[test]
fn nesting_that_end_tags_hide() {
    let many = 20_000;
    for unit in [
        "<div>",
        "<b>",
        "<span><div></span>",
        "<table><tr><td></div><div>",
        "<div></b>",
        "<p><b x=1><button>",
        "<ul><li>",
    ] {
        let page = format!("<html><body>{}words", unit.repeat(many));
        let taken = take(page.as_bytes(), Form::Html);
        assert_eq!(taken.text.contains("words"), unit != "<p><b x=1><button>", "{unit}");
    }
}

#[test]
fn formatting_that_is_never_closed_is_not_copied_without_end() {
    let open: String = (0..200).map(|n| format!("<font size={n}>")).collect();
    let page = format!("<html><body>{open}{}", "<p>word".repeat(20_000));
    let taken = take(page.as_bytes(), Form::Html);
    assert!(taken.text.starts_with("word\n\nword"));
    assert!(matches!(taken.notes.as_slice(), [IntakeNote::TooManyTags { .. }]), "{:?}", taken.notes);
}

#[test]
fn a_page_just_within_the_depth() {
    let page =
        format!("<html><body>{}<p>{}</p>", "<div>".repeat(200), "Some words of a sentence. ".repeat(40));
    let taken = take(page.as_bytes(), Form::Html);
    assert_eq!(taken.notes, []);
    assert!(taken.text.starts_with("Some words"));
}

#[test]
fn limits_have_notes() {
    let page = format!("<p>{}</p>", "word ".repeat(100));
    let limits = Limits { tree_bytes: 100, ..Limits::default() };
    let taken = read(page.as_bytes(), Some(Form::Html), &limits);
    assert_eq!(taken.notes, [IntakeNote::PageTooLarge { bytes: page.len() }]);
    let limits = Limits { depth: 3, ..Limits::default() };
    let taken = read(b"<div><div><div><div>words</div></div></div></div>", Some(Form::Html), &limits);
    assert_eq!(taken.notes, [IntakeNote::TooDeep { limit: 3 }]);
    let taken = read(page.as_bytes(), Some(Form::Markdown), &Limits { tree_bytes: 100, ..Limits::default() });
    assert_eq!(taken.notes, [IntakeNote::MarkdownTooLarge { bytes: page.len() }]);
    assert_eq!(taken.text, page);
}

#[test]
fn storms_of_entities_and_marks() {
    let many = 30_000;
    for unit in
        ["&amp;", "&", "&#", "&#x;", "&notin", "<", "</", "<!", "<!--", "<a b='", "\0", "\r", "<br>", "<p>a"]
    {
        let taken = take(unit.repeat(many).as_bytes(), Form::Html);
        assert_eq!(taken.form, Form::Html, "{unit}");
    }
    for unit in
        ["[", "](", "*a ", "_", "`", "> ", "- ", "&amp;", "![", "<a ", "|a", "\\", "[^1]", "\n- a\n  "]
    {
        let taken = take(unit.repeat(many / 10).as_bytes(), Form::Markdown);
        assert_eq!(taken.form, Form::Markdown, "{unit}");
    }
}

#[test]
fn one_long_line() {
    let line = "word ".repeat(1_800_000);
    for form in [Form::Plain, Form::Markdown, Form::Html] {
        let taken = take(line.as_bytes(), form);
        assert!(taken.text.len() >= line.trim_end().len());
    }
}

#[test]
fn nothing_but_zeros() {
    let zeros = vec![0_u8; 1_000_000];
    assert_eq!(take(&zeros, Form::Plain).text.len(), zeros.len());
    assert_eq!(take(&zeros, Form::Html).text, "");
}

#[test]
fn unclosed_comments_and_scripts() {
    for start in
        ["<!--", "<script>", "<style>", "<title>", "<textarea>", "<a href=\"", "<![CDATA[", "<!DOCTYPE \""]
    {
        let page = format!("<p>Before.</p>{start}{}", "after <p> ".repeat(10_000));
        let taken = take(page.as_bytes(), Form::Html);
        assert!(taken.text.starts_with("Before."), "{start}");
    }
}
