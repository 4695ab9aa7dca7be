//! From trained weights to the parts of a model file: small rows are left out, weights become bytes.

use attache_text::tagger::{
    columns::Aids,
    keys::TEMPLATES,
    label::LABELS,
    linking::Linker,
    model::{Parts, differences},
    table::companded,
};

use super::{field::Weights, instances::Numbering};

/// The parts of a model; rows whose weights all stay below `least` are left out.
pub(super) fn parts(
    numbering: &Numbering,
    weights: &Weights,
    aids: &Aids,
    linker: &Linker,
    least: f32,
) -> Parts {
    let mut rows: Vec<(u32, [i8; LABELS])> = numbering
        .numbers
        .iter()
        .filter_map(|(key, number)| {
            let row = weights.rows.get(usize::try_from(*number).ok()?)?;
            let worth = row.iter().any(|w| w.abs() >= least);
            worth.then(|| (*key, row.map(companded)))
        })
        .collect();
    rows.sort_unstable_by_key(|(key, _)| *key);
    let mask =
        |row: &[i8; LABELS]| row.iter().enumerate().fold(0u8, |mask, (at, w)| mask | u8::from(*w != 0) << at);
    let mut linked: Vec<(u32, f32)> = linker.0.iter().map(|(key, weight)| (*key, *weight)).collect();
    linked.sort_unstable_by_key(|(key, _)| *key);
    let hints = aids.hints.sorted();
    let mut fixed: Vec<(u32, u8)> = aids.parts.fixed.iter().map(|(key, tag)| (*key, *tag)).collect();
    fixed.sort_unstable();
    Parts {
        templates: u32::try_from(TEMPLATES.len()).unwrap_or(0),
        tags: aids.parts.tags.clone(),
        fixed: (differences(fixed.iter().map(|f| f.0)), fixed.iter().map(|f| f.1).collect()),
        tagging: tagging(aids),
        hints: (
            differences(hints.iter().map(|h| h.0)),
            hints.iter().map(|(_, hint)| hint.cue << 4 | hint.source).collect(),
        ),
        field: (
            differences(rows.iter().map(|r| r.0)),
            rows.iter().map(|r| mask(&r.1)).collect(),
            rows.iter().flat_map(|r| r.1).filter(|w| *w != 0).collect(),
        ),
        pairs: weights.pairs,
        linker: (
            differences(linked.iter().map(|l| l.0)),
            linked.iter().map(|l| (l.1 * 256.0).round().clamp(-32_000.0, 32_000.0) as i16).collect(),
        ),
        ..Parts::default()
    }
}

/// A weight of parts of speech below this (in steps of an eighth) is left out.
const LEAST_TAG: i8 = 8;

fn tagging(aids: &Aids) -> (Vec<u32>, Vec<u8>, Vec<u8>, Vec<i8>) {
    let rows: Vec<_> = aids
        .parts
        .weights
        .rows()
        .map(|(key, row)| {
            let kept: Vec<(u8, i8)> = row.into_iter().filter(|(_, w)| w.abs() >= LEAST_TAG).collect();
            (key, kept)
        })
        .filter(|(_, kept)| !kept.is_empty())
        .collect();
    (
        differences(rows.iter().map(|r| r.0)),
        rows.iter().map(|r| u8::try_from(r.1.len()).unwrap_or(u8::MAX)).collect(),
        rows.iter().flat_map(|r| &r.1).map(|(tag, _)| *tag).collect(),
        rows.iter().flat_map(|r| &r.1).map(|(_, weight)| *weight).collect(),
    )
}
