//! The nearest words of the sentence that look like cues, and the nearest verbs.

use crate::{
    passage::{Passage, Tokens},
    tagger::{hints, keys},
    words::class,
};

use super::{Column, Columns, quotations::bucket};

pub(super) fn fill(columns: &mut Columns, text: &str, p: &Passage) {
    for sentence in &p.sentences {
        first_cue(columns, sentence);
        sweep(columns, text, p, sentence.clone(), Side::LEFT);
        sweep(columns, text, p, sentence.clone().rev(), Side::RIGHT);
        verb_groups(columns, p, sentence);
    }
}

/// Which columns a sweep fills.
#[derive(Clone, Copy)]
struct Side {
    near: Column,
    far: Column,
    step: Column,
    verb: Column,
}

impl Side {
    const LEFT: Self = Self {
        near: Column::CueLeft,
        far: Column::CueLeftFar,
        step: Column::CueLeftStep,
        verb: Column::VerbLeft,
    };
    const RIGHT: Self = Self {
        near: Column::CueRight,
        far: Column::CueRightFar,
        step: Column::CueRightStep,
        verb: Column::VerbRight,
    };
}

/// Goes through a sentence and tells each token what was passed last.
fn sweep(columns: &mut Columns, text: &str, p: &Passage, order: impl Iterator<Item = usize>, side: Side) {
    let (mut near, mut far, mut verb) = (0u32, 0u32, 0u32);
    let (mut near_step, mut near_at, mut near_marks) = (0u32, 0usize, 0u32);
    let mut far_marks = 0u32;
    for at in order {
        columns.set(at, side.near, near);
        columns.set(at, side.far, keys::finish(keys::mix(keys::mix(keys::start(3), far), far_marks)));
        let distance = if near == 0 { 0 } else { bucket(at.abs_diff(near_at)).saturating_add(1) };
        columns.set(at, side.step, near_step * 64 + distance * 8 + near_marks);
        columns.set(at, side.verb, verb);
        let stem = columns.value(at, 0, Column::Stem);
        let hint = columns.hint(at);
        let mark = if p.is_mark(text, at, ",;:—–-") {
            1
        } else if p.closes_quote(at) || p.opens_quote(at) {
            2
        } else if p.is(at, class::SUBORDINATOR.with(class::RELATIVE)) {
            4
        } else {
            0
        };
        near_marks |= mark;
        far_marks |= mark;
        if hint.cue >= hints::CUE_LIKE {
            (near, near_step, near_at, near_marks) = (stem, u32::from(hint.cue), at, 0);
        }
        if hint.cue >= hints::CUE_SURE {
            (far, far_marks) = (stem, 0);
        }
        if columns.is_verb(at) {
            verb =
                keys::finish(keys::mix(keys::mix(keys::start(4), stem), columns.value(at, 0, Column::Tag)));
        }
    }
}

fn first_cue(columns: &mut Columns, sentence: &Tokens) {
    let Some(first) = sentence.clone().find(|at| columns.hint(*at).cue >= hints::CUE_SURE) else { return };
    let stem = columns.value(first, 0, Column::Stem);
    for at in sentence.clone() {
        let side = match at.cmp(&first) {
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => 2,
            std::cmp::Ordering::Greater => 3,
        };
        columns.set(at, Column::FirstCue, keys::finish(keys::mix(keys::mix(keys::start(5), stem), side)));
    }
}

/// "Has not yet been told": every word of the group knows the verb it leads to.
fn verb_groups(columns: &mut Columns, p: &Passage, sentence: &Tokens) {
    let mut head = 0u32;
    for at in sentence.clone().rev() {
        let leads = class::MODAL.with(class::HAVE).with(class::BE).with(class::DO).with(class::NEGATOR);
        let open = p.is(at, leads.with(class::INFINITIVE).with(class::ADVERB));
        if columns.is_verb(at) && !(p.is(at, leads) && head != 0) {
            head = columns.value(at, 0, Column::Stem);
        } else if !open {
            head = 0;
        }
        columns.set(at, Column::VerbGroup, head);
    }
}
