//! Markdown.

use super::{check_words, fold};
use crate::intake::{Form, Intake, intake};

fn markdown(text: &str) -> Intake {
    let taken = intake(text.as_bytes(), Some(Form::Markdown));
    check_words(&taken, text.as_bytes());
    taken
}

#[test]
fn front_matter_gives_the_particulars() {
    let taken = markdown(
        "---\ntitle: \"Convoy stopped: 240 engines\"\nsource: Harbour Courier\ndate: 2031-03-04\n\
         url: https://news.example/a\nlang: en\ntags:\n  - customs\n---\n\nCustoms officers **stopped** a convoy.\n",
    );
    assert_eq!(taken.title.as_deref(), Some("Convoy stopped: 240 engines"));
    assert_eq!(taken.outlet.as_deref(), Some("Harbour Courier"));
    assert_eq!(taken.published, Some(jiff::civil::date(2031, 3, 4)));
    assert_eq!(taken.url.as_deref(), Some("https://news.example/a"));
    assert_eq!(taken.language.as_deref(), Some("en"));
    assert_eq!(taken.text, "Customs officers stopped a convoy.");
}

#[test]
fn emphasis_and_links_inside_a_sentence() {
    let source = "The office *reported*, according to [Yonhap **News**](https://y.example/a_b \"t\"), that\r\n  `12` \
                  trains left &amp; none \\*returned\\*.\r\n";
    let taken = markdown(source);
    assert_eq!(
        taken.text,
        "The office reported, according to Yonhap News, that 12 trains left & none *returned*."
    );
    let at = taken.text.find("Yonhap News").expect("a name");
    let place = taken.original(at..at + 11).expect("a place");
    assert_eq!(&source[place], "Yonhap **News");
    let at = taken.text.find('&').expect("a sign");
    assert_eq!(&source[taken.original(at..at + 1).expect("a place")], "&amp;");
}

#[test]
fn blocks_become_paragraphs() {
    let taken = markdown(
        "# Headline\n\nFirst\nparagraph.\n\n## Part\n\n- one\n- two\n  lines\n\n> Quoted\n> words.\n\n```\ncode\n```\n\n\
         <div>raw</div>\n\n| a | b |\n|---|---|\n| c | d |\n\n![alt](i.png)\n\nLast<br>word.\n",
    );
    assert_eq!(taken.title.as_deref(), Some("Headline"));
    let paragraphs: Vec<&str> = taken.text.split("\n\n").collect();
    assert_eq!(
        paragraphs,
        ["First paragraph.", "Part", "one", "two lines", "Quoted words.", "a", "b", "c", "d", "Last word."]
    );
}

#[test]
fn rules_that_are_no_front_matter() {
    let taken = markdown("---\n\nA paragraph between two rules, said Ola Brandt.\n\n---\n\nAnother.\n");
    assert_eq!(fold(&taken.text), "A paragraph between two rules, said Ola Brandt. Another.");
    assert_eq!(taken.title, None);
}
