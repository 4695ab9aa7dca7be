//! Reading, beside a pass over the words of the same text.

use attache_core::article::Form;
use attache_text::{
    reading::{Given, read, take_in, tokens},
    words::Words,
};
use jiff::civil::date;

use super::{
    Row, Scale,
    corpus::Corpus,
    memory,
    stopwatch::{median, rate, ratio},
};

/// The name of reading one long text, for a process of its own.
const ONE_TEXT: &str = "one text";

/// Peak memory of reading one long text, in this process.
pub(crate) fn peak(work: &str, corpus: &Corpus, words: &Words, bytes: usize) -> Option<usize> {
    let text = (work == ONE_TEXT).then(|| corpus.one(bytes))?;
    memory::peak_of(|| drafts(&text, Form::Plain, words))
}

/// Reading as articles, as one long text, and as web pages.
pub(crate) fn measure(corpus: &Corpus, words: &Words, scale: Scale) -> Vec<Row> {
    let articles = corpus.articles(scale.bytes);
    let pages: Vec<String> = articles.iter().map(|article| page(article)).collect();
    let mut rows = vec![
        texts("articles of plain text", &articles, Form::Plain, words, scale),
        texts("web pages", &pages, Form::Html, words, scale),
    ];
    drop((articles, pages));
    // Thrice the same text, each twice as long as the last: memory for each byte should stay as it is.
    for part in [4, 2, 1] {
        rows.push(one_text(corpus, words, Scale { bytes: scale.bytes / part, ..scale }));
    }
    rows
}

/// Reading by rules and tagger, in tokens a second, beside the rules alone.
pub(crate) fn with_tagger(corpus: &Corpus, rules: &Words, tagger: &Words, scale: Scale) -> Row {
    let articles = corpus.articles(scale.bytes);
    let count: usize = articles.iter().map(|article| tokens(article).len()).sum();
    let mut found = 0;
    let time = median(scale.runs, || {
        found = articles.iter().map(|text| drafts(text, Form::Plain, tagger)).sum();
    });
    let baseline =
        median(scale.runs, || articles.iter().map(|text| drafts(text, Form::Plain, rules)).sum::<usize>());
    let thousands = |time| format!("{:.0} thousand tokens/s", rate(count, time) / 1000.0);
    Row {
        work: format!("read {} articles with the tagger", articles.len()),
        rate: thousands(time),
        baseline: format!("rules alone {}", thousands(baseline)),
        ratio: Some(ratio(time, baseline)),
        remark: format!("{found} drafts of {count} tokens"),
    }
}

pub(super) fn given(form: Form) -> Given {
    Given { form: Some(form), published: Some(date(2024, 11, 28)), ..Given::default() }
}

/// How many drafts a text gives.
pub(super) fn drafts(text: &str, form: Form, words: &Words) -> usize {
    let (article, _) = take_in(text.as_bytes(), &given(form), words);
    read(&article, words).drafts.len()
}

/// The baseline: find the words of the text and add up their lengths.
fn passed_over(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

fn texts(work: &str, texts: &[String], form: Form, words: &Words, scale: Scale) -> Row {
    let bytes = texts.iter().map(String::len).sum();
    let mut found = 0;
    let time = median(scale.runs, || {
        found = texts.iter().map(|text| drafts(text, form, words)).sum();
    });
    let baseline = median(scale.runs, || texts.iter().map(|text| passed_over(text)).sum::<usize>());
    Row {
        work: format!("read {} {work}", texts.len()),
        rate: megabytes(rate(bytes, time)),
        baseline: format!("words alone {}", megabytes(rate(bytes, baseline))),
        ratio: Some(ratio(time, baseline)),
        remark: format!("{found} drafts of {bytes} bytes"),
    }
}

fn one_text(corpus: &Corpus, words: &Words, scale: Scale) -> Row {
    let text = corpus.one(scale.bytes);
    let time = median(scale.runs, || drafts(&text, Form::Plain, words));
    let baseline = median(scale.runs, || passed_over(&text));
    let found = drafts(&text, Form::Plain, words);
    let peak = memory::told(memory::alone(ONE_TEXT, scale.bytes), text.len());
    Row {
        work: format!("read one text of {} bytes", text.len()),
        rate: megabytes(rate(text.len(), time)),
        baseline: format!("words alone {}", megabytes(rate(text.len(), baseline))),
        ratio: Some(ratio(time, baseline)),
        remark: format!("{found} drafts; {peak}"),
    }
}

fn megabytes(bytes_a_second: f64) -> String {
    format!("{:.2} MB/s", bytes_a_second / 1e6)
}

/// An article as a page with a head, a menu and a foot.
fn page(article: &str) -> String {
    let mut lines = article.lines().filter(|line| !line.is_empty());
    let title = escaped(lines.next().unwrap_or_default());
    let body: String = lines.map(|line| format!("<p>{}</p>\n", escaped(line))).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><title>{title}</title>\
         <meta property=\"og:site_name\" content=\"The Harbour Post\">\
         <meta property=\"article:published_time\" content=\"2024-11-28T08:00:00Z\"></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav>\n\
         <article><h1>{title}</h1>\n{body}</article>\n\
         <footer>All rights reserved. <a href=\"/contact\">Contact</a></footer></body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{page, passed_over};

    #[test]
    fn a_page_holds_the_article() {
        let page = page("Dispatch 1.\n\nArms & men <here>.\n");
        assert!(page.contains("<h1>Dispatch 1.</h1>\n<p>Arms &amp; men &lt;here&gt;.</p>"), "{page}");
        assert_eq!(passed_over("ab  c\nd"), 4);
    }
}
