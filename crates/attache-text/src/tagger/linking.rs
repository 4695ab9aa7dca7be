//! Linking: which cue each source and each content belongs to.
//!
//! For every content a softmax over the cues of its paragraph and the last one of the paragraph before,
//! for every cue one over the sources of its paragraph and nobody (maximum-entropy rankers; Berger, Della
//! Pietra and Della Pietra 1996). Cues may share a source ("said …, adding that …"); contents that share a
//! cue are one discontinuous content ("…," he said, "…").

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    keys::{finish, mix, start},
    label::{Label, Role},
};

/// A run of tokens of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it is.
    pub role: Role,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// In which sentence it begins.
    pub sentence: usize,
    /// Whether it stands in a quotation, and in which one.
    pub quote: Option<usize>,
    /// The stem of its last word (of a cue: the verb), as a hash.
    pub stem: u32,
    /// Whether a mark stands directly before it, and behind it.
    pub marks: (bool, bool),
}

/// The runs that the labels of a paragraph make.
#[must_use]
pub fn runs(labels: &[Label]) -> Vec<(Role, Range<usize>)> {
    let mut found: Vec<(Role, Range<usize>)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match (label, found.last_mut()) {
            (Label::Outside, _) => {}
            (Label::Inside(role), Some((last, run))) if last == role && run.end == at => {
                run.end = at.saturating_add(1);
            }
            (Label::Begin(role) | Label::Inside(role), _) => found.push((*role, at..at.saturating_add(1))),
        }
    }
    found
}

/// The weights of the linker, by the hash of the feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linker(pub FxHashMap<u32, f32>);

/// The features of a cue that credits nobody, beside the runs in its reach.
fn nobody(cue: &Run, all: &[Run], out: &mut Vec<u32>) {
    out.clear();
    let sources = || all.iter().filter(|run| run.role == Role::Source);
    let here = sources().filter(|run| run.sentence == cue.sentence).count();
    let before = sources().filter(|run| run.sentence == cue.sentence && run.tokens.end <= cue.tokens.start);
    let gap = before.map(|run| cue.tokens.start.saturating_sub(run.tokens.end)).min();
    let gap = gap.map_or(9, bucket);
    let adjacent = sources().filter(|run| run.tokens.start == cue.tokens.end).count();
    let values: [&[u32]; 6] = [
        &[],
        &[cue.stem],
        &[capped(here, 2), capped(sources().count(), 2)],
        &[gap],
        &[gap, capped(here, 2), capped(adjacent, 1)],
        &[u32::from(cue.marks.0), capped(here, 2)],
    ];
    out.extend(
        (110u32..)
            .zip(values)
            .map(|(number, values)| finish(values.iter().fold(start(number), |key, value| mix(key, *value)))),
    );
}

/// How many runs away a source or a cue may be. In what people write it stands a few runs away; without a bound
/// the work would grow with the cube of the runs in a paragraph.
const REACH: usize = 24;

/// The features of joining a content to the last cue of the paragraph before.
fn far_features(run: &Run, out: &mut Vec<u32>) {
    out.clear();
    let (role, quoted) = (run.role as u32, u32::from(run.quote.is_some()));
    out.push(finish(mix(mix(start(60), role), quoted)));
    out.push(finish(mix(mix(mix(start(61), role), quoted), capped(run.sentence, 2))));
}

/// The features of joining `run` to a cue, with the runs that stand between them.
fn features(run: &Run, cue: &Run, between: &[Run], out: &mut Vec<u32>) {
    out.clear();
    let role = run.role as u32;
    let after = cue.tokens.start >= run.tokens.end;
    let gap = if after {
        cue.tokens.start.saturating_sub(run.tokens.end)
    } else {
        run.tokens.start.saturating_sub(cue.tokens.end)
    };
    let side = role * 2 + u32::from(after);
    let between = |wanted: Role| capped(between.iter().filter(|other| other.role == wanted).count(), 3);
    let (cues, sources, contents) = (between(Role::Cue), between(Role::Source), between(Role::Content));
    let sentences = capped(run.sentence.abs_diff(cue.sentence), 3);
    let distance = bucket(gap);
    let quoted = u32::from(run.quote.is_some())
        + 2 * u32::from(cue.quote.is_some())
        + 4 * u32::from(run.quote.is_some() && run.quote == cue.quote);
    let marks = if after {
        u32::from(run.marks.1) * 2 + u32::from(cue.marks.0)
    } else {
        u32::from(cue.marks.1) * 2 + u32::from(run.marks.0)
    };
    let mut put = |number: u32, values: &[u32]| {
        let key = values.iter().fold(mix(start(70 + number), side), |key, value| mix(key, *value));
        out.push(finish(key));
    };
    put(0, &[]);
    put(1, &[distance]);
    put(2, &[sentences]);
    put(3, &[cues]);
    put(4, &[sources]);
    put(5, &[contents]);
    put(6, &[cues, sources, contents]);
    put(7, &[cues, sources, contents, sentences]);
    put(8, &[quoted]);
    put(9, &[quoted, sentences]);
    put(10, &[marks]);
    put(11, &[marks, distance]);
    put(12, &[cue.stem]);
    put(13, &[cue.stem, distance]);
    put(14, &[sentences, distance]);
    put(15, &[quoted, cues, contents]);
    put(16, &[marks, cues, sources]);
    put(17, &[cue.stem, sources, cues]);
    put(18, &[capped(cue.tokens.len(), 3), sources]);
    put(19, &[run.stem, sentences]);
    put(20, &[u32::from(cue.tokens.start == 0), quoted, sentences]);
}

fn capped(number: usize, most: u32) -> u32 {
    u32::try_from(number).unwrap_or(most).min(most)
}

const fn bucket(gap: usize) -> u32 {
    match gap {
        0..=3 => gap as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=30 => 6,
        _ => 7,
    }
}

/// The choices for one run, best first where equal: which of the runs, and how likely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// A content, or a cue.
    pub run: usize,
    /// The content's cue (none: that of the paragraph before), or the cue's source (none: nobody).
    pub to: Option<usize>,
    /// How likely the linker holds it.
    pub probability: f32,
}

/// What a run may be joined to, with the features of each: for a content the cues, for a cue the sources.
pub fn choices(
    all: &[Run],
    number: usize,
    before: Option<&Run>,
    mut each: impl FnMut(Option<usize>, &[u32]),
) {
    let Some(run) = all.get(number) else { return };
    let wanted = match run.role {
        Role::Content => Role::Cue,
        Role::Cue => Role::Source,
        Role::Source => return,
    };
    let mut keys = Vec::new();
    let from = number.saturating_sub(REACH);
    let reach = REACH.saturating_mul(2).saturating_add(1);
    for (place, other) in all.iter().enumerate().skip(from).take(reach) {
        if other.role != wanted || place.abs_diff(number) > REACH {
            continue;
        }
        let between = all.get(place.min(number).saturating_add(1)..place.max(number)).unwrap_or(&[]);
        match run.role {
            Role::Cue => features(other, run, between, &mut keys),
            _ => features(run, other, between, &mut keys),
        }
        each(Some(place), &keys);
    }
    match (run.role, before) {
        (Role::Cue, _) => {
            let near = number.saturating_sub(REACH)..all.len().min(number.saturating_add(REACH));
            nobody(run, all.get(near).unwrap_or(&[]), &mut keys);
            each(None, &keys);
        }
        (_, Some(_)) => {
            far_features(run, &mut keys);
            each(None, &keys);
        }
        (_, None) => {}
    }
}

impl Linker {
    /// Links the contents and cues of a paragraph; `before` is the last cue of the paragraph before.
    #[must_use]
    pub fn links(&self, all: &[Run], before: Option<&Run>) -> Vec<Link> {
        let mut links = Vec::new();
        for number in 0..all.len() {
            let mut best: Option<(Option<usize>, f32)> = None;
            let mut total = 0f32;
            choices(all, number, before, |to, keys| {
                let score: f32 = keys.iter().filter_map(|key| self.0.get(key)).sum();
                total += score.exp();
                if best.is_none_or(|(_, top)| score > top) {
                    best = Some((to, score));
                }
            });
            if let Some((to, score)) = best {
                links.push(Link { run: number, to, probability: score.exp() / total });
            }
        }
        links
    }
}
