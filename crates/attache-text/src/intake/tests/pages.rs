//! Web pages: exact maps in small ones, main text and particulars in realistic ones.

use super::{check_place, html};
use crate::intake::{Form, IntakeNote, intake};

#[test]
fn entities_tags_and_comments_inside_a_paragraph() {
    let page = "<p>Kim &amp; Lee&#8217;s <b>bold <i>and</i></b> &ldquo;quoted&rdquo;<!-- a > b -->&nbsp;words\r\n  went &notanentity; on &copy 5&lt;6.</p>";
    let taken = html(page);
    assert_eq!(
        taken.text,
        "Kim & Lee\u{2019}s bold and \u{201c}quoted\u{201d} words went \u{ac}anentity; on \u{a9} 5<6."
    );
    let place = |needle: &str| {
        let at = taken.text.find(needle).expect("there");
        &page[taken.original(at..at + needle.len()).expect("a place")]
    };
    assert_eq!(place("&"), "&amp;");
    assert_eq!(place("\u{2019}s"), "&#8217;s");
    assert_eq!(place("bold and"), "bold <i>and");
    assert_eq!(place("\u{201d} words"), "&rdquo;<!-- a > b -->&nbsp;words");
    assert_eq!(place("5<6"), "5&lt;6");
    let from = taken.text.find("quoted").expect("there");
    check_place(&taken, page.as_bytes(), from..taken.text.len());
}

#[test]
fn an_entity_for_two_characters() {
    let page = "<p>a &NotEqualTilde; b</p>";
    let taken = html(page);
    assert_eq!(taken.text, "a \u{2242}\u{338} b");
    assert_eq!(taken.original(2..7).map(|range| &page[range]), Some("&NotEqualTilde;"));
    assert_eq!(taken.original(2..5), taken.original(5..7));
}

#[test]
fn line_breaks_and_blocks() {
    let taken =
        html("One<br>line<br><br>Two<div>three</div>four<table><tr><td>5<td>6</table><ul><li>7<li>8</ul>");
    let paragraphs: Vec<&str> = taken.text.split("\n\n").collect();
    assert_eq!(paragraphs, ["One line", "Two", "three", "four", "5", "6", "7", "8"]);
}

#[test]
fn text_that_is_not_read() {
    let taken = html(
        "<title>T</title><script>var a = '<p>x</p>';</script><style>p{}</style><noscript><p>no</p></noscript>\
         <template><p>t</p></template><svg><text>s</text></svg><p>Only this.</p><script>unclosed <p>y",
    );
    assert_eq!(taken.text, "Only this.");
}

#[test]
fn an_advertisement_inside_a_paragraph_is_left_out() {
    let filler = "It went on for a long time, said Ola Brandt, and nobody in the room had expected anything else of it.";
    let page = format!(
        "<html><body><article><h1>A headline of some length</h1><p>{filler}</p><p>The first half of a sentence, <span \
         style=\"display:none\">hidden words</span>and its second half, which is longer than the first.</p>\
         <p>{filler} Twice.</p><p>{filler} Thrice.</p></article></body></html>"
    );
    let taken = intake(page.as_bytes(), None);
    assert!(
        taken.text.contains("The first half of a sentence, and its second half, which is longer"),
        "{} {:?}",
        taken.text,
        taken.notes
    );
    super::check_map(&taken, page.as_bytes());
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").collect()
}

#[test]
fn a_news_article() {
    let taken = html(include_str!("../pages/news.html"));
    assert_eq!(taken.title.as_deref(), Some("Drone engines found in convoy, ministry says"));
    assert_eq!(taken.outlet.as_deref(), Some("The Harbour Courier"));
    assert_eq!(taken.published, Some(jiff::civil::date(2031, 3, 4)));
    assert_eq!(taken.url.as_deref(), Some("https://news.example/2031/03/drone-engines-convoy"));
    assert_eq!(taken.language.as_deref(), Some("en-GB"));
    assert_eq!(taken.notes, []);
    let found = paragraphs(&taken.text);
    let beginnings = [
        "SEOUL \u{2014} Customs officers in Poland",
        "\u{201c}We did not expect such a quantity,\u{201d} said Marek Dolinski, a spokesman for the ministry, at",
        "According to two officials who asked not to be named, the engines had been declared as parts for",
        "The embassy in Warsaw did not answer questions. In an earlier statement, it had called",
        "\u{201c}Whoever pays for the transport",
        "Prosecutors have opened",
    ];
    assert_eq!(found.len(), beginnings.len(), "{found:#?}");
    for (paragraph, beginning) in found.iter().zip(beginnings) {
        assert!(paragraph.starts_with(beginning), "{paragraph:?} does not begin {beginning:?}");
    }
    assert!(
        found[0].contains("\u{201c}at least 240\u{201d} engines") && found[0].ends_with("does not exist.")
    );
}

#[test]
fn a_paper_of_an_institute() {
    let taken = html(include_str!("../pages/think_tank.html"));
    assert_eq!(taken.title.as_deref(), Some("Counting the trains: what rail traffic says about deliveries"));
    assert_eq!(taken.outlet.as_deref(), Some("Meridian Institute"));
    assert_eq!(taken.published, Some(jiff::civil::date(2030, 11, 18)));
    assert_eq!(taken.url.as_deref(), Some("https://institute.example/papers/counting-the-trains"));
    assert_eq!(taken.notes, []);
    let found = paragraphs(&taken.text);
    let beginnings = [
        "Satellite images of a border station",
        "What we counted",
        "We counted wagons in each image by hand",
        "Covered wagons, which",
        "Tank wagons stayed",
        "What we do not know",
        "No image shows what is inside. South Korea\u{2019}s intelligence service",
        "\u{2018}The honest figure is a range,\u{2019} said Dr. Oona Feldt",
    ];
    assert_eq!(found.len(), beginnings.len(), "{found:#?}");
    for (paragraph, beginning) in found.iter().zip(beginnings) {
        assert!(paragraph.starts_with(beginning), "{paragraph:?} does not begin {beginning:?}");
    }
    assert!(found[2].ends_with("with a peak of 133 on 9 October."));
}

#[test]
fn a_press_release_with_a_table() {
    let taken = html(include_str!("../pages/ministry.html"));
    assert_eq!(taken.title.as_deref(), Some("Aid to Ukraine: forty-fifth package"));
    assert_eq!(taken.outlet.as_deref(), Some("Ministry of National Defence"));
    assert_eq!(taken.published, Some(jiff::civil::date(2030, 2, 14)));
    assert_eq!(taken.url.as_deref(), Some("https://ministry.example/press/aid-45"));
    assert_eq!(taken.language.as_deref(), Some("pl-PL"));
    assert_eq!(taken.notes, []);
    let found = paragraphs(&taken.text);
    assert!(found[1].starts_with("The Council of Ministers today approved"), "{found:#?}");
    assert!(found[2].contains("talks in Rzesz\u{f3}w: part of it comes"), "{found:#?}");
    assert_eq!(
        &found[3..12],
        [
            "Equipment in the package",
            "Equipment",
            "Quantity",
            "155 mm shells",
            "more than 12,000",
            "Armoured vehicles",
            "30",
            "Field hospitals",
            "2"
        ]
    );
    assert!(found[12].starts_with("\u{201e}We keep our word") && found.len() == 13);
}

#[test]
fn a_page_without_an_article_keeps_all_its_text() {
    let taken = intake(b"<html><body><p></p></body></html>", Some(Form::Html));
    assert_eq!((taken.text.as_str(), taken.notes.as_slice()), ("", [IntakeNote::NoText].as_slice()));
    let links: String = (0..40).map(|n| format!("<li><a href='/{n}'>Link number {n}</a></li>")).collect();
    let taken = html(&format!("<html><body><ul>{links}</ul></body></html>"));
    assert!(taken.text.contains("Link number 39"));
}
