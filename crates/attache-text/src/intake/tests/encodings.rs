//! Encodings other than plain UTF-8.

use super::{check_map, check_words, fold};
use crate::intake::{Form, IntakeNote, Limits, intake, read};

const QUOTED: &str = "The ministry said on Tuesday: \u{201c}We don\u{2019}t know\u{201d} \u{2013} na\u{ef}vet\u{e9}, wrote the caf\u{e9} owner.";

#[test]
fn a_byte_order_mark_is_dropped_with_the_map() {
    let bytes = [b"\xEF\xBB\xBF".as_slice(), "Se\u{f1}or said".as_bytes()].concat();
    let taken = intake(&bytes, None);
    assert_eq!(taken.text, "Se\u{f1}or said");
    assert!(!taken.identity());
    assert_eq!(taken.original(0..6), Some(3..9));
    assert_eq!(taken.notes, []);
    check_words(&taken, &bytes);
}

#[test]
fn utf_16_with_and_without_mark() {
    let units: Vec<u16> = QUOTED.encode_utf16().chain("\u{1d11e}".encode_utf16()).collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for (mark, body, name) in [
        (b"\xFF\xFE".as_slice(), &little, "UTF-16LE"),
        (b"\xFE\xFF", &big, "UTF-16BE"),
        (b"", &little, "UTF-16LE"),
        (b"", &big, "UTF-16BE"),
    ] {
        let bytes = [mark, body].concat();
        let taken = intake(&bytes, Some(Form::Plain));
        assert_eq!(taken.text, format!("{QUOTED}\u{1d11e}"));
        assert_eq!(taken.encoding, name);
        assert_eq!(taken.notes, [IntakeNote::Encoding { assumed: name, declared: !mark.is_empty() }]);
        let at = taken.text.find("know").expect("a word");
        let place = taken.original(at..at + 4).expect("a place");
        assert_eq!(place.len(), 8);
        check_words(&taken, &bytes);
    }
}

#[test]
fn windows_1252_with_smart_quotes() {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(QUOTED);
    assert!(!lossy);
    let taken = intake(&bytes, None);
    assert_eq!(taken.text, QUOTED);
    assert_eq!(taken.encoding, "windows-1252");
    let at = taken.text.find('\u{201c}').expect("a quote");
    assert_eq!(taken.original(at..at + 3).map(|range| range.len()), Some(1));
    check_words(&taken, &bytes);
}

#[test]
fn a_declared_encoding_is_believed() {
    let page = "<html><head><meta charset=\"windows-1251\"></head><body><p>\u{41c}\u{438}\u{43d}\u{438}\u{441}\u{442}\u{440} &amp; \u{43f}\u{440}\u{435}\u{437}\u{438}\u{434}\u{435}\u{43d}\u{442}</p></body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(page);
    let taken = intake(&bytes, None);
    assert_eq!(taken.form, Form::Html);
    assert_eq!(taken.encoding, "windows-1251");
    assert!(taken.notes.contains(&IntakeNote::Encoding { assumed: "windows-1251", declared: true }));
    assert_eq!(
        fold(&taken.text),
        "\u{41c}\u{438}\u{43d}\u{438}\u{441}\u{442}\u{440} & \u{43f}\u{440}\u{435}\u{437}\u{438}\u{434}\u{435}\u{43d}\u{442}"
    );
    check_words(&taken, &bytes);
}

#[test]
fn east_asian_encodings_keep_the_map() {
    let text = "\u{bd81}\u{d55c} \u{bcd1}\u{b825}\u{c774} 10,000\u{ba85} \u{c774}\u{c0c1}\u{c774}\u{b77c}\u{ace0} \u{ad6d}\u{ac00}\u{c815}\u{bcf4}\u{c6d0}\u{c774} \u{bc1d}\u{d614}\u{b2e4}. (AP)";
    let (bytes, _, lossy) = encoding_rs::EUC_KR.encode(text);
    assert!(!lossy);
    let taken = intake(&bytes, None);
    assert_eq!((taken.text.as_str(), taken.encoding), (text, "EUC-KR"));
    check_words(&taken, &bytes);
    let japanese = "\u{5317}\u{671d}\u{9bae}\u{306e}\u{90e8}\u{968a}\u{304c}\u{6d3e}\u{9063}\u{3055}\u{308c}\u{305f}\u{3001}\u{3068} NHK \u{304c}\u{4f1d}\u{3048}\u{305f}\u{3002}";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
    let taken = intake(&bytes, None);
    assert_eq!((taken.text.as_str(), taken.encoding), (japanese, "Shift_JIS"));
    check_words(&taken, &bytes);
}

#[test]
fn utf_8_that_ends_in_a_character() {
    let bytes = b"The caf\xc3\xa9 and the na\xc3";
    let taken = intake(bytes, None);
    assert_eq!(taken.text, "The caf\u{e9} and the na\u{fffd}");
    assert_eq!((taken.encoding, taken.notes.as_slice()), ("UTF-8", [IntakeNote::CutCharacter].as_slice()));
    assert_eq!(taken.original(20..taken.text.len()), Some(20..21));
    check_map(&taken, bytes);
}

#[test]
fn damaged_utf_8_stays_utf_8() {
    let bytes = "\u{201c}One\u{201d}, \u{201c}two\u{201d} \u{2013} and "
        .bytes()
        .chain(*b"\xff here")
        .collect::<Vec<u8>>();
    let taken = intake(&bytes, None);
    assert!(taken.text.ends_with("and \u{fffd} here"));
    assert_eq!(taken.notes, [IntakeNote::Replaced { characters: 1 }]);
    check_map(&taken, &bytes);
}

#[test]
fn a_long_original_is_cut_at_a_character() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let text = "abcdefgh\u{20ac}\u{20ac}";
    let taken = read(text.as_bytes(), Some(Form::Plain), &limits);
    assert_eq!(taken.text, "abcdefgh");
    assert_eq!(taken.notes, [IntakeNote::Truncated { read: 8, given: 14 }]);
    let wide: Vec<u8> =
        b"\xFF\xFE".iter().copied().chain("abcdefgh".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let taken = read(&wide, Some(Form::Plain), &Limits { bytes: 11, ..limits });
    assert_eq!(taken.text, "abcd");
}

#[test]
fn too_many_stretches_end_the_text() {
    let limits = Limits { runs: 10, ..Limits::default() };
    let page = format!("<p>{}</p>", "a&amp;".repeat(100));
    let taken = read(page.as_bytes(), Some(Form::Html), &limits);
    assert!(taken.notes.contains(&IntakeNote::TooManyStretches { limit: 10 }), "{:?}", taken.notes);
    assert!(taken.runs.len() <= 10);
    check_map(&taken, page.as_bytes());
}
