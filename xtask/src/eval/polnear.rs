//! Attributions that were found against annotated ones, in PolNeAR's form: `cargo xtask eval --polnear DIR`.
//!
//! All is counted by tokens. A token lies in a span that has one of its bytes; a token with a byte in what the
//! annotator discarded is left out, in gold and in what was found, and with it an attribution that has no other
//! token of cue or content. Pairs are one to one, best first (by the part of the larger that both share).
//!
//! - **tokens**: a token counts for a role (source, cue, content) if it lies in a span of it; no B and I.
//! - **spans**: all tokens of an attribution in one role, apart or not (so the parts of a divided quotation must
//!   be linked to count); the same span of two attributions is one. *Exact*: gold has the same. *Half*: at
//!   least half of the larger is shared.
//! - **runs**: as spans, but each run of tokens that follow one another is one.
//! - **attributions**: *half*: cue and content each share half with gold, and the source does or both have none;
//!   *exact*: all three are the same.
//! - **reporting**: attributions, half, among those (of gold, and of what was found) whose cue reports; see
//!   [`Reporting`]. **Kinds of claims**: matched among all; recall by the kind of gold, precision by that of what
//!   was found.
//! - **confidence**: of reporting attributions, how right the surest are, and a table of reliability.
//!
//! "All" is a micro average: counts of roles and articles are added up, then divided.

mod agreement;
mod confidence;
mod figures;
mod matching;
mod page;
mod predictor;
mod report;
mod score;
mod slice;
mod token_set;

use std::{collections::BTreeMap, ops::Range, path::Path};

use crate::corpus;
use figures::Figures;
use page::Page;
use score::Score;
use slice::Reporting;

pub(crate) use predictor::{Predicted, Predictor, Reader};

/// A folder of annotated articles, scored.
#[derive(Debug)]
pub(crate) struct Measured {
    score: Score,
    figures: Figures,
}

impl Measured {
    /// Scores a reader on a folder.
    ///
    /// # Errors
    /// Where the folder does not have the form.
    pub(crate) fn of(folder: &Path, predictor: &Predictor) -> anyhow::Result<Self> {
        let reporting = Reporting::built_in()?;
        let mut score = Score::default();
        for article in corpus::load(folder)? {
            let prediction = predictor.predict(&article);
            let page = Page::new(&article.text, prediction.tokens, &article.discard, &reporting);
            let gold = article.attributions.iter();
            let gold = gold.filter_map(|gold| page.relation([&gold.source, &gold.cue, &gold.content], 1.0));
            let found = prediction.attributions.iter();
            let found = found.filter_map(|found| {
                // A confidence of 0.9 must not fall below 0.9 by its bits.
                let confidence = (f64::from(found.confidence) * 1e6).round() / 1e6;
                page.relation([&found.source, &found.cue, &found.content], confidence)
            });
            let gold = gold.filter(page::Relation::is_whole);
            score.add(page.len(), &gold.collect::<Vec<_>>(), &found.collect::<Vec<_>>());
        }
        let figures = Figures::of(&score, predictor.name());
        Ok(Self { score, figures })
    }

    /// Tables in Markdown.
    pub(crate) fn for_people(&self) -> String {
        report::tables(&self.score, &self.figures)
    }

    /// JSON.
    ///
    /// # Errors
    /// Where there is no JSON form.
    pub(crate) fn for_programs(&self) -> anyhow::Result<String> {
        Ok(format!("{}\n", serde_json::to_string_pretty(&self.figures)?))
    }

    /// The figures that a floor can hold.
    pub(crate) fn held(&self) -> BTreeMap<&'static str, f64> {
        self.figures.held()
    }
}

/// Whether each of the attributions that were found in an article is right (half), in their order; none for what is no
/// attribution of the scored text.
pub(crate) fn verdicts(
    article: &corpus::Annotated,
    tokens: Vec<Range<usize>>,
    found: &[Predicted],
) -> anyhow::Result<Vec<Option<bool>>> {
    let reporting = Reporting::built_in()?;
    let page = Page::new(&article.text, tokens, &article.discard, &reporting);
    let gold = article.attributions.iter();
    let gold = gold.filter_map(|gold| page.relation([&gold.source, &gold.cue, &gold.content], 1.0));
    let gold: Vec<page::Relation> = gold.filter(page::Relation::is_whole).collect();
    let relations: Vec<Option<page::Relation>> = found
        .iter()
        .map(|found| page.relation([&found.source, &found.cue, &found.content], 1.0))
        .map(|relation| relation.filter(page::Relation::is_whole))
        .collect();
    let mut right = score::right(&gold, &relations.iter().flatten().cloned().collect::<Vec<_>>()).into_iter();
    Ok(relations.iter().map(|relation| relation.as_ref().and_then(|_| right.next())).collect())
}

#[cfg(test)]
mod tests;
