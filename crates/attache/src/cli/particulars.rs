//! What the operator says of an article.

use attache_core::{
    article::{Form, Outlet},
    source::{SourceKind, folded},
};
use attache_text::reading::Given;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// In which form the text comes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TypedForm {
    /// Text without markup
    Plain,
    /// Markdown
    Markdown,
    /// A web page
    Html,
}

/// What the operator says of an article; what the article states of itself wins over its day and outlet.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "About the article")]
pub(crate) struct Particulars {
    /// Day of publication where the report states none, such as 2024-11-28; "last week" is counted from it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<Date>,

    /// Who published it, where the report does not say
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,

    /// Form of the text [default: by the ending of the file, else by a look at it]
    #[arg(long, value_name = "FORM", value_enum)]
    pub(crate) form: Option<TypedForm>,

    /// Its address on the web
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
}

impl Particulars {
    /// What it means to the reader.
    pub(crate) fn given(&self) -> Given {
        Given {
            form: self.form.map(|form| match form {
                TypedForm::Plain => Form::Plain,
                TypedForm::Markdown => Form::Markdown,
                TypedForm::Html => Form::Html,
            }),
            published: self.date,
            outlet: self.outlet.clone().map(|name| Outlet { name, kind: SourceKind::Outlet }),
            url: self.url.clone(),
            title: None,
        }
    }
}

/// Reads a day as people type it on a command line.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day as 2024-11-28 (year-month-day)".to_owned())
}

/// Reads a reason: something must be said.
pub(crate) fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("say why in some words; an empty reason explains nothing".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Reads a word of a condition. One without letters or digits would fit everything or nothing.
pub(crate) fn condition(text: &str) -> Result<String, String> {
    if folded(text).is_empty() {
        Err("write a name or a word, with letters or digits; leave the option out to ask for all".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Reads a share from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "write a number from 0 to 1, such as 0.9".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("it lies between 0 and 1".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{condition, reason};

    #[test]
    fn blank_words_are_refused() {
        for blank in ["", " ", "\t\n"] {
            assert!(reason(blank).is_err(), "{blank:?}");
            assert!(condition(blank).is_err(), "{blank:?}");
        }
        assert!(condition("…").is_err());
        assert_eq!(reason("a headline").as_deref(), Ok("a headline"));
        assert_eq!(condition("Seoul").as_deref(), Ok("Seoul"));
        assert_eq!(condition("서울").as_deref(), Ok("서울"));
    }
}
