//! Text of articles made harmless for a terminal.
//!
//! An article may hold escape sequences that recolour, retitle or rewrite the screen, and marks that turn
//! the direction of reading round. None of them reaches a terminal: each is shown as a sign of its own.

/// Text whose control characters are visible; line breaks stay, tabs become a space.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            '\n' => shown.push('\n'),
            '\t' => shown.push(' '),
            // The first half of a Windows line break is no sign of its own.
            '\r' if text.get(at.saturating_add(1)..).is_some_and(|rest| rest.starts_with('\n')) => {}
            other => push_visible(&mut shown, other),
        }
    }
    shown
}

/// The same as one line: line breaks become spaces.
pub(crate) fn visible_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One character, visible. Control pictures (U+2400 …) show what stood there in the width of one column.
fn push_visible(shown: &mut String, character: char) {
    match u32::from(character) {
        code @ 0..=0x1f => shown.push(char::from_u32(0x2400_u32.saturating_add(code)).unwrap_or('\u{fffd}')),
        0x7f => shown.push('\u{2421}'),
        code if turns_or_hides(code) => shown.push_str(&format!("<U+{code:04X}>")),
        _ => shown.push(character),
    }
}

/// C1 controls, marks of direction, invisible characters, line separators and tag characters.
const fn turns_or_hides(code: u32) -> bool {
    matches!(
        code,
        0x80..=0x9f
            | 0x061c
            | 0x200b
            | 0x200e
            | 0x200f
            | 0x2028..=0x202e
            | 0x2060..=0x206f
            | 0xfeff
            | 0xfff9..=0xfffb
            | 0xe0000..=0xe007f
    )
}

/// JSON in which every such character is written as an escape of JSON: the same value, harmless to print.
/// They occur inside strings only, where an escape may stand for any character.
pub(crate) fn escaped_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if u32::from(character) == 0x7f || turns_or_hides(u32::from(character)) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{escaped_json, visible, visible_line};
    use proptest::prelude::*;

    #[test]
    fn escapes_are_shown_and_line_breaks_stay() {
        assert_eq!(visible("a\x1b[31mred\x07\r\nb"), "a␛[31mred␇\nb");
        assert_eq!(visible("\u{9b}2J\u{202e}x\u{7f}"), "<U+009B>2J<U+202E>x␡");
        assert_eq!(visible("a\rb"), "a␍b");
        assert_eq!(visible_line("a\n\t b\u{a0}c"), "a b c");
        assert_eq!(escaped_json("\"a\u{9b}\u{e0001}\""), r#""a\u009b\udb40\udc01""#);
        assert_eq!(visible("Ümläut, 남한, Київ"), "Ümläut, 남한, Київ");
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_comes_through(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            prop_assert!(escaped_json(&json).chars().all(|c| !c.is_control()));
            let back: String = serde_json::from_str(&escaped_json(&json)).unwrap();
            prop_assert_eq!(&back, &text);
            prop_assert!(visible(&text).chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(visible_line(&text).chars().all(|c| !c.is_control()));
        }
    }
}
