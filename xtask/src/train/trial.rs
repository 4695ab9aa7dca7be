//! Quick figures of a model while training: the whole report is that of `cargo xtask eval --polnear`.

use std::{collections::BTreeSet, ops::Range};

use attache_text::{
    tagger::{
        attributions::{Attributed, attributions},
        confidence::Measures,
        model::Model,
    },
    words::Words,
};

use super::folds::Article;

/// Counts of right, said and true.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    right: u32,
    said: u32,
    gold: u32,
}

impl Count {
    pub(super) fn f1(self) -> f32 {
        200.0 * self.right as f32 / (self.said + self.gold).max(1) as f32
    }
}

/// Figures on a corpus.
#[derive(Debug, Default)]
pub(super) struct Trial {
    pub token: Count,
    pub exact: Count,
    pub half: Count,
    pub whole: Count,
    /// What each attribution's confidence is made from, and whether it is right.
    pub outcomes: Vec<(Measures, bool)>,
}

type Set = BTreeSet<usize>;

/// Tries a model on articles.
pub(super) fn trial(articles: &[Article], words: &Words, model: &Model) -> Trial {
    let mut trial = Trial::default();
    for article in articles {
        let tokens: Vec<Range<usize>> = article
            .paragraphs
            .iter()
            .zip(&article.labels)
            .filter(|(_, l)| l.iter().all(Option::is_some))
            .flat_map(|(p, _)| p.tokens.clone())
            .collect();
        let set = |spans: &[Range<usize>]| -> Set {
            let lies = |t: &Range<usize>| spans.iter().any(|s| s.start < t.end && t.start < s.end);
            tokens.iter().enumerate().filter(|(_, t)| lies(t)).map(|(at, _)| at).collect()
        };
        let said: Vec<(Attributed, [Set; 3])> = attributions(&article.annotated.text, words, model)
            .into_iter()
            .map(|a| {
                let sets = [set(&a.source), set(&a.cue), set(&a.content)];
                (a, sets)
            })
            .filter(|(_, sets)| sets.iter().any(|set| !set.is_empty()))
            .collect();
        let gold: Vec<[Set; 3]> = article
            .annotated
            .attributions
            .iter()
            .map(|g| [set(&g.source), set(&g.cue), set(&g.content)])
            .filter(|sets| !sets[1].is_empty())
            .collect();
        trial.count(&gold, &said);
    }
    trial
}

fn near(a: &Set, b: &Set) -> bool {
    a.is_empty() && b.is_empty() || {
        let both = a.intersection(b).count();
        both > 0 && both * 2 >= a.len().max(b.len())
    }
}

impl Trial {
    fn count(&mut self, gold: &[[Set; 3]], said: &[(Attributed, [Set; 3])]) {
        for role in [0, 1, 2] {
            let spans = |sets: Vec<&[Set; 3]>| -> BTreeSet<Vec<usize>> {
                sets.into_iter().filter_map(|sets| sets.get(role)).flat_map(runs).collect()
            };
            let g = spans(gold.iter().collect());
            let s = spans(said.iter().map(|(_, sets)| sets).collect());
            let (gt, st): (Set, Set) =
                (g.iter().flatten().copied().collect(), s.iter().flatten().copied().collect());
            add(&mut self.token, gt.intersection(&st).count(), st.len(), gt.len());
            add(&mut self.exact, g.intersection(&s).count(), s.len(), g.len());
            let overlap = |a: &Vec<usize>, b: &Vec<usize>| {
                let both = a.iter().filter(|x| b.contains(x)).count();
                both * 2 >= a.len().max(b.len())
            };
            add(
                &mut self.half,
                s.iter().filter(|a| g.iter().any(|b| overlap(a, b))).count(),
                s.len(),
                g.len(),
            );
        }
        let mut taken = BTreeSet::new();
        let whole = said.iter().filter(|(_, sets)| !sets[1].is_empty() && !sets[2].is_empty());
        for (attributed, sets) in whole.clone() {
            let hit = gold
                .iter()
                .enumerate()
                .find(|(n, g)| !taken.contains(n) && g.iter().zip(sets).all(|(a, b)| near(a, b)));
            self.outcomes.push((attributed.measures, hit.is_some()));
            if let Some((n, _)) = hit {
                taken.insert(n);
            }
        }
        add(&mut self.whole, taken.len(), whole.count(), gold.len());
    }
}

fn add(count: &mut Count, right: usize, said: usize, gold: usize) {
    count.right += right as u32;
    count.said += said as u32;
    count.gold += gold as u32;
}

fn runs(set: &Set) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for at in set {
        match out.last_mut() {
            Some(run) if run.last().is_some_and(|last| last + 1 == *at) => run.push(*at),
            _ => out.push(vec![*at]),
        }
    }
    out
}
