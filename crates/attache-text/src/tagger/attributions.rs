//! From labels to attributions, paragraph by paragraph.

use std::ops::Range;

use crate::{
    credit::Credit,
    paragraph::paragraphs,
    passage::{Passage, Tokens},
    stage::{Stage, Unwatched, Watch},
    words::Words,
};

use super::{
    columns::{Carry, Columns},
    confidence::{Measures, log_odds},
    label::{Label, Role},
    lattice::{self, Marginals, Scores},
    linking::{Link, Run, runs},
    model::Model,
    observed::linkable,
};

/// An attribution by token numbers, as the tagger found it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// Who is credited; empty for nobody.
    pub source: Vec<Tokens>,
    /// By which words; empty where the content goes on with the last attribution of the paragraph before,
    /// and where a source stands alone.
    pub cue: Vec<Tokens>,
    /// With what; empty where the tagger saw a cue or a source and nothing credited: no attribution.
    pub content: Vec<Tokens>,
    /// What the confidence is made from.
    pub measures: Measures,
    /// The chance that it is right.
    pub confidence: f32,
}

/// The tagger at work on one article.
#[derive(Debug)]
pub(crate) struct Tagger<'m> {
    model: &'m Model,
    columns: Columns,
    scores: Vec<Scores>,
    marginals: Marginals,
    carry: Carry,
    before: Option<Run>,
}

impl<'m> Tagger<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Self {
            model,
            columns: Columns::default(),
            scores: Vec::new(),
            marginals: Marginals::default(),
            carry: Carry::default(),
            before: None,
        }
    }

    /// The attributions of the next paragraph; `ruled` are the credits that the rules found in it.
    pub(crate) fn paragraph(
        &mut self,
        text: &str,
        p: &Passage,
        words: &Words,
        ruled: &[Vec<Credit>],
        watch: &mut impl Watch,
    ) -> Vec<Found> {
        watch.enter(Stage::Columns);
        self.columns.look(text, p);
        self.carry = self.columns.fill(text, p, words, &self.model.aids, ruled, self.carry);
        watch.enter(Stage::Weights);
        self.scores.clear();
        self.model.table.scores(&self.columns, &mut self.scores);
        watch.enter(Stage::Lattice);
        lattice::marginals(&self.scores, &self.model.pairs, &mut self.marginals);
        let begin = Label::Begin(Role::Cue).column();
        for scores in &mut self.scores {
            if let Some(slot) = scores.get_mut(begin) {
                *slot += self.model.cue_bias;
            }
        }
        let labels = lattice::best_path(&self.scores, &self.model.pairs);
        watch.enter(Stage::Linking);
        let all = linkable(p, &self.columns, runs(&labels));
        let links = self.model.linker.links(&all, self.before.as_ref());
        let found = self.joined(&all, &links);
        if let Some(cue) = all.iter().rev().find(|run| run.role == Role::Cue) {
            self.before = Some(cue.clone());
        }
        found
    }

    /// The attributions that links make, in the order of their cues.
    fn joined(&self, all: &[Run], links: &[Link]) -> Vec<Found> {
        let tied = Tied::of(all, links);
        let place = |link: &&Link| all.get(link.run).map(|run| run.tokens.clone());
        let linked = |links: &[&Link]| links.iter().map(|link| link.probability).fold(1.0, f32::min);
        let mut found = Vec::new();
        let content: Vec<Tokens> = tied.going_on.iter().filter_map(place).collect();
        if !content.is_empty() {
            found.push(self.weighed(Found { content, ..Found::default() }, 1.0, linked(&tied.going_on)));
        }
        let tied = all.iter().zip(&tied.of_runs);
        for (cue, tie) in tied.clone().filter(|(run, _)| run.role == Role::Cue) {
            let source = tie.source.and_then(|link| link.to).and_then(|to| all.get(to));
            let joined = Found {
                source: source.map(|run| run.tokens.clone()).into_iter().collect(),
                cue: vec![cue.tokens.clone()],
                content: tie.contents.iter().filter_map(place).collect(),
                ..Found::default()
            };
            let sourced = tie.source.map_or(0.5, |link| link.probability);
            found.push(self.weighed(joined, sourced, linked(&tie.contents)));
        }
        for (run, _) in tied.filter(|(run, tie)| run.role == Role::Source && !tie.credited) {
            found.push(Found { source: vec![run.tokens.clone()], ..Found::default() });
        }
        found
    }

    fn weighed(&self, mut found: Found, sourced: f32, linked: f32) -> Found {
        let mean = |runs: &[Tokens], role: Role| {
            let tokens = runs.iter().cloned().flatten();
            let (sum, count) = tokens.fold((0f32, 0f32), |(s, n), at| (s + self.share(at, role), n + 1.0));
            if count > 0.0 { sum / count } else { 0.5 }
        };
        let edge = |at: Option<usize>, label: Label| at.map_or(0.5, |at| self.chance(at, label));
        let first = found.content.first().map(|run| run.start);
        let behind = found.content.last().map(|run| run.end).filter(|at| *at < self.columns.len());
        let ends = behind.map_or(0.9975, |at| 1.0 - self.chance(at, Label::Inside(Role::Content)));
        found.measures = [
            1.0,
            log_odds(mean(&found.cue, Role::Cue)),
            log_odds(mean(&found.source, Role::Source)),
            log_odds(mean(&found.content, Role::Content)),
            log_odds(edge(first, Label::Begin(Role::Content))),
            log_odds(ends),
            log_odds(sourced) + log_odds(linked),
            if found.source.is_empty() { 1.0 } else { 0.0 },
        ];
        found.confidence = self.model.calibration.chance(&found.measures);
        found
    }

    fn chance(&self, at: usize, label: Label) -> f32 {
        self.marginals.labels.get(at).and_then(|row| row.get(label.column())).copied().unwrap_or(0.5)
    }

    fn share(&self, at: usize, role: Role) -> f32 {
        self.chance(at, Label::Begin(role)) + self.chance(at, Label::Inside(role))
    }
}

/// What is linked to a run.
#[derive(Clone, Default)]
struct Tie<'l> {
    /// Of a cue: its contents.
    contents: Vec<&'l Link>,
    /// Of a cue: its source, or that it has none.
    source: Option<&'l Link>,
    /// Of a source: whether a cue credits it.
    credited: bool,
}

/// The links, by the runs that they lead to.
struct Tied<'l> {
    of_runs: Vec<Tie<'l>>,
    /// The contents that go on with the last cue of the paragraph before.
    going_on: Vec<&'l Link>,
}

impl<'l> Tied<'l> {
    fn of(all: &[Run], links: &'l [Link]) -> Self {
        let mut tied = Self { of_runs: vec![Tie::default(); all.len()], going_on: Vec::new() };
        for link in links {
            let content = all.get(link.run).is_some_and(|run| run.role == Role::Content);
            let to = link.to.and_then(|to| tied.of_runs.get_mut(to));
            match (content, to) {
                (true, Some(cue)) => cue.contents.push(link),
                (true, None) => tied.going_on.push(link),
                (false, Some(source)) => source.credited = true,
                (false, None) => {}
            }
            if let Some(cue) = tied.of_runs.get_mut(link.run).filter(|_| !content) {
                cue.source = Some(link);
            }
        }
        tied
    }
}

/// An attribution by places in the text, in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributed {
    /// Who is credited; empty for nobody.
    pub source: Vec<Range<usize>>,
    /// By which words.
    pub cue: Vec<Range<usize>>,
    /// With what.
    pub content: Vec<Range<usize>>,
    /// What the confidence is made from.
    pub measures: Measures,
    /// The chance that it is right.
    pub confidence: f32,
}

/// The attributions of a whole text, as the tagger alone finds them: what it is measured by. Those without
/// a cue or a content are spans that joined nothing, and no attributions.
#[must_use]
pub fn attributions(text: &str, words: &Words, model: &Model) -> Vec<Attributed> {
    let mut tagger = Tagger::new(model);
    let mut passage = Passage::default();
    let mut all: Vec<Attributed> = Vec::new();
    for paragraph in paragraphs(text) {
        passage.fill(text, paragraph.span, words);
        let ruled = super::columns::ruled_credits(text, &passage, words);
        let places = |runs: &[Tokens]| -> Vec<Range<usize>> {
            runs.iter().filter_map(|run| passage.span(run)).map(|span| span.start..span.end).collect()
        };
        for found in tagger.paragraph(text, &passage, words, &ruled, &mut Unwatched) {
            let goes_on = found.cue.is_empty() && !found.content.is_empty();
            match all.last_mut().filter(|_| goes_on) {
                Some(last) => last.content.extend(places(&found.content)),
                None => all.push(Attributed {
                    source: places(&found.source),
                    cue: places(&found.cue),
                    content: places(&found.content),
                    measures: found.measures,
                    confidence: found.confidence,
                }),
            }
        }
    }
    all
}
