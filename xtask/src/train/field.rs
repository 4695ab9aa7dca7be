//! Training of the conditional random field: stochastic steps by AdaGrad with regularized dual averaging.
//!
//! Each weight is a function of the sum of its gradients and of their squares (Duchi, Hazan and Singer,
//! JMLR 2011, section 5; Xiao, JMLR 2010), so that weights of features that were not met need no upkeep,
//! and small ones are exactly zero.

use attache_text::tagger::{
    label::LABELS,
    lattice::{self, Marginals, Pairs, Scores},
};

/// A paragraph to learn from.
#[derive(Clone, Debug, Default)]
pub(super) struct Instance {
    /// For each token the numbers of its features, `width` of them each; `u32::MAX` for none.
    pub features: Vec<u32>,
    /// How many features a token has.
    pub width: usize,
    /// For each token the column of its label.
    pub labels: Vec<u8>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Length of the first steps.
    pub eta: f32,
    /// Penalty on weights.
    pub l1: f32,
    /// Penalty on their squares.
    pub l2: f32,
    /// How often all instances are gone through.
    pub epochs: usize,
    /// Of the order in which they are.
    pub seed: u64,
}

/// The sums of one feature: gradients, then their squares; eight wide, so that a row is one cache line.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Sums {
    gradient: [f32; 8],
    square: [f32; 8],
}

/// Weights: for each feature a row, and for each pair of labels one.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    pub rows: Vec<Scores>,
    pub pairs: Pairs,
}

struct Field<'s> {
    settings: &'s Settings,
    rows: Vec<Sums>,
    pairs: [[(f32, f32); LABELS]; LABELS],
    seen: f32,
}

impl Field<'_> {
    fn weight(&self, gradient: f32, square: f32) -> f32 {
        let s = self.settings;
        let shrunk = (gradient.abs() - s.l1 * self.seen).max(0.0).copysign(gradient);
        -shrunk * s.eta / (0.1 + square.sqrt() + s.eta * s.l2 * self.seen)
    }

    fn pairs(&self) -> Pairs {
        self.pairs.map(|row| row.map(|(gradient, square)| self.weight(gradient, square)))
    }

    fn scores(&self, instance: &Instance, out: &mut Vec<Scores>) {
        out.clear();
        let s = self.settings;
        let (shift, floor) = (s.eta * s.l2 * self.seen + 0.1, s.l1 * self.seen);
        for features in instance.features.chunks_exact(instance.width) {
            let mut sums = [0f32; 8];
            for row in features.iter().filter_map(|at| self.rows.get(*at as usize)) {
                for ((sum, gradient), square) in sums.iter_mut().zip(&row.gradient).zip(&row.square) {
                    let shrunk = (gradient.abs() - floor).max(0.0).copysign(*gradient);
                    *sum -= shrunk / (shift + square.sqrt());
                }
            }
            let mut scores = [0f32; LABELS];
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = sum * s.eta);
            out.push(scores);
        }
    }

    fn step(&mut self, instance: &Instance, scratch: &mut Scratch) {
        self.scores(instance, &mut scratch.scores);
        let pairs = lattice::allowed(self.pairs());
        lattice::marginals(&scratch.scores, &pairs, &mut scratch.marginals);
        let tokens = instance.features.chunks_exact(instance.width).zip(&scratch.marginals.labels);
        for ((features, marginal), gold) in tokens.zip(&instance.labels) {
            let mut gradient = [0f32; 8];
            gradient.iter_mut().zip(marginal).for_each(|(slot, p)| *slot = *p);
            if let Some(slot) = gradient.get_mut(usize::from(*gold)) {
                *slot -= 1.0;
            }
            if gradient.iter().all(|g| g.abs() < 1e-3) {
                continue;
            }
            for at in features {
                let Some(row) = self.rows.get_mut(*at as usize) else { continue };
                for ((sum, square), g) in row.gradient.iter_mut().zip(&mut row.square).zip(&gradient) {
                    *sum += g;
                    *square += g * g;
                }
            }
        }
        let mut expected = scratch.marginals.pairs;
        for pair in instance.labels.windows(2) {
            if let [before, label] = pair
                && let Some(slot) =
                    expected.get_mut(usize::from(*before)).and_then(|r| r.get_mut(usize::from(*label)))
            {
                *slot -= 1.0;
            }
        }
        for (row, gradients) in self.pairs.iter_mut().zip(&expected) {
            for ((sum, square), g) in row.iter_mut().zip(gradients) {
                *sum += g;
                *square += g * g;
            }
        }
        self.seen += 1.0;
    }
}

#[derive(Default)]
struct Scratch {
    scores: Vec<Scores>,
    marginals: Marginals,
}

/// Trains on the instances; `features` is how many there are.
pub(super) fn train(instances: &[Instance], features: usize, settings: &Settings) -> Weights {
    let mut field =
        Field { settings, rows: vec![Sums::default(); features], pairs: Default::default(), seen: 0.0 };
    let mut random = fastrand::Rng::with_seed(settings.seed);
    let mut order: Vec<usize> = (0..instances.len()).collect();
    let mut scratch = Scratch::default();
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for instance in order.iter().filter_map(|at| instances.get(*at)) {
            field.step(instance, &mut scratch);
        }
    }
    let rows = field
        .rows
        .iter()
        .map(|row| {
            let mut weights = [0f32; LABELS];
            let sums = row.gradient.iter().zip(&row.square);
            weights
                .iter_mut()
                .zip(sums)
                .for_each(|(w, (gradient, square))| *w = field.weight(*gradient, *square));
            weights
        })
        .collect();
    Weights { rows, pairs: field.pairs() }
}

/// The mean of several trainings.
pub(super) fn mean(all: &[Weights]) -> Weights {
    let Some(first) = all.first() else { return Weights::default() };
    let share = 1.0 / all.len() as f32;
    let mut sum = Weights { rows: vec![Scores::default(); first.rows.len()], pairs: Pairs::default() };
    for weights in all {
        let rows = sum.rows.iter_mut().zip(&weights.rows);
        let pairs = sum.pairs.iter_mut().zip(&weights.pairs);
        for (slot, add) in rows.chain(pairs).flat_map(|(a, b)| a.iter_mut().zip(b)) {
            *slot += add * share;
        }
    }
    sum
}
