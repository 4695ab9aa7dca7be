//! `cargo xtask eval names`: do spellings of one name match, and spellings of two not?
//!
//! Names are drawn from inventories of syllables, stems and suffixes, and each is spelled by every public system. The
//! spellings are made here, apart from the key of `attache_core::name`: Korean by the rules of each system, Ukrainian
//! likewise, Russian by another's crate (iuliia). Two spellings of one name are a positive pair; spellings of two names
//! drawn by chance a negative one; spellings of two names one letter apart a hard negative one. Where a spelling is by
//! the rules also one of the other name ("Jong" is 정 and 종), nobody can tell them apart: such pairs are counted by
//! themselves.

use std::{collections::BTreeMap, fmt::Write as _};

use attache_core::name::{Form, Verdict, compare, keys};
use serde::Serialize;

use crate::{Outcome, draw::Draw};

mod korean;
mod mccune;
mod slavic;

/// Names of each set.
const NAMES: usize = 600;
/// The seed: the same names in every run.
const SEED: u64 = 20_241_128;

/// A name with its spellings: which system, and what it gives.
#[derive(Clone, Debug)]
struct Named {
    /// What is equal for equal names.
    identity: String,
    spellings: Vec<Spelling>,
}

/// A spelling by one system.
#[derive(Clone, Debug)]
struct Spelling {
    system: &'static str,
    form: Form,
    folded: String,
    keys: Vec<String>,
}

impl Named {
    fn new(identity: String, spellings: Vec<(&'static str, String)>) -> Self {
        let spelling = |(system, name): (&'static str, String)| Spelling {
            system,
            folded: attache_core::source::folded(&name),
            keys: keys(&name),
            form: Form::new(name),
        };
        Self { identity, spellings: spellings.into_iter().map(spelling).collect() }
    }

    fn has(&self, spelling: &Spelling) -> bool {
        self.spellings.iter().any(|own| own.folded == spelling.folded)
    }
}

/// The figures of one set of names.
#[derive(Debug, Default, Serialize)]
struct Figures {
    set: &'static str,
    names: usize,
    spellings: usize,
    positive: Tally,
    negative: Tally,
    hard: Tally,
    /// Hard negatives of which one spelling is by the rules also one of the other name.
    inseparable: Tally,
    /// Positive pairs not found, by systems: how many of how many.
    missed: BTreeMap<String, (usize, usize)>,
    /// Some of them, and some hard negatives that were taken for one name.
    examples: Vec<String>,
}

/// Pairs, how many were taken for one name, and how many share a key.
#[derive(Debug, Default, Serialize)]
struct Tally {
    pairs: usize,
    matched: usize,
    keyed: usize,
}

impl Tally {
    fn add(&mut self, a: &Spelling, b: &Spelling) -> bool {
        let matched = compare(&a.form, &b.form).verdict >= Verdict::Likely;
        self.pairs += 1;
        self.matched += usize::from(matched);
        self.keyed += usize::from(a.keys.iter().any(|key| b.keys.contains(key)));
        matched
    }
}

/// Draws, spells, compares and tells.
pub(super) fn run(json: bool) -> anyhow::Result<Outcome> {
    let sets =
        [measured("Korean", NAMES, korean::draw), measured("Ukrainian and Russian", NAMES, slavic::draw)];
    let mut text = String::new();
    for figures in &sets {
        if json {
            writeln!(text, "{}", serde_json::to_string(figures)?)?;
        } else {
            told(figures, &mut text)?;
        }
    }
    Ok(Outcome { text, ok: sets.iter().all(Figures::is_good) })
}

impl Figures {
    fn recall(&self) -> f64 {
        ratio(self.positive.matched, self.positive.pairs)
    }

    fn key_recall(&self) -> f64 {
        ratio(self.positive.keyed, self.positive.pairs)
    }

    /// Of the pairs taken for one name, the part that is, with as many negatives as positives.
    fn precision(&self, negative: &Tally) -> f64 {
        let wrong = ratio(negative.matched, negative.pairs);
        if self.recall() + wrong == 0.0 { 0.0 } else { self.recall() / (self.recall() + wrong) }
    }

    /// The floor below which the chore fails.
    fn is_good(&self) -> bool {
        self.recall() > 0.95 && self.precision(&self.negative) > 0.99 && self.precision(&self.hard) > 0.95
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Measures one set. `draw` gives a name, and one that is a letter apart.
fn measured(set: &'static str, names: usize, draw: fn(&mut Draw) -> (Named, Named)) -> Figures {
    let mut chance = Draw::new(SEED);
    let drawn: Vec<(Named, Named)> = (0..names).map(|_| draw(&mut chance)).collect();
    let mut figures = Figures { set, names, ..Figures::default() };
    figures.spellings = drawn.iter().map(|(name, _)| name.spellings.len()).sum();
    let mut examples: BTreeMap<String, String> = BTreeMap::new();
    for (name, near) in &drawn {
        for (at, spelling) in name.spellings.iter().enumerate() {
            for other in name.spellings.iter().skip(at + 1) {
                let systems = format!("{} / {}", spelling.system, other.system);
                let of = figures.missed.entry(systems.clone()).or_default();
                of.1 += 1;
                if !figures.positive.add(spelling, other) {
                    of.0 += 1;
                    examples
                        .entry(systems)
                        .or_insert_with(|| format!("missed: {} = {}", spelling.form.name, other.form.name));
                }
            }
        }
        let stranger = chance.one(&drawn).map(|(stranger, _)| stranger);
        for stranger in stranger.into_iter().filter(|stranger| stranger.identity != name.identity) {
            for (a, b) in pairs(name, stranger, &mut chance) {
                figures.negative.add(a, b);
            }
        }
        if near.identity == name.identity {
            continue;
        }
        for (a, b) in pairs(name, near, &mut chance) {
            if near.has(a) || name.has(b) {
                figures.inseparable.add(a, b);
            } else if figures.hard.add(a, b) {
                let systems = format!("wrongly {}", a.system);
                examples
                    .entry(systems)
                    .or_insert_with(|| format!("wrongly one: {} = {}", a.form.name, b.form.name));
            }
        }
    }
    figures.missed.retain(|_, (missed, _)| *missed > 0);
    figures.examples = examples.into_values().collect();
    figures
}

/// Spelling against spelling, in systems drawn by chance: as many as a name has positive pairs.
fn pairs<'a>(a: &'a Named, b: &'a Named, chance: &mut Draw) -> Vec<(&'a Spelling, &'a Spelling)> {
    let count = a.spellings.len() * a.spellings.len().saturating_sub(1) / 2;
    (0..count).filter_map(|_| chance.one(&a.spellings).zip(chance.one(&b.spellings))).collect()
}

fn told(figures: &Figures, text: &mut String) -> std::fmt::Result {
    writeln!(text, "{}: {} names, {} spellings", figures.set, figures.names, figures.spellings)?;
    writeln!(text, "  one name:       {}", counted(&figures.positive))?;
    writeln!(text, "  two by chance:  {}", counted(&figures.negative))?;
    writeln!(text, "  a letter apart: {}", counted(&figures.hard))?;
    writeln!(text, "  a letter apart, spelled alike by the rules: {}", counted(&figures.inseparable))?;
    writeln!(
        text,
        "  recall {:.3} (key {:.3}), precision {:.4}, against those a letter apart {:.4}",
        figures.recall(),
        figures.key_recall(),
        figures.precision(&figures.negative),
        figures.precision(&figures.hard)
    )?;
    for (systems, (missed, of)) in &figures.missed {
        writeln!(text, "  missed {missed} of {of}: {systems}")?;
    }
    figures.examples.iter().try_for_each(|example| writeln!(text, "    {example}"))?;
    writeln!(text)
}

fn counted(tally: &Tally) -> String {
    format!("{} pairs, {} taken for one, {} share a key", tally.pairs, tally.matched, tally.keyed)
}

#[cfg(test)]
mod tests {
    use super::{korean, measured, slavic};

    #[test]
    fn the_figures_stay_above_the_floor() {
        for figures in [measured("Korean", 40, korean::draw), measured("Ukrainian", 40, slavic::draw)] {
            assert!(figures.is_good(), "{figures:?}");
            assert!(figures.key_recall() > 0.95, "{figures:?}");
        }
    }
}
