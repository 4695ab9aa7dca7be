//! Properties over made-up originals.

use proptest::prelude::*;

use super::{check_map, check_words, fold};
use crate::intake::{Form, intake};

const FORMS: [Option<Form>; 4] = [None, Some(Form::Plain), Some(Form::Markdown), Some(Form::Html)];

/// A character of a text and a way to write it in HTML.
fn written() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        8 => "[a-z]{1,9}".prop_map(|word| (word.clone(), word)),
        3 => Just((" ".to_owned(), " ".to_owned())),
        1 => Just((" ".to_owned(), "\r\n \t".to_owned())),
        1 => Just((" ".to_owned(), "&nbsp;".to_owned())),
        1 => Just((" ".to_owned(), "<br>".to_owned())),
        1 => Just(("&".to_owned(), "&amp;".to_owned())),
        1 => Just(("<".to_owned(), "&lt;".to_owned())),
        1 => Just(("\u{2019}".to_owned(), "&#8217;".to_owned())),
        1 => Just(("\u{201c}".to_owned(), "&ldquo;".to_owned())),
        1 => Just(("\u{201d}".to_owned(), "&#x201D;".to_owned())),
        1 => Just(("\u{e9}".to_owned(), "\u{e9}".to_owned())),
        1 => "[a-z]{1,5}".prop_map(|word| (word.clone(), format!("<b>{word}</b>"))),
        1 => "[a-z]{1,5}".prop_map(|word| (word.clone(), format!("<a href='?a&amp;b'><i>{word}</i></a>"))),
        1 => "[a-z <]{0,5}".prop_map(|word| (String::new(), format!("<!-- {word} -->"))),
        1 => "[a-z]{0,5}".prop_map(|word| (String::new(), format!("<script>{word}</script>"))),
    ]
}

fn paragraph() -> impl Strategy<Value = (String, String)> {
    prop::collection::vec(written(), 1..60).prop_map(|parts| {
        let text: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        let code: String = parts.iter().map(|(_, code)| code.as_str()).collect();
        (fold(&text), code)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for form in FORMS {
            let taken = intake(&bytes, form);
            check_map(&taken, &bytes);
        }
    }

    #[test]
    fn any_marks(text in "(?s)([<>&;#!/\\[\\](){}*_`~|\\\\ \r\n\t\0a-c1\u{e9}\u{201c}-]|<p>|</p>|<b>|<table>|<td>|<script>|</script>|<!--|-->|&amp;|&ngE;){0,80}") {
        for form in FORMS {
            let taken = intake(text.as_bytes(), form);
            check_map(&taken, text.as_bytes());
        }
    }

    #[test]
    fn plain_text_is_its_own_map(text in "\\PC{0,200}") {
        let taken = intake(text.as_bytes(), Some(Form::Plain));
        prop_assert_eq!(&taken.text, text.trim_start_matches('\u{feff}'));
        check_words(&taken, text.as_bytes());
    }

    #[test]
    fn paragraphs_come_back(paragraphs in prop::collection::vec(paragraph(), 1..8)) {
        let code: String = paragraphs.iter().map(|(_, code)| format!("<p>{code}</p>\n")).collect();
        prop_assume!(!breaks_twice(&code));
        let page = format!("<html><body><div>{code}</div></body></html>");
        let taken = intake(page.as_bytes(), Some(Form::Html));
        check_words(&taken, page.as_bytes());
        let wanted: Vec<&str> = paragraphs.iter().map(|(text, _)| text.as_str()).filter(|text| !text.is_empty()).collect();
        prop_assert_eq!(taken.text.split("\n\n").filter(|text| !text.is_empty()).collect::<Vec<_>>(), wanted, "{:?}", taken.notes);
    }

    #[test]
    fn any_range_decodes(paragraphs in prop::collection::vec(paragraph(), 1..4), ends in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let code: String = paragraphs.iter().map(|(_, code)| format!("<p>{code}</p>\n")).collect();
        let taken = intake(code.as_bytes(), Some(Form::Html));
        // Where the finder of the main part left a paragraph out, a stretch across it holds more than the text.
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let whole: String = paragraphs.iter().map(|(text, _)| letters(text)).collect();
        prop_assume!(!whole.is_empty() && letters(&taken.text) == whole);
        let bounds: Vec<usize> = (0..=taken.text.len()).filter(|at| taken.text.is_char_boundary(*at)).collect();
        let (a, b) = (bounds[ends.0.index(bounds.len())], bounds[ends.1.index(bounds.len())]);
        super::check_place(&taken, code.as_bytes(), a.min(b)..a.max(b));
    }

    #[test]
    fn other_encodings_come_back(text in "[ a-z\u{e0}-\u{ff}\u{201c}\u{201d}\u{2019}\u{20ac}]{1,80}") {
        let bytes: Vec<u8> = b"\xFE\xFF".iter().copied().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let taken = intake(&bytes, Some(Form::Plain));
        prop_assert_eq!(&taken.text, &text);
        check_words(&taken, &bytes);
    }
}

/// Whether two line breaks follow each other with nothing to be seen between them.
fn breaks_twice(code: &str) -> bool {
    let mut rest = code;
    while let Some((_, after)) = rest.split_once("<br>") {
        let between = after.split("<br>").next().unwrap_or_default();
        if after.contains("<br>") && crate::intake::decode_original(Form::Html, between.as_bytes()).is_empty()
        {
            return true;
        }
        rest = after;
    }
    false
}
