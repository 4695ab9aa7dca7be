//! The lattice of labels over a paragraph: best path and marginals of a linear chain.
//!
//! Forward–backward and Viterbi as in Sutton and McCallum, "An Introduction to Conditional Random
//! Fields" (2012), section 4.1; sums are scaled at each token, so that length does not matter.

use super::label::{LABELS, Label};

/// A number for each label.
pub type Scores = [f32; LABELS];

/// A number for each pair of labels: `pairs[before][label]`.
pub type Pairs = [Scores; LABELS];

/// What a pair that may not stand is worth.
const NEVER: f32 = -1e4;

/// The pairs with those ruled out that may not stand.
#[must_use]
pub fn allowed(mut pairs: Pairs) -> Pairs {
    for (row, before) in pairs.iter_mut().zip(Label::ALL) {
        for (slot, label) in row.iter_mut().zip(Label::ALL) {
            if !label.follows(Some(before)) {
                *slot = NEVER;
            }
        }
    }
    pairs
}

/// What each label is worth at the first token.
#[must_use]
pub fn first() -> Scores {
    Label::ALL.map(|label| if label.follows(None) { 0.0 } else { NEVER })
}

/// The most likely labels. `pairs` as [`allowed`] gives them.
#[must_use]
pub fn best_path(scores: &[Scores], pairs: &Pairs) -> Vec<Label> {
    let mut best = first();
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    for (at, own) in scores.iter().enumerate() {
        let mut next = [0f32; LABELS];
        let mut from = [0u8; LABELS];
        for (label, ((slot, came), score)) in next.iter_mut().zip(&mut from).zip(own).enumerate() {
            if at == 0 {
                *slot = best.get(label).copied().unwrap_or(NEVER) + score;
                continue;
            }
            let mut top = f32::NEG_INFINITY;
            for ((number, before), row) in (0u8..).zip(&best).zip(pairs) {
                let sum = before + row.get(label).copied().unwrap_or(NEVER);
                if sum > top {
                    top = sum;
                    *came = number;
                }
            }
            *slot = top + score;
        }
        best = next;
        back.push(from);
    }
    let last =
        (0u8..).zip(best).fold((0u8, f32::NEG_INFINITY), |top, at| if at.1 > top.1 { at } else { top }).0;
    let mut path = Vec::with_capacity(scores.len());
    let mut label = last;
    for from in back.iter().rev() {
        path.push(Label::ALL.get(usize::from(label)).copied().unwrap_or_default());
        label = from.get(usize::from(label)).copied().unwrap_or(0);
    }
    path.reverse();
    path
}

/// How likely each label is at each token, and how often each pair is expected.
#[derive(Clone, Debug, Default)]
pub struct Marginals {
    /// For each token.
    pub labels: Vec<Scores>,
    /// Summed over the paragraph.
    pub pairs: Pairs,
}

/// Fills `out` with the marginals. `pairs` as [`allowed`] gives them.
pub fn marginals(scores: &[Scores], pairs: &Pairs, out: &mut Marginals) {
    out.labels.clear();
    out.pairs = Pairs::default();
    let weights = pairs.map(|row| row.map(f32::exp));
    let local: Vec<Scores> = scores
        .iter()
        .map(|own| {
            let top = own.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            own.map(|score| (score - top).exp())
        })
        .collect();
    let forward = forward(&local, &weights);
    let mut behind = [1f32; LABELS];
    for at in (0..local.len()).rev() {
        let Some(alpha) = forward.get(at) else { continue };
        out.labels.push(normal(product(alpha, &behind)));
        let Some(own) = local.get(at) else { continue };
        let worth = product(own, &behind);
        if let Some(before) = at.checked_sub(1).and_then(|before| forward.get(before)) {
            let edge = edge(before, &weights, &worth);
            for (row, add) in out.pairs.iter_mut().zip(&edge) {
                row.iter_mut().zip(add).for_each(|(slot, add)| *slot += add);
            }
        }
        behind = normal(weights.map(|row| row.iter().zip(&worth).map(|(w, x)| w * x).sum()));
    }
    out.labels.reverse();
}

fn forward(local: &[Scores], weights: &Pairs) -> Vec<Scores> {
    let mut all = Vec::with_capacity(local.len());
    let start = first().map(f32::exp);
    let mut before: Option<Scores> = None;
    for own in local {
        let came = match before {
            None => start,
            Some(before) => {
                let mut sums = [0f32; LABELS];
                for (alpha, row) in before.iter().zip(weights) {
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += alpha * weight);
                }
                sums
            }
        };
        let alpha = normal(product(&came, own));
        all.push(alpha);
        before = Some(alpha);
    }
    all
}

fn product(a: &Scores, b: &Scores) -> Scores {
    let mut out = *a;
    out.iter_mut().zip(b).for_each(|(x, y)| *x *= y);
    out
}

fn normal(scores: Scores) -> Scores {
    let sum: f32 = scores.iter().sum();
    if sum > 0.0 { scores.map(|x| x / sum) } else { scores }
}

fn edge(before: &Scores, weights: &Pairs, worth: &Scores) -> Pairs {
    let mut out = Pairs::default();
    let mut total = 0f32;
    for ((row, alpha), weights) in out.iter_mut().zip(before).zip(weights) {
        for ((slot, weight), worth) in row.iter_mut().zip(weights).zip(worth) {
            *slot = alpha * weight * worth;
            total += *slot;
        }
    }
    if total > 0.0 { out.map(|row| row.map(|x| x / total)) } else { out }
}

#[cfg(test)]
mod tests {
    use super::{Marginals, Pairs, Scores, allowed, best_path, marginals};
    use crate::tagger::label::{LABELS, Label};

    /// All paths, weighed one by one.
    fn brute(scores: &[Scores], pairs: &Pairs) -> (Vec<usize>, Vec<Scores>) {
        let mut best = (f32::NEG_INFINITY, Vec::new());
        let mut sums = vec![[0f32; LABELS]; scores.len()];
        let mut total = 0f32;
        for code in 0..LABELS.pow(scores.len() as u32) {
            let path: Vec<usize> =
                (0..scores.len()).map(|at| code / LABELS.pow(at as u32) % LABELS).collect();
            if !Label::ALL[path[0]].follows(None) {
                continue;
            }
            let mut sum: f32 = path.iter().zip(scores).map(|(label, own)| own[*label]).sum();
            sum += path.windows(2).map(|w| pairs[w[0]][w[1]]).sum::<f32>();
            if sum > best.0 {
                best = (sum, path.clone());
            }
            total += sum.exp();
            path.iter().enumerate().for_each(|(at, label)| sums[at][*label] += sum.exp());
        }
        (best.1, sums.into_iter().map(|row| row.map(|x| x / total)).collect())
    }

    #[test]
    fn best_path_and_marginals_are_those_of_all_paths_weighed_one_by_one() {
        let mut state = 7u32;
        let mut draw = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 16_384.0 - 2.0
        };
        for _ in 0..20 {
            let scores: Vec<Scores> = (0..4).map(|_| [(); LABELS].map(|()| draw())).collect();
            let pairs = allowed([(); LABELS].map(|()| [(); LABELS].map(|()| draw())));
            let (path, shares) = brute(&scores, &pairs);
            let found: Vec<usize> = best_path(&scores, &pairs).into_iter().map(Label::column).collect();
            assert_eq!(found, path);
            let mut out = Marginals::default();
            marginals(&scores, &pairs, &mut out);
            for (row, expected) in out.labels.iter().flatten().zip(shares.iter().flatten()) {
                assert!((row - expected).abs() < 1e-4, "{row} {expected}");
            }
        }
    }
}
