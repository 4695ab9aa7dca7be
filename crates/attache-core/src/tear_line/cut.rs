//! How a claim is cut: what is kept of it.

use crate::{article::Article, claim_state::ClaimState, marking::Marking, reliance::Reliance};

use super::{CutError, TearLine, grounds::Grounds, search, sourcing, wording};

/// How much of a date is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeptDate {
    /// Nothing.
    None,
    /// The months.
    #[default]
    Month,
    /// The days.
    Day,
}

/// What is kept beside kind, manner and general sourcing. The default keeps what a reader cannot do without,
/// the countries, the classes of things and the month, and leaves out what points to one source: figures and
/// the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Figures with their bounds.
    pub figures: bool,
    /// Country and subdivision of the place; never finer.
    pub place: bool,
    /// When it happened. The time of a statement is never kept.
    pub date: KeptDate,
    /// Classes of things; never names or models.
    pub items: bool,
    /// The countries of those who act and are acted on; never names of persons or bodies.
    pub parties: bool,
}

impl Default for Keep {
    fn default() -> Self {
        Self { figures: false, place: false, date: KeptDate::Month, items: true, parties: true }
    }
}

/// What a tear-line is made of.
#[derive(Clone, Debug)]
pub struct Cut<'a> {
    /// The claims that it rests on, at least one: our own, accepted, of one kind and in agreement.
    pub claims: &'a [&'a ClaimState],
    /// Their articles, every one: what they hold is withheld.
    pub articles: &'a [&'a Article],
    /// What an analyst wrote; a sentence is made from what is kept where there is nothing.
    pub text: Option<&'a str>,
    /// What is kept.
    pub keep: Keep,
    /// The marking of the new object.
    pub marking: Marking,
    /// Who rests on whom, as far as the records say: by it the sourcing says whether the claims have one origin.
    pub reliance: &'a Reliance,
}

impl TearLine {
    /// Makes a tear-line.
    ///
    /// # Errors
    /// Where the claims are none of ours, do not stand, do not belong together, or lack their article; where
    /// the text names what is withheld, by each place of it.
    pub fn tear(cut: &Cut<'_>) -> Result<Self, CutError> {
        let grounds = Grounds::of(cut.claims, cut.articles)?;
        let keep = cut.keep;
        let (from, until) = grounds.days(keep.date);
        let mut line = Self {
            kind: grounds.kind(),
            modality: grounds.modality(),
            likelihood: grounds.likelihood(),
            actor: keep.parties.then(|| grounds.actor()).flatten(),
            counterpart: keep.parties.then(|| grounds.counterpart()).flatten(),
            items: if keep.items { grounds.items() } else { Vec::new() },
            figures: Vec::new(),
            country: keep.place.then(|| grounds.country()).flatten(),
            subdivision: keep.place.then(|| grounds.subdivision()).flatten(),
            from,
            until,
            sourcing: grounds.sourcing(cut.reliance),
            text: String::new(),
            rests_on: grounds.ids(),
            marking: cut.marking.clone(),
        };
        if keep.figures {
            line.figures = grounds.figures(!line.items.is_empty());
        }
        line.text = match cut.text {
            None => wording::sentence(&line),
            Some(text) => {
                search::search(text, &grounds, &line)?;
                sourcing::check(text, grounds.origins(cut.reliance))?;
                text.trim().to_owned()
            }
        };
        Ok(line)
    }
}
