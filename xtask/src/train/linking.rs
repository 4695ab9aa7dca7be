//! Training of the linker: stochastic steps by AdaGrad on the softmax over the cues.

use std::ops::Range;

use attache_text::{
    tagger::{
        label::{Label, Role},
        linking::{Linker, Run, choices, runs},
        observed::with_columns,
    },
    words::Words,
};
use rustc_hash::FxHashMap;

use super::folds::{Article, Folded};

/// One choice: the features of each cue, and which is right.
struct Choice {
    cues: Vec<Vec<u32>>,
    right: usize,
}

/// Trains on the gold spans of all articles.
pub(super) fn train(articles: &[Article], folded: &Folded, words: &Words, epochs: usize) -> Linker {
    let mut choices = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let mut before: Option<(Run, Option<usize>)> = None;
        with_columns(&article.annotated.text, words, folded.of(number), |paragraph, _, linkable| {
            let Some(labels) = article.labels.get(paragraph) else { return };
            let labels: Vec<Label> = labels.iter().map(|l| label(l.unwrap_or(0))).collect();
            let all = linkable(runs(&labels));
            let owner = |run: &Run| article.owner(paragraph, run.role, &run.tokens);
            let covers = |run: &Run, own: usize| article.covers(paragraph, run.role, &run.tokens, own);
            choices_of(&all, before.as_ref(), &owner, &covers, &mut choices);
            if let Some(cue) = all.iter().rev().find(|run| run.role == Role::Cue) {
                before = Some((cue.clone(), owner(cue)));
            }
        });
    }
    learn(&choices, epochs)
}

pub(super) fn label(column: u8) -> Label {
    Label::ALL.get(usize::from(column)).copied().unwrap_or_default()
}

fn choices_of(
    all: &[Run],
    before: Option<&(Run, Option<usize>)>,
    owner: &dyn Fn(&Run) -> Option<usize>,
    covers: &dyn Fn(&Run, usize) -> bool,
    out: &mut Vec<Choice>,
) {
    for (number, run) in all.iter().enumerate().filter(|(_, run)| run.role != Role::Source) {
        let Some(own) = owner(run) else { continue };
        let sourced = all.iter().any(|other| other.role == Role::Source && covers(other, own));
        let mut cues = Vec::new();
        let mut right = None;
        choices(all, number, before.map(|(cue, _)| cue), |to, keys| {
            let fits = match (to, run.role) {
                (Some(place), _) => all.get(place).is_some_and(|other| covers(other, own)),
                (None, Role::Cue) => !sourced,
                (None, _) => before.is_some_and(|(_, of)| *of == Some(own)),
            };
            if fits && right.is_none() {
                right = Some(cues.len());
            }
            cues.push(keys.to_vec());
        });
        if let Some(right) = right {
            out.push(Choice { cues, right });
        }
    }
}

fn learn(choices: &[Choice], epochs: usize) -> Linker {
    let mut weights: FxHashMap<u32, (f32, f32)> = FxHashMap::default();
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for choice in order.iter().filter_map(|at| choices.get(*at)) {
            let score =
                |keys: &Vec<u32>| keys.iter().filter_map(|k| weights.get(k)).map(|w| w.0).sum::<f32>();
            let worth: Vec<f32> = choice.cues.iter().map(|keys| score(keys).exp()).collect();
            let total: f32 = worth.iter().sum();
            for (place, (keys, worth)) in choice.cues.iter().zip(&worth).enumerate() {
                let gradient = worth / total - f32::from(u8::from(place == choice.right));
                for key in keys {
                    let slot = weights.entry(*key).or_default();
                    slot.1 += gradient * gradient;
                    slot.0 -= 0.1 * gradient / (0.1 + slot.1.sqrt()) + 1e-6 * slot.0;
                }
            }
        }
    }
    Linker(weights.into_iter().filter(|(_, w)| w.0.abs() > 0.02).map(|(key, w)| (key, w.0)).collect())
}

impl Article {
    /// Whether an attribution's span of that role covers a run's first token.
    fn covers(&self, paragraph: usize, role: Role, run: &Range<usize>, attribution: usize) -> bool {
        let token = self.paragraphs.get(paragraph).and_then(|p| p.tokens.get(run.start));
        let Some((token, gold)) = token.zip(self.annotated.attributions.get(attribution)) else {
            return false;
        };
        let spans = match role {
            Role::Source => &gold.source,
            Role::Cue => &gold.cue,
            Role::Content => &gold.content,
        };
        spans.iter().any(|span| span.start < token.end && token.start < span.end)
    }

    /// The first attribution that covers a run.
    fn owner(&self, paragraph: usize, role: Role, run: &Range<usize>) -> Option<usize> {
        (0..self.annotated.attributions.len()).find(|number| self.covers(paragraph, role, run, *number))
    }
}
