//! How words look: their hashes, endings and shapes.

use crate::{passage::Passage, tagger::keys};

use super::{Column, Columns};
use crate::tagger::part_of_speech::Look;

pub(super) fn fill(columns: &mut Columns, text: &str, p: &Passage) {
    let mut lower = String::new();
    for at in 0..p.tokens.len() {
        let word = p.word(text, at);
        lower_into(word, &mut lower);
        let look = Look {
            word: keys::of_bytes(lower.bytes()),
            shape: shape(word),
            ending: last(&lower, 3),
            short_ending: last(&lower, 2),
            first: lower.chars().next().map_or(0, u32::from),
        };
        columns.looks.push(look);
        columns.set(at, Column::Word, look.word);
        columns.set(at, Column::Stem, keys::of_bytes(stem(&lower).bytes()));
        columns.set(at, Column::Prefix, keys::of_bytes(lower.bytes().take(3)));
        columns.set(at, Column::Ending, look.ending);
        columns.set(at, Column::ShortEnding, look.short_ending);
        columns.set(at, Column::Shape, look.shape);
    }
}

/// The word in lower case, digits as 0, marks that mean the same as one.
fn lower_into(word: &str, out: &mut String) {
    out.clear();
    out.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
        '0'..='9' => '0',
        '’' | '‘' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '―' | '‒' => '—',
        other => other,
    }));
}

fn last(word: &str, count: usize) -> u32 {
    let from = word.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    keys::of_bytes(word.get(from..).unwrap_or(word).bytes())
}

/// Capitals, small letters, digits and other marks, each run as one and a long run as two.
fn shape(word: &str) -> u32 {
    let mut key = keys::start(2);
    let mut before = None;
    let mut run = 0u32;
    for c in word.chars() {
        let sort = match c {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            c => u32::from(c),
        };
        run = if before == Some(sort) { run.saturating_add(1) } else { 0 };
        if run < 2 {
            key = keys::mix(key, sort);
        }
        before = Some(sort);
    }
    keys::finish(key)
}

/// The word without the commonest endings of inflection; crude, and only ever compared with itself.
fn stem(word: &str) -> &str {
    match word {
        "said" | "says" | "saying" => return "say",
        "told" => return "tell",
        "thought" => return "think",
        "wrote" | "written" => return "write",
        "knew" | "known" => return "know",
        _ => {}
    }
    let cut = |ending: &str, left: usize| {
        word.strip_suffix(ending).filter(|rest| rest.len() >= left && rest.is_ascii())
    };
    let bare = cut("ing", 3).or_else(|| cut("ied", 2)).or_else(|| cut("ies", 2)).or_else(|| cut("ed", 3));
    let bare = bare.or_else(|| cut("es", 3)).or_else(|| cut("s", 3)).unwrap_or(word);
    bare.strip_suffix('e').filter(|rest| rest.len() >= 3).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_one_verb_have_one_stem() {
        for forms in [["claim", "claims", "claimed", "claiming"], ["argue", "argues", "argued", "arguing"]] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
        assert_eq!(stem("said"), "say");
        assert_eq!(stem("is"), "is");
    }
}
