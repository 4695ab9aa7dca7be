//! What a text says in its own words: all but what stands between quotation marks.

/// The stretches of a text outside quotations, in its order. A quotation ends in the line in which it begins; a mark
/// without its other is no quotation, so that one stray mark does not swallow a text.
pub(super) fn stretches(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = Some(line);
        std::iter::from_fn(move || {
            let whole = rest.take()?;
            Some(match quotation(whole) {
                Some((before, after)) => {
                    rest = Some(after);
                    before
                }
                None => whole,
            })
        })
    })
}

/// What stands before and behind the first quotation of a line.
fn quotation(line: &str) -> Option<(&str, &str)> {
    if line.is_ascii() && !line.contains('"') {
        return None;
    }
    let mut from = 0_usize;
    loop {
        let (at, mark) = line.get(from..)?.char_indices().find(|(_, c)| !closing(*c).is_empty())?;
        let start = from.saturating_add(at);
        let inside = start.saturating_add(mark.len_utf8());
        if let Some((length, end)) =
            line.get(inside..)?.char_indices().find(|(_, c)| closing(mark).contains(c))
        {
            let after = inside.saturating_add(length).saturating_add(end.len_utf8());
            return Some((line.get(..start)?, line.get(after..)?));
        }
        from = inside;
    }
}

/// The marks that end what this one begins; none where it begins nothing.
const fn closing(mark: char) -> &'static [char] {
    match mark {
        '"' => &['"'],
        '\u{201c}' => &['\u{201d}'],
        '\u{201e}' => &['\u{201c}', '\u{201d}'],
        '\u{ab}' => &['\u{bb}'],
        '\u{300c}' => &['\u{300d}'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::stretches;

    fn told(text: &str) -> Vec<&str> {
        stretches(text).collect()
    }

    #[test]
    fn quotations_are_left_out_and_a_stray_mark_is_none() {
        assert_eq!(told("He said: \u{201c}No.\u{201d} Then he left."), ["He said: ", " Then he left."]);
        assert_eq!(told("a \"b\" c \"d\" e"), ["a ", " c ", " e"]);
        assert_eq!(told("an 8\" shell\nand \u{ab}так\u{bb}."), ["an 8\" shell", "and ", "."]);
        assert_eq!(
            told("\u{201c}It goes on\nand ends\u{201d} here"),
            ["\u{201c}It goes on", "and ends\u{201d} here"]
        );
        assert_eq!(told("\u{201c}open \"b\" c"), ["\u{201c}open ", " c"]);
        assert_eq!(told(""), [""; 0]);
    }
}
