//! Segments of a sentence between commas, dashes and colons outside quotations.

use crate::{
    passage::{Passage, Tokens},
    tagger::{hints, keys},
};

use super::{Column, Columns, quotations::bucket};

pub(super) fn fill(columns: &mut Columns, text: &str, p: &Passage) {
    let mut segments: Vec<Tokens> = Vec::new();
    for sentence in &p.sentences {
        segments.clear();
        split(text, p, sentence, &mut segments);
        let cues: Vec<u32> = segments.iter().map(|segment| cues(columns, segment)).collect();
        for (number, segment) in segments.iter().enumerate() {
            let cue = |at: Option<usize>| at.and_then(|at| cues.get(at)).copied().unwrap_or(7);
            let around = cue(Some(number)) * 64 + cue(number.checked_sub(1)) * 8 + cue(number.checked_add(1));
            let from_end = segments.len().saturating_sub(number).saturating_sub(1);
            let place = 1 + capped(number) * 32 + capped(from_end) * 8 + bucket(segment.len());
            let first = columns.value(segment.start, 0, Column::Word);
            let mark = segment.end.saturating_sub(1);
            let next = columns.value(segment.end, 0, Column::Word);
            let behind = keys::mix(keys::start(6), columns.value(mark, 0, Column::Word));
            let behind = keys::finish(keys::mix(behind, if segment.end < sentence.end { next } else { 0 }));
            for at in segment.clone() {
                columns.set(at, Column::Segment, place);
                columns.set(at, Column::SegmentFirst, first);
                columns.set(at, Column::SegmentLast, behind);
                columns.set(at, Column::SegmentCues, around);
            }
        }
    }
}

fn capped(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(3).min(3)
}

/// A segment ends behind its mark.
fn split(text: &str, p: &Passage, sentence: &Tokens, out: &mut Vec<Tokens>) {
    let mut from = sentence.start;
    for at in sentence.clone() {
        let ends = p.closes_quote(at) || (p.quote_of(at).is_none() && p.is_mark(text, at, ",;:—–("));
        if ends {
            out.push(from..at.saturating_add(1));
            from = at.saturating_add(1);
        }
    }
    if from < sentence.end {
        out.push(from..sentence.end);
    }
}

fn cues(columns: &Columns, segment: &Tokens) -> u32 {
    let best = segment.clone().map(|at| columns.hint(at).cue).max().unwrap_or(0);
    match best {
        0..hints::CUE_LIKE => 0,
        hints::CUE_LIKE..hints::CUE_SURE => 1,
        _ => 2,
    }
}
