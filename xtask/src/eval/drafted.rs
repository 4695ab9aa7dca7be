//! Drafts in the form of `attache read --json`, as scoring needs them; other keys are left unread.

use std::path::Path;

use anyhow::Context as _;
use attache_core::article::Form;
use attache_text::{
    reading::{Given, read, take_in},
    words::Words,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::gold::Coded;

/// One line of `attache read --json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Drafted {
    #[serde(default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) modality: String,
    pub(crate) spans: Vec<DraftedSpan>,
    #[serde(default)]
    pub(crate) chain: Vec<Carrier>,
    #[serde(default)]
    pub(crate) quantities: Vec<Interval>,
    #[serde(default)]
    pub(crate) place: Option<DraftedPlace>,
    #[serde(default)]
    pub(crate) date: Option<Days>,
}

/// A place in the article's bytes, end exclusive.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct DraftedSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(default)]
    pub(crate) text: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Carrier {
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) kind: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub(crate) country: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Interval {
    #[serde(default)]
    pub(crate) text: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    #[serde(default)]
    pub(crate) approximate: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct DraftedPlace {
    #[serde(default)]
    pub(crate) text: String,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Days {
    #[serde(default)]
    pub(crate) text: String,
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
}

impl Drafted {
    /// Its content as one line.
    pub(crate) fn words(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … ")
    }
}

/// Reads a coded article as `attache read` would.
///
/// # Errors
/// Where a draft has no JSON form.
pub(crate) fn drafts_of(coded: &Coded, date: Option<Date>, words: &Words) -> anyhow::Result<Vec<Drafted>> {
    let drafted = |line| serde_json::from_value(line).context("a draft's JSON form lacks a key");
    lines_of(coded, date, words)?.into_iter().map(drafted).collect()
}

/// The lines of `attache read --json`, with the spans of contents moved to the bytes of the file, where
/// gold counts.
///
/// # Errors
/// Where a draft has no JSON form.
pub(crate) fn lines_of(coded: &Coded, date: Option<Date>, words: &Words) -> anyhow::Result<Vec<Value>> {
    let outlet = coded.gold.outlet();
    let given = Given { form: form_of(&coded.name), published: date, outlet, ..Given::default() };
    let (article, _) = take_in(&coded.bytes, &given, words);
    let mut drafts = read(&article, words).drafts;
    for excerpt in drafts.iter_mut().flat_map(|draft| &mut draft.spans) {
        excerpt.span = article.original_place(excerpt.span).unwrap_or(excerpt.span);
    }
    drafts.iter().map(|draft| serde_json::to_value(draft).context("a draft has no JSON form")).collect()
}

/// The form that a file's ending tells.
pub(crate) fn form_of(name: &str) -> Option<Form> {
    match Path::new(name).extension()?.to_str()? {
        "txt" => Some(Form::Plain),
        "md" => Some(Form::Markdown),
        "html" | "htm" => Some(Form::Html),
        _ => None,
    }
}

/// Drafts from a file of JSON lines: what this or another reader wrote.
///
/// # Errors
/// Where a line is no draft.
pub(crate) fn from_lines(text: &str) -> anyhow::Result<Vec<Drafted>> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| serde_json::from_str(line).with_context(|| format!("line {at} is no draft")))
        .collect()
}
