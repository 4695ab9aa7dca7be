//! Surveys: the sentences behind the first one on a survey give its shares without crediting it again.

use attache_core::source::SourceKind;

use crate::{
    draft::Credited,
    passage::{Passage, Tokens},
    words::{Entry, FigureSort},
};

pub(super) fn is_survey(credited: &Credited) -> bool {
    credited.carriers.last().is_some_and(|c| matches!(c.kind, SourceKind::Survey | SourceKind::SurveyUnnamed))
}

/// Whether a sentence gives shares, as the sentences do that follow the first one on a survey.
pub(super) fn tells_shares(text: &str, p: &Passage, sentence: &Tokens) -> bool {
    sentence.clone().any(|at| {
        p.is_mark(text, at, "%")
            || p.reads(text, at, "percent")
            || p.reads(text, at, "cent")
            || p.phrases_at(at)
                .iter()
                .any(|f| matches!(f.entry, Entry::Figure(FigureSort::Share(_) | FigureSort::Majority)))
    })
}
