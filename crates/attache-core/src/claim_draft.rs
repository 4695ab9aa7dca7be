//! Claims as read, before they enter the record.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    attribution::{Attribution, Quotation},
    chain::Chain,
    claim_kind::ClaimKind,
    difference::Difference,
    event_time::EventTime,
    id::{ArticleId, ClaimId},
    likelihood::Likelihood,
    modality::Modality,
    place::Place,
    proposition::Proposition,
    quantity::{Figure, Quantity},
    span::{Excerpt, Span},
};

/// A claim as the reader proposes it. Its JSON form is one line of `attache read --json`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDraft {
    /// What it is about.
    pub kind: ClaimKind,
    /// How it is put.
    pub modality: Modality,
    /// How much of it stands in quotation marks.
    pub quote: Quotation,
    /// How sure the reader is, 0 to 1.
    pub confidence: Figure,
    /// The content.
    pub spans: Vec<Excerpt>,
    /// Who is credited, as worded; empty where the outlet speaks for itself.
    pub source: Vec<Excerpt>,
    /// The words that credit.
    pub cue: Vec<Excerpt>,
    /// The carriers, outermost first.
    pub chain: Chain,
    /// Figures with their bounds.
    pub quantities: Vec<Quantity>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<EventTime>,
    /// The index, among the drafts of the same article, of the claim that this one is part of.
    pub embedded_in: Option<usize>,
    /// The term of likelihood that the text uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// Who does what to whom.
    #[serde(default)]
    pub proposition: Proposition,
    /// The whole sentence or sentences around it, for a reader who checks.
    pub sentence: Excerpt,
    /// When the article was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Which language model proposed it, by the name that the operator gave; none where the reader found it by
    /// itself. A person decides on such a draft, and no policy does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafter: Option<String>,
    /// Where the rules and the trained tagger differ on it; empty where they agree, or where one was not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

impl std::fmt::Debug for ClaimDraft {
    /// Kind and place only: no content reaches a log line by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClaimDraft({} at {:?})", self.kind, self.spans.first().map(|e| e.span))
    }
}

impl ClaimDraft {
    /// The id that it has in the record: follows from its article and from where its content and its
    /// credit stand. Drafting the same article again gives the same ids.
    #[must_use]
    pub fn id(&self, article: ArticleId) -> ClaimId {
        let mut place = String::new();
        for (mark, excerpts) in [('c', &self.spans), ('s', &self.source), ('q', &self.cue)] {
            for excerpt in excerpts {
                place.push_str(&format!("{mark}{}-{};", excerpt.span.start, excerpt.span.end));
            }
        }
        ClaimId::derive(&[article.as_bytes(), place.as_bytes()])
    }

    /// The attribution that it was made from: source, cue and content as places in the text.
    #[must_use]
    pub fn attribution(&self) -> Attribution {
        let places = |excerpts: &[Excerpt]| -> Vec<Span> { excerpts.iter().map(|e| e.span).collect() };
        Attribution { source: places(&self.source), cue: places(&self.cue), content: places(&self.spans) }
    }

    /// As it may be told to others. Which of the article's drafts it is part of is left out: the number would
    /// tell of them. Of its sentence only what reaches from its first word (of content, source and cue) to its
    /// last is kept: what stands before or behind may be another claim, which was not released. By which model
    /// it was proposed, and where readers differed, is nobody else's business. Telling it on changes nothing more.
    #[must_use]
    pub fn as_told(&self) -> Self {
        let parts = || self.spans.iter().chain(&self.source).chain(&self.cue).map(|excerpt| excerpt.span);
        let (start, end) = (parts().map(|span| span.start).min(), parts().map(|span| span.end).max());
        let within = start.zip(end).and_then(|(start, end)| {
            let from = start.checked_sub(self.sentence.span.start)?;
            let to = end.checked_sub(self.sentence.span.start)?;
            let text = self.sentence.text.get(from..to)?.to_owned();
            Some(Excerpt { span: Span::new(start, end), text })
        });
        // Where the parts do not lie within the sentence, the content alone is told.
        let sentence =
            within.or_else(|| self.spans.first().cloned()).unwrap_or_else(|| self.sentence.clone());
        Self { embedded_in: None, sentence, drafter: None, differences: Vec::new(), ..self.clone() }
    }

    /// The day that answers sort by: when it happened, or else when it was published.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let told = self.date.as_ref().and_then(|date| date.start.or(date.end));
        told.or(self.published)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        claim::tests::draft,
        span::{Excerpt, Span},
    };

    #[test]
    fn what_the_reader_found_by_itself_is_written_as_ever() {
        let plain = draft("Shells arrived.");
        let written = serde_json::to_string(&plain).unwrap();
        assert!(!written.contains("drafter"));
        assert_eq!(serde_json::from_str::<crate::claim::ClaimDraft>(&written).unwrap(), plain);
        let article = crate::article::Article::plain("Shells arrived.").id();
        let marked = crate::claim::ClaimDraft { drafter: Some("some model".into()), ..plain.clone() };
        assert_eq!(marked.id(article), plain.id(article), "the id follows from the places alone");
    }

    #[test]
    fn no_more_of_the_sentence_is_told_than_holds_the_claim() {
        let text = "Envoys met in secret, and shells arrived, the ministry said, which Ona denied.";
        let place = |words: &str| {
            let at = text.find(words).unwrap();
            Excerpt::of(text, Span::new(at, at + words.len())).unwrap()
        };
        let mut whole = draft(text);
        whole.embedded_in = Some(3);
        whole.drafter = Some("some model".into());
        (whole.spans, whole.source, whole.cue) =
            (vec![place("shells arrived")], vec![place("the ministry")], vec![place("said")]);
        let told = whole.as_told();
        assert_eq!(told.sentence, place("shells arrived, the ministry said"));
        assert_eq!(told.embedded_in, None);
        assert_eq!(told.drafter, None);
        assert_eq!(told.as_told(), told);
        assert_eq!(told.spans, whole.spans);
        // A sentence that does not hold the parts is not told at all.
        whole.sentence = place("Envoys met");
        assert_eq!(whole.as_told().sentence, place("shells arrived"));
    }
}
