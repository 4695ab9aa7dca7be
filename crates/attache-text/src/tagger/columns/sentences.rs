//! Where a token stands in its sentence, and what the sentence holds.

use crate::{
    passage::{Passage, Tokens},
    tagger::hints,
};

use super::{Column, Columns};

pub(super) fn fill(columns: &mut Columns, text: &str, p: &Passage) {
    let flags: Vec<u32> = p.sentences.iter().map(|sentence| flags(columns, text, p, sentence)).collect();
    let count = p.sentences.len();
    for (number, sentence) in p.sentences.iter().enumerate() {
        let flag =
            |at: Option<usize>| at.and_then(|at| flags.get(at)).map_or(1, |flags| flags.saturating_add(2));
        let (own, before, after) =
            (flag(Some(number)), flag(number.checked_sub(1)), flag(number.checked_add(1)));
        let from_end = count.saturating_sub(number).saturating_sub(1);
        let numbered = capped(number, 3) * 4 + capped(from_end, 2);
        for at in sentence.clone() {
            let first = at.saturating_sub(sentence.start);
            let last = sentence.end.saturating_sub(at).saturating_sub(1);
            columns.set(at, Column::Place, 1 + capped(first, 4) * 8 + capped(last, 4));
            columns.set(at, Column::SentenceFlags, own);
            columns.set(at, Column::SentenceBefore, before);
            columns.set(at, Column::SentenceAfter, after);
            columns.set(at, Column::SentenceNumber, 1 + numbered);
        }
    }
}

fn capped(number: usize, most: u32) -> u32 {
    u32::try_from(number).unwrap_or(most).min(most)
}

fn flags(columns: &Columns, text: &str, p: &Passage, sentence: &Tokens) -> u32 {
    let mut words = 0u32;
    let mut quoted = 0u32;
    let (mut sure, mut like) = (0u32, 0u32);
    let mut colon = false;
    for at in sentence.clone() {
        let inside = p.quote_of(at).is_some();
        if p.is_word(at) {
            words = words.saturating_add(1);
            quoted = quoted.saturating_add(u32::from(inside));
        }
        if !inside {
            let hint = columns.hint(at);
            sure = sure.saturating_add(u32::from(hint.cue >= hints::CUE_SURE));
            like = like.saturating_add(u32::from(hint.cue >= hints::CUE_LIKE));
            colon |= p.is_mark(text, at, ":");
        }
    }
    let share = if quoted == 0 {
        0
    } else if quoted == words {
        3
    } else if quoted.saturating_mul(2) > words {
        2
    } else {
        1
    };
    let begins = sentence.clone().find(|at| p.is_word(*at)).is_some_and(|at| p.quote_of(at).is_some());
    let ends = sentence.end.saturating_sub(1);
    let asks = p.is_mark(text, ends, "?") || p.is_mark(text, ends.saturating_sub(1), "?");
    share
        | u32::from(begins) << 2
        | u32::from(asks) << 3
        | u32::from(colon) << 4
        | sure.min(2) << 5
        | like.min(3) << 7
        | u32::from(words < 6) << 9
}
