//! Which tokens stand between quotation marks.

use crate::token::{Shape, Token};

/// One quotation: its marks and what is between them, as token numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The opening mark.
    pub open: usize,
    /// The closing mark, or one past the last token where nothing closes it.
    pub close: usize,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// The outermost quotations of a paragraph, in order. A mark that cannot open or close anything is an
/// apostrophe or a stray one and opens nothing.
#[must_use]
pub(crate) fn quotes(text: &str, tokens: &[Token]) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token.shape, Shape::Quote | Shape::OpenQuote | Shape::CloseQuote) {
            continue;
        }
        let mark = match token.span().text(text) {
            Some("''" | "``") => '"',
            Some(mark) => mark.chars().next().unwrap_or('"'),
            None => continue,
        };
        match open {
            None if opens(tokens, at, mark) => open = Some((at, mark)),
            None => {}
            Some((first, opener)) if closes(opener, mark, token, tokens.get(at.saturating_add(1))) => {
                if depth > 0 && opener == mark {
                    depth = depth.saturating_sub(1);
                } else {
                    found.push(Quote { open: first, close: at, closed: true });
                    open = None;
                    depth = 0;
                }
            }
            Some(_) => {}
        }
    }
    if let Some((first, _)) = open {
        found.push(Quote { open: first, close: tokens.len(), closed: false });
    }
    found
}

fn opens(tokens: &[Token], at: usize, mark: char) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let touches_next = tokens.get(at.saturating_add(1)).is_some_and(|next| !next.spaced);
    match token.shape {
        Shape::OpenQuote => true,
        Shape::Quote if mark == '"' => touches_next || token.spaced,
        // A straight single mark is an apostrophe unless it stands before a word, after a space.
        Shape::Quote => token.spaced && touches_next,
        _ => false,
    }
}

fn closes(opener: char, mark: char, token: &Token, next: Option<&Token>) -> bool {
    match opener {
        '"' | '\u{ff02}' => mark == opener,
        '“' => mark == '”' || mark == '"',
        '„' => matches!(mark, '“' | '”'),
        '«' => mark == '»',
        // An apostrophe inside a single quotation touches the letters on both sides.
        '\'' | '‘' => {
            matches!(mark, '\'' | '’') && !token.spaced && next.is_none_or(|n| n.spaced || !n.is_word())
        }
        _ => mark == '”' || mark == '"',
    }
}

#[cfg(test)]
mod tests {
    use super::quotes;
    use crate::token::tokenize;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        let found: Vec<_> = quotes(text, &tokens)
            .iter()
            .map(|q| {
                let end = tokens.get(q.close).map_or(text.len(), |t| t.start);
                text.get(tokens[q.open].end..end).unwrap().to_owned()
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn straight_curly_and_single_marks() {
        check(r#"He said "we will" and "no"."#, &["we will", "no"]);
        check("“We won’t,” he said, “ever.”", &["We won’t,", "ever."]);
        check("‘It’s Russia’s plan,’ said one", &["It’s Russia’s plan,"]);
        check("the ministers' plan and the allies' reply", &[]);
        check("«Nein» and „ja“", &["Nein", "ja"]);
    }

    #[test]
    fn an_odd_mark_runs_to_the_end_and_nothing_breaks() {
        check(r#"He said "we will"#, &["we will"]);
        check("\"", &[""]);
        check("”", &[]);
    }
}
