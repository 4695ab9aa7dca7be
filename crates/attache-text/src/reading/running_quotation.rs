//! Quotations that run over more than one sentence.

use attache_core::{modality::Modality, source::Source};

use crate::{
    credit::{Credit, Frame},
    draft::Credited,
    passage::{Passage, Tokens},
    stage::Watch,
    words::CueSort,
};

use super::Reader;

impl<W: Watch> Reader<'_, W> {
    /// Whose a sentence within quotation marks is that has no credit of its own: that of the sentence in
    /// which the same quotation ends, else that of the one before.
    pub(super) fn quotation_goes_on<'s>(
        &mut self,
        sentence: &Tokens,
        later: impl Iterator<Item = (&'s Tokens, &'s Vec<Credit>)>,
        last: Option<&Credited>,
    ) -> Credited {
        let quote = sentence.clone().find_map(|at| self.passage.quote_of(at));
        for (sentence, credits) in later {
            let same = |at: usize| self.passage.quote_of(at).is_some() && self.passage.quote_of(at) == quote;
            if !sentence.clone().any(same) {
                break;
            }
            let ends = credits.iter().find(|c| c.content.iter().any(|run| run.clone().any(same)));
            if let Some(credit) = ends {
                self.cast.meet(&self.article.text, &self.passage, sentence, self.words);
                let credited = self.credited(sentence, credit);
                return Credited { cue: Vec::new(), source: Vec::new(), ..credited };
            }
        }
        if let Some(last) = last {
            return Credited {
                cue: Vec::new(),
                source: Vec::new(),
                frame: Some(Frame::After),
                ..last.clone()
            };
        }
        let carriers: Vec<Source> = self.agency.iter().chain(self.cast.last_credited()).cloned().collect();
        Credited {
            carriers,
            source: Vec::new(),
            cue: Vec::new(),
            verb: Some((CueSort::Say, Modality::Asserted)),
            frame: Some(Frame::After),
            inferred: true,
            second: None,
        }
    }
}

/// "The minister was blunt: "We will not."": where the colon stands.
pub(super) fn quotation_behind_colon(text: &str, p: &Passage, sentence: &Tokens) -> Option<usize> {
    let colon = sentence.clone().find(|at| p.is_mark(text, *at, ":") && p.quote_of(*at).is_none())?;
    let quoted = p.opens_quote(colon.saturating_add(1));
    (quoted && p.has_finite(sentence.start..colon)).then_some(colon)
}

/// Whether nearly all words of a sentence stand in quotation marks.
pub(super) fn mostly_quoted(p: &Passage, sentence: &Tokens) -> bool {
    let words = sentence.clone().filter(|at| p.is_word(*at)).count();
    let quoted = sentence.clone().filter(|at| p.is_word(*at) && p.quote_of(*at).is_some()).count();
    words > 0 && quoted.saturating_mul(10) >= words.saturating_mul(9)
}
